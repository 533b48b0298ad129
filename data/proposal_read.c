#include "data/proposal_read.h"

#include "core/note.h"
#include "data/query.h"

enum status proposal_read(struct proposal_read *out, struct store *store, int64_t body, int64_t index,
                          struct problem *problem)
{
    struct note note;
    *out = (struct proposal_read){.entry.kind = KIND_COUNT};
    buffer_init(&out->note);
    buffer_init(&out->text);
    arena_init(&out->arena);
    enum status status = query_entry(store, body, index, &out->note, problem);
    if (status == STATUS_OK)
        status = note_parse(buffer_slice(&out->note), &note, problem);
    if (status == STATUS_OK)
        status = entry_parse(note.text, &out->arena, &out->entry, problem);
    if (status == STATUS_OK && out->entry.kind != KIND_PROPOSAL)
        status = problem_say(problem, STATUS_FORM, N_("this entry is no proposal"), NULL, NULL);
    if (status != STATUS_OK)
        return status;
    cost_read(&out->entry, &out->cost);
    entry_plain_text(&out->entry, &out->text);
    return buffer_status(&out->text);
}

void proposal_read_release(struct proposal_read *proposal)
{
    buffer_release(&proposal->note);
    buffer_release(&proposal->text);
    arena_release(&proposal->arena);
}
