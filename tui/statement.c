#include "tui/statement.h"

#include "data/compose.h"
#include "data/query_inbox.h"
#include "tui/markdown.h"
#include "tui/screen_sign.h"

enum { TALL = 14, STANCES = 5, WORD = 16, BESIDE_STANCES = 4 };

static const struct {
    const char *stance, *meaning;
} stances[STANCES] = {
    {"support", N_("in favour of the proposal")},
    {"oppose", N_("against it")},
    {"concern", N_("something in it has to be looked at again")},
    {"experience", N_("how it is in daily work")},
    {"neutral", N_("a remark that takes no side")},
};

void statement_release(struct statement *statement)
{
    for (size_t i = 0; i < STATEMENT_SEATS; i++)
        buffer_release(&statement->seat[i].title);
    buffer_release(&statement->heading);
    buffer_release(&statement->edited);
}

struct slice statement_stance(const struct statement *statement)
{
    return slice_of(stances[statement->list.focus].stance);
}

struct slice statement_text(const struct statement *statement)
{
    return statement->edited.length ? buffer_slice(&statement->edited) : input_value(&statement->line);
}

static bool take_place(void *context, const struct inbox_place *item)
{
    struct statement *statement = context;
    struct statement_seat *seat = &statement->seat[statement->seats];
    if (item->body != statement->proposal.body || !item->seat.length || item->seat.length >= sizeof seat->id)
        return true;
    memset(seat->id, 0, sizeof seat->id);
    memcpy(seat->id, item->seat.at, item->seat.length);
    buffer_clear(&seat->title);
    buffer_add(&seat->title, item->seat_title.length ? item->seat_title : item->seat);
    return ++statement->seats < STATEMENT_SEATS;
}

static bool take_proposal(void *context, const struct proposal_item *item)
{
    struct statement *statement = context;
    buffer_clear(&statement->heading);
    i18n_pattern("{1}  {2}", item->number, item->title, &statement->heading);
    return false;
}

static enum status load_seats(struct app *app, struct statement *statement)
{
    struct vkey own;
    struct log *log;
    enum status status = session_key_name(app->session, &own);
    if (status != STATUS_OK) {
        app->problem = app->session->problem;
        return status;
    }
    statement->seats = 0;
    status = query_inbox_places(app_store(app), own.name, take_place, statement, &app->problem);
    if (status == STATUS_OK)
        status = ledger_log_number(app->session->ledger, statement->proposal.body, &log, &app->problem);
    for (size_t i = 0; i < statement->seats && status == STATUS_OK; i++) {
        const struct roll *roster = &log_body(log)->roster;
        size_t seat = roll_seat_find(roster, slice_of(statement->seat[i].id));
        statement->seat[i].advisory = seat != ROLL_NONE && !roster->seat[seat].voting;
    }
    if (statement->current >= statement->seats)
        statement->current = 0;
    if (status == STATUS_OK && !statement->seats)
        return problem_slices(&app->problem, STATUS_REFUSED,
                              N_("the key \"{1}\" has no seat in this body, so it cannot speak here"), own.name,
                              SLICE(""));
    return status;
}

enum status statement_load(struct app *app, struct statement *statement)
{
    struct proposal_filter filter = {
        .body = statement->proposal.body, .before = statement->proposal.seq + 1, .limit = 1};
    list_resize(&statement->list, STANCES);
    enum status status = query_proposals(app_store(app), &filter, take_proposal, statement, &app->problem);
    return status == STATUS_OK ? load_seats(app, statement) : status;
}

enum status statement_compose(struct app *app, const struct statement *statement, struct draft *draft,
                              struct problem *problem)
{
    struct log *log;
    struct author author;
    struct slice text = statement_text(statement);
    enum status status = ledger_log_number(app->session->ledger, statement->proposal.body, &log, problem);
    if (status == STATUS_OK)
        status = sign_author(app, log, &author, problem);
    if (status == STATUS_OK)
        status = draft_add(draft, "stance", statement_stance(statement));
    if (status == STATUS_OK && text.length)
        status = draft_set_text(draft, text, problem);
    if (status == STATUS_OK)
        status = compose_statement(&author, &statement->proposal.id, slice_of(statement->seat[statement->current].id),
                                   draft, problem);
    return status;
}

static void draw_stance(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const char *word = i18n_word(slice_of(stances[index].stance));
    (void)context;
    (void)focused;
    canvas_say(canvas, line.row, line.column, WORD - 1, STYLE_TITLE, word ? word : stances[index].stance);
    canvas_say(canvas, line.row, line.column + WORD, line.columns - WORD, STYLE_NORMAL, _(stances[index].meaning));
}

