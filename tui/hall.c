/* The view for a hall: what it reads, and which of it has room. */
#include "tui/hall.h"

#include "data/entry_read.h"
#include "tui/app.h"
#include "tui/big_text.h"

enum status hall_load(struct hall *hall, struct app *app)
{
    struct arena arena;
    struct entry entry;
    struct log *log;
    const struct ballot_facts *facts = &hall->result.facts;
    hall->now = app->now.seconds;
    arena_init(&arena);
    enum status status = result_load(&hall->result, app);
    if (status == STATUS_OK)
        status = ledger_log_number(app->session->ledger, facts->body, &log, &app->problem);
    if (status == STATUS_OK)
        status = entry_read(app_store(app), facts->body, facts->index, &arena, &entry, &app->problem);
    if (status == STATUS_OK) {
        buffer_clear(&hall->question);
        buffer_clear(&hall->body);
        buffer_add(&hall->question, entry_value(&entry, "question"));
        buffer_add(&hall->body, entry.body);
        hall->entries = (int64_t)log_size(log);
        hall->read = hall->now;
        status = buffer_status(&hall->body) == STATUS_OK ? buffer_status(&hall->question) : STATUS_NO_MEMORY;
    }
    arena_release(&arena);
    return status;
}

void hall_release(struct hall *hall)
{
    result_release(&hall->result);
    buffer_release(&hall->question);
    buffer_release(&hall->body);
    buffer_release(&hall->trouble);
}

/* The rest of the area below `used` rows. */
static struct area below(struct area area, int used)
{
    return (struct area){area.row + used, area.column, area.rows - used, area.columns};
}

/* In large letters where it then takes no more than a third, else in as many lines as it needs, three at most. */
static int paint_title(const struct hall *hall, struct canvas *canvas, struct area area)
{
    enum { PART = 3, LINES = 3, LOW = 16 };
    struct slice title = slice_of(hall->result.facts.title);
    struct area large = {area.row, area.column, area.rows / PART, area.columns};
    int rows = big_wrap(canvas, large, STYLE_TITLE, title);
    if (rows)
        return rows + 1;
    struct area small = {area.row, area.column, area.rows < LOW ? 1 : LINES, area.columns};
    if (small.rows == 1)
        return canvas_text(canvas, area.row, area.column, area.columns, STYLE_TITLE, title) ? 1 : 0;
    rows = canvas_wrap(canvas, small, STYLE_TITLE, title, 0);
    return (rows < LINES ? rows : LINES) + 1;
}

static int paint_question(const struct hall *hall, struct canvas *canvas, struct area area)
{
    enum { LOW = 12, LINES = 2 };
    if (!hall->question.length || area.rows < LOW)
        return 0;
    struct area lines = {area.row, area.column, LINES, area.columns};
    int rows = canvas_wrap(canvas, lines, STYLE_NORMAL, buffer_slice(&hall->question), 0);
    return (rows < LINES ? rows : LINES) + 1;
}

/* What is going on, or what came out, and beside it or below until when. */
static int paint_state(const struct hall *hall, struct canvas *canvas, struct area area)
{
    enum { LARGE_FROM = 20, GAP = 2 };
    enum style style;
    struct buffer state, deadline;
    buffer_init(&state);
    buffer_init(&deadline);
    hall_state(hall, &style, &state);
    hall_deadline(hall, &deadline);
    int rows = 0;
    struct area large = {area.row, area.column, BIG_ROWS, area.columns};
    if (!hall->result.facts.open && area.rows >= LARGE_FROM)
        rows = big_wrap(canvas, large, style, buffer_slice(&state));
    if (rows) {
        rows++;
    } else {
        int used = canvas_text(canvas, area.row, area.column, area.columns, style, buffer_slice(&state)) + GAP;
        bool beside = used + (int)deadline.length < area.columns;
        canvas_right(canvas, area.row + !beside, area.column + (beside ? used : 0), area.columns - (beside ? used : 0),
                     STYLE_TITLE, buffer_slice(&deadline));
        rows = 1 + (!beside && deadline.length) + (area.rows >= LARGE_FROM);
    }
    buffer_release(&state);
    buffer_release(&deadline);
    return rows;
}

static int paint_outlook(const struct hall *hall, struct canvas *canvas, struct area area)
{
    struct buffer text;
    buffer_init(&text);
    hall_outlook(hall, &text);
    enum style style = hall->result.facts.open && hall->result.counting.tally.fixed && !hall->result.hidden
                           ? STYLE_GOOD
                           : STYLE_NORMAL;
    int rows = text.length ? canvas_wrap(canvas, area, style, buffer_slice(&text), 0) : 0;
    buffer_release(&text);
    return rows < area.rows ? rows : area.rows;
}

