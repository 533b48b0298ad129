/*
 * SQLite's own check of the file; with several threads on a connection of its own, beside everything else.
 *
 * Half of that check would be to look up each entry in the index of ids, in an order as random as ids are. So where
 * the whole ledger is audited, SQLite checks everything but this, and a sum over the index is compared with that over
 * the entries that the audit reads anyway. Only when something is not as it should be is all of it checked, which tells
 * what.
 */
#include "data/verify_integrity.h"

enum { WAIT_MILLISECONDS = 100 };

/* The sum over the index; *whole: it holds nothing but ids of entries, in the order in which they are looked up. */
static enum status sum_index(struct integrity *integrity, bool *whole)
{
    struct digest before = {{0}};
    int64_t last = -1;
    struct rows rows = store_ask(integrity->store, "SELECT id, seq FROM entry INDEXED BY entry_id", "");
    while (*whole && rows_next(&rows)) {
        struct digest id = rows_digest(&rows, 0);
        int64_t seq = rows_number(&rows, 1);
        int order = memcmp(before.byte, id.byte, sizeof id.byte);
        *whole = rows_are(&rows, "bi") && rows_blob(&rows, 0).length == sizeof id &&
                 (order < 0 || (order == 0 && last < seq));
        id_sum_add(&integrity->index, &id, seq);
        before = id;
        last = seq;
    }
    return rows_end(&rows);
}

/* Of tables that somebody else made nothing is taken for granted. */
static void check_part(struct integrity *integrity)
{
    bool differs = true, sound = false;
    struct buffer what;
    buffer_init(&what);
    enum status status = store_schema_differs(integrity->store, &differs, &what);
    if (status == STATUS_OK && !differs)
        status = store_integrity_part(integrity->store, &sound);
    if (status == STATUS_OK && sound)
        status = sum_index(integrity, &sound);
    integrity->sound = status == STATUS_OK && sound;
    buffer_release(&what);
}

static void check_all(struct integrity *integrity)
{
    integrity->status = store_integrity(integrity->store, &integrity->sound, &integrity->what);
}

void integrity_check(void *context)
{
    struct integrity *integrity = context;
    if (integrity->part)
        check_part(integrity);
    else
        check_all(integrity);
}

/* An interruption has no effect before the check begins, so it is repeated until the check has ended. */
void integrity_await(struct audit *audit, struct integrity *integrity, bool stop)
{
    do {
        if (stop || audit_progress(audit) != STATUS_OK)
            store_interrupt(integrity->store);
    } while (!pipeline_first_done(audit->pipeline, WAIT_MILLISECONDS));
}

enum status integrity_report(struct audit *audit, struct integrity *integrity)
{
    struct problem text;
    problem_clear(&text);
    if (integrity->part && !audit->cancelled) {
        if (integrity->sound && id_sum_equal(&integrity->index, &audit->ids))
            return STATUS_OK;
        check_all(integrity);
    }
    if (audit->cancelled)
        return STATUS_CANCELLED;
    if (integrity->status == STATUS_STORE && store_is_damaged(integrity->store)) {
        store_problem(integrity->store, &text);
        audit_find(audit, &(struct verify_finding){.code = "database", .index = -1, .text = &text});
        return STATUS_OK;
    }
    if (integrity->status == STATUS_STORE)
        return store_problem(integrity->store, audit->problem);
    if (integrity->status == STATUS_OK && !integrity->sound)
        audit_say(audit, "database",
                  N_("SQLite finds the file damaged ({1}): keep it, and take a copy from another member"),
                  buffer_slice(&integrity->what), SLICE(""));
    return integrity->status;
}
