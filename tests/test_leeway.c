/* How many may leave before a condition fails, how many must come: against trying every set of seats. */
#include "core/leeway.h"
#include "tests/random_rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { COMPARISONS_MAX = 64, CHANCES = 4000 };

static const char SEATS[] = "bench: a A\nbench: b B\nseat: a1 a 1 voting A1\nseat: a2 a 2 voting A2\n"
                            "seat: a3 a 1 voting A3\nseat: b1 b 5 voting B1\nseat: b2 b 1 voting B2\n"
                            "seat: c1 b 1 advisory C1\nchair: a1\n";

static struct leeway leeway_of(const char *text, struct roll_text *roll, const char *present, uint32_t call)
{
    const struct expression *expression;
    struct problem problem;
    struct leeway out;
    for (size_t i = 0; i < roll->roll.seats; i++) {
        const struct roll_seat *seat = &roll->roll.seat[i];
        char name[8] = "";
        memcpy(name, seat->id.at, seat->id.length);
        roll->roll.seat[i].present = strstr(present, name) != NULL;
    }
    assert_int_equal(expression_parse(slice_of(text), METHOD_YES_NO, &roll->roll, &roll->arena, &expression, &problem),
                     STATUS_OK);
    assert_int_equal(leeway_find(expression, &roll->roll, call, &out), STATUS_OK);
    return out;
}

static void a_number_of_seats(void **state)
{
    (void)state;
    struct roll_text roll;
    roll_text_read(&roll, SEATS);
    struct leeway out = leeway_of("heads(present) >= 3", &roll, "a1 a2 b1 b2 c1", 1);
    assert_true(out.holds && out.even);
    assert_int_equal(out.seats, 5);
    assert_int_equal(out.present, 4);
    assert_int_equal(out.may_leave, 1);
    out = leeway_of("heads(present) >= 3", &roll, "a1", 1);
    assert_false(out.holds);
    assert_int_equal(out.must_come, 2);
    out = leeway_of("heads(present) > 1/2 * heads(all)", &roll, "a1 a2", 1);
    assert_int_equal(out.must_come, 1);
    out = leeway_of("heads(present) >= 4 - call", &roll, "a1 a2", 1);
    assert_int_equal(out.must_come, 1);
    out = leeway_of("heads(present) >= 4 - call", &roll, "a1 a2", 2);
    assert_true(out.holds);
    assert_int_equal(out.may_leave, 0);
    roll_text_release(&roll);
}

/* By weight it hangs on who leaves: the careful number counts the heaviest. */
static void it_may_hang_on_who_leaves(void **state)
{
    (void)state;
    struct roll_text roll;
    roll_text_read(&roll, SEATS);
    struct leeway out = leeway_of("weight(present) >= 5", &roll, "a1 a2 a3 b1 b2", 1);
    assert_true(out.holds && !out.even);
    assert_int_equal(out.may_leave, 1);
    out = leeway_of("heads(present in a) >= 2 and heads(present in b) >= 1", &roll, "a1 a2 a3 b1 b2", 1);
    assert_int_equal(out.may_leave, 1);
    out = leeway_of("heads(present in a) >= 2 and heads(present in b) >= 1", &roll, "a1", 1);
    assert_int_equal(out.must_come, 1);
    out = leeway_of("heads(present in chair) = 1", &roll, "a1 a2", 1);
    assert_int_equal(out.may_leave, 0);
    out = leeway_of("heads(all) >= 4", &roll, "a1", 1);
    assert_int_equal(out.may_leave, 1);
    out = leeway_of("heads(all) >= 9", &roll, "a1", 1);
    assert_int_equal(out.must_come, 5);
    roll_text_release(&roll);
}

static void without_a_condition_everybody_may_leave(void **state)
{
    (void)state;
    struct roll_text roll;
    struct leeway out;
    roll_text_read(&roll, SEATS);
    roll.roll.seat[0].present = true;
    assert_int_equal(leeway_find(NULL, &roll.roll, 1, &out), STATUS_OK);
    assert_true(out.holds);
    assert_int_equal(out.may_leave, 1);
    roll_text_release(&roll);
}

