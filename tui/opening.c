#include "tui/opening.h"

#include "data/gate_report.h"

void opening_release(struct opening *opening)
{
    for (size_t i = 0; i < OPENING_RULES; i++)
        rule_words_release(&opening->rule[i].words);
    buffer_release(&opening->title);
    buffer_release(&opening->missing);
}

static bool take_proposal(void *context, const struct proposal_item *item)
{
    struct opening *opening = context;
    buffer_clear(&opening->title);
    buffer_add(&opening->title, item->number);
    buffer_text(&opening->title, "  ");
    buffer_add(&opening->title, item->title);
    if (item->kind.length < sizeof opening->kind) {
        memset(opening->kind, 0, sizeof opening->kind);
        memcpy(opening->kind, item->kind.at, item->kind.length);
    }
    return false;
}

static bool take_missing(void *context, const struct requirement *missing)
{
    struct buffer *out = context, number;
    buffer_init(&number);
    buffer_number(&number, missing->count);
    const char *pattern = "";
    switch (missing->gate) {
    case GATE_COST:
        pattern = _("the costs are not stated in full");
        break;
    case GATE_COST_KNOWN:
        pattern = _("some costs are unknown or not stated");
        break;
    case GATE_BINDING:
        pattern = _("it does not say how binding it is");
        break;
    case GATE_DVC:
        pattern = _("it is not assigned to the DVC");
        break;
    case GATE_DEMAND:
        pattern = _("it names no demand that it serves");
        break;
    case GATE_EXPERIENCE:
        pattern = ngettext("a practical report of {1} seat of the bench \"{2}\"",
                           "practical reports of {1} seats of the bench \"{2}\"", (unsigned long)missing->count);
        break;
    case GATE_NOTICE:
        pattern = ngettext("the notice period of {1} day is not over", "the notice period of {1} days is not over",
                           (unsigned long)missing->count);
        break;
    }
    buffer_text(out, out->length ? "\n" : "");
    i18n_pattern(pattern, buffer_slice(&number), missing->bench, out);
    buffer_release(&number);
    return true;
}

static bool serves(const struct rule *rule, struct slice kind)
{
    for (size_t i = 0; i < rule->kinds; i++)
        if (slice_equal(rule->kind[i], kind))
            return true;
    return rule->kinds == 0;
}

static enum status load_rules(struct opening *opening, const struct body *body)
{
    enum status status = STATUS_OK;
    opening->rules = 0;
    for (size_t i = 0; i < body->statute.rules && opening->rules < OPENING_RULES && status == STATUS_OK; i++) {
        const struct statute_rule *rule = &body->statute.rule[i];
        struct opening_rule *row = &opening->rule[opening->rules];
        if (rule->rule.id.length >= sizeof row->id)
            continue;
        memset(row->id, 0, sizeof row->id);
        memcpy(row->id, rule->rule.id.at, rule->rule.id.length);
        row->kind_fits = serves(&rule->rule, slice_of(opening->kind));
        row->countable = method_is_counted(rule->rule.method);
        status = rule_words_write(&row->words, rule, &body->roster);
        opening->rules++;
    }
    return status;
}

enum status opening_load(struct app *app, struct opening *opening)
{
    struct log *log;
    struct proposal_filter filter = {.body = opening->proposal.body, .before = opening->proposal.seq + 1, .limit = 1};
    enum status status = ledger_log_number(app->session->ledger, opening->proposal.body, &log, &app->problem);
    if (status == STATUS_OK)
        status = query_proposals(app_store(app), &filter, take_proposal, opening, &app->problem);
    if (status != STATUS_OK)
        return status;
    buffer_clear(&opening->missing);
    opening->deadline_required = log_body(log)->statute.deadline_required;
    status = load_rules(opening, log_body(log));
    if (status == STATUS_OK)
        status = gate_report(log, &opening->proposal, app->now, take_missing, &opening->missing, &app->problem);
    if (status == STATUS_OK && buffer_status(&opening->title) != STATUS_OK)
        status = STATUS_NO_MEMORY;
    return status == STATUS_OK ? buffer_status(&opening->missing) : status;
}
