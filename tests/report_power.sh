#!/usr/bin/env bash
# The report on voting power in the IT-Planungsrat: as it is, with municipal seats that vote, and with a bench of theirs
# whose consent is needed. Usage: tests/report_power.sh PROGRAM FOLDER (`make report`; tests/flow_power.sh compares).
set -eu
program=$1 folder=$2
samples=$(dirname "$0")/../data/samples
cases=$samples/power

# $1: the name of its files; the rest: options.
report() {
    local name=$1 language
    shift
    for language in de en; do
        rm -f "$folder/$name.$language.svg"
        "$program" power "$samples/statutes/it-planungsrat.txt" "$@" --lang "$language" \
            --svg "$folder/$name.$language.svg" >"$folder/$name.$language.txt"
    done
    "$program" power "$samples/statutes/it-planungsrat.txt" "$@" --json >"$folder/$name.json"
}

report it-planungsrat
report kommunen-stimmen --what-if "$cases/kommunen-stimmen.txt"
report kommunen-zustimmung --what-if "$cases/kommunen-zustimmung.txt"
