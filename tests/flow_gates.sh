#!/usr/bin/env bash
# A ballot that the statute's gates forbid: the command names each gate that is not passed and every field and cell of
# costs that is missing, on one line and in JSON; and nothing of that stands in other errors.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
cat >"$world/statute" <<'TEXT'
stimmbuch/1 body
name: rat.example
title: Kleiner Rat
level: steering
approvals: 1
bench: nord Bank Nord
seat: eins nord 1 voting Erster Sitz
rule: einfach Einfache Mehrheit
adopted: einfach heads(yes) > heads(no)
require: cost known
require: binding
require: demand
require: dvc
require: experience 1 nord
require: notice 2
TEXT
{
    printf 'stimmbuch/1 proposal\ntitle: Vorlage\nnumber: V-1\nkind: decision\nfor: eins\nbinding: mandatory laender\n'
    for payer in bund laender kommunen; do
        for horizon in short medium long; do
            for category in central migration operation; do
                case $payer-$horizon-$category in
                laender-medium-migration | kommunen-long-central) ;;
                bund-short-operation) echo "cost: $payer $horizon $category unknown" ;;
                *) echo "cost: $payer $horizon $category 100" ;;
                esac
            done
        done
    done
    printf '\nDer Rat möge beschließen.\n'
} >"$world/proposal"
for key in gs eins; do new_key $key; done
status 0 as gs body found "$world/statute" --kdf interactive
enrol eins rat.example gs eins
status 0 as eins propose rat.example "$world/proposal"

refused 3 'require: cost known' as gs ballot open V-1 --rule einfach
says ' · cost known: Not stated: laender medium migration, kommunen long central. Unknown: bund short operation. · '
says ' · demand: The field "demand" is missing. · dvc: The field "dvc" is missing. · '
says ' · experience 1 nord: So far there are 0. · notice 2: So far it is 0 days.$'
is "what is passed is not named" "$(grep -c ' · binding' "$err" || true)" 0
status 3 as gs ballot open V-1 --rule einfach --lang de
says ' · notice 2: Bisher '
status 3 as gs ballot open V-1 --rule einfach --json
is "each gate" "$(tail -n 1 "$err" | jq -c '[.error.gates[].require]')" \
    '["cost known","demand","dvc","experience 1 nord","notice 2"]'
is "each field" "$(tail -n 1 "$err" | jq -r '[.error.gates[].missing[]] | join("|")')" \
    'cost: laender medium migration|cost: kommunen long central|cost: bund short operation|demand|dvc'
is "the code" "$(tail -n 1 "$err" | jq -r .error.code)" gate

# Time alone: with a start that is far enough away only the notice is passed.
status 3 as gs ballot open V-1 --rule einfach --opens +3d --json
is "the notice is passed" "$(tail -n 1 "$err" | jq -c '[.error.gates[].require]')" \
    '["cost known","demand","dvc","experience 1 nord"]'
status 3 as gs ballot open V-1 --rule keine --json
is "no gates in another error" "$(tail -n 1 "$err" | jq -c '.error | has("gates")')" false

passed flow_gates
