/* Sums of ids with their places: the order does not matter, everything else does. */
#include "core/id_sum.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { PAIRS = 50 };

static const uint8_t key[ID_SUM_KEY_LENGTH] = "a key of 16 byte", another[ID_SUM_KEY_LENGTH] = "another 16 bytes";

static struct digest id_of(size_t number)
{
    return digest_of((struct slice){.at = (const char *)&number, .length = sizeof number});
}

static void add(struct id_sum *sum, size_t number, int64_t place)
{
    struct digest id = id_of(number);
    id_sum_add(sum, &id, place);
}

static void order_does_not_matter(void **state)
{
    (void)state;
    struct id_sum up, down;
    id_sum_begin(&up, key);
    down = id_sum_beside(&up);
    assert_true(id_sum_equal(&up, &down));
    for (size_t i = 0; i < PAIRS; i++) {
        add(&up, i, (int64_t)i);
        add(&down, PAIRS - 1 - i, (int64_t)(PAIRS - 1 - i));
    }
    assert_true(id_sum_equal(&up, &down));
}

static void everything_else_does(void **state)
{
    (void)state;
    struct id_sum sum, other[6];
    id_sum_begin(&sum, key);
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++)
        other[i] = id_sum_beside(&sum);
    add(&sum, 1, 1);
    add(&sum, 2, 2);
    /* one is missing, one too many, the same twice, another id, another place, places exchanged */
    add(&other[0], 1, 1);
    add(&other[1], 1, 1), add(&other[1], 2, 2), add(&other[1], 3, 3);
    add(&other[2], 1, 1), add(&other[2], 1, 1);
    add(&other[3], 1, 1), add(&other[3], 3, 2);
    add(&other[4], 1, 1), add(&other[4], 2, -2);
    add(&other[5], 1, 2), add(&other[5], 2, 1);
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++)
        if (id_sum_equal(&sum, &other[i]))
            fail_msg("row %zu is taken for the same", i);
}

/* Who cannot know the key cannot look for lists with the same sum. */
static void each_comparison_has_a_key(void **state)
{
    (void)state;
    struct id_sum one, other;
    id_sum_begin(&one, key);
    id_sum_begin(&other, another);
    add(&one, 1, 1);
    add(&other, 1, 1);
    assert_false(id_sum_equal(&one, &other));
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_does_not_matter),
        cmocka_unit_test(everything_else_does),
        cmocka_unit_test(each_comparison_has_a_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
