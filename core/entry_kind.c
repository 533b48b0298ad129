#include "core/entry_kind.h"

#include "core/key.h"
#include "core/method.h"

struct checking {
    uint32_t line; /* where a defect is that has no field */
    struct problem *problem;
};

static enum status refuse(struct checking *c, const char *message, struct slice detail)
{
    problem_place(c->problem, c->line, 0);
    problem_slices(c->problem, STATUS_FORM, message, detail, SLICE(""));
    if (c->problem)
        c->problem->reason = REASON_FORM;
    return STATUS_FORM;
}

static enum status refuse_at(struct checking *c, const struct field *field, const char *message, struct slice detail)
{
    c->line = field->line;
    problem_field(c->problem, field->rule->name);
    return refuse(c, message, detail);
}

static enum status check_enrol(struct checking *c, const struct entry *entry)
{
    bool needs = value_word("holder|deputy", entry_value(entry, "role")) >= 0;
    if (needs == (entry_value(entry, "seat").at != NULL))
        return STATUS_OK;
    return refuse(c, needs ? N_("this role needs a seat") : N_("this role is not bound to a seat"), SLICE(""));
}

static enum status check_ballot(struct checking *c, const struct entry *entry)
{
    struct slice rule = entry_value(entry, "rule");
    for (const struct field *field = entry->field; field < entry->field + entry->fields; field++) {
        if (value_word("kind|method|quorum|adopted|silent|abstention|objection|binds|early|interim|tie",
                       slice_of(field->rule->name)) < 0 ||
            slice_equal(value_part(field->value, 0), rule))
            continue;
        return refuse_at(c, field, N_("the line does not belong to the rule \"{1}\" above it"), rule);
    }
    return STATUS_OK;
}

static enum status check_key(struct checking *c, const struct entry *entry)
{
    struct slice action = entry_value(entry, "action"), new = entry_value(entry, "new");
    if (slice_is(action, "revoke"))
        return new.at ? refuse(c, N_("a revocation names no new key"), SLICE("")) : STATUS_OK;
    if (!new.at)
        return refuse(c, N_("the field \"{1}\" is missing"), SLICE("new"));
    struct vkey before, after;
    if (!vkey_parse_again(entry_value(entry, "old"), &before) || !vkey_parse_again(new, &after) ||
        (slice_is(action, "rotate") && !slice_equal(before.name, after.name)) || before.id == after.id)
        return refuse(c, N_("the new key must have the old one's name and be another"), SLICE(""));
    return STATUS_OK;
}

static enum status check_proposal(struct checking *c, const struct entry *entry)
{
    size_t options = 0, at = 0;
    while (entry_next(entry, "option", &at))
        options++;
    if (options <= ENTRY_OPTIONS_MAX)
        return STATUS_OK;
    return refuse(c, N_("there are more than 64 options"), SLICE(""));
}

static enum status check_rule_line(struct checking *c, const struct field *line, enum method method)
{
    const char *name = line->rule->name;
    if (strcmp(name, "tie") == 0 && !method_has_winner(method))
        return refuse_at(c, line, N_("a tie can only be left to the chair where options are chosen"), SLICE(""));
    if (strcmp(name, "silent") == 0 && slice_is(value_rest(line->value, 1), "consent") &&
        method_consent_option(method) < 0)
        return refuse_at(c, line, N_("silence can only be consent where one consents or votes yes"), SLICE(""));
    return STATUS_OK;
}

/* The rule whose line is `rule`; its other lines stand behind it, up to `end`. */
static enum status check_rule(struct checking *c, const struct field *rule, const struct field *end)
{
    enum method method = METHOD_YES_NO;
    bool adopted = false;
    for (const struct field *line = rule + 1; line < end; line++) {
        adopted = adopted || strcmp(line->rule->name, "adopted") == 0;
        if (strcmp(line->rule->name, "method") == 0)
            method_from_name(value_rest(line->value, 1), &method);
    }
    if (!adopted && method != METHOD_EXTERNAL)
        return refuse_at(c, rule, N_("the rule \"{1}\" has no line \"adopted\""), value_part(rule->value, 0));
    enum status status = STATUS_OK;
    for (const struct field *line = rule + 1; line < end && status == STATUS_OK; line++)
        status = check_rule_line(c, line, method);
    return status;
}

/* What a statute's lines must be to each other, whatever seats the body has. */
static enum status check_statute(struct checking *c, const struct entry *entry)
{
    const struct field *end = entry->field + entry->fields, *change = NULL;
    bool there = false;
    size_t at = 0;
    change = entry_next(entry, "change", &at);
    for (const struct field *field = entry->field; field < end; field++) {
        if (field->rule->group != 1)
            continue;
        const struct field *last = field + 1;
        while (last < end && last->rule->group == 2)
            last++;
        there = there || (change && slice_equal(change->value, value_part(field->value, 0)));
        enum status status = check_rule(c, field, last);
        if (status != STATUS_OK)
            return status;
    }
    return change && !there ? refuse_at(c, change, N_("there is no rule \"{1}\""), change->value) : STATUS_OK;
}

/* Rules of one kind that concern its fields alone. */
enum status entry_check_kind(const struct entry *entry, uint32_t line, struct problem *problem)
{
    struct checking checking = {.line = line, .problem = problem}, *c = &checking;
    switch (entry->kind) {
    case KIND_BODY:
    case KIND_STATUTE:
        return check_statute(c, entry);
    case KIND_ENROL:
        return check_enrol(c, entry);
    case KIND_BALLOT:
        return check_ballot(c, entry);
    case KIND_KEY:
        return check_key(c, entry);
    case KIND_PROPOSAL:
        return check_proposal(c, entry);
    case KIND_ROSTER:
        if (value_word("bench|seat|member", slice_of(entry->field[entry->fields - 1].rule->name)) < 0)
            return refuse(c, N_("nothing is changed: a line bench, seat or member is missing"), SLICE(""));
        return STATUS_OK;
    case KIND_STATUS:
        if (entry_value(entry, "to").at && !slice_is(entry_value(entry, "state"), "referred"))
            return refuse(c, N_("only what is referred goes to somebody"), SLICE(""));
        return STATUS_OK;
    default:
        return STATUS_OK;
    }
}
