#!/usr/bin/env bash
# The long test of the hub (tests/torture hub). Three nodes with quorum: under load the line between them is cut, the
# whole primary killed with -9, and the most advanced standby promoted, several times in turn. No vote whose place was
# acknowledged is lost, and all ledgers are equal. The same with synchronous_commit = local does lose some: so the test
# can fail. Then 16 writers with 1,000 votes each at one hub: none lost, none twice.
# Usage: [BUILD=build/release] tests/torture_hub.sh [KILLS [WRITERS VOTES]]
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/hub_server.sh
. "$(dirname "$0")/hub_server.sh"
hub_find || exit 77
kills=${1:-6} writers=${2:-16} votes=${3:-1000}
body=rat.example
children=()
stop_all() {
    local child
    touch "$world/stop"
    for child in "${children[@]}"; do wait "$child" || true; done
    hub_end
}
at_end=stop_all
machine() { # WRITER COMMAND...
    local name=$1
    shift
    STIMMBUCH_LEDGER=$world/$name.db XDG_STATE_HOME=$world/$name.state "$@"
}

# found: a body in which each writer holds ten seats, and so many open ballots that he has his votes; it lies in
# $world/founder.db
found() {
    local i j
    {
        printf 'stimmbuch/1 body\ntitle: Rat\nname: %s\nlevel: operational\napprovals: 1\nbench: rat Rat\n' $body
        for ((i = 1; i <= writers; i++)); do
            for ((j = 0; j < 10; j++)); do echo "seat: s$i-$j rat 1 voting Sitz $i-$j"; done
        done
        printf 'rule: einfach Mehrheit\nadopted: einfach heads(yes) > heads(no)\ninterim: einfach visible\n'
    } >"$world/statute"
    export STIMMBUCH_LEDGER=$world/founder.db
    new_key gs
    as gs body found "$world/statute" --kdf interactive >/dev/null 2>"$err"
    for ((i = 1; i <= writers; i++)); do
        new_key "w$i"
        for ((j = 0; j < 10; j++)); do enrol "w$i" $body gs "s$i-$j"; done
    done
    for ((i = 1; i <= (votes + 9) / 10; i++)); do
        printf 'stimmbuch/1 proposal\nnumber: %s\ntitle: Vorlage %s\nkind: decision\nfor: s1-0\n' "$i" "$i" >"$world/draft"
        as w1 propose $body "$world/draft" --quiet >/dev/null 2>"$err"
        open_ballot gs "$i" einfach >/dev/null
    done
    founding=$("$S" body show $body --json | jq -r .founding)
}

# cast_one WRITER NUMBER: no two of his votes are for the same seat on the same ballot
cast_one() {
    machine "w$1" as "w$1" vote $(($2 / 10 % ((votes + 9) / 10) + 1)) yes --seat "s$1-$(($2 % 10))" --quiet \
        >/dev/null 2>>"$world/w$1.err"
}

# serve NODE...: the hub, with that body; further nodes are standbys
serve() {
    local primary=$1 name
    shift
    hub_make "$primary"
    hub_settle "$primary" "synchronous_standby_names = ''" 'max_wal_senders = 10'
    hub_start "$primary"
    database=postgres hub_sql "$primary" 'CREATE DATABASE hub'
    [ $# = 0 ] || hub_replicate "$primary"
    for name in "$@"; do hub_standby "$name" "$primary"; done
    cp "$world/founder.db" "$world/gs.db"
    rm -rf "$world"/gs.state "$world"/w*.db "$world"/w*.state
    machine gs "$S" hub init "postgresql://dba@/hub?host=$servers/data&port=${port[$primary]}" >/dev/null
    hub_sql "$primary" 'CREATE ROLE writer LOGIN IN ROLE stimmbuch_writer'
    if [ $# -gt 0 ]; then
        hub_sql "$primary" "ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (n1, n2, n3)'" 'SELECT pg_reload_conf()' >/dev/null
        for name in "$@"; do hub_sql "$name" "ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (n1, n2, n3)'" 'SELECT pg_reload_conf()' >/dev/null; done
    fi
}

# work NUMBER URL: votes and sends, until it is told to stop; each acknowledged "ID PLACE" goes into WRITER.acks
work() {
    local name=w$1 url=$2 got=0 turn=0
    until [ -f "$world/stop" ]; do
        cast_one "$1" $((turn++)) || true
        got=0
        machine "$name" "$S" sync "$url" --json >"$world/$name.out" 2>>"$world/$name.err" </dev/null || got=$?
        [ ! -s "$world/$name.out" ] ||
            jq -r '.synced[0].waiting[] | select(.index != null) | "\(.id) \(.index)"' "$world/$name.out" >>"$world/$name.acks"
        case $got in 0 | 3 | 6) ;; *) echo "$got" >"$world/$name.failed"; return ;; esac
    done
}

acknowledged() { cat "$world"/w*.acks 2>/dev/null | wc -l; }

