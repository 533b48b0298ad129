#!/usr/bin/env bash
# Meetings by command: invitation, attendance, quorum and second call, clerk votes, amendments before their motion,
# written procedures with silence and objections, adjourned, referred and withdrawn proposals, numbers of decisions,
# repeal, ballots on paper, minutes and their confirmation, auditors' countersignatures that make results final.
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
bench: sued Bank Süd
bench: beirat Beirat
seat: eins nord 1 voting Erster Sitz
seat: zwei nord 1 voting Zweiter *Sitz*
seat: drei sued 2 voting Dritter Sitz
seat: rat beirat 0 advisory Beratung
chair: eins
rule: einfach Einfache Mehrheit
quorum: einfach heads(present) >= 3 or call >= 2
adopted: einfach heads(yes) > heads(no)
binds: einfach agreeing
rule: umlauf Umlauf mit Schweigen als Zustimmung
adopted: umlauf heads(yes) = heads(seats)
silent: umlauf consent
objection: umlauf stops
rule: geheim Geheime Wahl
kind: geheim election
method: geheim external
clerk: yes
final: 1
TEXT

# proposal NUMBER [LINE]...: a draft's path
proposal() {
    local number=$1 file=$world/proposal
    shift
    {
        printf 'stimmbuch/1 proposal\ntitle: Vorlage %s\nnumber: %s\n' "$number" "$number"
        [[ $* == *kind:* ]] || echo 'kind: decision'
        for line in "$@"; do printf '%s\n' "$line"; done
        printf '\nDer Rat möge **beschließen**.\n'
    } >"$file"
    echo "$file"
}
# meeting NUMBER [LINE]...: a draft's path
meeting() {
    local number=$1 file=$world/meeting
    shift
    {
        printf 'stimmbuch/1 meeting\ntitle: Sitzung %s\nnumber: %s\nopens: 2027-01-10T09:00:00Z\n' "$number" "$number"
        for line in "$@"; do printf '%s\n' "$line"; done
        printf '\nHiermit lade ich ein <b>alle</b>.\n'
    } >"$file"
    echo "$file"
}
propose() { as eins propose $body "$(proposal "$@")" >/dev/null 2>>"$err"; }
# field FILTER: of the last command's JSON
field() { if [ "$1" = .id ]; then take id <"$out"; else jq -r "$1" "$out"; fi; }

for key in gs eins zwei drei rat pruefer; do new_key $key; done
status 0 as gs body found "$world/statute" --kdf interactive
enrol eins $body gs eins
enrol zwei $body gs zwei
enrol drei $body gs drei
enrol rat $body gs rat
enrol pruefer $body gs --role auditor

### an agenda in the order of votes

propose M-1 'for: eins' 'cost: kommunen short migration 100000' 'offset: 30000 Abschaltung Altverfahren'
propose A-1 'kind: amendment' 'for: eins' 'amends: M-1' 'cost: bund short central 5000'
propose A-2 'kind: amendment' 'for: eins' 'amends: M-1' 'cost: bund short central 5000..90000'
propose P-1
status 0 as gs meeting new $body "$(meeting S-1 'place: Rathaus' 'item: P-1' 'item: M-1' 'item: A-1' 'item: A-2')" --json
is "its kind" "$(field .kind)" meeting
status 3 as gs meeting new $body "$(meeting S-1)"
says 'number S-1 is taken'
status 3 as gs meeting new $body "$(meeting S-2 'item: X-9')"
says 'no proposal "X-9"'
status 3 as eins meeting new $body "$(meeting S-2)"
says 'no role'
refused 2 'neither a number nor an id' "$S" meeting show '?'
refused 3 'no meeting "S-9"' "$S" meeting show S-9
status 0 "$S" meeting list --json
is "a list" "$(field '[.number, .items, .ballots, .closes] | map(tostring) | join(" ")')" 'S-1 4 0 null'
status 0 "$S" meeting show S-1 --json
is "the order of votes" "$(field '[.agenda[].number] | join(" ")')" 'P-1 A-2 A-1 M-1'
status 0 "$S" meeting show S-1 --lang en
prints 'one with the greater known cost, else the one filed earlier\. The secretaries decide'
status 0 "$S" meeting show S-1 --lang de
prints 'zuerst der weitergehende\. Als weitergehend gilt der mit den höheren bekannten Kosten'
status 0 "$S" meeting show S-1 --json
is "nobody is there" "$(field '.attendance | length')" 0
status 0 "$S" proposal show M-1 --lang en
prints '^Net burden of the municipalities: at least €700.00, 8 amounts not stated$'
prints '^Less €300.00 saved: Abschaltung Altverfahren$'
prints '^is amended by A-1 Vorlage A-1 \(open\)$'
status 0 "$S" proposal show A-1 --json
is "a link" "$(field '.links[] | [.relation, .number, .state] | join(" ")')" 'amends M-1 open'
is "no burden" "$(field '.costs | [.burden.low, .burden.unknown, .burden.missing, .offset] | map(tostring) | join(" ")')" '0 0 9 null'

