#!/usr/bin/env bash
# The hub by command, with a real PostgreSQL server: what it refuses, and a body whose ledgers exchange by it.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/hub_server.sh
. "$(dirname "$0")/hub_server.sh"
hub_find || exit 77
at_end=hub_end
body=rat.example
hub_folder
hub_certificates gs gs2 anna prueferin &
made=$!
hub_make n1
hub_settle n1 'fsync = off' # nothing of this test is to survive a power cut
wait $made
hub_start n1
database=postgres hub_sql n1 "CREATE DATABASE hub" >/dev/null
url=$(hub_url gs n1) admin="postgresql://dba@/hub?host=$servers/data&port=${port[n1]}"

cat >"$world/statute" <<'TEXT'
stimmbuch/1 body
title: Rat (Beispiel)
name: rat.example
level: operational
approvals: 2
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
for name in gs gs2 anna berta; do new_key $name; done
as gs body found "$world/statute" --kdf interactive --secretary "$("$S" key show gs2)" --json >"$out" 2>"$err"
founding=$(take id <"$out")
as gs2 approve "$founding" --quiet >/dev/null
for seat in 'anna eins' 'berta zwei'; do
    # shellcheck disable=SC2086 # two words
    set -- $seat
    id=$(as "$1" enrol $body "$2" --json 2>>"$err" | take id)
    as gs approve "$id" --quiet >/dev/null
    as gs2 approve "$id" --quiet >/dev/null
done
# on MACHINE COMMAND...: each has its own ledger and state; "gs" is where the body was founded
on() {
    local machine=$1 ledger=$world/$1.db
    shift
    [ "$machine" != gs ] || ledger=$STIMMBUCH_LEDGER
    STIMMBUCH_LEDGER=$ledger XDG_STATE_HOME=$world/$machine.state "$@"
}
export XDG_STATE_HOME=$world/gs.state

# --- who may sign on, and how ---
refused 2 'password' on gs "$S" hub init 'postgresql://gs:geheim@hub.example/hub'
refused 2 'verify-full' on gs "$S" hub init 'postgresql://gs@hub.example/hub?sslmode=require'
refused 2 'verify-full' on gs "$S" sync 'postgresql://gs@127.0.0.1.hub.example/hub?sslmode=prefer'
refused 2 'names no host' on gs "$S" sync 'postgresql:///hub'
refused 2 'no URL' on gs "$S" sync 'https://hub.example/'
refused 6 'cannot be reached' on gs "$S" sync 'postgresql://gs@127.0.0.1:1/hub'
refused 3 'is no hub yet' on gs "$S" sync "$admin"


status 0 on gs "$S" hub init "$admin" --json
is "what the hub got" "$(jq -r '"\(.body) \(.sent) \(.size)"' "$out")" "$body 3 3"
for role in gs gs2 anna; do hub_sql n1 "CREATE ROLE $role LOGIN IN ROLE stimmbuch_writer"; done
hub_sql n1 'CREATE ROLE prueferin LOGIN IN ROLE stimmbuch_reader'
status 0 on gs "$S" sync "$url" --json
is "nothing is new" "$(jq -rc '.synced[0] | [.entries, .heads, .sent, .junk]' "$out")" "[0,0,0,0]"
status 0 on gs "$S" body show $body --json
is "the founder's ledger is a copy now" "$(jq -r .role "$out")" replica

# as_client ROLE CERTIFICATE SQL: what the server says to psql
as_client() {
    env -u LD_PRELOAD "$pg/psql" -X -q -At "$(hub_url "$1" n1 | sed "s/$1\.crt/$2.crt/; s/$1\.key/$2.key/")" -c "$3"
}
unsure() { # ends with 1 or 2 and says PATTERN
    local pattern=$1 got=0
    shift
    as_client "$@" >"$out" 2>"$err" </dev/null || got=$?
    is "refused: $*" "$((got == 1 || got == 2))" 1
    says "$pattern"
}
is "she is who she is" "$(as_client anna anna 'SELECT current_user')" anna
unsure 'certificate authentication failed' gs anna 'SELECT 1'     # another's certificate
unsure 'certificate authentication failed' dba anna 'SELECT 1'
status 2 env -u LD_PRELOAD "$pg/psql" -X "postgresql://anna@localhost:${port[n1]}/hub?sslmode=disable" -c 'SELECT 1'
says 'no pg_hba.conf entry .* no encryption'
status 2 env -u LD_PRELOAD "$pg/psql" -X "postgresql://anna@localhost:${port[n1]}/hub?sslmode=require" -c 'SELECT 1'
says 'certificate'
authority other
certificate stranger anna other 'extendedKeyUsage=clientAuth'
unsure 'unknown ca|certificate' anna stranger 'SELECT 1'
for change in 'UPDATE stimmbuch.entry SET idx = 7' 'DELETE FROM stimmbuch.entry' 'TRUNCATE stimmbuch.item' \
    "INSERT INTO stimmbuch.entry SELECT body, 9, hash, note FROM stimmbuch.entry" \
    "SELECT stimmbuch.admit('\\x00', 'rat')" 'DROP TABLE stimmbuch.entry' 'SET ROLE stimmbuch_owner' \
    'ALTER TABLE stimmbuch.entry DISABLE TRIGGER ALL' 'SELECT pg_advisory_lock(1400128107, 1)' \
    'SELECT pg_try_advisory_xact_lock_shared(1)'; do
    unsure 'permission denied|must be owner' anna anna "$change"
