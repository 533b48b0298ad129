#!/usr/bin/env bash
# What may not stand in this repository: things left for later, paths of one machine, calls that invite a mistake.
# Brackets in the patterns keep this file from finding itself.
set -u
cd "$(dirname "$0")/.." || exit 1
mapfile -t all < <(find . -type f ! -path './.git' ! -path './.git/*' ! -path './build/*' ! -path '*/__pycache__/*' | sed 's|^\./||' | sort)
mapfile -t code < <(printf '%s\n' "${all[@]}" | grep -E '\.(c|h|sql|sh|py|pl)$|^Makefile$|^\.ci/|^tests/run$')
mapfile -t c < <(printf '%s\n' "${all[@]}" | grep -E '\.[ch]$')
mapfile -t program < <(printf '%s\n' "${c[@]}" | grep -E '^(core|data|tui)/')
# Places on a page are cairo's, which are doubles; no count is among them.
mapfile -t exact < <(printf '%s\n' "${c[@]}" | grep -E '^(core|data)/' | grep -v '^data/pdf')
mapfile -t tests < <(printf '%s\n' "${all[@]}" | grep -E '^tests/')
bad=0

# none WHY PATTERN FILE...: a Perl pattern that may span lines occurs in no file
none() {
    local why=$1 pattern=$2 found
    shift 2
    [ $# -gt 0 ] || return 0
    found=$(perl -0777 -ne '
        BEGIN { $pattern = shift; }
        while (/$pattern/gm) { printf "%s:%d: %s\n", $ARGV, 1 + (substr($_, 0, $-[0]) =~ tr/\n//), $& =~ s/\s+/ /gr; }
    ' "$pattern" "$@")
    [ -n "$found" ] || return 0
    printf '%s:\n%s\n' "$why" "$found"
    bad=1
}

none "left for later" '\b([T]ODO|[F]IXME|[X]XX|[H]ACK)\b' "${code[@]}"
none "a path of one machine" '(?<![A-Za-z0-9_.])/(?:[w]ork|[f]arm|[h]ome/[a-z]+|[r]oot)/' "${all[@]}"
none "a call that invites a mistake" \
    '(?<![A-Za-z0-9_>.])(strcpy|strcat|sprintf|vsprintf|strtok|gets|atoi|atol|atof|system|popen|alloca|rand)\(' "${c[@]}"
none "SQL that is not a literal" 'sqlite3_exec\s*\([^,()]+,\s*+(?!"|schema_sql\[)[^,]*' "${program[@]}"
none "the program may not stop itself on bad input" '(?<![A-Za-z0-9_>.])(assert|abort)\(' "${program[@]}"
none "counting is exact, without floating point" '^(?!\s*(?:/?\*|//)).*?\K\b(?:float|double)\s*[*a-z_]+\s*[;=,)(\[]' "${exact[@]}"
none "a test that sleeps and hopes" '\b(sleep|usleep|nanosleep) *\(?[0-9.]' "${tests[@]}"
exit $bad
