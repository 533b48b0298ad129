#!/usr/bin/env bash
# A log goes out into a folder and comes into other ledgers by command: all of it, then what is new; what is signed in a
# copy waits for the writer; and what is wrong with a folder is said with its exit status.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
body=rat.example
copy=$world/copy.db
folder=$world/folder

{
    printf 'stimmbuch/1 body\nname: %s\ntitle: Rat\nlevel: operational\napprovals: 1\nbench: rat Rat\n' $body
    printf 'seat: eins rat 1 voting Ein Sitz\nrule: einfach Mehrheit\nadopted: einfach heads(yes) > heads(no)\n'
} >"$world/statute"
printf 'Eine Anlage.\n' >"$world/Anlage.txt"
printf 'stimmbuch/1 proposal\nnumber: 1\ntitle: Eine Vorlage\nkind: decision\nattachment: Anlage.txt\n' >"$world/proposal"
sed 's/number: 1/number: 2/' "$world/proposal" >"$world/proposal-2"
new_key gs
new_key anna
as gs body found "$world/statute" --kdf interactive >/dev/null 2>"$err"
enrol anna $body gs eins
as anna propose $body "$world/proposal" >/dev/null 2>"$err"
as gs checkpoint $body >/dev/null 2>"$err"
status 0 "$S" export $body "$folder"
founding=$("$S" body show $body --json | jq -r .founding)
at_copy() { "$S" "$@" --ledger "$copy"; }

### a body that is new here is confirmed by its founding

status 2 at_copy import "$folder"
says 'give the id of its founding'
[ ! -e "$copy" ] || fail "a ledger was made for nothing"
status 2 at_copy import "$folder" --founding "${founding:0:12}"
status 1 at_copy import "$folder" --founding "$(printf %064d 1)"
says "was founded as $founding"
[ ! -e "$copy" ] || fail "a ledger was made for nothing"
status 0 at_copy import "$folder" --founding "$founding" --json
is "imported" "$(jq -c '.imported[0] | [.body, .founding, .from, .size, .entries, .rejected, .blobs]' "$out")" \
    "[\"$body\",\"$founding\",0,3,3,0,1]"
status 0 at_copy verify
status 0 at_copy import "$folder"
prints "^$body: no new entries; entries in all: 3\$"
is "what is kept of it" "$(sqlite3 -readonly "$copy" 'SELECT count(*) FROM entry UNION ALL SELECT count(*) FROM checkpoint')" $'3\n1'

### it is a copy, and says so

is "the writer" "$("$S" body show $body --json | jq -r .role)" writer
is "the founding that a copy is asked for" "$("$S" body show $body --lang en | sed -n 's/^Founding: //p')" "$founding"
is "the copy" "$(at_copy body show $body --json | jq -r .role)" replica
status 0 at_copy body list
prints '\(copy\)$'
status 0 at_copy ballot open 1 --rule einfach --as gs --yes --json
is "an opening waits" "$(jq -c '[.index, .pending, .signatures, .needed]' "$out")" '[null,true,1,1]'
status 0 at_copy propose $body "$world/proposal-2" --as anna --yes
prints 'it waits for the writer, because this ledger is a copy'
status 3 at_copy propose $body "$world/proposal" --as anna --yes
status 3 at_copy checkpoint $body --as gs
says 'heads are signed where the body is written'
is "what waits" "$(at_copy pending list --json | jq -r .kind | sort | tr '\n' ' ')" 'ballot proposal '
status 0 at_copy rebuild
is "still a copy" "$(at_copy body show $body --json | jq -r .role)" replica

### what is new comes, and nothing twice