done
# Not even the owner, by accident.
for change in 'UPDATE stimmbuch.entry SET idx = 7' 'DELETE FROM stimmbuch.item' 'TRUNCATE stimmbuch.entry'; do
    status 1 hub_sql n1 "SET ROLE stimmbuch_owner" "$change"
    says 'never changed and never deleted'
done
f=$(printf '\\x%s' "$founding")
unsure 'permission denied' prueferin prueferin "SELECT stimmbuch.append('$f', 0, NULL, ARRAY['x'::bytea])"
for how in off local remote_write; do
    unsure "synchronous_commit is $how" anna anna \
        "SET synchronous_commit = $how; SELECT stimmbuch.append('$f', 0, NULL, ARRAY['x'::bytea])"
done
for notes in "0, NULL, ARRAY[NULL::bytea]" "0, NULL, ARRAY[repeat('x', 65536)::bytea]" "7, NULL, ARRAY['x'::bytea]" \
    "NULL, NULL, ARRAY['x'::bytea]" "0, NULL, NULL" "0, NULL, array_fill('x'::bytea, ARRAY[1025])"; do
    unsure 'at most 1,024 notes' anna anna "SELECT stimmbuch.append('$f', $notes)"
done
unsure 'next place is 3, not 2' anna anna "SELECT stimmbuch.append('$f', 0, 2, ARRAY['x'::bytea])"

# --- three more machines: the other secretary, a delegate, an auditor who only reads ---
copy_url() { hub_url "$1" n1; }
refused 2 'founding' on gs2 "$S" sync "$(copy_url gs2)"
refused 1 'not the id' on gs2 "$S" sync "$(copy_url gs2)" --founding "${founding//[0-4]/5}" --body $body
for machine in gs2 anna prueferin; do
    status 0 on $machine "$S" sync "$(copy_url $machine)" --founding "$founding" --json
    is "all came" "$(jq -rc '.synced[0] | [.from, .size, .entries, .heads]' "$out")" "[0,3,3,1]"
done

# --- a proposal with its attachment, from the delegate to all ---
status 0 on anna "$S" propose $body "$world/antrag" --as anna --yes --json
is "it waits" "$(jq -r '"\(.index) \(.pending)"' "$out")" "null true"
status 0 on anna "$S" sync --json
is "it has its place" "$(jq -rc '.synced[0] | [.sent, .waiting[0].kind, .waiting[0].index]' "$out")" '[1,"proposal",3]'
is "nothing waits any more" "$(on anna "$S" pending list --json | wc -l)" 0
status 0 on gs "$S" sync
prints 'rat.example: .*1.*'
is "the attachment came too" "$(sqlite3 "$STIMMBUCH_LEDGER" 'SELECT count(*) FROM blob')" 1

# --- four eyes on two machines: the hub carries what waits ---
status 0 on gs "$S" ballot open 2026-001 --rule einfach --as gs --yes --json
opening=$(take id <"$out")
status 0 on gs "$S" sync
status 0 on gs2 "$S" sync
prints 'waiting for signatures: 1'
status 0 on gs2 "$S" approve "$opening" --as gs2 --yes --json
is "signed by both, not yet there" "$(jq -rc '[.index, .signatures, .needed]' "$out")" "[null,2,2]"
status 0 on gs2 "$S" sync
prints 'in the ledger at place 4'
for machine in gs anna prueferin; do status 0 on $machine "$S" sync; done
is "it is open everywhere" "$(on prueferin "$S" ballot list --json | jq -r .state)" open
is "it waits nowhere" "$(on gs "$S" pending list --json | wc -l)" 0

