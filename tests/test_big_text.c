/* Letters of blocks: what fits, and how it looks. */
#include "tui/big_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void expect(struct canvas *canvas, const char *want)
{
    struct buffer out;
    buffer_init(&out);
    canvas_dump(canvas, &out);
    assert_string_equal(out.at, want);
    buffer_release(&out);
    canvas_clear(canvas);
}

static void letters_are_capitals_and_umlauts(void **state)
{
    struct canvas canvas;
    (void)state;
    canvas_init(&canvas, 5, 12, false);
    big_line(&canvas, 0, 0, 12, BIG_TALL, STYLE_TITLE, SLICE("jä1"));
    expect(&canvas, "  █ █ █  █\n  █  █  ██\n  █ █ █  █\n█ █ ███  █\n █  █ █ ███\n");
    canvas_release(&canvas);
    canvas_init(&canvas, 5, 12, true);
    big_line(&canvas, 0, 0, 12, BIG_TALL, STYLE_TITLE, SLICE("ß"));
    expect(&canvas, " ###  ###\n#    #\n ##   ##\n   #    #\n###  ###\n");
    canvas_release(&canvas);
}

static void a_sign_without_a_letter_has_no_width(void **state)
{
    (void)state;
    assert_int_equal(big_width(BIG_TALL, SLICE("東京")), -1);
    assert_int_equal(big_width(BIG_TALL, SLICE("a\xff")), -1);
    assert_int_equal(big_width(BIG_TALL, SLICE("")), 0);
    assert_int_equal(big_width(BIG_TALL, SLICE("AI")), 5);
    assert_int_equal(big_width(BIG_LARGE, SLICE("AI")), 10);
}

static void the_largest_letters_that_fit_are_taken(void **state)
{
    struct canvas canvas;
    (void)state;
    canvas_init(&canvas, 11, 24, false);
    assert_int_equal(big_wrap(&canvas, (struct area){0, 0, 5, 24}, STYLE_TITLE, SLICE("Ja")), BIG_ROWS);
    assert_string_equal(canvas_cell(&canvas, 0, 5)->text, "█"); /* twice as wide */
    canvas_clear(&canvas);
    assert_int_equal(big_wrap(&canvas, (struct area){0, 0, 5, 8}, STYLE_TITLE, SLICE("Ja")), BIG_ROWS);
    assert_string_equal(canvas_cell(&canvas, 0, 2)->text, "█");
    assert_int_equal(big_wrap(&canvas, (struct area){0, 0, 4, 24}, STYLE_TITLE, SLICE("Ja")), 0);
    assert_int_equal(big_wrap(&canvas, (struct area){0, 0, 11, 13}, STYLE_TITLE, SLICE("Rat Amt")), 11);
    canvas_clear(&canvas);
    /* What does not fit as a whole is not begun. */
    assert_int_equal(big_wrap(&canvas, (struct area){0, 0, 10, 24}, STYLE_TITLE, SLICE("Rat Stadt Kreis")), 0);
    assert_int_equal(big_wrap(&canvas, (struct area){0, 0, 8, 5}, STYLE_TITLE, SLICE("Rat")), 0);
    assert_int_equal(big_wrap(&canvas, (struct area){0, 0, 8, 24}, STYLE_TITLE, SLICE("東京")), 0);
    expect(&canvas, "\n\n\n\n\n\n\n\n\n\n\n");
    canvas_release(&canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_are_capitals_and_umlauts),
        cmocka_unit_test(a_sign_without_a_letter_has_no_width),
        cmocka_unit_test(the_largest_letters_that_fit_are_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
