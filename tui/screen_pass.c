/* What was cast in one pass for several seats: a line each, Enter shows its receipt. */
#include "tui/app.h"
#include "tui/screens.h"
#include "tui/seat_pass.h"

#include <stdlib.h>

enum { CHOICE = 20, PLACE = 33, WIDE = 90, NARROW = 60, SIGN = 2 };

struct cast {
    struct seat_pass pass;
    struct list list;
};

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct cast *cast = calloc(1, sizeof *cast);
    (void)app;
    if (!cast)
        return STATUS_NO_MEMORY;
    cast->pass = *(const struct seat_pass *)argument;
    list_resize(&cast->list, (int64_t)cast->pass.votes);
    *state = cast;
    return STATUS_OK;
}

static void close_screen(void *state)
{
    free(state);
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct seat_vote *vote = &((const struct cast *)context)->pass.vote[index];
    bool waits = vote->stored.index < 0;
    bool broad = line.columns >= WIDE, narrow = line.columns < NARROW;
    int at = 0, place = broad ? PLACE : narrow ? PLACE / 3 : PLACE / 2, choice = narrow ? CHOICE / 2 : CHOICE;
    struct buffer where;
    (void)focused;
    buffer_init(&where);
    if (waits)
        buffer_text(&where, broad ? _("waits for the writer") : _("waits"));
    else
        i18n_count(broad ? _("in the ledger at place {1}") : _("place {1}"), (uint64_t)vote->stored.index, &where);
    list_cell(canvas, &line, &at, SIGN, waits ? STYLE_WARN : STYLE_GOOD,
              slice_of(canvas_sign(canvas, waits ? SIGN_DOT : SIGN_GOOD)));
    list_cell(canvas, &line, &at, line.columns - SIGN - choice - place, STYLE_NORMAL, slice_of(vote->title));
    list_cell(canvas, &line, &at, choice, STYLE_TITLE, slice_of(vote->choice));
    list_cell(canvas, &line, &at, place, STYLE_MUTED, buffer_slice(&where));
    buffer_release(&where);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct cast *cast = state;
    struct buffer text;
    buffer_init(&text);
    i18n_count(_("Your {1} votes in this pass, each signed on its own"), (uint64_t)cast->pass.votes, &text);
    struct area box = area;
    box.rows = (int)cast->pass.votes + 2 < area.rows - 2 ? (int)cast->pass.votes + 2 : area.rows - 2;
    struct area inside = canvas_box(canvas, box, buffer_slice(&text), slice_of(_("Enter shows the receipt")));
    buffer_clear(&text);
    if (cast->pass.left)
        i18n_count(ngettext("{1} of your seats has not voted.", "{1} of your seats have not voted.",
                            (unsigned long)cast->pass.left),
                   (uint64_t)cast->pass.left, &text);
    else
        buffer_text(&text, _("All your seats that may vote have voted."));
    canvas_wrap(canvas,
                (struct area){.row = box.row + box.rows,
                              .column = area.column + 2,
                              .rows = area.rows - box.rows,
                              .columns = area.columns - 4},
                cast->pass.left ? STYLE_WARN : STYLE_NORMAL, buffer_slice(&text), 0);
    list_draw(&cast->list, canvas, inside, draw_row, cast);
    buffer_release(&text);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct cast *cast = state;
    if (list_act(&cast->list, action, app->area.rows - 4))
        return REACT_REDRAW;
    if (action != ACTION_ENTER)
        return REACT_NONE;
    app_push(app, &screen_receipt, &cast->pass.vote[cast->list.focus].stored);
    return REACT_REDRAW;
}

static bool entry(const void *state, struct found *found)
{
    const struct cast *cast = state;
    *found = cast->pass.vote[cast->list.focus].stored;
    return true;
}

static const enum action actions[] = {ACTION_UP, ACTION_DOWN, ACTION_ENTER, ACTION_EXPORT, ACTION_COPY, ACTION_NONE};

const struct screen screen_pass = {
    .name = N_("Votes cast"),
    .tab = ACTION_TAB_BALLOTS,
    .actions = actions,
    .enter = N_("receipt"),
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .entry = entry,
};
