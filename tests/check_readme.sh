#!/usr/bin/env bash
# README.md names every source file ("Where things are"), and no file that is not there.
# core/note.c and core/note.h are both named by `note.[ch]`. Unit tests are found by their names, tests/test_NAME.c.
set -u
cd "$(dirname "$0")/.." || exit 1
[ -f README.md ] || { echo "there is no README.md"; exit 1; }
mapfile -t files < <(find core data tui tests -type f -regex '.*\.\(c\|h\|sql\|sh\|py\|pl\)' ! -path '*/__pycache__/*' \
    ! -path 'tests/test_*.c' | sort)
declare -A named=() there=()
while read -r word; do named[$word]=1; done < <(
    grep -oE '[A-Za-z0-9_]+\.(\[ch\]|c|h|sql|sh|py|pl)([^A-Za-z0-9_]|$)' README.md | sed -E 's/[^]A-Za-z0-9]$//')
bad=0

for file in tests/test_*.c; do there[${file##*/}]=1; done
for file in "${files[@]}"; do
    name=${file##*/}
    there[$name]=1
    case $name in *.[ch]) [ -z "${named[${name%.[ch]}.[ch]]:-}" ] || continue ;; esac
    [ -n "${named[$name]:-}" ] || { echo "README.md does not name $file"; bad=1; }
done

for word in "${!named[@]}"; do
    case $word in *.\[ch\]) want="${word%.\[ch\]}.c ${word%.\[ch\]}.h" ;; *) want=$word ;; esac
    for name in $want; do
        [ -n "${there[$name]:-}" ] || { echo "README.md names $word, but there is no $name"; bad=1; }
    done
done

# Each file has one line: a name stands once in its folder's list, and `note.c` not beside `note.[ch]`.
twice=$(awk '/^### /{folder = $2} /^```/{fenced = !fenced} fenced && folder ~ /\/`$/ && !/^```/{
    name = $1; sub(/\.(\[ch\]|[ch])$/, "", name)
    if (seen[folder, name]++) print "README.md has several lines about " name " in " folder }' README.md)
[ -z "$twice" ] || { echo "$twice"; bad=1; }
exit $bad
