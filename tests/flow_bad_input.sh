#!/usr/bin/env bash
# Every file that a person gives may be missing, empty, huge, cut, binary or hostile: one line that says where and what
# to do, the right exit status, and nothing changed.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
body=rat.example
f=$world/f

cat >"$world/statute" <<'TEXT'
stimmbuch/1 body
name: rat.example
title: Rat (Beispiel)
level: operational
approvals: 1
bench: nord Bank Nord
seat: eins nord 1 voting Erster Sitz
seat: zwei nord 1 voting Zweiter Sitz
rule: einfach Einfache Mehrheit
adopted: einfach heads(yes) > heads(no)

Ein kleiner Rat.
TEXT
cat >"$world/proposal" <<'TEXT'
stimmbuch/1 proposal
number: 2026-001
title: Eine Vorlage
kind: decision
demand: 4

Der Rat möge beschließen.
TEXT
cat >"$world/statement" <<'TEXT'
stimmbuch/1 statement
stance: support
seat: eins

Aus der Praxis berichtet.
TEXT
new_key gs
new_key eins
as gs body found "$world/statute" --kdf interactive >/dev/null 2>&1
enrol eins $body gs eins
as eins propose $body "$world/proposal" >/dev/null 2>&1
ballot=$(open_ballot gs 2026-001 einfach)
sed -i 's/2026-001/2026-002/' "$world/proposal"
sed -i 's/rat.example/neu.example/' "$world/statute"

# A ledger held by another program: these wait for it while everything else goes on.
cp "$STIMMBUCH_LEDGER" "$world/locked.db"
mkfifo "$world/hold" "$world/held"
sqlite3 "$world/locked.db" <"$world/hold" >"$world/held" 2>&1 &
exec 9>"$world/hold"
printf 'BEGIN EXCLUSIVE;\nSELECT 1;\n' >&9
read -r _ <"$world/held"
locked() { # locked NAME COMMAND...
    local name=$1 got=0
    shift
    "$@" --ledger "$world/locked.db" --lang en >"$world/$name.out" 2>"$world/$name.err" </dev/null || got=$?
    echo $got >"$world/$name.status"
}
waiting=()
for name in write read audit; do
    case $name in
    write) locked $name as eins vote "$ballot" yes --quiet & ;;
    read) locked $name "$S" body list & ;;
    audit) locked $name "$S" verify & ;;
    esac
    waiting+=($!)
done

everything=$(everything)
# unchanged WHAT: not a byte of the ledger and of the keys differs
unchanged() {
    checks=$((checks + 1))
    [ "$(everything)" = "$everything" ] || fail "$1 changed something"
}
# with EDIT BASE: the file $f, made from a good one by a sed script
with() { sed -e "$1" "$world/$2" >"$f"; }

### drafts: statute, proposal, statement

found() { as gs body found "$1" --kdf interactive --lang en "${@:2}"; }
check() { "$S" body check "$1" --lang en; }
propose() { as eins propose $body "$1" --lang en "${@:2}"; }
state() { as eins state 2026-001 "$1" --lang en "${@:2}"; }

# draft STATUS PATTERN FILE: what each verb that reads the file's kind says
draft() {
    local verb
    for verb in $verbs; do
        refused "$([ "$verb" = check ] && [ "$1" != 5 ] && echo 1 || echo "$1")" "$2" "$verb" "$3"
        grep -qF -e "$3" "$err" || { cat "$err" >&2; fail "the error does not name the file"; }
        unchanged "$verb"
    done
}
# place LINE COLUMN PATTERN: the draft is not well-formed there
place() { draft 2 "$3.*: line $1, column $2\$" "$f"; }

