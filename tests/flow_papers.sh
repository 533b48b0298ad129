#!/usr/bin/env bash
# Papers by command: minutes and results in every format, read back with tidy, pdftotext, jq and rsvg-convert; minutes
# signed and proven to be the signed ones; findings of an audit; what happens without Pango.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
body=rat.example
for tool in tidy pdftotext pdfinfo rsvg-convert; do
    command -v $tool >/dev/null || { echo "$tool is not installed"; exit 77; }
done

cat >"$world/statute" <<'TEXT'
stimmbuch/1 body
title: Rat <b>fett</b>
name: rat.example
level: operational
approvals: 1
bench: nord Bank *Nord*
bench: sued Bank Süd
seat: eins nord 1 voting Erster <i>Sitz</i>
seat: zwei nord 1 voting Zweiter | Sitz
seat: drei sued 2.5 voting =1+1
rule: einfach Einfache Mehrheit
adopted: einfach heads(yes) > heads(no)
clerk: yes
TEXT
cat >"$world/proposal" <<'TEXT'
stimmbuch/1 proposal
title: <script>alert(1)</script> & Kosten
number: P-1
kind: decision
for: eins
cost: bund short central 123456789
cost: kommunen short migration 100..200
cost: laender long operation unknown

# Antrag

Es wird **beschlossen**:

1. <img src=x>
2. [x](javascript:alert)
TEXT
printf 'stimmbuch/1 meeting\ntitle: Sitzung\nnumber: S-1\nopens: 2027-07-10T09:00:00Z\nitem: P-1\n' >"$world/meeting"

for key in gs eins zwei drei; do new_key $key; done
status 0 as gs body found "$world/statute" --kdf interactive
for seat in eins zwei drei; do enrol $seat $body gs $seat; done
status 0 as eins propose $body "$world/proposal"
status 0 as gs meeting new $body "$world/meeting"
status 0 as gs attend S-1 eins zwei drei
ballot=$(open_ballot gs P-1 einfach --meeting S-1)
cast eins "$ballot" yes --reason '<b>Gut</b> und [billig](x)' >/dev/null
cast zwei "$ballot" no >/dev/null
status 3 "$S" result P-1
says 'still open'
status 0 as gs vote P-1 yes --clerk --seat drei
status 0 as gs ballot close P-1 --number B-1

### minutes, in each format twice the same

for format in text markdown html pdf; do
    status 0 "$S" minutes S-1 --lang de --format $format -o "$world/m.$format"
    "$S" minutes S-1 --lang de --format $format >"$world/again"
    cmp "$world/m.$format" "$world/again" || fail "$format is not the same again"
done
status 5 "$S" minutes S-1 --format text -o "$world/m.text"
status 2 "$S" minutes S-1 --format word
says 'text, markdown, html, pdf'
status 2 "$S" minutes S-1 --format pdf --json
status 0 "$S" minutes S-1 -o "$world/ending.html"
is "the ending says the format" "$(head -c 15 "$world/ending.html")" '<!DOCTYPE html>'
tidy -q -e "$world/m.html" >"$out" 2>&1 || fail "tidy: $(cat "$out")"
is "nothing for tidy to say" "$(wc -c <"$out")" 0
is "no markup from outside" "$(grep -c '<script\|<img\|<b>\|<i>' "$world/m.html" || true)" 0
grep -q 'B-1' "$world/m.html" || fail "no number"
grep -q '^Beginn: Sa 10.07.2027, 11:00 Uhr$' "$world/m.text" || fail "no legal time"
grep -q '^Bund  *1\.234\.567,89  *–  *–  *1\.234\.567,89$' <(sed 's/≥ //g' "$world/m.text") || fail "cents are not exact"
grep -q '^ja (1): Erster <i>Sitz</i>$' "$world/m.text" || fail "no roll call"
grep -q '^- ja (1): =1+1 (von der Schriftführung aufgenommen)$' "$world/m.markdown" || fail "no clerk"
grep -q '^> &lt;b>Gut&lt;/b> und \[billig\](x)$' "$world/m.markdown" || fail "no reason"
TZ=America/New_York "$S" minutes S-1 --lang de --format text | cmp - "$world/m.text" || fail "not the same elsewhere"

pdfinfo "$world/m.pdf" >"$out"
prints '^Title: *Niederschrift: S-1 Sitzung$'
prints '^Author: *Rat <b>fett</b>$'
pdftotext -layout "$world/m.pdf" "$out"
prints 'Niederschrift: S-1 Sitzung'
prints 'Erster <i>Sitz</i>'
prints '1\.234\.567,89'
prints 'Seite 1 von [0-9]'
grep -qa '/Lang (de)' "$world/m.pdf" || fail "no language"

