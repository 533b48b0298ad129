/*
 * The ledger: bodies, their logs, and the one door through which entries come in.
 *
 *     ledger_submit → core/note, core/entry → data/replay_KIND → entry, tree and tables, in one transaction
 */
#ifndef DATA_LEDGER_H
#define DATA_LEDGER_H

#include "core/checkpoint.h"
#include "data/replay.h"

struct ledger;

/* A body's log in a ledger; lives as long as the ledger. */
struct log;

MUST_CHECK enum status ledger_open(const char *path, enum store_mode mode, struct ledger **out,
                                   struct problem *problem);

/* An empty one that lies nowhere and is gone when it is closed. */
MUST_CHECK enum status ledger_scratch(struct ledger **out, struct problem *problem);
void ledger_close(struct ledger *ledger);

/* For queries. Borrowed. */
struct store *ledger_store(struct ledger *ledger);

/* The log of the body with that name, at its present end. STATUS_NOT_FOUND with a sentence when there is none. */
MUST_CHECK enum status ledger_log(struct ledger *ledger, struct slice name, struct log **out, struct problem *problem);

/* The same by local number. */
MUST_CHECK enum status ledger_log_number(struct ledger *ledger, int64_t number, struct log **out,
                                         struct problem *problem);

/*
 * Brings a log that was looked up a while ago to its present end: another process may have appended to it, or a
 * transaction failed. What was borrowed from it is no longer valid.
 */
MUST_CHECK enum status log_refresh(struct log *log, struct problem *problem);

const struct body *log_body(const struct log *log);
const struct digest *log_founding(const struct log *log);
int64_t log_number(const struct log *log);
uint64_t log_size(const struct log *log);
struct digest log_root(struct log *log);
struct replay *log_replay(struct log *log);

/* What became of an entry. */
struct submission {
    struct digest id;
    enum kind kind;
    int64_t index; /* its place in the log; -1: it waits for signatures, or for the writer */
    size_t signatures, needed;
    bool copy; /* this ledger holds a copy of the body: the writer gives the entry its place (data/role.h) */
};

/*
 * Takes a signed note: appends it, or keeps it as pending while signatures are missing, and in a copy of the body's log
 * whatever signatures it has. STATUS_REFUSED with reason when a rule refuses it, STATUS_FORM when it is not
 * well-formed. When it returns STATUS_OK the entry is on disk.
 * `now` is this machine's clock: an entry more than five minutes ahead of it is refused.
 */
MUST_CHECK enum status ledger_submit(struct ledger *ledger, struct slice note, struct instant now,
                                     struct submission *out, struct problem *problem);

/*
 * Many submissions in one transaction, for imports: each is checked as ever, but none is on disk before the batch has
 * ended with `keep`. A refusal leaves the batch as it is; after any other failure nothing of the batch is stored, and
 * its end says so. Between the two only ledger_submit, ledger_try and queries may be used.
 */
MUST_CHECK enum status ledger_batch_begin(struct ledger *ledger, struct problem *problem);
MUST_CHECK enum status ledger_batch_end(struct ledger *ledger, bool keep, struct problem *problem);

/* Every rule but the signatures, for a text that is to be signed: so that nobody signs what will be refused. */
MUST_CHECK enum status ledger_try(struct ledger *ledger, struct slice text, struct instant now,
                                  struct problem *problem);

/* What ledger_submit would say to a signed note now, with nothing written: how one that waits stands. */
MUST_CHECK enum status ledger_look(struct ledger *ledger, struct slice note, struct instant now, struct submission *out,
                                   struct problem *problem);

/* The note of a pending entry; STATUS_NOT_FOUND. */
MUST_CHECK enum status ledger_pending(struct ledger *ledger, const struct digest *id, struct buffer *note,
                                      struct problem *problem);

/* Forgets a pending entry. */
MUST_CHECK enum status ledger_pending_drop(struct ledger *ledger, const struct digest *id, struct problem *problem);

/* Derives all tables of all bodies anew from the log. `progress` (may be NULL) is told done and all; false cancels. */
typedef bool ledger_progress(void *context, uint64_t done, uint64_t all);
MUST_CHECK enum status ledger_rebuild(struct ledger *ledger, ledger_progress *progress, void *context,
                                      struct problem *problem);

#endif
