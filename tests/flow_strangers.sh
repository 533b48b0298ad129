#!/usr/bin/env bash
# An exported folder, checked with Go's packages for transparency logs, which we did not write (tests/strangers/check.go),
# with the second reader, and with what every system has.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
here=$(dirname "$0")
python=/usr/bin/python3
{ command -v go && ls /usr/share/gocode/src/golang.org/x/mod/sumdb/tlog; } >/dev/null 2>&1 ||
    { echo "needs golang-go and golang-golang-x-mod-dev"; exit 77; }
$python -B -c 'import cryptography' 2>/dev/null || { echo "needs python3-cryptography"; exit 77; }
export GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS='' CGO_ENABLED=0
GOCACHE=$(readlink -f "$BUILD")/go-cache
export GOCACHE
check=$world/check folder=$world/folder
go build -o "$check" "$here/strangers/check.go"

$python -B "$here/strangers/ledger.py" "$STIMMBUCH_LEDGER"
"$S" rebuild --quiet
vkey=$(sqlite3 "$STIMMBUCH_LEDGER" 'SELECT log FROM body')
root=$("$S" export rat "$folder" --json | tee "$world/report" | jq -r .root)
is "what was said" "$(jq -c 'del(.root, .dir)' "$world/report")" \
    '{"body":"rat","size":600,"entries":600,"tiles":7,"blobs":1,"left_out":1,"missing":0,"unsigned":1}'
sqlite3 "$STIMMBUCH_LEDGER" 'SELECT note FROM checkpoint WHERE size = 200' | head -c -1 >"$world/older"
status 0 "$check" "$folder" "$vkey" "$world/older"
is "what Go says" "$(cat "$out")" "600 entries, 1 older heads, 1 attachments, root $root"
status 0 $python -B "$here/verifier/verify.py" "$folder" --json
is "what the second reader says" "$(jq -c '.ok, .bodies' "$out" | tr '\n' ' ')" \
    "true [{\"body\":\"rat\",\"entries\":600,\"root\":\"$root\",\"checkpoints\":1}] "
(cd "$folder/blob" && for blob in *; do echo "$blob  $blob"; done | sha256sum --check --status)
status 1 "$check" "$folder" "${vkey%?}A"
status 1 "$check" "$folder" "$vkey" "$here/vectors/README.md"

# One byte altered, or one file gone: each kind of file, and no other word than that it does not hold.
while read -r file; do
    cp -a "$folder/$file" "$world/kept"
    size=$(stat -c %s "$folder/$file")
    [ "$file" = checkpoint ] && at=10 || at=$((size / 2))
    byte=$(od -An -tu1 -j "$at" -N 1 "$folder/$file")
    printf '%b' "\\0$(printf %o $((byte ^ 1)))" | dd of="$folder/$file" bs=1 seek="$at" conv=notrunc status=none
    status 1 "$check" "$folder" "$vkey"
    rm "$folder/$file"
    [ "${file%%/*}" = blob ] || status 1 "$check" "$folder" "$vkey"
    mv "$world/kept" "$folder/$file"
done < <(cd "$folder" && find . -type f -printf '%P\n')
status 0 "$check" "$folder" "$vkey" "$world/older"

# The plain sqlite3 shell gives the same bytes as the bundle.
length=$((16#$(od -An -tx1 -N 2 "$folder/tile/entries/000" | tr -d ' ')))
is "the first entry" "$(sqlite3 "$STIMMBUCH_LEDGER" 'SELECT hex(note) FROM entry WHERE idx = 0')" \
    "$(head -c $((length + 2)) "$folder/tile/entries/000" | tail -c +3 | od -An -v -tx1 | tr -d ' \n' | tr a-f A-F)"
passed flow_strangers
