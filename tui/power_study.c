#include "tui/power_study.h"

#include <stdlib.h>

enum status power_study_open(struct power_study *study, const struct power_body *body)
{
    const struct statute *statute = &body->statute;
    *study = (struct power_study){.body = *body};
    study->seat = calloc(body->roster.seats + 1, sizeof *study->seat);
    study->counted = calloc(statute->rules + 1, sizeof *study->counted);
    if (!study->seat || !study->counted)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < body->roster.seats; i++)
        study->seat[i] = body->roster.seat[i];
    for (size_t i = 0; i < statute->rules; i++)
        if (method_is_counted(statute->rule[i].rule.method) && statute->rule[i].rule.adopted)
            study->counted[study->counts++] = i;
    return STATUS_OK;
}

void power_study_release(struct power_study *study)
{
    free(study->seat);
    free(study->counted);
    arena_release(&study->weight);
    *study = (struct power_study){0};
}

struct power_body power_study_body(const struct power_study *study)
{
    struct power_body body = study->body;
    body.roster.seat = study->seat;
    return body;
}

/* Remembers what is about to be changed. */
static void begin(struct power_study *study, size_t seat)
{
    if (study->steps == STUDY_STEPS)
        memmove(&study->step[0], &study->step[1], sizeof study->step[0] * --study->steps);
    study->step[study->steps++] = (struct study_step){
        .seat = seat,
        .base = study->base,
        .rule = study->rule,
        .before = seat == ROLL_NONE ? (struct roll_seat){.bench = 0} : study->seat[seat],
    };
}

/* A bench whose id is empty is gone and keeps its place only. */
void power_study_bench(struct power_study *study, size_t seat, bool next)
{
    const struct roll *roster = &study->body.roster;
    size_t bench = study->seat[seat].bench;
    do
        bench = (bench + (next ? 1 : roster->benches - 1)) % roster->benches;
    while (!roster->bench[bench].id.length);
    if (bench == study->seat[seat].bench)
        return;
    begin(study, seat);
    study->seat[seat].bench = (unsigned)bench;
}

void power_study_right(struct power_study *study, size_t seat)
{
    begin(study, seat);
    study->seat[seat].voting = !study->seat[seat].voting;
}

static bool set_weight(struct power_study *study, size_t seat, struct slice text)
{
    struct decimal weight;
    struct slice kept = arena_copy(&study->weight, text);
    if (!kept.at || !decimal_parse(kept, &weight))
        return false;
    begin(study, seat);
    study->seat[seat].weight = weight;
    study->seat[seat].weight_text = kept;
    return true;
}

bool power_study_add(struct power_study *study, size_t seat, bool more)
{
    const struct decimal *weight = &study->seat[seat].weight;
    wide units = weight->units + (more ? DECIMAL_ONE : -DECIMAL_ONE);
    struct buffer text;
    buffer_init(&text);
    decimal_write(units < 0 ? 0 : units, weight->digits, &text);
    bool set = weight->units != (units < 0 ? 0 : units) && buffer_status(&text) == STATUS_OK &&
               set_weight(study, seat, buffer_slice(&text));
    buffer_release(&text);
    return set;
}

bool power_study_weight(struct power_study *study, size_t seat, struct slice typed)
{
    struct buffer text;
    buffer_init(&text);
    for (size_t i = 0; i < typed.length; i++)
        buffer_byte(&text, typed.at[i] == ',' ? '.' : typed.at[i]);
    bool set = buffer_status(&text) == STATUS_OK && set_weight(study, seat, buffer_slice(&text));
    buffer_release(&text);
    return set;
}

void power_study_rule(struct power_study *study, bool next)
{
    if (study->counts < 2)
        return;
    begin(study, ROLL_NONE);
    study->rule = (study->rule + (next ? 1 : study->counts - 1)) % study->counts;
}

void power_study_look(struct power_study *study)
{
    if (study->counts < 2)
        return;
    begin(study, ROLL_NONE);
    study->base = study->rule = (study->base + 1) % study->counts;
}

bool power_study_undo(struct power_study *study)
{
    if (!study->steps)
        return false;
    const struct study_step *step = &study->step[--study->steps];
    study->base = step->base;
    study->rule = step->rule;
    if (step->seat != ROLL_NONE)
        study->seat[step->seat] = step->before;
    return true;
}

bool power_study_changed(const struct power_study *study, size_t seat)
{
    const struct roll_seat *now = &study->body.roster.seat[seat], *then = &study->seat[seat];
    return now->bench != then->bench || now->voting != then->voting || now->weight.units != then->weight.units;
}

size_t power_study_changes(const struct power_study *study)
{
    size_t changes = 0;
    for (size_t i = 0; i < study->body.roster.seats; i++)
        changes += power_study_changed(study, i);
    return changes;
}

bool power_study_differs(const struct power_study *study)
{
    return study->base != study->rule || power_study_changes(study) > 0;
}

struct power_sight *power_sight_new(const struct power_study *study, bool today)
{
    const struct roll *roster = &study->body.roster;
    struct power_sight *sight = calloc(1, sizeof *sight);
    struct roll_seat *seat = sight ? arena_array(&sight->arena, roster->seats, sizeof *seat) : NULL;
    bool kept = seat != NULL;
    for (size_t i = 0; i < roster->seats && kept; i++) {
        seat[i] = today ? roster->seat[i] : study->seat[i];
        seat[i].weight_text = arena_copy(&sight->arena, seat[i].weight_text);
        kept = seat[i].weight_text.at != NULL;
    }
    if (!kept) {
        power_sight_free(sight);
        return NULL;
    }
    sight->body = study->body;
    sight->body.roster.seat = seat;
    sight->rule = study->counted[today ? study->base : study->rule];
    sight->today = today;
    return sight;
}

enum status power_sight_make(struct power_sight *sight)
{
    const struct power_asked asked = {.round = 1};
    const struct statute statute = sight->body.statute;
    struct roll *roster = &sight->body.roster;
    enum status status = what_if_weights(roster, &sight->problem);
    if (status == STATUS_OK)
        status = what_if_rules(&statute, roster, &sight->arena, &sight->body.statute, &sight->problem);
    return status == STATUS_OK ? power_case_make(&sight->body, &sight->body.statute.rule[sight->rule].rule, &asked,
                                                 &sight->power, &sight->problem)
                               : status;
}

void power_sight_free(struct power_sight *sight)
{
    if (!sight)
        return;
    power_case_release(&sight->power);
    arena_release(&sight->arena);
    free(sight);
}
