/* Long pages: what is seen of them, and the little Markdown of proposals. */
#include "tui/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const char motion[] = "## Antrag\n"
                             "\n"
                             "Ein Absatz, der in der Quelle\n"
                             "umbrochen ist.\n"
                             "\n"
                             "1. Erster Punkt, der so lang ist,\n"
                             "   dass er umbricht.\n"
                             "- Zweiter\n"
                             "| a | b |\n"
                             "| c | d |\n";

static void expect(struct canvas *canvas, const char *wanted)
{
    struct buffer text;
    buffer_init(&text);
    canvas_dump(canvas, &text);
    if (!slice_is(buffer_slice(&text), wanted))
        fail_msg("painted:\n%s\nwanted:\n%s", text.at, wanted);
    buffer_release(&text);
}

static void markdown_is_set_off(void **state)
{
    struct canvas canvas;
    (void)state;
    canvas_init(&canvas, 11, 24, false);
    struct page page = {.canvas = &canvas, .area = canvas_area(&canvas)};
    page_markdown(&page, slice_of(motion));
    expect(&canvas, "Antrag\n"
                    "\n"
                    "Ein Absatz, der in der\n"
                    "Quelle umbrochen ist.\n"
                    "\n"
                    "1. Erster Punkt, der so\n"
                    "   lang ist, dass er\n"
                    "   umbricht.\n"
                    "- Zweiter\n"
                    "| a | b |\n"
                    "| c | d |\n");
    assert_int_equal(canvas_cell(&canvas, 0, 0)->style, STYLE_TITLE);
    assert_int_equal(page.line, 11);
    canvas_release(&canvas);
}

static void paint_table(struct slice text, int columns, const char *wanted)
{
    struct canvas canvas;
    struct page measured = {.area = {.columns = columns}};
    canvas_init(&canvas, 9, columns, false);
    struct page page = {.canvas = &canvas, .area = canvas_area(&canvas)};
    page_markdown(&measured, text);
    page_markdown(&page, text);
    expect(&canvas, wanted);
    assert_int_equal(measured.line, page.line);
    canvas_release(&canvas);
}

/* Numbers stand below each other; a bar that was escaped is none; without room each row is a list. */
static void tables_are_set_in_columns(void **state)
{
    static const char table[] = "| Bank | ja | nein |\n"
                                "| --- | ---: | ---: |\n"
                                "| Kommunen \\| Länder | 12 | 3 |\n"
                                "| Bund | 1 |\n"
                                "Danach\n";
    (void)state;
    paint_table(slice_of(table), 32,
                "Bank               ja  nein\n"
                "────────────────────────────────\n"
                "Kommunen | Länder  12     3\n"
                "Bund                1\n"
                "Danach\n\n\n\n\n");
    paint_table(slice_of(table), 23,
                "Bank           ja  nein\n"
                "───────────────────────\n"
                "Kommunen | L…  12     3\n"
                "Bund            1\n"
                "Danach\n\n\n\n\n");
    paint_table(slice_of(table), 21,
                "Kommunen | Länder\n"
                "  ja              12\n"
                "  nein            3\n"
                "Bund\n"
                "  ja              1\n"
                "Danach\n\n\n\n");
}

/* Without a second line that says so it is no table, and stays what somebody wrote. */
static void bars_alone_are_no_table(void **state)
{
    static const char *const texts[] = {"| a | b |\n", "| a | b |\n| c | d |\n", "| a | b |\n| --- |\n",
                                        "| a |\n| --- | --- |\n"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct slice text = slice_of(texts[i]);
        struct page page = {.area = {.columns = 30}};
        assert_false(page_table(&page, &text));
        assert_true(slice_is(text, texts[i]));
        assert_int_equal(page.line, 0);
    }
}

static void a_strong_line_is_a_title(void **state)
{
    struct canvas canvas;
    (void)state;
    canvas_init(&canvas, 4, 24, false);
    struct page page = {.canvas = &canvas, .area = canvas_area(&canvas)};
    page_markdown(&page, SLICE("Text\n**Kommunen**\n\n**nicht** ganz **stark**\n"));
    expect(&canvas, "Text\n"
                    "Kommunen\n"
                    "\n"
                    "**nicht** ganz **stark**\n");
    assert_int_equal(canvas_cell(&canvas, 1, 0)->style, STYLE_TITLE);
    assert_int_equal(canvas_cell(&canvas, 3, 0)->style, STYLE_NORMAL);
    canvas_release(&canvas);
}

static void measuring_and_painting_agree(void **state)
{
    (void)state;
    for (int columns = 1; columns < 60; columns++) {
        struct canvas canvas;
        canvas_init(&canvas, 3, columns, false);
        struct page measured = {.area = canvas_area(&canvas)};
        struct page painted = {.canvas = &canvas, .area = canvas_area(&canvas), .skip = 2};
        page_markdown(&measured, slice_of(motion));
        page_markdown(&painted, slice_of(motion));
        if (measured.line != painted.line)
            fail_msg("%d columns: measured %d lines, painted %d", columns, measured.line, painted.line);
        canvas_release(&canvas);
    }
}

static void a_page_is_seen_from_a_line_on(void **state)
{
    struct canvas canvas;
    (void)state;
    canvas_init(&canvas, 3, 24, false);
    struct page page = {.canvas = &canvas, .area = canvas_area(&canvas), .skip = 6};
    page_markdown(&page, slice_of(motion));
    expect(&canvas, "   lang ist, dass er\n"
                    "   umbricht.\n"
                    "- Zweiter\n");
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
        cmocka_unit_test(markdown_is_set_off),
        cmocka_unit_test(tables_are_set_in_columns),
        cmocka_unit_test(bars_alone_are_no_table),
        cmocka_unit_test(a_strong_line_is_a_title),
        cmocka_unit_test(measuring_and_painting_agree),
        cmocka_unit_test(a_page_is_seen_from_a_line_on),
        cmocka_unit_test(fields_go_under_their_label_where_it_is_narrow),
        cmocka_unit_test(what_is_outside_is_not_painted),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
