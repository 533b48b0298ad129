/* The filter of ids: it forgets none, and takes few others for them. */
#include "data/met.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { IDS = 2000 };

static struct digest id_of(size_t number)
{
    return digest_of((struct slice){.at = (const char *)&number, .length = sizeof number});
}

static size_t count_perhaps(const struct met *met, size_t from, size_t to)
{
    size_t count = 0;
    for (size_t i = from; i < to; i++) {
        struct digest id = id_of(i);
        count += met_perhaps(met, &id);
    }
    return count;
}

static void add_all(struct met *met, size_t ids)
{
    for (size_t i = 0; i < ids; i++) {
        struct digest id = id_of(i);
        met_add(met, &id);
    }
}

static void what_was_met_is_known(void **state)
{
    (void)state;
    struct met met;
    assert_int_equal(met_make(&met, IDS), STATUS_OK);
    assert_int_equal(count_perhaps(&met, 0, IDS), 0);
    add_all(&met, IDS);
    assert_int_equal(count_perhaps(&met, 0, IDS), IDS);
    assert_true(count_perhaps(&met, IDS, 11 * IDS) < IDS / 10);
    met_release(&met);
}

/* A log that grew meanwhile: more is looked up, and nothing is forgotten. */
static void more_than_expected(void **state)
{
    (void)state;
    struct met met;
    assert_int_equal(met_make(&met, 0), STATUS_OK);
    add_all(&met, IDS);
    assert_int_equal(count_perhaps(&met, 0, IDS), IDS);
    met_release(&met);
}

static void without_a_filter_all_is_looked_up(void **state)
{
    (void)state;
    struct met met = {.word = NULL};
    add_all(&met, 1);
    assert_int_equal(count_perhaps(&met, 0, IDS), IDS);
    met_release(&met);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_met_is_known),
        cmocka_unit_test(more_than_expected),
        cmocka_unit_test(without_a_filter_all_is_looked_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
