#include "tui/opening_terms.h"

#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/when.h"

enum { FIELD_COLUMNS = 18 };

void opening_terms_release(struct opening_terms *terms)
{
    buffer_release(&terms->resolved);
}

static const char *nothing(enum opening_term term, bool required)
{
    if (term == TERM_BEGIN)
        return _("at once");
    return required ? _("the statute demands a deadline") : _("none: the secretary closes the ballot");
}

void opening_terms_resolve(struct opening_terms *terms, enum opening_term shown, struct instant now, bool required)
{
    struct slice text = input_value(&terms->field[shown]);
    struct instant *time = shown == TERM_BEGIN ? &terms->opens : &terms->closes;
    buffer_clear(&terms->resolved);
    terms->understood[shown] = shown == TERM_QUESTION || !text.length || when_parse(text, now, time);
    if (shown == TERM_QUESTION)
        return;
    if (!terms->understood[shown])
        buffer_text(&terms->resolved, _("write +7d, +3h or a date such as 30.11.2026 18:00"));
    else if (text.length)
        format_moment(time->seconds, &terms->resolved);
    else
        buffer_text(&terms->resolved, nothing(shown, required));
}

void opening_terms_draw(const struct opening_terms *terms, enum opening_term shown, bool focused, struct canvas *canvas,
                        struct area line)
{
    const char *const labels[TERM_COUNT] = {
        [TERM_DEADLINE] = _("Deadline:"), [TERM_BEGIN] = _("Voting begins:"), [TERM_QUESTION] = _("Question:")};
    int used = canvas_say(canvas, line.row, line.column, line.columns / 2, focused ? STYLE_TITLE : STYLE_NORMAL,
                          labels[shown]);
    struct area at = {.row = canvas->cursor_row, .column = canvas->cursor_column};
    int room = line.columns - used - 2, width = shown == TERM_QUESTION || room < FIELD_COLUMNS ? room : FIELD_COLUMNS;
    input_draw(&terms->field[shown], canvas, line.row, line.column + used + 1, width);
    if (!focused)
        canvas_cursor(canvas, at.row, at.column);
    used += width + 3;
    canvas_text(canvas, line.row, line.column + used, line.columns - used,
                terms->understood[shown] ? STYLE_MUTED : STYLE_WARN, buffer_slice(&terms->resolved));
}
