/*
 * The sample ledger of `stimmbuch demo`: a folder of its own with bodies, people, proposals and votes, built from the
 * script data/samples/world.txt through the same door as every other entry.
 *
 *     ledger.db      the ledger
 *     keys/          the keys one can act with: the delegate's, every secretary's and auditor's, and those of the logs
 *     passphrase     for all of them, 0600
 *     people         the address book
 *     state/heads/   the marks of the signed heads
 *     state/audits/  what audits without an error leave for the next one
 */
#ifndef DATA_DEMO_H
#define DATA_DEMO_H

#include "core/instant.h"
#include "data/keyring.h"

/* Of every key in it. It is no secret, and says so. */
#define DEMO_PASSPHRASE "beispiel"

struct demo_paths {
    struct buffer folder, ledger, keys, passphrase, people, marks, audited;
};

MUST_CHECK enum status demo_paths_init(struct demo_paths *paths, const char *folder);
void demo_paths_release(struct demo_paths *paths);

/* There is a complete sample ledger. */
bool demo_is_built(const struct demo_paths *paths);

/* Told how much is done; false stops the building. */
typedef bool demo_progress(void *context, size_t done, size_t all);

struct demo_plan {
    const char *samples;            /* the folder with world.txt and the files it names */
    const struct demo_paths *paths; /* the folder is there, empty and 0700 */
    struct instant now;             /* the days of the script count back from it */
    enum keyfile_kdf kdf;
    demo_progress *progress;
    void *context;
};

/*
 * Builds it. STATUS_FORM and STATUS_REFUSED with file and line when the script or a file of it is at fault;
 * STATUS_CANCELLED when progress said so. After a failure the folder is good for nothing.
 */
MUST_CHECK enum status demo_build(const struct demo_plan *plan, struct problem *problem);

#endif
