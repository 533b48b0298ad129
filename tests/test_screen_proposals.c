/* The list of proposals: a window that moves over any number of rows, search, filter, own votes, what is painted. */
#include "core/text.h"
#include "data/query_page.h"
#include "tests/world_text.h"
#include "tui/i18n.h"
#include "tui/proposals_paint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MANY = 1000, PAGE = 20 };

/*
 * Rows without entries: the window asks the tables only, and a thousand signed proposals would take long. Every tenth
 * is adopted; the titles are "Antrag 1" …
 */
static void fill(struct world *w, int count)
{
    struct store *store = ledger_store(w->ledger);
    struct digest id = {.byte = {0}};
    w->unchecked = true;
    assert_int_equal(store_begin(store, &w->problem), STATUS_OK);
    for (int i = 0; i < count; i++) {
        const char *number = world_say(w, "2026-%04d", i + 1), *title = world_say(w, "Antrag %d", i + 1);
        const char *words = world_say(w, "antrag %d", i + 1), *state = i % 10 == 9 ? "adopted" : "open";
        enum status status =
            store_run(store,
                      "INSERT INTO proposal (seq, body, idx, id, number, title, kind, author, at, log_time, state) "
                      "VALUES ((1 << 40) + ?1, 1, ?1, ?2, ?3, ?4, 'decision', 'stadt', 0, 0, ?5)",
                      "idsss", (int64_t)i + 100, &id, number, title, state);
        if (status == STATUS_OK)
            status = store_run(store, "INSERT INTO search (rowid, words) VALUES ((1 << 40) + ?, ?)", "is",
                               (int64_t)i + 100, words);
        assert_int_equal(status, STATUS_OK);
    }
    assert_int_equal(store_commit(store, &w->problem), STATUS_OK);
}

static struct proposal_window start(struct world *w, const char *search, const char *state)
{
    struct proposal_window window;
    assert_int_equal(window_init(&window), STATUS_OK);
    window.search = slice_of(search);
    window.state = slice_of(state);
    window.who = SLICE("stadt");
    assert_int_equal(window_load(&window, ledger_store(w->ledger), 0, &w->problem), STATUS_OK);
    return window;
}

static void act(struct world *w, struct proposal_window *window, enum action action)
{
    bool moved;
    assert_int_equal(window_act(window, ledger_store(w->ledger), action, PAGE, &moved, &w->problem), STATUS_OK);
    assert_true(moved);
    assert_true(window->keys.list.count <= WINDOW_ROWS);
    assert_true(window->keys.list.focus >= window->keys.list.top &&
                window->keys.list.focus < window->keys.list.top + PAGE);
}

static void expect_focus(const struct proposal_window *window, const char *number)
{
    const struct proposal_row *row = window_focus(window);
    assert_non_null(row);
    assert_string_equal(row->number, number);
}

static void every_row_is_passed_once_in_both_directions(void **state)
{
    struct world *w = *state;
    world_populate(w);
    fill(w, MANY);
    struct proposal_window window = start(w, "", "");
    for (int i = MANY; i > 0; i--) {
        expect_focus(&window, world_say(w, "2026-%04d", i));
        act(w, &window, ACTION_DOWN);
    }
    expect_focus(&window, "2026-0001");
    for (int i = 1; i <= MANY; i++) {
        expect_focus(&window, world_say(w, "2026-%04d", i));
        act(w, &window, ACTION_UP);
    }
    expect_focus(&window, "2026-1000");
    window_release(&window);
}

static void pages_and_ends_reach_everything(void **state)
{
    struct world *w = *state;
    world_populate(w);
    fill(w, MANY);
    struct proposal_window window = start(w, "", "");
    for (int i = 0; i < 10; i++)
        act(w, &window, ACTION_PAGE_DOWN);
    expect_focus(&window, "2026-0810");
    act(w, &window, ACTION_LAST);
    expect_focus(&window, "2026-0001");
    assert_true(window.keys.has_newer);
    assert_false(window.keys.has_older);
    for (int i = 0; i < 20; i++)
        act(w, &window, ACTION_PAGE_UP);
    expect_focus(&window, "2026-0381");
    act(w, &window, ACTION_FIRST);
    expect_focus(&window, "2026-1000");
    assert_false(window.keys.has_newer);
    assert_true(window.keys.has_older);
    window_release(&window);
}

