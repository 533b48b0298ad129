#include "data/entry_read.h"

#include "core/note.h"
#include "data/query.h"

enum status entry_read(struct store *store, int64_t body, int64_t index, struct arena *arena, struct entry *out,
                       struct problem *problem)
{
    struct buffer bytes;
    struct note note;
    struct slice copy = {0};
    buffer_init(&bytes);
    enum status status = query_entry(store, body, index, &bytes, problem);
    if (status == STATUS_OK) {
        copy = arena_copy(arena, buffer_slice(&bytes));
        if (!copy.at)
            status = problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    }
    buffer_release(&bytes);
    if (status == STATUS_OK)
        status = note_parse(copy, &note, problem);
    return status == STATUS_OK ? entry_parse(note.text, arena, out, problem) : status;
}

struct slice entry_read_text(const struct entry *entry, struct arena *arena)
{
    struct buffer text;
    struct slice copy = {0};
    buffer_init(&text);
    entry_plain_text(entry, &text);
    if (buffer_status(&text) == STATUS_OK)
        copy = arena_copy(arena, buffer_slice(&text));
    buffer_release(&text);
    return copy;
}
