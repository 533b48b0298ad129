#!/usr/bin/env bash
# Voting power by command: of a draft and of a body, in both languages and as JSON, beside what a change would make of it.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
statutes=$(dirname "$0")/../data/samples/statutes
draft=$statutes/it-planungsrat.txt

status 0 "$S" power "$draft" --rule beschluss --json
is "exact" "$(jq -c '[.body, .rule, .exact, .samples, .monotone]' "$out")" \
    '["it-planungsrat.example","beschluss",true,0,true]'
# The Bund has a veto; two Länder can be enough to prevent a decision: Nordrhein-Westfalen and Bayern have more than a third.
is "benches" "$(jq -c '[.benches[]|[.bench,.seats,.heads_share,.can_block_alone,.block_min_seats]]' "$out")" \
    '[["bund",1,"0.058823529",true,1],["laender",16,"0.941176471",true,2],["beratend",0,"0.000000000",false,null]]'
is "vetoes" "$(jq -r '[.seats[]|select(.veto).seat]|join(" ")' "$out")" bund
is "shares add up" "$(jq '[.seats[].banzhaf|tonumber]|add|.*1000000|round' "$out")" 1000000
is "coalitions" "$(jq -c .coalitions "$out")" '[["bund","laender"]]'

status 0 "$S" power "$draft" --rule empfehlung --lang de
grep -qF 'kann allein nichts verhindern.' "$out" || { cat "$out" >&2; fail "no sentence about the Bund"; }
status 0 "$S" power "$draft" --rule empfehlung --lang en
grep -qF 'alone it cannot prevent anything.' "$out" || fail "no English sentence about the Bund"
clean "$out" || fail "power prints something else than text"

# The report among the samples is what the program says today.
mkdir "$world/report"
bash "$(dirname "$0")/report_power.sh" "$S" "$world/report"
for file in "$world"/report/*; do
    cmp "$file" "$statutes/../power/$(basename "$file")" || fail "$(basename "$file"): make report"
done

# A picture for those who see it and those who do not: its words are text, and nothing in it is a command.
status 0 "$S" power "$draft" --rule empfehlung --svg "$world/a.svg" --lang de
cp "$out" "$world/text"
status 0 "$S" power "$draft" --rule empfehlung --svg "$world/b.svg" --lang de
cmp "$world/a.svg" "$world/b.svg" || fail "the same figures make another picture"
status 0 /usr/bin/python3 -c 'import sys, xml.dom.minidom as m
svg = m.parse(sys.argv[1]).documentElement
print(svg.getAttribute("role"), [c.tagName for c in svg.childNodes if c.nodeType == 1][:2])
print(svg.getElementsByTagName("desc")[0].firstChild.data)' "$world/a.svg"
prints "img \['title', 'desc'\]"
grep -qF 'kann allein nichts verhindern.' "$out" || fail "the picture has no description"
grep -q 'prefers-color-scheme:dark' "$world/a.svg" || fail "the picture has no dark colours"
status 5 "$S" power "$draft" --rule empfehlung --svg "$world/a.svg"
says "a.svg"
sed 's/^title: .*/title: <script>\&"/; s/^bench: bund Bund$/bench: bund <b>\&/' "$draft" >"$world/hostile.txt"
status 0 "$S" power "$world/hostile.txt" --rule empfehlung --svg "$world/hostile.svg"
status 0 /usr/bin/python3 -c 'import sys, xml.dom.minidom as m
print(len(m.parse(sys.argv[1]).getElementsByTagName("script")))' "$world/hostile.svg"
is "no script" "$(cat "$out")" 0

# A rule that asks who proposed, and in which round.
konsens=$statutes/konsens-steuerungsgruppe.txt
status 0 "$S" power "$konsens" --json
is "nobody proposed" "$(jq -s '.[0].seats|map(.banzhaf|tonumber)|add' "$out")" 0
status 0 "$S" power "$konsens" --proposer bund --json
is "the Bund proposed" "$(jq -s '.[0].seats|map(.banzhaf|tonumber)|add|.*1000|round' "$out")" 1000
status 0 "$S" power "$statutes/dhrv-lenkungsausschuss.txt" --json
is "the first round wants all" "$(jq -s '.[0].seats|map(.veto)|all' "$out")" true
status 0 "$S" power "$statutes/dhrv-lenkungsausschuss.txt" --round 3 --json
is "the third does not" "$(jq -s '.[0].seats|map(.veto)|any' "$out")" false
status 2 "$S" power "$konsens" --round 0
status 3 "$S" power "$konsens" --proposer nirgends

# A roster with municipal seats that vote, and another statute, beside today.
cat >"$world/roster" <<'END'
stimmbuch/1 roster
seat: = kommunen-1 beratend 0 voting Erste Vertretung
seat: = kommunen-2 beratend 0 voting Zweite Vertretung
seat: + kommunen-4 beratend 0 voting Vierte Vertretung
END
status 0 "$S" power "$draft" --rule empfehlung --what-if "$world/roster" --json
is "with votes" "$(jq -r '.what_if.benches[]|select(.bench == "beratend")|[.seats, .banzhaf]|@csv' "$out")" \
    '3,"0.150000000"'
