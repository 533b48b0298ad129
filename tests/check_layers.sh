#!/usr/bin/env bash
# tui -> data -> core: a file includes only what its layer may know. Nothing is printed when all is well.
set -u
cd "$(dirname "$0")/.." || exit 1
shopt -s nullglob
bad=0

# none WHY PATTERN FILE...: no file may have a line that matches
none() {
    local why=$1 pattern=$2 found
    shift 2
    [ $# -gt 0 ] || return 0
    found=$(grep -HnE "$pattern" "$@") || return 0
    printf '%s:\n%s\n' "$why" "$found"
    bad=1
}
# all_but PATTERN FILE...: the files whose names do not match
all_but() { local pattern=$1; shift; printf '%s\n' "$@" | grep . | grep -vE "$pattern"; }

include='^[[:space:]]*#[[:space:]]*include[[:space:]]*'
core=(core/*.[ch]) data=(data/*.[ch]) tui=(tui/*.[ch])
mapfile -t no_terminal < <(all_but '^tui/terminal\.c$' "${core[@]}" "${data[@]}" "${tui[@]}")
mapfile -t no_keys < <(all_but '^tui/prompt[a-z_]*\.[ch]$' "${tui[@]}")

none "core may include neither data nor tui nor tests" "$include\"(\.\./)*(data|tui|tests)/" "${core[@]}"
none "data may include neither tui nor tests" "$include\"(\.\./)*(tui|tests)/" "${data[@]}"
none "tui may not include tests" "$include\"(\.\./)*tests/" "${tui[@]}"
none "include paths begin at the root: \"core/...\"" "$include\"(\.\.?/|[^/\"]*\")" "${core[@]}" "${data[@]}" "${tui[@]}"
none "only tui/terminal.c may include ncurses" "${include}[<\"](ncursesw?/)?(n?curses|panel|term)\.h" "${no_terminal[@]}"
none "only data may include SQLite" "${include}[<\"]sqlite3\.h" "${core[@]}" "${tui[@]}"
none "only core, data and the prompt for a passphrase may include sodium" "${include}[<\"]sodium" "${no_keys[@]}"
none "the questions to the database are in data" '(^|[^A-Za-z0-9_])store_(ask|number|run)\(' "${tui[@]}"
none "core knows no file, clock, environment or screen" \
    '(^|[^A-Za-z0-9_>.])(fopen|fdopen|freopen|tmpfile|time|clock_gettime|gettimeofday|getenv|printf|fprintf|puts|fputs)\(' \
    "${core[@]}"
exit $bad
