#include "tests/random_rule.h"
#include "tests/roll_text.h"
#include "tests/rule_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct printing {
    const char *text, *printed;
};

/* Parses `text` and prints `printed`; what is printed prints itself. */
static void assert_prints(const struct printing *rows, size_t count, enum method method, const char *seats)
{
    struct buffer out = {0};
    struct problem problem;
    for (size_t i = 0; i < count; i++) {
        if (rule_text_parse(rows[i].text, method, seats, &out, &problem) != STATUS_OK)
            fail_msg("'%s' was refused in column %lu: %s", rows[i].text, problem.column, problem.message);
        if (strcmp(out.at, rows[i].printed) != 0)
            fail_msg("'%s' was printed as '%s'", rows[i].text, out.at);
        if (rule_text_parse(rows[i].printed, method, seats, &out, &problem) != STATUS_OK ||
            strcmp(out.at, rows[i].printed) != 0)
            fail_msg("'%s' does not print itself", rows[i].printed);
    }
    buffer_release(&out);
}

#define ASSERT_PRINTS(rows, method, seats) assert_prints(rows, sizeof rows / sizeof rows[0], method, seats)

static void the_printing_is_canonical(void **state)
{
    (void)state;
    static const struct printing rows[] = {
        {"heads(yes)>heads(no)", "heads(yes) > heads(no)"},
        {"  heads ( yes  in   laender )  >=  2/3*heads( all in laender )  ",
         "heads(yes in laender) >= 2/3 * heads(all in laender)"},
        {"1=1 and 2=2 and 3=3", "1 = 1 and 2 = 2 and 3 = 3"},
        {"(1=1 and 2=2) or (3=3)", "1 = 1 and 2 = 2 or 3 = 3"},
        {"(1=1 or 2=2) and 3=3", "(1 = 1 or 2 = 2) and 3 = 3"},
        {"1=1 or (2=2 or (3=3 or 4=4))", "1 = 1 or 2 = 2 or 3 = 3 or 4 = 4"},
        {"1=1 and (2=2 and 3=3) and 4=4", "1 = 1 and 2 = 2 and 3 = 3 and 4 = 4"},
        {"1=1 and ((2=2 or 3=3)) or 4=4", "1 = 1 and (2 = 2 or 3 = 3) or 4 = 4"},
        {"not(1=1)", "not 1 = 1"},
        {"not not (not 1=1)", "not not not 1 = 1"},
        {"not(1=1 and 2=2)", "not (1 = 1 and 2 = 2)"},
        {"not 1=1 and 2=2", "not 1 = 1 and 2 = 2"},
        {"(not 1=1) or 2=2", "not 1 = 1 or 2 = 2"},
        {"not (1=1 or 2=2) and 3=3", "not (1 = 1 or 2 = 2) and 3 = 3"},
        {"((((proposer in bund))))", "proposer in bund"},
        {"not proposer in chair", "not proposer in chair"},
        {"7<=0.50+55%-1/2*2*round", "7 <= 0.50 + 55% - 1/2 * 2 * round"},
        {"heads(all)-heads(yes)<4", "heads(all) - heads(yes) < 4"},
        {"call - 1 != 0.0% * weight(abstain in chair)", "call - 1 != 0.0% * weight(abstain in chair)"},
        {"3-round < 1", "3 - round < 1"},
        {"weight(yes in kommune-1) > 0", "weight(yes in kommune-1) > 0"},
        {"heads(seats) = heads(present) + heads(cast) - heads(valid)",
         "heads(seats) = heads(present) + heads(cast) - heads(valid)"},
    };
    ASSERT_PRINTS(rows, METHOD_YES_NO, roll_lenkungskreis);
}

static void every_method_has_its_sets(void **state)
{
    (void)state;
    static const struct printing consent[] = {
        {"heads(object)=0 and heads(concern)<heads(consent)", "heads(object) = 0 and heads(concern) < heads(consent)"},
        {"heads(abstain) = 0", "heads(abstain) = 0"},
    };
    static const struct printing winner[] = {{"heads(winner)>1/2*heads(valid)", "heads(winner) > 1/2 * heads(valid)"}};
    static const struct printing common[] = {{"heads(cast) > 0", "heads(cast) > 0"}};
    ASSERT_PRINTS(consent, METHOD_CONSENT, roll_lenkungskreis);
    ASSERT_PRINTS(winner, METHOD_CHOICE, roll_lenkungskreis);
    ASSERT_PRINTS(winner, METHOD_APPROVAL, roll_lenkungskreis);
    ASSERT_PRINTS(winner, METHOD_RANKING, roll_lenkungskreis);
    ASSERT_PRINTS(common, METHOD_EXTERNAL, roll_lenkungskreis);
}

