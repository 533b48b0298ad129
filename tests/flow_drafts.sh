#!/usr/bin/env bash
# Drafts by command: the files that a proposal names are kept with it; without a file the editor opens.
# $0 in an editor is the file that it gets.
# shellcheck disable=SC2016
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
command -v script >/dev/null || { echo "needs script: apt-get install bsdutils"; exit 77; }
body=rat.example
cat >"$world/statute" <<'TEXT'
stimmbuch/1 body
name: rat.example
title: Rat (Beispiel)
level: operational
approvals: 1
bench: nord Bank Nord
seat: eins nord 1 voting Erster Sitz
rule: einfach Einfache Mehrheit
adopted: einfach heads(yes) > heads(no)
TEXT
new_key gs
new_key eins
as gs body found "$world/statute" --kdf interactive >/dev/null 2>&1
enrol eins $body gs eins

# --- attachments ---
draft=$world/folder/draft
mkdir "$world/folder"
printf 'Der Plan.\n' >"$world/folder/Plan 1.pdf"
hash=$(sha256sum <"$world/folder/Plan 1.pdf" | cut -d' ' -f1)
proposal() { # proposal NUMBER ATTACHMENT...
    printf 'stimmbuch/1 proposal\nnumber: %s\ntitle: Ein Plan\nkind: decision\n' "$1" >"$draft"
    shift
    [ $# = 0 ] || printf 'attachment: %s\n' "$@" >>"$draft"
}
blobs() { sqlite3 "$STIMMBUCH_LEDGER" 'SELECT lower(hex(sha256)) FROM blob'; }

proposal 2026-001 "$(printf 0%.0s {1..64}) 10 Plan 1.pdf"
refused 3 'beside the draft is not the one that hash and size say.*line 5' as eins propose $body "$draft" --lang en
proposal 2026-001 '../Plan 1.pdf'
refused 2 'without folders.*line 5' as eins propose $body "$draft" --lang en
proposal 2026-001 'Fehlt.pdf'
refused 5 'there is no file "Fehlt.pdf" beside the draft.*line 5' as eins propose $body "$draft" --lang en
proposal 2026-001 'Plan 1.pdf' 'Plan 1.pdf'
refused 2 'line 6' as eins propose $body "$draft" --lang en --quiet
is "what was refused keeps nothing" "$(blobs)" ""

proposal 2026-001 'Plan 1.pdf'
echo nein | script -qec "$(printf '%q ' "$S" propose $body "$draft" --as eins --lang en)" /dev/null >"$out" 2>"$err" &&
    fail "signed without the word"
is "what was declined keeps nothing" "$(blobs)" ""
status 0 as eins propose $body "$draft"
says "^attachment: $hash 10 Plan 1.pdf$"
is "the file is kept" "$(blobs)" "$hash"
is "with its bytes" "$(sqlite3 "$STIMMBUCH_LEDGER" 'SELECT CAST(bytes AS TEXT) FROM blob')" 'Der Plan.'
proposal 2026-002 "$hash 10 Plan 1.pdf" "$(printf 1%.0s {1..64}) 4 Nur dort.pdf"
status 0 as eins propose $body "$draft" --lang en
says '^Note: the file Nur dort.pdf is not beside the draft: only its hash is kept.$'
is "nothing is kept twice" "$(blobs)" "$hash"
status 0 "$S" verify --quiet
(cd "$world/folder" && printf 'stimmbuch/1 proposal\nnumber: 2026-003\ntitle: B\nkind: decision\nattachment: b\n' >c && echo b >b &&
    as eins propose $body c >/dev/null 2>&1)
is "a draft named without a folder" "$(blobs | wc -l)" 2

# --- without a file: the editor ---
unset VISUAL
drafts=$XDG_DATA_HOME/stimmbuch/drafts
entries() { sqlite3 "$STIMMBUCH_LEDGER" 'SELECT count(*) FROM entry'; }
kept() { { find "$drafts" -name "$1-*.txt" 2>/dev/null || true; } | wc -l; }
# with EDITOR STATUS VERB...: on a terminal, with that editor; $world/began is what it began with
with() {
    local editor=$1 want=$2 got=0
    shift 2
    export EDITOR="sh -c 'cp \"\$0\" $world/began; $editor'"
    script -qec "$(printf '%q ' "$S" "$@" --lang en)" /dev/null </dev/null >"$out" 2>"$err" || got=$?
    checks=$((checks + 1))
    [ "$got" = "$want" ] || { cat "$out" >&2; fail "exit $got instead of $want: $*"; }
}
began() {
    checks=$((checks + 1))
    grep -q -e "$1" "$world/began" || { cat "$world/began" >&2; fail "the template does not say '$1'"; }
}

# Without a terminal it is a mistake, as before, whatever else is missing.
export EDITOR=false
refused 2 'something is missing: FILE$' as eins propose $body --lang en
refused 2 'something is missing: FILE$' as eins state 2026-001 --lang en
refused 2 'something is missing: FILE$' as gs meeting new $body --lang en --ledger "$world/none.db"
refused 2 'something is missing: FILE$' as gs body found --lang en
refused 2 'something is missing: BODY \[FILE\]$' as gs propose --lang en
refused 2 'the option --change needs a value$' as gs roster $body --lang en --change
refused 2 'the option --change needs a value$' "$S" statute $body --change --lang en --as gs
refused 2 'es fehlt: DATEI$' as eins propose $body --lang de

before=$(entries)
with : 130 propose $body --as eins --yes
prints 'nothing was written in the editor, so nothing was signed'
began '^number: 2026-004$'
with ': >"$0"' 130 propose $body --as eins --yes
with 'sed -i "/^[^#s]/d" "$0"' 130 propose $body --as eins --yes
with 'exit 1' 5 propose $body --as eins --yes
prints 'the editor did not end well'
with 'echo x >>"$0"' 4 propose $body --as niemand --yes
is "nothing was written" "$(entries) $(kept proposal)" "$before 0"
with 'sed -i "s/^title: $/title: Neu/; s/^kind: .*/kind: keine/" "$0"' 2 propose $body --as eins --yes
prints 'drafts/proposal-.*: line 7, column 7'
is "a draft with a fault is kept" "$(entries) $(kept proposal)" "$before 1"
rm "$drafts"/*

with 'sed -i "s/^title: $/title: Neu/" "$0"' 0 propose $body --as eins --yes
prints "The draft is kept as $drafts/proposal-"
is "a proposal is written" "$(entries) $(kept proposal)" "$((before + 1)) 1"
status 0 "$S" proposal show 2026-004
prints 'Neu'
with 'sed -i "s/^stance: $/stance: experience/; \$aAus der Praxis." "$0"' 0 state 2026-004 --as eins --yes
began '^# A statement or a practical report on proposal 2026-004.$'
is "a statement is written" "$("$S" proposal show 2026-004 --json | jq -r '.statements[].stance')" experience
with 'sed -i "s/^number: $/number: S-1/; s/^title: $/title: Sitzung/; s/^opens: $/opens: 2026-12-01T09:00:00Z/; s/^# item: .*/item: 2026-004/" "$0"' \
    0 meeting new $body --as gs --yes
status 0 "$S" meeting show S-1
prints '2026-004 +Neu'
with 'sed -i "s/^# seat: = eins nord 1 /seat: = eins nord 3 /" "$0"' 0 roster $body --as gs --yes --change
status 0 "$S" roster $body --json
is "a seat is changed" "$(jq -r '.seats[0].weight' <"$out")" 3
with 'sed -i "s/^adopted: .*/adopted: einfach heads(yes) > 2/" "$0"' 0 statute $body --change --as gs --yes
status 0 "$S" statute $body --json
is "a rule is changed" "$(jq -r '.rules[0].adopted' <"$out")" 'heads(yes) > 2'
# Asked on the terminal, as with a file.
export EDITOR="sed -i s/^title:.*/title:Gefragt/"
echo nein | script -qec "$S propose $body --as eins --lang en" /dev/null >"$out" 2>"$err" && fail "signed without the word"
prints 'type "YES"'
fill='s/^name: $/name: neu.example/; s/^title: $/title: Neu/; s/^level: $/level: advisory/; s/^bench: $/bench: a Bank A/; s/^seat: $/seat: x a 1 voting X/'
with "sed -i \"$fill\" \"\$0\"" 0 body found --as gs --yes --kdf interactive
status 0 "$S" body list
prints '^neu.example  Neu$'
is "every draft is kept" "$(kept statement) $(kept meeting) $(kept roster) $(kept statute) $(kept body)" '1 1 1 1 1'
status 0 "$S" verify --quiet
passed "flow of drafts"
