/* Composing the result of a closed ballot. */
#include "data/claim.h"
#include "data/compose.h"

/* The id of the closing, which the result names. */
static enum status closing_id(const struct author *author, const struct ballot_facts *ballot, struct digest *out,
                              struct problem *problem)
{
    struct buffer bytes;
    struct note note;
    buffer_init(&bytes);
    enum status status =
        query_entry(log_replay(author->log)->store, log_number(author->log), ballot->ended, &bytes, problem);
    if (status == STATUS_OK)
        status = note_parse(buffer_slice(&bytes), &note, problem);
    if (status == STATUS_OK)
        *out = digest_of(note.text);
    buffer_release(&bytes);
    return status;
}

enum status compose_result(const struct author *author, const struct ballot_facts *ballot, struct draft *draft,
                           struct problem *problem)
{
    struct counting counting;
    struct digest closing;
    enum status status = closing_id(author, ballot, &closing, problem);
    if (status == STATUS_OK)
        status = compose_common(author, draft);
    if (status == STATUS_OK)
        status = draft_add_hash(draft, "ballot", &ballot->id);
    if (status == STATUS_OK)
        status = draft_add_hash(draft, "close", &closing);
    if (status != STATUS_OK)
        return status;
    status = counting_make(log_replay(author->log), ballot->index, ballot->proposal, slice_of(ballot->rule),
                           ballot->round, ballot->ended, &counting);
    if (status == STATUS_OK)
        status = claim_add(draft, &counting);
    counting_release(&counting);
    return status;
}

struct waiting {
    const struct digest *ballot;
    struct submission *submission;
    bool found;
};

static bool look_at_pending(void *context, const struct pending_item *item)
{
    struct waiting *waiting = context;
    struct arena arena;
    struct note note;
    struct entry entry;
    struct digest ballot;
    arena_init(&arena);
    if (note_parse(item->note, &note, NULL) == STATUS_OK && entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK &&
        entry.kind == KIND_RESULT && entry_hash(&entry, "ballot", &ballot) && digest_equal(&ballot, waiting->ballot)) {
        waiting->found = true;
        *waiting->submission = (struct submission){.id = item->id, .kind = KIND_RESULT, .index = -1};
    }
    arena_release(&arena);
    return !waiting->found;
}

enum status result_waiting(struct store *store, const struct digest *ballot, struct submission *out, bool *found,
                           struct problem *problem)
{
    struct waiting waiting = {.ballot = ballot, .submission = out};
    enum status status = query_pending(store, look_at_pending, &waiting, problem);
    *found = waiting.found;
    return status;
}