static void a_bench_goes_before_a_seat_of_the_same_id(void **state)
{
    (void)state;
    static const char seats[] = "bench: a A\nbench: b B\n"
                                "seat: a b 1 voting A\nseat: b b 1 voting B\nseat: c a 0 advisory C\n";
    struct roll_text roll;
    const struct expression *expression = NULL;
    roll_text_read(&roll, seats);
    static const char rule[] = "heads(all in a) = 0 and heads(all in b) = 2 and heads(all in c) = 0";
    assert_int_equal(expression_parse(SLICE(rule), METHOD_YES_NO, &roll.roll, &roll.arena, &expression, NULL),
                     STATUS_OK);
    const int8_t silent[] = {SITUATION_SILENT, SITUATION_SILENT, SITUATION_SILENT};
    struct situation situation = {.roll = &roll.roll, .choice = silent};
    struct comparison comparison[3];
    assert_int_equal(expression_comparisons(expression), 3);
    assert_true(expression_evaluate(expression, &situation, comparison));
    roll_text_release(&roll);
}

/* What was accepted at the limit is also counted there, by every function. */
static void the_largest_numbers_are_counted(void **state)
{
    (void)state;
    struct roll_text roll;
    roll_text_read(&roll, "bench: a A\nseat: s a 999999999999999.999999999 voting S\n");
    const struct expression *expression = NULL;
    static const char rule[] = "664613997892 * weight(yes) > 664613997892 * weight(no) - 1 * round";
    assert_int_equal(expression_parse(SLICE(rule), METHOD_YES_NO, &roll.roll, &roll.arena, &expression, NULL),
                     STATUS_OK);
    int8_t choice[] = {0};
    const bool free[] = {true};
    struct situation situation = {.roll = &roll.roll, .choice = choice, .round = UINT32_MAX};
    struct freedom freedom = {.free = free};
    struct comparison comparison;
    struct buffer out = {0};
    assert_true(expression_evaluate(expression, &situation, &comparison));
    rational_write(comparison.left, &out);
    assert_string_equal(out.at, "664613997891999999999999335.386002108");
    assert_int_equal(expression_outlook(expression, &situation, &freedom), VERDICT_OPEN);
    choice[0] = 1;
    assert_false(expression_evaluate(expression, &situation, &comparison));
    buffer_release(&out);
    roll_text_release(&roll);
}

/* The text without blanks and brackets: what printing may not change. */
static void strip(const struct buffer *text, struct buffer *out)
{
    buffer_clear(out);
    for (size_t i = 0; i < text->length; i++)
        if (!strchr(" ()", text->at[i]))
            buffer_byte(out, text->at[i]);
    assert_int_equal(buffer_status(out), STATUS_OK);
}

struct texts {
    struct buffer text, once, twice, bare, bare_once;
};

static void assert_prints_itself(struct texts *t, enum method method, struct roll_text *roll, unsigned n)
{
    const struct expression *expression = NULL;
    struct problem problem = {0};
    if (expression_parse(buffer_slice(&t->text), method, &roll->roll, &roll->arena, &expression, &problem) != STATUS_OK)
        fail_msg("rule %u '%s', column %lu: %s", n, t->text.at, problem.column, problem.message);
    expression_write(expression, &t->once);
    assert_int_equal(expression_parse(buffer_slice(&t->once), method, &roll->roll, &roll->arena, &expression, NULL),
                     STATUS_OK);
    expression_write(expression, &t->twice);
    strip(&t->text, &t->bare);
    strip(&t->once, &t->bare_once);
    if (strcmp(t->once.at, t->twice.at) != 0 || strstr(t->once.at, "  ") || t->once.at[0] == ' ' ||
        strcmp(t->bare.at, t->bare_once.at) != 0)
        fail_msg("rule %u: '%s' became '%s', then '%s'", n, t->text.at, t->once.at, t->twice.at);
}

/* That the printing also means the same: tests/test_tally_chance.c. */
static void random_rules_print_themselves(void **state)
{
    (void)state;
    struct chance chance = {.state = 20261123};
    struct texts t = {{0}, {0}, {0}, {0}, {0}};
    for (unsigned n = 0; n < 30000; n++) {
        struct roll_text roll;
        enum method method = (enum method)chance_below(&chance, METHOD_COUNT);
        chance_roll(&chance, &roll);
        buffer_clear(&t.text);
        buffer_clear(&t.once);
        buffer_clear(&t.twice);
        chance_rule(&chance, &roll.roll, method, &t.text);
        assert_prints_itself(&t, method, &roll, n);
        roll_text_release(&roll);
    }
    buffer_release(&t.text);
    buffer_release(&t.once);
    buffer_release(&t.twice);
    buffer_release(&t.bare);
    buffer_release(&t.bare_once);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_printing_is_canonical),
        cmocka_unit_test(every_method_has_its_sets),
        cmocka_unit_test(a_bench_goes_before_a_seat_of_the_same_id),
        cmocka_unit_test(the_largest_numbers_are_counted),
        cmocka_unit_test(random_rules_print_themselves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
