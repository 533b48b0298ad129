#!/usr/bin/env bash
# kill -9 at any moment loses no acknowledged vote, several processes cast at once, and Ctrl-C leaves the ledger as it
# was. The votes of the first parts are cast by tests/crash/caster.c, since the program itself spends most of its time
# on the passphrase.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
root=$(cd "$(dirname "$0")/.." && pwd)
body=rat.example seats=(eins zwei drei vier)

IFS='|' read -r compile link libraries <"$BUILD/flags"
library=$(readlink -f "$BUILD")/stimmbuch.a
# The flags are words of a shell.
(cd "$root" && eval "$compile -c -o $world/caster.o tests/crash/caster.c" &&
    eval "$link -o $world/caster $world/caster.o $library $libraries")
caster() { "$world/caster" "$1" "$2" "$STIMMBUCH_KEYS" "$STIMMBUCH_PASSPHRASE_FILE" "$ballot" "${@:3}"; }

{
    printf 'stimmbuch/1 body\nname: %s\ntitle: Rat\nlevel: operational\napprovals: 1\nbench: rat Rat\n' $body
    printf 'seat: %s rat 1 voting Ein Sitz\n' "${seats[@]}"
    printf 'rule: einfach Einfache Mehrheit\nadopted: einfach heads(yes) > heads(no)\ninterim: einfach visible\n'
} >"$world/statute"
printf 'stimmbuch/1 proposal\nnumber: 2026-001\ntitle: Eine Vorlage\nkind: decision\n' >"$world/proposal"
new_key gs
as gs body found "$world/statute" --kdf interactive >/dev/null 2>"$err"
for seat in "${seats[@]}"; do
    new_key "$seat"
    enrol "$seat" $body gs "$seat"
done
as eins propose $body "$world/proposal" >/dev/null 2>"$err"
ballot=$(open_ballot gs 2026-001 einfach)

# entries LEDGER: the ids of all entries, sorted
entries() { sqlite3 "$1" 'SELECT lower(hex(id)) FROM entry;' | sort; }
# sound LEDGER: the audit finds nothing
sound() {
    status 0 "$S" verify --json --ledger "$1"
    is "findings" "$(jq -c .findings "$out")" '[]'
}
before=$(entries "$STIMMBUCH_LEDGER" | wc -l)

### kill -9

killed=$world/killed.db kills=150
cp "$STIMMBUCH_LEDGER" "$killed"
caster kill "$killed" $kills eins zwei drei vier >"$world/acknowledged"
status 0 "$S" tally "$ballot" --ledger "$killed"
sort "$world/acknowledged" >"$world/sorted"
is "each acknowledged vote has an id of its own" "$(uniq -d "$world/sorted")" ""
is "acknowledged votes that are not in the ledger" "$(entries "$killed" | comm -23 "$world/sorted" -)" ""
votes=$(wc -l <"$world/sorted")
stored=$(($(entries "$killed" | wc -l) - before))
is "votes were cast" "$((votes > kills))" 1
is "at most one vote a kill was stored and not acknowledged" "$((stored >= votes && stored <= votes + kills))" 1
sound "$killed"

# What a kill in the middle of a change leaves is undone by the next verb, also by one that only reads.
torn=$world/torn.db
hot() { [ "$(head -c 1 "$1-journal" 2>/dev/null | od -An -tx1)" = " d9" ]; } # before, nothing of the ledger was written
for ((i = 0; i < 200; i++)); do
    ! hot "$killed" || break
    caster kill "$killed" 1 eins >/dev/null
done
if hot "$killed"; then
    for verb in "body list" "tally $ballot" verify "body show $body"; do
        cp "$killed" "$torn"
        cp "$killed-journal" "$torn-journal"
        # shellcheck disable=SC2086
        status 0 "$S" $verb --ledger $torn
        ! hot "$torn" || fail "the change was not undone by $verb"
    done
    sound "$torn"
fi

### several at once

crowd=$world/crowd.db each=50
cp "$STIMMBUCH_LEDGER" "$crowd"
caster together "$crowd" $each "${seats[@]}" >"$world/acknowledged"
sort "$world/acknowledged" >"$world/sorted"
is "votes cast at once" "$(uniq "$world/sorted" | wc -l)" $((each * ${#seats[@]}))
is "not one is lost" "$(entries "$crowd" | comm -23 "$world/sorted" -)" ""
is "nothing else was stored" "$(entries "$crowd" | wc -l)" $((before + each * ${#seats[@]}))
sound "$crowd"
voting=()
for seat in "${seats[@]}"; do
    cast "$seat" "$ballot" no --ledger "$crowd" >"$world/vote-$seat" 2>"$world/err-$seat" &
    voting+=($!)
done
for pid in "${voting[@]}"; do wait "$pid"; done
is "votes by the command at once" "$(cat "$world"/vote-* | grep -cE '^[0-9a-f]{64}$')" ${#seats[@]}
is "each is the seat's vote" "$("$S" tally "$ballot" --ledger "$crowd" --json | jq -c '[.counts[].heads]')" '[0,4,0]'
sound "$crowd"

### Ctrl-C

large=$world/large.db
cp "$STIMMBUCH_LEDGER" "$large"
caster fill "$large" 3000 "${seats[@]}"
# Pages that no table uses may differ after a rebuild that was given up.
content() { sqlite3 -readonly "$large" .dump | sha256sum; }
original=$(content)
# interrupted VERB: stopped at more and more late moments until it has time to end; it stopped cleanly at some
interrupted() {
    local hundredths got clean=0
    for ((hundredths = 5; hundredths < 3000; hundredths += hundredths / 2)); do
        got=0
        timeout --preserve-status --signal=INT "$((hundredths / 100)).$(printf %02d $((hundredths % 100)))" \
            "$S" "$@" --ledger "$large" --lang en >"$out" 2>"$err" </dev/null || got=$?
        [ $got != 0 ] || break
        is "exit status of $1" $got 130
        ! grep -q 'interrupted' "$err" || clean=$((clean + 1))
        is "the ledger after $1" "$(content)" "$original"
    done
    is "$1 stopped cleanly" "$((clean > 0))" 1
    is "$1 ends" $got 0
}
interrupted verify
interrupted rebuild
passed "flow of crashes"
