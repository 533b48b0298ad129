/* The count of a ballot: bars, benches, who is missing, the rule's comparisons in words. */
#include "data/ballot_facts.h"
#include "data/count.h"
#include "tui/app.h"
#include "tui/closing_screen.h"
#include "tui/screens.h"

#include <stdlib.h>

struct result {
    struct ballot_facts facts;
    struct counting counting;
    bool counted, hidden;
    const char *const *option;
    size_t options;
    struct buffer missing, reasons;
};

static void add_missing(struct result *r)
{
    const struct roll *roll = &r->counting.roll;
    for (size_t i = 0; i < roll->seats; i++) {
        const struct roll_seat *seat = &roll->seat[i];
        if (!seat->voting || seat->recused || r->counting.choice[i] != SITUATION_SILENT)
            continue;
        buffer_text(&r->missing, r->missing.length ? ", " : "");
        buffer_add(&r->missing, seat->title.length ? seat->title : seat->id);
    }
}

static void add_reasons(struct result *r, const struct comparison *comparison, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        /* The first byte tells the drawing which sign to set; it is not shown. */
        buffer_byte(&r->reasons, comparison[i].verdict == VERDICT_TRUE ? '+' : '-');
        buffer_text(&r->reasons, name);
        expression_explain(&comparison[i], &r->counting.roll, i18n_vocabulary(), &r->reasons);
        buffer_byte(&r->reasons, '\n');
    }
}

static enum status count(struct app *app, struct result *r)
{
    struct log *log;
    struct ballot_facts facts;
    enum status status = ballot_facts_at(app_store(app), r->facts.body, r->facts.index, &facts, &app->problem);
    if (status == STATUS_OK) {
        r->facts = facts;
        status = ledger_log_number(app->session->ledger, facts.body, &log, &app->problem);
    }
    if (status != STATUS_OK)
        return status;
    if (r->counted)
        counting_release(&r->counting);
    r->counted = true;
    int64_t upto = facts.open ? (int64_t)log_size(log) : facts.ended;
    status = counting_make(log_replay(log), facts.index, facts.proposal, slice_of(facts.rule), facts.round, upto,
                           &r->counting);
    if (status != STATUS_OK)
        return status;
    r->options = method_options(r->counting.rule->rule.method, &r->option);
    r->hidden = facts.open && !r->counting.rule->rule.interim_visible;
    buffer_clear(&r->missing);
    buffer_clear(&r->reasons);
    add_missing(r);
    if (!r->hidden) {
        add_reasons(r, r->counting.tally.quorum, r->counting.tally.quorums, _("quorum: "));
        add_reasons(r, r->counting.tally.adopted, r->counting.tally.adopteds, _("adopted: "));
    }
    return buffer_status(&r->missing) == STATUS_OK ? buffer_status(&r->reasons) : STATUS_NO_MEMORY;
}

static void close_screen(void *state)
{
    struct result *r = state;
    if (r->counted)
        counting_release(&r->counting);
    buffer_release(&r->missing);
    buffer_release(&r->reasons);
    free(r);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct result *r = calloc(1, sizeof *r);
    if (!r)
        return STATUS_NO_MEMORY;
    r->facts = *(const struct ballot_facts *)argument;
    enum status status = count(app, r);
    if (status != STATUS_OK) {
        close_screen(r);
        return status;
    }
    *state = r;
    return STATUS_OK;
}

static void refresh(struct app *app, void *state)
{
    struct result *r = state;
    if (count(app, r) != STATUS_OK)
        app_fail(app, &app->problem);
}

enum { LABEL = 14, NUMBER = 7 };

static void draw_bars(const struct result *r, struct canvas *canvas, struct area area)
{
    const struct tally *tally = &r->counting.tally;
    for (size_t i = 0; i < r->options && (int)i < area.rows; i++) {
        struct buffer number;
        const char *word = i18n_word(slice_of(r->option[i]));
        int row = area.row + (int)i, bar = area.columns - LABEL - NUMBER;
        buffer_init(&number);
        buffer_number(&number, tally->count[i].heads);
        canvas_say(canvas, row, area.column, LABEL - 1, STYLE_NORMAL, word ? word : r->option[i]);
        canvas_bar(canvas, row, area.column + LABEL, bar, tally->count[i].heads, tally->seats, STYLE_NORMAL);
        canvas_right(canvas, row, area.column + LABEL + bar, NUMBER, STYLE_TITLE, buffer_slice(&number));
        buffer_release(&number);
    }
}

/* "4/5  yes 3, no 1" for each bench with seats that vote. */
static int draw_benches(const struct result *r, struct canvas *canvas, struct area area)
{
    const struct roll *roll = &r->counting.roll;
    int row = 0;
    for (size_t i = 0; i < roll->benches && row < area.rows; i++) {
        const struct tally_bench *bench = &r->counting.tally.bench[i];
        struct buffer text;
        if (!bench->seats)
            continue;
        buffer_init(&text);
        buffer_format(&text, "%llu/%llu", (unsigned long long)bench->cast, (unsigned long long)bench->seats);
        for (size_t k = 0; k < r->options && !r->hidden; k++) {
            const char *word = i18n_word(slice_of(r->option[k]));
            buffer_format(&text, "%s %s %llu", k ? "," : "  ", word ? word : r->option[k],
                          (unsigned long long)bench->count[k].heads);
        }
        int name = area.columns / 2 - 2;
        canvas_text(canvas, area.row + row, area.column, name, STYLE_NORMAL, roll->bench[i].title);
        canvas_text(canvas, area.row + row, area.column + name + 1, area.columns - name - 1, STYLE_NORMAL,
                    buffer_slice(&text));
        buffer_release(&text);
        row++;
    }
    return row;
}

