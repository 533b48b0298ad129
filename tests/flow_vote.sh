#!/usr/bin/env bash
# The whole way of a vote in a small body: founding, members, proposals, gates, ballots of both methods, deputies,
# recusal, rounds, voiding, the audit; and the names, JSON shapes and exit statuses that COMMANDS promises.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
body=rat.example twin=zwilling.example

cat >"$world/statute" <<'TEXT'
stimmbuch/1 body
# Anything may be said here.
title: Rat (Beispiel)
name: rat.example
level: operational
approvals: 1
bench: nord Bank Nord
bench: sued Bank Süd
bench: beirat Beirat
seat: eins nord 1.5 voting Erster Sitz
seat: zwei nord 1 voting Zweiter Sitz
seat: drei sued 2 voting Dritter Sitz
seat: rat beirat 0 advisory Beratung
chair: eins
rule: einfach Einfache Mehrheit
quorum: einfach heads(present)>=2
adopted: einfach heads(yes)   > heads(no)
interim: einfach visible
rule: konsent Konsent
method: konsent consent
adopted: konsent heads(object) = 0 and heads(cast) >= 1/2 * heads(all)
require: experience 1 nord
revote: no

Ein kleiner Rat.
TEXT
sed -e "s/rat.example/$twin/" -e '/^require:/d' "$world/statute" >"$world/twin"

