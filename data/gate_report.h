/* Which gates a proposal does not pass, for people who want to open a ballot. The rule itself: data/gate.h. */
#ifndef DATA_GATE_REPORT_H
#define DATA_GATE_REPORT_H

#include "data/ledger.h"
#include "data/query.h"

typedef bool gate_visit(void *context, const struct requirement *missing);

/* Hands over each line `require` of the statute that a ballot beginning at `start` would not meet. */
MUST_CHECK enum status gate_report(struct log *log, const struct found *proposal, struct instant start,
                                   gate_visit *visit, void *context, struct problem *problem);

#endif