static void expect_order(const struct proposal_window *window, const char *const *numbers)
{
    for (int64_t i = 0; i < window->keys.list.count; i++)
        if (strcmp(window->row[i].number, numbers[i]) != 0)
            fail_msg("row %d is %s and not %s", (int)i, window->row[i].number, numbers[i]);
}

/* Titles as people look them up: ä beside a, capitals beside small letters. */
static void rows_are_sorted_and_the_focus_stays_with_its_row(void **state)
{
    static const struct {
        const char *number, *title, *state;
        int64_t closes;
    } rows[] = {{"2026-3", "Zentrale", "adopted", 0},
                {"2026-1", "Ärger", "voting", 900},
                {"2026-4", "apfel", "rejected", 0},
                {"2026-2", "Strasse", "voting", 500},
                {"2026-5", "Straßen", "open", 0}};
    static const char *const by_number[] = {"2026-1", "2026-2", "2026-3", "2026-4", "2026-5"};
    static const char *const by_title[] = {"2026-1", "2026-4", "2026-2", "2026-5", "2026-3"};
    static const char *const by_deadline[] = {"2026-2", "2026-1", "2026-5", "2026-4", "2026-3"};
    static const char *const by_state[] = {"2026-2", "2026-1", "2026-5", "2026-3", "2026-4"};
    static const char *const by_newest[] = {"2026-5", "2026-2", "2026-4", "2026-1", "2026-3"};
    struct proposal_window window;
    (void)state;
    assert_int_equal(window_init(&window), STATUS_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct proposal_row *row = &window.row[i];
        *row = (struct proposal_row){.seq = (int64_t)i, .closes = rows[i].closes, .has_closes = rows[i].closes > 0};
        memcpy(row->number, rows[i].number, strlen(rows[i].number));
        memcpy(row->title, rows[i].title, strlen(rows[i].title));
        memcpy(row->state, rows[i].state, strlen(rows[i].state));
    }
    list_resize(&window.keys.list, sizeof rows / sizeof rows[0]);
    window.keys.list.focus = 3;
    assert_int_equal(proposal_sort(&window, ORDER_NUMBER), STATUS_OK);
    expect_order(&window, by_number);
    assert_int_equal(proposal_sort(&window, ORDER_TITLE), STATUS_OK);
    expect_order(&window, by_title);
    assert_int_equal(proposal_sort(&window, ORDER_DEADLINE), STATUS_OK);
    expect_order(&window, by_deadline);
    assert_int_equal(proposal_sort(&window, ORDER_STATE), STATUS_OK);
    expect_order(&window, by_state);
    assert_int_equal(proposal_sort(&window, ORDER_NEWEST), STATUS_OK);
    expect_order(&window, by_newest);
    expect_focus(&window, "2026-2");
    /* A part of a list is not sorted: it would look like all of it. */
    window.keys.has_older = true;
    assert_int_equal(proposal_sort(&window, ORDER_NUMBER), STATUS_REFUSED);
    expect_order(&window, by_newest);
    window_release(&window);
}

static void reading_anew_keeps_the_selected_row(void **state)
{
    struct world *w = *state;
    world_populate(w);
    fill(w, MANY);
    struct proposal_window window = start(w, "", "");
    for (int i = 0; i < 25; i++)
        act(w, &window, ACTION_PAGE_DOWN);
    expect_focus(&window, "2026-0525");
    int64_t seq = window_focus(&window)->seq;
    assert_int_equal(window_load(&window, ledger_store(w->ledger), seq, &w->problem), STATUS_OK);
    expect_focus(&window, "2026-0525");
    act(w, &window, ACTION_UP);
    expect_focus(&window, "2026-0526");
    /* It is gone under this filter: the next older one that is there has the focus. */
    window.state = SLICE("adopted");
    assert_int_equal(window_load(&window, ledger_store(w->ledger), seq, &w->problem), STATUS_OK);
    expect_focus(&window, "2026-0520");
    window_release(&window);
}

