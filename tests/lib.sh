# Sourced by tests/flow_*.sh: a throw-away world for the program, driven by its commands alone.
# STIMMBUCH names the program, BUILD its folder. The keys are the cheapest that the program makes.
# shellcheck shell=bash
set -euo pipefail
BUILD=${BUILD:-build/release}
S=$(readlink -f "${STIMMBUCH:-$BUILD/stimmbuch}" || true)
[ -x "$S" ] || { echo "there is no program at ${STIMMBUCH:-$BUILD/stimmbuch}: run make"; exit 1; }
for tool in jq sqlite3; do
    command -v "$tool" >/dev/null || { echo "needs $tool: apt-get install $tool"; exit 77; }
done
world=$(mktemp -d)
at_end=: # a command to run before the world goes
trap '$at_end; rm -rf "$world"' EXIT
export STIMMBUCH_LEDGER=$world/ledger.db STIMMBUCH_KEYS=$world/keys STIMMBUCH_PASSPHRASE_FILE=$world/passphrase
export XDG_DATA_HOME=$world/data XDG_CONFIG_HOME=$world/config XDG_STATE_HOME=$world/state
# English, so that a test's words are those of the sources; UTF-8 on machines that have no other locale than C.
unset LC_ALL LC_MESSAGES
export LC_CTYPE=C.UTF-8 LC_COLLATE=C LANG=en_US.UTF-8
out=$world/out err=$world/err # what the last command printed
echo 'vier Esel tragen Stempel' >"$world/passphrase"
chmod 600 "$world/passphrase"

checks=0
say() { printf '%s\n' "$*" >&2; }
set -E
trap 'say "FAIL: line $LINENO: $BASH_COMMAND"' ERR
fail() {
    say "FAIL: line ${BASH_LINENO[-2]}: $*"
    exit 1
}
passed() { say "$1: $checks checks passed"; }

# is NAME GOT WANTED
is() {
    checks=$((checks + 1))
    [ "$2" = "$3" ] || fail "$1: expected '$3', got '$2'"
}

# status WANTED COMMAND...: it ends with exactly this exit status; what it prints goes into $out and $err
status() {
    local want=$1 got=0
    shift
    "$@" >"$out" 2>"$err" </dev/null || got=$?
    checks=$((checks + 1))
    [ "$got" = "$want" ] || { cat "$out" "$err" >&2; fail "exit $got instead of $want: $*"; }
}

# says PATTERN: standard error of the last command matches (grep -E)
says() {
    checks=$((checks + 1))
    grep -qE -e "$1" "$err" || { cat "$err" >&2; fail "standard error does not say '$1'"; }
}

# prints PATTERN: standard output of the last command matches (grep -E)
prints() {
    checks=$((checks + 1))
    grep -qE -e "$1" "$out" || { cat "$out" >&2; fail "standard output does not say '$1'"; }
}

# clean FILE: valid UTF-8 without a control character but the line end
clean() {
    iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1 && ! LC_ALL=C grep -qP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]' "$1"
}

# one_error: the last command printed nothing but one clean line "stimmbuch: VERB: what is wrong: what to do"
one_error() {
    checks=$((checks + 1))
    [ ! -s "$out" ] || { cat "$out" >&2; fail "an error, but there is something on standard output"; }
    # All of it at once; where that does not hold, what it is.
    ! LC_ALL=C.UTF-8 grep -qPz '\Astimmbuch: [^ \p{Cc}][^\p{Cc}]*[^\p{Cc} :]\n\z' "$err" 2>/dev/null || return 0
    [ "$(wc -l <"$err")" = 1 ] || { cat "$err" >&2; fail "the error is not one line"; }
    clean "$err" || { cat -v "$err" >&2; fail "the error holds a control character or is not UTF-8"; }
    cat "$err" >&2
    fail "the error has another form"
}

# refused STATUS PATTERN COMMAND...: the status, one error line, and what it says
refused() {
    local want=$1 pattern=$2
    shift 2
    status "$want" "$@"
    one_error
    says "$pattern"
}

# The digests of the ledger and of all files in the folder with the keys.
everything() {
    (
        cd "$world"
        # What an audit keeps for the next one (state/stimmbuch/audits) is neither.
        find . \( -path './keys/*' -o -path './ledger.db*' -o -path './state/*' \) ! -path '*/audits/*' -type f -size +0 \
            -exec sha256sum {} + | sort
    )
}

as() {
    local who=$1
    shift
    "$S" "$@" --as "$who" --yes </dev/null
}
new_key() { "$S" key new "$1" --kdf interactive </dev/null >/dev/null; }

# take NAME: the first string of that name in the line of JSON on standard input; jq takes longer than the program
take() {
    local line
    read -r line
    [[ $line =~ \"$1\":\"([^\"\\]*)\" ]] && echo "${BASH_REMATCH[1]}"
}

# enrol KEY BODY SECRETARY SEAT-OR-OPTIONS...: asks with a key and approves with a secretary's
enrol() {
    local key=$1 body=$2 secretary=$3 id
    shift 3
    id=$(as "$key" enrol "$body" "$@" --json 2>>"$err" | take id)
    as "$secretary" approve "$id" >/dev/null 2>>"$err"
}

# open_ballot SECRETARY PROPOSAL RULE MORE...: its id
open_ballot() {
    local secretary=$1 proposal=$2 rule=$3
    shift 3
    as "$secretary" ballot open "$proposal" --rule "$rule" "$@" --json 2>>"$err" | take id
}

# cast KEY BALLOT CHOICE MORE...: the vote's id
cast() {
    local key=$1 ballot=$2 choice=$3
    shift 3
    as "$key" vote "$ballot" "$choice" "$@" --json 2>>"$err" | take id
}
result() { "$S" tally "$1" --json | take result; }
