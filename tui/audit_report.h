/*
 * The report of an audit that has ended, block by block: the one place that says what is in it and in which order,
 * whether it becomes a file of text or paper.
 */
#ifndef TUI_AUDIT_REPORT_H
#define TUI_AUDIT_REPORT_H

#include "core/buffer.h"
#include "tui/audit.h"

enum audit_block { AUDIT_BLOCK_FINDING, AUDIT_BLOCK_BODY, AUDIT_BLOCK_VERDICT };

/* `lines` are whole lines of text, each with its end; borrowed for the call. */
struct audit_report_block {
    enum audit_block kind;
    bool good; /* of a finding: a warning only; of the verdict: everything holds */
    struct slice lines;
};

typedef enum status audit_report_visit(void *context, const struct audit_report_block *block);

/* Findings, bodies, the verdict. STATUS_REFUSED while the audit runs. A visitor's failure ends it, and is returned. */
MUST_CHECK enum status audit_report(const struct audit *audit, audit_report_visit *visit, void *context,
                                    struct problem *problem);

/* All of it as text; and as JSON, as the command prints it. */
MUST_CHECK enum status audit_report_text(const struct audit *audit, struct buffer *out, struct problem *problem);
MUST_CHECK enum status audit_report_json(const struct audit *audit, struct buffer *out, struct problem *problem);

#endif