static void search_and_filter_narrow_the_list(void **state)
{
    static const struct {
        const char *search, *state;
        int64_t count;
        const char *first;
    } rows[] = {
        {"", "", 100, "2026-0100"},        {"", "adopted", 10, "2026-0100"},
        {"", "open", 90, "2026-0099"},     {"", "rejected", 0, NULL},
        {"antrag", "", 100, "2026-0100"},  {"ANTRAG 77", "", 1, "2026-0077"},
        {"antrag 9", "", 11, "2026-0099"}, {"9", "adopted", 1, "2026-0090"},
        {"bebauung", "", 0, NULL},         {"\"", "", 0, NULL},
    };
    struct world *w = *state;
    world_populate(w);
    fill(w, 100);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct proposal_window window = start(w, rows[i].search, rows[i].state);
        const struct proposal_row *row = window_focus(&window);
        if (window.keys.list.count != rows[i].count || !row != !rows[i].first ||
            (row && strcmp(row->number, rows[i].first)))
            fail_msg("row %zu: %d rows, the first is %s", i, (int)window.keys.list.count, row ? row->number : "none");
        assert_false(window.keys.has_newer || window.keys.has_older);
        window_release(&window);
    }
}

static void an_empty_list_stays_empty(void **state)
{
    static const enum action actions[] = {ACTION_UP, ACTION_DOWN, ACTION_PAGE_DOWN, ACTION_FIRST, ACTION_LAST};
    struct world *w = *state;
    world_populate(w);
    struct proposal_window window = start(w, "", "");
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        act(w, &window, actions[i]);
        assert_null(window_focus(&window));
    }
    window_release(&window);
}

static void deadline_and_own_vote_are_told(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", world_say(w, "closes: %s\n", world_time(w, 3600)));
    struct proposal_window window = start(w, "", "");
    const struct proposal_row *row = window_focus(&window);
    assert_string_equal(row->state, "voting");
    assert_true(row->has_closes);
    assert_int_equal(row->closes, w->now.seconds + 3600);
    assert_string_equal(row->choice, "");
    assert_string_equal(row->body_name, "rat.example");
    window_release(&window);
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "no");
    window = start(w, "", "");
    assert_string_equal(window_focus(&window)->choice, "yes");
    window.who = SLICE("kreis");
    assert_int_equal(window_load(&window, ledger_store(w->ledger), 0, &w->problem), STATUS_OK);
    assert_string_equal(window_focus(&window)->choice, "no");
    window.who = SLICE("");
    assert_int_equal(window_load(&window, ledger_store(w->ledger), 0, &w->problem), STATUS_OK);
    assert_string_equal(window_focus(&window)->choice, "");
    window_release(&window);
}

/* A state as the screen has it, and the text of its picture. */
static void paint(struct world *w, struct proposals *state, int rows, int columns, bool ascii, struct buffer *out)
{
    struct canvas canvas;
    state->now = w->now.seconds;
    canvas_init(&canvas, rows, columns, ascii);
    proposals_paint(state, state->filter ? "open" : NULL, &canvas, canvas_area(&canvas));
    canvas_dump(&canvas, out);
    assert_true(state->typing ? canvas.cursor_row == 0 : canvas.cursor_row > 0);
    canvas_release(&canvas);
}

static void expect_text(const struct buffer *text, const char *part)
{
    if (!strstr(text->at, part))
        fail_msg("\"%s\" is not in:\n%s", part, text->at);
}

