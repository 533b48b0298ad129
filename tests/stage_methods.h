/* A body on the stage that chooses among options. */
#ifndef TESTS_STAGE_METHODS_H
#define TESTS_STAGE_METHODS_H

#include "tests/stage.h"

/*
 * The body "wahlen.example", in which stadt votes. Open: W-1 by choice, W-2 by approval, W-3 by ranking, W-4 by choice
 * among 64 options with long titles. Closed: W-5 by ranking, adopted; W-6 by choice, a tie. Not
 * opened: W-7, and W-8, which names no options.
 */
void stage_add_methods(struct stage *stage);

#endif