mkdir "$world/folder"
: >"$world/empty"
truncate -s 100M "$world/huge"
head -c 3000 /dev/urandom >"$world/binary"
for base in statute proposal statement; do
    case $base in
    statute) verbs="found check" ;;
    proposal) verbs=propose ;;
    statement) verbs=state ;;
    esac
    draft 5 'there is no file' "$world/missing"
    draft 5 'empty' "$world/empty"
    draft 5 'folder' "$world/folder"
    draft 5 'larger than' "$world/huge"
    draft 5 'neither a file' /dev/zero
    draft 2 'line [0-9]+, column [0-9]+$' "$world/binary"
    lines=$(wc -l <"$world/$base")
    { cat "$world/$base"; printf 'Ein\0Byte\n'; } >"$f"
    place $((lines + 1)) 4 'character|control'
    { cat "$world/$base"; printf 'Gru\xdfe\n'; } >"$f"
    place $((lines + 1)) 4 'UTF-8'
    { cat "$world/$base"; printf 'Gr\xc3'; } >"$f"
    place $((lines + 1)) 3 'UTF-8'
    { cat "$world/$base"; printf '\033]0;Titel\007\n'; } >"$f"
    place $((lines + 1)) 1 ''
    { cat "$world/$base"; printf 'um\xe2\x80\xaegekehrt\n'; } >"$f"
    place $((lines + 1)) 3 ''
    { cat "$world/$base"; printf 'CSI \xc2\x9b31m\n'; } >"$f"
    place $((lines + 1)) 5 ''
    with '2s/$/\x1b[31m/' $base
    place 2 "$(($(sed -n 2p "$world/$base" | wc -m)))" ''
    with '2a farbe: rot' $base
    place 3 1 'no field "farbe"'
    with '2a \x1b[1mfarbe: rot' $base
    place 3 1 ''
    with '2a nur ein Wort' $base
    place 3 1 'name: value'
    with '2{p}' $base
    place 3 1 'twice'
    with '1s/.*/stimmbuch\/1 vote/' $base
    place 1 13 'kind "vote"'
    with '1s/.*/stimmbuch\/2 body/' $base
    place 1 1 'first line'
    with '1d' $base
    place 1 1 'first line'
    with '2s/: .*/:/' $base
    place 2 "$(($(sed -n '2s/:.*/: /p' "$world/$base" | wc -m)))" 'no value'
    with '2d' $base
    draft 2 "missing" "$f"
    { cat "$world/$base"; head -c 60001 /dev/zero | tr '\0' 'x'; } >"$f"
    draft 2 '60,000|60000' "$f"
    { cat "$world/$base"; for ((i = 0; i < 1200; i++)); do printf 'Fünfzig Zeichen hat eine Zeile dieses Textes, oder:\n'; done; } >"$f"
    draft 2 '60,000|60000' "$f"
    head -c 30 "$world/$base" >"$f" # cut in the middle
    draft 2 '' "$f"
done

verbs="found check"
with 's/heads(yes) > heads(no)/heads(ja) > heads(no)/' statute
place 10 24 ''
with 's/heads(no)/heads(no) and/' statute
place 10 44 ''
with 's/heads(no)/1\/0 * heads(no)/' statute
place 10 31 ''
with 's/heads(no)/heads(no in sued)/' statute
place 10 43 ''
with "s/heads(yes) > heads(no)/$(printf '(%.0s' {1..70})heads(yes) > heads(no)$(printf ')%.0s' {1..70})/" statute
draft 2 'line 10, column' "$f"
with "s/heads(yes)/$(printf 'heads(yes) + %.0s' {1..400})heads(yes)/" statute
draft 2 'line 10, column' "$f"
with 's/^adopted: einfach/adopted: zweifach/' statute
draft 2 'zweifach.*line 10, column' "$f"
with 's/^seat: zwei/seat: eins/' statute
draft 2 'line 8' "$f"
with 's/^seat: zwei nord 1 /seat: zwei nord 1,5 /' statute
draft 2 'line 8, column' "$f"
with 's/^seat: zwei nord/seat: zwei sued/' statute
draft 2 'line 8' "$f"
with 's/^level: .*/level: privat/' statute
place 4 8 'steering'
with 's/^name: .*/name: Großer Rat/' statute
place 2 7 ''
with '2a log: rat' statute
place 3 1 'program'
with 's/^approvals: 1/approvals: 2/' statute
verbs=found
draft 3 'line 5' "$f"
status 0 check "$f" # whoever founds it names the other secretary
with 's/^approvals: 1/approvals: 14/' statute
status 0 check "$f"
with 's/^approvals: 1/approvals: 15/' statute
verbs=check
draft 2 'line 5' "$f"

