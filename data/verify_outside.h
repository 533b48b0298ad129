/* What the audits of folders and bundles share: their entries are laid into a temporary database. For these only. */
#ifndef DATA_VERIFY_OUTSIDE_H
#define DATA_VERIFY_OUTSIDE_H

#include "data/verify_work.h"

enum { OUTSIDE_BODY = 1 };

/* Lays an entry into the temporary database, as one of OUTSIDE_BODY. */
MUST_CHECK enum status outside_lay(struct audit *audit, int64_t index, struct slice bytes, const struct digest *leaf);

#endif
