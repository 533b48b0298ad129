#include "core/method.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void names_go_both_ways(void **state)
{
    (void)state;
    static const char *const names[METHOD_COUNT] = {"yes-no", "consent", "choice", "approval", "ranking", "external"};
    for (enum method method = 0; method < METHOD_COUNT; method++) {
        enum method found = METHOD_COUNT;
        assert_string_equal(method_name(method), names[method]);
        assert_true(method_from_name(slice_of(names[method]), &found));
        assert_int_equal(found, method);
    }
    assert_null(method_name(METHOD_COUNT));
}

static void other_names_are_no_methods(void **state)
{
    (void)state;
    static const char *const names[] = {"", "yes", "Yes-No", "yes-no ", "yesno", "stv"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        enum method found = METHOD_COUNT;
        assert_false(method_from_name(slice_of(names[i]), &found));
        assert_int_equal(found, METHOD_COUNT);
    }
}

static void all_but_external_are_counted(void **state)
{
    (void)state;
    for (enum method method = 0; method < METHOD_COUNT; method++) {
        assert_int_equal(method_is_counted(method), method != METHOD_EXTERNAL);
        assert_int_equal(method_has_winner(method), method >= METHOD_CHOICE && method <= METHOD_RANKING);
    }
}

static void options_stand_in_ballot_order(void **state)
{
    (void)state;
    const char *const *names;
    assert_int_equal(method_options(METHOD_YES_NO, &names), 3);
    assert_string_equal(names[0], "yes");
    assert_string_equal(names[1], "no");
    assert_string_equal(names[2], "abstain");
    assert_int_equal(method_options(METHOD_CONSENT, &names), 3);
    assert_string_equal(names[0], "consent");
    assert_string_equal(names[1], "concern");
    assert_string_equal(names[2], "object");
    for (enum method method = METHOD_CHOICE; method < METHOD_COUNT; method++)
        assert_int_equal(method_options(method, &names), 0);
}

static void a_rule_sees_options_or_stances(void **state)
{
    (void)state;
    for (enum method method = 0; method < METHOD_COUNT; method++)
        assert_int_equal(method_rule_options(method), method == METHOD_EXTERNAL ? 0 : 3);
}

static void silence_has_its_option(void **state)
{
    (void)state;
    assert_int_equal(method_consent_option(METHOD_YES_NO), 0);
    assert_int_equal(method_consent_option(METHOD_CONSENT), 0);
    assert_int_equal(method_consent_option(METHOD_CHOICE), -1);
    assert_int_equal(method_abstain_option(METHOD_YES_NO), 2);
    assert_int_equal(method_abstain_option(METHOD_CONSENT), -1);
    assert_int_equal(method_abstain_option(METHOD_APPROVAL), STANCE_ABSTAIN);
    assert_int_equal(method_abstain_option(METHOD_EXTERNAL), -1);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_go_both_ways),
        cmocka_unit_test(other_names_are_no_methods),
        cmocka_unit_test(all_but_external_are_counted),
        cmocka_unit_test(options_stand_in_ballot_order),
        cmocka_unit_test(a_rule_sees_options_or_stances),
        cmocka_unit_test(silence_has_its_option),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
