/* Lists of proposals: what each filter lets pass, in which order, and pages. */
#include "data/query.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct listed {
    struct world *w;
    const char *numbers; /* with a blank behind each */
    int64_t last;        /* seq of the last row */
};

static bool take(void *context, const struct proposal_item *item)
{
    struct listed *listed = context;
    listed->numbers = world_say(listed->w, "%s%.*s ", listed->numbers, (int)item->number.length, item->number.at);
    listed->last = item->seq;
    return true;
}

static struct listed list(struct world *w, const struct proposal_filter *filter)
{
    struct listed listed = {.w = w, .numbers = ""};
    assert_int_equal(query_proposals(ledger_store(w->ledger), filter, take, &listed, &w->problem), STATUS_OK);
    return listed;
}

/* Six proposals: numbers, filed by whom, their demands; 4 is being voted on, 2 is superseded by 6. */
static void fill(struct world *w)
{
    world_populate(w);
    world_propose(w, "stadt", "1", "for: stadt\ndemand: 1\n");
    const char *old = world_propose(w, "bmds", "2", "for: bmds\ndemand: 1\ndemand: 2\n");
    world_propose(w, "kreis", "3", "for: kreis\n");
    world_open(w, world_propose(w, "stadt", "4", "for: stadt\ndemand: 2\n"), "einfach", "");
    world_propose(w, "bmds", "5", "for: bmds\ndemand: 5\n");
    world_propose(w, "bmds", "6", world_say(w, "for: bmds\nsupersedes: %s\ndemand: 1\n", old));
}

static void filters(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *search, *state, *demand, *bench, *expected;
    } rows[] = {
        {"", "", "", "", "6 5 4 3 2 1 "},
        {"", "open", "", "", "6 5 3 1 "},
        {"", "voting", "", "", "4 "},
        {"", "superseded", "", "", "2 "},
        {"", "adopted", "", "", ""},
        {"", "", "1", "", "6 2 1 "},
        {"", "", "2", "", "4 2 "},
        {"", "", "4", "", ""},
        {"", "", "", "bund", "6 5 2 "},
        {"", "", "", "kommunen", "4 3 1 "},
        {"", "", "1", "bund", "6 2 "},
        {"", "", "1", "kommunen", "1 "},
        {"", "open", "1", "", "6 1 "},
        {"", "superseded", "1", "bund", "2 "},
        {"", "open", "", "kommunen", "3 1 "},
        {"antrag", "", "", "", "6 5 4 3 2 1 "},
        {"ANTR", "open", "", "bund", "6 5 "},
        {"antrag 4", "", "", "", "4 "},
        {"antrag", "", "2", "bund", "2 "},
        {"trag", "voting", "2", "", "4 "},
        {"beschluss", "", "", "", ""},
        {"?!", "", "", "", ""},
    };
    fill(w);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct proposal_filter filter = {.search = slice_of(rows[i].search),
                                         .state = slice_of(rows[i].state),
                                         .demand = slice_of(rows[i].demand),
                                         .bench = slice_of(rows[i].bench)};
        struct listed listed = list(w, &filter);
        if (strcmp(listed.numbers, rows[i].expected) != 0)
            fail_msg("row %zu: \"%s\", not \"%s\"", i, listed.numbers, rows[i].expected);
    }
}

/* Every way to ask, two rows at a time. */
static void pages(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *search, *state, *demand, *first, *second;
    } rows[] = {
        {"", "", "", "6 5 ", "4 3 "},
        {"", "open", "", "6 5 ", "3 1 "},
        {"", "", "1", "6 2 ", "1 "},
        {"antrag", "", "", "6 5 ", "4 3 "},
    };
    fill(w);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct proposal_filter filter = {.search = slice_of(rows[i].search),
                                         .state = slice_of(rows[i].state),
                                         .demand = slice_of(rows[i].demand),
                                         .limit = 2};
        struct listed listed = list(w, &filter);
        assert_string_equal(listed.numbers, rows[i].first);
        filter.before = listed.last;
        assert_string_equal(list(w, &filter).numbers, rows[i].second);
    }
}

static void bodies(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    world_propose(w, "stadt", "1", "demand: 1\n");
    world_found(w, world_edit(w, WORLD_STATUTE, "name: rat.example", "name: rat2.example"), "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    world_propose(w, "stadt", "2", "demand: 1\n");
    static const char *const expected[] = {"2 1 ", "1 ", "2 ", ""};
    for (int body = 0; body < 4; body++) {
        struct proposal_filter filter = {.body = body};
        assert_string_equal(list(w, &filter).numbers, expected[body]);
        filter.state = SLICE("open");
        assert_string_equal(list(w, &filter).numbers, expected[body]);
        filter.demand = SLICE("1");
        assert_string_equal(list(w, &filter).numbers, expected[body]);
        filter.search = SLICE("antrag");
        assert_string_equal(list(w, &filter).numbers, expected[body]);
        filter.before = 1;
        assert_string_equal(list(w, &filter).numbers, "");
    }
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    static const struct CMUnitTest tests[] = {WORLD_TEST(filters), WORLD_TEST(pages), WORLD_TEST(bodies)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
