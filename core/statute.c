#include "core/statute.h"

struct reading {
    const struct entry *entry;
    struct arena *arena;
    struct roll *roster;
    struct statute *statute;
    struct problem *problem;
};

static enum status read_chair(struct reading *r)
{
    size_t at = 0;
    const struct field *chair = entry_next(r->entry, "chair", &at);
    r->roster->chair = chair ? roll_seat_find(r->roster, chair->value) : ROLL_NONE;
    if (chair && r->roster->chair == ROLL_NONE)
        return entry_refuse(r->problem, chair, N_("there is no seat \"{1}\""), chair->value);
    return STATUS_OK;
}

static enum status read_requirements(struct reading *r)
{
    struct statute *statute = r->statute;
    statute->require = arena_array(r->arena, entry_count(r->entry, "require"), sizeof *statute->require);
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
                return entry_refuse(r->problem, field, value_expected(SLICE("COUNT1")), SLICE("COUNT1"));
        if (require->gate == GATE_EXPERIENCE) {
            require->bench = value_part(field->value, 2);
            if (roll_bench_find(r->roster, require->bench) == ROLL_NONE)
                return entry_refuse(r->problem, field, N_("there is no bench \"{1}\""), require->bench);
        }
    }
    return STATUS_OK;
}

static enum status read_filings(struct reading *r)
{
    struct statute *statute = r->statute;
    statute->filing = arena_array(r->arena, entry_count(r->entry, "propose"), sizeof *statute->filing);
    if (!statute->filing)
        return STATUS_NO_MEMORY;
    size_t at = 0;
    for (const struct field *field; (field = entry_next(r->entry, "propose", &at));) {
        struct filing *filing = &statute->filing[statute->filings++];
        if (!group_find(r->roster, value_part(field->value, 0), &filing->group))
            return entry_refuse(r->problem, field, N_("there is no bench and no seat \"{1}\""),
                                value_part(field->value, 0));
        if (!value_number(value_part(field->value, 1), &filing->count))
            return entry_refuse(r->problem, field, value_expected(SLICE("COUNT1")), SLICE("COUNT1"));
    }
    return STATUS_OK;
}

static enum status read_expression(struct reading *r, const struct field *field, bool canonical, enum method method,
                                   const struct expression **out)
{
    struct slice text = value_rest(field->value, 1);
    unsigned long before = (unsigned long)(text.at - field->value.at) + strlen(field->rule->name) + 2;
    enum status status = expression_parse(text, method, r->roster, r->arena, out, r->problem);
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
        status = entry_refuse(r->problem, field, N_("the expression is not in its one spelling, which is \"{1}\""),
                              buffer_slice(&printed));
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
    else if (strcmp(name, "tie") == 0)
        rule->tie_chair = true;
    else if (strcmp(name, "early") == 0) {
        rule->early = true;
        if (!value_number(value_part(field->value, 2), &rule->early_minutes))
            return entry_refuse(r->problem, field, value_expected(SLICE("COUNT")), SLICE("COUNT"));
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
            return entry_refuse(r->problem, &out->line[i], N_("there is no method \"{1}\""), value);
        if (strcmp(out->line[i].rule->name, "kind") == 0)
            kind[out->rule.kinds++] = value;
    }
    return STATUS_OK;
}

static enum status read_rules(struct reading *r, bool canonical)
{
    struct statute *statute = r->statute;
    statute->rule = arena_array(r->arena, entry_count(r->entry, "rule"), sizeof *statute->rule);
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
    }
    return STATUS_OK;
}

enum status statute_read(const struct entry *entry, bool canonical, struct roll *roster, struct arena *arena,
                         struct statute *out, struct problem *problem)
{
    struct reading r = {.entry = entry, .arena = arena, .roster = roster, .statute = out, .problem = problem};
    *out = (struct statute){.revote = !entry_value(entry, "revote").at,
                            .clerk = entry_value(entry, "clerk").at != NULL,
                            .deadline_required = entry_value(entry, "deadline").at != NULL,
                            .window = entry_number(entry, "window", 0),
                            .head = entry_number(entry, "head", 0),
                            .final = entry_number(entry, "final", 0),
                            .change = entry_value(entry, "change")};
    enum status status = read_chair(&r);
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
