#!/usr/bin/env bash
# Each reason code of core/reason.h stands in data/FORMAT.md, and a test of the program refuses something for it; each
# that an entry with a place in the log can have is also refused in a test of the second reader.
set -u
cd "$(dirname "$0")/.." || exit 1
bad=0 checks=0
miss() { echo "$1"; bad=1; }
# The names of the enum with their codes; the first is no reason.
table=$(sed -nE 's/^    _\(([A-Z_]+), "([a-z-]+)".*/\1 \2/p' core/reason.h | sed 1d)
[ "$(wc -l <<<"$table")" -gt 40 ] || { echo "the table of core/reason.h is not found"; exit 1; }
while read -r name code; do
    grep -q "\`$code\`" data/FORMAT.md || miss "\"$code\" is not in data/FORMAT.md"
    # As what a refusal must be: the last argument of a call or end of a row, or the name of the enum.
    grep -qE ", \"$code\"[)}];?,?$|REASON_$name\b" tests/*.c || miss "no test in C expects \"$code\""
    case $code in
    clock | final) ;; # the writer's alone
    *) grep -qE "[\"']${code}[\"']" tests/verifier/test_*.py || miss "no test of the second reader expects \"$code\"" ;;
    esac
    checks=$((checks + 3))
done <<<"$table"
[ $bad = 0 ] && echo "$checks checks passed"
exit $bad
