/* The audit of what lies outside a ledger: a published log, a bundle. */
#ifndef DATA_VERIFY_PATH_H
#define DATA_VERIFY_PATH_H

#include "data/verify.h"

/*
 * As verify_ledger, of a published log in a folder, whose files are looked at too, and in which nothing is derived.
 * STATUS_FILE when it is no folder with a checkpoint that can be read.
 */
MUST_CHECK enum status verify_folder(const char *path, const struct verify_options *options, bool *ok,
                                     struct problem *problem);

/*
 * The same of a bundle. Entries before its first one are read from the ledger, which is audited so far too; `ledger`
 * may be NULL, or the path of one that is not there. Of what waits in it, form and signatures are looked at, not the
 * rules: *waiting is how many these are. STATUS_REFUSED: entries before its first one are missing; STATUS_FILE.
 */
MUST_CHECK enum status verify_bundle(const char *path, const char *ledger, const struct verify_options *options,
                                     bool *ok, uint64_t *waiting, struct problem *problem);

#endif
