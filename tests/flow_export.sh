#!/usr/bin/env bash
# A log as a folder by command, what is said of it, what is refused; and attachments that are deleted.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
here=$(dirname "$0")
python=/usr/bin/python3
$python -B -c 'import cryptography' 2>/dev/null || { echo "needs python3-cryptography"; exit 77; }
$python -B "$here/strangers/ledger.py" "$STIMMBUCH_LEDGER" 40
status 0 "$S" rebuild
folder=$world/folder

status 0 "$S" export rat "$folder"
prints '^rat in .*/folder: 40 entries under a signed head, new: 40; written: 2 tiles, 1 attachment$'
prints '^1 entry is not under a signed head yet and not exported: run "stimmbuch checkpoint"$'
prints '^1 attachment of a proposal that is not public was left out$'
is "lines" "$(wc -l <"$out")" 3
is "the files" "$(cd "$folder" && find . -type f | sed 's/[0-9a-f]\{64\}/HASH/' | sort | tr '\n' ' ')" \
    "./blob/HASH ./checkpoint ./tile/0/000.p/40 ./tile/entries/000.p/40 "
is "the head" "$(cat "$folder/checkpoint")" "$(sqlite3 "$STIMMBUCH_LEDGER" 'SELECT note FROM checkpoint WHERE size = 40')"
status 0 "$S" export rat "$folder" --lang de
prints '^rat in .*: 40 Einträge unter einem unterzeichneten Kopf, davon neu: 0; es fehlte nichts$'
status 0 "$S" export rat "$folder" --json
is "nothing is new" "$(jq -c 'del(.root, .dir)' "$out")" \
    '{"body":"rat","size":40,"entries":0,"tiles":0,"blobs":0,"left_out":1,"missing":0,"unsigned":1}'

refused 3 'holds .letter., but no log' "$S" export rat "$(mkdir "$world/full" && touch "$world/full/letter" && echo "$world/full")"
refused 5 'cannot be opened or made' "$S" export rat "$world/no/folder"
refused 3 'no body' "$S" export nobody "$folder"
refused 2 'DIR' "$S" export rat
sed 's/^40$/41/' "$folder/checkpoint" >"$world/head" && cp "$world/head" "$folder/checkpoint"
refused 1 'not signed by the log' "$S" export rat "$folder"
cp "$STIMMBUCH_LEDGER" "$world/headless.db"
sqlite3 "$world/headless.db" 'DROP TRIGGER checkpoint_delete; DELETE FROM checkpoint' \
    "CREATE TRIGGER checkpoint_delete BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'signed heads are never deleted'); END"
refused 3 'run "stimmbuch checkpoint rat"' "$S" export rat "$world/other" --ledger "$world/headless.db"
[ ! -e "$world/other" ] || fail "a folder was made for nothing"

# Attachments of a proposal that is not public may go; what is then missing is said, and nothing is wrong with it.
status 0 "$S" verify --json
is "all are there" "$(jq -c '[.ok, .bodies[0].absent]' "$out")" '[true,0]'
status 0 "$S" attachment list intern
prints '^[0-9a-f]{12}  here  intern.pdf$'
refused 2 'say so with --yes' "$S" attachment delete intern intern.pdf
refused 3 'no attachment "plan.pdf"' "$S" attachment delete intern plan.pdf --yes
refused 3 'the proposal is public' "$S" attachment delete plan plan.pdf --yes
status 0 "$S" attachment delete intern intern.pdf --yes
says 'Its hash stays in the log'
refused 3 'does not hold the attachment' "$S" attachment delete intern intern.pdf --yes
status 0 "$S" attachment list intern --json
is "it is gone" "$(jq -c '[.name, .size, .there]' "$out")" '["intern.pdf",13,false]'
is "not even a trace" "$(grep -c 'Vertraulich' "$STIMMBUCH_LEDGER" || true)" 0
status 0 "$S" verify
prints '1 attachment not in this ledger$'
prints '^Checked: '
status 0 "$S" verify --json
is "one is not there" "$(jq -c '[.ok, .bodies[0].absent, (.findings | length)]' "$out")" '[true,1,0]'
passed flow_export
