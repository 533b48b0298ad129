#include "core/body.h"

#include <stdlib.h>

/* In units of 10^-9: what a result has room to count. */
#define WEIGHTS_MAX (DECIMAL_ONE * 1000000000000000)

struct reading {
    const struct entry *entry;
    struct arena *arena;
    struct body *body;
    struct problem *problem;
};

static enum status refuse(const struct reading *r, const struct field *field, const char *message, struct slice detail)
{
    if (field) {
        problem_place(r->problem, field->line, 0);
        problem_field(r->problem, field->rule->name);
    }
    problem_slices(r->problem, STATUS_FORM, message, detail, SLICE(""));
    if (r->problem)
        r->problem->reason = REASON_FORM;
    return STATUS_FORM;
}

static size_t count_fields(const struct entry *entry, const char *name)
{
    size_t count = 0, at = 0;
    while (entry_next(entry, name, &at))
        count++;
    return count;
}

static enum status read_keys(struct reading *r)
{
    struct body *body = r->body;
    size_t at = 0, count = count_fields(r->entry, "secretary");
    struct vkey *secretary = arena_array(r->arena, count, sizeof *secretary);
    if (!secretary)
        return STATUS_NO_MEMORY;
    const struct field *field = entry_next(r->entry, "log", &at);
    if (!vkey_parse_again(field->value, &body->log) || !slice_equal(body->log.name, body->name))
        return refuse(r, field, N_("the log's key does not bear the body's name"), field->value);
    at = 0;
    bool author = false;
    while ((field = entry_next(r->entry, "secretary", &at))) {
        struct vkey *key = &secretary[body->secretaries];
        if (!vkey_parse_again(field->value, key))
            return refuse(r, field, N_("this is not a verifier key"), field->value);
        if (slice_equal(key->name, body->name) || memcmp(&key->key, &body->log.key, sizeof key->key) == 0)
            return refuse(r, field, N_("a secretary's key must not be the log's"), field->value);
        for (size_t i = 0; i < body->secretaries; i++)
            if (slice_equal(secretary[i].name, key->name) || memcmp(&secretary[i].key, &key->key, sizeof key->key) == 0)
                return refuse(r, field, N_("\"{1}\" stands twice"), key->name);
        author = author || slice_equal(key->name, r->entry->by);
        body->secretaries++;
    }
    body->secretary = secretary;
    at = 0;
    if (!author)
        return refuse(r, entry_next(r->entry, "by", &at), N_("the author is none of the secretaries"), r->entry->by);
    at = 0;
    field = entry_next(r->entry, "approvals", &at);
    if (body->secretaries > ENTRY_SIGNATURES_MAX)
        return refuse(r, field, N_("there are more than 16 secretaries"), SLICE(""));
    if (body->approvals > BODY_APPROVALS_MAX)
        return refuse(r, field, N_("more than 14 approvals leave no room for the old and the new key of the log"),
                      SLICE(""));
    if (body->approvals > body->secretaries)
        return refuse(r, field, N_("more approvals are asked for than there are secretaries"), SLICE(""));
    return STATUS_OK;
}

static int seat_order(const void *a, const void *b)
{
    const struct roll_seat *left = a, *right = b;
    return slice_compare(left->id, right->id);
}

static enum status read_benches(struct reading *r)
{
    struct roll *roster = &r->body->roster;
    struct roll_bench *bench = arena_array(r->arena, count_fields(r->entry, "bench"), sizeof *bench);
    if (!bench)
        return STATUS_NO_MEMORY;
    size_t at = 0;
    for (const struct field *field; (field = entry_next(r->entry, "bench", &at));)
        bench[roster->benches++] =
            (struct roll_bench){.id = value_part(field->value, 0), .title = value_rest(field->value, 1)};
    roster->bench = bench;
    return STATUS_OK;
}

