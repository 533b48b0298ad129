#!/usr/bin/env bash
# Bundles by command: a delegate's own copy of the ledger, votes that travel by stick, and the way back.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
body=rat.example

cat >"$world/statute" <<'TEXT'
stimmbuch/1 body
title: Rat (Beispiel)
name: rat.example
level: operational
approvals: 1
bench: nord Bank Nord
seat: eins nord 1 voting Erster Sitz
seat: zwei nord 1 voting Zweiter Sitz
rule: einfach Einfache Mehrheit
adopted: einfach heads(yes) > heads(no)
interim: einfach visible
TEXT
cat >"$world/antrag" <<'TEXT'
stimmbuch/1 proposal
number: 2026-001
title: Ein Antrag
kind: decision
attachment: plan.txt

Der Text.
TEXT
echo "Der Plan." >"$world/plan.txt"
sed 's/2026-001/2026-002/' "$world/antrag" >"$world/antrag2"
for name in gs anna berta; do new_key $name; done
as gs body found "$world/statute" --kdf interactive --json >"$out" 2>"$err"
founding=$(take id <"$out")
enrol anna $body gs eins
enrol berta $body gs zwei
writer=$STIMMBUCH_LEDGER copy=$world/copy.db
# at WRITER-OR-COPY COMMAND...: each machine has its own ledger and its own state
at() {
    local ledger=$1
    shift
    STIMMBUCH_LEDGER=$ledger XDG_STATE_HOME=$ledger.state "$@"
}
# printed TEXT: the last command, on standard output
printed() {
    checks=$((checks + 1))
    grep -q -- "$1" "$out" || fail "standard output does not say '$1': $(cat "$out")"
}
as gs checkpoint $body --quiet >/dev/null
cp "$writer" "$world/old.db"

# --- to the delegate: the whole log ---
status 0 at "$writer" "$S" bundle $body "$world/alles.bundle"
printed '3 entries of the log'
refused 5 'there already' at "$writer" "$S" bundle $body "$world/alles.bundle"
refused 2 'founding' at "$copy" "$S" import "$world/alles.bundle"
refused 1 'not the id' at "$copy" "$S" import "$world/alles.bundle" --founding "${founding//[0-4]/5}"
status 0 at "$copy" "$S" import "$world/alles.bundle" --founding "$founding" --json
is "what came" "$(jq -r '.imported[0] | "\(.from) \(.size) \(.waiting | length)"' "$out")" "0 3 0"
status 0 at "$copy" "$S" verify --json
is "the copy holds" "$(jq .ok "$out")" true

# --- from the delegate: a proposal with its attachment, which waits for its place ---
status 0 at "$copy" "$S" propose $body "$world/antrag" --as anna --yes --json
is "it waits" "$(jq -r '"\(.index) \(.pending)"' "$out")" "null true"
status 0 at "$copy" "$S" bundle $body "$world/antrag.bundle" --since 3 --json
is "what travels" "$(jq -r '"\(.entries) \(.pending) \(.blobs)"' "$out")" "0 1 1"
status 0 at "$writer" "$S" import "$world/antrag.bundle" --json
is "it has its place" "$(jq -r '.imported[0].waiting[0] | "\(.index) \(.pending)"' "$out")" "3 false"
is "its attachment" "$(sqlite3 "$writer" 'SELECT count(*) FROM blob')" 1
# Once more: nothing comes twice.
status 0 at "$writer" "$S" import "$world/antrag.bundle" --json
is "it is where it was" "$(jq -r '.imported[0].waiting[0] | "\(.kind) \(.index)"' "$out")" "proposal 3"

# --- a ballot, and its votes: one at the writer, one from the copy ---
ballot=$(open_ballot gs 2026-001 einfach)
as gs checkpoint $body --quiet >/dev/null
status 0 at "$writer" "$S" bundle $body "$world/neu.bundle" --since 3
status 0 at "$copy" "$S" import "$world/neu.bundle"
is "nothing waits any more" "$(at "$copy" "$S" pending list --json | wc -l)" 0
status 0 at "$copy" "$S" vote 2026-001 yes --as anna --yes
printed 'waits for the writer'
is "for whom it waits" "$(at "$copy" "$S" pending list --json | jq -r '"\(.waits) \(.signatures) \(.needed) \(.shared)"')" \
    "writer 1 1 null"
