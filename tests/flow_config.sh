#!/usr/bin/env bash
# The configuration by command: what it sets, what goes before it, and what becomes of a wrong one.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

file=$XDG_CONFIG_HOME/stimmbuch/config
mkdir -p "${file%/*}"
# configure LINE...: the whole file
configure() { printf '%s\n' "$@" >"$file"; }

status 0 "$S" help --config
cp "$out" "$file"
prints '^#lock-minutes = 10$'
status 0 "$S" demo --dir "$world/demo"
"$S" help --config --lang de >"$world/de"
cmp -s "$world/de" "$file" && fail "the German sample is the English one"

configure 'language = de' 'teme = dark'
status 2 "$S" key list
is "one line" "$(wc -l <"$err")" 1
says "teme.*language, theme.*(line|Zeile) 2"
configure 'theme = pink'
status 2 "$S" key list
says "$file: theme can be auto\|light\|dark\|mono, nothing else: line 1"
status 2 "$S" key list --json
says '"line":1'
# Who asks how it is written may.
status 0 "$S" help
status 0 "$S" help --config
status 0 "$S" version
status 0 "$S" key list --help

configure 'language = de'
status 2 "$S" nonsense
says 'gibt'
status 2 "$S" nonsense --lang en
says 'there is no verb'

# --ledger, then STIMMBUCH_LEDGER, then the file, then the usual place.
here=(--keys "$world/demo/keys")
demo=$(find "$world/demo" -name '*.db' | head -n 1)
configure "ledger = $demo"
status 5 "$S" proposal list "${here[@]}"
status 0 env -u STIMMBUCH_LEDGER "$S" proposal list "${here[@]}"
status 5 env -u STIMMBUCH_LEDGER "$S" proposal list --ledger "$world/none.db" "${here[@]}"
configure 'ledger = ~/own.db'
status 5 env -u STIMMBUCH_LEDGER HOME="$world" "$S" proposal list
says "$world/own.db"

# A folder is no file.
rm "$file"
mkdir "$file"
status 5 "$S" key list
passed "flow of the configuration"
