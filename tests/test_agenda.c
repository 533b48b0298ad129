/* The order of votes: amendments before their motion, the further-reaching first, everything else as it was. */
#include "core/agenda.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { ITEMS_MAX = 900 };

/* The indexes in the order of voting: "12 11 10". */
static void assert_order(struct agenda_item *item, size_t count, const char *wanted)
{
    size_t order[ITEMS_MAX];
    char text[64] = "";
    agenda_order(item, count, order);
    for (size_t i = 0; i < count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%d", i ? " " : "", (int)item[order[i]].index);
    assert_string_equal(text, wanted);
}

static void the_secretary_s_order_stays(void **state)
{
    (void)state;
    struct agenda_item item[] = {
        {30, AGENDA_NONE, 0, false}, {10, AGENDA_NONE, 900, false}, {20, AGENDA_NONE, 5, false}};
    assert_order(item, 3, "30 10 20");
    assert_order(item, 0, "");
}

static void amendments_come_before_their_motion(void **state)
{
    (void)state;
    struct agenda_item item[] = {{10, AGENDA_NONE, 0, false}, {5, AGENDA_NONE, 0, false}, {11, 10, 0, false}};
    assert_order(item, 3, "11 10 5");
}

static void the_further_reaching_is_first(void **state)
{
    (void)state;
    struct agenda_item item[] = {
        {10, AGENDA_NONE, 0, false}, {11, 10, 100, false}, {12, 10, 300, false}, {13, 10, 100, false}};
    assert_order(item, 4, "12 11 13 10");
    /* Nothing known: the earlier filed. */
    for (size_t i = 0; i < 4; i++)
        item[i].cost = 0;
    assert_order(item, 4, "11 12 13 10");
}

static void amendments_of_amendments(void **state)
{
    (void)state;
    struct agenda_item item[] = {{10, AGENDA_NONE, 0, false}, {11, 10, 1, false}, {12, 10, 2, false},
                                 {13, 11, 9, false},          {14, 12, 0, false}, {15, 13, 0, false}};
    assert_order(item, 6, "14 12 15 13 11 10");
}

/* What amends a motion that is not on the agenda stands where the secretary put it. */
static void a_motion_that_is_not_there(void **state)
{
    (void)state;
    struct agenda_item item[] = {
        {20, AGENDA_NONE, 0, false}, {12, 7, 50, false}, {13, 12, 0, false}, {5, AGENDA_NONE, 0, false}};
    assert_order(item, 4, "20 13 12 5");
}

/* As long as an agenda can be: each amends the one before. */
static void a_chain(void **state)
{
    (void)state;
    static struct agenda_item item[ITEMS_MAX];
    static size_t order[ITEMS_MAX];
    for (size_t i = 0; i < ITEMS_MAX; i++)
        item[i] = (struct agenda_item){.index = (int64_t)i, .amends = i ? (int64_t)i - 1 : AGENDA_NONE};
    agenda_order(item, ITEMS_MAX, order);
    for (size_t i = 0; i < ITEMS_MAX; i++)
        assert_int_equal(order[i], ITEMS_MAX - 1 - i);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_secretary_s_order_stays),   cmocka_unit_test(amendments_come_before_their_motion),
        cmocka_unit_test(the_further_reaching_is_first), cmocka_unit_test(amendments_of_amendments),
        cmocka_unit_test(a_motion_that_is_not_there),    cmocka_unit_test(a_chain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
