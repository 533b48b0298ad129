/* What is asked for: to hold the seat, to be its deputy, or an office of the body. */
#include "core/key.h"
#include "tui/enrolment.h"
#include "tui/phone.h"
#include "tui/screens.h"

#include <stdlib.h>

static const struct {
    const char *role, *meaning;
    bool office;
} roles[] = {
    {"holder", N_("to speak and vote for the seat"), false},
    {"deputy", N_("to vote for the seat where its holder does not"), false},
    {"secretary", N_("an office: to invite, open, close and sign what is official"), true},
    {"auditor", N_("an office: to check everything and countersign heads"), true},
};

enum { ROLES = sizeof roles / sizeof roles[0], WORD = 20, FRAMED_ROWS = 12 };

struct enrolment {
    int64_t body;
    struct buffer seat, title, vkey, name; /* vkey, name: of the key at the screen */
    size_t role[ROLES];                    /* those that can be asked for */
    struct list list;
};

static void close_screen(void *state)
{
    struct enrolment *enrolment = state;
    buffer_release(&enrolment->seat);
    buffer_release(&enrolment->title);
    buffer_release(&enrolment->vkey);
    buffer_release(&enrolment->name);
    free(enrolment);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    const struct enrolment_place *place = argument;
    struct vkey own;
    int64_t count = 0;
    if (session_key_name(app->session, &own) != STATUS_OK) {
        app->problem = app->session->problem;
        return app->problem.status;
    }
    struct enrolment *enrolment = calloc(1, sizeof *enrolment);
    if (!enrolment)
        return STATUS_NO_MEMORY;
    enrolment->body = place->body;
    buffer_add(&enrolment->seat, place->seat);
    buffer_add(&enrolment->title, place->title);
    vkey_write(&own, &enrolment->vkey);
    buffer_add(&enrolment->name, own.name);
    if (buffer_status(&enrolment->seat) != STATUS_OK || buffer_status(&enrolment->title) != STATUS_OK) {
        close_screen(enrolment);
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < ROLES; i++)
        if (roles[i].office || place->seat.length)
            enrolment->role[count++] = i;
    list_resize(&enrolment->list, count);
    *state = enrolment;
    return STATUS_OK;
}

static void draw_role(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    size_t role = ((const struct enrolment *)context)->role[index];
    const char *word = i18n_word(slice_of(roles[role].role));
    (void)focused;
    canvas_say(canvas, line.row, line.column, WORD - 1, STYLE_TITLE, word ? word : roles[role].role);
    canvas_say(canvas, line.row, line.column + WORD, line.columns - WORD, STYLE_NORMAL, _(roles[role].meaning));
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct enrolment *enrolment = state;
    struct buffer heading;
    buffer_init(&heading);
    if (enrolment->seat.length)
        i18n_pattern(_("What do you ask for? The seat: {1} ({2})"), buffer_slice(&enrolment->title),
                     buffer_slice(&enrolment->seat), &heading);
    else
        buffer_text(&heading, _("What do you ask for?"));
    canvas_text(canvas, area.row, area.column + 1, area.columns - 2, STYLE_TITLE, buffer_slice(&heading));
    struct area list = {area.row + 1, area.column + 1, (int)enrolment->list.count, area.columns - 2};
    list_draw(&enrolment->list, canvas, list, draw_role, enrolment);
    struct area words = {list.row + list.rows + (area.rows >= FRAMED_ROWS), area.column + 1, 0, area.columns - 2};
    words.rows = area.row + area.rows - words.row;
    int used = canvas_wrap(canvas, words, STYLE_MUTED,
                           slice_of(_("Enter shows the exact text. The secretaries approve it after they have compared "
                                      "your key's fingerprint (8) with you.")),
                           0);
    struct area phone = {words.row + used + 1, area.column, words.rows - used - 1, area.columns};
    phone_draw(canvas, phone, buffer_slice(&enrolment->vkey), buffer_slice(&enrolment->name), PHONE_ASKS);
    canvas_cursor(canvas, list.row + (int)enrolment->list.focus, list.column);
    buffer_release(&heading);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct enrolment *enrolment = state;
    if (list_act(&enrolment->list, action, (int)enrolment->list.count))
        return REACT_REDRAW;
    if (action != ACTION_ENTER)
        return REACT_NONE;
    enrolment_begin(app, enrolment->body, buffer_slice(&enrolment->seat),
                    slice_of(roles[enrolment->role[enrolment->list.focus]].role), 1);
    return REACT_REDRAW;
}

static const enum action actions[] = {ACTION_ENTER, ACTION_UP, ACTION_DOWN, ACTION_NONE};

const struct screen screen_enrolment = {
    .name = N_("Enrolment"),
    .tab = ACTION_TAB_MEMBERS,
    .actions = actions,
    .enter = N_("go on"),
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
};