static enum status read_seats(struct reading *r)
{
    struct roll *roster = &r->body->roster;
    roster->seat = arena_array(r->arena, count_fields(r->entry, "seat"), sizeof *roster->seat);
    if (!roster->seat)
        return STATUS_NO_MEMORY;
    wide sum = 0;
    size_t at = 0;
    for (const struct field *field; (field = entry_next(r->entry, "seat", &at));) {
        struct roll_seat *seat = &roster->seat[roster->seats];
        size_t bench = roll_bench_find(roster, value_part(field->value, 1));
        if (bench == ROLL_NONE)
            return refuse(r, field, N_("there is no bench \"{1}\""), value_part(field->value, 1));
        *seat = (struct roll_seat){.id = value_part(field->value, 0),
                                   .bench = (unsigned)bench,
                                   .weight_text = value_part(field->value, 2),
                                   .voting = slice_is(value_part(field->value, 3), "voting"),
                                   .title = value_rest(field->value, 4)};
        if (!decimal_parse(seat->weight_text, &seat->weight))
            return refuse(r, field, N_("this is not a weight"), seat->weight_text);
        sum += seat->voting ? seat->weight.units : 0;
        if (sum >= WEIGHTS_MAX)
            return refuse(r, field, N_("the weights add up to a number of more than 15 digits"), SLICE(""));
        roster->seats++;
    }
    qsort(roster->seat, roster->seats, sizeof *roster->seat, seat_order);
    roster->chair = ROLL_NONE;
    at = 0;
    const struct field *chair = entry_next(r->entry, "chair", &at);
    if (chair) {
        roster->chair = roll_seat_find(roster, chair->value);
        if (roster->chair == ROLL_NONE)
            return refuse(r, chair, N_("there is no seat \"{1}\""), chair->value);
    }
    return STATUS_OK;
}

static enum status read_requirements(struct reading *r)
{
    struct statute *statute = &r->body->statute;
    statute->require = arena_array(r->arena, count_fields(r->entry, "require"), sizeof *statute->require);
    if (!statute->require)
        return STATUS_NO_MEMORY;
    size_t at = 0;
    for (const struct field *field; (field = entry_next(r->entry, "require", &at));) {
        struct requirement *require = &statute->require[statute->requires ++];
        struct slice first = value_part(field->value, 0);
        *require = (struct requirement){.text = field->value};
        require->gate = (enum gate)value_word("cost||binding|dvc|demand|experience|notice", first);
        if (slice_is(field->value, "cost known"))
            require->gate = GATE_COST_KNOWN;
        if (require->gate == GATE_EXPERIENCE || require->gate == GATE_NOTICE)
            if (!value_number(value_part(field->value, 1), &require->count))
                return refuse(r, field, value_expected(SLICE("COUNT1")), SLICE("COUNT1"));
        if (require->gate == GATE_EXPERIENCE) {
            require->bench = value_part(field->value, 2);
            if (roll_bench_find(&r->body->roster, require->bench) == ROLL_NONE)
                return refuse(r, field, N_("there is no bench \"{1}\""), require->bench);
        }
    }
    return STATUS_OK;
}

static enum status read_filings(struct reading *r)
{
    struct statute *statute = &r->body->statute;
    statute->filing = arena_array(r->arena, count_fields(r->entry, "propose"), sizeof *statute->filing);
    if (!statute->filing)
        return STATUS_NO_MEMORY;
    size_t at = 0;
    for (const struct field *field; (field = entry_next(r->entry, "propose", &at));) {
        struct filing *filing = &statute->filing[statute->filings++];
        if (!group_find(&r->body->roster, value_part(field->value, 0), &filing->group))
            return refuse(r, field, N_("there is no bench and no seat \"{1}\""), value_part(field->value, 0));
        if (!value_number(value_part(field->value, 1), &filing->count))
            return refuse(r, field, value_expected(SLICE("COUNT1")), SLICE("COUNT1"));
    }
    return STATUS_OK;
}

static enum status read_expression(struct reading *r, const struct field *field, bool canonical, enum method method,
                                   const struct expression **out)
{
    struct slice text = value_rest(field->value, 1);
    unsigned long before = (unsigned long)(text.at - field->value.at) + strlen(field->rule->name) + 2;
    enum status status = expression_parse(text, method, &r->body->roster, r->arena, out, r->problem);
    if (status == STATUS_FORM && r->problem) {
        problem_place(r->problem, field->line, r->problem->column + before);
        problem_field(r->problem, field->rule->name);
        r->problem->reason = REASON_FORM;
    }
    if (status != STATUS_OK || !canonical)
        return status;
    struct buffer printed;
    buffer_init(&printed);
    expression_write(*out, &printed);
    status = buffer_status(&printed);
    if (status == STATUS_OK && !slice_equal(buffer_slice(&printed), text))
        status =
            refuse(r, field, N_("the expression is not in its one spelling, which is \"{1}\""), buffer_slice(&printed));
    buffer_release(&printed);
    return status;
}

