/*
 * A body whose seats and rule are changed on trial, to see what becomes of everybody's voting power. Nothing of it is
 * an entry; each change can be taken back.
 */
#ifndef TUI_POWER_STUDY_H
#define TUI_POWER_STUDY_H

#include "tui/power_case.h"

enum { STUDY_STEPS = 256 };

/* What a change took the place of. */
struct study_step {
    size_t seat, base, rule; /* seat: ROLL_NONE where only rules were picked */
    struct roll_seat before;
};

struct power_study {
    struct power_body body;  /* as it is; borrowed */
    struct roll_seat *seat;  /* as it would be */
    size_t *counted, counts; /* the statute's rules whose votes are counted here */
    size_t base, rule;       /* among these: today's, and the one of the trial */
    struct study_step step[STUDY_STEPS];
    size_t steps;        /* the newest last; more than fit are forgotten from the oldest on */
    struct arena weight; /* the texts of weights that were typed */
};

/* STATUS_NO_MEMORY. To be released in any case. */
MUST_CHECK enum status power_study_open(struct power_study *study, const struct power_body *body);
void power_study_release(struct power_study *study);

/* The body as it would be, borrowing from the study; its statute is still today's. */
struct power_body power_study_body(const struct power_study *study);

/* The seat moves to the next bench or the one before, in a circle; it votes, or advises. */
void power_study_bench(struct power_study *study, size_t seat, bool next);
void power_study_right(struct power_study *study, size_t seat);

/* One more or less, not below 0; and as it is typed, with a point or a comma. False: that is no weight. */
bool power_study_add(struct power_study *study, size_t seat, bool more);
bool power_study_weight(struct power_study *study, size_t seat, struct slice typed);

/* Another rule for the trial alone; and the next one for both sides, in a circle. */
void power_study_rule(struct power_study *study, bool next);
void power_study_look(struct power_study *study);

/* Takes the last of these back. False: there is none. */
bool power_study_undo(struct power_study *study);

/* Is the seat another than today? How many are; and whether anything is. */
bool power_study_changed(const struct power_study *study, size_t seat);
size_t power_study_changes(const struct power_study *study);
bool power_study_differs(const struct power_study *study);

/*
 * One side as it was when it was made, to be counted in another thread: what it borrows from the body does not change.
 */
struct power_sight {
    struct arena arena;
    struct power_body body;
    size_t rule; /* of the statute */
    bool today;
    struct power_case power;
    struct problem problem;
};

/* NULL without memory. `today`: without the changes. power_sight_make does the work; STATUS_FORM: see its problem. */
struct power_sight *power_sight_new(const struct power_study *study, bool today);
MUST_CHECK enum status power_sight_make(struct power_sight *sight);
void power_sight_free(struct power_sight *sight);

#endif