/* comparison[0] is the first one. */
static bool holds(const struct expression *expression, const struct roll *roll, struct comparison *comparison)
{
    int8_t choice[64];
    memset(choice, SITUATION_SILENT, sizeof choice);
    struct situation situation = {.roll = roll,
                                  .method = METHOD_YES_NO,
                                  .choice = choice,
                                  .meeting = true,
                                  .round = 1,
                                  .call = 1,
                                  .winner = SITUATION_SILENT};
    return expression_evaluate(expression, &situation, comparison);
}

/*
 * Tries every set of those who may move. *worst: the fewest moves with which it does not hold any more; *best: the
 * fewest with which it holds. 99: never.
 */
static void try_all(const struct expression *expression, struct roll *roll, bool coming, unsigned *worst,
                    unsigned *best)
{
    struct comparison comparison[COMPARISONS_MAX];
    size_t seat[64], count = 0;
    *worst = *best = 99;
    for (size_t i = 0; i < roll->seats; i++)
        if (roll->seat[i].voting && !roll->seat[i].recused && roll->seat[i].present != coming)
            seat[count++] = i;
    for (unsigned set = 0; set < 1U << count; set++) {
        unsigned moves = (unsigned)__builtin_popcount(set);
        for (size_t i = 0; i < count; i++)
            roll->seat[seat[i]].present = (set >> i & 1U) ? coming : !coming;
        unsigned *least = holds(expression, roll, comparison) ? best : worst;
        *least = moves < *least ? moves : *least;
    }
    for (size_t i = 0; i < count; i++)
        roll->seat[seat[i]].present = !coming;
}

/* Never more may leave than really may, never fewer must come than must; for one comparison by size exactly so many. */
static void rules_by_chance(void **state)
{
    (void)state;
    struct chance chance = {.state = 20261123};
    unsigned held = 0, single = 0;
    for (unsigned i = 0; i < CHANCES; i++) {
        struct roll_text roll;
        struct buffer rule;
        const struct expression *expression;
        struct problem problem;
        struct leeway out;
        struct comparison comparison[COMPARISONS_MAX];
        unsigned worst, best, unused;
        buffer_init(&rule);
        chance_roll(&chance, &roll);
        chance_rule(&chance, &roll.roll, METHOD_YES_NO, &rule);
        assert_int_equal(
            expression_parse(buffer_slice(&rule), METHOD_YES_NO, &roll.roll, &roll.arena, &expression, &problem),
            STATUS_OK);
        assert_true(expression_comparisons(expression) <= COMPARISONS_MAX);
        assert_int_equal(leeway_find(expression, &roll.roll, 1, &out), STATUS_OK);
        assert_int_equal(out.holds, holds(expression, &roll.roll, comparison));
        bool exact = expression_comparisons(expression) == 1 && comparison[0].relation < RELATION_EQ;
        try_all(expression, &roll.roll, false, &worst, &unused);
        try_all(expression, &roll.roll, true, &unused, &best);
        unsigned really = worst == 99 ? (unsigned)out.present : worst - 1;
        if (out.holds && (exact ? out.may_leave != really : out.may_leave > really))
            fail_msg("%s: %u of %u may leave, not %u", rule.at, really, (unsigned)out.present, (unsigned)out.may_leave);
        if (!out.holds && (exact && best != 99 ? out.must_come != best : out.must_come > best))
            fail_msg("%s: %u must come, not %u", rule.at, best, (unsigned)out.must_come);
        held += out.holds;
        single += exact;
        buffer_release(&rule);
        roll_text_release(&roll);
    }
    assert_in_range(held, CHANCES / 10, CHANCES * 9 / 10);
    assert_true(single > CHANCES / 20);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_of_seats),
        cmocka_unit_test(it_may_hang_on_who_leaves),
        cmocka_unit_test(without_a_condition_everybody_may_leave),
        cmocka_unit_test(rules_by_chance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
