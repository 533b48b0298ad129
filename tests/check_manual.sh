#!/usr/bin/env bash
# The manual page, English and German: without a fault that mandoc knows, and complete.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

# holds LANGUAGE TEXT: the page has it
holds() {
    checks=$((checks + 1))
    grep -qF -- "$2" "$world/$1.txt" || fail "the page in $1 does not say '$2'"
}

for language in en de; do
    status 0 "$S" help --man --lang $language
    cp "$out" "$world/$language.1"
    if command -v mandoc >/dev/null; then
        checks=$((checks + 1))
        # It wants a date, which would make each build another one, and manuals that are shorter.
        faults=$(mandoc -T lint -W warning "$world/$language.1" | grep -v 'missing date' || true)
        [ -z "$faults" ] || fail "the page in $language: $faults"
    fi
    # What roff's escapes stand for.
    sed -e 's/\\f[BIR]//g' -e 's/\\&//g' -e 's/\\-/-/g' -e "s/\\\\(aq/'/g" "$world/$language.1" >"$world/$language.txt"
    # Each verb of the overview with its arguments, and each environment variable that is read by name.
    "$S" help --lang $language | sed -n 's/^  \([a-z][^ ]*\( [a-z]\+\)\?\) .*/\1/p' | sort -u >"$world/verbs"
    while read -r verb; do holds $language "$verb"; done <"$world/verbs"
    grep -rhoE 'getenv\("[A-Z_]+"\)' tui data | grep -oE '[A-Z_]{3,}' | grep -vE '^(HOME|TMPDIR|LC_CTYPE)$' | sort -u >"$world/names"
    while read -r name; do holds $language "$name"; done <"$world/names"
    for code in 0 1 2 3 4 5; do holds $language "$code"; done
done
holds de "BESCHREIBUNG"
cmp -s "$world/en.1" "$world/de.1" && fail "the German page is the English one"
echo "$checks checks passed"
