#include "data/blob.h"

#include "data/blob_names.h"
#include "data/query.h"

enum status blob_keep(struct store *store, struct slice bytes, struct problem *problem)
{
    struct digest content = digest_of(bytes);
    if (store_run(store, "INSERT OR IGNORE INTO blob (sha256, bytes) VALUES (?, ?)", "db", &content, bytes) ==
        STATUS_OK)
        return STATUS_OK;
    return store_problem(store, problem);
}

enum status blob_get(struct store *store, const struct digest *content, struct buffer *out, bool *found,
                     struct problem *problem)
{
    struct rows rows = store_ask(store, "SELECT bytes FROM blob WHERE sha256 = ?", "d", content);
    *found = rows_next(&rows);
    if (*found) {
        struct digest kept = digest_of(rows_blob(&rows, 0));
        *found = digest_equal(&kept, content);
    }
    if (*found)
        buffer_add(out, rows_blob(&rows, 0));
    if (rows_end(&rows) != STATUS_OK)
        return store_problem(store, problem);
    return buffer_status(out);
}

enum status blob_has(struct store *store, const struct digest *content, bool *there, struct problem *problem)
{
    int64_t one;
    if (store_number(store, &one, there, "SELECT 1 FROM blob WHERE sha256 = ?", "d", content) == STATUS_OK)
        return STATUS_OK;
    return store_problem(store, problem);
}

struct naming {
    struct store *store;
    const struct digest *content;
    bool needed;
    enum status status;
};

static bool look_at_body(void *context, const struct body_item *item)
{
    struct naming *naming = context;
    struct blob_names names;
    naming->status = blob_names_load(naming->store, item->number, (uint64_t)item->size, &names);
    const struct blob_name *name = blob_names_find(&names, naming->content);
    naming->needed = naming->needed || (name && name->public);
    blob_names_release(&names);
    return naming->status == STATUS_OK && !naming->needed;
}

/* Is it named by more than proposals that are not public? What waits is looked at as it stands. */
static enum status is_needed(struct naming *naming, struct problem *problem)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    int64_t pending;
    digest_hex(naming->content, hex);
    enum status status = store_number(naming->store, &pending, &naming->needed,
                                      "SELECT 1 FROM pending WHERE instr(note, CAST(? AS BLOB)) LIMIT 1", "s", hex);
    if (status == STATUS_OK && !naming->needed)
        status = query_bodies(naming->store, look_at_body, naming, problem);
    if (status == STATUS_OK)
        status = naming->status;
    return status == STATUS_STORE ? store_problem(naming->store, problem) : status;
}

static enum status delete_now(struct store *store, const struct digest *content, struct problem *problem)
{
    struct naming naming = {.store = store, .content = content};
    bool there;
    enum status status = blob_has(store, content, &there, problem);
    if (status == STATUS_OK && !there)
        return problem_say(problem, STATUS_NOT_FOUND, N_("this ledger does not hold the attachment"), NULL, NULL);
    if (status == STATUS_OK)
        status = is_needed(&naming, problem);
    if (status != STATUS_OK)
        return status;
    if (naming.needed)
        return problem_say(
            problem, STATUS_REFUSED,
            N_("the attachment is also named by a public proposal, by minutes, or by an entry that waits "
               "for signatures"),
            NULL, NULL);
    status = store_run(store, "DELETE FROM blob WHERE sha256 = ?", "d", content);
    return status == STATUS_OK ? status : store_problem(store, problem);
}

enum status blob_delete(struct store *store, const struct digest *content, struct problem *problem)
{
    enum status status = store_begin(store, problem);
    if (status != STATUS_OK)
        return status;
    status = delete_now(store, content, problem);
    if (status == STATUS_OK)
        return store_commit(store, problem);
    store_rollback(store);
    return status;
}