status 0 as gs ballot open 1 --rule einfach
status 0 as anna vote 1 yes
status 0 as gs ballot close 1
as gs checkpoint $body >/dev/null 2>"$err"
status 0 "$S" export $body "$folder"
status 0 at_copy import "$folder" --json
is "new entries" "$(jq -c '.imported[0] | [.from, .size, .entries, .blobs]' "$out")" '[3,7,4,0]'
status 0 at_copy verify
is "the same log" "$(at_copy body show $body --json | jq -r .root)" "$("$S" body show $body --json | jq -r .root)"
is "the same result" "$(at_copy tally 1 --json | jq -c .counts)" "$("$S" tally 1 --json | jq -c .counts)"
# A copy can be published again, byte for byte.
status 0 "$S" export $body "$world/once"
status 0 at_copy export $body "$world/again"
diff -r "$world/once" "$world/again" >"$out" || fail "another folder: $(cat "$out")"

### a folder is audited without a ledger

status 0 "$S" verify "$folder" --ledger "$world/none.db"
prints "folder's files, every signature"
status 0 "$S" verify "$copy" --ledger "$world/none.db"
status 5 "$S" verify "$world/nowhere/at-all"
status 2 "$S" verify "$folder" $body
cd "$world"
status 0 "$S" verify folder --json
is "what was checked" "$(jq -c '[.ok, .bodies[0].entries, .findings]' "$out")" '[true,7,[]]'

### folders made to deceive: nothing changes, and the file is named

before=$(sha256sum "$copy")
# wrong STATUS CODE FILE COMMAND...: what the command does to a folder's file is refused, and found by an audit
wrong() {
    local want=$1 code=$2 file=$3
    shift 3
    rm -rf "$world/wrong"
    cp -r "$folder" "$world/wrong"
    (cd "$world/wrong" && "$@")
    status "$want" "$S" import "$world/wrong" --ledger "$world/fresh.db" --founding "$founding"
    says "$file"
    # It may have been refused before there was a ledger.
    [ ! -e "$world/fresh.db" ] || is "entries" "$(sqlite3 -readonly "$world/fresh.db" 'SELECT count(*) FROM entry')" 0
    status 1 "$S" verify "$world/wrong" --json
    is "$code" "$(jq "[.findings[].code] | index(\"$code\") != null" "$out")" true
}
wrong 5 missing tile/entries/000.p/7 rm tile/entries/000.p/7
wrong 5 size tile/0/000.p/7 truncate -s 225 tile/0/000.p/7
wrong 5 file tile/0/000.p/7 ln -sf /dev/zero tile/0/000.p/7
wrong 5 surplus README touch README
wrong 5 surplus tile/0/001 cp tile/0/000.p/7 tile/0/001
wrong 1 leaf checkpoint dd if=/dev/zero of=tile/0/000.p/7 bs=1 seek=200 count=8 conv=notrunc status=none
# shellcheck disable=SC2016 # that shell expands it
wrong 1 blob blob/ sh -c 'printf "Andre Anlage" >"$(echo blob/*)"; truncate -s 13 blob/*'
status 5 at_copy import "$world/nowhere"
says "there is no folder"
is "the copy" "$(sha256sum "$copy")" "$before"

### another history is one, whichever comes first

cp "$copy" "$world/fork.db"
sqlite3 "$world/fork.db" 'DELETE FROM replica' # somebody who has the log's key goes on elsewhere
as anna propose $body "$world/proposal-2" >/dev/null 2>"$err"
as gs checkpoint $body >/dev/null 2>"$err"
status 0 "$S" export $body "$folder"
status 0 at_copy import "$folder"
# On the other machine nothing is known of that head.
export XDG_STATE_HOME=$world/elsewhere
printf 'stimmbuch/1 statement\nstance: support\n\nGut.\n' >"$world/statement"
status 0 as anna state 1 "$world/statement" --ledger "$world/fork.db"
status 0 as gs checkpoint $body --ledger "$world/fork.db"
status 0 "$S" export $body "$world/forked" --ledger "$world/fork.db"
export XDG_STATE_HOME=$world/state
status 1 at_copy import "$world/forked"
says "holds another history of $body than this ledger, from entry 7 on"
status 0 at_copy verify
# The writer itself takes nothing that it did not write.
status 1 "$S" import "$world/forked"

passed import
