#!/usr/bin/env bash
# Every test that tests/LIMITS.md names is there and is run; every sample statute that it names is there, and none is missing.
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
while read -r statute; do
    [ -f "../data/samples/statutes/$statute" ] || { echo "LIMITS.md: there is no statute $statute"; bad=1; }
done < <(awk -F '`' '/^[|]/ { for (i = 2; i <= NF; i += 2) if ($i ~ /[.]txt$/) print $i }' LIMITS.md)
for statute in ../data/samples/statutes/*.txt; do
    grep -qF "\`${statute##*/}\`" LIMITS.md || { echo "LIMITS.md does not name ${statute##*/}"; bad=1; }
    checks=$((checks + 1))
done
[ $checks -gt 40 ] || { echo "LIMITS.md names $checks tests only"; bad=1; }
[ $bad = 0 ] && echo "$checks checks passed"
exit $bad
