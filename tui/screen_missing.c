/* Who has not voted yet, bench by bench, with the people behind the seats: to be rung up, or copied into a mail. */
#include "tui/app.h"
#include "tui/format.h"
#include "tui/result.h"
#include "tui/roster_sheet.h"
#include "tui/screens.h"
#include "tui/text_view.h"

#include <stdlib.h>

/* Reading the people of more seats than that takes longer than a key may. */
enum { NAMED_MOST = 3000 };

struct missing {
    struct text_view view;
    struct result result;
};

static void close_screen(void *state)
{
    struct missing *missing = state;
    text_view_release(&missing->view);
    result_release(&missing->result);
    free(missing);
}

static const struct place *find_place(const struct roster_sheet *sheet, struct slice seat)
{
    for (size_t i = 0; i < sheet->places; i++)
        if (!sheet->place[i].office && slice_equal(sheet->place[i].seat, seat))
            return &sheet->place[i];
    return NULL;
}

/* "  Gemeinde: Anna Beispiel; deputies: Bernd Muster" */
static void write_seat(const struct roll_seat *seat, const struct place *place, struct buffer *out)
{
    buffer_text(out, "  ");
    buffer_add(out, seat->title.length ? seat->title : seat->id);
    if (place && place->holder.length)
        i18n_pattern(": {1}", place->person.length ? place->person : place->holder, SLICE(""), out);
    else if (place)
        buffer_text(out, _(": nobody holds the seat"));
    if (place && place->deputies.length)
        i18n_pattern(_("; deputies: {1}"), place->deputies, SLICE(""), out);
    buffer_byte(out, '\n');
}

static void write_bench(const struct result *result, size_t first, size_t count, const struct roster_sheet *sheet,
                        struct buffer *out)
{
    const struct roll *roll = &result->counting.roll;
    struct buffer number;
    buffer_init(&number);
    format_number(count, &number);
    buffer_byte(out, '\n');
    i18n_pattern("{1} ({2})\n", roll->bench[roll->seat[result->missing.seat[first]].bench].title, buffer_slice(&number),
                 out);
    for (size_t i = first; i < first + count; i++) {
        const struct roll_seat *seat = &roll->seat[result->missing.seat[i]];
        write_seat(seat, find_place(sheet, seat->id), out);
    }
    buffer_release(&number);
}

static void write_missing(const struct result *result, const struct roster_sheet *sheet, struct buffer *out)
{
    struct buffer number;
    buffer_init(&number);
    format_number(result->missing.count, &number);
    i18n_pattern(result->facts.open ? _("Without a vote ({1})") : _("Did not vote ({1})"), buffer_slice(&number),
                 SLICE(""), out);
    i18n_pattern(": {1}\n", slice_of(result->facts.title), SLICE(""), out);
    if (!result->missing.count)
        buffer_text(out, _("Every seat has voted.\n"));
    for (size_t i = 0, count; i < result->missing.count; i += count) {
        count = result_bench_run(result, i);
        write_bench(result, i, count, sheet, out);
    }
    buffer_release(&number);
}

/* Whoever sits there now is told, whoever sat there when the ballot was opened. */
static enum status load(struct missing *missing, struct app *app)
{
    struct log *log;
    struct result *result = &missing->result;
    struct roster_sheet sheet = {.places = 0};
    problem_clear(&app->problem);
    enum status status = result_load(result, app);
    if (status == STATUS_OK)
        status = ledger_log_number(app->session->ledger, result->facts.body, &log, &app->problem);
    if (status == STATUS_OK && result->counting.roll.seats <= NAMED_MOST && result->missing.count) {
        const struct roster_source source = {app_store(app), result->facts.body, (int64_t)log_size(log),
                                             app->session->people_path.at};
        status = roster_sheet_read(&sheet, &source, &app->problem);
    }
    if (status == STATUS_OK) {
        buffer_clear(&missing->view.text);
        write_missing(result, &sheet, &missing->view.text);
        status = buffer_status(&missing->view.text);
    }
    roster_sheet_release(&sheet);
    return status;
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct missing *missing = calloc(1, sizeof *missing);
    if (!missing)
        return STATUS_NO_MEMORY;
    missing->result.facts = *(const struct ballot_facts *)argument;
    rule_words_init(&missing->result.words);
    enum status status = load(missing, app);
    if (status == STATUS_OK)
        *state = missing;
    else
        close_screen(missing);
    return status;
}

static void refresh(struct app *app, void *state)
{
    if (load(state, app) != STATUS_OK)
        app_fail(app, &app->problem);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct missing *missing = state;
    struct area inside =
        canvas_box(canvas, area, slice_of(_("Who is missing")), slice_of(_("y copies, e saves the list")));
    text_view_draw(&missing->view, canvas, inside, STYLE_NORMAL);
    canvas_cursor(canvas, inside.row, inside.column);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    return text_view_act(&((struct missing *)state)->view, app, action, 2) ? REACT_REDRAW : REACT_NONE;
}

static enum status text(struct app *app, const void *state, struct buffer *name, struct buffer *out)
{
    const struct missing *missing = state;
    struct slice title = slice_of(missing->result.facts.title);
    (void)app;
    i18n_pattern(_("missing-{1}.txt"), slice_cut(&title, ' '), SLICE(""), name);
    buffer_add(out, buffer_slice(&missing->view.text));
    return buffer_status(out);
}

static const enum action actions[] = {ACTION_COPY, ACTION_EXPORT, ACTION_PAGER, ACTION_DOWN, ACTION_NONE};

const struct screen screen_missing = {
    .name = N_("Who is missing"),
    .tab = ACTION_TAB_BALLOTS,
    .actions = actions,
    .copies = true,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = refresh,
    .text = text,
};
