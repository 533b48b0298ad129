/* The receipt's QR code and its large number. */
#include "tui/digits.h"
#include "tui/qr.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void a_code_has_its_three_finders(void **state)
{
    struct qr qr;
    struct canvas canvas;
    struct buffer out;
    (void)state;
    qr_make(SLICE("STIMMBUCH:9B1C0D0000000000000000000000000000000000000000000000000000000000AB"), &qr);
    if (!qr_is_built_in()) {
        assert_int_equal(qr.size, 0);
        assert_int_equal(qr_columns(&qr), 0);
        return;
    }
    /* Version 3, so that it fits beside the facts on 80 columns, and under title and tabs on 24 rows. */
    assert_int_equal(qr.size, 29);
    assert_int_equal(qr_columns(&qr), 37);
    assert_int_equal(qr_rows(&qr), 19);
    buffer_init(&out);
    canvas_init(&canvas, qr_rows(&qr), qr_columns(&qr), false);
    qr_draw(&qr, &canvas, 0, 0, false);
    canvas_dump(&canvas, &out);
    assert_non_null(strstr(out.at, "████ ▄▄▄▄▄ █"));
    assert_non_null(strstr(out.at, "█ ▄▄▄▄▄ ████\n"));
    qr_draw(&qr, &canvas, 0, 0, true);
    buffer_clear(&out);
    canvas_dump(&canvas, &out);
    assert_non_null(strstr(out.at, "    █▀▀▀▀▀█ "));
    canvas_release(&canvas);
    buffer_release(&out);
    qr_release(&qr);
}

static void a_number_is_drawn_large_where_it_fits(void **state)
{
    struct canvas canvas;
    struct buffer out;
    (void)state;
    buffer_init(&out);
    canvas_init(&canvas, DIGITS_ROWS, 20, true);
    digits_draw(&canvas, 0, 0, 20, 17);
    canvas_dump(&canvas, &out);
    assert_string_equal(out.at, "  ##    ######\n"
                                "####        ##\n"
                                "  ##      ##\n"
                                "  ##      ##\n"
                                "######    ##\n");
    canvas_clear(&canvas);
    buffer_clear(&out);
    digits_draw(&canvas, 0, 0, 8, 17);
    canvas_dump(&canvas, &out);
    assert_string_equal(out.at, " #  ###\n##    #\n #   #\n #   #\n###  #\n");
    canvas_clear(&canvas);
    buffer_clear(&out);
    digits_draw(&canvas, 0, 0, 7, 17);
    canvas_dump(&canvas, &out);
    assert_string_equal(out.at, "\n\n\n\n\n");
    canvas_release(&canvas);
    buffer_release(&out);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_has_its_three_finders),
        cmocka_unit_test(a_number_is_drawn_large_where_it_fits),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
