# Sourced by the tests of the hub, by tests/hub and the bench: PostgreSQL servers that live in a folder of their own on
# loopback, as an ordinary user, with TLS and client certificates. A server refuses to run as root: then it gets the user
# postgres, or nobody.
#
#     hub_find || exit 77                 # are there PostgreSQL 15 and openssl?
#     hub_folder                          # makes $servers
#     hub_certificates NAME...            # a CA, the server's, and a client's for each name: $servers/NAME.crt, .key
#     hub_make n1                         # a server that is not started; its port is in ${port[n1]}
#     hub_start n1
#     hub_sql n1 "SELECT 1"               # as the administrator, over the socket
#     hub_end                             # stops them all and removes the folder
# shellcheck shell=bash
exec 9<> <(:)
declare -A port=()
servers=
pg=

# pause SECONDS: nobody writes into this pipe
pause() { read -rt "$1" -u 9 || :; }

hub_find() {
    local folder
    for folder in "$(dirname "$(command -v pg_ctl 2>/dev/null || echo /none/pg_ctl)")" /usr/lib/postgresql/*/bin; do
        [ ! -x "$folder/pg_ctl" ] || [ ! -x "$folder/initdb" ] || [ ! -x "$folder/psql" ] || pg=$folder
    done
    [ -n "$pg" ] || { echo "needs PostgreSQL: apt-get install postgresql"; return 1; }
    command -v openssl >/dev/null || { echo "needs openssl: apt-get install openssl"; return 1; }
    as_server=()
    owner=$(id -un)
    if [ "$(id -u)" = 0 ]; then
        owner=nobody
        ! id postgres >/dev/null 2>&1 || owner=postgres
        as_server=(setpriv --reuid "$owner" --regid "$(id -g "$owner")" --clear-groups)
    fi
}

# What a server does not want to know of the test around it.
server() { env -u LD_PRELOAD -u ASAN_OPTIONS HOME=/ LC_ALL=C "${as_server[@]}" "$@"; }

hub_folder() {
    servers=$(mktemp -d "${TMPDIR:-/tmp}/hub.XXXXXX")
    chmod 755 "$servers"
    mkdir "$servers/data"
    chown "$owner" "$servers/data"
}

# A port that nobody has at this moment.
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# certificate NAME SUBJECT CA EXTENSION...
certificate() {
    local name=$1 subject=$2 ca=$3
    shift 3
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$servers/$name.key" \
        -out "$servers/$name.csr" -subj "/CN=$subject" 2>/dev/null
    openssl x509 -req -in "$servers/$name.csr" -CA "$servers/$ca.crt" -CAkey "$servers/$ca.key" -days 2 \
        -CAcreateserial -out "$servers/$name.crt" -extfile <(printf '%s\n' "$@") 2>/dev/null
    rm "$servers/$name.csr"
}

# authority NAME: a CA
authority() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$servers/$1.key" \
        -out "$servers/$1.crt" -subj "/CN=$1" -days 2 2>/dev/null
}

hub_certificates() {
    local name
    authority ca
    certificate server localhost ca 'subjectAltName=DNS:localhost,IP:127.0.0.1'
    cp "$servers/server.key" "$servers/data/server.key"
    chown "$owner" "$servers/data/server.key"
    chmod 600 "$servers/data/server.key"
    for name in "$@"; do certificate "$name" "$name" ca 'extendedKeyUsage=clientAuth'; done
}

# hub_settle NAME LINE...: the server's own settings
hub_settle() {
    local name=$1
    shift
    printf '%s\n' "$@" >>"$servers/data/$name/node.conf"
}

# hub_configure NAME: what every node has
hub_configure() {
    local name=$1 folder=$servers/data/$1
    port[$name]=$(free_port)
    cat >"$folder/node.conf" <<TEXT
port = ${port[$name]}
cluster_name = '$name'
TEXT
    chown "$owner" "$folder/node.conf"
}

hub_make() {
    local name=$1 folder=$servers/data/$1
    server "$pg/initdb" -D "$folder" -U dba --no-locale -E UTF8 -A reject --no-sync >"$servers/initdb.log" 2>&1 ||
        { cat "$servers/initdb.log" >&2; return 1; }
    cat >>"$folder/postgresql.conf" <<TEXT
listen_addresses = '127.0.0.1'
unix_socket_directories = '$servers/data'
max_connections = 60
dynamic_shared_memory_type = mmap
ssl = on
ssl_ca_file = '$servers/ca.crt'
ssl_cert_file = '$servers/server.crt'
ssl_key_file = '$servers/data/server.key'
ssl_min_protocol_version = 'TLSv1.3'
log_min_messages = warning
wal_keep_size = '256MB'
include 'node.conf'
TEXT
    # The administrator by the socket only; everybody else with the certificate that bears his name.
    cat >"$folder/pg_hba.conf" <<TEXT
local   all         dba                      trust
hostssl replication replicator 127.0.0.1/32  cert clientcert=verify-full
hostssl hub         all        127.0.0.1/32  cert clientcert=verify-full
TEXT
    hub_configure "$name"
}

hub_start() {
    server "$pg/pg_ctl" -D "$servers/data/$1" -w -t 60 -l "$servers/data/$1.log" start >/dev/null ||
        { tail -n 5 "$servers/data/$1.log" >&2; return 1; }
}

# hub_stop NAME [fast|immediate]
hub_stop() { server "$pg/pg_ctl" -D "$servers/data/$1" -m "${2:-fast}" -w stop >/dev/null; }

# hub_kill NAME: as if the machine lost its power; every process of it, the postmaster first
hub_kill() {
    local pid children memory
    read -r pid <"$servers/data/$1/postmaster.pid"
    memory=$(awk 'NR == 7 { print $2 }' "$servers/data/$1/postmaster.pid")
    children=$(ps -o pid= --ppid "$pid")
    # shellcheck disable=SC2086 # a list of numbers
    kill -9 "$pid" $children 2>/dev/null || true
    tail --pid="$pid" -f /dev/null
    # What it held in memory outlives it, and its folder will be another's.
    [ -z "$memory" ] || ipcrm -m "$memory" 2>/dev/null || true
}

hub_sql() {
    local name=$1
    shift
    env -u LD_PRELOAD "$pg/psql" -X -q -At -v ON_ERROR_STOP=1 -h "$servers/data" -p "${port[$name]}" -U dba \
        -d "${database:-hub}" "${@/#/-c}"
}

# hub_url CLIENT NAME...: with that client's certificate, to these nodes
hub_url() {
    local client=$1 hosts='' name
    shift
    for name in "$@"; do hosts+=${hosts:+,}localhost:${port[$name]}; done
    echo "postgresql://$client@$hosts/hub?sslmode=verify-full&sslrootcert=$servers/ca.crt&sslcert=$servers/$client.crt&sslkey=$servers/$client.key"
}

hub_end() {
    local name
    [ -n "$servers" ] || return 0
    for name in "${!port[@]}"; do
        [ ! -f "$servers/data/$name/postmaster.pid" ] || hub_stop "$name" immediate 2>/dev/null || true
    done
    rm -rf "$servers"
}

# --- several nodes ---

# hub_line NAME PRIMARY: how a standby reaches its primary
hub_line() {
    echo "host=localhost port=${port[$2]} user=replicator application_name=$1 sslmode=verify-full" \
        "sslrootcert=$servers/ca.crt sslcert=$servers/replicator.crt sslkey=$servers/data/replicator.key"
}

# hub_replicate PRIMARY: it may have standbys, and waits for one of them
hub_replicate() {
    cp "$servers/replicator.key" "$servers/data/replicator.key"
    chown "$owner" "$servers/data/replicator.key"
    chmod 600 "$servers/data/replicator.key"
    database=postgres hub_sql "$1" 'CREATE ROLE replicator LOGIN REPLICATION'
}

# hub_standby NAME PRIMARY: a copy of the primary that follows it; what was there before is gone
hub_standby() {
    rm -rf "$servers/data/$1"
    server "$pg/pg_basebackup" -D "$servers/data/$1" -R -X stream -c fast --no-sync -d "$(hub_line "$1" "$2")" >/dev/null
    hub_configure "$1"
    hub_start "$1"
}

# hub_follow NAME PRIMARY: from now on it follows that one
hub_follow() {
    database=postgres hub_sql "$1" "ALTER SYSTEM SET primary_conninfo = '$(hub_line "$1" "$2")'" 'SELECT pg_reload_conf()' >/dev/null
}

# hub_received NAME: how far it has the primary's log, as a number
hub_received() {
    database=postgres hub_sql "$1" \
        "SELECT greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) - '0/0'::pg_lsn"
}

hub_promote() { server "$pg/pg_ctl" -D "$servers/data/$1" -w promote >/dev/null; }
