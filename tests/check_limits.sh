#!/usr/bin/env bash
# Every test that tests/LIMITS.md names is there and is run.
set -u
cd "$(dirname "$0")" || exit 1
bad=0 checks=0
while read -r file test; do
    if ! grep -q "^static void ${test}(void" "$file" || ! grep -qE "[(]${test}[),]" "$file"; then
        echo "LIMITS.md: $file has no test $test"
        bad=1
    fi
    checks=$((checks + 1))
done < <(awk -F '`' '/^[|] .*[|] `test_/ { file = ""; for (i = 2; i <= NF; i += 2) if ($i ~ /^test_.*[.]c$/) file = $i; else if (file != "") print file, $i }' LIMITS.md)
[ $checks -gt 40 ] || { echo "LIMITS.md names $checks tests only"; bad=1; }
[ $bad = 0 ] && echo "$checks checks passed"
exit $bad
