/*
 * Every screen of the program, on a stage, as a table: tests/test_screens.c holds each against tests/screens/, and
 * tests/test_screen_rules.c against the rules for all screens. A new view is a line in a table of views; a screen that
 * none of them shows fails test_screens.
 */
#ifndef TESTS_SCREEN_VIEWS_H
#define TESTS_SCREEN_VIEWS_H

#include "tests/stage.h"

struct view {
    const char *name, *keys; /* from the first screen; behind the last view of a table both are NULL */
};

/* Who looks at what. Scenes with the same stage stand together: it is made once. */
struct scene {
    int (*make)(void **state);            /* the stage */
    void (*prepare)(struct stage *stage); /* what is added to it, or NULL */
    const char *key;                      /* of who is at the screens, or "" */
    const struct view *views;
    void (*reach)(struct stage *stage, const char *keys); /* presses the keys and does what no key does */
};
extern const struct scene scenes[];
extern const size_t scene_count;

/* Where a walk has come to: the view is on the stage. */
struct visit {
    struct stage *stage;
    const struct scene *scene;
    const struct view *view;
    const char *language; /* "de" or "en" */
};

/* Calls `look` at each view of each scene in German and in English. */
void scenes_walk(void (*look)(const struct visit *visit, void *context), void *context);

/* The same in German alone, on stages that `spoil` has done something to. */
void scenes_walk_spoilt(void (*spoil)(struct stage *stage), void (*look)(const struct visit *visit, void *context),
                        void *context);

#endif
