#include "tui/closing_form.h"

static const char *const results[] = {"adopted", "rejected", "no-quorum"};

enum { RESULTS = sizeof results / sizeof results[0], LABEL = 26, NARROW = 50, COUNTS_MAX = 64 };

bool closing_form_has(const struct closing_form *form, enum closing_field field)
{
    return field == CLOSING_NUMBER || form->paper;
}

static enum status keep(struct arena *arena, struct slice text, struct slice *out)
{
    if (!text.length)
        return STATUS_OK;
    *out = arena_copy(arena, text);
    return out->at ? STATUS_OK : STATUS_NO_MEMORY;
}

/* "yes=12 no=3": one count behind the other. */
static enum status keep_counts(struct arena *arena, struct slice text, struct result_terms *out)
{
    const char **count = arena_array(arena, COUNTS_MAX, sizeof *count);
    if (!count)
        return STATUS_NO_MEMORY;
    out->count = count;
    while (text.length && out->counts < COUNTS_MAX) {
        struct slice part = slice_cut(&text, ' ');
        if (!part.length)
            continue;
        count[out->counts] = arena_copy(arena, part).at;
        if (!count[out->counts])
            return STATUS_NO_MEMORY;
        out->counts++;
    }
    return STATUS_OK;
}

enum status closing_form_terms(const struct closing_form *form, struct arena *arena, struct result_terms *out)
{
    *out = (struct result_terms){.counts = 0};
    enum status status = keep(arena, input_value(&form->field[CLOSING_NUMBER]), &out->number);
    if (status != STATUS_OK || !form->paper)
        return status;
    out->result = slice_of(results[form->results.focus]);
    status = keep(arena, input_value(&form->field[CLOSING_WINNER]), &out->winner);
    return status == STATUS_OK ? keep_counts(arena, input_value(&form->field[CLOSING_COUNTS]), out) : status;
}

enum status result_terms_copy(const struct result_terms *from, struct arena *arena, struct result_terms *out)
{
    *out = (struct result_terms){.counts = from->counts};
    const char **count = arena_array(arena, from->counts, sizeof *count);
    enum status status = keep(arena, from->number, &out->number);
    if (status == STATUS_OK)
        status = keep(arena, from->result, &out->result);
    if (status == STATUS_OK)
        status = keep(arena, from->winner, &out->winner);
    if (status != STATUS_OK || !count)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < from->counts; i++) {
        count[i] = arena_copy(arena, slice_of(from->count[i])).at;
        if (!count[i])
            return STATUS_NO_MEMORY;
    }
    out->count = count;
    return STATUS_OK;
}

static const char *label(enum closing_field field)
{
    switch (field) {
    case CLOSING_NUMBER:
        return _("Number of the decision:");
    case CLOSING_RESULT:
        return _("What came out:");
    case CLOSING_WINNER:
        return _("Winner (of options):");
    default:
        return _("Counts:");
    }
}

/* The result is chosen with left and right. */
static void draw_result(const struct closing_form *form, struct canvas *canvas, struct area line)
{
    struct buffer text;
    const char *word = i18n_word(slice_of(results[form->results.focus]));
    buffer_init(&text);
    buffer_format(&text, "%s  %s %s", word ? word : results[form->results.focus], canvas->ascii ? "< >" : "← →",
                  _("another result"));
    canvas_text(canvas, line.row, line.column, line.columns, STYLE_NORMAL, buffer_slice(&text));
    if (form->focus == CLOSING_RESULT)
        canvas_cursor(canvas, line.row, line.column);
    buffer_release(&text);
}

static void draw_field(const struct closing_form *form, enum closing_field field, struct canvas *canvas,
                       struct area line)
{
    bool focused = form->focus == field;
    struct area before = {.row = canvas->cursor_row, .column = canvas->cursor_column};
    int width = line.columns < NARROW ? line.columns / 2 : LABEL;
    canvas_say(canvas, line.row, line.column, width - 1, focused ? STYLE_TITLE : STYLE_NORMAL, label(field));
    struct area value = {line.row, line.column + width, 1, line.columns - width};
    if (field == CLOSING_RESULT) {
        draw_result(form, canvas, value);
        return;
    }
    input_draw(&form->field[field], canvas, value.row, value.column, value.columns);
    if (!focused)
        canvas_cursor(canvas, before.row, before.column);
}

/* Between the fields and the words: what came out, the first line set off. */
static int draw_outcome(const struct closing_form *form, struct canvas *canvas, struct area area)
{
    enum { ROOMY = 10 };
    int air = area.rows >= ROOMY;
    struct slice rest = buffer_slice(&form->outcome), first = slice_cut(&rest, '\n');
    struct area lines = {area.row + air, area.column, area.rows - air, area.columns};
    if (!first.length)
        return 0;
    int rows = canvas_wrap(canvas, lines, form->style, first, 0);
    lines.row += rows;
    lines.rows -= rows;
    rows += rest.length ? canvas_wrap(canvas, lines, STYLE_NORMAL, rest, 0) : 0;
    return rows + 2 * air;
}

void closing_form_draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct closing_form *form = state;
    struct area line = {area.row, area.column + 1, 1, area.columns - 2};
    canvas_text(canvas, line.row++, line.column, line.columns, STYLE_TITLE, slice_of(form->ballot.title));
    canvas_say(canvas, line.row++, line.column, line.columns, STYLE_NORMAL,
               form->paper           ? _("The votes were cast on paper: enter what was counted.")
               : form->ballot.closed ? _("The ballot is closed; its result is signed now.")
                                     : _("The ballot is closed, and its result signed with it."));
    for (enum closing_field field = CLOSING_NUMBER; field < CLOSING_FIELDS; field++) {
        if (!closing_form_has(form, field))
            continue;
        draw_field(form, field, canvas, line);
        line.row++;
    }
    struct area words = {line.row, line.column, area.row + area.rows - line.row, line.columns};
    int rows = draw_outcome(form, canvas, words);
    words.row += rows;
    words.rows -= rows;
    canvas_wrap(canvas, words, STYLE_MUTED,
                slice_of(form->paper ? _("Counts: the option and its votes, like yes=12 no=3 abstain=1; with a weight "
                                         "yes=12:40.5. The number may stay empty. Enter shows the exact text.")
                                     : _("The number may stay empty. Enter shows the exact text.")),
                0);
}