### attendance, quorum, second call

status 0 as gs attend S-1 eins zwei --json
is "its kind" "$(field .kind)" attendance
status 0 as rat attend S-1 rat
refused 3 'no place in the seat' as zwei attend S-1 drei
refused 3 'no seat "keiner"' as gs attend S-1 keiner
refused 2 'give one of' as gs attend S-1 drei --excused --left
status 0 as gs attend S-1 drei --excused
status 0 "$S" meeting show S-1 --json
is "who is there" "$(field '[.attendance[] | .seat + " " + .state] | join(", ")')" 'drei excused, eins present, rat present, zwei present'
ballot=$(open_ballot gs P-1 einfach --meeting S-1)
status 0 as gs ballot close "$ballot" --json
is "a result is signed" "$(field '.result.pending')" false
is "no quorum" "$(result P-1)" no-quorum
status 0 as gs meeting new $body "$(meeting S-2 'again: S-1' 'chair: drei' 'item: P-1')"
ballot=$(open_ballot gs P-1 einfach --meeting S-2)
says 'does not say what it costs'
status 0 "$S" tally P-1 --json
is "the second call" "$(field '[.call, .round, .meeting != null, .result] | map(tostring) | join(" ")')" '2 1 true open'

### clerk votes; the seat's own replaces them

refused 2 'say whose vote' as gs vote P-1 yes --clerk
refused 3 'not present' as gs vote P-1 yes --clerk --seat eins
status 0 as gs attend S-2 eins zwei --as-present
status 0 as gs vote P-1 no --clerk --seat eins --json
is "as a clerk" "$(field .as)" clerk
status 0 as gs vote P-1 yes --clerk --seat zwei
status 0 as eins vote P-1 yes --reason 'Die Kosten sind <klar>.'
refused 3 'no role' as eins vote P-1 yes --clerk --seat eins
status 0 as gs ballot close P-1 --number B-1
status 0 "$S" tally P-1 --json
is "adopted with a number" "$(field '[.result, .number, (.counts[0].heads|tostring)] | join(" ")')" 'adopted B-1 2'
is "whom it binds" "$(field '.binds.scope + ": " + (.binds.seats | join(" "))')" 'agreeing: eins zwei'
is "not final" "$(field '.final | tojson')" '{"needed":1,"have":0}'
status 0 "$S" tally P-1 --lang en
prints '^Number of the decision: B-1$'
prints '^Call of the meeting: 2$'
prints '^It binds those who agreed: eins, zwei$'
prints 'not final yet: 0 of 1'

### auditors make it final