# --- votes from two machines ---
on anna as anna vote 2026-001 yes --quiet >/dev/null
on gs2 as berta vote 2026-001 no --quiet >/dev/null
status 0 on anna "$S" sync
status 0 on gs2 "$S" sync
status 0 on anna "$S" sync
is "both count" "$(on anna "$S" tally 2026-001 --json | jq -c '[.counts[].heads]')" "[1,1,0]"
# The auditor has a voice in nothing: she may read.
status 0 on prueferin "$S" sync

# --- who has the log's key signs heads; it reaches all ---
status 0 on gs "$S" sync
status 0 on gs "$S" checkpoint $body --json
is "the head" "$(jq -r .size "$out")" 7
status 0 on gs "$S" sync
refused 4 'key' on gs2 env STIMMBUCH_KEYS="$world/none" "$S" checkpoint $body
for machine in gs2 anna prueferin; do
    status 0 on $machine "$S" sync --json
    is "the head came" "$(jq -r '.synced[0].heads' "$out")" 1
done

# --- the screens keep up: a delegate's vote goes out by itself, others' come in, and a hub that is away stops nothing ---
coproc SCREEN { on anna python3 -B tests/hub_screen.py "$S" --as anna --lang en 2>&1; }
screen() {
    echo "$*" >&"${SCREEN[1]}"
    read -r answer <&"${SCREEN[0]}"
    is "$*" "$answer" "${expected:-ok}"
}
screen wait 'connected'
screen keys 2/Ant
on anna as anna vote 2026-001 no --quiet >/dev/null
screen wait 'in the ledger at place 7'
screen keys rag
screen wait rag # it is still being typed
hub_stop n1
screen wait 'out of reach'
on anna as anna vote 2026-001 yes --quiet >/dev/null
hub_start n1
screen wait 'connected'
screen wait 'in the ledger at place 8'
expected='ok 0' screen end
wait "$SCREEN_PID"
status 0 on gs "$S" sync --json
is "the secretary has both" "$(jq -r '.synced[0].entries' "$out")" 2
status 0 on gs "$S" checkpoint $body --json
is "its head" "$(jq -r .size "$out")" 9
for machine in gs gs2; do status 0 on $machine "$S" sync; done

# --- two close at once: one outcome, one clear refusal ---
for pair in 'gs gs2' 'gs2 gs'; do
    # shellcheck disable=SC2086 # two words
    set -- $pair
    on "$1" as "$1" ballot close 2026-001 --json >"$world/close" 2>>"$err"
    on "$1" as "$2" approve "$(take id <"$world/close")" --json >>"$out" 2>>"$err"
done
status 0 on gs "$S" sync
prints 'in the ledger at place 9'
# The other one left at the same moment, before its machine could know: it has a place, and no effect.
note=$(sqlite3 "$world/gs2.db" 'SELECT hex(note) FROM pending')
is "the hub takes it" "$(as_client gs2 gs2 "SELECT stimmbuch.append('$f', 0, NULL, ARRAY[decode('$note', 'hex')])")" 10
is "the same bytes are never taken twice" \
    "$(as_client gs2 gs2 "SELECT stimmbuch.append('$f', 0, NULL, ARRAY[decode('$note', 'hex')])")" 10
status 3 on gs2 "$S" sync
prints 'refused: .*closed'
is "it waits no longer" "$(on gs2 "$S" pending list --json | wc -l)" 0
status 0 on gs "$S" sync
is "closed" "$(on gs2 "$S" ballot list --json | jq -r .state)" closed

# --- weeks offline: a vote that comes behind the closing is refused for its author ---
status 0 on anna "$S" vote 2026-001 no --as anna --yes
status 3 on anna "$S" sync
prints 'refused: .*closed'
status 0 on anna "$S" pending list --json
status 0 on anna "$S" pending drop "$(take id <"$out")"
status 0 on anna "$S" sync

