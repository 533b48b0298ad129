/*
 * The script of the sample world, data/samples/world.txt, which explains its syntax at its top:
 *
 *     day 62
 *     open lenkungskreis.d-stack.example 2026-001 kommunal
 *     vote lenkungskreis.d-stack.example 2026-001 land-3 no Die Kosten der Anbindung tragen allein die Länder.
 */
#ifndef DATA_DEMO_SCRIPT_H
#define DATA_DEMO_SCRIPT_H

#include "core/arena.h"
#include "core/status.h"

enum demo_verb {
    DEMO_DAY,
    DEMO_BODY,
    DEMO_WHO,
    DEMO_DELEGATE,
    DEMO_SEAT,
    DEMO_DEPUTY,
    DEMO_AUDITOR,
    DEMO_PROPOSE,
    DEMO_STATE,
    DEMO_RECUSE,
    DEMO_OPEN,
    DEMO_VOTE,
    DEMO_CLOSE,
    DEMO_MEETING,
    DEMO_ATTEND,
    DEMO_PUT,
    DEMO_CLERK,
    DEMO_STATUS,
    DEMO_VERBS
};

enum { DEMO_WORDS = 4, DEMO_DAYS_MAX = 3650, DEMO_ACTIONS_A_DAY = 60 };

struct demo_action {
    enum demo_verb verb; /* never DEMO_DAY */
    unsigned long line;
    uint64_t day;                  /* so many days before the day on which the world is built, at least 1 */
    struct slice word[DEMO_WORDS]; /* those behind the verb, in order */
    struct slice text;             /* TEXT or REASON; .at is NULL when there is none */
    uint64_t days;                 /* 0: no deadline */
};

struct demo_script {
    struct demo_action *action;
    size_t actions;
};

/* Everything is borrowed from `bytes` or lies in the arena. STATUS_FORM with the line. */
MUST_CHECK enum status demo_script_read(struct slice bytes, struct arena *arena, struct demo_script *out,
                                        struct problem *problem);

#endif
