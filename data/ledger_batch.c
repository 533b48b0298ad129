/* Many submissions in one transaction. */
#include "data/ledger_internal.h"

enum status ledger_batch_begin(struct ledger *ledger, struct problem *problem)
{
    enum status status = store_begin(ledger->store, problem);
    if (status == STATUS_OK)
        ledger->batch = BATCH_SOUND;
    return status;
}

/* Nothing of the batch was stored: what the logs hold in memory is no longer so. */
static void forget(struct ledger *ledger)
{
    for (struct log *log = ledger->logs; log; log = log->next)
        log->stale = true;
}

enum status ledger_batch_end(struct ledger *ledger, bool keep, struct problem *problem)
{
    enum batch_state batch = ledger->batch;
    ledger->batch = BATCH_NONE;
    if (keep && batch == BATCH_SOUND) {
        enum status status = store_commit(ledger->store, problem);
        if (status != STATUS_OK)
            forget(ledger);
        return status;
    }
    store_rollback(ledger->store);
    forget(ledger);
    return keep
               ? problem_say(problem, STATUS_STORE, N_("nothing was stored, because an entry could not be"), NULL, NULL)
               : STATUS_OK;
}

enum status ledger_enter(struct ledger *ledger, struct problem *problem)
{
    if (ledger->batch == BATCH_NONE)
        return store_begin(ledger->store, problem);
    if (ledger->batch == BATCH_SOUND)
        return STATUS_OK;
    return problem_say(problem, STATUS_STORE, N_("an entry before this one could not be stored"), NULL, NULL);
}

enum status ledger_leave(struct ledger *ledger, enum status status, bool written, struct problem *problem)
{
    if (ledger->batch == BATCH_NONE && status == STATUS_OK)
        return store_commit(ledger->store, problem);
    if (ledger->batch == BATCH_NONE)
        store_rollback(ledger->store);
    else if (status != STATUS_OK && (written || status == STATUS_STORE || status == STATUS_NO_MEMORY))
        ledger->batch = BATCH_BROKEN; /* half an entry, or a transaction that SQLite has given up by itself */
    return status;
}
