/* What a count says of the seats that are silent: each meaning, one and several, in both languages. */
#include "tui/i18n.h"
#include "tui/silence_words.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char *const languages[2] = {"de", "en"};

/* Compares what is said in each language; NULL: nothing is. */
static void expect(const struct counting *counting, const char *const wanted[2])
{
    for (size_t i = 0; i < 2; i++) {
        struct buffer out;
        buffer_init(&out);
        assert_true(i18n_start(languages[i]));
        silence_words(counting, &out);
        assert_int_equal(buffer_status(&out), STATUS_OK);
        if (!slice_is(buffer_slice(&out), wanted ? wanted[i] : ""))
            fail_msg("%s: \"%s\"", languages[i], out.length ? out.at : "");
        buffer_release(&out);
    }
}

static void each_meaning_is_said(void **state)
{
    static const struct {
        enum silence silence;
        uint64_t seats;
        const char *wanted[2];
    } rows[] = {
        {SILENCE_ABSENT,
         1,
         {"1 Sitz hat nicht abgestimmt: Nach dieser Regel gilt er als abwesend.",
          "1 seat has not voted: by this rule it counts as absent."}},
        {SILENCE_ABSENT,
         11000,
         {"11000 Sitze haben nicht abgestimmt: Nach dieser Regel gelten sie als abwesend.",
          "11000 seats have not voted: by this rule they count as absent."}},
        {SILENCE_ABSTAIN,
         1,
         {"1 Sitz hat nicht abgestimmt: Nach dieser Regel zählt das als Enthaltung.",
          "1 seat has not voted: by this rule it counts as abstaining."}},
        {SILENCE_ABSTAIN,
         2,
         {"2 Sitze haben nicht abgestimmt: Nach dieser Regel zählt das als Enthaltung.",
          "2 seats have not voted: by this rule they count as abstaining."}},
        {SILENCE_CONSENT,
         1,
         {"1 Sitz hat nicht abgestimmt: Nach dieser Regel zählt das als Zustimmung.",
          "1 seat has not voted: by this rule it counts as agreeing."}},
        {SILENCE_CONSENT,
         3,
         {"3 Sitze haben nicht abgestimmt: Nach dieser Regel zählt das als Zustimmung.",
          "3 seats have not voted: by this rule they count as agreeing."}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct statute_rule rule = {.rule.silence = rows[i].silence};
        expect(&(struct counting){.rule = &rule, .tally.silent = rows[i].seats}, rows[i].wanted);
    }
}

static void nothing_is_said_where_silence_means_nothing(void **state)
{
    const struct statute_rule rule = {.rule.silence = SILENCE_CONSENT};
    (void)state;
    expect(&(struct counting){.rule = &rule}, NULL);
    expect(&(struct counting){.rule = &rule, .tally.silent = 2, .setting.meeting = true}, NULL);
    expect(&(struct counting){.rule = &rule, .tally.silent = 2, .paper = true}, NULL);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_meaning_is_said),
        cmocka_unit_test(nothing_is_said_where_silence_means_nothing),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
