/* The audit of a ledger file: what concerns the file as a whole, and its bodies one after the other. */
#include "data/seq.h"
#include "data/verify_integrity.h"

#include <sodium.h>
#include <stdlib.h>

static void tell_steps(const struct audit *audit)
{
    if (audit->options->steps)
        audit->options->steps(audit->options->context, &audit->steps);
}

static bool go_on(void *context)
{
    struct audit *audit = context;
    const struct verify_options *options = audit->options;
    if (!audit->cancelled)
        tell_steps(audit);
    if (!audit->cancelled && options->progress)
        audit->cancelled = !options->progress(options->context, audit->done, audit->all);
    return !audit->cancelled;
}

enum status audit_progress(struct audit *audit)
{
    return go_on(audit) ? STATUS_OK : STATUS_CANCELLED;
}

static enum status check_schema(struct audit *audit)
{
    bool differs;
    struct buffer what;
    buffer_init(&what);
    enum status status = store_schema_differs(audit->store, &differs, &what);
    if (status == STATUS_OK && differs)
        audit_say(audit, "schema", N_("\"{1}\" in the database is not as this program makes it"), buffer_slice(&what),
                  SLICE(""));
    buffer_release(&what);
    return status;
}

static enum status check_blobs(struct audit *audit)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    struct rows rows = store_ask(audit->store, "SELECT sha256, bytes FROM blob ORDER BY sha256", "");
    while (!audit->cancelled && rows_next(&rows)) {
        struct digest stored = rows_digest(&rows, 0), digest = digest_of(rows_blob(&rows, 1));
        digest_hex(&stored, hex);
        if (!digest_equal(&stored, &digest))
            audit_say(audit, "blob", N_("the attachment {1} is not what its hash says: it was altered"), slice_of(hex),
                      SLICE(""));
    }
    return rows_end(&rows);
}

/* The next number of a body that has entries, from *number on. */
static enum status next_body(struct audit *audit, int64_t *number, bool *found)
{
    int64_t from = seq_of(*number, 0), seq;
    *found = *number <= SEQ_BODY_MAX;
    if (!*found)
        return STATUS_OK;
    enum status status =
        store_number(audit->store, &seq, found, "SELECT min(seq) FROM entry WHERE seq >= ?", "i", from);
    /* In a table that is not ours there may be texts, which SQLite puts behind all numbers. */
    *found = *found && seq >= from;
    *number = seq >> SEQ_INDEX_BITS;
    return status;
}

static enum status count_entries(struct audit *audit)
{
    int64_t size;
    for (int64_t number = SEQ_BODY_MIN;; number++) {
        bool found;
        enum status status = next_body(audit, &number, &found);
        if (status == STATUS_OK && found)
            status = store_number(audit->store, &size, NULL, "SELECT " SEQ_LOG_SIZE("?1"), "i", number);
        if (status != STATUS_OK || !found)
            return status;
        audit->steps.bodies++;
        audit->all += (uint64_t)size;
    }
}

static enum status each_body(struct audit *audit, enum status (*act)(struct audit *audit, int64_t number))
{
    for (int64_t number = SEQ_BODY_MIN;; number++) {
        bool found;
        enum status status = next_body(audit, &number, &found);
        if (status == STATUS_OK && found)
            status = act(audit, number);
        if (status != STATUS_OK || !found)
            return status;
    }
}

/* Before anything is said: are the bodies there that were asked for? */
static enum status look_for_bodies(struct audit *audit)
{
    enum status status = audit->options->bodies ? each_body(audit, verify_look) : STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < audit->options->bodies; i++)
        if (!audit->found[i])
            return problem_say(audit->problem, STATUS_NOT_FOUND, N_("this ledger has no body \"{1}\""),
                               audit->options->body[i], NULL);
    return status;
}

static enum status verify_file(struct audit *audit)
{
    enum status status = look_for_bodies(audit);
    if (status == STATUS_OK)
        status = check_schema(audit);
    audit->steps.file += status == STATUS_OK;
    if (status == STATUS_OK)
        status = count_entries(audit);
    audit->steps.entries = audit->all;
    if (status == STATUS_OK)
        status = each_body(audit, verify_body);
    if (status == STATUS_OK && audit->options->bodies)
        return STATUS_OK;
    if (status == STATUS_OK)
        status = verify_strays(audit);
    if (status == STATUS_OK)
        status = check_blobs(audit);
    audit->steps.file += status == STATUS_OK;
    return status;
}

/* A file that cannot be read to its end is a finding; what keeps us from reading is a failure. */
static enum status end_of_file(struct audit *audit, enum status status)
{
    struct problem text;
    if (audit->cancelled)
        return STATUS_CANCELLED;
    if (status != STATUS_STORE || store_is_sound(audit->store))
        return status;
    if (!store_is_damaged(audit->store))
        return store_problem(audit->store, audit->problem);
    problem_clear(&text);
    store_problem(audit->store, &text);
    audit_find(audit, &(struct verify_finding){.code = "database", .index = -1, .text = &text});
    return STATUS_OK;
}

static enum status run(struct audit *audit, const char *path)
{
    struct integrity integrity = {.sound = true, .part = audit->options->bodies == 0, .status = STATUS_OK};
    buffer_init(&integrity.what);
    uint8_t key[ID_SUM_KEY_LENGTH];
    randombytes_buf(key, sizeof key);
    id_sum_begin(&audit->ids, key);
    integrity.index = id_sum_beside(&audit->ids);
    unsigned jobs = pipeline_jobs(audit->options->jobs);
    enum status status = store_open(path, STORE_AUDIT, &integrity.store, audit->problem);
    if (status == STATUS_OK && jobs == 1)
        store_watch(integrity.store, go_on, audit);
    if (status == STATUS_OK)
        status = pipeline_open(jobs, integrity_check, &integrity, &audit->pipeline);
    if (status == STATUS_OK) {
        store_watch(audit->store, go_on, audit);
        status = audit->cancelled ? STATUS_CANCELLED : end_of_file(audit, verify_file(audit));
        integrity_await(audit, &integrity, status != STATUS_OK);
        store_watch(integrity.store, go_on, audit);
        if (status == STATUS_OK)
            status = integrity_report(audit, &integrity);
        audit->steps.file += status == STATUS_OK;
        tell_steps(audit);
    }
    pipeline_close(audit->pipeline);
    store_close(integrity.store);
    buffer_release(&integrity.what);
    return status;
}

enum status verify_ledger(const char *path, const struct verify_options *options, bool *ok, struct problem *problem)
{
    struct audit audit = {.options = options, .problem = problem};
    *ok = false;
    enum status status = store_open(path, STORE_AUDIT, &audit.store, problem);
    if (status != STATUS_OK)
        return status;
    audit.found = calloc(options->bodies + 1, sizeof *audit.found);
    status = audit.found ? run(&audit, path) : STATUS_NO_MEMORY;
    free(audit.found);
    store_close(audit.store);
    *ok = status == STATUS_OK && !audit.errors;
    if (status == STATUS_CANCELLED || status == STATUS_NO_MEMORY)
        return problem_say(problem, status, NULL, NULL, NULL);
    return status;
}
