/* Entries of a world that belong to meetings: texts of valid ones, and what puts them in (tests/world_text.h). */
#ifndef TESTS_WORLD_MEETING_H
#define TESTS_WORLD_MEETING_H

#include "tests/world_text.h"

/*
 * Founds the body of WORLD_STATUTE with `clerk: yes`, with `objection: stops` in the rules umlauf and schweigen and
 * with a rule `dreifach` (so many yes as there are calls and rounds, in the chair too), and so many approvals as there
 * are secretaries named; and enrols a holder for each seat, named like it.
 */
void world_convene(struct world *w, const char *secretaries);

/* By gs1, an hour from now; lines go behind `opens`. */
const char *world_meeting_text(struct world *w, const char *number, const char *lines);
/* `seats` has lines "seat: ID present|excused|left". */
const char *world_attendance_text(struct world *w, const char *meeting, const char *by, const char *seats);
const char *world_status_text(struct world *w, const char *proposal, const char *by, const char *state);
const char *world_objection_text(struct world *w, const char *ballot, const char *by, const char *seat);
const char *world_minutes_text(struct world *w, const char *meeting);
const char *world_confirm_text(struct world *w, const char *minutes, const char *by);

/* The same, signed by those who must and expected to be valid; their ids. */
const char *world_meet(struct world *w, const char *number, const char *lines);
const char *world_attend(struct world *w, const char *meeting, const char *by, const char *seats);
const char *world_set_status(struct world *w, const char *proposal, const char *by, const char *state);
const char *world_object(struct world *w, const char *ballot, const char *by, const char *seat);

/* A ballot in the meeting, under that rule. */
const char *world_open_in(struct world *w, const char *meeting, const char *proposal, const char *rule);

/* As a clerk; signed by all secretaries. */
const char *world_call_out(struct world *w, const char *ballot, const char *seat, const char *choice);

/* How many votes a counted ballot has for an option, now: the `count` line of its result. */
const char *world_count(struct world *w, const char *ballot, const char *option);

#endif
