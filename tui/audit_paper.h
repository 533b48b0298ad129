/*
 * What an audit found, as a document: for the verb's --report and for the screen's export. What is told is copied;
 * findings and bodies in the order in which the audit tells of them.
 */
#ifndef TUI_AUDIT_PAPER_H
#define TUI_AUDIT_PAPER_H

#include "core/document.h"
#include "data/verify.h"

struct audit_paper_finding;
struct audit_paper_body;

struct audit_paper {
    struct arena arena;
    struct audit_paper_finding *first, *last;
    struct audit_paper_body *body, *last_body;
    uint64_t errors, warnings;
    bool failed; /* no memory; audit_paper_write says so */
};

void audit_paper_init(struct audit_paper *report);
void audit_paper_release(struct audit_paper *report);

void audit_paper_add(struct audit_paper *report, const struct verify_finding *finding);
void audit_paper_body(struct audit_paper *report, const struct verify_body *body);

/*
 * The document: `subject` is what was audited, `at` when, `verdict` the last sentences of the audit, a line each. To be
 * released with document_release, also after a failure. STATUS_NO_MEMORY is the only failure.
 */
MUST_CHECK enum status audit_paper_write(const struct audit_paper *report, struct slice subject, int64_t at,
                                          enum verify_scope scope, bool ok, struct slice verdict, struct document *out);

#endif
