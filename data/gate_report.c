#include "data/gate_report.h"

#include "core/note.h"
#include "data/gate.h"

/* From when a notice period counts: the proposal's own time, or its place's, whichever is later. */
static enum status known_since(const struct replay *replay, const struct found *proposal, int64_t *out,
                               struct problem *problem)
{
    if (store_number(replay->store, out, NULL, "SELECT max(at, log_time) FROM proposal WHERE body = ? AND idx = ?",
                     "ii", proposal->body, proposal->index) == STATUS_OK)
        return STATUS_OK;
    return store_problem(replay->store, problem);
}

static enum status visit_gates(const struct gate_question *question, gate_visit *visit, void *context)
{
    const struct statute *statute = &question->replay->body.statute;
    bool more = true;
    for (size_t i = 0; i < statute->requires && more; i++) {
        struct gate_item item = {.require = &statute->require[i]};
        enum status status = gate_passes(question, item.require, &item.passes);
        if (status == STATUS_OK)
            status = gate_reached(question, item.require, &item.reached);
        if (status != STATUS_OK)
            return status;
        more = visit(context, &item);
    }
    return STATUS_OK;
}

enum status gate_report(struct log *log, const struct found *proposal, struct instant start, gate_visit *visit,
                        void *context, struct problem *problem)
{
    struct arena arena;
    struct buffer bytes;
    struct note note;
    struct entry entry;
    struct gate_question question = {
        .replay = log_replay(log), .proposal = &entry, .index = proposal->index, .start = start.seconds};
    arena_init(&arena);
    buffer_init(&bytes);
    enum status status = known_since(question.replay, proposal, &question.since, problem);
    if (status == STATUS_OK)
        status = query_entry(question.replay->store, proposal->body, proposal->index, &bytes, problem);
    if (status == STATUS_OK)
        status = note_parse(buffer_slice(&bytes), &note, problem);
    if (status == STATUS_OK)
        status = entry_parse(note.text, &arena, &entry, problem);
    if (status == STATUS_OK) {
        status = visit_gates(&question, visit, context);
        if (status == STATUS_STORE)
            status = store_problem(question.replay->store, problem);
    }
    buffer_release(&bytes);
    arena_release(&arena);
    return status;
}
