/* An earlier audit from which this one goes on, and what is kept of this one. For verify*.c only. */
#ifndef DATA_VERIFY_SINCE_H
#define DATA_VERIFY_SINCE_H

#include "data/verify_work.h"

/* Decides what the audit of a body with so many entries begins with; opens the scratch store. */
MUST_CHECK enum status since_begin(struct body_audit *body, uint64_t size);
/* The audit goes on from an earlier one. */
bool since_continues(const struct body_audit *body);
/* Will the audit be kept, if it finds nothing? */
bool since_keeps(const struct body_audit *body);
/* A proof has failed: the finding. */
void since_differs(struct body_audit *body);
/* Has the audit failed because the tables of the earlier one are no state of a body? Then says so. */
bool since_unusable(struct body_audit *body, enum status status);
/* The body has been audited without an error: makes what is kept of it. */
MUST_CHECK enum status since_keep(struct body_audit *body);
/* Writes what is to be kept, or drops it all when something else was wrong. */
void since_end(struct audit *audit, bool ok);

#endif
