#!/usr/bin/env bash
# Membership over time by command: rosters and statutes changed, by one secretary and with four eyes; keys rotated,
# revoked and handed over; the roster of any index and day; a founding with more seats than entry 0 holds.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
body=rat.example

key() { "$S" key new "$1" --kdf interactive >/dev/null; }
# act COMMAND...: signs without being asked
act() { "$S" "$@" --yes --quiet --json >"$out" 2>"$err" || { cat "$err" >&2; return 1; }; }
# get FILTER: of the last command's JSON
get() { if [ "$1" = .id ]; then take id <"$out"; else jq -r "$1" "$out"; fi; }
# seats [AT]: who sits where: seat, weight, members with their roles
seats() {
    "$S" roster $body ${1:+--at "$1"} --json | jq -r '.seats[] | "\(.seat) \(.weight) " + ([.members[] | "\(.name):\(.role)"] | join(","))'
}
# entries [AT]: the indices and kinds of what made the roster
entries() { "$S" roster $body ${1:+--at "$1"} --json | jq -r '[.entries[] | "\(.index) \(.kind)"] | join(", ")'; }

cat >"$world/statute" <<'TEXT'
stimmbuch/1 body
title: Rat (Beispiel)
name: rat.example
level: operational
approvals: 1
bench: nord Bank Nord
bench: sued Bank Süd
seat: eins nord 1 voting Erster Sitz
seat: zwei sued 2 voting Zweiter Sitz
chair: eins
rule: einfach Einfache Mehrheit
adopted: einfach heads(yes) > heads(no)
interim: einfach visible
TEXT
for name in gs anna berta zusatz; do key $name; done
act body found "$world/statute" --as gs --kdf interactive
log_key=$(basename "$STIMMBUCH_KEYS"/rat.example+*.key .key)

# enrolment, a deputy too
enrolled() {
    act enrol $body "$2" --role "$3" --as "$1"
    act approve "$(get .id)" --as gs
}
enrolled anna eins holder
enrolled berta zwei holder
enrolled zusatz eins deputy
is "the roster after the enrolments" "$(seats)" $'eins 1 anna:holder,zusatz:deputy\nzwei 2 berta:holder'
is "its entries" "$(entries)" "0 body, 1 enrol, 2 enrol, 3 enrol"

# --- roster --change ---
cat >"$world/change" <<'TEXT'
stimmbuch/1 roster
member: + anna holder drei
member: - zusatz deputy eins
seat: + drei sued 1.5 voting Dritter   Sitz
seat: = zwei nord 4 voting Zweiter Sitz

Neuer Zuschnitt.
TEXT
status 0 "$S" roster $body --change "$world/change" --as gs --yes
prints 'in the ledger at place 4'
says 'seat: \+ drei sued 1.5 voting Dritter Sitz'
is "the roster after the change" "$(seats)" $'drei 1.5 anna:holder\neins 1 anna:holder\nzwei 4 berta:holder'
is "and before it" "$(seats 4)" $'eins 1 anna:holder,zusatz:deputy\nzwei 2 berta:holder'
is "and at the beginning" "$(seats 1)" $'eins 1 \nzwei 2 '
is "the entries now" "$(entries)" "0 body, 1 enrol, 2 enrol, 4 roster"
is "the entries at 2" "$(entries 2)" "0 body, 1 enrol"
is "the end of today" "$(seats "$(date +%F)")" "$(seats)"
status 0 "$S" roster $body --at 4
prints 'zusatz \(deputy\) · since entry 3'
status 0 "$S" roster $body --lang de
prints 'drei: Dritter Sitz · sued · Gewicht 1,5 · seit Eintrag 4'
refused 3 'the body was founded later' "$S" roster $body --at 2020-01-01
refused 3 'there is no entry' "$S" roster $body --at 99
refused 3 'before entry 0, the founding, there is nothing' "$S" roster $body --at 0
refused 2 'neither the index of an entry nor a day' "$S" roster $body --at gestern
refused 2 'not both' "$S" roster $body --at 1 --change "$world/change"
refused 3 'there is, or was, a seat "drei"' "$S" roster $body --change "$world/change" --as gs --yes --quiet
printf 'stimmbuch/1 roster\nseat: + vier sued 1 voting\n' >"$world/bad"
refused 2 'line 2' "$S" roster $body --change "$world/bad" --as gs --yes --quiet
printf 'stimmbuch/1 roster\n' >"$world/bad"
refused 2 'nothing is changed' "$S" roster $body --change "$world/bad" --as gs --yes --quiet
refused 5 'there is no file' "$S" roster $body --change "$world/nothing" --as gs --yes --quiet
refused 3 'holds no role' "$S" roster $body --change "$world/change" --as anna --yes --quiet

