#include "data/claim.h"

static enum status add_counts(struct draft *draft, const struct counting *counting, struct buffer *line)
{
    const struct offer *offer = &counting->offer;
    unsigned digits = roll_digits(&counting->roll);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < offer->options && status == STATUS_OK; i++) {
        buffer_clear(line);
        buffer_add(line, offer->option[i].id);
        buffer_byte(line, ' ');
        buffer_number(line, counting->tally.count[i].heads);
        buffer_byte(line, ' ');
        decimal_write(counting->tally.count[i].weight, digits, line);
        status = buffer_status(line);
        if (status == STATUS_OK)
            status = draft_add(draft, "count", buffer_slice(line));
    }
    return status;
}

static enum status add_reasons(struct draft *draft, const struct tally *tally, bool quorum, struct buffer *line)
{
    size_t count = quorum ? tally->quorums : tally->adopteds;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        buffer_clear(line);
        tally_reason(tally, quorum, i, line);
        status = buffer_status(line);
        if (status == STATUS_OK)
            status = draft_add(draft, "reason", buffer_slice(line));
    }
    return status;
}

enum status claim_add(struct draft *draft, const struct counting *counting)
{
    const struct tally *tally = &counting->tally;
    struct buffer line;
    buffer_init(&line);
    enum status status = draft_add_number(draft, "votes", tally->cast);
    if (status == STATUS_OK)
        status = draft_add_text(draft, "result", outcome_name(tally->outcome));
    if (status == STATUS_OK && tally->lead.winner != LEAD_NONE)
        status = draft_add(draft, "winner", counting->offer.option[tally->lead.winner].id);
    if (status == STATUS_OK)
        status = add_counts(draft, counting, &line);
    if (status == STATUS_OK)
        status = add_reasons(draft, tally, true, &line);
    if (status == STATUS_OK)
        status = add_reasons(draft, tally, false, &line);
    buffer_release(&line);
    return status;
}
