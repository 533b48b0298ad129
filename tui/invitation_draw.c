/* Painting an invitation that is being written. */
#include "tui/invitation.h"
#include "tui/proposal_words.h"

enum { LABEL = 12, LOW = 14, STATE = 16, NUMBER = 12, ORDER = 4 };

const char *invitation_label(enum invitation_field field)
{
    const char *const labels[] = {
        [INVITE_NUMBER] = _("Number:"), [INVITE_TITLE] = _("Title:"), [INVITE_OPENS] = _("Begins:"),
        [INVITE_CLOSES] = _("Ends:"),   [INVITE_PLACE] = _("Venue:"), [INVITE_CHAIR] = _("Chair:")};
    return labels[field];
}

/* On a low screen only the field with the focus has a line. */
static int field_rows(struct area area)
{
    return area.rows >= LOW ? INVITE_FIELDS : 1;
}

static int head_rows(const struct invitation *invitation)
{
    return invitation->again.length ? 1 : 0;
}

static struct area list_box(const struct invitation *invitation, struct area area)
{
    int above = head_rows(invitation) + field_rows(area);
    return (struct area){area.row + above, area.column, area.rows - above - 1, area.columns};
}

int invitation_page(const struct invitation *invitation, struct area area)
{
    return list_box(invitation, area).rows - 2;
}

static void draw_field(const struct invitation *invitation, enum invitation_field field, struct canvas *canvas,
                       struct area line)
{
    struct area before = {.row = canvas->cursor_row, .column = canvas->cursor_column};
    bool focused = invitation->focus == field, needed = field == INVITE_OPENS;
    bool muted = invitation->understood[field] || (!needed && !invitation->field[field].length);
    int columns = line.columns - LABEL, told = invitation->resolved[field].length ? columns * 3 / 5 : 0;
    canvas_say(canvas, line.row, line.column, LABEL - 1, focused ? STYLE_TITLE : STYLE_NORMAL, invitation_label(field));
    input_draw(&invitation->field[field], canvas, line.row, line.column + LABEL, columns - told);
    if (told)
        canvas_text(canvas, line.row, line.column + line.columns - told + 1, told - 1, muted ? STYLE_MUTED : STYLE_WARN,
                    buffer_slice(&invitation->resolved[field]));
    if (!focused)
        canvas_cursor(canvas, before.row, before.column);
}

/* "2  2026-004  Title  open": the place on the agenda, where it is on it. */
static void draw_item(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct invitation *invitation = context;
    const struct invitation_item *item = &invitation->item[index];
    int state = line.columns >= 60 ? STATE : 0, at = 0;
    struct buffer order;
    buffer_init(&order);
    (void)focused;
    if (item->marked)
        buffer_format(&order, "%lld.", (long long)index + 1);
    list_cell(canvas, &line, &at, ORDER, STYLE_TITLE, item->marked ? buffer_slice(&order) : SLICE("-"));
    list_cell(canvas, &line, &at, NUMBER, STYLE_NORMAL, item->number);
    list_cell(canvas, &line, &at, line.columns - ORDER - NUMBER - state, item->marked ? STYLE_TITLE : STYLE_NORMAL,
              item->title);
    list_cell(canvas, &line, &at, state, STYLE_MUTED, slice_of(proposal_state(item->state)));
    buffer_release(&order);
}

static void draw_items(const struct invitation *invitation, struct canvas *canvas, struct area box)
{
    struct buffer title, count;
    buffer_init(&title);
    buffer_init(&count);
    buffer_number(&count, invitation->marked);
    i18n_pattern(_("Agenda ({1}), from what can be put to the vote"), buffer_slice(&count), SLICE(""), &title);
    struct area inside =
        canvas_box(canvas, box, buffer_slice(&title), slice_of(_("Space: on it or not, K J: earlier, later")));
    buffer_release(&title);
    buffer_release(&count);
    if (!invitation->items) {
        canvas_wrap(canvas, inside, STYLE_MUTED, slice_of(_("No proposal waits for a decision.")), 0);
        if (invitation->focus == INVITE_ITEMS)
            canvas_cursor(canvas, inside.row, inside.column);
    } else if (invitation->focus == INVITE_ITEMS) {
        list_draw(&invitation->list, canvas, inside, draw_item, invitation);
    } else {
        for (int i = 0; i < inside.rows && invitation->list.top + i < invitation->list.count; i++) {
            struct area line = {inside.row + i, inside.column + 2, 1, inside.columns - 2};
            draw_item(invitation, invitation->list.top + i, canvas, line, false);
        }
    }
}

void invitation_draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct invitation *invitation = state;
    struct area box = list_box(invitation, area), line = {area.row, area.column + 1, 1, area.columns - 2};
    struct buffer text;
    buffer_init(&text);
    draw_items(invitation, canvas, box);
    if (head_rows(invitation)) {
        i18n_pattern(_("Meeting {1} is called again"), buffer_slice(&invitation->again), SLICE(""), &text);
        canvas_text(canvas, line.row++, line.column, line.columns, STYLE_TITLE, buffer_slice(&text));
    }
    for (enum invitation_field field = INVITE_NUMBER; field < INVITE_FIELDS; field++) {
        bool only = invitation->focus < INVITE_FIELDS ? invitation->focus == field : field == INVITE_NUMBER;
        if (field_rows(area) == 1 && !only)
            continue;
        draw_field(invitation, field, canvas, line);
        line.row++;
    }
    canvas_say(canvas, box.row + box.rows, area.column + 1, area.columns - 2, STYLE_MUTED,
               invitation->text.length ? _("With a text (^X edits it). Enter shows the exact text to sign.")
                                       : _("^X: a text in your editor. Enter shows the exact text to sign."));
    buffer_release(&text);
}