# --- statute ---
status 0 "$S" statute $body
prints 'einfach: Einfache Mehrheit'
prints 'Adopted if: yes votes: more than no votes'
prints '^        heads[(]yes[)] > heads[(]no[)]$'
prints 'Chair: Erster Sitz'
prints 'Changing this: The secretaries change the statute together.'
cat >"$world/new" <<'TEXT'
stimmbuch/1 statute
rule: einfach Einfache Mehrheit
adopted: einfach heads(yes)>heads(no)
interim: einfach visible
rule: wandel Änderung der Geschäftsordnung
adopted: wandel heads(yes)>=2/3*heads(all)
change: wandel
TEXT
act statute $body --change "$world/new" --as gs
is "the statute's place" "$(get .index)" 5
"$S" statute $body --json >"$out"
is "its rules" "$(get '[.rules[].adopted] | join("; ")')" "heads(yes) > heads(no); heads(yes) >= 2/3 * heads(all)"
is "its other lines" "$(get '[.since, .change, .chair] | map(tostring) | join(" ")')" "5 wandel null"
sed -e '/^change:/d' "$world/new" >"$world/newer"
refused 3 'changed by the rule "wandel"' "$S" statute $body --change "$world/newer" --as gs --yes --quiet
says '```statute.*--decided'
sed -e 's/heads(yes)>heads(no)/heads(yes in west)>1/' "$world/newer" >"$world/bad"
refused 2 'line 3, column' "$S" statute $body --change "$world/bad" --as gs --yes --quiet
printf 'stimmbuch/1 proposal\ntitle: Neue Ordnung\nnumber: 1\nkind: decision\n' >"$world/proposal"
{
    cat "$world/proposal"
    printf '\nDie Ordnung wird so gefasst:\n\n```statute\n'
    sed 1d "$world/newer"
    printf '```\n'
} >"$world/motion"
sed -e 's/^adopted: wandel.*/adopted: wandel heads(yes) >/' "$world/motion" >"$world/bad"
refused 2 'line 13, column 29' "$S" propose $body "$world/bad" --as anna --yes --quiet
act propose $body "$world/motion" --as anna
refused 3 'is not adopted' "$S" statute $body --change "$world/newer" --decided 1 --as gs --yes --quiet
act ballot open 1 --rule wandel --as gs
act vote 1 yes --as anna --seat eins
act vote 1 yes --as anna --seat drei
act vote 1 yes --as berta
act ballot close 1 --as gs
sed -e 's/2\/3/1\/3/' "$world/newer" >"$world/bad"
refused 3 'the proposal 1 does not hold this statute' "$S" statute $body --change "$world/bad" --decided 1 --as gs --yes --quiet
{ cat "$world/newer"; echo 'decided: 1'; } >"$world/decided"
refused 2 'names a decision already' "$S" statute $body --change "$world/decided" --decided 1 --as gs --yes --quiet
act statute $body --change "$world/decided" --as gs
refused 3 'has used this result' "$S" statute $body --change "$world/newer" --decided 1 --as gs --yes --quiet

