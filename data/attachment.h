/*
 * The files that a draft's `attachment` lines name. They lie beside the draft, and are kept in the ledger before the
 * entry that names them is written: a file that nothing names is harmless, an entry whose file was lost is not.
 */
#ifndef DATA_ATTACHMENT_H
#define DATA_ATTACHMENT_H

#include "core/draft.h"
#include "data/store.h"

enum { ATTACHMENT_LIMIT = 64 << 20 };

/*
 * `path` is the draft's. A line "attachment: NAME" gets hash and size from the file of that name; one that has them is
 * compared with the file where there is one. STATUS_FORM: a name with folders; STATUS_REFUSED: the file is another
 * one; STATUS_FILE: it is missing though the line has no hash, no regular file, empty, larger than ATTACHMENT_LIMIT, or
 * cannot be read. The problem has the draft's line.
 */
MUST_CHECK enum status attachment_complete(struct draft *draft, const char *path, struct problem *problem);

/* Tells of a draft that was completed the name of each file that is not there: of these only the hash will be kept. */
typedef void attachment_missing(void *context, struct slice name);
MUST_CHECK enum status attachment_look(const struct draft *draft, const char *path, attachment_missing *missing,
                                       void *context);

/* Keeps the others; each is read and compared again. */
MUST_CHECK enum status attachment_keep(const struct draft *draft, const char *path, struct store *store,
                                       struct problem *problem);

/* Whether a regular file of that name lies beside the draft. STATUS_NO_MEMORY is the only failure. */
MUST_CHECK enum status attachment_is_there(const char *path, struct slice name, bool *there);

#endif
