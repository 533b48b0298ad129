#include "core/what_if.h"

#include <stdlib.h>

struct change {
    const struct draft_field *field;
    struct slice sign, id;
    struct problem *problem;
    struct roll *roll;
    struct roll_bench *bench; /* roll->bench, to be written */
};

static enum status refuse(const struct change *change, const char *message, struct slice detail)
{
    problem_place(change->problem, change->field->line, 0);
    problem_field(change->problem, change->field->rule->name);
    return problem_slices(change->problem, STATUS_FORM, message, detail, SLICE(""));
}

static enum status change_bench(struct change *change)
{
    struct roll *roll = change->roll;
    size_t at = roll_bench_find(roll, change->id);
    bool begins = slice_is(change->sign, "+");
    if (begins && (at != ROLL_NONE))
        return refuse(change, N_("\"{1}\" stands twice"), change->id);
    if (!begins && at == ROLL_NONE)
        return refuse(change, N_("there is no bench \"{1}\""), change->id);
    if (slice_is(change->sign, "-")) {
        /* It keeps its place in the list, so that the seats' numbers stay right; no seat may be left on it. */
        for (size_t i = 0; i < roll->seats; i++)
            if (roll->seat[i].bench == at)
                return refuse(change, N_("the bench \"{1}\" still has seats"), change->id);
        change->bench[at].id = SLICE("");
        return STATUS_OK;
    }
    change->bench[begins ? roll->benches : at] =
        (struct roll_bench){.id = change->id, .title = value_rest(change->field->value, 2)};
    roll->benches += begins;
    return STATUS_OK;
}

static enum status change_seat(struct change *change)
{
    struct roll *roll = change->roll;
    struct slice value = change->field->value;
    size_t at = 0, bench = roll_bench_find(roll, value_part(value, 2));
    while (at < roll->seats && !slice_equal(roll->seat[at].id, change->id))
        at++;
    bool begins = slice_is(change->sign, "+"), ends = slice_is(change->sign, "-");
    if (begins && at < roll->seats)
        return refuse(change, N_("there is, or was, a seat \"{1}\""), change->id);
    if (!begins && at == roll->seats)
        return refuse(change, N_("there is no seat \"{1}\""), change->id);
    if (ends) {
        memmove(&roll->seat[at], &roll->seat[at + 1], (--roll->seats - at) * sizeof *roll->seat);
        return STATUS_OK;
    }
    if (bench == ROLL_NONE)
        return refuse(change, N_("there is no bench \"{1}\""), value_part(value, 2));
    struct roll_seat seat = {.id = change->id,
                             .bench = (unsigned)bench,
                             .weight_text = value_part(value, 3),
                             .voting = slice_is(value_part(value, 4), "voting"),
                             .title = value_rest(value, 5)};
    if (!decimal_parse(seat.weight_text, &seat.weight))
        return refuse(change, N_("this is not a weight"), seat.weight_text);
    roll->seat[at] = seat;
    roll->seats += begins;
    return STATUS_OK;
}

static int seat_order(const void *a, const void *b)
{
    const struct roll_seat *left = a, *right = b;
    return slice_compare(left->id, right->id);
}

enum status what_if_weights(const struct roll *roll, struct problem *problem)
{
    wide sum = 0;
    for (size_t i = 0; i < roll->seats && sum < BODY_WEIGHTS_MAX; i++)
        sum += roll->seat[i].voting ? roll->seat[i].weight.units : 0;
    return sum < BODY_WEIGHTS_MAX
               ? STATUS_OK
               : problem_say(problem, STATUS_FORM, N_("the weights add up to a number of more than 15 digits"), NULL,
                             NULL);
}

enum status what_if_roster(const struct roll *before, const struct draft *draft, struct arena *arena, struct roll *out,
                           struct problem *problem)
{
    struct slice chair = before->chair == ROLL_NONE ? SLICE("") : before->seat[before->chair].id;
    struct roll_bench *bench = arena_array(arena, before->benches + draft->fields, sizeof *bench);
    *out = *before;
    out->seat = arena_array(arena, before->seats + draft->fields, sizeof *out->seat);
    if (!bench || !out->seat)
        return STATUS_NO_MEMORY;
    memcpy(bench, before->bench, before->benches * sizeof *bench);
    memcpy(out->seat, before->seat, before->seats * sizeof *out->seat);
    out->bench = bench;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < draft->fields && status == STATUS_OK; i++) {
        const struct draft_field *field = &draft->field[i];
        struct change change = {.field = field,
                                .sign = value_part(field->value, 0),
                                .id = value_part(field->value, 1),
                                .problem = problem,
                                .roll = out,
                                .bench = bench};
        if (strcmp(field->rule->name, "bench") == 0)
            status = change_bench(&change);
        else if (strcmp(field->rule->name, "seat") == 0)
            status = change_seat(&change);
    }
    if (status != STATUS_OK)
        return status;
    qsort(out->seat, out->seats, sizeof *out->seat, seat_order);
    out->chair = chair.length ? roll_seat_find(out, chair) : ROLL_NONE;
    return what_if_weights(out, problem);
}

enum status what_if_statute(const struct draft *draft, struct roll *roster, struct arena *arena, struct statute *out,
                            struct problem *problem)
{
    struct field *field = arena_array(arena, draft->fields, sizeof *field);
    if (!field)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < draft->fields; i++)
        field[i] = (struct field){draft->field[i].rule, draft->field[i].value, (uint32_t)draft->field[i].line};
    struct entry entry = {.kind = draft->kind, .field = field, .fields = draft->fields};
    return statute_read(&entry, false, roster, arena, out, problem);
}

/* NULL stays NULL. */
static enum status parse_again(const struct expression *expression, const struct rule *rule, const struct roll *roster,
                               struct arena *arena, const struct expression **out, struct problem *problem)
{
    struct buffer text;
    *out = NULL;
    if (!expression)
        return STATUS_OK;
    buffer_init(&text);
    expression_write(expression, &text);
    struct slice kept = arena_copy(arena, buffer_slice(&text));
    bool failed = buffer_status(&text) != STATUS_OK || !kept.at;
    buffer_release(&text);
    if (failed)
        return STATUS_NO_MEMORY;
    enum status status = expression_parse(kept, rule->method, roster, arena, out, NULL);
    return status == STATUS_FORM
               ? problem_slices(problem, status,
                                N_("the rule \"{1}\" does not fit the changed roster: it names a bench, a seat or a "
                                   "chair that is gone, or its numbers become too large"),
                                rule->id, SLICE(""))
               : status;
}

enum status what_if_rules(const struct statute *statute, const struct roll *roster, struct arena *arena,
                          struct statute *out, struct problem *problem)
{
    *out = *statute;
    out->rule = arena_array(arena, statute->rules, sizeof *out->rule);
    if (!out->rule)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < statute->rules; i++) {
        const struct rule *before = &statute->rule[i].rule;
        struct rule *rule = &out->rule[i].rule;
        out->rule[i] = statute->rule[i];
        enum status status = parse_again(before->quorum, before, roster, arena, &rule->quorum, problem);
        if (status == STATUS_OK)
            status = parse_again(before->adopted, before, roster, arena, &rule->adopted, problem);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}
