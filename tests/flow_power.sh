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
