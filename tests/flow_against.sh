#!/usr/bin/env bash
# The ledger compared with what was kept elsewhere, by command: the same, ahead, behind, another history; the proof of a
# fork, which is written, and checked with nothing else by the program and by the second reader; nothing is signed on a
# ledger that was rolled back or is not the one that was.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
body=rat.example
python=/usr/bin/python3
reader=$(readlink -f "$(dirname "$0")")/verifier/verify.py
$python -c 'import cryptography, unicodedata, sys; sys.exit(unicodedata.unidata_version != "14.0.0")' 2>/dev/null || python=

cat >"$world/statute" <<'TEXT'
stimmbuch/1 body
title: Rat (Beispiel)
name: rat.example
level: operational
approvals: 1
bench: nord Bank Nord
seat: eins nord 1 voting Erster Sitz
rule: einfach Einfache Mehrheit
adopted: einfach heads(yes) > heads(no)
TEXT
propose() {
    printf 'stimmbuch/1 proposal\ntitle: Vorlage %s\nnumber: %s\nkind: decision\n' "$1" "$1" >"$world/draft"
    as eins propose $body "$world/draft" >/dev/null 2>>"$err"
}
# head FILE: signs the present head and keeps it
head() { as gs checkpoint $body >"$1" 2>>"$err"; }
# another: the ledger that tells another story, by marks of its own
another() { STIMMBUCH_LEDGER=$world/other.db XDG_STATE_HOME=$world/elsewhere "$@"; }
# findings: "code@index" of the last command's JSON
findings() { jq -r '[.findings[] | "\(.code)@\(.index)"] | join(" ")' "$out"; }
# compared: what it said of the first body
compared() { jq -r '.against | "\(.kind) \(.bodies[0] | "\(.same) \(.head) \(.compared) \(.own) \(.other)")"' "$out"; }

### heads are signed on founding, opening and closing, where the log's key is at hand, and on demand