cast berta "$ballot" no >/dev/null
status 0 at "$copy" "$S" bundle $body "$world/stimme.bundle" --since 5
is "it went along" "$(at "$copy" "$S" pending list --json | jq 'select(.shared != null) | .waits')" '"writer"'
status 0 at "$copy" "$S" pending list
printed 'waits for the writer, in the bundle of'
status 0 at "$writer" "$S" import "$world/stimme.bundle"
printed 'in the ledger at place 6'
is "both count" "$("$S" tally 2026-001 --json | jq -c '[.counts[] | .heads]')" "[1,1,0]"

# --- too late: the vote comes behind the closing ---
status 0 at "$copy" "$S" vote 2026-001 no --as anna --yes
as gs ballot close 2026-001 --quiet >/dev/null
status 0 at "$copy" "$S" bundle $body "$world/spaet.bundle" --since 5
before=$(everything)
status 3 at "$writer" "$S" import "$world/spaet.bundle" --json
is "the reason is there for its author" "$(jq -r '[.imported[0].waiting[].error.code // empty] | join(" ")' "$out")" "closed"
is "nothing changed" "$(everything)" "$before"

# --- what is cut off, altered or something else ---
as gs checkpoint $body --quiet >/dev/null
status 0 at "$writer" "$S" bundle $body "$world/schluss.bundle" --since 5
before=$(sha256sum "$copy")
head -c 700 "$world/schluss.bundle" >"$world/kurz.bundle"
refused 1 'cut off' at "$copy" "$S" import "$world/kurz.bundle"
sed 's/choice: no/choice: ab/' "$world/schluss.bundle" >"$world/boese.bundle"
refused 1 'altered' at "$copy" "$S" import "$world/boese.bundle"
echo nichts >"$world/nichts.bundle"
refused 1 'not a bundle' at "$copy" "$S" import "$world/nichts.bundle"
refused 5 'no-such' at "$copy" "$S" import "$world/no-such.bundle"
status 0 at "$writer" "$S" bundle $body "$world/luecke.bundle" --since 8
refused 3 'since 5' at "$copy" "$S" import "$world/luecke.bundle"
is "nothing of it came in" "$(sha256sum "$copy")" "$before"
# The writer's own ledger, rolled back: it goes on as nobody's copy.
before=$(sha256sum "$world/old.db")
refused 3 'rolled back' at "$world/old.db" "$S" import "$world/neu.bundle"
is "the writer's is as it was" "$(sha256sum "$world/old.db")" "$before"
status 0 at "$copy" "$S" import "$world/schluss.bundle"
# Its author learns why it was refused; to drop it calls back nothing that has left.
status 0 at "$copy" "$S" pending list
printed 'refused: the ballot is closed'
late=$(at "$copy" "$S" pending list --json | jq -r .id)
status 0 at "$copy" "$S" pending drop "$late"
says 'a bundle has it too'
status 0 at "$copy" "$S" propose $body "$world/antrag2" --as anna --yes --json
status 0 at "$copy" "$S" pending drop "$(take id <"$out")"
says 'on this machine only'
status 0 at "$copy" "$S" verify
is "one root" "$(at "$copy" "$S" verify --json | jq -r '.bodies[0].root')" "$("$S" verify --json | jq -r '.bodies[0].root')"
status 0 python3 tests/verifier/verify.py "$copy"

# --- bundles are checked before they are taken in ---
status 0 at "$copy" "$S" verify "$world/alles.bundle"
printed "3 entries"
status 0 at "$copy" "$S" verify "$world/stimme.bundle"
printed "1 entry waits\|2 entries wait"
status 0 at "$world/none.db" "$S" verify "$world/antrag.bundle"
printed 'No log was checked'
printed 'signatures only by keys that are known'
is "not more than that" "$(grep -c '^Checked' "$out" || :)" 0
refused 3 'entries before that' at "$world/none.db" "$S" verify "$world/neu.bundle"
# The second reader says of each what the program says; the mark is none of its business.
python=/usr/bin/python3
codes() { jq -r '[.findings[] | select(.severity == "error" and .code != "mark") | .code] | unique | join(" ")'; }
if $python -c 'import cryptography, unicodedata, sys; sys.exit(unicodedata.unidata_version != "14.0.0")' 2>/dev/null; then
    for bundle in alles antrag neu stimme spaet schluss boese kurz; do
        first=0 second=0
        at "$copy" "$S" verify "$world/$bundle.bundle" --json >"$out" 2>"$err" || first=$?
        $python -B tests/verifier/verify.py "$world/$bundle.bundle" --before "$copy" --json >"$world/second.json" ||
            second=$?
        is "both readers of $bundle" "$second $(codes <"$world/second.json")" "$first $(codes <"$out")"
    done
