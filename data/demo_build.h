/* The state of the sample world while it is built; only demo*.c may know it. */
#ifndef DATA_DEMO_BUILD_H
#define DATA_DEMO_BUILD_H

#include "data/compose.h"
#include "data/demo.h"
#include "data/demo_keys.h"
#include "data/demo_script.h"

struct demo_build {
    const struct demo_plan *plan;
    const struct demo_action *action; /* the one that is done now */
    struct arena arena;               /* of that action */
    struct demo_keys keys;
    struct ledger *ledger;
    struct slice beside;   /* "NAME,NAME2" of the body: who signs beside the author; empty: nobody */
    struct buffer people;  /* the lines of the address book */
    uint64_t day, entries; /* the day of the last action, and how many entries it has so far */
    struct problem *problem;
};

/* Does what the script's line says. */
MUST_CHECK enum status demo_act(struct demo_build *build);

/* Makes the line's draft of that kind from the file FOLDER/path of the samples. */
MUST_CHECK enum status demo_read_draft(struct demo_build *build, struct slice path, enum kind kind,
                                       struct draft *draft);

/* When the next entry happens: after all before it, between 08:00 and 17:00 UTC of the line's day. */
MUST_CHECK enum status demo_next_time(struct demo_build *build, struct instant *out);

/*
 * Signs the draft as `author`, and as so many secretaries as its kind and the body ask for, and submits it: it must get
 * its place in the log at once.
 */
MUST_CHECK enum status demo_submit(struct demo_build *build, const struct author *author, struct draft *draft);

/* Founds the body of the file in the line's first word. */
MUST_CHECK enum status demo_found(struct demo_build *build);

/* Signs the log's head. */
MUST_CHECK enum status demo_sign_head(struct demo_build *build, struct log *log);

#endif
