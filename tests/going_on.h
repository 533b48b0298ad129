/*
 * Audits that go on from an earlier one, beside audits of everything: a second world follows a log entry by entry, each
 * beginning of it is audited there, and the audit of the whole that goes on from it must say what the full one says.
 */
#ifndef TESTS_GOING_ON_H
#define TESTS_GOING_ON_H

#include "data/verify.h"
#include "tests/world.h"

/* What an audit of one body said; findings as tests/audited.h writes them. */
struct said {
    struct buffer findings;
    struct verify_body body; /* without its name */
    size_t unkept;
    bool ok;
};

/* Audits, with one thread if no other number is given; it must come to its end. Release it with said_release. */
struct said said_of(struct world *w, const struct verify_options *options);
void said_release(struct said *said);

/* A folder for what audits keep, and its only file: read, and written. */
const char *kept_folder(struct world *w, const char *name);
void kept_read(struct world *w, const char *folder, struct buffer *out);
void kept_write(struct world *w, const char *folder, struct slice bytes);

/* Audits everything and keeps it there. */
void keep_audit(struct world *w, const char *folder);

/* Every `step`th beginning of the log; its entries may be rejected by state, but by nothing else. */
void going_on_expect(struct world *w, uint64_t step);

#endif
