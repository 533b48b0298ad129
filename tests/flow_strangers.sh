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
GOCACHE=$(readlink -f "$BUILD/..")/go-cache # one for all variants
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

# Killed at any moment while a folder of 200 entries grows to 600, it holds one of both states, and the next export goes on.
$python -B "$here/strangers/ledger.py" "$world/earlier.db" 200
"$S" rebuild --quiet --ledger "$world/earlier.db"
"$S" export rat "$world/earlier" --quiet --ledger "$world/earlier.db" >/dev/null
cp -r "$world/earlier" "$world/grown"
start=$(date +%s%N)
"$S" export rat "$world/grown" --quiet >/dev/null
whole=$((($(date +%s%N) - start) / 1000000 + 1)) killed=0
for ((i = 0; i < 12; i++)); do
    cp -r "$world/earlier" "$world/cut"
    ms=$((whole * i / 12 + RANDOM % (whole / 12 + 1)))
    # The shell's own word about the death of its child goes nowhere.
    { timeout --signal=KILL "$((ms / 1000)).$(printf %03d $((ms % 1000)))" "$S" export rat "$world/cut" >/dev/null 2>&1 ||
        killed=$((killed + 1)); } 2>/dev/null
    status 0 "$check" "$world/cut" "$vkey"
    grep -qE '^(200|600) entries' "$out" || fail "killed after $ms ms: $(cat "$out")"
    "$S" export rat "$world/cut" --quiet >/dev/null
    is "finished" "$(diff -r "$world/cut" "$world/grown")" ""
    rm -r "$world/cut"
done
is "some were killed" "$((killed > 0))" 1

# The plain sqlite3 shell gives the same bytes as the bundle.
length=$((16#$(od -An -tx1 -N 2 "$folder/tile/entries/000" | tr -d ' ')))
is "the first entry" "$(sqlite3 "$STIMMBUCH_LEDGER" 'SELECT hex(note) FROM entry WHERE idx = 0')" \
    "$(head -c $((length + 2)) "$folder/tile/entries/000" | tail -c +3 | od -An -v -tx1 | tr -d ' \n' | tr a-f A-F)"

# OpenSSL on the signature of the first secretary under entry 0; the key's 32 bytes stand behind 12 that say Ed25519.
if command -v openssl >/dev/null; then
    head -c $((length + 2)) "$folder/tile/entries/000" | tail -c +3 >"$world/note"
    sed '/^$/,$d' "$world/note" >"$world/text"
    is "its id" "$(sha256sum <"$world/text" | cut -c 1-64)" \
        "$(sqlite3 "$STIMMBUCH_LEDGER" 'SELECT lower(hex(id)) FROM entry WHERE idx = 0')"
    sed -n 's/^— sigrid //p' "$world/note" | base64 -d | tail -c +5 >"$world/signature"
    { printf '\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00'
      sed -n 's/^secretary: sigrid+[0-9a-f]*+//p' "$world/note" | base64 -d | tail -c +2; } >"$world/key.der"
    signed() {
        openssl pkeyutl -verify -pubin -keyform DER -inkey "$world/key.der" -rawin -in "$1" -sigfile "$world/signature"
    }
    status 0 signed "$world/text"
    echo >>"$world/text"
    status 1 signed "$world/text"
fi
passed flow_strangers
