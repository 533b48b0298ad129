/* Reasons of refusals: each says what to do, once. */
#include "core/status.h"
#include "tui/i18n.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A colon in a sentence, outside quotes, or else a remedy: never both. */
static void each_refusal_says_what_to_do(void **state)
{
    (void)state;
    for (enum reason reason = REASON_NONE + 1; reason < REASON_COUNT; reason++) {
        const char *sentence = reason_sentence(reason), *remedy = reason_remedy(reason, sentence);
        if (!strstr(sentence, ": ") == !remedy)
            fail_msg("%s: \"%s\" and \"%s\"", reason_code(reason), sentence, remedy ? remedy : "nothing");
    }
    assert_null(reason_remedy(REASON_NONE, NULL));
    assert_null(reason_remedy(REASON_NONE, "the file cannot be read"));
}

static void a_message_that_says_so_itself_needs_no_other(void **state)
{
    static const struct {
        const char *message;
        bool remedy;
    } rows[] = {
        {NULL, true},
        {"there is none", true},
        {"there is none: take another", false},
        {"it demands \"require: {1}\", and there is none", true},
        {"it demands \"require: {1}\": write it", false},
        {"a colon: \"in: quotes\" later", false},
        {"at 10:15", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if ((reason_remedy(REASON_GATE, rows[i].message) != NULL) != rows[i].remedy)
            fail_msg("row %zu", i);
}

static void a_person_reads_both_in_each_language(void **state)
{
    static const struct {
        const char *language, *wanted, *found;
    } rows[] = {
        {"en", "the number 7 is taken in this body: take another number", "the number 7 is taken in this body"},
        {"de", "die Nummer 7 ist in diesem Gremium vergeben: Bitte nehmen Sie eine andere Nummer",
         "die Nummer 7 ist in diesem Gremium vergeben"},
    };
    (void)state;
    struct problem problem = {.status = STATUS_OK};
    assert_int_equal(problem_refuse(&problem, REASON_NUMBER, N_("the number {1} is taken in this body"), SLICE("7")),
                     STATUS_REFUSED);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer out;
        buffer_init(&out);
        assert_true(i18n_start(rows[i].language));
        i18n_refusal(&problem, &out);
        assert_string_equal(out.at, rows[i].wanted);
        buffer_clear(&out);
        /* What an audit found needs no advice. */
        i18n_problem(&problem, &out);
        assert_string_equal(out.at, rows[i].found);
        buffer_release(&out);
    }
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_refusal_says_what_to_do),
        cmocka_unit_test(a_message_that_says_so_itself_needs_no_other),
        cmocka_unit_test(a_person_reads_both_in_each_language),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