verbs=propose
with 's/^kind: .*/kind: wunsch/' proposal
place 4 7 'decision'
with 's/2026-002/2026-001/' proposal
refused 3 'taken' propose "$f"
with 's/^demand: 4/demand: 6/' proposal
place 5 9 ''
with '5{p}' proposal
draft 2 'line [56]' "$f"
with '5a for: gross-er-1-' proposal
place 6 6 ''
with '5a for: niemand' proposal
refused 3 'seat' propose "$f"
with '5a cost: bund short central 1,50' proposal
place 6 26 ''
with '5a supersedes: 01_23' proposal
place 6 13 ''
with '5a supersedes: 0123' proposal
refused 3 'no proposal "0123"' propose "$f"
with "5a supersedes: $(printf '0%.0s' {1..64})" proposal
refused 3 '' propose "$f"
unchanged "a refused proposal"
with "3s/.*/title: $(printf 'T%.0s' {1..201})/" proposal
draft 2 'line 3' "$f"

verbs=state
with 's/^stance: .*/stance: egal/' statement
place 2 9 'support'
with 's/^seat: .*/seat: zwei/' statement
refused 3 '' state "$f"
with 's/^seat: .*/seat: Zwei/' statement
place 3 7 ''
unchanged "a refused statement"

# What reading puts right
for base in statute proposal statement; do
    { printf '\xef\xbb\xbf'; sed -e 's/$/ \t\r/' -e 's/: /:\t/' "$world/$base"; printf '\r\n\r\n'; } >"$world/tidy-$base"
done
status 0 check "$world/tidy-statute"
says 'changes'
cp "$STIMMBUCH_LEDGER" "$world/tidy.db"
status 0 propose "$world/tidy-proposal" --ledger "$world/tidy.db"
status 0 state "$world/tidy-statement" --ledger "$world/tidy.db"
refused 5 'empty' propose -
sed 's/2026-002/2026-003/' "$world/proposal" | "$S" propose $body - --as eins --yes --ledger "$world/tidy.db" >"$out" 2>"$err"
prints '[0-9a-f]{64}'
unchanged "writing into a copy"

### files with odd names

odd=$world/$'Name mit\nZeile \e[31m\xe2\x80\xae \xff'
printf 'stimmbuch/1 proposal\nfarbe: rot\n' >"$odd"
refused 2 'line 2, column 1$' propose "$odd"
refused 5 'there is no file' propose "$odd.weg"
status 2 propose "$odd" --json
tail -n 1 "$err" | jq -e '.error|.code == "form" and .line == 2 and .column == 1 and (.file|length > 0) and (.text|length > 0)' >/dev/null
clean "$err"
refused 5 '' "$S" body list --ledger "$odd" --lang en
refused 3 '' "$S" body show $'\e[31mrot' --lang en
refused 2 '' propose "$world/proposal" --keys "$odd" --as $'\e[31mrot'

### OParl

import() { "$S" import-oparl $body "$1" --dir "$world/drafts" --lang en; }
paper='{"id": "https://rat.example/paper/1", "type": "https://schema.oparl.org/1.1/Paper", "name": "Ein Antrag", "reference": "2026/1"}'
refused 5 'no file' import "$world/missing.json"
refused 5 'empty' import "$world/empty"
refused 5 'larger' import "$world/huge"
refused 5 'neither a file' import /dev/zero
refused 2 'not valid JSON.*: line [0-9]+' import "$world/binary"
echo "${paper:0:60}" >"$f"
refused 2 'line [12], column' import "$f"
printf '%s,\n%s' "$paper" "$paper" >"$f"
refused 2 'line 1, column' import "$f"
printf '{"id": "Gr\xdfe"}' >"$f"
refused 2 'line 1, column' import "$f"
printf '[%.0s' {1..3000} >"$f"
refused 2 'line 1, column' import "$f"
echo 42 >"$f"
refused 2 'line 1, column 2' import "$f"
is "no folder was made for it" "$([ -e "$world/drafts" ] && echo made)" ""
for text in '{}' '[]' '[1, 2]' '{"type": "https://schema.oparl.org/1.1/Paper"}' '{"type": 7, "id": {"a": []}}'; do
    echo "$text" >"$f"
    status 0 import "$f"
    prints 'drafts written: 0'
