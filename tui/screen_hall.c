/*
 * The count of a ballot for a whole hall, on a projector. It has the window for itself and follows the ledger; no key
 * does anything here but leave.
 */
#include "tui/app.h"
#include "tui/hall.h"
#include "tui/screens.h"

#include <stdlib.h>

static void close_screen(void *state)
{
    hall_release(state);
    free(state);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct hall *hall = calloc(1, sizeof *hall);
    if (!hall)
        return STATUS_NO_MEMORY;
    hall->result.facts = *(const struct ballot_facts *)argument;
    hall->alone = app->depth == 0;
    rule_words_init(&hall->result.words);
    enum status status = hall_load(hall, app);
    if (status != STATUS_OK) {
        close_screen(hall);
        return status;
    }
    *state = hall;
    return STATUS_OK;
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    hall_paint(state, canvas, area);
}

/* What is shown stays where the ledger cannot be read, and the last row says so. */
static void refresh(struct app *app, void *state)
{
    struct hall *hall = state;
    problem_clear(&app->problem);
    buffer_clear(&hall->trouble);
    enum status status = hall_load(hall, app);
    if (status == STATUS_OK)
        return;
    app->problem.status = status;
    i18n_problem(&app->problem, &hall->trouble);
}

static void tick(struct app *app, void *state)
{
    ((struct hall *)state)->now = app->now.seconds;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    const struct hall *hall = state;
    (void)app;
    if (action == ACTION_REDRAW)
        return REACT_NONE;
    if (action == ACTION_BACK || action == ACTION_STOP)
        return hall->alone ? REACT_END : REACT_BACK;
    return REACT_REDRAW;
}

static const enum action actions[] = {ACTION_NONE};

const struct screen screen_hall = {
    .name = N_("Hall"),
    .tab = ACTION_TAB_BALLOTS,
    .actions = actions,
    .whole = true,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = refresh,
    .tick = tick,
};