status 3 as gs cosign $body
says 'no auditor'
status 0 as pruefer cosign $body --json
is "its size" "$(field .size)" "$(sqlite3 "$STIMMBUCH_LEDGER" 'SELECT max(size) FROM checkpoint')"
cp "$STIMMBUCH_LEDGER" "$world/earlier"
status 0 "$S" tally P-1 --json
is "final" "$(field '.final | tojson')" '{"needed":1,"have":1}'
status 0 "$S" verify
status 0 as pruefer cosign $body
is "one line" "$(grep -c '^— pruefer ' "$out")" 1
propose P-2
status 0 as gs checkpoint $body
status 0 as pruefer cosign $body --lang en
says 'Entries before #[0-9]* were not read again'
cp "$STIMMBUCH_LEDGER" "$world/later"
cp "$world/earlier" "$STIMMBUCH_LEDGER"
status 1 as pruefer cosign $body
says 'does not hold, so nothing is countersigned'
cp "$world/later" "$STIMMBUCH_LEDGER"
sqlite3 "$STIMMBUCH_LEDGER" "UPDATE chain SET vkey = vkey || 'x' WHERE name = 'zwei'"
status 1 as pruefer cosign $body
says 'nothing is countersigned'
cp "$world/later" "$STIMMBUCH_LEDGER"

### what is new, and what is taken as known

status 0 "$S" verify
size=$(sqlite3 "$STIMMBUCH_LEDGER" 'SELECT count(*) FROM entry')
propose P-3
status 0 "$S" verify --since last --lang en --jobs 1
prints "^  Entries before #$size were not read again: taken as known from the audit of "
prints '^Not looked at: '
status 0 "$S" verify --since $((size + 1)) --json
is "what is known" "$(field '.complete, .bodies[0].known.by, .bodies[0].known.entries, .bodies[0].signatures' | xargs)" \
    "false audit $((size + 1)) 0"
status 0 "$S" verify --since "$size" --json $body
is "an audit that has read more" "$(field '.bodies[0].known.by, .bodies[0].kept, .bodies[0].signatures' | xargs)" "signed later 1"
status 1 "$S" verify --since 100000
status 2 "$S" verify --since last-week
says 'wants a number, or "last"'
status 0 "$S" verify --json
is "all of it" "$(field '.complete, .bodies[0].known' | xargs)" 'true null'
cp "$world/later" "$STIMMBUCH_LEDGER"
status 1 "$S" verify --since last --lang en
prints 'fewer entries than the audit of'
rm -r "$XDG_STATE_HOME/stimmbuch/audits"
status 0 "$S" verify --since last --lang en
prints 'No earlier audit of this body is kept here'
prints 'every signature'

### silence and objection in a written procedure

open_ballot gs P-2 umlauf >/dev/null
status 0 as eins vote P-2 yes
status 0 "$S" tally P-2 --json
is "silence" "$(field '.silent | tojson')" '{"heads":2,"as":"consent"}'
status 0 "$S" tally P-2
prints '2 seats have not voted: by this rule they count as agreeing.'
refused 2 'needs a reason' as zwei object P-2
refused 3 'has no vote' as rat object P-2 --reason 'So nicht.'
status 0 as zwei object P-2 --reason 'Das braucht eine Sitzung.' --json
is "its kind" "$(field .kind)" objection
is "void" "$(result P-2)" void
refused 3 'closed or void' as drei object P-2 --reason 'Auch ich.'
refused 3 'closed or void' as drei vote P-2 yes
open_ballot gs P-2 umlauf >/dev/null
status 0 as eins vote P-2 yes
status 0 as gs ballot close P-2 --number B-2
is "silence is consent" "$(result P-2)" adopted
propose P-3
open_ballot gs P-3 umlauf --meeting S-1 >/dev/null
refused 3 'held in a meeting' as zwei object P-3 --reason 'So nicht.'
status 0 as eins vote P-3 yes
status 0 as gs ballot close P-3
is "but not in a meeting" "$(result P-3)" rejected

### adjourned, referred, withdrawn; repeal

