#!/usr/bin/env bash
# Each fuzz target takes its corpus, tests/fuzz/corpus/NAME, once, and some also the shipped samples.
set -u
cd "$(dirname "$0")/.." || exit 1
BUILD=${BUILD:-build/release}
passed=0
for source in tests/fuzz/fuzz_*.c; do
    name=${source#tests/fuzz/fuzz_}
    name=${name%.c}
    inputs=(tests/fuzz/corpus/"$name")
    case $name in
    statute) inputs+=(data/samples/statutes) ;;
    oparl) inputs+=(tests/oparl) ;;
    script) inputs+=(data/samples/world.txt) ;;
    esac
    got=$("$BUILD/tests/fuzz/fuzz_$name" "${inputs[@]}" 2>&1) || { printf '%s\n' "$got"; exit 1; }
    passed=$((passed + $(sed -n 's/^\([0-9]*\) inputs$/\1/p' <<<"$got")))
done
echo "$passed checks passed"
