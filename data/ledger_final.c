/*
 * What only the writer asks, since it is not in the log: a decision that is to become the statute is final, that is
 * countersigned by as many auditors as the statute of its ballot wants.
 */
#include "data/head_cosign.h"
#include "data/ledger_internal.h"
#include "data/replay_lookup.h"
#include "data/replay_version.h"

static enum status check_cosigners(struct log *log, int64_t ballot, int64_t ended, struct problem *problem)
{
    struct version *version;
    uint64_t needed, have = 0;
    enum status status = version_at(&log->replay, ballot, &version);
    if (status != STATUS_OK)
        return status;
    needed = version->body.statute.final;
    version_drop(version);
    if (needed)
        status = head_cosigners(log, ended, &have, problem);
    if (status != STATUS_OK || have >= needed)
        return status;
    struct buffer words;
    buffer_init(&words);
    buffer_number(&words, have);
    buffer_byte(&words, '/');
    buffer_number(&words, needed);
    status = problem_refuse(problem, REASON_FINAL,
                            N_("the decision is not final, {1} auditors have countersigned it: a secretary runs "
                               "\"stimmbuch checkpoint\", then each auditor \"stimmbuch cosign\""),
                            buffer_slice(&words));
    buffer_release(&words);
    return status;
}

enum status log_check_final(struct log *log, const struct entry *entry, struct problem *problem)
{
    struct replay *replay = &log->replay;
    struct digest id;
    int64_t result, ballot = 0, ended = 0;
    bool found;
    if (entry->kind != KIND_STATUTE || !entry_hash(entry, "decided", &id))
        return STATUS_OK;
    enum status status = find_valid(replay, &id, entry->size, &result, &found);
    if (status != STATUS_OK)
        return status;
    struct rows rows = store_ask(replay->store, "SELECT idx, ended FROM ballot WHERE body = ? AND result = ?", "ii",
                                 replay->number, result);
    if (rows_next(&rows)) {
        ballot = rows_number(&rows, 0);
        ended = rows_number(&rows, 1);
    }
    status = rows_end(&rows);
    return status == STATUS_OK ? check_cosigners(log, ballot, ended, problem) : status;
}
