#!/usr/bin/env bash
# Receipts and proofs of not having voted: written from a ledger, checked in a folder that has neither ledger nor keys.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
body=rat.example here=$(readlink -f "$(dirname "$0")")

cat >"$world/statute" <<'TEXT'
stimmbuch/1 body
name: rat.example
title: Rat
level: operational
approvals: 1
bench: nord Bank Nord
seat: eins nord 1 voting Erster Sitz
seat: zwei nord 1 voting Zweiter Sitz
seat: drei nord 1 voting Dritter Sitz
rule: einfach Einfache Mehrheit
adopted: einfach heads(yes) > heads(no)
TEXT
printf 'stimmbuch/1 proposal\ntitle: Vorlage\nnumber: 2026-1\nkind: decision\n\nText.\n' >"$world/proposal"
for name in gs eins zwei drei revision; do new_key "$name"; done
founding=$("$S" body found "$world/statute" --as gs --yes --json </dev/null 2>>"$err" | take id)
for seat in eins zwei drei; do enrol $seat $body gs $seat; done
enrol revision $body gs --role auditor
as eins propose $body "$world/proposal" >/dev/null 2>>"$err"
ballot=$(open_ballot gs 2026-1 einfach)
vote=$(cast eins "$ballot" yes)
cd "$world"
# elsewhere COMMAND...: where there is no ledger, no key and no home
elsewhere() { env -i PATH="$PATH" LANG=en_US.UTF-8 HOME="$world/nowhere" "$@"; }

# A vote that no head holds; then one that a head holds, which an auditor countersigned.
refused 3 'run "stimmbuch checkpoint"' "$S" receipt "$vote"
is "nothing is left of it" "$(find . -name '*.tlog-proof' -o -name '.tmp-*')" ""
status 0 "$S" checkpoint $body
status 0 as revision cosign $body
status 0 "$S" receipt "$vote"
prints 'stimmbuch receipt check rat.example-7.tlog-proof$'
refused 5 'is there already' "$S" receipt "$vote"
status 0 elsewhere "$S" receipt check rat.example-7.tlog-proof
prints '^  choice: yes$'
prints '^  - The entry stands at place 7 '
prints "$founding"
prints '^  - eins has signed it, with a key for which the secretaries of the founding vouch'
prints '^  - The auditor revision has countersigned that head'
prints '^  - Whether the entry took effect'
status 0 elsewhere "$S" receipt check rat.example-7.tlog-proof --json
is "what it says of itself" "$(jq -r '[.ok, .type, .body, .founding, .index, .id, .kind, .size, .signatures[0].state, .cosigners[0].name] | @csv' "$out")" \
    "true,\"receipt\",\"$body\",\"$founding\",7,\"$vote\",\"vote\",8,\"holds\",\"revision\""

# By place, by seat, by the own seat; to a file of that name, and to standard output.
for way in "$body --place 7" "$ballot --seat eins" "2026-1 --as eins"; do
    # shellcheck disable=SC2086
    status 0 "$S" receipt ${way%% *} same ${way#* }
    cmp -s same rat.example-7.tlog-proof || fail "another receipt: $way"
    rm same
done
"$S" receipt "$vote" - >piped
cmp -s piped rat.example-7.tlog-proof || fail "another receipt on standard output"
elsewhere "$S" receipt check - <piped >/dev/null || fail "the receipt from a pipe does not hold"
status 2 "$S" receipt "$vote" - --json
says 'name a file'
refused 3 'there is no such entry' "$S" receipt $body --place 99
refused 2 'wants a number' "$S" receipt $body --place x
status 0 "$S" receipt $body founded --place 0 --json
is "the founding's own receipt" "$(jq -r '[.id, .kind, .file] | @csv' "$out")" "\"$founding\",\"body\",\"founded\""
status 0 elsewhere "$S" receipt check founded

# Two seats have not voted: one is proved while the ballot is open, and when it is closed.
status 0 "$S" receipt 2026-1 --seat zwei
status 0 elsewhere "$S" receipt check rat.example-6-zwei.no-vote
prints 'a vote may still have followed'
prints 'Among them is 1 vote in this ballot, and it is not for the seat zwei'
cast zwei "$ballot" no >/dev/null
refused 3 'holds this entry yet' "$S" receipt "$ballot" now --seat zwei
status 0 as gs ballot close "$ballot"
status 0 "$S" receipt "$ballot" closed --seat drei --json
is "what it says of itself" "$(jq -r '[.ok, .type, .ballot, .seat, .first, .ended, .votes, .found, .file] | @csv' "$out")" \
    "true,\"no-vote\",\"$ballot\",\"drei\",6,\"close\",2,0,\"closed\""
status 0 elsewhere "$S" receipt check closed
prints 'The last one closes the ballot'
refused 3 'there is no seat "vier"' "$S" receipt "$ballot" none --seat vier

# What was altered, cut off, or is something else: one error line and 1; with --json too.
sed 's/^index 7$/index 6/' rat.example-7.tlog-proof >altered
refused 1 'not the one that the receipt proves' elsewhere "$S" receipt check altered
status 1 elsewhere "$S" receipt check altered --json
is "it says that it does not hold" "$(jq -c '[.ok, .text]' "$out")" '[false,"the entry is not the one that the receipt proves"]'
sed 's/^seat drei$/seat zwei/' closed >altered
status 1 elsewhere "$S" receipt check altered
prints 'Votes for the seat zwei stand at these places: 8\.'
head -c -100 closed >altered
refused 1 'ends in the middle' elsewhere "$S" receipt check altered
head -c 100000 /dev/zero >altered
refused 1 'it is not a receipt' elsewhere "$S" receipt check altered
refused 5 'there is no file' elsewhere "$S" receipt check missing

# Several files at once: what is wrong with one is no reason to leave out those behind it.
status 1 elsewhere "$S" receipt check founded altered closed
is "each file has its name in front" "$(grep -cE '^(founded|altered|closed):$' "$out")" 3
prints '^it is not a receipt'
prints 'none is for the seat drei'

# The second reader, which shares no code with the program, finds the same, whatever bytes are altered.
if /usr/bin/python3 -c 'import cryptography' 2>/dev/null; then
    /usr/bin/python3 -B "$here/verifier/altered.py" "$S" 23 founded rat.example-7.tlog-proof closed >"$out" ||
        fail "the second reader differs: $(cat "$out")"
    prints '^[0-9]+ files, [0-9]+ hold$'
    checks=$((checks + $(cut -d ' ' -f 1 "$out")))
fi
passed "receipts"
