#include "data/entry_signers.h"

#include "core/entry.h"

/* What the line is worth under a key; `state` keeps the best that was found. */
static void try_key(const struct note *note, size_t line, const struct vkey *key, enum signer_state *state)
{
    if (!note_line_names(&note->line[line], key) || *state == SIGNER_HOLDS)
        return;
    *state = note_line_verify(note, line, key) ? SIGNER_HOLDS : SIGNER_FALSE;
}

/* The keys of that name which the entries before this one leave in force. */
static enum status try_chain(struct store *store, int64_t body, int64_t index, const struct note *note, size_t line,
                             enum signer_state *state)
{
    struct rows rows = store_ask(store,
                                 "SELECT vkey FROM chain WHERE body = ? AND name = ? AND since < ? "
                                 "AND (until IS NULL OR until >= ?)",
                                 "itii", body, note->line[line].name, index, index);
    while (rows_next(&rows)) {
        struct vkey key;
        if (vkey_parse_again(rows_text(&rows, 0), &key))
            try_key(note, line, &key, state);
    }
    return rows_end(&rows);
}

/* The keys that stand in the entry: of a founding, an enrolment, a new key. Each must sign for itself. */
static void try_fields(const struct note *note, const struct entry *entry, size_t line, enum signer_state *state)
{
    for (size_t i = 0; i < entry->fields; i++) {
        struct slice rest = entry->field[i].value;
        while (rest.length) {
            struct vkey key;
            if (vkey_parse(slice_cut(&rest, ' '), &key, NULL) == STATUS_OK)
                try_key(note, line, &key, state);
        }
    }
}

enum status entry_signers(struct store *store, int64_t body, int64_t index, const struct note *note,
                          struct entry_signer *out, struct problem *problem)
{
    struct arena arena;
    struct entry entry = {.fields = 0};
    arena_init(&arena);
    bool readable = entry_parse(note->text, &arena, &entry, NULL) == STATUS_OK;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < note->lines && status == STATUS_OK; i++) {
        out[i] = (struct entry_signer){note->line[i].name, SIGNER_UNKNOWN};
        status = try_chain(store, body, index, note, i, &out[i].state);
        if (status == STATUS_OK && readable)
            try_fields(note, &entry, i, &out[i].state);
    }
    arena_release(&arena);
    return status == STATUS_OK ? status : store_problem(store, problem);
}