static int outlook_rows(const struct hall *hall, struct area area)
{
    struct canvas measure;
    area.rows = 6;
    canvas_init(&measure, 1, area.columns, false);
    int rows = measure.failed ? 1 : paint_outlook(hall, &measure, area);
    canvas_release(&measure);
    return rows;
}

/* The last row: how one leaves, and that what is shown is what the ledger says. */
static void paint_foot(const struct hall *hall, struct canvas *canvas, struct area area)
{
    struct buffer text;
    int row = area.row + area.rows - 1;
    buffer_init(&text);
    int used = canvas_say(canvas, row, area.column, area.columns, STYLE_KEY, "q") + 1;
    used += canvas_say(canvas, row, area.column + used, area.columns - used, STYLE_MUTED,
                       hall->alone ? _("end") : _("back"));
    hall_ledger(hall, &text);
    canvas_right(canvas, row, area.column + used + 2, area.columns - used - 2,
                 hall->trouble.length ? STYLE_BAD : STYLE_MUTED, buffer_slice(&text));
    buffer_release(&text);
}

/* How high bars may be, so that so many fit into the rows with one between them. */
static int height(int rows, int bars, int most)
{
    int high = most;
    while (high > 1 && bars * (high + 1) - 1 > rows)
        high--;
    return high;
}

/* What the quorum's box needs; nothing where the rule asks for none. */
static int quorum_rows(const struct hall *hall, int columns)
{
    enum { MOST = 24 };
    struct canvas measure;
    if (!hall->result.counting.tally.quorums)
        return 0;
    canvas_init(&measure, MOST, columns, false);
    int rows = measure.failed ? 0 : result_quorum_box(&hall->result, &measure, canvas_area(&measure), 0);
    canvas_release(&measure);
    return rows;
}

struct parts {
    int options, words, quorum, benches; /* rows; 0: there is no room for it */
    int option_high, bench_high;
};

/* The options come first, then what they mean, then the benches, then the quorum; what is left makes bars higher. */
static struct parts divide(const struct hall *hall, struct area area)
{
    enum { OPTION_MOST = 5, BENCH_MOST = 3 };
    int bars = (int)hall_bars(hall), benches = hall_benches_rows(hall, 1);
    struct parts parts = {.options = bars, .words = outlook_rows(hall, area) + 1, .option_high = 1, .bench_high = 1};
    int left = area.rows - parts.options - parts.words;
    if (left > benches && hall->result.counting.roll.benches > 1)
        parts.benches = benches;
    left -= parts.benches ? parts.benches + 1 : 0;
    int quorum = quorum_rows(hall, area.columns);
    if (left > quorum)
        parts.quorum = quorum;
    left -= parts.quorum;
    if (left <= 0)
        return parts;
    parts.option_high = height(left + bars, bars, OPTION_MOST);
    int options = bars * (parts.option_high + (parts.option_high > 1)) - (parts.option_high > 1);
    left -= options - parts.options;
    parts.options = options;
    while (parts.benches && parts.bench_high < BENCH_MOST && left >= parts.benches - 1) {
        left -= benches - 1;
        parts.bench_high++;
    }
    return parts;
}

void hall_paint(const struct hall *hall, struct canvas *canvas, struct area whole)
{
    enum { MARGIN_FROM = 60, AIR_FROM = 20 };
    int margin = whole.columns >= MARGIN_FROM ? 3 : 1;
    struct area area = {whole.row, whole.column + margin, whole.rows, whole.columns - 2 * margin};
    paint_foot(hall, canvas, area);
    area.rows--;
    area = below(area, whole.rows >= AIR_FROM);
    area = below(area, paint_title(hall, canvas, area));
    area = below(area, paint_question(hall, canvas, area));
    area = below(area, paint_state(hall, canvas, area));
    canvas_cursor(canvas, area.row, area.column);
    struct parts parts = divide(hall, area);
    struct area options = {area.row, area.column, area.rows - parts.words, area.columns};
    area = below(area, hall_options(hall, canvas, options, parts.option_high));
    area = below(area, area.rows >= parts.words);
    area = below(area, paint_outlook(hall, canvas, area));
    if (parts.benches)
        area = below(area, 1 + hall_benches(hall, canvas, below(area, 1), parts.bench_high));
    if (parts.quorum)
        result_quorum_box(&hall->result, canvas, area, 0);
}