# proposal NUMBER [LINE]...: a draft's path
proposal() {
    local number=$1 file
    shift
    file=$world/proposal-${number//\//_}
    {
        printf 'stimmbuch/1 proposal\ntitle: Vorlage %s über Straßen\nnumber: %s\nkind: decision\n' "$number" "$number"
        for line in "$@"; do printf '%s\n' "$line"; done
        printf '\nDer Rat möge **beschließen**.\n\nZweiter Absatz.\n'
    } >"$file"
    echo "$file"
}
# statement STANCE [SEAT]: a draft's path
statement() {
    printf 'stimmbuch/1 statement\nstance: %s\n%s\nAus der Praxis berichtet.\n' "$1" "${2:+seat: $2$'\n'}" >"$world/statement"
    echo "$world/statement"
}
# shape NAME FILTER: a jq condition on the last command's output, a document or JSON Lines, each of which it must hold for
shape() {
    checks=$((checks + 1))
    [ -s "$out" ] || fail "$1: nothing was printed"
    jq -e -s "def id: type == \"string\" and test(\"^[0-9a-f]{64}$\");
              def count: type == \"number\" and . == floor and . >= 0;
              def weight: type == \"string\" and test(\"^[0-9]+([.][0-9]+)?$\");
              def text: type == \"string\" and length > 0;
              def list(f): type == \"array\" and all(.[]; f);
              def signing: (.id|id) and (.kind|text) and (.pending|type == \"boolean\") and (.signatures|count) and
                           (.needed|count) and (if .pending then .index == null else .index|count end);
              def counts: list((.option|text) and (.heads|count) and (.weight|weight));
              all(.[]; $2)" "$out" >/dev/null || { cat "$out" >&2; fail "$1 has another shape"; }
}

### without a ledger, and what the program says of itself

status 2 "$S"
is "nothing on standard output" "$(wc -c <"$out")" 0
says 'ballot open PROPOSAL'
status 0 "$S" help
prints 'ballot open PROPOSAL'
is "nothing on standard error" "$(wc -c <"$err")" 0
status 0 "$S" --help
prints 'ballot open PROPOSAL'
status 0 "$S" version
prints '^stimmbuch [0-9]+\.[0-9]+\.[0-9]+$'
status 0 "$S" version --json
shape version '.version|text'
for noun in key body enrol who propose proposal state recuse ballot vote tally show approve pending verify checkpoint rebuild \
    import-oparl version help completion demo; do
    status 0 "$S" help "$noun"
    prints "$noun"
done
for verb in "key new" "key list" "key show" "key passwd" "body found" "body list" "body show" "body check" "proposal list" \
    "proposal show" "ballot open" "ballot list" "ballot show" "ballot close" "ballot void" "pending list" "pending drop"; do
    # shellcheck disable=SC2086
    status 0 "$S" help $verb
    prints "^stimmbuch $verb"
    # shellcheck disable=SC2086
    status 0 "$S" $verb --help
    prints "^stimmbuch $verb"
done
refused 2 'no verb "nichts"' "$S" help nichts --lang en
refused 2 'no verb "nichts"' "$S" nichts --lang en
refused 2 'no option --nichts' "$S" body list --nichts --lang en
refused 2 'needs a value' "$S" body list --ledger
refused 2 'something is missing' "$S" tally
refused 2 'one argument too many' "$S" body list viel
refused 2 'takes no value' "$S" body list --json=yes
refused 2 'has no option --rule' "$S" body list --rule x
refused 2 'given twice' "$S" body list --lang en --lang de --lang en
refused 2 'no language "fr"' "$S" body list --lang fr
for shell in bash zsh fish; do
    status 0 "$S" completion "$shell"
    prints import-oparl
    [ "$shell" != bash ] || cp "$out" "$world/completion"
    ! command -v "$shell" >/dev/null || "$shell" -n "$out"
done
# shellcheck disable=SC2016
words=$(bash -c '. "$1"; COMP_WORDS=(stimmbuch ballot c); COMP_CWORD=2; _stimmbuch; echo "${COMPREPLY[@]}"' - "$world/completion")
is "completion of a verb" "$words" close
refused 2 tcsh "$S" completion tcsh
refused 5 'no ledger at' "$S" body list --lang en
status 5 "$S" verify
refused 5 'no ledger' "$S" vote abcd yes --as keiner --yes --lang en
refused 4 'no key' "$S" key show keiner --lang en
rm -f "$err"

### keys and the body

new_key gs
for key in eins zwei drei rat vertreter pruefer; do new_key $key; done
status 0 "$S" key show gs
is "a verifier key stands alone" "$(wc -l <"$out")" 1
prints '^gs\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$'
status 0 "$S" key list --json
shape "key list" '(.name|text) and (.vkey|text) and .kdf == "interactive"'
is "keys" "$(wc -l <"$out")" 7
refused 4 'already' "$S" key new gs
refused 2 'name' "$S" key new 'Groß Schreibung'
refused 2 'kdf' "$S" key new neu --kdf leicht
status 0 env STIMMBUCH_PASSPHRASE_FILE="$world/passphrase" "$S" key passwd gs
refused 4 'several keys' "$S" body found "$world/statute" --yes

status 0 "$S" body check "$world/statute"
for file in data/samples/statutes/*.txt; do status 0 "$S" body check "$file"; done
printf 'stimmbuch/1 body\nname: x\n' >"$world/half"
status 1 "$S" body check "$world/half"
refused 2 '' "$S" body found "$world/half" --as gs --yes
status 2 "$S" body found "$world/statute" --as gs --kdf interactive --lang en
says 'give --yes'
is "a founding that was not confirmed leaves no log key" "$("$S" key list | wc -l)" 7
status 0 as gs body found "$world/statute" --kdf interactive --json
shape "body found" 'signing and .kind == "body" and .index == 0'
refused 3 'already' as gs body found "$world/statute" --kdf interactive --quiet
status 0 "$S" body show $body --json
shape "body show" '.name == "rat.example" and (.title|text) and (.founding|id) and .level == "operational" and .approvals == 1 and
    .size == 1 and (.root|id) and (.log|test("^rat.example[+]")) and (.secretaries|list(test("^gs[+]"))) and
    (.benches|list((.bench|text) and (.title|text))) and (.benches|length == 3) and
    (.seats|list((.seat|text) and (.bench|text) and (.weight|weight) and (.right|IN("voting", "advisory")) and (.title|text) and
                 .members == [])) and
    (.rules|list((.rule|text) and (.title|text) and (.method|IN("yes-no", "consent")) and (.adopted|text)))'
is "the one spelling of a rule" "$(jq -r '.rules[0].quorum' "$out")" "heads(present) >= 2"
status 0 "$S" body show $body
prints 'Zweiter Sitz'
status 0 "$S" body list --json
shape "body list" '.name|text'
refused 3 'no body "nirgends"' "$S" body show nirgends --lang en
founding=$("$S" body show $body --json | jq -r .founding)
is "a body by its founding id" "$("$S" body show "${founding:0:4}" --json | jq -r .name)" $body
refused 3 'no body' "$S" body show "${founding:0:3}" --lang en

### members and offices

status 0 as eins enrol $body eins --json
shape enrol 'signing and .kind == "enrol" and .pending and .signatures == 1 and .needed == 2'
id=$(take id <"$out")
status 0 "$S" pending list --json
shape "pending list" '(.id|id) and (.kind|text) and (.title|text) and (.state|text)'
is "what waits" "$(take id <"$out")" "$id"
status 0 "$S" pending --lang en
prints "^${id:0:12}  .*  eins  holder  eins  eins\\+"
status 0 as gs approve "${id:0:4}" --json
shape approve 'signing and .kind == "enrol" and (.pending|not) and .signatures == 2'
refused 3 'waits' as gs approve "$id"
enrol zwei $body gs zwei
enrol drei $body gs drei
enrol rat $body gs rat
refused 3 'holder' as vertreter enrol $body zwei
enrol vertreter $body gs zwei --role deputy
enrol pruefer $body gs --role auditor
refused 3 '' as pruefer enrol $body drei --role deputy
refused 3 '' as vertreter enrol $body zehn --role deputy
refused 2 'role.*holder' as vertreter enrol $body drei --role chef
new_key gast
id=$(as gast enrol $body --role secretary --json 2>>"$err" | take id)
refused 3 'waits' as gs pending drop 0123abcd
refused 2 '' as gs pending drop x
other=$world/other.db
cp "$STIMMBUCH_LEDGER" "$other"
sqlite3 "$other" "UPDATE pending SET note = x'00';"
refused 5 "$id was altered.*pending drop" "$S" pending list --ledger "$other" --lang en
refused 5 "$id was altered.*pending drop" as gs approve "$id" --ledger "$other" --lang en
status 0 as gs pending drop "$id" --ledger "$other"
is "the altered one is gone" "$("$S" pending list --json --ledger "$other")" ""
status 0 as gs pending drop "$id" --json
shape "pending drop" "keys == [\"dropped\", \"id\"] and .id == \"$id\" and .dropped"
is "nothing waits" "$("$S" pending list --json)" ""
enrol gast $body gs --role secretary
is "roles" "$("$S" body show $body --json | jq -r '.seats|sort_by(.seat)[]|"\(.seat):\(.members|map(.role)|sort|join(","))"' | paste -sd ' ')" \
    "drei:holder eins:holder rat:holder zwei:deputy,holder"
is "secretaries" "$("$S" body show $body --json | jq '.secretaries|length')" 2

printf 'Kennung;Name\nzwei;"Beispiel; Bert"\neins;Anna\n' >"$world/book.csv"
status 0 "$S" who --csv "$world/book.csv" --json
is "a table for the address book" "$(jq -c . "$out")" '{"added":2,"changed":0}'
is "the address book" "$("$S" who | tr '\n' '|')" 'eins  Anna|zwei  Beispiel; Bert|'
printf 'zwei,Bert\nEINS,Anna\n' >"$world/book.csv"
refused 2 'line 2' "$S" who --csv "$world/book.csv" --lang en
refused 2 'leave' "$S" who eins --csv "$world/book.csv" --lang en
is "of a table with a wrong line nothing is taken" "$("$S" who zwei)" 'Beispiel; Bert'
status 0 "$S" who zwei ''
status 0 "$S" who eins 'Anna Muster' --json
shape "who that notes" '. == {name: "eins", text: "Anna Muster"}'
status 0 "$S" who eins 'Anna Muster, Musterstadt'
is "words only where they are wanted" "$(wc -c <"$out")" 0
status 0 "$S" who eins --json
shape who '(.name == "eins") and (.text|startswith("Anna"))'
refused 3 'nobody' "$S" who zwei --lang en
status 0 "$S" who eins '' --json
shape "who that forgets" '. == {name: "eins", text: ""}'
refused 3 '' "$S" who eins

### proposals and statements

sed -e '1s/^/\xef\xbb\xbf/' -e 's/$/\r/' -e 's/kind: decision/kind:\tdecision/' "$(proposal 2026-001)" >"$world/windows"
status 0 as eins propose $body "$world/windows" --json --lang en
shape propose 'signing and .kind == "proposal" and .index != null'
first=$(take id <"$out")
refused 3 'taken' as zwei propose $body "$(proposal 2026-001)"
sed -i 's/$/  /' "$(proposal 2026-002 'demand: 4' 'for: drei')"
status 0 as drei propose $body "$world/proposal-2026-002" --lang en
says 'changes'
prints "place [0-9]+: [0-9a-f]{64}"
status 0 as rat propose $body "$(proposal 2023/40)" --json
slash=$(take id <"$out")
status 0 as eins propose $body "$(proposal 2026-003 'for: drei' 'for: eins')" --json
shape "a proposal for another seat" '.pending and .signatures == 1 and .needed == 2'
id=$(take id <"$out")
status 3 as zwei approve "$id"
status 0 as drei approve "$id"
refused 3 '' as eins propose $body "$(proposal 2026-009 'for: zehn')"

status 0 "$S" proposal list --json
shape "proposal list" '(.id|id) and .kind == "proposal" and (.number|text) and (.title|text) and .state == "open" and
    (.at|test("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$"))'
is "newest first" "$(jq -r .number "$out" | paste -sd ' ')" "2026-003 2023/40 2026-002 2026-001"
is "by demand" "$("$S" proposal list --demand 4 --json | jq -r .number)" 2026-002
is "by bench" "$("$S" proposal list --bench nord --json | jq -r .number | paste -sd ' ')" "2026-003 2026-001"
is "a bench without any" "$("$S" proposal list --bench sued --status voting --json)" ""
refused 3 'no body has a bench "west"' "$S" proposal list --bench west --lang en
is "only some" "$("$S" proposal list --limit 1 --json | jq -r .number)" 2026-003
is "by words" "$("$S" proposal list --search 'strassen 2026-002' --json | jq -r .number)" 2026-002
is "by state" "$("$S" proposal list --status voting --json)" ""
for id in 2026-001 "$body/2026-001" "${first:0:4}" "${first:0:12}" "$first"; do
    is "proposal show $id" "$("$S" proposal show "$id" --json | take id)" "$first"
done
for id in 2023/40 "$body/2023/40" "${slash:0:8}"; do
    is "proposal show $id" "$("$S" proposal show "$id" --json | take id)" "$slash"
done
status 0 "$S" proposal show 2026-001
prints '^\| Der Rat möge'
status 0 "$S" proposal show 2026-002 --compare 2026-001 --lang en
prints '^\+ demand: 4$'
prints '^Lines: [0-9]+ new, [0-9]+ gone$'
status 0 "$S" proposal show 2026-002 --compare 2026-001 --json
shape "differences" '.added > 0 and (.lines | any(.mark == "+" and .text == "demand: 4"))'
status 0 "$S" proposal show 2026-002 --compare 2026-002 --lang en
prints '^Nothing differs\.$'
refused 3 'no proposal' "$S" proposal show 2026-002 --compare 2026-777
refused 3 'no proposal' "$S" proposal show 2026-777
refused 3 'no proposal' "$S" proposal show "$twin/2026-001"
refused 3 'no proposal' "$S" proposal show 0000
refused 2 '' "$S" proposal show 'äh'

refused 3 'disclose|experience' as gs ballot open 2026-001 --rule einfach
status 0 as rat state 2026-001 "$(statement experience)" --json
shape state 'signing and .kind == "statement"'
status 0 as drei state 2026-001 "$(statement experience)"
refused 3 '' as gs ballot open 2026-001 --rule einfach                 # these two are of other benches
refused 3 '' as zwei state 2026-001 "$(statement experience drei)"
as zwei state 2026-001 "$(statement support)" >/dev/null 2>>"$err"
for number in 2026-001 2026-002 2023/40; do as zwei state $number "$(statement experience)" >/dev/null 2>>"$err"; done
is "statements" "$("$S" proposal show 2026-001 --json | jq -c '[.statements[].stance]')" '["experience","experience","support","experience"]'

### a ballot with a deadline

refused 3 'no rule' as gs ballot open 2026-001 --rule keine
refused 2 'rule' as gs ballot open 2026-001
refused 2 'no time' as gs ballot open 2026-001 --rule einfach --closes morgen
refused 3 '' as eins ballot open 2026-001 --rule einfach
status 0 "$S" --json --yes ballot open 2026-001 --as=gs --closes +1h --rule einfach --question 'Soll es so sein?'
shape "ballot open" 'signing and .kind == "ballot"'
ballot=$(take id <"$out")
status 0 "$S" ballot list --json
shape "ballot list" '(.id|id) and .kind == "ballot" and .number == "2026-001" and (.title|text) and .state == "open" and .round == 1'
status 0 "$S" ballot show 2026-001
prints '^question: Soll es so sein\?$'
is "the proposal is being voted on" "$("$S" proposal list --status voting --json | jq -r .number)" 2026-001
refused 3 '' as gs ballot open 2026-001 --rule einfach

refused 2 'perhaps' as eins vote 2026-001 perhaps
status 2 "$S" vote 2026-001 yes --as eins
says '^ballot: '
says 'yes'
status 0 as eins vote 2026-001 yes --json --reason 'Weil es so ist.'
shape vote 'signing and .kind == "vote" and (.ballot|id) and .seat == "eins" and .as == "holder" and .choice == "yes"'
is "its ballot" "$(jq -r .ballot "$out")" "$ballot"
refused 3 'second' as eins vote "$ballot" no                                # revote: no
refused 3 '' as rat vote "$ballot" yes
refused 3 '' as zwei vote "$ballot" yes --seat drei
refused 3 '' as gs vote "$ballot" yes
refused 3 '' as gs ballot close "$ballot"                                   # before the deadline, and not all have voted
status 0 as vertreter vote "$body/2026-001" no --json
shape "deputy's vote" '.as == "deputy" and .seat == "zwei"'
is "the deputy counts" "$("$S" tally "$ballot" --json | jq -c '[.counts[].heads]')" "[1,1,0]"
status 0 as zwei vote "$ballot" yes
is "the holder overrides" "$("$S" tally "$ballot" --json | jq -c '[.counts[].heads]')" "[2,0,0]"
refused 3 '' as vertreter vote "$ballot" no                                 # the same class and key again
refused 3 '' as gs ballot close "$ballot"
status 0 as drei vote "$ballot" abstain
status 0 "$S" tally "$ballot" --json
shape tally '(.ballot|id) and (.proposal|id) and .round == 1 and .method == "yes-no" and .rule == "einfach" and .state == "open" and
    .result == "open" and .winner == null and has("winner") and .all == 3 and .seats == 3 and .present == 3 and .cast == 3 and
    .silent.heads == 0 and .silent.as == "absent" and (.counts|counts) and
    (.benches|list((.bench|text) and (.seats|count) and (.cast|count) and (.counts|counts) and (.missing|list(text)))) and
    (.reasons|list((.text|text) and (.left|text) and (.right|text) and (.holds|type == "boolean"))) and (.reasons|length == 2) and
    .fixed == true'
is "weights as the statute gave them" "$(jq -c '[.counts[].weight]' "$out")" '["2.5","0.0","2.0"]'
status 0 as gs ballot close "$ballot" --json                                # every seat's holder has voted
shape "ballot close" 'signing and .kind == "close" and (.result.id|id) and (.result.index|count) and .result.pending == false'
is "result" "$(result "$ballot")" adopted
refused 2 'show wants --hall' "$S" show "$ballot"
status 2 "$S" show "$ballot" --hall --json
refused 3 'no ballot' "$S" show ffffffffffff --hall
status 0 "$S" show "$ballot" --hall
prints 'yes: [0-9]+, no: [0-9]+'
status 0 "$S" tally "$ballot" --json
shape "tally of a closed ballot" '.state == "closed" and .result == "adopted" and .fixed'
refused 3 '' as drei vote "$ballot" yes
refused 3 '' as gs ballot close "$ballot"
refused 3 '' as gs ballot void "$ballot"
refused 3 '' as gs ballot open 2026-001 --rule konsent
is "the proposal is adopted" "$("$S" proposal show 2026-001 --json | jq -r .state)" adopted

### recusal, voiding, rounds

status 0 as drei recuse 2026-002 --reason 'eigenes Grundstück' --json
shape recuse 'signing and .kind == "recusal"'
refused 3 '' as drei recuse 2026-002
refused 3 '' as zwei recuse 2026-002 --seat eins
void=$(open_ballot gs 2026-002 einfach)
refused 3 '' as drei vote "$void" yes
status 0 as eins vote "$void" yes
status 0 as gs ballot void "$void" --reason 'Falsche Regel' --json
shape "ballot void" 'signing and .kind == "void"'
is "a void ballot" "$("$S" tally "$void" --json | jq -r '"\(.state) \(.result)"')" "void void"
refused 3 '' as zwei vote "$void" yes
is "the proposal is open again" "$("$S" proposal show 2026-002 --json | jq -r .state)" open

consent=$(open_ballot gs 2026-002 konsent)
status 0 as eins vote "$consent" consent
status 0 as zwei vote "$consent" object --reason 'Ein schwerwiegender Einwand.'
refused 2 'concern' as zwei vote "$consent" yes
status 0 "$S" tally "$consent" --json --lang de
shape "tally by consent" '.method == "consent" and .all == 3 and .seats == 2 and .cast == 2 and .state == "open" and
    all(has("counts", "reasons", "winner", "fixed"); not) and (.benches|list(has("counts")|not))'
status 0 as gs ballot close 2026-002
status 0 "$S" tally "$consent" --json
shape "its tally" '.counts == [{option: "consent", heads: 1, weight: "1.5"}, {option: "concern", heads: 0, weight: "0.0"},
    {option: "object", heads: 1, weight: "1.0"}] and (.reasons|map(.holds) == [false, true])'
is "objected" "$(result "$consent")" rejected
is "rejected" "$("$S" proposal list --status rejected --json | jq -r .number)" 2026-002
consent=$(open_ballot gs 2026-002 konsent)
is "the next round" "$("$S" tally "$consent" --json | jq .round)" 2
is "a number means the open ballot" "$("$S" tally 2026-002 --json | jq -r .ballot)" "$consent"
status 0 as eins vote 2026-002 consent
status 0 as zwei vote 2026-002 concern --reason 'Eine Sorge.'
status 0 as gast ballot close 2026-002
is "no objection" "$(result "$consent")" adopted
refused 2 'status.*superseded' "$S" proposal list --status offen
refused 2 'demand.*5' "$S" proposal list --demand 6
empty=$(open_ballot gs 2023/40 einfach)
status 0 as gs ballot close 2023/40
is "nobody came" "$(result "$empty")" no-quorum
is "after that it is open again" "$("$S" proposal show 2023/40 --json | jq -r .state)" open

### two bodies

status 0 as gs body found "$world/twin" --kdf interactive
enrol eins $twin gs eins
status 0 as eins propose $twin "$(proposal 2026-001)"
status 0 as eins propose $twin "$(proposal 2026-050)"
refused 2 'BODY/NUMBER' "$S" proposal show 2026-001 --lang en
is "the other body's" "$("$S" proposal show "$twin/2026-001" --json | jq -r .body)" $twin
refused 3 'no ballot' "$S" tally 2026-050
refused 3 'no ballot' "$S" tally "$twin/2026-001"
twin_ballot=$(open_ballot gs "$twin/2026-001" einfach)
is "a number that one open ballot has" "$("$S" tally "$twin/2026-001" --json | jq -r .ballot)" "$twin_ballot"
status 0 as eins vote "$twin/2026-001" yes
refused 2 "four hex digits" as gs pending drop abc --lang en

### heads, audit, tables

status 0 "$S" checkpoint $body --json
shape checkpoint '(.body|text) and (.size|count) and (.root|id) and (.note|startswith("rat.example\n"))'
status 0 "$S" verify --json
shape verify '.ok == true and (.bodies|list((.body|text) and (.entries|count) and (.signatures|count) and (.root|id) and
    (.checkpoints|count))) and (.bodies|length == 2) and .findings == []'
status 0 "$S" verify $body --jobs 1
refused 3 'no body' "$S" verify nirgends --lang en
refused 3 'nirgends' "$S" verify $body nirgends --lang en
status 0 "$S" verify "${founding:0:8}" $twin --json
is "the bodies named" "$(jq -r '.bodies|map(.body)|sort|join(" ")' "$out")" "$body $twin"
status 0 "$S" verify "${founding:0:8}" --json
is "the body named" "$(jq -r '.bodies[].body' "$out")" $body
before=$("$S" proposal list --json; "$S" ballot list --json; "$S" body show $body --json)
status 0 "$S" rebuild --json
shape rebuild '.bodies | list((.body|text) and (.entries|count)) and length == 2'
is "rebuilt tables" "$("$S" proposal list --json; "$S" ballot list --json; "$S" body show $body --json)" "$before"
status 0 "$S" verify

### how it speaks

status 3 "$S" tally 2026-777 --json --lang en
is "nothing but the error" "$(wc -c <"$out")" 0
tail -n 1 "$err" >"$out"
shape error '.error.code == "not-found" and (.error.text|test("2026-777"))'
printf 'stimmbuch/1 proposal\nnumber: 1\ntitle: T\nkind: decision\nfarbe: rot\n' >"$world/bad"
status 2 as eins propose $body "$world/bad" --json
tail -n 1 "$err" >"$out"
shape "error in a file" '.error.code == "form" and (.error.file|endswith("/bad")) and .error.line == 5 and .error.column == 1'
status 3 as rat vote "$twin_ballot" yes --json
tail -n 1 "$err" >"$out"
shape "error of a rule" '.error.code|IN("refused", "author", "seat")'
refused 3 '2026-777' "$S" tally 2026-777 --lang de
status 0 "$S" tally "$ballot" --lang de
cp "$out" "$world/german"
status 0 "$S" --lang=en tally "$ballot"
prints 'Result: adopted'
status 0 env LANG=en_US.UTF-8 LC_ALL=en_US.UTF-8 "$S" tally "$ballot"
prints 'Result: adopted'
NO_COLOR=1 "$S" tally "$ballot" --lang en >"$world/plain"
is "no colour either way" "$(cmp "$world/plain" "$out" && echo same)" same
status 0 as eins propose $twin "$(proposal 2026-051)" --quiet
is "quiet: no note" "$(wc -c <"$err")" 0
is "quiet: the result" "$(wc -l <"$out")" 1
for verb in "proposal list" "ballot list" "body show $body" "tally $ballot" "verify" "help" "key list" "completion bash"; do
    # shellcheck disable=SC2016,SC2086
    status 0 bash -c '"$@" | head -n 0; exit "${PIPESTATUS[0]}"' - "$S" $verb
    is "$verb into a closed pipe" "$(wc -c <"$err")" 0
done
# shellcheck disable=SC2016
status 5 bash -c '"$@" >/dev/full' - "$S" proposal list
one_error
passed "flow of a vote"
