/*
 * The entries of a world: the texts of valid ones, and what puts them into the log. Each text names the log's present
 * head and the world's clock. Ids are in hex. `lines` are further lines at their place, each with its line end.
 */
#ifndef TESTS_WORLD_TEXT_H
#define TESTS_WORLD_TEXT_H

#include "tests/world.h"

/* The first line, the common fields, and then the rest as it is. */
const char *world_text(struct world *w, const char *kind, const char *by, const char *rest);

const char *world_enrol_text(struct world *w, const char *name, const char *role, const char *seat);
/* A decision with the title "Antrag"; lines go behind `kind`. */
const char *world_proposal_text(struct world *w, const char *by, const char *number, const char *lines);
const char *world_statement_text(struct world *w, const char *proposal, const char *by, const char *stance,
                                 const char *seat);
/* With the rule's lines, round and roll as they must be; lines go in front of `round`. */
const char *world_ballot_text(struct world *w, const char *proposal, const char *rule, const char *lines);
/* A choice may be followed by a text: "object\n\n| why". */
const char *world_vote_text(struct world *w, const char *ballot, const char *name, const char *seat, const char *as,
                            const char *choice);
const char *world_recusal_text(struct world *w, const char *proposal, const char *by, const char *seat);
const char *world_close_text(struct world *w, const char *ballot);
const char *world_void_text(struct world *w, const char *ballot);
/* A change of the roster by gs1, and the key entries: `by` acts; `new` NULL with a revocation. Keys as world_vkey's. */
const char *world_roster_text(struct world *w, const char *lines);
const char *world_key_text(struct world *w, const char *by, const char *action, const char *old, const char *new);
/* The statute in force, with `old`, which must be in it once, replaced by `new` in its block. */
const char *world_statute_text(struct world *w, const char *old, const char *new);
/* The claim is what the count says. */
const char *world_result_text(struct world *w, const char *ballot, const char *close);

/* The same, signed by those who must and expected to be valid; their ids. `seat` may be NULL for an office. */
const char *world_enrol(struct world *w, const char *name, const char *role, const char *seat);
const char *world_propose(struct world *w, const char *by, const char *number, const char *lines);
const char *world_state(struct world *w, const char *proposal, const char *by, const char *stance, const char *seat);
const char *world_open(struct world *w, const char *proposal, const char *rule, const char *lines);
/* As the seat's holder. */
const char *world_vote(struct world *w, const char *ballot, const char *name, const char *seat, const char *choice);
const char *world_recuse(struct world *w, const char *proposal, const char *by, const char *seat);
const char *world_close(struct world *w, const char *ballot);
const char *world_void(struct world *w, const char *ballot);
const char *world_result(struct world *w, const char *ballot, const char *close);
const char *world_roster(struct world *w, const char *lines);
/* The name's key "NAME" gives way to "NAME#2". */
const char *world_rotate(struct world *w, const char *name);
/* By the name itself, with its first key. */
const char *world_revoke(struct world *w, const char *name);

/* Founds the body of WORLD_STATUTE with the secretary gs1 and enrols a holder for each seat, named like it. */
void world_populate(struct world *w);

/* A row of cmocka's table of tests, with a world that has this body. */
#define POPULATED_TEST(test) cmocka_unit_test_setup_teardown(test, world_make_populated, world_remove)
int world_make_populated(void **state);

/* Such a body, a proposal 2026-001 of stadt, and a ballot on it under that rule: the ballot's id. */
const char *world_begin(struct world *w, const char *rule, const char *lines);

/* The time `seconds` after the world's, as an entry writes it. */
const char *world_time(struct world *w, int64_t seconds);

#endif
