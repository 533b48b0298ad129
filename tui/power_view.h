/* Voting power on the screen: the body, the changes on trial, and the figures of both sides. */
#ifndef TUI_POWER_VIEW_H
#define TUI_POWER_VIEW_H

#include "data/replay_version.h"
#include "tui/bodies.h"
#include "tui/page.h"
#include "tui/power_study.h"
#include "tui/widget.h"

struct power_view {
    struct bodies bodies;
    struct version *version; /* what the study borrows from */
    struct power_study study;
    struct power_sight *today, *then; /* what is shown; then: NULL where nothing is changed, or not counted yet */
    struct power_sight *jobs[2];      /* being counted, or to be; either may be NULL */
    bool running, again;              /* again: something was changed meanwhile */
    bool failed;                      /* the changes make no sense to the statute: why is in problem */
    struct problem problem;
    struct list list; /* the rule, then the seats */
    size_t own;       /* the seat of the key at the screen, or ROLL_NONE */
    struct pager pager;
    bool typing;
    struct input weight;
};

/* The chosen body anew, with nothing changed and nothing counted. */
MUST_CHECK enum status power_view_load(struct power_view *view, struct app *app);
void power_view_release(struct power_view *view);

/* The seat that is selected, or ROLL_NONE: it is the rule. */
size_t power_view_seat(const struct power_view *view);

/* Paints it; and the lines of the figures in an area, and the rows that are seen of them. */
void power_paint(const struct power_view *view, struct canvas *canvas, struct area area);
int power_paint_lines(const struct power_view *view, struct area area);
int power_paint_rows(const struct power_view *view, struct area area);

/* The body as it would be, as a draft that `body check` accepts: benches, seats, rules. */
MUST_CHECK enum status power_draft_write(const struct power_view *view, struct buffer *out);

#endif
