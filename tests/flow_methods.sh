#!/usr/bin/env bash
# Voting among options by command: choice, approval and ranking with weights; ties, the chair, the run-off, none wins,
# abstaining that is forbidden, a hidden interim, minutes; each result equals the recount, and both readers agree.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
body=wahl.example

cat >"$world/statute" <<'TEXT'
stimmbuch/1 body
title: Wahlgremium (Beispiel)
name: wahl.example
level: operational
approvals: 1
bench: nord Bank Nord
bench: sued Bank Süd
seat: eins nord 1.5 voting Erster Sitz
seat: zwei nord 1.5 voting Zweiter Sitz
seat: drei sued 3 voting Dritter Sitz
seat: vier sued 1 voting Vierter Sitz
chair: eins
rule: einfach Einfache Mehrheit
adopted: einfach heads(yes) > heads(no)
rule: wahl Wahl mit einer Stimme
kind: wahl election
method: wahl choice
quorum: wahl heads(present) >= 2
adopted: wahl heads(winner) > 1/2 * heads(valid)
interim: wahl visible
rule: stich Wahl mit Stichentscheid
method: stich choice
adopted: stich heads(winner) >= 1
abstention: stich forbidden
tie: stich chair
rule: mehrere Zustimmung zu mehreren
method: mehrere approval
adopted: mehrere weight(winner) > 1/2 * weight(cast)
rule: rang Rangfolge
method: rang ranking
adopted: rang weight(winner) > 1/2 * weight(cast)
tie: rang chair
rule: geheim Geheime Wahl
method: geheim external
TEXT

