/* Counting for the screen: the tally, its comparisons in words, and whether one's own vote is missing. */
#include "tui/result.h"

#include "data/query_inbox.h"
#include "data/query_vote.h"
#include "tui/app.h"

bool result_votes(const struct result *result, size_t seat)
{
    const struct roll_seat *s = &result->counting.roll.seat[seat];
    return s->voting && !s->recused;
}

static bool take_facts(void *context, const struct ballot_item *item)
{
    struct result *result = context;
    ballot_facts_take(&result->facts, item);
    return false;
}

static bool take_own(void *context, const struct inbox_ballot *item)
{
    struct result *result = context;
    if (item->body == result->facts.body && item->index == result->facts.index)
        result->own_missing = !item->has_vote && !ballot_facts_overdue(&result->facts, result->now);
    return true;
}

/* The comparisons as sentences. They lie in the counting's arena and live as long as what they tell. */
static enum status explain(struct counting *counting, const struct comparison *comparison, size_t count,
                           const struct slice **out)
{
    struct slice *text = arena_array(&counting->arena, count, sizeof *text);
    enum status status = text ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct buffer words;
        buffer_init(&words);
        expression_explain(&comparison[i], &counting->roll, i18n_vocabulary(), &words);
        status = buffer_status(&words);
        if (status == STATUS_OK) {
            text[i] = arena_copy(&counting->arena, buffer_slice(&words));
            status = text[i].at ? STATUS_OK : STATUS_NO_MEMORY;
        }
        buffer_release(&words);
    }
    *out = text;
    return status;
}

static void weigh(struct result *result)
{
    const struct roll *roll = &result->counting.roll;
    result->weight = 0;
    result->weighted = false;
    result->digits = roll_digits(roll);
    for (size_t i = 0; i < roll->seats; i++) {
        if (!result_votes(result, i))
            continue;
        result->weight += roll->seat[i].weight.units;
        result->weighted = result->weighted || roll->seat[i].weight.units != DECIMAL_ONE;
    }
}

static enum status describe(struct result *result)
{
    struct counting *counting = &result->counting;
    enum status status = explain(counting, counting->tally.quorum, counting->tally.quorums, &result->quorum);
    if (status == STATUS_OK)
        status = explain(counting, counting->tally.adopted, counting->tally.adopteds, &result->adopted);
    if (status == STATUS_OK)
        status = rule_words_write(&result->words, counting->rule, &counting->roll);
    return status;
}

static enum status count(struct result *result, struct app *app)
{
    const struct ballot_facts *facts = &result->facts;
    struct log *log;
    enum status status = ledger_log_number(app->session->ledger, facts->body, &log, &app->problem);
    if (status != STATUS_OK)
        return status;
    if (result->counted)
        counting_release(&result->counting);
    result->counted = true;
    int64_t upto = facts->open ? (int64_t)log_size(log) : facts->ended;
    status = counting_make(log_replay(log), facts->index, facts->proposal, slice_of(facts->rule), facts->round, upto,
                           &result->counting);
    if (status != STATUS_OK)
        return status;
    result->hidden = facts->open && !result->counting.rule->rule.interim_visible;
    weigh(result);
    status = result_list_seats(result);
    if (status == STATUS_OK)
        status = describe(result);
    return status == STATUS_OK ? result_read_reasons(result, app) : status;
}

/* One's vote that waits is not missing. */
static bool take_waiting(void *context, const struct vote_item *item)
{
    (void)item;
    ((struct result *)context)->own_missing = false;
    return false;
}

enum status result_load(struct result *result, struct app *app)
{
    struct store *store = app_store(app);
    result->now = app->now.seconds;
    result->own_missing = false;
    enum status status =
        query_ballot(store, result->facts.body, result->facts.index, take_facts, result, &app->problem);
    if (status == STATUS_OK && app->who[0])
        status = query_inbox_open(store, slice_of(app->who), take_own, result, &app->problem);
    if (status == STATUS_OK && result->own_missing)
        status = query_waiting_vote(store, result->facts.body, &result->facts.id, slice_of(app->who), SLICE(""),
                                    take_waiting, result, &app->problem);
    return status == STATUS_OK ? count(result, app) : status;
}

void result_release(struct result *result)
{
    if (result->counted)
        counting_release(&result->counting);
    rule_words_release(&result->words);
}
