#!/usr/bin/env bash
# The sample world: it is built once, holds what its script promises, and an interrupted building leaves nothing.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
script=data/samples/world.txt
dir=$world/demo
own=$STIMMBUCH_LEDGER

# inside COMMAND...: with the ledger and the keys of the demo
inside() { STIMMBUCH_LEDGER=$dir/ledger.db STIMMBUCH_KEYS=$dir/keys STIMMBUCH_PASSPHRASE_FILE=$dir/passphrase "$@" </dev/null; }
# digest: every byte of the demo
digest() { (cd "$dir" && find . -type f | sort | xargs -d '\n' sha256sum) | sha256sum; }

# interrupt SIGNAL: ends a building while it is at work
interrupt() {
    local signal=$1 builder got=0
    (trap - ERR; exec "$S" demo --dir "$dir" >"$out" 2>"$err" </dev/null) &
    builder=$!
    until [ -s "$dir.part/ledger.db" ] || ! kill -0 $builder 2>/dev/null; do :; done
    kill "-$signal" $builder
    wait $builder 2>/dev/null || got=$?
    is "ended by $signal" $got $((128 + $(kill -l "$signal")))
    is "no half world after $signal" "$(there "$dir")" no
}
there() { if [ -e "$1" ]; then echo yes; else echo no; fi; }

interrupt TERM
is "nothing is left" "$(there "$dir.part")" no
interrupt KILL # it has no chance to clean up: the next building does it

status 0 "$S" demo --dir "$dir" --json
is "nothing but the result on standard output" "$(wc -l <"$out")" 1
is "nothing on standard error" "$(wc -c <"$err")" 0
is "names" "$(jq -r 'keys_unsorted|join(" ")' <"$out")" "dir ledger keys passphrase_file delegate secretaries auditors bodies"
is "the folder" "$(jq -r .dir <"$out")" "$(readlink -f "$dir")"
is "the delegate" "$(jq -r .delegate <"$out")" kommune-1.lenkungskreis.d-stack.example
is "secretaries, auditors, bodies" "$(jq -r '[.secretaries,.auditors,.bodies|length]|join(" ")' <"$out")" "4 3 3"
is "nothing is left" "$(there "$dir.part")" no
is "the user's own ledger is not touched" "$(there "$own")" no
is "the folder is private" "$(stat -c %a "$dir")" 700
is "the passphrase is private" "$(stat -c %a "$dir/passphrase")" 600
is "one key for each of them, one for each log" "$(find "$dir/keys" -name '*.key' | wc -l)" 11
is "a mark for each log" "$(find "$dir/state/heads" -type f | wc -l)" 3
is "everybody in the script is in the address book" "$(wc -l <"$dir/people")" "$(grep -c '^who ' $script)"
mapfile -t people < <(jq -r '.delegate,.secretaries[],.auditors[]' <"$out")
for name in "${people[@]}"; do
    is "$name has a key" "$(inside "$S" key show "$name" | cut -d+ -f1)" "$name"
    is "$name is somebody" "$(grep -c "^$name " "$dir/people")" 1
done

# What the script says of the results is so.
expectations=0
while read -r _ _ body number want; do
    expectations=$((expectations + 1))
    is "$number" "$(inside "$S" tally "$body/$number" --json | jq -r '"\(.state) \(.result)"')" "closed $want"
done < <(grep '^# expect ' $script)
is "an expectation for every closed ballot" $expectations "$(grep -c '^close ' $script)"
is "the others are open" "$(inside "$S" ballot list --json | jq -r 'select(.state=="open").id' | wc -l)" \
    $(($(grep -cE '^(open|put) ' $script) - expectations))
is "proposals" "$(inside "$S" proposal list --json | wc -l)" "$(grep -c '^propose ' $script)"
is "the order of votes" "$(inside "$S" meeting show 2026-S1 --json | jq -r '[.agenda[].number]|join(" ")')" \
    "2026-222 2026-221 2026-220 2026-223 2026-224"
# The first entry of a day is made at eight: no vote is cast before the meeting has begun.
is "when it begins" "$(inside "$S" meeting show 2026-S1 --json | jq -r '.opens[11:16]')" "08:00"
is "who is there" "$(inside "$S" meeting show 2026-S1 --json | jq -r '[.attendance[]|select(.state=="present").seat]|join(" ")')" \
    "dvc gemeinde itdl kreis stadt"
is "what is halted" "$(inside "$S" proposal list --json | jq -r 'select(.state=="adjourned" or .state=="referred").number' | sort | xargs)" \
    "2026-223 2026-224"
status 0 inside "$S" minutes 2026-S1 --lang en
prints 'recorded by the clerk'
is "nothing waits" "$(inside "$S" pending list --json | wc -l)" 0
status 0 inside "$S" verify --json
is "no findings" "$(jq -c '[.ok,.findings]' <"$out")" '[true,[]]'

# Run again it only says what it is; the lines that it prints work in any shell.
before=$(digest)
status 0 "$S" demo --dir "$dir/"
is "run again it changes nothing" "$(digest)" "$before"
sed -n 's/^    \(export .*\)/\1/p' "$out" >"$world/exports"
is "three lines to type" "$(wc -l <"$world/exports")" 3
is "they name the demo" "$(env -i sh -c ". '$world/exports' && env" | sed -n 's/^STIMMBUCH_[A-Z_]*=//p' | sort)" \
    "$(readlink -f "$dir/keys" "$dir/ledger.db" "$dir/passphrase")"
sed -n "s|^    $S ||p" "$out" >"$world/commands"
is "six things to do" "$(wc -l <"$world/commands")" 6
while read -r -a words; do
    case ${words[0]} in vote) words+=(--yes) ;; esac
    status 0 inside "$S" "${words[@]}"
done <"$world/commands"

# One can act as the secretary, and rules still hold.
secretary=geschaeftsstelle.lenkungskreis.d-stack.example
status 0 inside "$S" ballot open 2026-013 --rule einfach --closes +7d --as $secretary --yes
status 3 inside "$S" ballot open 2026-012 --rule einfach --as $secretary --yes
says 'require: cost'
status 3 inside "$S" vote 2026-013 yes --as $secretary --yes
status 0 inside "$S" verify

# A folder that holds something else is left alone.
mkdir "$world/mine"
echo x >"$world/mine/file"
refused 5 "$world/mine" "$S" demo --dir "$world/mine"
is "it is as it was" "$(ls -A "$world/mine")" file
refused 2 dir "$S" demo --dir ''
passed "demo"