# storm SYNCHRONOUS_COMMIT: kills in turn; sets $acked, $lost
storm() {
    local how=$1 primary=n1 before=0 i name url best others
    rm -f "$world"/*.acks "$world"/*.failed "$world/stop"
    hub_folder
    hub_certificates writer replicator
    serve n1 n2 n3
    if [ "$how" != on ]; then
        hub_sql n1 "ALTER ROLE writer SET synchronous_commit = $how"
        hub_sql n1 "SELECT replace(pg_get_functiondef('stimmbuch.append'::regproc), 'IN (''on''', 'IN (''$how'', ''on''')" >"$world/append.sql"
        env -u LD_PRELOAD "$pg/psql" -X -q -h "$servers/data" -p "${port[n1]}" -U dba -d hub -f "$world/append.sql"
    fi
    url=$(hub_url writer n1 n2 n3)
    for ((i = 1; i <= 4; i++)); do machine "w$i" "$S" sync "$url" --founding "$founding" --quiet >/dev/null; done
    children=()
    for ((i = 1; i <= 4; i++)); do
        work "$i" "$url" &
        children+=($!)
    done
    for ((i = 1; i <= kills; i++)); do
        until [ "$(acknowledged)" -ge $((before + 12)) ] || [ -n "$(ls "$world"/*.failed 2>/dev/null)" ]; do pause 0.2; done
        # The line is cut a moment before the machine dies: what is acknowledged now, no standby has.
        for name in $(hub_sql "$primary" 'SELECT pid FROM pg_stat_replication'); do kill -STOP "$name"; done
        pause 1
        hub_kill "$primary"
        others=()
        for name in n1 n2 n3; do [ $name = "$primary" ] || others+=("$name"); done
        best=${others[0]}
        [ "$(hub_received "${others[0]}")" -ge "$(hub_received "${others[1]}")" ] || best=${others[1]}
        hub_promote "$best"
        before=$(acknowledged)
        for name in "${others[@]}"; do [ "$name" = "$best" ] || hub_follow "$name" "$best"; done
        say "$how: $primary killed, $best promoted, $before acknowledged so far"
        database=postgres hub_sql "$best" CHECKPOINT
        # What was the primary comes back as a standby; its port stays as clients know it.
        local old=${port[$primary]}
        hub_standby "$primary" "$best"
        hub_stop "$primary"
        port[$primary]=$old
        sed -i "s/^port = .*/port = $old/" "$servers/data/$primary/node.conf"
        hub_start "$primary"
        primary=$best
        [ "$how" = on ] || break # a single one is enough to lose some
    done
    [ "$how" != on ] || until [ "$(acknowledged)" -ge $((before + 12)) ]; do pause 0.2; done
    touch "$world/stop"
    for i in "${children[@]}"; do wait "$i"; done
    children=()
    acked=$(cat "$world"/w*.acks | sort -u | wc -l)
    hub_sql "$primary" "SELECT encode(sha256(substring(note FOR position('\\x0a0a'::bytea IN note))), 'hex') || ' ' || idx FROM stimmbuch.entry" | sort >"$world/there"
    lost=$(cat "$world"/w*.acks | sort -u | comm -23 - "$world/there" | wc -l)
    [ "$how" = on ] || { hub_end; return 0; }
    for ((i = 1; i <= 4; i++)); do
        [ ! -f "$world/w$i.failed" ] || { tail -n 3 "$world/w$i.err" >&2; fail "writer $i ended with $(cat "$world/w$i.failed")"; }
        machine "w$i" "$S" sync --quiet >/dev/null || [ $? = 3 ]
    done
    for ((i = 1; i <= 4; i++)); do machine "w$i" "$S" sync --quiet >/dev/null || [ $? = 3 ]; done
    is "all ledgers are equal" "$(for ((i = 1; i <= 4; i++)); do machine "w$i" "$S" body show $body --json | jq -r .root; done | sort -u | wc -l)" 1
    status 0 machine w1 "$S" verify
    hub_end
}

# crowd: every writer has his votes ready and sends them at the same moment
crowd() {
    local i j url start
    hub_folder
    hub_certificates writer
    serve n1
    url=$(hub_url writer n1)
    prepare() {
        local i=$1 j
        machine "w$i" "$S" sync "$url" --founding "$founding" --quiet >/dev/null
        for ((j = 0; j < votes; j++)); do cast_one "$i" $j; done
    }
    for ((i = 1; i <= writers; i += 2)); do
        prepare "$i" &
        [ "$i" = "$writers" ] || prepare $((i + 1))
        wait $! || fail "a vote was refused: $(tail -n 1 "$world/w$i.err")"
    done
    before=$(hub_sql n1 'SELECT count(*) FROM stimmbuch.entry')
    start=$(date +%s%N)
    children=()
    for ((i = 1; i <= writers; i++)); do
        machine "w$i" "$S" sync --json >"$world/w$i.out" 2>"$world/w$i.err" </dev/null &
        children+=($!)
    done
    for i in "${children[@]}"; do wait "$i" || fail "a writer was turned away: $(cat "$world"/w*.err)"; done
    children=()
    say "$writers writers sent $votes votes each in $((($(date +%s%N) - start) / 1000000)) ms"
    is "all are there" "$(($(hub_sql n1 'SELECT count(*) FROM stimmbuch.entry') - before))" $((writers * votes))
    is "none twice" "$(hub_sql n1 'SELECT count(DISTINCT hash) = count(*) AND max(idx) + 1 = count(*) FROM stimmbuch.entry')" t
    is "each was told of each" "$(cat "$world"/w*.out | jq -r '.synced[0].waiting[] | "\(.index) \(.id)"' | sort -u | wc -l)" $((writers * votes))
    machine gs "$S" sync "$url" --json >"$out"
    is "and none is without effect" "$(jq -r '.synced[0].rejected' "$out")" 0
    status 0 machine gs "$S" verify
    hub_end
}

found
storm on
say "$acked acknowledged, $lost lost"
is "no acknowledged vote is lost" "$lost" 0
is "there was a load" "$((acked > kills * 5))" 1
storm local
say "control, synchronous_commit = local: $acked acknowledged, $lost lost"
is "the control does lose some" "$((lost > 0))" 1
crowd
echo "$checks checks passed"
