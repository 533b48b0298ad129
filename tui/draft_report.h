/*
 * What a draft would do, in words, before anybody signs it: of a proposal what the statute still asks of it, of a
 * change of the roster or the statute what would be different. The files draft_report_KIND.c write it.
 */
#ifndef TUI_DRAFT_REPORT_H
#define TUI_DRAFT_REPORT_H

#include "data/ledger.h"
#include "tui/page.h"

struct report_line {
    enum style style;
    enum sign sign;     /* SIGN_COUNT: none */
    const char *label;  /* translated; NULL: a heading */
    struct slice words; /* in the report's arena */
};

struct draft_report {
    struct arena arena;
    struct report_line *line;
    size_t lines, capacity;
    bool failed; /* no memory */
};

void draft_report_init(struct draft_report *report);
void draft_report_release(struct draft_report *report);
MUST_CHECK enum status draft_report_status(const struct draft_report *report);

/* Adds a line; its words are copied. */
void draft_report_add(struct draft_report *report, struct report_line line);

/* The same with a pattern, translated already, and what fills it. */
void draft_report_say(struct draft_report *report, enum style style, const char *label, const char *pattern,
                      struct slice first, struct slice second);

void draft_report_draw(const struct draft_report *report, struct page *page);

/* The entry is composed and parsed; the log is the body's. Failures are those of the store, and STATUS_NO_MEMORY. */
MUST_CHECK enum status draft_report_proposal(struct draft_report *report, struct log *log, const struct entry *entry,
                                             struct instant now, struct problem *problem);
/* The attachments of a proposal, and which of them lie beside the draft of that path. */
MUST_CHECK enum status draft_report_attachments(struct draft_report *report, const struct entry *entry,
                                                const char *path);
void draft_report_roster(struct draft_report *report, struct log *log, const struct entry *entry);
MUST_CHECK enum status draft_report_statute(struct draft_report *report, struct log *log, const struct entry *entry,
                                            struct problem *problem);

#endif
