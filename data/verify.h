/*
 * The audit: every signature, the whole tree, the replay into a fresh state, the stored tables against it, every signed
 * head. Signatures are verified by several threads; the state is replayed by one.
 *
 * Findings have the codes of data/FORMAT.md section 9, or a reason code of the replay.
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

struct verify_body {
    struct slice name;
    uint64_t entries, signatures, checkpoints;
    struct digest root;
    uint64_t absent; /* attachments that its valid entries name, but the ledger does not hold */
};

/* How far each step is, as counted by the audit itself; what is of so many is known before the first entry. */
struct verify_steps {
    unsigned file;              /* of VERIFY_FILE_PARTS: the schema, the attachments, SQLite's own check */
    uint64_t placed, replayed;  /* entries in their places, and replayed, of `entries` */
    uint64_t entries;           /* of all bodies */
    uint64_t signatures, heads; /* good ones so far */
    uint64_t compared, bodies;  /* bodies whose heads and tables are done, of so many */
};
enum { VERIFY_FILE_PARTS = 3 };

struct verify_options {
    const char *marks;       /* folder of the marks, or NULL */
    unsigned jobs;           /* threads; 0: one for each processor */
    const char *const *body; /* only these, by name or founding id as a person gives it */
    size_t bodies;           /* 0: all */
    /* Told of each finding and of each body when it is done; everything is borrowed for the call. */
    void (*finding)(void *context, const struct verify_finding *finding);
    void (*body_done)(void *context, const struct verify_body *body);
    bool (*progress)(void *context, uint64_t done, uint64_t all); /* false cancels; may be NULL */
    void (*steps)(void *context,
                  const struct verify_steps *steps); /* told before each `progress`, and at the end; may be NULL */
    void *context;
};

/*
 * What to do about a finding of this code (English, a msgid, static); NULL where its text says so itself.
 */
const char *verify_remedy(const char *code, bool warning);

/*
 * *ok: no finding is an error. STATUS_OK also when there are findings; STATUS_CANCELLED; STATUS_NOT_FOUND when a body
 * asked for is not there; another status when the audit itself could not be done.
 */
MUST_CHECK enum status verify_ledger(const char *path, const struct verify_options *options, bool *ok,
                                     struct problem *problem);

/*
 * The same of a published log in a folder, whose files are looked at too, and in which nothing is derived. STATUS_FILE
 * when it is no folder with a checkpoint that can be read.
 */
MUST_CHECK enum status verify_folder(const char *path, const struct verify_options *options, bool *ok,
                                     struct problem *problem);

#endif
