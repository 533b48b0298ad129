/* The views that test_screens.c holds against tests/screens/, and the keys that lead to them. */
#ifndef TESTS_SCREEN_VIEWS_H
#define TESTS_SCREEN_VIEWS_H

struct view {
    const char *name, *keys; /* from the first screen; behind the last view of a table both are NULL */
};

/* By who is at the screen, and by what is on the stage. */
extern const struct view delegate_views[], overdue_views[], secretary_views[], stranger_views[], empty_views[],
    gates_views[], methods_views[], meeting_views[], meeting_secretary_views[], draft_views[], change_views[];

#endif