# --- all have the same; strangers' bytes on the hub are rejected entries and stop nothing ---
as_client anna anna "SELECT stimmbuch.append('$f', 0, NULL, ARRAY['Unsinn'::bytea, ''::bytea])" >/dev/null
as_client anna anna "SELECT stimmbuch.append('$f', 2, NULL, ARRAY['kein Kopf'::bytea])" >/dev/null
status 0 on gs "$S" sync --json
is "two without effect, one that is nothing" "$(jq -rc '.synced[0] | [.entries, .rejected, .junk]' "$out")" "[2,2,1]"
for machine in gs2 anna prueferin; do status 0 on $machine "$S" sync; done
roots=$(for machine in gs gs2 anna prueferin; do on $machine "$S" body show $body --json | jq -r .root; done | sort -u)
is "one root" "$(wc -l <<<"$roots")" 1
status 1 on prueferin "$S" verify --json
is "the audit names the two, and nothing else" \
    "$(jq -rc '[.findings[] | select(.severity == "error") | .code]' "$out")" '["note","note"]'

# --- a hub that lies, each time to a machine that has seen the truth, and to one that is new ---
lie() { hub_sql n1 "SET session_replication_role = replica" "$@" >/dev/null; }
hub_sql n1 'CREATE TABLE truth AS SELECT * FROM stimmbuch.entry' 'CREATE TABLE beside AS SELECT * FROM stimmbuch.item'
truth() { lie 'DELETE FROM stimmbuch.entry' 'INSERT INTO stimmbuch.entry SELECT * FROM truth' \
    'DELETE FROM stimmbuch.item' 'INSERT INTO stimmbuch.item SELECT * FROM beside'; }
fresh() { # PATTERN: what a machine says that comes new
    rm -rf "$world/new.db" "$world/new.state"
    refused 1 "$1" on new "$S" sync "$(copy_url gs2)" --founding "$founding"
}
status 0 on gs "$S" checkpoint $body
status 0 on gs "$S" sync
hub_sql n1 'DROP TABLE beside' 'CREATE TABLE beside AS SELECT * FROM stimmbuch.item'
status 0 on gs2 "$S" sync

lie 'DELETE FROM stimmbuch.entry WHERE idx > 7'
refused 1 'rolled back or withholds' on gs2 "$S" sync
fresh 'withholds entries of rat.example: a signed head covers 13'
truth
lie 'DELETE FROM stimmbuch.entry WHERE idx = 5'
refused 1 'withholds entry 5' on gs2 "$S" sync
fresh 'withholds entry 5'
truth
lie "UPDATE stimmbuch.entry SET note = overlay(note PLACING 'ab'::bytea FROM 20) WHERE idx = 6"
refused 1 'another entry 6' on gs2 "$S" sync
fresh 'another history'
truth
lie 'UPDATE stimmbuch.entry SET idx = 11 - idx + 100 WHERE idx IN (5, 6)' 'UPDATE stimmbuch.entry SET idx = idx - 100 WHERE idx > 100'
refused 1 'another entry 5' on gs2 "$S" sync
fresh 'another history'
truth
until_true() { # COMMAND...
    local i
    for ((i = 0; i < 600; i++)); do ! "$@" || return 0; pause 0.05; done
    fail "never: $*"
}
# A large exchange is cut: the server's side ends with it, then the client. It goes on where it was.
cut() { # SQL: what happens at place 600, on the way out
    lie "INSERT INTO stimmbuch.entry SELECT num, i, sha256(i::text::bytea), i::text::bytea
        FROM stimmbuch.body, generate_series(13, 1500) AS i" "CREATE SEQUENCE cuts" \
        "CREATE FUNCTION cut() RETURNS bytea STABLE LANGUAGE plpgsql SECURITY DEFINER AS
        \$\$ BEGIN IF nextval('cuts') = 1 THEN PERFORM $1; END IF; RETURN '600'; END \$\$" \
        'ALTER TABLE stimmbuch.entry RENAME TO kept' 'CREATE VIEW stimmbuch.entry AS SELECT body, idx, hash,
        CASE idx WHEN 600 THEN cut() ELSE note END AS note FROM stimmbuch.kept' 'GRANT SELECT ON stimmbuch.entry TO PUBLIC'
}
mend() { hub_sql n1 'DROP VIEW stimmbuch.entry' 'ALTER TABLE stimmbuch.kept RENAME TO entry' 'DROP FUNCTION cut' 'DROP SEQUENCE cuts'; }
stored() { # COUNT
    [ -s "$world/new.db" ] && [ "$(sqlite3 "$world/new.db" 'SELECT count(*) FROM entry' 2>/dev/null)" = "$1" ]
}
begin() { rm -rf "$world/new.db"* "$world/new.state"; }
whole() { # all is there, and the log is the same as that of somebody who was not cut off
    stored 1501
    is "the same log" "$(on new "$S" body show $body --json | jq -r .root)" "$uncut"
    truth
}
# Rows are to be made one by one, on their way out.
hub_sql n1 'ALTER ROLE gs2 SET enable_sort = off' 'ALTER ROLE gs2 SET enable_bitmapscan = off'
cut 'pg_sleep(0)'
begin
status 0 on new "$S" sync "$(copy_url gs2)" --founding "$founding"
uncut=$(on new "$S" body show $body --json | jq -r .root)
mend
truth
cut 'pg_terminate_backend(pg_backend_pid())'
begin
status 0 on new "$S" sync "$(copy_url gs2)" --founding "$founding" --json
is "it went on behind the cut" "$(jq -r '.synced[-1].from > 0' "$out")" true
mend
whole
cut 'pg_sleep(600)'
begin
STIMMBUCH_LEDGER=$world/new.db XDG_STATE_HOME=$world/new.state "$S" sync "$(copy_url gs2)" --founding "$founding" >"$world/victim.out" 2>&1 &
victim=$!
until_true stored 512
kill -9 $victim
wait $victim 2>/dev/null || true
hub_sql n1 "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'gs2'" >/dev/null
mend
status 0 on new "$S" sync "$(copy_url gs2)" --founding "$founding" --json
is "what came before stayed" "$(jq -r '.synced[0].from' "$out")" 512
whole
# A hub that gives an entry another place than it acknowledged.
on anna "$S" sync --quiet >/dev/null
hub_sql n1 "ALTER FUNCTION stimmbuch.append RENAME TO truly" 'CREATE FUNCTION stimmbuch.append(bytea, integer, bigint, bytea[])
    RETURNS SETOF bigint LANGUAGE sql SECURITY DEFINER AS $$ SELECT 13::bigint $$'
