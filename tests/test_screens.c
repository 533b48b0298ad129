/*
 * Every screen as it is painted, in three sizes and two languages, compared with tests/screens/NAME.SIZE.LANG.txt,
 * whose last line says where the cursor is. STIMMBUCH_SCREENS=new (`make screens`) writes these files instead; a person
 * then reads what has changed.
 */
#include "core/text.h"
#include "data/query.h"
#include "tests/golden.h"
#include "tests/screen_views.h"
#include "tests/stage_draft.h"
#include "tests/stage_gates.h"
#include "tests/stage_meeting.h"
#include "tests/stage_methods.h"
#include "tui/screens.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const languages[] = {"de", "en"};
static const struct {
    int rows, columns;
} sizes[] = {{24, 80}, {30, 100}, {12, 40}};

enum { LANGUAGES = 2, SIZES = 3 };

/* Returns 1 when it is not as it should be. */
static int compare(const char *path, const struct canvas *canvas)
{
    struct buffer got;
    buffer_init(&got);
    canvas_dump(canvas, &got);
    buffer_format(&got, "cursor: row %d, column %d\n", canvas->cursor_row, canvas->cursor_column);
    assert_int_equal(buffer_status(&got), STATUS_OK);
    int bad = golden_compare(path, buffer_slice(&got));
    buffer_release(&got);
    return bad;
}

static int compare_size(struct stage *stage, const char *name, int rows, int columns, const char *language)
{
    char path[128];
    struct canvas canvas = stage_paint(stage, rows, columns, false);
    snprintf(path, sizeof path, "tests/screens/%s.%dx%d.%s.txt", name, columns, rows, language);
    int bad = compare(path, &canvas);
    canvas_release(&canvas);
    return bad;
}

/* No size may spoil what the next one shows. */
static int compare_sizes(struct stage *stage, const char *name, const char *language)
{
    int bad = 0;
    for (size_t i = 0; i < SIZES; i++)
        bad += compare_size(stage, name, sizes[i].rows, sizes[i].columns, language);
    return bad;
}

/* Signs that are ours: arrows, lines, blocks, ticks, dots. Letters of titles and names may stand. */
static bool is_sign(uint32_t code)
{
    return (code >= 0x2190 && code < 0x2800) || code == 0x2026 || code == 0xB7 || code == 0x2022;
}

static void expect_no_sign(const struct canvas *canvas, const char *name)
{
    for (int row = 0; row < canvas->rows; row++) {
        for (int column = 0; column < canvas->columns; column++) {
            struct slice text = slice_of(canvas_cell(canvas, row, column)->text);
            uint32_t code = 0;
            if (text.length && text_decode(text, &code) && is_sign(code))
                fail_msg("%s: row %d, column %d: U+%04X in ASCII mode", name, row, column, (unsigned)code);
        }
    }
}

/* From a strip to a wall: nothing is written beside the canvas, and the cursor stays on it. */
static void paint_every_size(struct stage *stage)
{
    static const struct {
        int rows, columns;
    } all[] = {{1, 1}, {1, 250}, {9, 39}, {10, 40}, {11, 41}, {16, 120}, {50, 200}, {80, 41}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct canvas canvas = stage_paint(stage, all[i].rows, all[i].columns, false);
        assert_in_range(canvas.cursor_row, 0, all[i].rows - 1);
        assert_in_range(canvas.cursor_column, 0, all[i].columns - 1);
        canvas_release(&canvas);
    }
}

static void paint_in_ascii(struct stage *stage, const char *name)
{
    struct canvas canvas = stage_paint(stage, 30, 100, true);
    expect_no_sign(&canvas, name);
    canvas_release(&canvas);
}

static void check_views(struct stage *stage, const char *key, const struct view *view)
{
    int bad = 0;
    for (size_t l = 0; l < LANGUAGES; l++) {
        for (size_t i = 0; view[i].name; i++) {
            stage_enter(stage, key, languages[l]);
            stage_press(stage, view[i].keys);
            bad += compare_sizes(stage, view[i].name, languages[l]);
            paint_every_size(stage);
            paint_in_ascii(stage, view[i].name);
        }
    }
    if (bad)
        fail_msg("%d screens differ; if they shall: make screens, and read what changed", bad);
}

static void screens_of_a_delegate(void **state)
{
    check_views(*state, "stadt", delegate_views);
}