# --- key rotate: the same name, seat and vote, another key ---
before=$("$S" key show anna)
act propose $body <(sed 's/number: 1/number: 2/' "$world/proposal") --as anna
act ballot open 2 --rule einfach --as gs
act vote 2 no --as anna --seat eins
act key rotate anna
is "a rotation" "$(get '[.kind, .pending, .signatures, .needed, .body] | map(tostring) | join(" ")')" \
    "key false 2 2 rat.example"
after=$("$S" key show anna)
old=anna+$(cut -d+ -f2 <<<"$before")
[ "$before" != "$after" ] || fail "the key is the same"
is "the old key is kept" "$("$S" key show "$old")" "$before"
is "files of anna" "$(cd "$STIMMBUCH_KEYS" && echo anna*)" "anna+${old#*+}.key anna.key"
act vote 2 yes --as anna --seat eins
act vote 2 yes --as anna --seat drei
"$S" tally 2 --json >"$out"
is "the vote of the new key counts" "$(get '.counts[0].heads')" 2
refused 2 'rotated by itself' "$S" key rotate anna --as gs --yes --quiet
key fremd
refused 3 'in no body' "$S" key rotate fremd --yes --quiet
refused 4 'there is no key' "$S" key rotate niemand --yes --quiet

# A rotation that was cut off between the entry and the file is taken up by the next one.
cp "$STIMMBUCH_KEYS/anna.key" "$world/anna.now"
mv "$STIMMBUCH_KEYS/anna.key" "$STIMMBUCH_KEYS/anna+$(cut -d+ -f2 <<<"$after").key"
cp "$STIMMBUCH_KEYS/$old.key" "$STIMMBUCH_KEYS/anna.key"
entries=$("$S" body list --json | jq .size)
act key rotate anna
is "nothing was entered" "$("$S" body list --json | jq .size)" "$entries"
is "the key is the one in force" "$("$S" key show anna)" "$after"
cmp -s "$STIMMBUCH_KEYS/anna.key" "$world/anna.now" || fail "another file"

# The same beside another body, in which somebody else is called anna: that key is not the one that was begun with.
sed -e 's/rat.example/zz.example/' "$world/statute" >"$world/other"
act body found "$world/other" --as gs --kdf interactive
STIMMBUCH_KEYS=$world/elsewhere key anna
STIMMBUCH_KEYS=$world/elsewhere act enrol zz.example eins --as anna
act approve "$(get .id)" --as gs
mv "$STIMMBUCH_KEYS/anna.key" "$STIMMBUCH_KEYS/anna+$(cut -d+ -f2 <<<"$after").key"
cp "$STIMMBUCH_KEYS/$old.key" "$STIMMBUCH_KEYS/anna.key"
act key rotate anna
is "the key begun with is taken" "$("$S" key show anna)" "$after"

# A commit that failed may have been made: the new key stays. Here the disk has no room for one page more.
sqlite3 "$STIMMBUCH_LEDGER" VACUUM
(
    trap '' XFSZ
    ulimit -f $(($(stat -c %s "$STIMMBUCH_LEDGER") / 1024))
    status 5 "$S" key rotate anna --reason "$(printf 'Sehr langer Grund. %.0s' {1..2000})" --yes
)
says 'not known, so its file is kept: anna[+]'
kept=$(sed -n 's/.*file is kept: \(anna+[0-9a-f]*\).*/\1/p' "$err")
status 0 "$S" key show "$kept"
is "the old key is in force" "$("$S" key show anna)" "$after"
rm "$STIMMBUCH_KEYS/$kept.key"
is "no second copy of the old one" "$(cd "$STIMMBUCH_KEYS" && echo anna*)" "$old.key anna.key"
# Refused before or while it is signed, it leaves nothing either.
refused 2 'not allowed' "$S" key rotate anna --reason $'a\x01b' --yes --quiet
is "nothing was left" "$(cd "$STIMMBUCH_KEYS" && echo anna*)" "$old.key anna.key"

