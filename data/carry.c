#include "data/carry.h"

#include "core/tile.h"
#include "data/query.h"

void carry_begin(struct carry *carry, struct store *store, int64_t body)
{
    carry->store = store;
    carry->body = body;
    carry->index[0] = 0;
    carry->count = 1;
}

/* True when it was not there before; STATUS_REFUSED beyond what fits. */
static enum status add(struct carry *carry, int64_t index, bool *added, struct problem *problem)
{
    size_t at = carry->count;
    while (carry->index[at - 1] > index)
        at--;
    *added = carry->index[at - 1] != index;
    if (!*added)
        return STATUS_OK;
    if (carry->count == CARRIED_NOTES_MAX)
        return problem_say(problem, STATUS_REFUSED, N_("more than 1000 entries would have to be carried"), NULL, NULL);
    memmove(carry->index + at + 1, carry->index + at, (carry->count - at) * sizeof carry->index[0]);
    carry->index[at] = index;
    carry->count++;
    return STATUS_OK;
}

/* Places of entries that are still to be looked into: whoever signed them must be known too. */
struct todo {
    int64_t index[CARRIED_NOTES_MAX];
    size_t count;
};

static enum status add_todo(struct carry *carry, struct todo *todo, int64_t index, struct problem *problem)
{
    bool added;
    enum status status = add(carry, index, &added, problem);
    if (status == STATUS_OK && added)
        todo->index[todo->count++] = index;
    return status;
}

/* Adds what the rows name. */
static enum status add_rows(struct carry *carry, struct todo *todo, struct rows rows, struct problem *problem)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK && rows_next(&rows))
        status = add_todo(carry, todo, rows_number(&rows, 0), problem);
    enum status end = rows_end(&rows);
    if (status == STATUS_OK && end != STATUS_OK)
        status = store_problem(carry->store, problem);
    return status;
}

/* The keys that the name had before `place`, and the offices. */
static enum status add_name(struct carry *carry, struct todo *todo, struct slice name, int64_t place,
                            struct problem *problem)
{
    struct rows rows = store_ask(carry->store,
                                 "SELECT since FROM chain WHERE body = ?1 AND name = ?2 AND since < ?3 UNION "
                                 "SELECT since FROM member WHERE body = ?1 AND name = ?2 AND since < ?3 "
                                 "AND role IN ('secretary', 'auditor')",
                                 "iti", carry->body, name, place);
    return add_rows(carry, todo, rows, problem);
}

static enum status add_signers(struct carry *carry, struct todo *todo, struct slice bytes, int64_t place,
                               struct problem *problem)
{
    struct note note;
    enum status status = STATUS_OK;
    /* Bytes that are no note have no signers. */
    if (note_parse(bytes, &note, NULL) != STATUS_OK)
        return STATUS_OK;
    for (size_t i = 0; i < note.lines && status == STATUS_OK; i++)
        status = add_name(carry, todo, note.line[i].name, place, problem);
    return status;
}

static enum status finish(struct carry *carry, struct todo *todo, struct problem *problem)
{
    struct buffer note;
    enum status status = STATUS_OK;
    buffer_init(&note);
    while (status == STATUS_OK && todo->count) {
        int64_t index = todo->index[--todo->count];
        buffer_clear(&note);
        status = query_entry(carry->store, carry->body, index, &note, problem);
        if (status == STATUS_OK)
            status = add_signers(carry, todo, buffer_slice(&note), index, problem);
    }
    buffer_release(&note);
    return status;
}

enum status carry_signers(struct carry *carry, struct slice note, int64_t place, struct problem *problem)
{
    struct todo todo = {.count = 0};
    enum status status = add_signers(carry, &todo, note, place, problem);
    return status == STATUS_OK ? finish(carry, &todo, problem) : status;
}

/* A key that counts on a head of that size as an auditor's (data/auditors.h): its chain up to it, and the office. */
static enum status add_auditor(struct carry *carry, struct todo *todo, const struct note_line *line, int64_t size,
                               struct problem *problem)
{
    struct rows rows =
        store_ask(carry->store,
                  "SELECT c.key, c.since, m.since FROM member m JOIN chain c ON c.body = m.body AND c.name = m.name "
                  "WHERE m.body = ?1 AND m.name = ?2 AND m.role = 'auditor' AND m.since < coalesce(c.until, ?4) "
                  "AND c.since < coalesce(m.until, ?4) AND coalesce(m.until, ?4) >= ?3 AND coalesce(c.until, ?4) >= ?3 "
                  "ORDER BY c.since, m.since",
                  "itii", carry->body, line->name, size, INT64_MAX);
    int64_t since = -1, office = 0;
    while (since < 0 && rows_next(&rows)) {
        struct public_key key;
        struct slice bytes = rows_blob(&rows, 0);
        if (bytes.length != sizeof key.byte)
            continue;
        memcpy(key.byte, bytes.at, sizeof key.byte);
        if (key_id(line->name, KEY_TYPE_COSIGNATURE, &key) != line->key_id)
            continue;
        since = rows_number(&rows, 1);
        office = rows_number(&rows, 2);
    }
    if (rows_end(&rows) != STATUS_OK)
        return store_problem(carry->store, problem);
    if (since < 0)
        return STATUS_OK;
    enum status status = add_name(carry, todo, line->name, since + 1, problem);
    return status == STATUS_OK ? add_todo(carry, todo, office, problem) : status;
}

enum status carry_head(struct carry *carry, struct slice head, int64_t size, struct problem *problem)
{
    struct todo todo = {.count = 0};
    struct note note;
    enum status status = note_parse(head, &note, problem);
    if (status == STATUS_OK)
        status = add_rows(carry, &todo,
                          store_ask(carry->store,
                                    "SELECT idx FROM change WHERE body = ? AND idx < ? AND what = 'log' "
                                    "AND what IN ('body', 'roster', 'statute', 'log')",
                                    "ii", carry->body, size),
                          problem);
    for (size_t i = 0; status == STATUS_OK && i < note.lines; i++)
        status = add_auditor(carry, &todo, &note.line[i], size, problem);
    return status == STATUS_OK ? finish(carry, &todo, problem) : status;
}

enum status carry_write(const struct carry *carry, struct buffer *out, struct problem *problem)
{
    struct buffer note;
    enum status status = STATUS_OK;
    buffer_init(&note);
    for (size_t i = 0; i < carry->count && status == STATUS_OK; i++) {
        buffer_clear(&note);
        status = query_entry(carry->store, carry->body, carry->index[i], &note, problem);
        if (status == STATUS_OK && !bundle_add(buffer_slice(&note), out))
            status = problem_say(problem, STATUS_FORM, NULL, NULL, NULL);
    }
    buffer_release(&note);
    if (status == STATUS_OK && buffer_status(out) != STATUS_OK)
        status = problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    return status;
}