sizes() { sqlite3 "$STIMMBUCH_LEDGER" "SELECT group_concat(size, ' ') FROM (SELECT size FROM checkpoint ORDER BY size)"; }
for name in gs eins pruefer; do new_key $name; done
as gs body found "$world/statute" --kdf interactive >/dev/null 2>>"$err"
is "founded" "$(sizes)" 1
mark=$(echo "$XDG_STATE_HOME"/stimmbuch/heads/*)
is "the mark" "$(sed -n 2p "$mark")" 1
cp "$STIMMBUCH_LEDGER" "$world/founded" && cp "$mark" "$world/founded-mark"
enrol eins $body gs eins
propose P-1
is "nothing yet" "$(sizes)" 1
ballot=$(open_ballot gs P-1 einfach)
is "opened" "$(sizes)" '1 4'
cast eins "$ballot" yes >/dev/null
as gs ballot close "$ballot" >/dev/null 2>>"$err"
is "closed" "$(sizes)" '1 4 7'
is "the mark goes on" "$(sed -n 2p "$mark")" 7
propose P-2
head "$world/demanded"
is "on demand" "$(sizes)" '1 4 7 8'
cmp -s "$world/demanded" "$mark" || fail "what was printed is not the mark"
cp "$world/founded" "$STIMMBUCH_LEDGER" && cp "$world/founded-mark" "$mark"
enrol eins $body gs eins
enrol pruefer $body gs --role auditor
propose A-1
head "$world/head-4"
cp "$STIMMBUCH_LEDGER" "$world/old.db"
cp "$STIMMBUCH_LEDGER" "$world/other.db"
mkdir -p "$world/elsewhere" && cp -r "$XDG_STATE_HOME"/. "$world/elsewhere"
for number in A-2 A-3 A-4; do propose $number; done
head "$world/head-7"
another propose B-2
another propose B-3
another head "$world/head-6"

### the same history

status 0 "$S" verify --against "$world/head-4"
prints "^$body, compared with $world/head-4:\$"
prints '^  a signed head of 4 entries$'
prints '^  the same history; this ledger has 3 entries more$'
prints '^Checked: every signature'
status 0 "$S" verify $body --against "$world/head-7" --json
is "words for programs" "$(compared)" 'head true 7 0 7 7'
is "no finding" "$(findings)" ''
cp "$STIMMBUCH_LEDGER" "$world/copy.db"
status 0 "$S" verify --against "$world/copy.db"
prints '^  7 entries, byte for byte the same$'
prints '^  the same history, equally long$'
status 0 "$S" verify --against "$world/old.db" --json
is "an older ledger" "$(compared)" 'ledger true 4 4 7 4'

### countersigned

as pruefer cosign $body >"$world/cosigned" 2>>"$err"
status 0 "$S" verify --against "$world/cosigned"
prints '^  a signed head of 7 entries, countersigned by 1 auditor$'

### a receipt

status 0 "$S" receipt $body "$world/receipt" --place 5
status 0 "$S" verify --against "$world/receipt"
prints '^  the head of the receipt, signed for 7 entries'
prints "^  the receipt's entry, in this ledger at place 5\$"
status 1 another "$S" verify --against "$world/receipt" --json
is "the entry is another" "$(findings) $(compared)" 'behind@7 receipt@5 receipt false 7 0 6 7'

### behind

old() { STIMMBUCH_LEDGER=$world/old.db XDG_STATE_HOME=$world/none "$@"; }
status 1 old "$S" verify --against "$world/head-7"
prints '^ERROR behind rat.example #7: this ledger has 4 entries, and a head of 7 was signed'
prints 'whether it goes on from here a head alone does not show'
prints '^Checked, and it does not hold'
status 1 old "$S" verify --against "$STIMMBUCH_LEDGER" --json
is "behind a ledger" "$(findings) $(compared)" 'behind@7 ledger true 7 4 4 7'
# With this machine's own mark nothing has to be at hand.
older() { STIMMBUCH_LEDGER=$world/old.db "$@"; }
status 1 older "$S" verify
prints '^ERROR mark rat.example: .* is behind a head that this machine has seen'
refused 1 'is behind a head' older as gs checkpoint $body
status 1 older as pruefer cosign $body
says 'does not hold, so nothing is countersigned'
is "nothing was signed" "$(sqlite3 "$world/old.db" 'SELECT max(size) FROM checkpoint')" 4

### another history, and its proof

status 1 "$S" verify --against "$world/head-6" --json
is "a fork" "$(findings) $(compared)" 'fork@6 head false 6 0 7 6'
proof=$(jq -r '.against.bodies[0].proof' "$out")
is "where proofs are" "${proof%/*}" "$XDG_STATE_HOME/stimmbuch/forks"
status 1 "$S" verify --against "$world/head-6"
prints "^The log's key has signed two histories of $body. The proof for others: $proof\$"
is "one proof" "$(find "${proof%/*}" -type f | wc -l)" 1
status 1 "$S" verify --against "$world/other.db" --json --proof "$world/proof"
is "another ledger" "$(findings) $(compared)" 'fork@4 ledger false 6 4 7 6'
is "the proof has its name" "$(jq -r '.against.bodies[0].proof' "$out")" "$world/proof"
cmp -s "$world/proof" "$proof" || fail "it is another proof"
status 1 "$S" verify --against "$world/other.db" --proof "$world/proof"
prints 'but the proof could not be written: .* is there already, and it is not replaced'
# The other side finds the same.
status 1 another "$S" verify --against "$STIMMBUCH_LEDGER" --proof "$world/their-proof"
cmp -s "$world/proof" "$world/their-proof" || fail "the other side proves something else"

### a third person has the file and nothing else

third() { env -u STIMMBUCH_LEDGER -u STIMMBUCH_KEYS XDG_DATA_HOME="$world/nothing" XDG_STATE_HOME="$world/nothing" "$@"; }
status 0 third "$S" verify "$proof"
prints "^$body: the key of this log has signed two histories, and this file proves it.\$"
prints "$("$S" body show $body --json | jq -r .founding)"
status 0 third "$S" verify "$proof" --json
is "heads" "$(jq -r '[.ok, .fork.body, (.fork.heads[] | .size)] | map(tostring) | join(" ")' "$out")" 'true rat.example 6 7'
is "as they were signed" "$(jq -r '.fork.heads[0].note' "$out")" "$(cat "$world/head-6")"

# Both readers agree on it and on altered ones; on the corpus their own tests are.
agree() {
    local file=$1 want=$2
    status "$want" third "$S" verify "$file"
    [ "$want" = 0 ] || { [ ! -s "$out" ] || fail "$file: it says what is not so"; }
    [ -z "$python" ] || status "$want" $python -B "$reader" "$file"
}
agree "$proof" 0
status 0 third "$S" receipt check "$proof"
prints "^$body: the key of this log has signed two histories"
for at in 25 300 1000; do
    cp "$proof" "$world/altered"
    printf '~' | dd of="$world/altered" bs=1 seek=$at conv=notrunc status=none
    agree "$world/altered" 1
    refused 1 '' third "$S" receipt check "$world/altered"
done

### the mark, or a head in the ledger, is of another history

cp "$STIMMBUCH_LEDGER" "$world/mine.db"
cp "$mark" "$world/mark"
cp "$world/head-6" "$mark"
rm -r "$XDG_STATE_HOME/stimmbuch/forks"
status 1 "$S" verify
prints '^ERROR mark rat.example: .* holds another history'
prints "The log's key has signed two histories of $body. The proof for others: $proof"
agree "$proof" 0
status 1 as gs checkpoint $body
says 'holds another history'
says "The proof for others: $proof"
status 1 as pruefer cosign $body
says "The proof for others: $proof"
cp "$world/mark" "$mark"
hex=$(xxd -p "$world/head-6" 2>/dev/null | tr -d '\n' || od -An -tx1 "$world/head-6" | tr -d ' \n')
sqlite3 "$STIMMBUCH_LEDGER" "INSERT INTO checkpoint (body, size, note) VALUES (1, 6, x'$hex')"
status 1 as pruefer cosign $body --proof "$world/third-proof"
says 'does not hold, so nothing is countersigned'
cmp -s "$world/third-proof" "$proof" || fail "another proof"
cp "$world/mine.db" "$STIMMBUCH_LEDGER"
echo 'nothing' >"$mark"
status 1 "$S" verify
prints 'is not a head signed by this body.s log: it is damaged'
cp "$world/mark" "$mark"
status 0 "$S" verify

### what is not to be compared

refused 2 'no signed head, no receipt' "$S" verify --against "$world/statute"
refused 2 'this proves by itself that a log was forked' "$S" verify --against "$proof"
sqlite3 "$world/strange.db" 'CREATE TABLE t (x)'
refused 5 'strange.db' "$S" verify --against "$world/strange.db"
refused 5 'there-is-none' "$S" verify --against "$world/there-is-none"
sed "s/^$body/anderer.example/" "$world/head-4" >"$world/strange"
status 1 "$S" verify --against "$world/strange" --json
is "of another body" "$(findings)" 'unknown@null'
passed flow_against
