/* The seats that have not voted in a ballot: Enter writes the proof of that for one of them into a file. */
#include "data/no_vote_file.h"
#include "tui/receipt_words.h"
#include "tui/screens.h"
#include "tui/silent_place.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

struct silent_seat {
    struct slice id, title;
};

struct silent {
    struct arena arena;
    struct ballot_facts facts;
    struct silent_seat *seat;
    struct list list;
    struct buffer ledger, folder, path;
    struct worker *worker;
    struct slice chosen; /* the seat whose proof is being written */
    struct no_vote_file *file;
    struct problem problem;
    bool running, proves;
};

static void close_screen(void *state)
{
    struct silent *silent = state;
    buffer_release(&silent->ledger);
    buffer_release(&silent->folder);
    buffer_release(&silent->path);
    free(silent->file);
    arena_release(&silent->arena);
    free(silent);
}

/* Copies them; on failure `arena` is to be released all the same. */
static struct silent_seat *take_seats(const struct roll *roll, const struct result_seats *missing, struct arena *arena)
{
    struct silent_seat *out = arena_array(arena, missing->count ? missing->count : 1, sizeof *out);
    for (size_t i = 0; out && i < missing->count; i++) {
        const struct roll_seat *seat = &roll->seat[missing->seat[i]];
        out[i].id = arena_copy(arena, seat->id);
        out[i].title = arena_copy(arena, seat->title);
        if (!out[i].id.at || !out[i].title.at)
            return NULL;
    }
    return out;
}

static enum status take(struct silent *silent, struct app *app, const struct silent_place *place)
{
    char folder[PATH_MAX];
    silent->facts = *place->facts;
    silent->seat = take_seats(place->roll, place->missing, &silent->arena);
    silent->file = calloc(1, sizeof *silent->file);
    if (!silent->seat || !silent->file)
        return STATUS_NO_MEMORY;
    list_resize(&silent->list, (int64_t)place->missing->count);
    buffer_add(&silent->ledger, buffer_slice(&app->session->ledger_path));
    buffer_text(&silent->folder, getcwd(folder, sizeof folder) ? folder : ".");
    return buffer_status(&silent->ledger) == STATUS_OK ? buffer_status(&silent->folder) : STATUS_NO_MEMORY;
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct silent *silent = calloc(1, sizeof *silent);
    if (!silent)
        return STATUS_NO_MEMORY;
    enum status status = take(silent, app, argument);
    if (status != STATUS_OK) {
        close_screen(silent);
        return status;
    }
    *state = silent;
    return STATUS_OK;
}

static bool go_on(void *context, uint64_t done, uint64_t all)
{
    struct silent *silent = context;
    return worker_progress(silent->worker, done, all);
}

/* On a connection of its own, beside the screen. */
static enum status run(struct worker *worker, void *context)
{
    struct silent *silent = context;
    struct store *store = NULL;
    struct stream_out out = {.descriptor = -1};
    silent->worker = worker;
    enum status status = store_open(silent->ledger.at, STORE_READ, &store, &silent->problem);
    if (status == STATUS_OK)
        status = stream_create(&out, silent->path.at, &silent->problem);
    if (status == STATUS_OK) {
        status =
            no_vote_make(store, &silent->facts, silent->chosen, &out, silent->file, go_on, silent, &silent->problem);
        if (status == STATUS_OK)
            status = stream_finish(&out, &silent->problem);
        silent->proves = status == STATUS_OK && no_vote_holds(silent->file);
        no_vote_file_release(silent->file);
    }
    stream_release(&out);
    store_close(store);
    return status;
}

/* BODY-PLACE-SEAT.no-vote, as the command has it. */
static enum status start(struct app *app, struct silent *silent)
{
    struct log *log;
    enum status status = ledger_log_number(app->session->ledger, silent->facts.body, &log, &app->problem);
    if (status != STATUS_OK)
        return status;
    silent->chosen = silent->seat[silent->list.focus].id;
    buffer_clear(&silent->path);
    buffer_add(&silent->path, buffer_slice(&silent->folder));
    buffer_byte(&silent->path, '/');
    buffer_add(&silent->path, log_body(log)->name);
    buffer_format(&silent->path, "-%lld-", (long long)silent->facts.index);
    buffer_add(&silent->path, silent->chosen);
    buffer_text(&silent->path, ".no-vote");
    status = buffer_status(&silent->path);
    app_work_end(app);
    problem_clear(&silent->problem);
    if (status == STATUS_OK)
        status = app_work(app, run, silent);
    silent->running = status == STATUS_OK;
    return status;
}