sed 's/2026-001/2026-002/; s/Ein Antrag/Noch einer/' "$world/antrag" >"$world/antrag2"
status 0 on anna "$S" propose $body "$world/antrag2" --as anna --yes
refused 1 'acknowledged place 13' on anna "$S" sync
is "it still waits" "$(on anna "$S" pending list --json | wc -l)" 1
hub_sql n1 'DROP FUNCTION stimmbuch.append' 'ALTER FUNCTION stimmbuch.truly RENAME TO append'
# A fork: somebody has the log's key, and goes on in a copy of his own.
cp "$STIMMBUCH_LEDGER" "$world/fork.db"
sqlite3 "$world/fork.db" 'DELETE FROM replica'
sed 's/2026-001/2026-003/' "$world/antrag" >"$world/antrag3"
on fork as anna propose $body "$world/antrag3" --quiet >/dev/null
status 0 on fork "$S" checkpoint $body --quiet
sqlite3 "$world/fork.db" "SELECT hex(note) FROM checkpoint WHERE size = 14" >"$world/head"
# Meanwhile who has the log's key lets heads be signed, whenever something came, until a signal ends it.
watch() { # NAME; a simple command, so that $! is the program's own
    env --default-signal=INT "$S" checkpoint $body --watch --json >"$world/$1.out" 2>"$world/$1.err" </dev/null &
    watcher=$!
}
ends() { # STATUS
    local got=0
    wait "$watcher" || got=$?
    is "ends with the signal" "$got" "$1"
}
watch first
status 0 on anna "$S" sync
until_true grep -q '"size":14' "$world/first.out"
kill -INT $watcher
ends 130
is "the head is of all that came" "$(jq -r .size "$world/first.out" | sort -u)" 14
is "nothing else is said" "$(cat "$world/first.err")" ''
watch second
listens() { [ "$(hub_sql n1 "SELECT count(*) FROM pg_stat_activity WHERE usename = 'gs' AND query ~ 'LISTEN'")" = 1 ]; }
until_true listens
kill -TERM $watcher
ends 143
is "nothing came, nothing was signed" "$(wc -c <"$world/second.out")" 0
for machine in gs gs2; do status 0 on $machine "$S" sync; done
is "the head is on the hub" "$(sqlite3 "$world/gs2.db" 'SELECT max(size) FROM checkpoint')" 14
as_client gs gs "SELECT stimmbuch.append('$f', 2, NULL, ARRAY[decode('$(cat "$world/head")', 'hex')])" >/dev/null
status 1 on gs2 "$S" sync --proof "$world/proof"
says 'belongs to another history'
says 'proof for others'
status 0 "$S" verify "$world/proof"

echo "$checks checks passed"
