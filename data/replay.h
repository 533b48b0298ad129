/*
 * The replay: the state of a body is a function of its log. This is the only place where it is decided whether an
 * entry takes effect; casting, import, rebuild and the audit all come through replay_check.
 *
 * The common rules are in replay.c, those of a kind in replay_KIND.c, in the order of data/FORMAT.md section 6.
 * The state lies in the derived tables of a store (the ledger file itself, or a scratch database in the audit).
 */
#ifndef DATA_REPLAY_H
#define DATA_REPLAY_H

#include "core/body.h"
#include "core/merkle.h"
#include "core/sealed.h"
#include "data/known.h"
#include "data/met.h"
#include "data/recent.h"
#include "data/store.h"

enum { REPLAY_ROOTS = 64, REPLAY_CLOCK_SKEW = 300 };

struct version;
struct votes;

struct replay {
    struct store *store; /* the derived tables */
    struct store *log;   /* where entries and nodes are read (the same store, but in the audit) */
    int64_t number;      /* of the body in `store` */
    int64_t log_number;  /* of the body in `log` */
    struct digest founding;
    bool has_founding, own_ids; /* own_ids: it keeps the ids of entries in `store` (data/replay_ids.h) */
    struct body body;           /* as it is at the place: after the last entry */
    struct version *founded, *current, *versions;
    int64_t changed;    /* index of the last valid roster, statute or key entry; 0: none */
    int64_t changed_at; /* the latest time that an author of these, or of an enrolment, gave */
    struct merkle tree; /* of the entries before the place */
    int64_t log_time;
    bool index_search;            /* fill the full-text index too (not in the audit) */
    struct met met;               /* ids of entries before the place */
    struct known *known;          /* NULL, or the beginning that an earlier audit has read (replay_resume) */
    struct replay_memory *memory; /* NULL: everything is asked from the tables */
    struct votes *votes;          /* with a memory: those that are not in their table */
    struct recent recent;
    struct {
        uint64_t size;
        struct digest root;
    } roots[REPLAY_ROOTS]; /* asked for before, by size modulo their number */
};

/* How much of the signatures must be there. */
enum replay_mode {
    REPLAY_LOGGED,   /* an entry with a place in the log: all of them */
    REPLAY_PARTIAL,  /* a note that may wait for more signatures */
    REPLAY_UNSIGNED, /* a text that nobody signed yet: every rule but the signatures */
};

/* How an entry stands. */
struct standing {
    enum reason reason;    /* REASON_NONE: valid */
    size_t signatures;     /* lines it has */
    size_t needed;         /* lines its kind asks for */
    struct problem detail; /* about the reason */
};

/* A replay at the end of the body's log in `store`. The struct is large: keep it off small stacks. */
MUST_CHECK enum status replay_open(struct replay *replay, struct store *store, int64_t number, struct problem *problem);

/* Others have added to the log: goes to its end. What the body was at earlier places stays known. As replay_open. */
MUST_CHECK enum status replay_reopen(struct replay *replay, struct problem *problem);

/* A replay from nothing into an empty `store` as body `number`; the log is read from `log` for old roots. */
void replay_start(struct replay *replay, struct store *store, int64_t number, struct store *log, int64_t log_number);

/*
 * Keeps in memory what is asked for again and again, about 1.3 MB, two bytes for each entry of a log of that size, and
 * the votes that data/replay_votes.h tells of. At the beginning of a replay from nothing, and only where nobody else
 * changes the tables before replay_close.
 */
MUST_CHECK enum status replay_remember(struct replay *replay, uint64_t size);

/* The same for one that is under way: its votes, and the ids before, are in the tables only. */
MUST_CHECK enum status replay_remember_state(struct replay *replay);

/* What it keeps in memory goes; its tree and the founding's id may still be read. A second time is fine. */
void replay_close(struct replay *replay);

/* Would this entry be valid at the next place? STATUS_OK with `standing` filled in, whatever the verdict. */
MUST_CHECK enum status replay_check(struct replay *replay, struct sealed *sealed, enum replay_mode mode,
                                    struct standing *standing);

/* Puts the effects of an entry that was checked at this place into the tables. Then replay_add_leaf goes on. */
MUST_CHECK enum status replay_apply(struct replay *replay, const struct sealed *sealed, enum reason reason);

/* The root of the first `size` entries. */
MUST_CHECK enum status replay_root(struct replay *replay, uint64_t size, struct digest *out);

/* Told of nodes that appended leaves finish. */
MUST_CHECK enum status replay_add_leaf(struct replay *replay, const struct digest *leaf, merkle_sink *sink,
                                       void *context);

#endif
