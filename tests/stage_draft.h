/* Files for a stage: drafts in its folder of drafts. */
#ifndef TESTS_STAGE_DRAFT_H
#define TESTS_STAGE_DRAFT_H

#include "tests/stage.h"

/* Writes NAME into the folder of drafts, which is made where it is missing. */
void stage_draft(struct stage *stage, const char *name, const char *text);

/* A proposal that can be filed, one with a fault, a change of the roster, and another statute: 1.txt to 4.txt. */
void stage_add_drafts(struct stage *stage);

#endif
