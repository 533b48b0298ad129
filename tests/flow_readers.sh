#!/usr/bin/env bash
# The program and the second reader, tests/verifier, read the same ledgers: do they find the same in them?
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
python=/usr/bin/python3 verifier=$(dirname "$0")/verifier
$python -B -c 'import cryptography, unicodedata as u, sys; sys.exit(u.unidata_version != "14.0.0")' 2>/dev/null ||
    { echo "needs python3 3.11 and python3-cryptography"; exit 77; }

# A ledger that the program wrote.
cat >"$world/statute" <<'END'
stimmbuch/1 body
name: orte.example
title: Rat der Orte
level: operational
approvals: 1
bench: orte Orte
seat: berg orte 2 voting Berg
seat: tal orte 1.5 voting Tal
rule: mehrheit Einfache Mehrheit
adopted: mehrheit weight(yes) > 1/2 * weight(valid)

Zwei Orte an einem See.
END
new_key gs
new_key berg
as gs body found "$world/statute" --kdf interactive >/dev/null 2>&1
enrol berg orte.example gs berg
printf 'stimmbuch/1 proposal\nnumber: 1\ntitle: Ein Steg\nkind: decision\nfor: berg\n\nÜber den See.\n' >"$world/draft"
proposal=$(as berg propose orte.example "$world/draft" --json 2>/dev/null | take id)
ballot=$(open_ballot gs "$proposal" mehrheit)
cast berg "$ballot" yes --seat berg >/dev/null
as gs ballot close "$ballot" >/dev/null 2>&1
status 0 $python -B "$verifier/verify.py" "$STIMMBUCH_LEDGER" --json
"$S" verify --json >"$world/ours"
for what in .ok '.bodies[0].body' '.bodies[0].entries' '.bodies[0].root' '.bodies[0].checkpoints' '.findings|length'; do
    is "$what" "$(jq -r "$what" "$world/ours")" "$(jq -r "$what" "$out")"
done
is "the ballot's state" "$(jq -r ".state[].ballots[\"$ballot\"].result" "$out")" "$(result "$ballot")"
is "the proposal's state" "$(jq -r '.state[].proposals["1"]' "$out")" adopted

# Ledgers that the program would not write.
# More: make torture ONLY=mutations.
$python -B "$verifier/compare.py" "$S" --histories 20 --mutations 40 >"$out" 2>&1 || { cat "$out" >&2; fail "the two readers differ"; }
checks=$((checks + $(sed -n 's/ checks passed//p' "$out")))
# Files damaged anywhere.
$python -B "$verifier/damage.py" "$S" --files 30 >"$out" 2>&1 || { cat "$out" >&2; fail "the two readers differ"; }
# The same of published folders, good ones and those of an attacker.
$python -B "$verifier/compare_folder.py" "$S" --mutations 8 >"$out" 2>&1 || { cat "$out" >&2; fail "the two readers differ"; }
checks=$((checks + $(sed -n 's/ checks passed//p' "$out")))
passed flow_readers
