/* Long pages: what is seen of them. */
#include "tui/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void expect(struct canvas *canvas, const char *wanted)
{
    struct buffer text;
    buffer_init(&text);
    canvas_dump(canvas, &text);
    if (!slice_is(buffer_slice(&text), wanted))
        fail_msg("painted:\n%s\nwanted:\n%s", text.at, wanted);
    buffer_release(&text);
}

static void a_page_is_seen_from_a_line_on(void **state)
{
    struct canvas canvas;
    (void)state;
    canvas_init(&canvas, 3, 10, false);
    struct page page = {.canvas = &canvas, .area = canvas_area(&canvas), .skip = 2};
    page_wrap(&page, STYLE_TITLE, 0, SLICE("one"));
    page_wrap(&page, STYLE_NORMAL, 2, SLICE("two three four five"));
    expect(&canvas, "  three\n"
                    "  four\n"
                    "  five\n");
    assert_int_equal(page.line, 5);
    canvas_release(&canvas);
}

/* The bytes up to a run's end have its style, wherever the lines are broken; the last one has the rest. */
static void runs_keep_their_styles_over_line_ends(void **state)
{
    static const struct run runs[] = {{4, STYLE_NORMAL}, {11, STYLE_TITLE}, {12, STYLE_MUTED}};
    struct canvas canvas;
    (void)state;
    canvas_init(&canvas, 4, 9, false);
    struct page page = {.canvas = &canvas, .area = canvas_area(&canvas)};
    page_runs(&page, runs, 3, 1, SLICE("ein wörtlich gesagtes"));
    expect(&canvas, " ein\n wörtlich\n gesagtes\n\n");
    assert_int_equal(canvas_cell(&canvas, 0, 1)->style, STYLE_NORMAL);
    assert_int_equal(canvas_cell(&canvas, 1, 1)->style, STYLE_TITLE);
    assert_int_equal(canvas_cell(&canvas, 1, 6)->style, STYLE_TITLE);
    assert_int_equal(canvas_cell(&canvas, 1, 7)->style, STYLE_MUTED);
    assert_int_equal(canvas_cell(&canvas, 2, 1)->style, STYLE_MUTED);
    canvas_release(&canvas);
}

static void fields_go_under_their_label_where_it_is_narrow(void **state)
{
    static const struct {
        int columns;
        const char *wanted;
    } rows[] = {
        {40, "Label     one two three four\n          five\nNext\n\n\n"},
        {20, "Label\n  one two three four\n  five\nNext\n\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct canvas canvas;
        canvas_init(&canvas, 5, rows[i].columns, false);
        struct page page = {.canvas = &canvas, .area = canvas_area(&canvas)};
        page.area.columns = rows[i].columns == 40 ? 30 : 20;
        page_field(&page, 10, "Label", STYLE_NORMAL, SLICE("one two three four five"));
        page_field(&page, 10, "Next", STYLE_NORMAL, SLICE(""));
        expect(&canvas, rows[i].wanted);
        canvas_release(&canvas);
    }
}

static void what_is_outside_is_not_painted(void **state)
{
    struct canvas canvas;
    (void)state;
    canvas_init(&canvas, 4, 10, false);
    struct page page = {.canvas = &canvas, .area = {.row = 1, .column = 1, .rows = 1, .columns = 5}, .skip = 1};
    page_say(&page, 0, 5, STYLE_NORMAL, SLICE("above"));
    page_next(&page);
    page_say(&page, 3, 50, STYLE_NORMAL, SLICE("cut off"));
    page_right(&page, 9, 5, STYLE_NORMAL, SLICE("out"));
    page_next(&page);
    page_say(&page, 0, 5, STYLE_NORMAL, SLICE("below"));
    expect(&canvas, "\n    c…\n\n\n");
    canvas_release(&canvas);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_seen_from_a_line_on),
        cmocka_unit_test(runs_keep_their_styles_over_line_ends),
        cmocka_unit_test(fields_go_under_their_label_where_it_is_narrow),
        cmocka_unit_test(what_is_outside_is_not_painted),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
