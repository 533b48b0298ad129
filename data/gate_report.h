/* Which gates a proposal passes and which not, for people who want to open a ballot. The rule itself: data/gate.h. */
#ifndef DATA_GATE_REPORT_H
#define DATA_GATE_REPORT_H

#include "data/ledger.h"
#include "data/query.h"

struct gate_item {
    const struct requirement *require; /* a line `require` of the statute */
    bool passes;
    uint64_t reached; /* of require->count, see gate_reached */
};
typedef bool gate_visit(void *context, const struct gate_item *item);

/* Hands over each gate, and whether a ballot on the proposal that begins at `start` would pass it. */
MUST_CHECK enum status gate_report(struct log *log, const struct found *proposal, struct instant start,
                                   gate_visit *visit, void *context, struct problem *problem);

#endif
