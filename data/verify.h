/*
 * The audit: every signature, the whole tree, the replay into a fresh state, the stored tables against it, every signed
 * head. Signatures are verified by several threads; the state is replayed by one.
 *
 * Findings have the codes of data/FORMAT.md section 9, or a reason code of the replay.
 * An audit of what is new (VERIFY_NEW, VERIFY_SINCE) does the same with the new entries, and goes on from the state
 * that an earlier one has left. It does not look at: SQLite's own check of the file, attachments, older signed heads as
 * the earlier audit saw them, votes of ballots that had ended, the index for searching. Where it must begin with
 * entry 0 after all (VERIFY_NEW), it looks at everything.
 */
#ifndef DATA_VERIFY_H
#define DATA_VERIFY_H

#include "data/store.h"

struct verify_finding {
    const char *code;
    bool warning;
    struct slice body; /* empty: about the whole file */
    int64_t index;     /* of the entry; of a signed head its size; -1: no place */
    bool has_id;
    struct digest id;
    const struct problem *text; /* why, for people; never NULL */
};

/* Which entries an audit reads. */
enum verify_scope {
    VERIFY_ALL,
    VERIFY_NEW,   /* those behind the audit that `audited` keeps; all of them where it keeps none that can be used */
    VERIFY_SINCE, /* those from index `since` on, or more; without such an audit all, but no signatures before it */
};

/* What an audit of a body began with. */
enum verify_basis {
    VERIFY_FROM_FOUNDING, /* nothing: every entry was read, with its signatures */
    VERIFY_FROM_AUDIT,    /* the entries before `from` are known from an earlier audit, and were not read again */
    VERIFY_FROM_SIGNED,   /* every entry was read and replayed, but no signature before `from` was verified */
};

/* What became of the audit that is kept. */
enum verify_kept {
    VERIFY_KEPT_NONE, /* there is none */
    VERIFY_KEPT_GOOD,
    VERIFY_KEPT_DAMAGED, /* its file is not as it was written: it was not looked at any further */
    VERIFY_KEPT_LATER,   /* it has read more than was asked to be taken as known */
    VERIFY_KEPT_DIFFERS, /* the ledger does not hold what it has read: a finding, but for VERIFY_ALL; it stays */
};

struct verify_body {
    struct slice name;
    uint64_t entries, signatures, checkpoints;
    struct digest root;
    enum verify_basis basis;
    uint64_t from;
    enum verify_kept kept;
    struct digest known; /* VERIFY_FROM_AUDIT: the root of the entries before `from` */
    int64_t at, full;    /* when they were audited, and when an audit last began with entry 0; POSIX seconds */
    uint64_t absent;     /* attachments that its valid entries name, but the ledger does not hold */
};

enum { VERIFY_FILE_PARTS = 3 };
/* How far each step is, as the audit counts; what is of so many is known before the first entry. */
struct verify_steps {
    unsigned file;              /* of VERIFY_FILE_PARTS: the schema, the attachments, SQLite's own check */
    uint64_t placed, replayed;  /* entries in their places, and replayed, of `entries` */
    uint64_t entries;           /* of all bodies */
    uint64_t signatures, heads; /* good ones so far */
    uint64_t compared, bodies;  /* bodies whose heads and tables are done, of so many */
};

struct verify_options {
    const char *marks;   /* folder of the marks, or NULL */
    const char *audited; /* where audits without an error are kept (data/audited_state.h); NULL: nowhere */
    int64_t now;         /* POSIX seconds, for what is kept */
    enum verify_scope scope;
    uint64_t since;
    unsigned jobs, room;     /* threads, 0: one for each processor; bytes for votes in memory, 0: VOTES_BYTES */
    const char *const *body; /* only these, by name or founding id as a person gives it */
    size_t bodies;           /* 0: all */
    /* Told of each finding and of each body when it is done; everything is borrowed for the call. */
    void (*finding)(void *context, const struct verify_finding *finding);
    void (*body_done)(void *context, const struct verify_body *body);
    bool (*progress)(void *context, uint64_t done, uint64_t all); /* false cancels; may be NULL */
    /* Told before each `progress`, and at the end; may be NULL. */
    void (*steps)(void *context, const struct verify_steps *steps);
    void (*unkept)(void *context, const struct problem *problem); /* an audit could not be kept; may be NULL */
    void *context;
};

/* What to do about a finding of this code (English, a msgid, static); NULL where its text says so itself. */
const char *verify_remedy(const char *code, bool warning);

/*
 * *ok: no finding is an error. STATUS_OK also when there are findings; STATUS_CANCELLED; STATUS_NOT_FOUND when a body
 * asked for is not there; another status when the audit itself could not be done.
 */
MUST_CHECK enum status verify_ledger(const char *path, const struct verify_options *options, bool *ok,
                                     struct problem *problem);

#endif
