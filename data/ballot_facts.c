#include "data/ballot_facts.h"

static void copy(char *out, size_t size, struct slice text)
{
    size_t length = text.length < size ? text.length : size - 1;
    if (length)
        memcpy(out, text.at, length);
    out[length] = '\0';
}

void ballot_facts_take(struct ballot_facts *out, const struct ballot_item *item)
{
    *out = (struct ballot_facts){.body = item->body,
                                 .index = item->index,
                                 .proposal = item->proposal,
                                 .ended = item->ended,
                                 .result = item->result,
                                 .closes = item->closes,
                                 .round = (uint64_t)item->round,
                                 .has_closes = item->has_closes,
                                 .open = slice_is(item->state, "open"),
                                 .closed = slice_is(item->state, "closed"),
                                 .is_void = slice_is(item->state, "void"),
                                 .has_result = item->has_result,
                                 .id = item->id,
                                 .proposal_id = item->proposal_id};
    copy(out->rule, sizeof out->rule, item->rule);
    copy(out->title, sizeof out->title, item->title);
}

void ballot_facts_cut(struct ballot_facts *facts, int64_t before)
{
    if (!facts->open && facts->ended >= before) {
        facts->open = true;
        facts->closed = facts->is_void = false;
        facts->ended = 0;
    }
    if (facts->has_result && facts->result >= before) {
        facts->has_result = false;
        facts->result = 0;
    }
}

bool ballot_facts_overdue(const struct ballot_facts *facts, int64_t now)
{
    return facts->open && facts->has_closes && facts->closes < now;
}

static bool take(void *context, const struct ballot_item *item)
{
    ballot_facts_take(context, item);
    return false;
}

enum status ballot_facts_find(struct store *store, const char *text, struct ballot_facts *out, struct problem *problem)
{
    struct found found;
    enum status status = query_find_ballot(store, text, &found, problem);
    if (status != STATUS_OK)
        return status;
    return query_ballot(store, found.body, found.index, take, out, problem);
}