/*
 * Where the parts are: the stances (in a frame on a tall screen, as many as there is room for on a low one), a line for
 * the seat, and the text.
 */
struct statement_layout {
    bool boxes;
    struct area stances, text;
    int seat, status;
};

static struct statement_layout layout(const struct statement *statement, struct area area)
{
    struct statement_layout out = {.boxes = area.rows >= TALL, .status = area.row + area.rows - 1};
    int frame = out.boxes ? 2 : 0, row = area.row + 1, room = area.rows - BESIDE_STANCES;
    bool hidden = !out.boxes && statement->edited.length && statement->focus == STATEMENT_TEXT;
    out.stances = (struct area){row, area.column, hidden ? 0 : STANCES + frame, area.columns};
    if (!out.boxes && out.stances.rows > room)
        out.stances.rows = room;
    row += out.stances.rows;
    out.seat = row++;
    out.text = (struct area){row, area.column, out.status - row, area.columns};
    if (out.boxes && !statement->edited.length)
        out.text.rows = 1 + frame;
    if (out.boxes && !statement->edited.length)
        out.status = row + out.text.rows;
    return out;
}

static struct area inside(struct area box, bool boxes)
{
    if (boxes)
        return (struct area){box.row + 1, box.column + 2, box.rows - 2, box.columns - 4};
    return (struct area){box.row, box.column + 1, box.rows, box.columns - 2};
}

static int count_lines(const struct statement *statement, int columns)
{
    struct page page = {.area = {.columns = columns}};
    page_markdown(&page, buffer_slice(&statement->edited));
    return page.line;
}

bool statement_scroll(struct statement *statement, enum action action, struct area area)
{
    struct statement_layout at = layout(statement, area);
    struct area text = inside(at.text, at.boxes);
    statement->pager.lines = count_lines(statement, text.columns);
    return pager_act(&statement->pager, action, text.rows);
}

static void draw_text(const struct statement *statement, struct canvas *canvas, struct area area)
{
    struct area before = {.row = canvas->cursor_row, .column = canvas->cursor_column};
    bool focused = statement->focus == STATEMENT_TEXT;
    if (!statement->edited.length) {
        int used = canvas_say(canvas, area.row, area.column, area.columns / 2, STYLE_TITLE, _("Text:")) + 1;
        input_draw(&statement->line, canvas, area.row, area.column + used, area.columns - used);
    } else {
        int last = count_lines(statement, area.columns) - area.rows;
        int top = statement->pager.top < last ? statement->pager.top : last;
        struct page page = {.canvas = canvas, .area = area, .skip = top > 0 ? top : 0};
        page_markdown(&page, buffer_slice(&statement->edited));
        canvas_cursor(canvas, area.row, area.column);
    }
    if (!focused)
        canvas_cursor(canvas, before.row, before.column);
}

static void draw_seat(const struct statement *statement, struct canvas *canvas, int row, struct area area)
{
    const struct statement_seat *seat = &statement->seat[statement->current];
    struct buffer text;
    buffer_init(&text);
    i18n_pattern(_("Your seat: {1} ({2})"), buffer_slice(&seat->title),
                 slice_of(seat->advisory ? _("advisory") : _("voting")), &text);
    if (statement->seats > 1)
        buffer_format(&text, "  %s %s", canvas->ascii ? "< >" : "← →", _("another seat"));
    canvas_text(canvas, row, area.column + 1, area.columns - 2, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
}

void statement_draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct statement *statement = state;
    struct statement_layout at = layout(statement, area);
    canvas_text(canvas, area.row, area.column + 1, area.columns - 2, STYLE_TITLE, buffer_slice(&statement->heading));
    if (at.boxes) {
        canvas_box(canvas, at.stances, slice_of(_("What do you say to it?")), SLICE(""));
        canvas_box(canvas, at.text, slice_of(_("Your text, public")),
                   slice_of(statement->edited.length ? _("^X edits it") : _("^X: longer, in your editor")));
    }
    if (at.stances.rows)
        list_draw(&statement->list, canvas, inside(at.stances, at.boxes), draw_stance, NULL);
    draw_seat(statement, canvas, at.seat, area);
    draw_text(statement, canvas, inside(at.text, at.boxes));
    canvas_say(canvas, at.status, area.column + 1, area.columns - 2, STYLE_MUTED,
               _("Nothing is written yet; Enter shows the exact text."));
}