# --- key revoke: by the owner with an old key; by a secretary ---
act key revoke "$old" --reason 'Der Rechner wurde gestohlen.'
is "a revocation" "$(get '[.kind, .pending, .signatures] | map(tostring) | join(" ")')" "key false 1"
is "anna holds nothing" "$(seats)" $'drei 1.5 \neins 1 \nzwei 4 berta:holder'
refused 3 'holds no role|not the author' "$S" vote 2 no --as anna --seat eins --yes --quiet
refused 3 'in no body' "$S" key revoke anna --yes --quiet
refused 3 'in no body' "$S" key revoke berta --as anna --yes --quiet
act key revoke berta --as gs
is "nobody sits anywhere" "$(seats | grep -c : || true)" 0
refused 3 'too few secretaries' "$S" key revoke gs --yes --quiet
act ballot close 2 --as gs
is "what they had voted counts" "$("$S" tally 2 --json | jq -r '.result + " " + (.cast | tostring)')" "adopted 2"

# --- the log's key ---
refused 3 'a log always has a key' "$S" key revoke $body --as gs --yes --quiet
refused 2 '--lost needs --reason' "$S" key rotate $body --lost --as gs --yes --quiet
log_keys() { (cd "$STIMMBUCH_KEYS" && echo rat.example+*.key); }
before=$(log_keys)
refused 3 'holds no role' "$S" key rotate $body --as anna --yes --quiet
is "a hand-over that is refused leaves no key" "$(log_keys)" "$before"
# A commit that failed may have been made, so the new key stays: the log would have no other. The old one goes on.
sqlite3 "$STIMMBUCH_LEDGER" VACUUM
(
    trap '' XFSZ
    ulimit -f $(($(stat -c %s "$STIMMBUCH_LEDGER") / 1024))
    status 5 "$S" key rotate $body --as gs --reason "$(printf 'Sehr langer Grund. %.0s' {1..2000})" --yes
)
says 'not known, so its file is kept: rat[.]example[+]'
kept=$(sed -n 's/.*file is kept: \(rat.example+[0-9a-f]*\).*/\1/p' "$err")
status 0 "$S" key show "$kept"
is "the log's key is the old one" "$("$S" body show $body --json | jq -r .log | cut -d+ -f1,2)" "$log_key"
status 0 "$S" checkpoint $body
rm "$STIMMBUCH_KEYS/$kept.key"
act key rotate $body --as gs
is "a hand-over" "$(get '[.kind, .pending, .signatures, .needed] | map(tostring) | join(" ")')" "key false 3 3"
is "two log keys" "$(cd "$STIMMBUCH_KEYS" && echo rat.example+*.key | wc -w)" 2
status 0 "$S" checkpoint $body
now=$("$S" body show $body --json | jq -r .log | cut -d+ -f1,2)
[ "$now" != "$log_key" ] || fail "the log's key is the old one"
rm "$STIMMBUCH_KEYS/$now.key"
refused 3 'holds no role' "$S" key rotate $body --lost --reason 'Verbrannt.' --as anna --yes --quiet
act key rotate $body --as gs
is "without the old key it waits" "$(get '[.pending, .signatures, .needed] | map(tostring) | join(" ")')" "true 2 3"
status 0 "$S" pending list
prints 'key  gs  log'
keys=$(cd "$STIMMBUCH_KEYS" && echo rat.example+*.key | wc -w)
act pending drop "$("$S" pending list --json | take id)"
is "and takes its key along" "$(cd "$STIMMBUCH_KEYS" && echo rat.example+*.key | wc -w)" $((keys - 1))
key gs2
act enrol $body --role secretary --as gs2
act approve "$(get .id)" --as gs
act key rotate $body --lost --reason 'Verbrannt.' --as gs
is "lost: one secretary more" "$(get '[.pending, .signatures, .needed] | map(tostring) | join(" ")')" "true 2 3"
act approve "$(get .id)" --as gs2
is "complete" "$(get .pending)" false
status 0 "$S" verify $body
prints 'All hold'

