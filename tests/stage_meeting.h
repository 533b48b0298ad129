/* A body on the stage that is in the middle of a meeting. */
#ifndef TESTS_STAGE_MEETING_H
#define TESTS_STAGE_MEETING_H

#include "tests/stage.h"

/*
 * Founds sitzung.example, before anybody enters: rules as world_convene has them and an order of two secretaries (gs1,
 * gs2), seats held as on the stage. Meeting S-1 is over: T-1 had no quorum there. S-2 is running, calls S-1 again and
 * has the agenda T-3, T-1, T-2 (T-2 amends T-1); stadt and kreis are present, gemeinde is excused, the rest is not
 * recorded; on T-3 a ballot is open in it. S-3 is planned. T-4 is voted on in a written procedure that may be objected
 * to. minutes: S-1 has signed ones, whose file is in the ledger.
 */
void stage_add_meetings(struct stage *stage);

/* Set-up: a stage with that body. */
int stage_make_meetings(void **state);

#endif