fi
status 1 at "$copy" "$S" verify "$world/kurz.bundle" --json
is "cut off" "$(jq -r '.findings[0].code' "$out")" bundle
status 1 at "$copy" "$S" verify "$world/boese.bundle" --json
is "altered" "$(jq -r '[.findings[].code] | join(" ")' "$out")" 'signature head head checkpoint mark'

# --- four eyes on two machines: a founding, then an enrolment ---
new_key gs2
second=$world/second.db
sed -e 's/rat.example/kreis.example/' -e 's/approvals: 1/approvals: 2/' "$world/statute" >"$world/statute2"
as gs body found "$world/statute2" --kdf interactive --secretary "$("$S" key show gs2)" --json >"$out" 2>"$err"
founding=$(take id <"$out")
status 0 at "$writer" "$S" bundle kreis.example "$world/founding.bundle"
refused 5 'ledger' at "$second" "$S" approve "$world/founding.bundle" --as gs2 --yes
cp "$copy" "$world/third.db"
refused 3 'take the bundle in first' at "$world/third.db" "$S" approve "$world/founding.bundle" --as gs2 --yes
# Behind another body's name, whose founding is known there, it does not come in either.
ours=$(at "$copy" "$S" body show $body --json | jq -r .founding)
sed -e "2s/.*/body: $body/" -e "3s/.*/founding: $ours/" "$world/founding.bundle" >"$world/behind.bundle"
before=$(sha256sum "$world/third.db")
status 3 at "$world/third.db" "$S" import "$world/behind.bundle"
printed 'not of the body rat.example'
is "nothing of it came in" "$(sha256sum "$world/third.db")" "$before"
status 1 at "$world/third.db" "$S" verify "$world/behind.bundle" --json
is "the audit says so" "$(jq -r '[.findings[] | select(.severity == "error") | .code] | join(" ")' "$out")" body
status 0 at "$second" "$S" import "$world/founding.bundle" --founding "$founding"
printed 'waits for 1 signature'
status 0 at "$second" "$S" approve "$founding" --as gs2 --yes --json
is "founded where the last one signs" "$(jq -r '"\(.index) \(.pending)"' "$out")" "0 false"
at "$second" as anna enrol kreis.example eins --json >"$out" 2>"$err"
enrolment=$(take id <"$out")
at "$second" as gs2 approve "$enrolment" --json >"$out" 2>"$err"
status 0 at "$second" "$S" bundle kreis.example "$world/enrol.bundle" --since 1
# The first machine does not have the body: it takes the log too, and then the enrolment, which waits there as well.
status 0 at "$second" "$S" checkpoint kreis.example
status 0 at "$second" "$S" bundle kreis.example "$world/both.bundle"
status 0 at "$writer" "$S" pending drop "$founding"
status 0 at "$writer" "$S" import "$world/both.bundle" --founding "$founding"
status 0 at "$writer" "$S" approve "$world/enrol.bundle" --as gs --yes --json
is "signed, and it waits for the writer" "$(jq -r '"\(.index) \(.signatures) \(.needed)"' "$out")" "null 3 3"
refused 3 'nothing in the bundle' at "$writer" "$S" approve "$world/enrol.bundle" --as gs --yes
status 0 at "$writer" "$S" bundle kreis.example "$world/signed.bundle" --since 1
status 0 at "$second" "$S" import "$world/signed.bundle"
printed 'in the ledger at place 1'
status 0 at "$second" "$S" verify

# --- a key is rotated in the copy: it counts when the writer has it, and the copy knows ---
status 0 at "$copy" "$S" key rotate anna --yes
says 'waits for the writer'
status 3 at "$copy" "$S" propose $body "$world/antrag2" --as anna --yes
says 'not the author'
status 0 at "$copy" "$S" bundle $body "$world/key.bundle" --since 8
status 0 at "$writer" "$S" import "$world/key.bundle"
as gs checkpoint $body --quiet >/dev/null
status 0 at "$writer" "$S" bundle $body "$world/back.bundle"
status 0 at "$copy" "$S" import "$world/back.bundle"
status 0 at "$copy" "$S" propose $body "$world/antrag2" --as anna --yes

echo "$checks checks passed"