propose P-4
refused 2 'no status' as gs status P-4 later
refused 2 'only what is referred' as gs status P-4 adjourned --to Finanzausschuss
status 0 as gs status P-4 adjourned --reason 'Unterlagen fehlen.' --json
is "its kind" "$(field .kind)" status
refused 3 'adjourned, referred or withdrawn' as gs ballot open P-4 --rule einfach
status 0 as gs status P-4 referred --to Finanzausschuss
refused 3 'has this status already' as gs status P-4 referred
refused 3 'only a secretary' as eins status P-4 open
status 0 as gs status P-4 open
status 0 as eins status P-4 withdrawn --reason 'Überholt.'
refused 3 'in no state' as gs status P-4 open
status 0 "$S" proposal list --status withdrawn --json
is "withdrawn" "$(field .number)" P-4
propose P-5 'repeals: B-1'
status 3 as eins propose $body "$(proposal P-6 'repeals: B-9')"
says 'no result "B-9"'
status 0 "$S" proposal show P-1 --json
is "repealed by" "$(field '.links[] | [.relation, .number, .decision] | join(" ")')" 'repealed-by P-5 B-1'

### on paper

propose W-1 'kind: election'
open_ballot gs W-1 geheim --meeting S-2 >/dev/null
status 2 as eins vote W-1 yes
status 0 as gs ballot close W-1 --json
is "closed without a result" "$(field .result)" null
says 'enter its count'
is "still open" "$(result W-1)" open
refused 2 'no count' as gs ballot close W-1 --result adopted --count anna
refused 2 'one of adopted' as gs ballot close W-1 --result gewonnen
refused 2 'say what came out' as gs ballot close W-1 --count anna=3
refused 3 'number B-1 is taken' as gs ballot close W-1 --number B-1 --result adopted --winner anna --count anna=2
status 0 as gs ballot close W-1 --number W-1 --result adopted --winner anna --count anna=2:3.0 --count berta=1
status 0 "$S" tally W-1 --json
is "what was said" "$(field '[.result, .winner, (.cast|tostring), (.counts[0]|tojson), (.paper|tostring)] | join(" ")')" \
    'adopted anna 3 {"option":"anna","heads":2,"weight":"3.0"} true'
propose P-7
open_ballot gs P-7 einfach >/dev/null
refused 2 'counted here' as gs ballot close P-7 --result adopted
status 0 "$S" ballot show P-7
prints '^round: 1$'

### minutes

status 0 "$S" minutes S-2 --lang en
prints '^# Minutes: S-2 Sitzung S-2$'
prints '^> Hiermit lade ich ein &lt;b>alle&lt;/b>\.$'
prints '^- In the chair: Dritter Sitz$'
prints '^- present: Erster Sitz, Zweiter \\\*Sitz\\\*$'
prints '^### Item 1: P-1 Vorlage P-1$'
prints '^#### Ballot: Einfache Mehrheit – adopted$'
prints '^- Number of the decision: B-1$'
prints '^\| Bank Nord \| 2 \| 2 \| 2 \| 0 \| 0 \| 0 \|$'
prints '^- yes \(2\): Erster Sitz, Zweiter \\\*Sitz\\\* \(recorded by the clerk\)$'
prints '^> Die Kosten sind &lt;klar>\.$'
prints 'held on paper'
status 0 "$S" minutes S-2 --lang de
prints '^# Niederschrift: S-2 Sitzung S-2$'
status 0 "$S" minutes S-1 --json
is "as JSON" "$(field '.format + " " + (.text | length > 500 | tostring)')" 'markdown true'
refused 3 'not signed yet' as eins minutes S-2 --confirm
"$S" minutes S-2 --lang de >"$world/Niederschrift S-2.md"
refused 3 'no role' as eins minutes S-2 --sign "$world/Niederschrift S-2.md"
echo nein | script -qec "$(printf '%q ' "$S" minutes S-2 --sign "$world/Niederschrift S-2.md" --as gs)" /dev/null \
    >"$out" 2>"$err" && fail "signed without the word"
