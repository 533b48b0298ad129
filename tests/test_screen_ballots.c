/* The list of ballots on the screen: what it tells of each, which of them wait to be closed, and its pages by key. */
#include "data/query_page.h"
#include "data/seq.h"
#include "tests/stage_sign.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void ballots_have_number_state_deadline_and_turnout(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "3");
    stage_expect(stage, 40, 100, "2026-003  Straßenbeleuchtung: Sammelvertrag");
    stage_expect(stage, 40, 100, "open                   Mon 11-30          1/4");
    stage_expect(stage, 40, 100, "rejected                                  4/4");
    stage_press(stage, "f");
    stage_expect(stage, 40, 100, "Open ballots");
    assert_false(stage_shows(stage, 40, 100, "rejected"));
}

/* A vote at the last second still counts: only behind it a ballot waits to be closed. */
static void a_deadline_that_has_passed_is_told(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    struct ballot_facts facts = stage_ballot(stage, "2026-002");
    assert_true(facts.has_closes);
    assert_false(ballot_facts_overdue(&facts, facts.closes));
    assert_true(ballot_facts_overdue(&facts, facts.closes + 1));
    facts.open = false;
    assert_false(ballot_facts_overdue(&facts, facts.closes + 1));
    stage->w->now.seconds = facts.closes;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "3 Down");
    assert_false(stage_shows(stage, 40, 100, "to be closed"));
    stage->w->now.seconds = facts.closes + 1;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "3 Down");
    stage_expect(stage, 40, 100, "deadline passed, to be closed");
    stage_press(stage, "Enter");
    stage_expect(stage, 40, 100, "deadline passed, to be closed");
}

enum { PAGED = 8 };

struct paged {
    int64_t seq[PAGED];
    size_t count;
};

static bool take_seq(void *context, const struct ballot_item *item)
{
    struct paged *paged = context;
    assert_true(paged->count < PAGED);
    paged->seq[paged->count++] = seq_of(item->body, item->index);
    return true;
}

/* In pages of two, downwards and up again, there is what there is at once. */
static void ballots_go_by_key(void **state)
{
    struct stage *stage = *state;
    static const char *const states[] = {"", "open"};
    stage_enter(stage, "stadt", "en");
    struct store *store = app_store(&stage->app);
    for (size_t s = 0; s < sizeof states / sizeof states[0]; s++) {
        struct paged all = {.count = 0}, down = {.count = 0}, up = {.count = 0};
        struct slice wanted = slice_of(states[s]);
        assert_int_equal(query_ballots(store, wanted, 0, -1, take_seq, &all, NULL), STATUS_OK);
        assert_int_equal(all.count, s ? 2 : 4);
        for (size_t before = PAGED; down.count != before;) {
            int64_t from = down.count ? down.seq[down.count - 1] : INT64_MAX;
            before = down.count;
            assert_int_equal(query_ballots_page(store, wanted, from, false, 2, take_seq, &down, NULL), STATUS_OK);
        }
        for (size_t before = PAGED; up.count != before;) {
            int64_t from = up.count ? up.seq[up.count - 1] : -1;
            before = up.count;
            assert_int_equal(query_ballots_page(store, wanted, from, true, 2, take_seq, &up, NULL), STATUS_OK);
        }
        assert_int_equal(down.count, all.count);
        assert_int_equal(up.count, all.count);
        for (size_t i = 0; i < all.count; i++) {
            assert_int_equal(down.seq[i], all.seq[i]);
            assert_int_equal(up.seq[all.count - 1 - i], all.seq[i]);
        }
    }
}

#define STAGE_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        STAGE_TEST(ballots_have_number_state_deadline_and_turnout),
        STAGE_TEST(a_deadline_that_has_passed_is_told),
        STAGE_TEST(ballots_go_by_key),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
