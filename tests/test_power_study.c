/* Changes on trial: what each does to the body, how it is taken back, and that today's side stays as it is. */
#include "tests/statute_text.h"
#include "tui/power_study.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct made {
    struct statute_text statute;
    struct power_study study;
};

static void make(struct made *made, const char *name)
{
    statute_text_read(&made->statute, name);
    const struct body *body = &made->statute.body;
    const struct power_body taken = {body->name, body->title, body->roster, body->statute};
    assert_int_equal(power_study_open(&made->study, &taken), STATUS_OK);
}

static void release(struct made *made)
{
    power_study_release(&made->study);
    statute_text_release(&made->statute);
}

static size_t seat_of(const struct made *made, const char *id)
{
    size_t seat = roll_seat_find(&made->study.body.roster, slice_of(id));
    assert_true(seat != ROLL_NONE);
    return seat;
}

/* Banzhaf of the bench on trial, or today, in thousandths. */
static unsigned long power_of(const struct made *made, const char *bench, bool today)
{
    struct power_parts parts;
    struct power_sight *sight = power_sight_new(&made->study, today);
    assert_non_null(sight);
    assert_int_equal(power_sight_make(sight), STATUS_OK);
    power_parts_init(&parts);
    power_case_bench(&sight->power, roll_bench_find(&sight->body.roster, slice_of(bench)), &parts);
    mpz_t whole;
    mpz_init(whole);
    mpz_mul_ui(whole, mpq_numref(parts.banzhaf), 1000);
    mpz_fdiv_q(whole, whole, mpq_denref(parts.banzhaf));
    unsigned long thousandths = mpz_get_ui(whole);
    mpz_clear(whole);
    power_parts_release(&parts);
    power_sight_free(sight);
    return thousandths;
}

static void a_vote_more_counts_and_is_taken_back(void **state)
{
    (void)state;
    struct made made;
    make(&made, "it-planungsrat");
    power_study_look(&made.study); /* Empfehlung: a majority of heads */
    assert_int_equal(power_of(&made, "beratend", false), 0);
    power_study_right(&made.study, seat_of(&made, "kommunen-1"));
    power_study_right(&made.study, seat_of(&made, "kommunen-2"));
    power_study_right(&made.study, seat_of(&made, "kommunen-3"));
    assert_int_equal(power_of(&made, "beratend", false), 150);
    assert_int_equal(power_of(&made, "beratend", true), 0);
    assert_int_equal(power_study_changes(&made.study), 3);
    for (int i = 0; i < 3; i++)
        assert_true(power_study_undo(&made.study));
    assert_int_equal(power_study_changes(&made.study), 0);
    assert_int_equal(power_of(&made, "beratend", false), 0);
    assert_true(power_study_undo(&made.study)); /* the rule that was looked at */
    assert_int_equal(made.study.base, 0);
    assert_false(power_study_undo(&made.study));
    release(&made);
}

static void a_seat_goes_from_bench_to_bench(void **state)
{
    (void)state;
    struct made made;
    make(&made, "lenkungskreis");
    size_t seat = seat_of(&made, "itdl-1"), first = made.study.seat[seat].bench;
    power_study_bench(&made.study, seat, true);
    assert_int_equal(made.study.seat[seat].bench, 0); /* it was the last one */
    assert_true(power_study_changed(&made.study, seat));
    assert_int_equal(power_of(&made, "bund", false), 300);
    power_study_bench(&made.study, seat, false);
    assert_int_equal(made.study.seat[seat].bench, first);
    assert_false(power_study_differs(&made.study));
    assert_int_equal(made.study.steps, 2);
    release(&made);
}

static void a_weight_is_a_number(void **state)
{
    (void)state;
    struct made made;
    make(&made, "bundesrat");
    size_t seat = seat_of(&made, "hb");
    assert_true(power_study_add(&made.study, seat, true));
    assert_true(slice_is(made.study.seat[seat].weight_text, "4"));
    assert_true(power_study_weight(&made.study, seat, SLICE("0,5")));
    assert_true(slice_is(made.study.seat[seat].weight_text, "0.5"));
    assert_true(power_study_add(&made.study, seat, false));
    assert_true(slice_is(made.study.seat[seat].weight_text, "0.0"));
    assert_false(power_study_add(&made.study, seat, false));
    assert_false(power_study_weight(&made.study, seat, SLICE("-1")));
    assert_false(power_study_weight(&made.study, seat, SLICE("viel")));
    assert_false(power_study_weight(&made.study, seat, SLICE("")));
    assert_int_equal(made.study.steps, 3);
    release(&made);
}

/* Weights that a result has no room for are refused when they are counted, with a reason. */
static void weights_beyond_what_can_be_counted_are_refused(void **state)
{
    (void)state;
    struct made made;
    make(&made, "bundesrat");
    assert_true(power_study_weight(&made.study, seat_of(&made, "hb"), SLICE("999999999999999")));
    struct power_sight *sight = power_sight_new(&made.study, false);
    assert_non_null(sight);
    assert_int_equal(power_sight_make(sight), STATUS_FORM);
    assert_non_null(sight->problem.message);
    power_sight_free(sight);
    release(&made);
}

static void another_rule_is_picked_for_the_trial_alone(void **state)
{
    (void)state;
    struct made made;
    make(&made, "lenkungskreis");
    power_study_rule(&made.study, true);
    assert_true(power_study_differs(&made.study));
    assert_int_equal(power_of(&made, "kommunen", true), 300);
    assert_int_equal(power_of(&made, "kommunen", false), 482); /* their consent is needed */
    power_study_rule(&made.study, false);
    assert_false(power_study_differs(&made.study));
    release(&made);
}

/* The oldest changes are forgotten, the others can still be taken back. */
static void many_changes_are_taken_back_one_by_one(void **state)
{
    (void)state;
    struct made made;
    make(&made, "lenkungskreis");
    size_t seat = seat_of(&made, "kommune-1"), undone = 0;
    for (int i = 0; i < STUDY_STEPS + 9; i++)
        power_study_right(&made.study, seat);
    while (power_study_undo(&made.study))
        undone++;
    assert_int_equal(undone, STUDY_STEPS);
    assert_true(power_study_changed(&made.study, seat)); /* nine were forgotten */
    release(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_vote_more_counts_and_is_taken_back),
        cmocka_unit_test(a_seat_goes_from_bench_to_bench),
        cmocka_unit_test(a_weight_is_a_number),
        cmocka_unit_test(weights_beyond_what_can_be_counted_are_refused),
        cmocka_unit_test(another_rule_is_picked_for_the_trial_alone),
        cmocka_unit_test(many_changes_are_taken_back_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
