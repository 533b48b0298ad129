#!/usr/bin/env bash
# Drafts by command: the files that a proposal names are kept with it.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
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
passed "flow of drafts"