status 0 "$S" power "$draft" --rule empfehlung --what-if "$world/roster" --lang en
grep -qF '0.0% → 15.0%' "$out" || { cat "$out" >&2; fail "not side by side"; }
cat >"$world/statute" <<'END'
stimmbuch/1 statute
chair: bund
rule: empfehlung Einstimmig
adopted: empfehlung heads(yes) = heads(all)
END
status 0 "$S" power "$draft" --rule empfehlung --what-if "$world/statute" --json
is "all have a veto" "$(jq '[.what_if.seats[].veto]|all' "$out")" true

# A body of the ledger says the same as its draft.
new_key gs
status 0 as gs body found "$draft" --kdf interactive
status 0 "$S" power it-planungsrat.example --json
cp "$out" "$world/body"
status 0 "$S" power "$draft" --json
cmp -s "$out" "$world/body" || fail "the body's power is not its draft's"

# The draft of a whole body, as the screen saves one: its seats first, then its statute; what is there already is not asked.
sed 's/^seat: kommunen-1 beratend 0 advisory/seat: kommunen-1 beratend 0 voting/; /^seat: bfdi /d
    s/^bench: beratend .*/&\nbench: kommunen Kommunen/; s/^adopted: empfehlung .*/adopted: empfehlung heads(yes) > 12/' \
    "$draft" >"$world/whole.txt"
status 0 "$S" body check "$world/whole.txt"
status 3 as gs statute it-planungsrat.example --change "$world/whole.txt" --yes
says 'change these first, with "roster BODY --change"'
status 0 as gs roster it-planungsrat.example --change "$world/whole.txt" --yes
status 0 "$S" roster it-planungsrat.example --json
is "seats" "$(jq -c '.seats[]|select(.seat == "kommunen-1" or .seat == "bfdi")|[.seat,.right]' "$out")" '["kommunen-1","voting"]'
status 3 as gs roster it-planungsrat.example --change "$world/whole.txt" --yes
says 'has the benches and seats of this draft already'
status 0 as gs statute it-planungsrat.example --change "$world/whole.txt" --yes
status 0 "$S" power it-planungsrat.example --rule empfehlung --json
is "as the draft says" "$(jq -c '[.benches[]|select(.bench == "beratend")|.seats,.can_block_alone]' "$out")" '[1,false]'
sed 's/^adopted: empfehlung .*/adopted: empfehlung heads(yes) > /' "$world/whole.txt" >"$world/ill.txt"
status 2 as gs statute it-planungsrat.example --change "$world/ill.txt" --yes
says "line $(grep -n '^adopted: empfehlung' "$world/ill.txt" | cut -d: -f1)"

# What cannot be meant is refused.
status 3 "$S" power it-rat.example
status 5 "$S" power "$world/nothing.txt"
status 3 "$S" power "$draft" --rule nichts
printf 'stimmbuch/1 roster\nseat: - nirgends\n' >"$world/roster"
status 2 "$S" power "$draft" --what-if "$world/roster"
printf 'stimmbuch/1 roster\nseat: = by beratend 1000000000000000 voting Zu schwer\n' >"$world/roster"
status 2 "$S" power "$draft" --what-if "$world/roster"
printf 'stimmbuch/1 statute\nrule: a A\nadopted: a heads(yes in nirgends) > 1\n' >"$world/statute"
status 2 "$S" power "$draft" --what-if "$world/statute"

# An old ballot by another statute, and with a seat that could not vote then: it decides nothing, and says so.
status 0 "$S" demo --dir "$world/demo"
ledger=$(find "$world/demo" -name '*.db' | head -1)
printf 'stimmbuch/1 statute\nrule: streng Alle Sitze\nadopted: streng heads(yes) = heads(all)\n' >"$world/statute"
status 0 "$S" tally 2026-001 --ledger "$ledger" --json
cp "$out" "$world/before"
status 0 "$S" tally 2026-001 --ledger "$ledger" --what-if "$world/statute" --rule streng --json
is "strictly" "$(jq -c '.result, (.what_if|[.binding, .rule, .result, .all, .cast])' "$out" | tr '\n' ' ')" \
    '"adopted" [false,"streng","rejected",10,9] '
is "the ballot itself" "$(jq -cS 'del(.what_if)' "$out")" "$(jq -cS . "$world/before")"
printf 'stimmbuch/1 roster\nseat: - kommune-1\nseat: + kommune-9 kommunen 1 voting Neu\n' >"$world/roster"
status 0 "$S" tally 2026-001 --ledger "$ledger" --what-if "$world/roster" --json
is "another roster" "$(jq -c '[.what_if.all, .what_if.cast, .cast]' "$out")" '[10,8,9]'
status 0 "$S" tally 2026-001 --ledger "$ledger" --what-if "$world/statute" --rule streng --lang en
grep -qF 'Not binding' "$out" || fail "it does not say that this is not binding"
clean "$out" || fail "tally --what-if prints something else than text"
status 3 "$S" tally 2026-001 --ledger "$ledger" --what-if "$world/statute"
status 2 "$S" tally 2026-001 --ledger "$ledger" --rule streng
status 3 "$S" tally 2026-205 --ledger "$ledger" --what-if "$world/statute" --rule streng
passed flow_power
