/*
 * Records of an import into drafts: number, title, kind, and a text that fits an entry.
 */
#ifndef DATA_OPARL_DRAFT_H
#define DATA_OPARL_DRAFT_H

#include "data/oparl.h"
#include "data/oparl_records.h"

struct oparl_writer {
    struct oparl_records *records;
    struct oparl_report *report;
    oparl_draft_sink *sink;
    void *context;
    struct problem *problem;
};

/* Hands one draft to the sink, or notes in the report why there is none. STATUS_NO_MEMORY or the sink's status. */
MUST_CHECK enum status oparl_draft_paper(struct oparl_writer *writer, const struct oparl_paper *paper);

/* The same; an item that is merged in its paper's draft is none of its own. */
MUST_CHECK enum status oparl_draft_item(struct oparl_writer *writer, const struct oparl_item *item);

#endif