is "what was refused or declined is not kept" "$(sqlite3 "$STIMMBUCH_LEDGER" 'SELECT count(*) FROM blob')" 0
status 0 as gs minutes S-2 --sign "$world/Niederschrift S-2.md" --json
is "its kind" "$(field .kind)" minutes
is "the file is kept" "$(sqlite3 "$STIMMBUCH_LEDGER" 'SELECT count(*) FROM blob b JOIN minutes m ON m.sha256 = b.sha256')" 1
status 0 as eins minutes S-2 --confirm --json
is "its kind" "$(field .kind)" confirm
status 0 as rat minutes S-2 --confirm --reason 'Mit Vorbehalt.'
refused 3 'confirmed these minutes already' as eins minutes S-2 --confirm
refused 2 'two entries' as eins minutes S-2 --confirm --sign x
status 0 "$S" meeting show S-2 --json
is "confirmed" "$(field '.minutes.confirmations')" 2
status 0 "$S" meeting show S-2 --lang en
prints 'confirmed by 2 members'

### what was is told as it was: a seat that ends, a statute that asks for more auditors

printf 'stimmbuch/1 roster\nseat: - zwei\nseat: = drei sued 2 voting Umbenannt\n' >"$world/change"
status 0 as gs roster $body --change "$world/change"
sed -n -e '/^chair:/,$p' "$world/statute" | sed -e '1i stimmbuch/1 statute' -e 's/final: 1/final: 2/' >"$world/change"
status 0 as gs statute $body --change "$world/change"
status 0 "$S" minutes S-2 --lang en
prints '^- In the chair: Dritter Sitz$'
prints '^- present: Erster Sitz, Zweiter \\\*Sitz\\\*$'
status 0 "$S" tally P-1 --json
is "final as the ballot's statute says" "$(field '.final | tojson')" '{"needed":1,"have":1}'

### four eyes: what the second signature brings into the log

four=vier.example
new_key gs-2
sed -e "s/$body/$four/" -e 's/approvals: 1/approvals: 2/' "$world/statute" >"$world/four"
id=$(as gs body found "$world/four" --kdf interactive --secretary "$("$S" key show gs-2)" --json 2>>"$err" | take id)
status 0 as gs-2 approve "$id"
# both WHO COMMAND...: signed by WHO it waits; the other secretary brings it into the log
both() {
    local id
    as "$@" --json >"$out" 2>"$err"
    is "it waits for the second" "$(field '[.pending, .signatures] | map(tostring) | join(" ")')" 'true 1'
    id=$(field .id)
    status 0 as gs-2 approve "$id" --json
}
for seat in eins zwei drei; do
    id=$(as $seat enrol $four $seat --json 2>>"$err" | take id)
    as gs approve "$id" >/dev/null 2>>"$err"
    status 0 as gs-2 approve "$id"
done
status 0 as eins propose $four "$(proposal Q-1)"
status 0 as gs meeting new $four "$(meeting T-1 'item: Q-1')"
status 0 as gs attend T-1 eins zwei drei --json
is "one secretary records who comes" "$(field .pending)" false
both gs attend T-1 zwei --left
both gs ballot open Q-1 --rule einfach --meeting T-1
both gs vote Q-1 yes --clerk --seat eins
status 3 as gs vote Q-1 yes --clerk --seat zwei
status 0 as drei vote Q-1 yes
as gs ballot close Q-1 --number Q/1 --json >"$out" 2>"$err"
is "the closing waits" "$(field '[.pending, .result] | map(tostring) | join(" ")')" 'true null'
says 'given again'
status 0 as gs-2 approve "$(field .id)" --number Q/1 --json
is "and its result" "$(field '.result.pending')" true
status 0 as gs approve "$(field .result.id)"
status 0 "$S" tally Q-1 --json
is "two of three are present" "$(field '[.present, .result, .number] | map(tostring) | join(" ")')" '2 no-quorum Q/1'
status 0 as gs status Q-1 adjourned --json
is "a status has one signature" "$(field .pending)" false
both gs minutes T-1 --sign "$world/statute"
status 0 as drei minutes T-1 --confirm
is "nothing waits" "$("$S" pending list --json | wc -l)" 0

### every table is what the log gives

status 0 "$S" verify
status 0 "$S" rebuild
status 0 "$S" verify
passed flow_meetings.sh
