/*
 * A world's ledger that was altered, and what its audit says. A finding is written "code@index", a warning in brackets;
 * index -1: it has no place.
 */
#ifndef TESTS_AUDITED_H
#define TESTS_AUDITED_H

#include "data/verify_path.h"
#include "tests/world.h"

/* Numbers of threads that audits are tried with. */
enum { AUDIT_JOBS = 2 };
extern const unsigned audit_jobs[AUDIT_JOBS];

/* What an audit said. */
struct report {
    struct buffer findings, bodies;
    const char *id_of; /* the code whose finding's id is kept */
    struct digest id;
    bool ok;
    enum status status;
};

void report_release(struct report *report);
const char *report_text(const struct buffer *text);

/*
 * Set-up of a world with this log; world_remove undoes it. A test that alters the file sets w->unchecked (this does).
 *
 *     0 founding   1–5 enrolments of stadt kreis gemeinde bmds dvc   6 proposal   7 ballot
 *     8 vote of stadt   9 of kreis   10 of gemeinde   11 of bmds   12 close   13 result, and a signed head of size 14
 */
enum { AUDITED_VOTED = 12, AUDITED_SIZE = 14 };
int audited_make(void **state);

/* The same up to the votes; returns the ballot. */
const char *audited_begin(struct world *w);

/* Signs the log's head and leaves its mark in the folder audited_marks. */
void audited_sign(struct world *w);
const char *audited_marks(struct world *w);

/* Changes the file as a stranger with a shell would; triggers do not stop them. */
void audited_alter(struct world *w, const char *sql);

/* The ledger's file as it is; the ledger is closed. And another file in its place. */
void audited_read(struct world *w, struct buffer *out);
void audited_write(struct world *w, struct slice bytes);

/* Fills in the callbacks and audits. */
void audit_run(struct world *w, const struct verify_options *wanted, struct report *report);

/* The same of a published log. */
void audit_run_folder(struct world *w, const char *folder, const struct verify_options *wanted, struct report *report);

/* The audit says just this; `when` is for the message when it does not. */
void audit_expect_with(struct world *w, const struct verify_options *options, const char *findings, bool ok,
                       const char *when);

/* With any number of threads. */
void audit_expect(struct world *w, const char *marks, const char *findings, bool ok);

#endif