# proposal NUMBER [LINE]...: a draft's path
proposal() {
    local number=$1 file=$world/proposal
    shift
    {
        printf 'stimmbuch/1 proposal\ntitle: Wahl %s\nnumber: %s\nkind: election\n' "$number" "$number"
        for line in "$@"; do printf '%s\n' "$line"; done
        printf '\nGewählt wird.\n'
    } >"$file"
    echo "$file"
}
persons=('option: anna Anna Größer' 'option: berta Berta Süß' 'option: carl Carl *Berg*')
# election NUMBER RULE [OPTION]...: a ballot on persons under the rule, its id
election() {
    local number=$1 rule=$2
    shift 2
    as eins propose $body "$(proposal "$number" "${persons[@]}")" >/dev/null 2>>"$err"
    open_ballot gs "$number" "$rule" "$@"
}
# votes BALLOT EINS ZWEI DREI VIER: what each seat votes; - for nothing
votes() {
    local ballot=$1 seat
    shift
    for seat in eins zwei drei vier; do
        [ "$1" = - ] || is "$seat votes $1" "$(cast $seat "$ballot" "$1" | wc -c)" 65
        shift
    done
}
# closed NAME BALLOT FILTER WANTED: closes it; the tally before and after say the same, and the filter gives what is wanted
closed() {
    local name=$1 ballot=$2 filter=$3 want=$4 entry said
    status 0 as gs ballot close "$ballot" --json
    entry=$(jq -r .result.id "$out")
    status 0 "$S" tally "$ballot" --json
    mapfile -t said < <(jq -r "($filter | tojson), (.winner // \"\"), .result, (.reasons | length),
        (.counts[] | \"\(.option) \(.heads) \(.weight)\")" "$out")
    is "$name" "${said[0]}" "$want"
    # the result that was signed has the recount's lines
    signed "$entry" >"$world/result"
    is "$name: winner" "$(sed -n 's/^winner: //p' "$world/result")" "${said[1]}"
    is "$name: result" "$(sed -n 's/^result: //p' "$world/result")" "${said[2]}"
    is "$name: reasons" "$(grep -c '^reason: ' "$world/result")" "${said[3]}"
    is "$name: counts" "$(sed -n 's/^count: //p' "$world/result")" "$(printf '%s\n' "${said[@]:4}")"
}
# signed ID: an entry's text, from the ledger's file
signed() { sqlite3 "$STIMMBUCH_LEDGER" "SELECT CAST(note AS TEXT) FROM entry WHERE lower(hex(id)) = '$1'"; }

new_key gs
for key in eins zwei drei vier; do new_key $key; done
status 0 as gs body found "$world/statute" --kdf interactive
for key in eins zwei drei vier; do enrol $key $body gs $key; done

### what cannot be opened

as eins propose $body "$(proposal ohne)" >/dev/null 2>>"$err"
for rule in wahl stich mehrere rang; do
    refused 3 "rule \"$rule\" chooses among options, and the proposal names none.*option: ID TITLE" \
        as gs ballot open ohne --rule $rule --lang en
done
refused 2 '' as eins propose $body "$(proposal doppelt 'option: a A' 'option: a B')"
refused 2 '' as eins propose $body "$(proposal wort 'option: none Keine')"
sed -i 's/kind: election/kind: decision/' "$(proposal sache "${persons[@]}")"
as eins propose $body "$world/proposal" >/dev/null 2>>"$err"
refused 3 'kind' as gs ballot open sache --rule wahl --lang en
status 0 as gs ballot open sache --rule mehrere

### choice: weights, a tie, the run-off

ballot=$(election W-1 wahl)
status 0 "$S" ballot show W-1
prints '^option: berta Berta Süß$'
is "its options" "$("$S" ballot show W-1 --json | jq -c '[.options[]|.option]')" '["anna","berta","carl"]'
refused 2 'does not offer "dora" but anna, berta, carl, abstain' as eins vote W-1 dora --lang en
refused 2 'does not offer "anna,berta"' as eins vote W-1 anna,berta --lang en
refused 2 'does not offer "anna>berta"' as eins vote W-1 'anna>berta' --lang en
refused 2 'does not offer "yes"' as eins vote W-1 yes --lang en
votes "$ballot" anna anna berta abstain
status 0 "$S" tally W-1 --json
is "an interim tie" "$(jq -c '[.winner, .tied, .runoff, .result]' "$out")" '[null,["anna","berta"],["anna","berta"],"open"]'
is "what they are called" "$(jq -r '.options[1].title' "$out")" "Berta Süß"
status 0 as vier vote W-1 berta --json
is "the choice" "$(jq -r .choice "$out")" berta
closed "the greater weight leads, without the majority of heads" "$ballot" \
    '[.result, .winner, .tied, .by_chair, [.counts[].heads], [.counts[].weight]]' \
    '["rejected","berta",[],false,[2,2,0,0],["3.0","4.0","0.0","0.0"]]'
status 0 "$S" tally W-1 --lang en
prints '^In the lead: Berta Süß \(berta\)\.$'
prints '^Proposed for a run-off: Berta Süß \(berta\) and Anna Größer \(anna\)\.$'
prints '^  Anna Größer \(anna\): 2 · weight 3\.0$'

ballot=$(open_ballot gs W-1 wahl)
is "the second round" "$("$S" tally "$ballot" --json | jq .round)" 2
votes "$ballot" berta - berta -
closed "elected" "$ballot" '[.result, .winner, .runoff, [.counts[].heads]]' '["adopted","berta",null,[0,2,0,0]]'
is "the proposal" "$("$S" proposal show W-1 --json | jq -r .state)" adopted

ballot=$(election W-2 wahl)
votes "$ballot" anna - - -
closed "no quorum, no winner" "$ballot" '[.result, .winner, .cast]' '["no-quorum",null,1]'

### the chair, and abstaining that is forbidden

ballot=$(election W-3 stich)
refused 2 'does not allow abstaining' as eins vote W-3 abstain --lang en
status 0 "$S" tally W-3 --json
is "hidden" "$(jq -c '[has("counts"), has("winner"), has("tied"), has("pairwise"), has("options")]' "$out")" \
    '[false,false,false,false,true]'
votes "$ballot" anna anna berta -
closed "the chair decides" "$ballot" '[.result, .winner, .tied, .by_chair]' '["adopted","anna",["anna","berta"],true]'
status 0 "$S" tally W-3 --lang en
prints 'Equal in the lead: Anna Größer \(anna\), Berta Süß \(berta\)\.'
prints 'by the vote of the chair: Anna'

ballot=$(election W-4 stich)
votes "$ballot" - anna carl -
status 0 as vier vote W-4 berta
closed "who leads alone needs no chair" "$ballot" '[.result, .winner, .by_chair]' '["adopted","carl",false]'

### approval

ballot=$(election W-5 mehrere)
status 0 as eins vote W-5 carl,anna --json
is "in the ballot's order" "$(jq -r .choice "$out")" anna,carl
is "a line for each" "$(signed "$(take id <"$out")" | grep '^choice: ' | xargs)" "choice: anna choice: carl"
refused 2 '"anna" stands twice' as zwei vote W-5 anna,anna --lang en
refused 2 'names nothing beside "abstain"' as zwei vote W-5 anna,abstain --lang en
refused 2 'does not offer ""' as zwei vote W-5 anna,, --lang en
votes "$ballot" - berta,carl anna abstain
closed "the most approved" "$ballot" '[.result, .winner, [.counts[].heads], [.counts[].weight]]' \
    '["adopted","anna",[2,1,2,1],["4.5","1.5","3.0","1.0"]]'

### ranking: canonical orders, Schulze's winner, none, the chair

ballot=$(election W-6 rang)
status 0 as eins vote W-6 'carl=anna>none' --json
is "canonical" "$(jq -r .choice "$out")" 'anna=carl>none'
refused 2 '"anna" stands twice' as zwei vote W-6 'anna>berta>anna' --lang en
refused 2 'does not offer "dora" but anna, berta, carl, none, abstain' as zwei vote W-6 'anna>dora' --lang en
votes "$ballot" 'anna>berta>carl' 'berta>carl>anna' 'berta>anna' abstain
closed "ranked" "$ballot" '[.result, .winner, [.counts[].heads], .pairwise.options, .pairwise.prefer[1], .pairwise.paths[1][0]]' \
    '["adopted","berta",[3,3,2,0,1],["anna","berta","carl","none"],["4.5","0.0","6.0","6.0"],{"for":"4.5","against":"1.5"}]'
status 0 "$S" tally W-6 --lang en
prints '^ +anna +berta +carl +none$'
prints '^  berta +4\.5 +- +6\.0 +6\.0$'
prints 'Strongest paths'
status 0 "$S" tally W-6 --lang de
prints '^An der Spitze: Berta Süß \(berta\)\.$'

# a cycle: the weakest defeat, that of carl by berta, gives way
ballot=$(election W-7 rang)
votes "$ballot" 'anna>berta>carl' 'berta>carl>anna' 'carl>anna>berta' 'anna>berta>carl'
closed "a cycle" "$ballot" '[.result, .winner, [.pairwise.prefer[0][1], .pairwise.prefer[1][2], .pairwise.prefer[2][0]]]' \
    '["adopted","carl",["5.5","4.0","4.5"]]'

ballot=$(election W-8 rang)
votes "$ballot" 'none>anna' none 'anna>none' none
closed "none wins" "$ballot" '[.result, .winner, .pairwise.dropped]' '["rejected",null,["anna","berta","carl"]]'
status 0 "$S" tally W-8 --lang en
prints '^No option leads\.$'

ballot=$(election W-9 rang)
votes "$ballot" 'anna>berta' 'anna>berta' 'berta>anna' abstain
closed "the chair breaks a tie of pairs" "$ballot" '[.result, .winner, .tied, .by_chair]' \
    '["adopted","anna",["anna","berta"],true]'

### on paper, with names of the proposal

ballot=$(open_ballot gs W-2 geheim)
status 0 "$S" ballot show "$ballot"
is "no options on the ballot" "$(sed -n '/^option: /p' "$out")" ""
refused 2 'on paper' as eins vote "$ballot" anna --lang en
status 0 as gs ballot close "$ballot" --result adopted --winner anna --count anna=3 --count berta=1
status 0 "$S" tally "$ballot" --json
is "what was said" "$(jq -c '[.result, .winner, .paper, [.counts[].heads]]' "$out")" '["adopted","anna",true,[3,1]]'

### in a meeting, with minutes

printf 'stimmbuch/1 meeting\nnumber: S-1\ntitle: Sitzung\nopens: 2027-01-10T09:00:00Z\nitem: %s\n\nEinladung.\n' \
    "$(as eins propose $body "$(proposal W-10 "${persons[@]}")" --json 2>>"$err" | take id)" >"$world/meeting"
status 0 as gs meeting new $body "$world/meeting"
ballot=$(open_ballot gs W-10 rang --meeting S-1)
votes "$ballot" 'berta>anna' berta 'anna=berta' -
closed "in the meeting" "$ballot" '[.result, .winner, .cast]' '["adopted","berta",3]'
status 0 "$S" minutes S-1 --lang en
prints '^- carl: Carl \\\*Berg\\\*$'
prints '^\| Bank Süd \| 2 \| 1 \| 1 \| 1 \| 0 \| 0 \| 0 \| 1 \|$'
prints '^- In the lead: Berta Süß \(berta\)\.$'
prints '^\| berta \| 3\.0 \| - \| 6\.0 \| 6\.0 \|$'
prints '^- Erster Sitz: berta\\>anna$'

### the audit, tables derived anew, and the second reader

status 0 "$S" verify --json
is "what the audit says" "$(jq -c '[.ok, .findings]' "$out")" '[true,[]]'
"$S" verify --json | jq -c '.bodies|map({body, entries, root})' >"$world/ours"
before=$("$S" tally W-7 --json)
status 0 "$S" rebuild
is "rebuilt" "$("$S" tally W-7 --json)" "$before"
python=/usr/bin/python3
if $python -B -c 'import cryptography, unicodedata as u, sys; sys.exit(u.unidata_version != "14.0.0")' 2>/dev/null; then
    status 0 $python -B "$(dirname "$0")/verifier/verify.py" "$STIMMBUCH_LEDGER" --json
    is "what both readers found" "$(jq -c '.bodies|map({body, entries, root})' "$out")" "$(cat "$world/ours")"
    cp "$out" "$world/theirs"
    while read -r id result; do
        is "the second reader's result of $id" "$(jq -r ".state[].ballots[\"$id\"].result // \"open\"" "$world/theirs")" "$result"
    done < <("$S" ballot list --json | jq -r '"\(.id) \(.result)"')
fi
passed flow_methods