static unsigned work(struct app *app, void *state)
{
    struct silent *silent = state;
    uint64_t done, all;
    enum status status;
    if (!silent->running || !worker_poll(app->worker, &done, &all, &status))
        return REACT_NONE;
    app_work_end(app);
    silent->running = false;
    if (status != STATUS_OK)
        app_fail(app, &silent->problem);
    else if (silent->proves)
        app_say(app, STYLE_GOOD, _("Saved: {1}"), buffer_slice(&silent->path), SLICE(""));
    else
        app_say(app, STYLE_WARN,
                _("Saved: {1}. But the log holds rejected votes of this seat, so the file alone proves nothing."),
                buffer_slice(&silent->path), SLICE(""));
    return REACT_REDRAW;
}

/* Who voted meanwhile is gone from the list; the focus stays with its seat. */
static void take_anew(struct silent *silent, const struct result *result)
{
    struct arena arena;
    int64_t focus = silent->list.focus;
    arena_init(&arena);
    struct silent_seat *seat = take_seats(&result->counting.roll, &result->missing, &arena);
    if (!seat) {
        arena_release(&arena);
        return;
    }
    for (size_t i = 0; silent->list.count && i < result->missing.count; i++)
        if (slice_equal(seat[i].id, silent->seat[silent->list.focus].id))
            focus = (int64_t)i;
    arena_release(&silent->arena);
    silent->arena = arena;
    silent->seat = seat;
    silent->list.focus = focus;
    list_resize(&silent->list, (int64_t)result->missing.count);
}

static void refresh(struct app *app, void *state)
{
    struct silent *silent = state;
    silent->running = silent->running && app->worker;
    /* What is being written names a seat of the list. */
    struct result *result = silent->running ? NULL : calloc(1, sizeof *result);
    if (!result)
        return;
    result->facts = silent->facts;
    rule_words_init(&result->words);
    problem_clear(&app->problem);
    if (result_load(result, app) == STATUS_OK)
        take_anew(silent, result);
    else
        app_fail(app, &app->problem);
    result_release(result);
    free(result);
}

static void draw_seat(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    enum { ID_COLUMNS = 24 };
    const struct silent *silent = context;
    int column = 0, width = line.columns < 2 * ID_COLUMNS ? line.columns / 2 : ID_COLUMNS;
    (void)focused;
    list_cell(canvas, &line, &column, width, STYLE_TITLE, silent->seat[index].id);
    list_cell(canvas, &line, &column, line.columns - column, STYLE_NORMAL, silent->seat[index].title);
}

enum { ABOVE = 4 };

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct silent *silent = state;
    struct area inside = canvas_box(canvas, area, slice_of(_("Proof that a seat has not voted")), SLICE(""));
    struct area above = {inside.row, inside.column, ABOVE, inside.columns};
    struct area rows = {inside.row + ABOVE, inside.column, inside.rows - ABOVE, inside.columns};
    canvas_wrap(
        canvas, above, STYLE_MUTED,
        slice_of(_("Enter writes the file that proves it, as far as the newest signed head goes, into the folder "
                   "in which you started.")),
        0);
    list_draw(&silent->list, canvas, rows, draw_seat, silent);
}

static int page(const void *state, struct area area)
{
    (void)state;
    return area.rows - 2 - ABOVE;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct silent *silent = state;
    if (action == ACTION_STOP && silent->running) {
        worker_cancel(app->worker);
        return REACT_REDRAW;
    }
    if (list_act(&silent->list, action, page(silent, app->area)))
        return REACT_REDRAW;
    if (action != ACTION_ENTER)
        return REACT_NONE;
    problem_clear(&app->problem);
    if (!silent->list.count)
        app_say(app, STYLE_NORMAL, _("Every seat has voted in this ballot."), SLICE(""), SLICE(""));
    else if (!silent->running && start(app, silent) != STATUS_OK)
        app_fail(app, &app->problem);
    return REACT_REDRAW;
}

void silent_begin(struct app *app, const struct result *result)
{
    if (result->missing.count)
        app_push(app, &screen_silent, &(struct silent_place){&result->facts, &result->counting.roll, &result->missing});
    else
        app_say(app, STYLE_NORMAL, _("Every seat has voted in this ballot."), SLICE(""), SLICE(""));
}

static const enum action actions[] = {ACTION_ENTER, ACTION_DOWN, ACTION_STOP, ACTION_NONE};

const struct screen screen_silent = {
    .name = N_("Not voted"),
    .tab = ACTION_TAB_BALLOTS,
    .actions = actions,
    .enter = N_("write the file"),
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = refresh,
    .work = work,
    .page = page,
};
