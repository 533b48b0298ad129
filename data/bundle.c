#include "data/bundle.h"

#include "core/tile.h"
#include "data/blob.h"
#include "data/blob_names.h"
#include "data/seq.h"

/* The bundle while it is made: its parts, whose numbers the first lines say. */
struct making {
    struct store *store;
    struct bundle_made *made;
    struct buffer head, notes, blobs;
    struct blob_names names;
    struct problem *problem;
};

static enum status too_much(const struct making *making)
{
    return problem_say(
        making->problem, STATUS_REFUSED,
        N_("that is more than a bundle may hold: name with --since how many entries the other side has, or "
           "use \"stimmbuch export\""),
        NULL, NULL);
}

static enum status add_note(struct making *making, struct slice bytes)
{
    if (!bundle_add(bytes, &making->notes) || making->notes.length > BUNDLE_FILE_MAX)
        return too_much(making);
    return blob_names_add(&making->names, bytes);
}

/* Entries from `since` up to the newest signed head. */
static enum status add_entries(struct making *making, int64_t body, uint64_t since)
{
    struct bundle_made *made = making->made;
    int64_t head = 0, size = 0;
    struct rows rows = store_ask(
        making->store, "SELECT size, note FROM checkpoint WHERE body = ? ORDER BY size DESC LIMIT 1", "i", body);
    if (rows_next(&rows)) {
        head = rows_number(&rows, 0);
        buffer_add(&making->head, rows_blob(&rows, 1));
    }
    enum status status = rows_end(&rows);
    if (status == STATUS_OK)
        status = store_number(making->store, &size, NULL, "SELECT " SEQ_LOG_SIZE("?1"), "i", body);
    if (status != STATUS_OK)
        return status;
    made->headless = (uint64_t)(size > head ? size - head : 0);
    if (since >= (uint64_t)head) {
        buffer_clear(&making->head);
        return STATUS_OK;
    }
    made->from = since;
    rows = store_ask(making->store, "SELECT note FROM entry WHERE seq BETWEEN ? AND ? ORDER BY seq", "ii",
                     seq_of(body, (int64_t)since), seq_of(body, head - 1));
    for (; status == STATUS_OK && rows_next(&rows); made->entries++)
        status = made->entries < BUNDLE_NOTES_MAX ? add_note(making, rows_blob(&rows, 0)) : too_much(making);
    enum status end = rows_end(&rows);
    if (status == STATUS_OK && end == STATUS_OK && made->entries != (uint64_t)head - since)
        return problem_say(making->problem, STATUS_MISMATCH,
                           N_("the newest signed head covers more entries than the log has: run \"stimmbuch verify\""),
                           NULL, NULL);
    return status == STATUS_OK ? end : status;
}

static enum status add_pending(struct making *making, int64_t body, const struct digest *founding)
{
    struct bundle_made *made = making->made;
    enum status status = STATUS_OK;
    struct rows rows =
        store_ask(making->store, "SELECT note FROM pending WHERE body = ?1 AND (?1 <> 0 OR id = ?2) ORDER BY since, id",
                  "id", body, founding);
    for (; status == STATUS_OK && rows_next(&rows); made->pending++)
        status = made->pending < BUNDLE_PENDING_MAX ? add_note(making, rows_blob(&rows, 0)) : too_much(making);
    enum status end = rows_end(&rows);
    return status == STATUS_OK ? end : status;
}

/* Each attachment once, as far as it is here. */
static enum status add_blobs(struct making *making)
{
    struct buffer bytes;
    enum status status = STATUS_OK;
    blob_names_sort(&making->names);
    buffer_init(&bytes);
    for (size_t i = 0; status == STATUS_OK && i < making->names.count; i++) {
        const struct blob_name *name = &making->names.name[i];
        bool found;
        buffer_clear(&bytes);
        status = blob_get(making->store, &name->content, &bytes, &found, making->problem);
        if (status == STATUS_OK && !found)
            making->made->missing++;
        if (status != STATUS_OK || !found)
            continue;
        making->made->blobs++;
        making->made->closed += !name->public;
        if (!bundle_file_add_blob(buffer_slice(&bytes), &making->blobs) || making->made->blobs > BUNDLE_BLOBS_MAX ||
            making->blobs.length > BUNDLE_FILE_MAX)
            status = too_much(making);
    }
    buffer_release(&bytes);
    return status;
}

static enum status join(struct making *making, struct slice name, const struct digest *founding, struct buffer *out)
{
    const struct bundle_made *made = making->made;
    const struct bundle_file bundle = {.body = name,
                                       .founding = *founding,
                                       .from = made->from,
                                       .entries = made->entries,
                                       .pending = made->pending,
                                       .blobs = made->blobs,
                                       .head = buffer_slice(&making->head)};
    if (made->entries + made->pending == 0)
        return problem_say(making->problem, STATUS_REFUSED,
                           made->headless
                               ? N_("nothing new stands under a signed head, and nothing waits: sign the head "
                                    "first, with \"stimmbuch checkpoint\"")
                               : N_("there is nothing to take along: no new entries, and none that waits"),
                           NULL, NULL);
    bundle_file_begin(&bundle, out);
    buffer_add(out, buffer_slice(&making->notes));
    buffer_add(out, buffer_slice(&making->blobs));
    enum status status = buffer_status(out);
    return status == STATUS_OK && out->length > BUNDLE_FILE_MAX ? too_much(making) : status;
}

enum status bundle_make(struct store *store, int64_t body, struct slice name, const struct digest *founding,
                        uint64_t since, struct buffer *out, struct bundle_made *made, struct problem *problem)
{
    *made = (struct bundle_made){0};
    struct making making = {.store = store, .made = made, .problem = problem};
    buffer_init(&making.head);
    buffer_init(&making.notes);
    buffer_init(&making.blobs);
    /* One state, whatever other programs write meanwhile. */
    enum status status = store_begin_read(store, problem);
    bool begun = status == STATUS_OK;
    if (status == STATUS_OK && body)
        status = add_entries(&making, body, since);
    if (status == STATUS_OK)
        status = add_pending(&making, body, founding);
    if (status == STATUS_OK)
        status = add_blobs(&making);
    if (begun)
        store_rollback(store);
    if (status == STATUS_STORE)
        store_problem(store, problem);
    if (status == STATUS_OK)
        status = join(&making, name, founding, out);
    buffer_release(&making.head);
    buffer_release(&making.notes);
    buffer_release(&making.blobs);
    blob_names_release(&making.names);
    return status;
}

enum status bundle_share(struct store *store, int64_t body, const struct digest *founding, struct instant now,
                         struct problem *problem)
{
    if (!store_writable(store))
        return STATUS_OK;
    enum status status = store_begin(store, problem);
    if (status != STATUS_OK)
        return status;
    status = store_run(store, "UPDATE pending SET shared = ?3 WHERE body = ?1 AND (?1 <> 0 OR id = ?2)", "idi", body,
                       founding, now.seconds);
    if (status == STATUS_OK)
        return store_commit(store, problem);
    store_problem(store, problem);
    store_rollback(store);
    return status;
}

enum status bundle_has(struct store *store, const struct digest *id, bool *shared, struct problem *problem)
{
    int64_t count = 0;
    enum status status =
        store_number(store, &count, NULL, "SELECT count(*) FROM pending WHERE id = ? AND shared IS NOT NULL", "d", id);
    *shared = count > 0;
    return status == STATUS_OK ? status : store_problem(store, problem);
}
