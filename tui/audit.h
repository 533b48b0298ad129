/* The audit on the screen: what has been found so far, and how it is painted. */
#ifndef TUI_AUDIT_H
#define TUI_AUDIT_H

#include "data/verify.h"
#include "tui/widget.h"

#include <pthread.h>

enum { FINDINGS_MAX = 1000, AUDIT_BODIES_MAX = 16, AUDIT_NAME_BYTES = 104 };

/* What an audit looks at; every finding belongs to one of these. */
enum audit_step {
    AUDIT_FILE,       /* SQLite's check, the schema, attachments */
    AUDIT_TREE,       /* places, hashes and ids of entries, nodes */
    AUDIT_SIGNATURES, /* that the signatures are there and valid */
    AUDIT_RULES,      /* the replay: who may do what, counts, results */
    AUDIT_HEADS,      /* signed heads and the mark */
    AUDIT_TABLES,     /* what is derived, against the replay */
    AUDIT_STEPS
};

struct finding {
    bool warning, has_id;
    int64_t index;
    struct digest id;
    char code[24], body[AUDIT_NAME_BYTES];
    struct problem text;
};

struct checked_body {
    char name[AUDIT_NAME_BYTES];
    struct verify_body counts; /* its name is the one here */
};

/*
 * The worker appends findings and bodies; what it appended never changes. The screen shows the first `shown` of them,
 * a number that it takes over under the lock, so painting needs none.
 */
struct audit {
    pthread_mutex_t lock;
    struct buffer path, marks, audited;
    enum verify_scope scope;
    int64_t now; /* when it began, POSIX seconds */
    struct finding *finding;
    size_t findings, left_out;
    struct checked_body body[AUDIT_BODIES_MAX];
    size_t bodies;
    struct verify_steps steps;
    bool ok;
    struct problem problem;
    struct problem unkept; /* why this audit could not be kept for the next one; else without a message */
    /* The screen's own. */
    struct worker *worker;
    struct list list;
    size_t shown, shown_bodies;
    uint64_t errors[AUDIT_STEPS], warnings[AUDIT_STEPS]; /* of those shown */
    uint64_t done, all;
    struct verify_steps shown_steps;
    bool running, more; /* more: findings beyond FINDINGS_MAX, which are not kept */
    enum status status;
};

/* What the audits of the bodies shown had in common at least. */
enum verify_basis audit_basis(const struct audit *audit);

/* The step that a finding's code belongs to (data/FORMAT.md section 9). */
enum audit_step audit_step(const char *code);

/* How far a step is: so much of so much; both 0: nothing to do. */
struct audit_share {
    uint64_t done, all;
};
struct audit_share audit_share(const struct audit *audit, enum audit_step step);

/* What a step has looked at: so far, or in all when the audit has ended. */
void audit_write_step(const struct audit *audit, enum audit_step step, struct buffer *out);

/* In tui/audit_paint.c; audit_page tells how many findings are seen at once. */
void audit_paint(const struct audit *audit, struct canvas *canvas, struct area area);
int audit_page(const struct audit *audit, struct area area);

#endif
