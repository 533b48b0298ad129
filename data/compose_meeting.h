/* Composing what belongs to meetings and to the time between ballots; as in data/compose.h. */
#ifndef DATA_COMPOSE_MEETING_H
#define DATA_COMPOSE_MEETING_H

#include "data/compose.h"

/*
 * A draft may name proposals, meetings and results by their number or by a short id: they become ids. Those that the
 * kinds `meeting` (item, again) and `proposal` (supersedes, amends, repeals) have are looked at. STATUS_NOT_FOUND,
 * STATUS_AMBIGUOUS; STATUS_REFUSED for what is another body's.
 */
MUST_CHECK enum status compose_references(const struct author *author, struct draft *draft, struct problem *problem);

/* A meeting's draft, with its references as above. */
MUST_CHECK enum status compose_meeting(const struct author *author, struct draft *draft, struct problem *problem);

/* `seat` names `seats` seats, all of them with this state: present, excused or left. */
MUST_CHECK enum status compose_attendance(const struct author *author, const struct digest *meeting,
                                          const char *const *seat, size_t seats, const char *state,
                                          struct draft *draft);

/* The same with a state for each seat. */
struct attendance_line {
    struct slice seat;
    const char *state;
};
MUST_CHECK enum status compose_attendance_lines(const struct author *author, const struct digest *meeting,
                                                const struct attendance_line *line, size_t lines, struct draft *draft);

/* `to`: whom it is referred to; `reason`; both may be not given. */
MUST_CHECK enum status compose_status(const struct author *author, const struct digest *proposal, struct slice state,
                                      struct slice to, struct slice reason, struct draft *draft,
                                      struct problem *problem);

MUST_CHECK enum status compose_objection(const struct author *author, const struct digest *ballot, struct slice seat,
                                         struct slice reason, struct draft *draft, struct problem *problem);

/* Minutes are a file: its bytes, and the name under which it is kept. */
MUST_CHECK enum status compose_minutes(const struct author *author, const struct digest *meeting, struct slice bytes,
                                       struct slice name, struct draft *draft);
MUST_CHECK enum status compose_confirm(const struct author *author, const struct digest *minutes, struct slice reason,
                                       struct draft *draft, struct problem *problem);

#endif