/* Each comparison with its sign; what does not hold is the first thing to see. */
static int draw_reasons(const struct result *r, struct canvas *canvas, struct area area)
{
    struct slice rest = buffer_slice(&r->reasons);
    int row = 0;
    while (rest.length && row < area.rows) {
        struct slice line = slice_cut(&rest, '\n');
        bool holds = line.at[0] == '+';
        canvas_say(canvas, area.row + row, area.column, 2, holds ? STYLE_GOOD : STYLE_BAD,
                   canvas_sign(canvas, holds ? SIGN_GOOD : SIGN_BAD));
        struct area text = {area.row + row, area.column + 2, area.rows - row, area.columns - 2};
        row += canvas_wrap(canvas, text, STYLE_NORMAL, slice_from(line, 1), 0);
    }
    return row;
}

static void draw_head(const struct result *r, struct canvas *canvas, struct area area)
{
    const struct tally *tally = &r->counting.tally;
    const char *state = r->facts.open ? "open" : r->facts.is_void ? "void" : outcome_name(tally->outcome);
    const char *word = i18n_word(slice_of(state));
    struct buffer text;
    buffer_init(&text);
    canvas_text(canvas, area.row, area.column, area.columns - 18, STYLE_TITLE, slice_of(r->facts.title));
    canvas_right(canvas, area.row, area.column + area.columns - 16, 16,
                 strcmp(state, "adopted") == 0 ? STYLE_GOOD : STYLE_WARN, slice_of(word ? word : state));
    buffer_add(&text, r->counting.rule->rule.title);
    canvas_text(canvas, area.row + 1, area.column, area.columns, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
}

/* Votes by option, or the turnout alone while the interim count is hidden. */
static int draw_votes(const struct result *r, struct canvas *canvas, struct area area)
{
    const struct tally *tally = &r->counting.tally;
    struct buffer title;
    buffer_init(&title);
    buffer_format(&title, "%s %llu/%llu", _("Votes cast:"), (unsigned long long)tally->cast,
                  (unsigned long long)tally->seats);
    struct area box = area;
    box.rows = 2 + (r->hidden ? 2 : (int)r->options);
    struct area inside =
        canvas_box(canvas, box, buffer_slice(&title), slice_of(_("a full bar: all seats that may vote")));
    if (r->hidden) {
        canvas_bar(canvas, inside.row, inside.column, inside.columns, tally->cast, tally->seats, STYLE_NORMAL);
        canvas_say(canvas, inside.row + 1, inside.column, inside.columns, STYLE_MUTED,
                   _("Interim result hidden; nothing is decided before the ballot is closed."));
    } else {
        draw_bars(r, canvas, inside);
    }
    buffer_release(&title);
    return box.rows;
}

static void draw_rest(const struct result *r, struct canvas *canvas, struct area area)
{
    int row = draw_benches(r, canvas, area);
    area.row += row + 1;
    area.rows -= row + 1;
    row = area.rows > 0 ? draw_reasons(r, canvas, area) : 0;
    area.row += row + (row ? 1 : 0);
    area.rows -= row + (row ? 1 : 0);
    if (area.rows > 0 && r->facts.open && !r->hidden) {
        canvas_say(canvas, area.row, area.column, area.columns, STYLE_NORMAL,
                   r->counting.tally.fixed ? _("The outcome can no longer change.")
                                           : _("The outcome can still change."));
        area.row += 2;
        area.rows -= 2;
    }
    if (area.rows > 0 && r->missing.length) {
        int used = canvas_say(canvas, area.row, area.column, area.columns, STYLE_WARN, _("Without a vote: "));
        struct area names = {area.row, area.column + used, area.rows, area.columns - used};
        canvas_wrap(canvas, names, STYLE_NORMAL, buffer_slice(&r->missing), 0);
    }
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct result *r = state;
    struct area inside = {area.row, area.column + 1, area.rows, area.columns - 2};
    draw_head(r, canvas, inside);
    struct area votes = {inside.row + 3, area.column, inside.rows - 3, area.columns};
    int used = draw_votes(r, canvas, votes);
    struct area rest = {votes.row + used + 1, area.column + 2, area.rows - 4 - used, area.columns - 4};
    draw_rest(r, canvas, rest);
    canvas_cursor(canvas, inside.row, inside.column);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct result *r = state;
    switch (action) {
    case ACTION_VOTE:
        if (r->facts.open)
            app_push(app, &screen_ballot, &r->facts);
        else
            app_say(app, STYLE_NORMAL, _("This ballot is not open any more."), SLICE(""), SLICE(""));
        return REACT_REDRAW;
    case ACTION_CLOSE_BALLOT:
        closing_begin(app, &r->facts);
        return REACT_REDRAW;
    default:
        return REACT_NONE;
    }
}

static const enum action actions[] = {ACTION_VOTE, ACTION_CLOSE_BALLOT, ACTION_TAB_LEDGER, ACTION_NONE};

const struct screen screen_result = {
    .name = N_("Result"),
    .tab = ACTION_TAB_BALLOTS,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = refresh,
};
