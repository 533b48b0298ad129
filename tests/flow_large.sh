#!/usr/bin/env bash
# A body of 11,000 seats by command: founded from a file of seats, its roster at three places, a ballot, and the audit.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
body=versammlung.example

act() { "$S" "$@" --yes --quiet --json >"$out" 2>"$err" || { cat "$err" >&2; return 1; }; }
get() { jq -r "$1" "$out"; }
# roster AT: the whole roster there, into $world/roster
roster() { "$S" roster $body --at "$1" --json >"$world/roster"; }
# seat ID: what the roster says of one seat
seat() {
    jq -r --arg id "$1" '.seats[] | select(.seat == $id) |
        "\(.bench) \(.weight) \(.right) \(.since) " + ([.members[] | "\(.name):\(.role):\(.since)"] | join(","))' \
        "$world/roster"
}
seats() { jq '.seats | length' "$world/roster"; }

cat >"$world/statute" <<'TEXT'
stimmbuch/1 body
title: Versammlung (Beispiel)
name: versammlung.example
level: operational
approvals: 1
bench: nord Bank Nord
bench: sued Bank Süd
rule: einfach Einfache Mehrheit
adopted: einfach heads(yes) > heads(no)
interim: einfach visible
TEXT
for i in $(seq 11000); do
    [ $((i % 4)) = 0 ] && bench=sued || bench=nord
    echo "seat: sitz-$i $bench 1 voting Sitz Nummer $i"
done >"$world/seats"
for name in gs anna berta; do new_key $name; done

status 0 "$S" body found "$world/statute" --seats "$world/seats" --as gs --kdf interactive --yes --quiet
entries=$(grep -c 'in the ledger at place' "$out")
founded=$("$S" roster $body --at 1 --json | jq '.seats | length')
[ "$founded" -gt 1000 ] || fail "the founding has $founded seats"
[ "$founded" -lt 2000 ] || fail "the founding has $founded seats"
[ "$entries" -gt 6 ] || fail "the seats take $entries entries"
[ "$entries" -lt 12 ] || fail "the seats take $entries entries"
roster "$entries"
is "every seat is there" "$(seats)" 11000
is "each once" "$(jq '[.seats[].seat] | unique | length' "$world/roster")" 11000
is "a bench" "$(jq '[.seats[] | select(.bench == "sued")] | length' "$world/roster")" 2750
is "the first seat" "$(seat sitz-1)" "nord 1 voting 0 "
is "the last seat" "$(seat sitz-11000)" "sued 1 voting $((entries - 1)) "

act enrol $body sitz-7 --as anna
act approve "$(get .id)" --as gs
anna=$(get .index)
act enrol $body sitz-11000 --as berta
act approve "$(get .id)" --as gs
berta=$(get .index)
cat >"$world/change" <<'TEXT'
stimmbuch/1 roster
seat: + neu nord 1.5 voting Neuer Sitz
seat: = sitz-7 sued 3 voting Sitz mit drei Stimmen
seat: - sitz-5000
member: - berta holder sitz-11000
member: + berta holder neu
TEXT
act roster $body --change "$world/change" --as gs
changed=$(get .index)

roster "$((anna + 1))"
is "after the first enrolment: seats" "$(seats)" 11000
is "after the first enrolment: anna" "$(seat sitz-7)" "nord 1 voting 0 anna:holder:$anna"
is "after the first enrolment: berta" "$(seat sitz-11000)" "sued 1 voting $((entries - 1)) "
is "its entries" "$(jq '.entries | length' "$world/roster")" "$((entries + 1))"
roster "$changed"
is "before the change: berta" "$(seat sitz-11000)" "sued 1 voting $((entries - 1)) berta:holder:$berta"
is "before the change: an old seat" "$(seat sitz-5000 | cut -d' ' -f1-3)" "sued 1 voting"
roster "$((changed + 1))"
is "after the change: seats" "$(seats)" 11000
is "after the change: a heavier seat" "$(seat sitz-7)" "sued 3 voting $changed anna:holder:$anna"
is "after the change: a new seat" "$(seat neu)" "nord 1.5 voting $changed berta:holder:$changed"
is "after the change: its old seat" "$(seat sitz-11000)" "sued 1 voting $((entries - 1)) "
is "after the change: the seat that ended" "$(seat sitz-5000)" ""

# --- a ballot on that roll ---
printf 'stimmbuch/1 proposal\nnumber: 2026-001\ntitle: Haushalt\nkind: decision\nfor: sitz-7\n\nDer Haushalt.\n' \
    >"$world/proposal"
status 0 as anna propose $body "$world/proposal"
ballot=$(open_ballot gs 2026-001 einfach)
cast anna "$ballot" yes >"$out"
cast berta "$ballot" no >"$out"
status 0 "$S" tally "$ballot" --json
is "its seats and votes" "$(get '"\(.seats) \(.cast)"')" "11000 2"

refused 2 'is expected here.*line 2' "$S" roster $body --change <(printf 'stimmbuch/1 roster\nseat: + zu viel\n') --as gs --yes --quiet
refused 3 'there is, or was, a seat' "$S" roster $body --change <(printf 'stimmbuch/1 roster\nseat: + sitz-5000 nord 1 voting X\n') \
    --as gs --yes --quiet
status 0 "$S" verify
prints 'All hold'
status 0 "$S" rebuild
roster "$((changed + 1))"
is "built anew" "$(seats) $(seat neu)" "11000 nord 1.5 voting $changed berta:holder:$changed"

passed flow_large