static void the_list_fits_every_size(void **state)
{
    static const struct {
        int rows, columns;
        bool ascii;
        const char *focus;
    } sizes[] = {
        {8, 40, false, "▸ 2026-0100 Antrag 100"},   {20, 80, false, "▸ 2026-0100 Antrag 100"},
        {26, 100, false, "▸ 2026-0100 Antrag 100"}, {46, 200, true, "> 2026-0100 Antrag 100"},
        {6, 40, true, "> 2026-0100 Antrag 100"},
    };
    struct world *w = *state;
    world_populate(w);
    fill(w, 100);
    struct proposals proposals = {.window = start(w, "", ""), .all = 100, .matching = 100};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct buffer text;
        buffer_init(&text);
        paint(w, &proposals, sizes[i].rows, sizes[i].columns, sizes[i].ascii, &text);
        expect_text(&text, sizes[i].focus);
        struct slice rest = buffer_slice(&text);
        while (rest.length)
            assert_true(text_width(slice_cut(&rest, '\n')) <= sizes[i].columns);
        for (size_t byte = 0; sizes[i].ascii && byte < text.length; byte++)
            assert_true((unsigned char)text.at[byte] < 0x80);
        buffer_release(&text);
    }
    window_release(&proposals.window);
}

static void search_filter_and_count_are_shown(void **state)
{
    struct world *w = *state;
    struct buffer text;
    world_populate(w);
    fill(w, 100);
    assert_true(i18n_start("en"));
    struct proposals proposals = {.window = start(w, "antrag 9", ""), .all = 100, .matching = 11, .filter = 1};
    input_paste(&proposals.search, SLICE("antrag 9"));
    buffer_init(&text);
    paint(w, &proposals, 20, 80, false, &text);
    expect_text(&text, "/ antrag 9");
    expect_text(&text, "[filter: open]  11 of 100");
    proposals.matching = -1;
    proposals.typing = true;
    buffer_clear(&text);
    paint(w, &proposals, 20, 80, false, &text);
    expect_text(&text, "more than 11 of 100");
    expect_text(&text, "Enter keeps the search, Esc clears it");
    window_release(&proposals.window);
    proposals = (struct proposals){.window = start(w, "", "rejected"), .all = 100};
    buffer_clear(&text);
    paint(w, &proposals, 20, 80, false, &text);
    expect_text(&text, "No proposal fits. Esc clears search and filter.");
    buffer_release(&text);
    window_release(&proposals.window);
}

/* What the list shows of a title is not shown again, and what it had to cut is shown whole. */
static void the_preview_has_the_title_that_the_list_cut(void **state)
{
    static const char long_title[] = "Gemeinsame Beschaffung der Fachverfahren für das Meldewesen der Länder";
    struct world *w = *state;
    struct buffer text;
    world_populate(w);
    fill(w, 1);
    assert_true(i18n_start("en"));
    struct proposals proposals = {.window = start(w, "", ""), .all = 1, .matching = 1, .has_preview = true};
    buffer_init(&text);
    paint(w, &proposals, 20, 80, false, &text);
    expect_text(&text, "┌─ Preview 2026-0001 ─");
    const char *first = strstr(text.at, "Antrag 1");
    assert_non_null(first);
    assert_null(strstr(first + 1, "Antrag 1"));
    memcpy(proposals.window.row[0].title, long_title, sizeof long_title);
    buffer_clear(&text);
    paint(w, &proposals, 20, 80, false, &text);
    expect_text(&text, "2026-0001 Gemeinsame Beschaffung der Fachverfah…");
    expect_text(&text, world_say(w, "│ %s ", long_title));
    buffer_release(&text);
    window_release(&proposals.window);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        WORLD_TEST(every_row_is_passed_once_in_both_directions),
        WORLD_TEST(pages_and_ends_reach_everything),
        WORLD_TEST(reading_anew_keeps_the_selected_row),
        cmocka_unit_test(rows_are_sorted_and_the_focus_stays_with_its_row),
        WORLD_TEST(search_and_filter_narrow_the_list),
        WORLD_TEST(an_empty_list_stays_empty),
        WORLD_TEST(deadline_and_own_vote_are_told),
        WORLD_TEST(the_list_fits_every_size),
        WORLD_TEST(search_filter_and_count_are_shown),
        WORLD_TEST(the_preview_has_the_title_that_the_list_cut),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