done
mkdir "$world/oparl"
printf '\xef\xbb\xbf%s' "$paper" >"$world/oparl/gut.json"
printf '%s' "${paper/Ein Antrag/Ein \\u001b[31m\\u202e\\u0000 Antrag}" | sed 's/paper.1/paper\/2/' >"$world/oparl/boese.json"
cp "$world/binary" "$world/oparl/kaputt.json"
ln -s /etc/hostname "$world/oparl/verweis.json"
status 0 import "$world/oparl"
clean "$out"
prints 'kaputt.json'
for file in "$world"/drafts/*; do
    clean "$file" || fail "$file holds control characters"
done
unchanged "import-oparl"

### key files

mkdir "$world/other"
# key WHAT STATUS PATTERN: with the key file $world/other/eins.key
key() {
    refused "$2" "$3" propose "$world/proposal" --keys "$world/other"
    unchanged "$1"
    status 0 "$S" key list --keys "$world/other"
    rm -rf "$world/other/eins.key"
}
good=$STIMMBUCH_KEYS/eins.key
key "a missing key" 4 'no key .eins.: make it'
: >"$world/other/eins.key"
chmod 600 "$world/other/eins.key"
key "an empty key" 4 'not a key file'
install -d -m 700 "$world/other/eins.key"
key "a folder" 4 'not a regular file'
mkfifo -m 600 "$world/other/eins.key"
key "a pipe" 4 'not a regular file'
install -m 600 "$world/binary" "$world/other/eins.key"
key "a binary file" 4 'not a key file'
truncate -s 100M "$world/other/eins.key"
chmod 600 "$world/other/eins.key"
key "a huge file" 4 'not a key file'
head -c 90 "$good" >"$world/other/eins.key"
chmod 600 "$world/other/eins.key"
key "a cut key" 4 'cut off'
{ cat "$good"; echo; } >"$world/other/eins.key"
chmod 600 "$world/other/eins.key"
key "a key with more behind it" 4 'too long'
install -m 644 "$good" "$world/other/eins.key"
key "a key for everybody" 4 'chmod 600'
ln -s "$good" "$world/other/eins.key"
key "a link" 4 'symbolic link'
install -m 600 "$good" "$world/other/zwei"
ln "$world/other/zwei" "$world/other/eins.key"
key "two names" 4 'hard link'
install -m 600 "$STIMMBUCH_KEYS/gs.key" "$world/other/eins.key"
key "another's key" 4 'another key'
# patch OFFSET BYTES: the good key with some bytes altered
patch() {
    install -m 600 "$good" "$world/other/eins.key"
    printf '%b' "$2" | dd of="$world/other/eins.key" bs=1 seek="$1" conv=notrunc status=none
}
patch 8 '\x02'
key "a key of a newer version" 4 'newer'
patch 14 '\xff\xff\xff\xff'
key "a key that asks for 4 TiB" 4 'more or less work'
patch 10 '\xff\xff\xff\xff'
key "a key that asks for years" 4 'more or less work'
patch 91 '\x1b[31m'
key "a key with an odd name" 4 'no name of a key'
patch 20 '\x00\x00\x00\x00'
refused 4 'wrong, or its file was changed' "$S" key passwd eins --keys "$world/other" --lang en
patch 60 '\x00\x00\x00\x00'
refused 4 'wrong, or its file was changed' "$S" key passwd eins --keys "$world/other" --lang en
cmp -s "$world/other/eins.key" "$good" && fail "the key was not altered"
for _ in 1 2; do # the loser of two that make the same key
    "$S" key new doppelt --kdf interactive --keys "$world/race" </dev/null >/dev/null 2>&1 || true &
done
refused 5 'cannot be made' "$S" key new neu --kdf interactive --keys "$world/empty/keys" --lang en
unchanged "keys in other folders"

### passphrase files

# passphrase STATUS PATTERN FILE
passphrase() {
    refused "$1" "$2" "$S" key passwd eins --passphrase-file "$3" --lang en
    unchanged "the passphrase file $3"
}
passphrase 5 'cannot be read' "$world/missing"
passphrase 4 'empty' "$world/empty"
passphrase 5 'regular file' "$world/folder"
passphrase 5 'regular file' /dev/zero
passphrase 5 'regular file' "$world/hold"
passphrase 4 '1024' "$world/huge"
head -c 900 /dev/urandom | tr -d '\n' >"$f"
passphrase 4 'wrong' "$f"
printf '\nzweite Zeile\n' >"$f"
passphrase 4 'first line.*empty' "$f"
printf 'vier Esel tragen Stempel\r\n' >"$f"
passphrase 4 'wrong' "$f"

### the address book

mkdir -p "$XDG_DATA_HOME/stimmbuch"
people=$XDG_DATA_HOME/stimmbuch/people
printf 'eins Anna Muster\nnur-eins\n' >"$people"
refused 2 'line 2' "$S" who eins --lang en
refused 2 'line 2' "$S" who zwei 'Bert Beispiel' --lang en
printf 'eins Anna\x1b[31m\n' >"$people"
refused 2 'line 1, column 10' "$S" who eins --lang en
cp "$world/binary" "$people"
refused 2 'line' "$S" who eins --lang en
cp "$world/huge" "$people"
refused 5 'larger' "$S" who eins --lang en
rm "$people"
mkdir "$people"
refused 5 'folder' "$S" who eins --lang en
refused 5 '' "$S" who eins Anna --lang en
rmdir "$people"
refused 2 'handle' "$S" who 'Anna Muster' eins --lang en
refused 2 '' "$S" who eins $'Anna\e[31m' --lang en

### ledger files

vote() { as eins vote "$ballot" yes --lang en --quiet --ledger "$1"; }
list() { "$S" body list --lang en --ledger "$1"; }
audit() { "$S" verify --lang en --ledger "$1"; }
other=$world/other.db
# ledger PATTERN: $other is refused by verbs that write, that read and that check, and stays as it is
ledger() {
    local before
    before=$(sha256sum <"$other")
    for verb in list vote audit; do refused 5 "$1" $verb "$other"; done
    is "the file afterwards" "$(sha256sum <"$other")" "$before"
    rm -f "$other" "$other-journal"
}
refused 5 'no ledger at' list "$world/missing.db"
refused 5 'no ledger at' vote "$world/missing.db"
is "no ledger was made" "$(find "$world" -name 'missing*')" ""
refused 5 'not a file' list "$world/folder"
refused 5 'not a file' list /dev/zero
cp "$STIMMBUCH_LEDGER" "$other"
sqlite3 "$other" 'PRAGMA user_version = 99;'
ledger 'newer version'
sqlite3 "$other" 'CREATE TABLE notizen (text); PRAGMA application_id = 7;'
ledger 'another program'
sqlite3 "$other" 'CREATE TABLE entry (text);'
ledger 'another program'
cp "$world/proposal" "$other"
ledger 'not a ledger'
cp "$world/binary" "$other"
ledger 'not a ledger'
: >"$other"
ledger 'empty'
head -c 50 "$STIMMBUCH_LEDGER" >"$other"
ledger 'not a ledger|damaged'
ln -s "$STIMMBUCH_LEDGER" "$other"
ledger 'symbolic link'
cp "$STIMMBUCH_LEDGER" "$other"
truncate -s 5000 "$other"
ledger 'damaged'
cp "$STIMMBUCH_LEDGER" "$other"
sqlite3 "$other" 'DROP TRIGGER entry_update;'
refused 5 'altered' vote "$other"
refused 5 'altered' list "$other"
status 1 audit "$other"
prints 'schema'
cp "$STIMMBUCH_LEDGER" "$other"
sqlite3 "$other" "UPDATE body SET title = char(27) || '[31mrot' || char(155, 8238);
    UPDATE proposal SET number = char(27) || ']0;Titel' || char(7); CREATE TABLE \"$(printf '\033[31m')\" (n);"
refused 5 'altered' list "$other"
status 1 audit "$other"
clean "$out"
sqlite3 "$other" "DROP TABLE \"$(printf '\033[31m')\";"
for verb in "body list" "body show $body" "proposal list" "ballot list" "ballot show $ballot" "tally $ballot" verify; do
    # shellcheck disable=SC2086
    status "$([ "$verb" = verify ] && echo 1 || echo 0)" "$S" $verb --ledger "$other"
    clean "$out"
    clean "$err"
done
cp "$STIMMBUCH_LEDGER" "$other"
page=$(sqlite3 "$other" "SELECT rootpage FROM sqlite_schema WHERE name = 'entry';")
dd if=/dev/urandom of="$other" bs=4096 seek=$((page - 1)) count=1 conv=notrunc status=none
refused 5 'damaged' vote "$other"
status 1 audit "$other"
clean "$out"
rm "$other"
unchanged "another ledger"

# Neither ends a run half way nor leaves a half ledger: the largest file that may be written ends before the votes.
cp "$STIMMBUCH_LEDGER" "$other"
before=$(sha256sum <"$other")
size=$(($(stat -c %s "$other") / 1024))
page=$(sqlite3 "$other" "SELECT rootpage FROM sqlite_schema WHERE name = 'vote';")
limited() { (
    ulimit -f $(((page - 1) * 4))
    "$@"
); }
refused 5 'disk' limited vote "$other"
status 0 list "$other"
is "a ledger that could not grow" "$(sha256sum <"$other")" "$before"
status 0 audit "$other"
rm -f "$other"*

skipped=
if mkdir "$world/disk" && mount -t tmpfs -o size=$((size + 20))k none "$world/disk" 2>/dev/null; then
    at_end="umount $world/disk"
    cp "$STIMMBUCH_LEDGER" "$world/disk/ledger.db"
    head -c 1M /dev/zero >"$world/disk/rest" 2>/dev/null || true
    before=$(sha256sum <"$world/disk/ledger.db")
    refused 5 'full' vote "$world/disk/ledger.db"
    is "a ledger on a full disk" "$(sha256sum <"$world/disk/ledger.db")" "$before"
    status 0 list "$world/disk/ledger.db"
    refused 5 'space|full' "$S" key new neu --kdf interactive --keys "$world/disk/keys" --lang en
    is "no half key" "$(find "$world/disk/keys" -type f | wc -l)" 0
    rm "$world/disk/rest"
    status 0 vote "$world/disk/ledger.db"
    umount "$world/disk"
    at_end=:
else
    skipped+=" a full disk,"
fi

# As root every file may be written, so another user does this.
nobody=()
[ "$(id -u)" != 0 ] || nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups)
if "${nobody[@]}" "$S" version >/dev/null 2>&1; then
    chmod 711 "$world"
    chmod 644 "$world/passphrase"
    user() { XDG_STATE_HOME=$world/his-state "${nobody[@]}" "$S" "$@" --lang en </dev/null; }
    cp -r "$STIMMBUCH_KEYS" "$world/his-keys"
    if [ "$(id -u)" = 0 ]; then
        cp -r "$STIMMBUCH_KEYS" "$world/root-keys"
        chmod 711 "$world/root-keys"
        refused 5 'cannot be read' user key show eins --keys "$world/root-keys"
        chmod 644 "$world"/root-keys/*
        refused 4 'another user' user key show eins --keys "$world/root-keys"
        chown -R 65534:65534 "$world/his-keys"
    fi
    mkdir "$world/read-only"
    cp "$STIMMBUCH_LEDGER" "$world/read-only/ledger.db"
    chmod 444 "$world/read-only/ledger.db"
    chmod 555 "$world/read-only"
    his_vote() { user vote "$ballot" yes --as eins --yes --quiet --keys "$world/his-keys" --ledger "$1"; }
    refused 5 'write permission' his_vote "$world/read-only/ledger.db"
    status 0 user body list --ledger "$world/read-only/ledger.db"
    status 0 user verify --ledger "$world/read-only/ledger.db"
    # A mark that may not be read is not taken for none.
    [ "$(id -u)" != 0 ] ||
        refused 5 'heads/.*cannot be read' "${nobody[@]}" "$S" verify --ledger "$world/read-only/ledger.db" --lang en
    chmod 666 "$world/read-only/ledger.db"
    refused 5 'folder' his_vote "$world/read-only/ledger.db"
    refused 5 '' user body found "$world/statute" --as eins --yes --keys "$world/his-keys" --ledger "$world/read-only/neu.db"
    chmod 000 "$world/read-only/ledger.db"
    refused 5 'permission' user body list --ledger "$world/read-only/ledger.db"
    chmod 000 "$f"
    refused 5 'cannot be read: Permission' user body check "$f"
    chmod 755 "$world/read-only"
else
    skipped+=" read-only files,"
fi

### the ledger that another program held

wait "${waiting[@]}"
for name in write read audit; do
    cp "$world/$name.out" "$out"
    cp "$world/$name.err" "$err"
    is "a locked ledger ($name)" "$(cat "$world/$name.status")" 5
    one_error
    says 'another program has held the ledger'
done
echo 'ROLLBACK;' >&9
exec 9>&-
wait
status 0 vote "$world/locked.db"
unchanged "everything"
[ -z "$skipped" ] || say "not tested here:${skipped%,}"
passed "flow of bad input"
