/* Plain mode: what can be said: the options of a ballot, the rules that a proposal may be decided by. */
#include "data/compose.h"
#include "tui/ballot.h"
#include "tui/i18n.h"
#include "tui/plain_lists.h"

static void add_option(struct plain_list *list, const struct choice_option *option)
{
    struct plain_row *row = plain_list_add(list);
    bool own = option->title.length == 0;
    plain_row_know(list, row, "choice", option->id);
    plain_row_label(list, row, own ? "{1}" : "{2} ({1})", own ? i18n_choice(option->id) : option->id, option->title);
}

static const char *hint_of(enum method method)
{
    if (method == METHOD_APPROVAL)
        return _("Choose one, or type several with commas between: a,c");
    if (method == METHOD_RANKING)
        return _("Type the order, the best first: a>c>b, with = between those that stand equal: a>c=b");
    return NULL;
}

enum status plain_choices(struct plain *plain, const struct plain_known *known, struct plain_list *list)
{
    struct session *session = plain->session;
    struct slice about = plain_known_value(known, SLICE("ballot"));
    struct ballot_facts facts;
    struct offer offer;
    struct log *log;
    bool forbidden = false;
    if (!about.at)
        about = plain_known_value(known, SLICE("proposal"));
    enum status status = ballot_find(session, about.at ? about.at : "", &facts);
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, facts.body, &log, &session->problem);
    if (status == STATUS_OK)
        status = choice_offer(log, &facts, &list->arena, &offer, &forbidden, &session->problem);
    for (size_t i = 0; status == STATUS_OK && i < offer.options; i++)
        if (!forbidden || !slice_is(offer.option[i].id, "abstain"))
            add_option(list, &offer.option[i]);
    if (status == STATUS_OK)
        list->hint = hint_of(offer.method);
    return status;
}

enum status plain_rules(struct plain *plain, const struct plain_known *known, struct plain_list *list)
{
    struct session *session = plain->session;
    struct slice about = plain_known_value(known, SLICE("proposal"));
    struct found found;
    struct log *log;
    enum status status =
        query_find_proposal(ledger_store(session->ledger), about.at ? about.at : "", &found, &session->problem);
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, found.body, &log, &session->problem);
    if (status != STATUS_OK)
        return status;
    const struct statute *statute = &log_body(log)->statute;
    for (size_t i = 0; i < statute->rules; i++) {
        const struct rule *rule = &statute->rule[i].rule;
        struct plain_row *row = plain_list_add(list);
        plain_row_know(list, row, "rule", rule->id);
        plain_row_label(list, row, "{1} ({2})", rule->title, rule->id);
    }
    return STATUS_OK;
}
