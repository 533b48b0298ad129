#!/usr/bin/env bash
# Many processes on one ledger file at once: no vote is lost, none is there twice, nobody is told that the file is busy;
# and of two secretaries who open or close at once one does it, and the other is told so. PROCESSES=N VOTES=N ROUNDS=N.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
body=rat.example
processes=${PROCESSES:-4} votes=${VOTES:-3} rounds=${ROUNDS:-3}

{
    printf 'stimmbuch/1 body\nname: %s\ntitle: Rat\nlevel: operational\napprovals: 1\nbench: rat Rat\n' $body
    for ((i = 1; i <= processes; i++)); do printf 'seat: sitz-%d rat 1 voting Sitz %d\n' $i $i; done
    printf 'rule: einfach Mehrheit\nadopted: einfach heads(yes) > heads(no)\ninterim: einfach visible\n'
} >"$world/statute"
new_key gs
new_key gs2
as gs body found "$world/statute" --kdf interactive --secretary "$("$S" key show gs2)" --json >"$out" 2>"$err"
as gs2 approve "$(take id <"$out")" >/dev/null 2>"$err"
for ((i = 1; i <= processes; i++)); do
    new_key "anna-$i"
    enrol "anna-$i" $body gs "sitz-$i"
done
# propose NUMBER
propose() {
    printf 'stimmbuch/1 proposal\nnumber: %s\ntitle: Vorlage %s\nkind: decision\n' "$1" "$1" >"$world/proposal"
    as anna-1 propose $body "$world/proposal" >/dev/null 2>"$err"
}

### each of the processes votes again and again, all at once

propose 1
ballot=$(open_ballot gs 1 einfach)
# vote_often I: the ids that were acknowledged go into $world/ids-I, what was said into $world/said-I
choices=(yes no)
vote_often() {
    local i=$1 vote
    for ((vote = 0; vote < votes; vote++)); do
        as "anna-$i" vote "$ballot" "${choices[(vote + i) % 2]}" --json || echo "exit $?"
    done >"$world/ids-$i" 2>"$world/said-$i"
}
children=()
for ((i = 1; i <= processes; i++)); do
    vote_often $i &
    children+=($!)
done
for child in "${children[@]}"; do wait "$child"; done
is "what they were told" "$(cat "$world"/said-* | grep -ciE 'busy|locked|refused|wait' || :)" 0
is "acknowledged" "$(cat "$world"/ids-* | jq -r 'select(.pending == false) | .id' | sort -u | wc -l)" $((processes * votes))
is "each has the place that it was told" "$(cat "$world"/ids-* | jq -r '"\(.id) \(.index)"' | sort)" \
    "$(sqlite3 -readonly "$STIMMBUCH_LEDGER" "SELECT lower(hex(id)) || ' ' || idx FROM entry WHERE CAST(note AS TEXT) LIKE 'stimmbuch/1 vote%'" | sort)"
is "one vote of each seat counts" "$("$S" tally "$ballot" --json | jq '[.counts[].heads] | add')" "$processes"

### two secretaries at once

# both COMMAND...: by gs and by gs2; $outcome has their exit statuses in order, $refusal what the loser is told
both() {
    local one=0 two=0
    "$S" "$@" --as gs --yes --quiet >"$world/one" 2>"$world/one.err" </dev/null &
    "$S" "$@" --as gs2 --yes --quiet >"$world/two" 2>"$world/two.err" </dev/null || two=$?
    wait $! || one=$?
    outcome="$((one < two ? one : two)) $((one < two ? two : one))"
    refusal=$(cat "$world/one.err" "$world/two.err" | grep '^stimmbuch: ' || :)
}
for ((round = 2; round < 2 + rounds; round++)); do
    propose $round
    both ballot open $round --rule einfach
    is "one opens" "$outcome" "0 3"
    checks=$((checks + 1))
    [[ $refusal == *'ballot open: '*'ballot'* ]] || fail "the other is told: $refusal"
    as anna-1 vote $round yes >/dev/null 2>"$err"
    ballot=$("$S" ballot list --json | jq -r --arg n $round 'select(.state == "open" and (.title | startswith($n + " "))) | .id')
    both ballot close "$ballot"
    # Whoever comes between closing and result writes the result, and both did what they wanted.
    checks=$((checks + 1))
    case "$outcome $refusal" in
    '0 0 ' | '0 3 '*': ballot close: the ballot is closed or void: '*) ;;
    *) fail "two close: $outcome $refusal" ;;
    esac
    is "one closing and one result" "$(sqlite3 -readonly "$STIMMBUCH_LEDGER" "SELECT count(*) FROM entry e JOIN ballot b
        WHERE lower(hex(b.id)) = '$ballot' AND CAST(e.note AS TEXT) LIKE '%' || lower(hex(b.id)) || '%' AND (CAST(e.note AS TEXT) LIKE 'stimmbuch/1 close%' OR CAST(e.note AS TEXT) LIKE 'stimmbuch/1 result%')")" 2
done
status 0 "$S" verify --json
is "findings" "$(jq -c .findings "$out")" '[]'
echo "$checks checks passed"
