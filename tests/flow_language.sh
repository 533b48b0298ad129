#!/usr/bin/env bash
# German and English by command: help, arguments, states, rules in words, and the word that is typed to sign.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
command -v script >/dev/null || { echo "needs script: apt-get install bsdutils"; exit 77; }
status 0 "$S" demo --dir "$world/demo" --json
export STIMMBUCH_LEDGER=$world/demo/ledger.db STIMMBUCH_KEYS=$world/demo/keys
export STIMMBUCH_PASSPHRASE_FILE=$world/demo/passphrase
delegate=$(jq -r .delegate <"$out")

# has NAME TEXT: the last command printed it
has() {
    checks=$((checks + 1))
    grep -qF -- "$2" "$out" "$err" || fail "$1: '$2' is not there: $(cat "$out" "$err")"
}
# answer WORD: types it once the program asks, or after some seconds in any case
answer() {
    for ((i = 0; i < 5000; i++)); do
        if grep -qaE '(“|"): ' "$out"; then break; fi
    done
    printf '%s\n' "$1"
}
# typed WORD LANGUAGE CHOICE: the exit status of a vote for which WORD is typed on a terminal
typed() {
    local got=0
    : >"$out"
    answer "$1" | script -qec "$S vote 2026-008 $3 --as $delegate --lang $2" /dev/null >"$out" 2>"$err" || got=$?
    echo $got
}

status 0 "$S" help --lang de
has "the help" "ballot open ANTRAG "
status 2 "$S" enrol --lang de
has "what is missing" "es fehlt: GREMIUM [SITZ]"
status 2 "$S" enrol --lang en
has "what is missing, in English" "something is missing: BODY [SEAT]"
status 0 "$S" proposal list --lang de
has "the state of a proposal" "2026-008    in Abstimmung  "
status 0 "$S" ballot list --lang de
has "the state of a ballot" "  offen  2026-008 "
status 0 "$S" body show it-planungsrat.example --lang de
has "a rule in words" "mindestens zwei Drittel des Gewichts aller stimmberechtigten Sitze (Länder)"
has "a weight" "Gewicht 12,96662"

is "another word signs nothing" "$(typed nein de yes)" 130
has "which word is asked for" 'tippen Sie „JA“'
is "the word of another choice signs nothing" "$(typed yes de no)" 130
is "the word, in small letters" "$(typed ja de yes)" 0
is "the choice itself" "$(typed no de no)" 0
is "the word of an abstention" "$(typed ENTH de abstain)" 0
is "the English word" "$(typed YES en yes)" 0
has "which English word is asked for" 'type "YES"'
passed "flow of languages"
