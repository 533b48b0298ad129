/* A text shown exactly; moments as people type them. */
#include "tui/exact.h"
#include "tui/when.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static const char TEXT[] = "stimmbuch/1 vote\ntitle: Straßen 東京 Süd\n\n| ab\n";

static void show(int columns, int rows, int top, struct buffer *out)
{
    struct canvas canvas;
    canvas_init(&canvas, rows, columns, false);
    exact_draw(&canvas, canvas_area(&canvas), slice_of(TEXT), top);
    buffer_clear(out);
    canvas_dump(&canvas, out);
    canvas_release(&canvas);
}

static void lines_are_numbered_and_never_cut(void **state)
{
    struct buffer out;
    (void)state;
    buffer_init(&out);
    show(40, 4, 0, &out);
    assert_string_equal(out.at, " 1│ stimmbuch/1 vote\n 2│ title: Straßen 東京 Süd\n 3│\n 4│ | ab\n");
    show(14, 6, 0, &out);
    assert_string_equal(out.at, " 1│ stimmbuch/\n  │ 1 vote\n 2│ title: Str\n  │ aßen 東京\n  │ Süd\n 3│\n");
    show(14, 2, 5, &out);
    assert_string_equal(out.at, " 3│\n 4│ | ab\n");
    buffer_release(&out);
}

static void rows_are_counted_for_any_width(void **state)
{
    static const struct {
        int columns, rows;
    } table[] = {{40, 4}, {14, 7}, {5, 42}, {4, 42}, {1, 42}};
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct area area = {.columns = table[i].columns};
        int rows = exact_draw(NULL, area, slice_of(TEXT), 0);
        if (rows != table[i].rows)
            fail_msg("%d columns: %d rows, not %d", table[i].columns, rows, table[i].rows);
    }
    assert_int_equal(exact_lines(slice_of(TEXT)), 4);
    assert_int_equal(exact_lines(SLICE("")), 0);
}

static void what_cannot_be_shown_is_known(void **state)
{
    (void)state;
    assert_true(exact_is_showable(slice_of(TEXT)));
    assert_false(exact_is_showable(SLICE("a\x1b[2Jb\n")));
    assert_false(exact_is_showable(SLICE("a\xe2\x80\xae"
                                         "b\n")));
    assert_false(exact_is_showable(SLICE("tab\there\n")));
}

static void moments_are_read(void **state)
{
    static const struct {
        const char *text;
        int64_t after; /* 2026-11-23T10:00:00Z, in seconds; -1: not a moment */
    } table[] = {
        {"+7d", 7 * 86400},
        {"+3h", 10800},
        {"+30m", 1800},
        {"2026-11-23T10:00:05Z", 5},
        {"23.11.2026 12:30", 9000},
        {"23.11.2026, 12:30", 9000},
        {"2026-11-23 12:30", 9000},
        {"23.11.2026", 50399},
        {"2026-11-23", 50399},
        {"", -1},
        {"7d", -1},
        {"+7x", -1},
        {"31.02.2027", -1},
        {"23.11.2026 25:00", -1},
        {"23.11.2026 12:30 x", -1},
        {"heute", -1},
        {"+99999999999999999d", -1},
        {"23.11.", -1},
    };
    struct instant now;
    (void)state;
    setenv("TZ", "UTC", 1);
    tzset();
    assert_true(instant_parse(SLICE("2026-11-23T10:00:00Z"), &now));
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct instant read;
        bool known = when_parse(slice_of(table[i].text), now, &read);
        if (known != (table[i].after >= 0) || (known && read.seconds - now.seconds != table[i].after))
            fail_msg("\"%s\"", table[i].text);
    }
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_numbered_and_never_cut),
        cmocka_unit_test(rows_are_counted_for_any_width),
        cmocka_unit_test(what_cannot_be_shown_is_known),
        cmocka_unit_test(moments_are_read),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
