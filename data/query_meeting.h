/* What is asked about meetings. Rows are handed over as in data/query.h. */
#ifndef DATA_QUERY_MEETING_H
#define DATA_QUERY_MEETING_H

#include "data/query_find.h"

struct meeting_item {
    int64_t body, index, opens, closes, items, ballots, minutes;
    bool has_closes;
    struct slice body_name, number, title, chair;
    struct digest id;
};
typedef bool meeting_visit(void *context, const struct meeting_item *item);

/* The latest to open first; `body` 0: any; `index` -1: any (an index needs its body). */
MUST_CHECK enum status query_meetings(struct store *store, int64_t body, int64_t index, meeting_visit *visit,
                                      void *context, struct problem *problem);

/*
 * Of the entries before `before`, INT64_MAX for all of them: so that what was can be told as it was.
 */

/* The proposals of a meeting: its agenda in the secretary's order, then what was voted on in it beside that. */
struct topic_item {
    int64_t index, amends; /* amends: -1 for none */
    bool listed;           /* on the agenda */
    struct digest id;
    struct slice number, title, kind, state, author;
};
typedef bool topic_visit(void *context, const struct topic_item *item);
MUST_CHECK enum status query_topics(struct store *store, int64_t body, int64_t meeting, int64_t before,
                                    topic_visit *visit, void *context, struct problem *problem);

/* Each seat's latest line of attendance, by seat. */
struct attendance_item {
    int64_t index;
    struct slice seat, state;
};
typedef bool attendance_visit(void *context, const struct attendance_item *item);
MUST_CHECK enum status query_attendance(struct store *store, int64_t body, int64_t meeting, int64_t before,
                                        attendance_visit *visit, void *context, struct problem *problem);

/* The places of the ballots in a meeting, in the order of the log. */
typedef bool place_visit(void *context, int64_t index);
MUST_CHECK enum status query_meeting_ballots(struct store *store, int64_t body, int64_t meeting, place_visit *visit,
                                             void *context, struct problem *problem);

/* The places of what was declared of a proposal's status behind `after`, in the order of the log. */
MUST_CHECK enum status query_statuses(struct store *store, int64_t body, int64_t proposal, int64_t after,
                                      place_visit *visit, void *context, struct problem *problem);

/* The seats that take no part in a proposal. */
MUST_CHECK enum status query_recusals(struct store *store, int64_t body, int64_t proposal, int64_t before,
                                      bool (*visit)(void *context, struct slice seat), void *context,
                                      struct problem *problem);

/* The newest minutes of a meeting; *found. */
struct minutes_item {
    struct digest id, content;
    int64_t index, confirmations;
};
MUST_CHECK enum status query_minutes(struct store *store, int64_t body, int64_t meeting, struct minutes_item *out,
                                     bool *found, struct problem *problem);

/* Where a ballot stands: the id of its meeting (zeros: a written procedure), its call, its result's number (may be "").
 */
struct ballot_place {
    bool in_meeting;
    struct digest meeting;
    int64_t call;
    char decision[48];
};
MUST_CHECK enum status query_ballot_place(struct store *store, int64_t body, int64_t ballot, struct ballot_place *out,
                                          struct problem *problem);

#endif
