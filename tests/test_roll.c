#include "core/roll.h"
#include "tests/roll_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char two_benches[] = "bench: b2 Zweite\n"
                                  "bench: b1 Erste\n"
                                  "seat: b b1 2 voting B\n"
                                  "seat: a-x b2 0 advisory A X\n"
                                  "seat: a b1 1.50 voting A\n";

static void seats_and_benches_are_found_by_id(void **state)
{
    (void)state;
    struct roll_text text;
    roll_text_read(&text, roll_it_planungsrat);
    assert_int_equal(text.roll.seats, 22);
    for (size_t i = 0; i < text.roll.seats; i++)
        assert_int_equal(roll_seat_find(&text.roll, text.roll.seat[i].id), i);
    assert_int_equal(roll_bench_find(&text.roll, SLICE("laender")), 1);
    assert_int_equal(text.roll.chair, roll_text_seat(&text, "bund"));
    roll_text_release(&text);
}

static void what_is_not_there_is_not_found(void **state)
{
    (void)state;
    static const char *const ids[] = {"", "a", "b", "bundd", "bun", "zz", "laender"};
    struct roll_text text;
    roll_text_read(&text, roll_it_planungsrat);
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
        if (roll_seat_find(&text.roll, slice_of(ids[i])) != ROLL_NONE)
            fail_msg("found a seat '%s'", ids[i]);
    assert_int_equal(roll_bench_find(&text.roll, SLICE("th")), ROLL_NONE);
    struct roll empty = {.chair = ROLL_NONE};
    assert_int_equal(roll_seat_find(&empty, SLICE("a")), ROLL_NONE);
    assert_int_equal(roll_bench_find(&empty, SLICE("a")), ROLL_NONE);
    roll_text_release(&text);
}

static void weights_print_with_the_most_digits_of_any_seat(void **state)
{
    (void)state;
    struct roll_text text;
    roll_text_read(&text, two_benches);
    assert_int_equal(roll_digits(&text.roll), 2);
    roll_text_release(&text);
    roll_text_read(&text, roll_bundesrat);
    assert_int_equal(roll_digits(&text.roll), 0);
    roll_text_release(&text);
}

/* The digest was made with sha256sum over the text that stands here. */
static void the_text_stands_in_byte_order(void **state)
{
    (void)state;
    const struct roll_member of_a[] = {
        {.name = SLICE("a.example2"), .role = CLASS_DEPUTY, .vkey = SLICE("V2")},
        {.name = SLICE("a.example"), .role = CLASS_HOLDER, .vkey = SLICE("V1")},
        {.name = SLICE("a-b.example"), .role = CLASS_DEPUTY, .vkey = SLICE("V3")},
    };
    const struct roll_member of_b[] = {{.name = SLICE("b.example"), .role = CLASS_HOLDER, .vkey = SLICE("V4")}};
    struct roll_text text;
    roll_text_read(&text, two_benches);
    struct roll_seat *a = &text.roll.seat[roll_text_seat(&text, "a")], *b = &text.roll.seat[roll_text_seat(&text, "b")];
    a->member = of_a;
    a->members = 3;
    a->recused = true;
    b->member = of_b;
    b->members = 1;
    struct buffer out = {0};
    assert_int_equal(roll_write(&text.roll, &out), STATUS_OK);
    assert_string_equal(out.at, "seat a b1 1.50 voting\n"
                                "member a-b.example deputy V3\n"
                                "member a.example holder V1\n"
                                "member a.example2 deputy V2\n"
                                "seat a-x b2 0 advisory\n"
                                "seat b b1 2 voting\n"
                                "member b.example holder V4\n"
                                "recused a\n");
    struct digest digest;
    char hex[DIGEST_HEX_LENGTH + 1];
    assert_int_equal(roll_digest(&text.roll, &digest), STATUS_OK);
    digest_hex(&digest, hex);
    assert_string_equal(hex, "5b804c5716dbf3766b578ead485ef2b75b5786f7a2117d14082b56c7e6ab943b");
    buffer_release(&out);
    roll_text_release(&text);
}

static void presence_and_titles_leave_the_digest_alone(void **state)
{
    (void)state;
    struct roll_text text;
    struct digest before, after;
    roll_text_read(&text, two_benches);
    assert_int_equal(roll_digest(&text.roll, &before), STATUS_OK);
    text.roll.seat[0].present = true;
    text.roll.seat[0].title = SLICE("anders");
    assert_int_equal(roll_digest(&text.roll, &after), STATUS_OK);
    assert_true(digest_equal(&before, &after));
    text.roll.seat[0].weight_text = SLICE("1.5");
    assert_int_equal(roll_digest(&text.roll, &after), STATUS_OK);
    assert_false(digest_equal(&before, &after));
    roll_text_release(&text);
}

static void classes_have_names(void **state)
{
    (void)state;
    assert_string_equal(seat_class_name(CLASS_HOLDER), "holder");
    assert_string_equal(seat_class_name(CLASS_DEPUTY), "deputy");
    assert_string_equal(seat_class_name(CLASS_CLERK), "clerk");
    assert_null(seat_class_name(CLASS_COUNT));
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seats_and_benches_are_found_by_id),
        cmocka_unit_test(what_is_not_there_is_not_found),
        cmocka_unit_test(weights_print_with_the_most_digits_of_any_seat),
        cmocka_unit_test(the_text_stands_in_byte_order),
        cmocka_unit_test(presence_and_titles_leave_the_digest_alone),
        cmocka_unit_test(classes_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
