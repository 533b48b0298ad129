/* A count as JSON (COMMANDS, "JSON that other programs rely on"), for tally and result. */
#ifndef TUI_TALLY_JSON_H
#define TUI_TALLY_JSON_H

#include "tui/tally_facts.h"
#include "tui/tally_what_if.h"

struct tally_view {
    struct session *session;
    struct ballot_facts ballot;
    struct counting counting;
    struct tally_facts facts;
    const struct tally_then *then; /* NULL: nothing else was asked for */
    bool hidden;                   /* an open ballot whose interim counts are not shown */
    const char *state, *result;
    unsigned digits;
};

/* What follows from the ballot and its count. */
void tally_view_set(struct tally_view *view);

/* NULL without memory. */
json_t *tally_json(const struct tally_view *view);

/* A seat of the bench that may vote and has not. */
bool tally_is_missing(const struct tally_view *view, size_t seat, size_t bench);

#endif
