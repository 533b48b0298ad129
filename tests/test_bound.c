/* Whom a decision binds: those who agreed, by vote or by a silence that counts so. */
#include "core/bound.h"
#include "tests/ballot_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char SEATS[] = "bench: rat Rat\nseat: a rat 1 voting A\nseat: b rat 1 voting B\nseat: c rat 1 voting C\n"
                            "seat: d rat 1 voting D\nseat: e rat 0 advisory E\n";

/* The ids of the seats bound, in their order. */
static void assert_bound(struct ballot_text *ballot, const char *votes, const char *wanted)
{
    struct buffer bound;
    buffer_init(&bound);
    ballot_text_votes(ballot, votes);
    ballot_text_count(ballot);
    for (size_t i = 0; i < ballot->roll.roll.seats; i++) {
        if (!bound_holds(&ballot->tally, i))
            continue;
        buffer_text(&bound, bound.length ? " " : "");
        buffer_add(&bound, ballot->roll.roll.seat[i].id);
    }
    assert_int_equal(buffer_status(&bound), STATUS_OK);
    assert_string_equal(bound.length ? bound.at : "", wanted);
    buffer_release(&bound);
}

static void who_says_yes(void **state)
{
    (void)state;
    struct ballot_text ballot;
    ballot_text_open(&ballot, SEATS, METHOD_YES_NO, NULL, "heads(yes) > heads(no)");
    assert_bound(&ballot, "yes: a b; no: c; abstain: d", "a b");
    assert_bound(&ballot, "yes/clerk: a; yes/deputy: b; yes: c; recused: c", "a b");
    assert_bound(&ballot, "", "");
    ballot_text_release(&ballot);
}

static void silence_that_is_consent(void **state)
{
    (void)state;
    struct ballot_text ballot;
    ballot_text_open(&ballot, SEATS, METHOD_YES_NO, NULL, "heads(yes) > heads(no)");
    ballot.rule.silence = SILENCE_CONSENT;
    assert_bound(&ballot, "yes: a; no: c; recused: d", "a b"); /* b is silent, d takes no part, e never votes */
    /* Never in a meeting. */
    assert_bound(&ballot, "yes: a; no: c; present: b", "a");
    ballot.rule.silence = SILENCE_ABSTAIN;
    assert_bound(&ballot, "yes: a", "a");
    ballot_text_release(&ballot);
}

static void consent_without_concern(void **state)
{
    (void)state;
    struct ballot_text ballot;
    ballot_text_open(&ballot, SEATS, METHOD_CONSENT, NULL, "heads(object) = 0");
    assert_bound(&ballot, "consent: a; concern: b; object: c", "a");
    ballot_text_release(&ballot);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_says_yes),
        cmocka_unit_test(silence_that_is_consent),
        cmocka_unit_test(consent_without_concern),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