static enum status read_rule_line(struct reading *r, const struct field *field, bool canonical, struct rule *rule)
{
    const char *name = field->rule->name;
    struct slice value = value_rest(field->value, 1);
    if (strcmp(name, "quorum") == 0)
        return read_expression(r, field, canonical, rule->method, &rule->quorum);
    if (strcmp(name, "adopted") == 0)
        return read_expression(r, field, canonical, rule->method, &rule->adopted);
    if (strcmp(name, "silent") == 0)
        rule->silence = slice_is(value, "consent") ? SILENCE_CONSENT : SILENCE_ABSTAIN;
    else if (strcmp(name, "abstention") == 0)
        rule->abstention_forbidden = true;
    else if (strcmp(name, "objection") == 0)
        rule->objection_stops = true;
    else if (strcmp(name, "binds") == 0)
        rule->binds_agreeing = true;
    else if (strcmp(name, "interim") == 0)
        rule->interim_visible = true;
    else if (strcmp(name, "tie") == 0) {
        if (rule->method != METHOD_CHOICE && rule->method != METHOD_APPROVAL && rule->method != METHOD_RANKING)
            return refuse(r, field, N_("a tie can only be left to the chair where options are chosen"), SLICE(""));
        rule->tie_chair = true;
    } else if (strcmp(name, "early") == 0) {
        rule->early = true;
        if (!value_number(value_part(field->value, 2), &rule->early_minutes))
            return refuse(r, field, value_expected(SLICE("COUNT")), SLICE("COUNT"));
    }
    return STATUS_OK;
}

/* The method and the kinds first: the expressions' sets depend on the method, wherever a draft has its line. */
static enum status read_rule_head(struct reading *r, struct statute_rule *out)
{
    struct slice *kind = arena_array(r->arena, out->lines, sizeof *kind);
    if (!kind)
        return STATUS_NO_MEMORY;
    out->rule.kind = kind;
    for (size_t i = 0; i < out->lines; i++) {
        struct slice value = value_rest(out->line[i].value, 1);
        if (strcmp(out->line[i].rule->name, "method") == 0 && !method_from_name(value, &out->rule.method))
            return refuse(r, &out->line[i], N_("there is no method \"{1}\""), value);
        if (strcmp(out->line[i].rule->name, "kind") == 0)
            kind[out->rule.kinds++] = value;
    }
    return STATUS_OK;
}

static enum status read_rules(struct reading *r, bool canonical)
{
    struct statute *statute = &r->body->statute;
    statute->rule = arena_array(r->arena, count_fields(r->entry, "rule"), sizeof *statute->rule);
    if (!statute->rule)
        return STATUS_NO_MEMORY;
    size_t at = 0;
    for (const struct field *field; (field = entry_next(r->entry, "rule", &at));) {
        struct statute_rule *out = &statute->rule[statute->rules++];
        *out = (struct statute_rule){.line = field + 1};
        out->rule.id = value_part(field->value, 0);
        out->rule.title = value_rest(field->value, 1);
        out->rule.method = METHOD_YES_NO;
        while (at + out->lines < r->entry->fields && out->line[out->lines].rule->group == 2)
            out->lines++;
        enum status status = read_rule_head(r, out);
        for (size_t i = 0; i < out->lines && status == STATUS_OK; i++)
            status = read_rule_line(r, &out->line[i], canonical, &out->rule);
        if (status != STATUS_OK)
            return status;
        if (!out->rule.adopted && out->rule.method != METHOD_EXTERNAL)
            return refuse(r, field, N_("the rule \"{1}\" has no line \"adopted\""), out->rule.id);
    }
    return STATUS_OK;
}

enum status body_read(const struct entry *entry, bool canonical, struct arena *arena, struct body *out,
                      struct problem *problem)
{
    struct reading r = {.entry = entry, .arena = arena, .body = out, .problem = problem};
    *out = (struct body){.name = entry->body,
                         .title = entry_value(entry, "title"),
                         .level = entry_value(entry, "level"),
                         .approvals = entry_number(entry, "approvals", 1)};
    struct statute *statute = &out->statute;
    statute->revote = !entry_value(entry, "revote").at;
    statute->clerk = entry_value(entry, "clerk").at != NULL;
    statute->deadline_required = entry_value(entry, "deadline").at != NULL;
    statute->window = entry_number(entry, "window", 0);
    statute->head = entry_number(entry, "head", 0);
    statute->final = entry_number(entry, "final", 0);
    enum status status = read_keys(&r);
    if (status == STATUS_OK)
        status = read_benches(&r);
    if (status == STATUS_OK)
        status = read_seats(&r);
    if (status == STATUS_OK)
        status = read_rules(&r, canonical);
    if (status == STATUS_OK)
        status = read_requirements(&r);
    if (status == STATUS_OK)
        status = read_filings(&r);
    return status;
}

const struct statute_rule *statute_rule_find(const struct statute *statute, struct slice id)
{
    for (size_t i = 0; i < statute->rules; i++)
        if (slice_equal(statute->rule[i].rule.id, id))
            return &statute->rule[i];
    return NULL;
}
