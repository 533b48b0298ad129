#!/usr/bin/env bash
# kill -9 at any moment of a verb that writes two things: minutes have their file, a rotated key its file, a signed head
# its mark; and whatever was cut off, the next verb goes on.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
body=rat.example

{
    printf 'stimmbuch/1 body\nname: %s\ntitle: Rat\nlevel: operational\napprovals: 1\nbench: rat Rat\n' $body
    printf 'seat: eins rat 1 voting Ein Sitz\nrule: einfach Mehrheit\nadopted: einfach heads(yes) > heads(no)\n'
} >"$world/statute"
printf 'stimmbuch/1 meeting\nnumber: S-1\ntitle: Sitzung\nopens: 2026-01-05T10:00:00Z\n' >"$world/meeting"
printf 'stimmbuch/1 proposal\nnumber: 1\ntitle: Eine Vorlage\nkind: decision\n' >"$world/proposal"
printf 'stimmbuch/1 statement\nstance: support\n\nGut.\n' >"$world/statement"
new_key gs
new_key anna
as gs body found "$world/statute" --kdf interactive >/dev/null 2>"$err"
enrol anna $body gs eins
as gs meeting new $body "$world/meeting" >/dev/null 2>"$err"
as anna propose $body "$world/proposal" >/dev/null 2>"$err"

# cut MOMENT OF COMMAND...: killed MOMENT/OF of the way through the time that it took when it was not ($whole, in ms)
whole=0 ended=0 killed=0
cut() {
    local ms=$((whole * $1 / $2 + RANDOM % (whole / $2 + 1))) got=0
    shift 2
    # The shell's own word about the death of its child goes nowhere.
    { timeout --signal=KILL "$((ms / 1000)).$(printf %03d $((ms % 1000)))" "$@" >"$out" 2>"$err" </dev/null; } 2>/dev/null || got=$?
    case $got in
    0) ended=$((ended + 1)) ;;
    137) killed=$((killed + 1)) ;;
    *) cat "$err" >&2; fail "exit $got: $*" ;;
    esac
}
# took COMMAND...: how long it takes
took() {
    local start
    start=$(date +%s%N)
    status 0 "$@"
    whole=$((($(date +%s%N) - start) / 1000000 + 1))
}
sound() {
    status 0 "$S" verify --json
    is "findings" "$(jq -c .findings "$out")" '[]'
}
number() { sqlite3 -readonly "$STIMMBUCH_LEDGER" "$1"; }

### minutes: an entry whose file is not there is never left

head -c 3000000 /dev/urandom >"$world/first"
took as gs minutes S-1 --sign "$world/first"
for ((i = 0; i < 8; i++)); do
    head -c 3000000 /dev/urandom >"$world/file-$i"
    cut $i 8 "$S" minutes S-1 --sign "$world/file-$i" --as gs --yes
    sound
    is "minutes without their file" "$(number 'SELECT count(*) FROM minutes m LEFT JOIN blob b USING (sha256) WHERE b.sha256 IS NULL')" 0
done
is "some were cut off" "$((killed > 0))" 1
status 0 as gs minutes S-1 --sign "$world/file-0"

### heads: the mark is caught up

took as gs checkpoint $body
for ((i = 0; i < 4; i++)); do
    as anna state 1 "$world/statement" >/dev/null 2>"$err"
    cut $i 4 "$S" checkpoint $body
    status 0 "$S" checkpoint $body
    mark=$(sed -n 2p "$XDG_STATE_HOME"/stimmbuch/heads/*)
    is "the mark" "$mark" "$(number 'SELECT max(size) FROM checkpoint')"
done

### key rotate: a name always has a key that the ledger knows, after one more rotation at the latest

took as anna key rotate anna
killed=0
for ((i = 0; i < 8; i++)); do
    cut $i 8 "$S" key rotate anna --yes
    sound
    status 0 "$S" key list
    # The file may be behind the ledger: then the next rotation only finishes what was begun.
    as anna state 1 "$world/statement" >/dev/null 2>"$err" || {
        status 0 "$S" key rotate anna --yes
        status 0 as anna state 1 "$world/statement"
    }
done
is "some were cut off" "$((killed > 0))" 1
status 0 "$S" key rotate anna --yes
is "the key that has the seat" "$("$S" roster $body --json | jq -r '.seats[0].members[0].key')" "$("$S" key show anna)"
passed "flow of kills"