/* One deadline has passed, and nobody has closed that ballot; the other one is to come. */
static void screens_behind_a_deadline(void **state)
{
    struct stage *stage = *state;
    stage->w->now.seconds += 3 * 86400;
    check_views(stage, "stadt", overdue_views);
    check_views(stage, "gs1", (const struct view[]){{"overdue-secretary", ""}, {NULL, NULL}});
}

static void screens_of_a_secretary(void **state)
{
    check_views(*state, "gs1", secretary_views);
}

/* What a proposal leaves open, and what the statute asks of it. */
static void screens_of_gates_and_costs(void **state)
{
    stage_add_gates(*state);
    check_views(*state, "stadt", gates_views);
}

static void screens_of_ballots_with_options(void **state)
{
    stage_add_methods(*state);
    check_views(*state, "stadt", methods_views);
}

static void screens_of_a_meeting(void **state)
{
    stage_add_meetings(*state);
    check_views(*state, "stadt", meeting_views);
    check_views(*state, "gs1", meeting_secretary_views);
}

static void screens_of_drafts(void **state)
{
    stage_add_drafts(*state);
    check_views(*state, "stadt", draft_views);
    check_views(*state, "gs1", change_views);
}

static void costs_on_a_large_screen(void **state)
{
    int bad = 0;
    stage_add_gates(*state);
    for (size_t l = 0; l < LANGUAGES; l++) {
        stage_enter(*state, "stadt", languages[l]);
        stage_press(*state, "2 / plattform Enter Enter c");
        bad += compare_size(*state, "costs", 50, 200, languages[l]);
        stage_press(*state, "Esc");
        bad += compare_size(*state, "costs-proposal", 50, 200, languages[l]);
    }
    assert_int_equal(bad, 0);
}

/* The screen names the folder that the program was started in: here one that every machine has. */
static void saving_to_files(void **state)
{
    int bad = 0, here = open(".", O_RDONLY | O_DIRECTORY);
    assert_true(here >= 0);
    for (size_t l = 0; l < LANGUAGES; l++) {
        stage_enter(*state, "stadt", languages[l]);
        stage_press(*state, "2 / beleuchtung Enter Enter");
        assert_int_equal(chdir("/"), 0);
        stage_press(*state, "e");
        assert_int_equal(fchdir(here), 0);
        bad += compare_sizes(*state, "save", languages[l]);
        stage_press(*state, "Esc 4");
        assert_int_equal(chdir("/"), 0);
        stage_press(*state, ">");
        assert_int_equal(fchdir(here), 0);
        bad += compare_sizes(*state, "export", languages[l]);
    }
    close(here);
    assert_int_equal(bad, 0);
}

static void screens_without_a_key(void **state)
{
    check_views(*state, "", stranger_views);
}

static void screens_of_an_empty_ledger(void **state)
{
    check_views(*state, "", empty_views);
}

/* Where a vote stands, found as the commands find it. */
static void a_receipt(void **state)
{
    struct stage *stage = *state;
    int bad = 0;
    for (size_t l = 0; l < LANGUAGES; l++) {
        struct found place;
        stage_enter(stage, "stadt", languages[l]);
        stage_press(stage, "? Esc"); /* the greeting goes */
        struct store *store = app_store(&stage->app);
        int64_t index;
        assert_int_equal(store_number(store, &index, NULL, "SELECT max(idx) FROM vote WHERE body = 1", ""), STATUS_OK);
        struct rows rows = store_ask(store, "SELECT id FROM entry WHERE body = 1 AND idx = ?", "i", index);
        assert_true(rows_next(&rows));
        place = (struct found){.body = 1, .index = index, .id = rows_digest(&rows, 0)};
        assert_int_equal(rows_end(&rows), STATUS_OK);
        app_push(&stage->app, &screen_receipt, &place);
        bad += compare_sizes(stage, "receipt", languages[l]);
    }
    assert_int_equal(bad, 0);
}

#define ON_STAGE(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        ON_STAGE(screens_of_a_delegate),
        ON_STAGE(screens_behind_a_deadline),
        ON_STAGE(screens_of_a_secretary),
        ON_STAGE(screens_of_gates_and_costs),
        ON_STAGE(screens_of_drafts),
        ON_STAGE(screens_of_ballots_with_options),
        ON_STAGE(screens_of_a_meeting),
        ON_STAGE(costs_on_a_large_screen),
        ON_STAGE(saving_to_files),
        ON_STAGE(screens_without_a_key),
        cmocka_unit_test_setup_teardown(screens_of_an_empty_ledger, stage_make_empty, stage_remove),
        ON_STAGE(a_receipt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