### signed, and later proven

refused 3 'not signed yet' "$S" minutes S-1 --against "$world/m.pdf"
refused 2 'give it alone' as gs minutes S-1 --against "$world/m.pdf" --sign "$world/m.pdf"
refused 2 'not for signing' as gs minutes S-1 --format text --sign "$world/m.pdf"
sed 's/P-1/P-2/' "$world/proposal" >"$world/other"
status 0 as eins propose $body "$world/other"
status 0 as gs minutes S-1 --sign "$world/m.pdf"
status 0 as eins minutes S-1 --confirm
status 0 "$S" minutes S-1 --against "$world/m.pdf" --lang en
prints 'is the one that was signed'
prints '1 member has confirmed it'
prints 'the same to the last byte'
status 1 "$S" minutes S-1 --against "$world/m.html" --lang en
says 'is not the file that was signed'
status 1 "$S" minutes S-1 --against "$world/m.html" --json
is "told to programs" "$(jq -c '[.signed, .from_ledger]' "$out")" '[false,false]'
# What comes later about the meeting does not change what was signed.
status 0 as gs attend S-1 zwei --left
status 0 "$S" minutes S-1 --against "$world/m.pdf" --json
is "still" "$(jq -c '[.signed, .from_ledger, .confirmations]' "$out")" '[true,true,1]'
status 0 "$S" minutes S-1 --lang de --format text --at 1000
grep -q 'vorzeitig gegangen' "$out" || fail "as it is now"
sed 's/Sitzung/Treffen/' "$world/m.markdown" >"$world/by-hand.md"
status 0 as gs minutes S-1 --sign "$world/by-hand.md"
status 0 "$S" minutes S-1 --against "$world/by-hand.md" --lang en
prints 'changed by hand'

### results

for format in text markdown html pdf csv json; do
    status 0 "$S" result P-1 --lang de --format $format -o "$world/r.$format"
    "$S" result P-1 --lang de --format $format >"$world/again"
    cmp "$world/r.$format" "$world/again" || fail "$format is not the same again"
done
tidy -q -e "$world/r.html" >"$out" 2>&1 || fail "tidy: $(cat "$out")"
is "nothing for tidy to say" "$(wc -c <"$out")" 0
is "the roll call" "$(jq -c '[.roll[] | [.seat, .vote, .as]]' "$world/r.json")" \
    '[["drei","yes","clerk"],["eins","yes","holder"],["zwei","no","holder"]]'
is "as tally says it" "$(jq -S 'del(.roll)' "$world/r.json")" "$("$S" tally P-1 --lang de --json | jq -S .)"
is "no formula" "$(grep -c "^\"sued\",\"drei\",\"'=1+1\",\"2.5\",\"yes\",\"clerk\"" "$world/r.csv")" 1
is "CSV is read back" "$(python3 -c 'import csv,sys; print([r["vote"] for r in csv.DictReader(open(sys.argv[1]))])' "$world/r.csv")" \
    "['yes', 'yes', 'no']"
for chart in benches seats costs; do
    status 0 "$S" result P-1 --format svg --chart $chart -o "$world/$chart.svg"
    rsvg-convert "$world/$chart.svg" -o "$world/$chart.png" || fail "$chart cannot be drawn"
done
refused 2 'no chart' "$S" result P-1 --format svg --chart pie
refused 2 'belongs to --format svg' "$S" result P-1 --chart seats

### findings

status 0 "$S" verify --report "$world/audit.pdf"
pdftotext "$world/audit.pdf" "$out"
prints '^rat\.example$'
refused 2 'ends with' "$S" verify --report "$world/audit.doc"
refused 5 'already' "$S" verify --report "$world/audit.pdf"
sqlite3 "$STIMMBUCH_LEDGER" "UPDATE vote SET choice = 'abstain'"
status 1 "$S" verify --lang en --report "$world/audit.html"
tidy -q -e "$world/audit.html" >"$out" 2>&1 || fail "tidy: $(cat "$out")"
grep -q '>tables</td>' "$world/audit.html" || fail "no finding"

### without Pango

LD_PRELOAD="$(readlink -f "$BUILD/tests/preload/no_pango.so"):${LD_PRELOAD:-}" status 3 "$S" minutes S-1 --format pdf --lang en
says 'install libpangocairo-1.0-0'
LD_PRELOAD="$(readlink -f "$BUILD/tests/preload/no_pango.so"):${LD_PRELOAD:-}" status 0 "$S" minutes S-1 --format html
passed flow_papers.sh
