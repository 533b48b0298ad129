#!/usr/bin/env bash
# Every sample statute: it is well-formed, becomes a body by command, is shown with its rules in words in both languages,
# and the second reader finds the same ledger.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
statutes=$(dirname "$0")/../data/samples/statutes
new_key gs
new_key zweite

found() {
    local file=$1 approvals id
    approvals=$(sed -n 's/^approvals: //p' "$file")
    if [ "$approvals" = 1 ]; then
        status 0 as gs body found "$file" --kdf interactive
        return
    fi
    is "approvals" "$approvals" 2
    id=$(as gs body found "$file" --kdf interactive --secretary "$("$S" key show zweite)" --json 2>"$err" | take id)
    status 0 as zweite approve "$id"
}

count=0
for file in "$statutes"/*.txt; do
    body=$(sed -n 's/^name: //p' "$file")
    status 0 "$S" body check "$file"
    found "$file"
    for language in de en; do
        status 0 "$S" body show "$body" --lang "$language"
        clean "$out" || fail "body show $body prints something else than text"
        # each rule's title stands there
        while read -r title; do
            grep -qF -e "$title" "$out" || { cat "$out" >&2; fail "body show $body does not show '$title'"; }
        done < <(sed -n 's/^rule: [^ ]* //p' "$file")
    done
    count=$((count + 1))
done
is "bodies" "$("$S" body list --json | wc -l)" "$count"
status 0 "$S" verify --json
is "what the audit says" "$(jq -r '.ok, (.findings|length)' "$out" | tr '\n' ' ')" "true 0 "

python=/usr/bin/python3
if $python -B -c 'import cryptography, unicodedata as u, sys; sys.exit(u.unidata_version != "14.0.0")' 2>/dev/null; then
    jq -c '.bodies|sort_by(.body)|map({body, entries, root})' "$out" >"$world/ours"
    status 0 $python -B "$(dirname "$0")/verifier/verify.py" "$STIMMBUCH_LEDGER" --json
    jq -c '.bodies|sort_by(.body)|map({body, entries, root})' "$out" >"$world/theirs"
    is "what both readers found" "$(cat "$world/theirs")" "$(cat "$world/ours")"
else
    say "without the second reader: it needs python3 3.11 and python3-cryptography"
fi
passed flow_statutes