# --- four eyes: what waits becomes stale, and is said to be so ---
sed -e 's/rat.example/zwei.example/' -e 's/approvals: 1/approvals: 2/' "$world/statute" >"$world/four"
act body found "$world/four" --as gs --secretary "$("$S" key show gs2)" --kdf interactive
act approve "$(get .id)" --as gs2
printf 'stimmbuch/1 roster\nseat: - zwei\n' >"$world/end"
printf 'stimmbuch/1 roster\nseat: = zwei nord 9 voting Neun\n' >"$world/nine"
act roster zwei.example --change "$world/end" --as gs
first=$(get .id)
is "it waits" "$(get '[.pending, .signatures, .needed] | map(tostring) | join(" ")')" "true 1 2"
act roster zwei.example --change "$world/nine" --as gs
act approve "$(get .id)" --as gs2
is "the second one is in" "$(get .index)" 1
refused 3 'have changed since' "$S" approve "$first" --as gs2 --yes --quiet
is "the seat stays" "$("$S" roster zwei.example --json | jq -r '[.seats[] | .seat + " " + .weight] | join(", ")')" \
    "eins 1, zwei 9"
act pending drop "$first"

# --- a founding with more seats than entry 0 holds ---
sed -e 's/rat.example/gross.example/' "$world/statute" >"$world/large"
for i in $(seq 3000); do echo "seat: sitz-$i sued 1 voting Sitz Nummer $i der Versammlung"; done >"$world/seats"
status 0 "$S" body found "$world/large" --seats "$world/seats" --as gs --kdf interactive --yes --quiet
is "its entries" "$(grep -c 'in the ledger at place' "$out")" 4
is "its seats" "$("$S" roster gross.example --json | jq '.seats | length')" 3002
is "its seats at first" "$("$S" roster gross.example --at 1 --json | jq '.seats | length > 850 and length < 1000')" true
[ ! -e "$XDG_DATA_HOME/stimmbuch/drafts/gross.example-seats" ] || fail "the draft of the rest is still there"
sed -e 's/rat.example/vier.example/' -e 's/approvals: 1/approvals: 2/' "$world/statute" >"$world/large"
status 0 "$S" body found "$world/large" --seats "$world/seats" --as gs --secretary "$("$S" key show gs2)" --kdf interactive --yes
says 'Further seats follow when the body is founded: "stimmbuch roster vier.example --change .*vier.example-seats"'
act approve "$("$S" pending list --json | take id)" --as gs2
rest=$XDG_DATA_HOME/stimmbuch/drafts/vier.example-seats
for part in 1 2 3; do
    status 0 "$S" roster vier.example --change "$rest" --part $part --as gs --yes
    [ $part = 3 ] || says "More parts follow: $((3 - part)).*--part $((part + 1))"
    act approve "$("$S" pending list --json | take id)" --as gs2
done
refused 2 '--part is a number from 1 to 3' "$S" roster vier.example --change "$rest" --part 4 --as gs --yes --quiet
is "all seats are there" "$("$S" roster vier.example --json | jq '.seats | length')" 3002
printf 'stimmbuch/1 body\nmember: + anna holder eins\n' >"$world/bad"
sed -e 's/rat.example/fuenf.example/' "$world/statute" >"$world/large"
refused 2 'only new benches and seats' "$S" body found "$world/large" --seats "$world/bad" --as gs --yes --quiet
refused 5 'there is no file' "$S" body found "$world/large" --seats "$world/nothing" --as gs --yes --quiet
status 0 "$S" verify
prints 'All hold'
status 0 "$S" rebuild
status 0 "$S" verify

passed flow_members
