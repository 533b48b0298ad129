#include "core/choice.h"
#include "core/situation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct field_rule option_rule = {.name = "option"}, choice_rule = {.name = "choice"};

/* An entry with these fields, one for each word. */
struct fields {
    struct field field[CHOICE_OPTIONS_MAX];
    struct entry entry;
};

static const struct entry *fields(struct fields *fields, const struct field_rule *rule, const char *words)
{
    fields->entry = (struct entry){.field = fields->field};
    for (struct slice rest = slice_of(words); rest.length; fields->entry.fields++) {
        assert_true(fields->entry.fields < CHOICE_OPTIONS_MAX);
        fields->field[fields->entry.fields] = (struct field){.rule = rule, .value = slice_cut(&rest, ';')};
    }
    return &fields->entry;
}

static struct offer offer(enum method method, const char *options)
{
    struct fields entry;
    struct offer offer;
    assert_true(offer_read(method, fields(&entry, &option_rule, options), &offer));
    return offer;
}

static void options_stand_in_ballot_order(void **state)
{
    (void)state;
    static const struct {
        enum method method;
        const char *lines, *options;
        size_t can_lead;
    } rows[] = {
        {METHOD_YES_NO, "", "yes no abstain", 0},
        {METHOD_CONSENT, "", "consent concern object", 0},
        {METHOD_CHOICE, "b Zwei;a Eins", "b a abstain", 2},
        {METHOD_APPROVAL, "b Zwei;a Eins", "b a abstain", 2},
        {METHOD_RANKING, "b Zwei;a Eins", "b a none abstain", 2},
        {METHOD_RANKING, "", "none abstain", 0},
        {METHOD_EXTERNAL, "", "", 0},
        {METHOD_YES_NO, "b Zwei;a Eins", "yes no abstain", 0}, /* a proposal's options are not the ballot's */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct offer found = offer(rows[i].method, rows[i].lines);
        struct buffer text = {0};
        for (size_t k = 0; k < found.options; k++) {
            buffer_text(&text, k ? " " : "");
            buffer_add(&text, found.option[k].id);
            assert_int_equal(offer_find(&found, found.option[k].id), k);
        }
        assert_true(slice_is(buffer_slice(&text), rows[i].options));
        assert_int_equal(found.lines, rows[i].can_lead);
        assert_int_equal(offer_find(&found, SLICE("c")), -1);
        buffer_release(&text);
    }
    struct offer titles = offer(METHOD_RANKING, "b Zwei Worte;a Eins");
    assert_true(slice_is(titles.option[0].title, "Zwei Worte"));
    assert_int_equal(titles.option[2].title.length, 0);
    assert_true(offer_read(METHOD_CHOICE, NULL, &titles));
    assert_int_equal(titles.options, 1);
}

/* "a1;a2;…", so many. */
static void write_many(struct buffer *out, unsigned count)
{
    for (unsigned i = 1; i <= count; i++)
        buffer_format(out, "%sa%u", i > 1 ? ";" : "", i);
    assert_int_equal(buffer_status(out), STATUS_OK);
}

static void a_ballot_has_at_most_64_option_lines(void **state)
{
    (void)state;
    struct buffer words = {0};
    struct fields entry;
    struct offer found;
    write_many(&words, 64);
    assert_true(offer_read(METHOD_RANKING, fields(&entry, &option_rule, words.at), &found));
    assert_int_equal(found.lines, 64);
    assert_int_equal(found.options, 66);
    buffer_clear(&words);
    write_many(&words, 65);
    assert_false(offer_read(METHOD_RANKING, fields(&entry, &option_rule, words.at), &found));
    assert_false(offer_read(METHOD_CHOICE, fields(&entry, &option_rule, words.at), &found));
    buffer_release(&words);
}

struct row {
    enum method method;
    const char *word, *canonical;
};

static const struct row good[] = {
    {METHOD_YES_NO, "yes", "yes"},
    {METHOD_YES_NO, "abstain", "abstain"},
    {METHOD_CONSENT, "object", "object"},
    {METHOD_CHOICE, "b", "b"},
    {METHOD_CHOICE, "abstain", "abstain"},
    {METHOD_APPROVAL, "c", "c"},
    {METHOD_APPROVAL, "a,c", "a,c"},
    {METHOD_APPROVAL, "d,a,c", "a,c,d"},
    {METHOD_APPROVAL, "d,c,b,a", "a,b,c,d"},
    {METHOD_APPROVAL, "abstain", "abstain"},
    {METHOD_RANKING, "a", "a"},
    {METHOD_RANKING, "none", "none"},
    {METHOD_RANKING, "a>c>b=d", "a>c>b=d"},
    {METHOD_RANKING, "a>c>d=b", "a>c>b=d"},
    {METHOD_RANKING, "none=d=a>b", "a=d=none>b"},
    {METHOD_RANKING, "d>none>a=b=c", "d>none>a=b=c"},
    {METHOD_RANKING, "d>c>b>a>none", "d>c>b>a>none"},
    {METHOD_RANKING, "abstain", "abstain"},
};

static void what_people_write_becomes_canonical(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        struct offer offered = offer(good[i].method, "a A;b B;c C;d D");
        struct problem problem = {0};
        struct buffer out = {0};
        if (choice_parse(&offered, false, slice_of(good[i].word), &out, &problem) != STATUS_OK)
            fail_msg("'%s': %s", good[i].word, problem.message);
        assert_string_equal(out.at, good[i].canonical);
        buffer_release(&out);
    }
}

static const struct {
    enum method method;
    const char *word, *message, *first;
} bad[] = {
    {METHOD_YES_NO, "maybe", "the ballot does not offer \"{1}\" but {2}", "maybe"},
    {METHOD_YES_NO, "", "the ballot does not offer \"{1}\" but {2}", ""},
    {METHOD_YES_NO, "yes,no", "the ballot does not offer \"{1}\" but {2}", "yes,no"},
    {METHOD_CONSENT, "abstain", "the ballot does not offer \"{1}\" but {2}", "abstain"},
    {METHOD_CHOICE, "a,b", "the ballot does not offer \"{1}\" but {2}", "a,b"},
    {METHOD_CHOICE, "a>b", "the ballot does not offer \"{1}\" but {2}", "a>b"},
    {METHOD_CHOICE, "none", "the ballot does not offer \"{1}\" but {2}", "none"},
    {METHOD_CHOICE, "yes", "the ballot does not offer \"{1}\" but {2}", "yes"},
    {METHOD_APPROVAL, "", "the ballot does not offer \"{1}\" but {2}", ""},
    {METHOD_APPROVAL, "a,", "the ballot does not offer \"{1}\" but {2}", ""},
    {METHOD_APPROVAL, ",a", "the ballot does not offer \"{1}\" but {2}", ""},
    {METHOD_APPROVAL, "a,e", "the ballot does not offer \"{1}\" but {2}", "e"},
    {METHOD_APPROVAL, "a,b,a", "\"{1}\" stands twice", "a"},
    {METHOD_APPROVAL, "a,abstain", "who abstains names nothing beside \"abstain\"", ""},
    {METHOD_APPROVAL, "a>b", "the ballot does not offer \"{1}\" but {2}", "a>b"},
    {METHOD_RANKING, "", "the ballot does not offer \"{1}\" but {2}", ""},
    {METHOD_RANKING, "a>", "the ballot does not offer \"{1}\" but {2}", ""},
    {METHOD_RANKING, ">a", "the ballot does not offer \"{1}\" but {2}", ""},
    {METHOD_RANKING, "a>=b", "the ballot does not offer \"{1}\" but {2}", ""},
    {METHOD_RANKING, "a > b", "the ballot does not offer \"{1}\" but {2}", "a "},
    {METHOD_RANKING, "a>b>a", "\"{1}\" stands twice", "a"},
    {METHOD_RANKING, "none>none", "\"{1}\" stands twice", "none"},
    {METHOD_RANKING, "a>abstain", "who abstains names nothing beside \"abstain\"", ""},
    {METHOD_RANKING, "a,b", "the ballot does not offer \"{1}\" but {2}", "a,b"},
    {METHOD_RANKING, "a>e", "the ballot does not offer \"{1}\" but {2}", "e"},
};

static void what_is_not_offered_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct offer offered = offer(bad[i].method, "a A;b B;c C;d D");
        struct problem problem = {0};
        struct buffer out = {0};
        if (choice_parse(&offered, false, slice_of(bad[i].word), &out, &problem) != STATUS_USAGE)
            fail_msg("'%s' is taken as '%s'", bad[i].word, out.at);
        assert_string_equal(problem.message, bad[i].message);
        assert_string_equal(problem.detail[0], bad[i].first);
        assert_int_equal(out.length, 0);
        buffer_release(&out);
    }
    struct offer offered = offer(METHOD_RANKING, "a A;b B");
    struct problem problem = {0};
    struct buffer out = {0};
    assert_int_equal(choice_parse(&offered, false, SLICE("c"), &out, &problem), STATUS_USAGE);
    assert_string_equal(problem.detail[1], "a, b, none, abstain");
    buffer_release(&out);
}

static void abstaining_can_be_forbidden(void **state)
{
    (void)state;
    static const enum method methods[] = {METHOD_YES_NO, METHOD_CHOICE, METHOD_APPROVAL, METHOD_RANKING};
    static const char *const valid[] = {"no", "a", "a", "none"};
    for (size_t i = 0; i < 4; i++) {
        struct offer offered = offer(methods[i], "a A;b B");
        struct problem problem = {0};
        struct buffer out = {0};
        struct fields vote;
        bool accepted;
        const char *why;
        assert_int_equal(choice_parse(&offered, true, SLICE("abstain"), &out, &problem), STATUS_USAGE);
        assert_string_equal(problem.message, "the rule does not allow abstaining");
        assert_int_equal(choice_parse(&offered, true, slice_of(valid[i]), &out, &problem), STATUS_OK);
        assert_int_equal(choice_accept(&offered, true, fields(&vote, &choice_rule, "abstain"), &accepted, &why),
                         STATUS_OK);
        assert_false(accepted);
        assert_string_equal(why, "the rule does not allow abstaining");
        assert_int_equal(choice_accept(&offered, false, &vote.entry, &accepted, &why), STATUS_OK);
        assert_true(accepted);
        buffer_release(&out);
    }
}

static void an_entry_has_the_canonical_lines(void **state)
{
    (void)state;
    static const struct {
        enum method method;
        const char *lines;
        bool good;
    } rows[] = {
        {METHOD_YES_NO, "yes", true},      {METHOD_YES_NO, "yes;no", false},      {METHOD_CONSENT, "concern", true},
        {METHOD_CHOICE, "b", true},        {METHOD_CHOICE, "abstain", true},      {METHOD_CHOICE, "a;b", false},
        {METHOD_CHOICE, "e", false},       {METHOD_CHOICE, "none", false},        {METHOD_APPROVAL, "a;c", true},
        {METHOD_APPROVAL, "c", true},      {METHOD_APPROVAL, "abstain", true},    {METHOD_APPROVAL, "c;a", false},
        {METHOD_APPROVAL, "a;a", false},   {METHOD_APPROVAL, "a;abstain", false}, {METHOD_APPROVAL, "a>c", false},
        {METHOD_RANKING, "a>c>b=d", true}, {METHOD_RANKING, "a", true},           {METHOD_RANKING, "b>a=none", true},
        {METHOD_RANKING, "abstain", true}, {METHOD_RANKING, "a>d=b", false},      {METHOD_RANKING, "none=a", false},
        {METHOD_RANKING, "a;b", false},    {METHOD_RANKING, "a>b>a", false},      {METHOD_RANKING, "a>e", false},
        {METHOD_EXTERNAL, "yes", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct offer offered = offer(rows[i].method, "a A;b B;c C;d D");
        struct fields vote;
        bool accepted;
        const char *why;
        assert_int_equal(choice_accept(&offered, false, fields(&vote, &choice_rule, rows[i].lines), &accepted, &why),
                         STATUS_OK);
        if (accepted != rows[i].good)
            fail_msg("'%s' is %s", rows[i].lines, accepted ? "taken" : "refused");
        assert_null(why);
    }
}

static void lines_of_an_entry_become_one_word(void **state)
{
    (void)state;
    struct fields vote;
    struct buffer word = {0};
    choice_word(fields(&vote, &choice_rule, "a;c;d"), &word);
    assert_string_equal(word.at, "a,c,d");
    buffer_clear(&word);
    choice_word(fields(&vote, &choice_rule, "a>b"), &word);
    assert_string_equal(word.at, "a>b");
    buffer_release(&word);
}

static void a_choice_has_an_index(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct choices choices;
    struct offer offered = offer(METHOD_CHOICE, "a A;b B;c C");
    assert_int_equal(choices_make(&offered, 3, &arena, &choices), STATUS_OK);
    assert_null(choices.approved);
    assert_null(choices.place);
    assert_true(choices_set(&choices, &offered, 0, SLICE("c")));
    assert_true(choices_set(&choices, &offered, 1, SLICE("abstain")));
    assert_false(choices_set(&choices, &offered, 1, SLICE("none")));
    assert_int_equal(choices.first[0], 2);
    assert_int_equal(choices.first[1], 3);
    assert_int_equal(choices.first[2], SITUATION_SILENT);
    arena_release(&arena);
}

static void approvals_are_bits(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct choices choices;
    struct buffer lines = {0};
    write_many(&lines, 64);
    struct offer offered = offer(METHOD_APPROVAL, lines.at);
    assert_int_equal(choices_make(&offered, 3, &arena, &choices), STATUS_OK);
    assert_true(choices_set(&choices, &offered, 0, SLICE("a3,a2,a64")));
    assert_true(choices_set(&choices, &offered, 1, SLICE("abstain")));
    assert_int_equal(choices.first[0], 1);
    assert_true(choices.approved[0] == (UINT64_C(1) << 63 | 6));
    assert_int_equal(choices.first[1], 64);
    assert_int_equal(choices.approved[1], 0);
    assert_true(choices_set(&choices, &offered, 0, SLICE("a1"))); /* a later vote replaces the earlier one */
    assert_int_equal(choices.approved[0], 1);
    buffer_release(&lines);
    arena_release(&arena);
}

static void assert_places(const char *word, const char *places, int first)
{
    struct arena arena = {0};
    struct choices choices;
    struct offer offered = offer(METHOD_RANKING, "a A;b B;c C;d D");
    assert_int_equal(choices_make(&offered, 2, &arena, &choices), STATUS_OK);
    assert_true(choices_set(&choices, &offered, 1, slice_of(word)));
    for (size_t i = 0; i < 5; i++)
        if (choices.place[5 + i] != places[i] - '0')
            fail_msg("'%s': option %zu has place %d", word, i, choices.place[5 + i]);
    assert_int_equal(choices.first[1], first);
    assert_int_equal(choices.first[0], SITUATION_SILENT);
    arena_release(&arena);
}

static void orders_are_places(void **state)
{
    (void)state;
    /* of a, b, c, d and "none" */
    assert_places("a>c>b=d", "02123", 0);
    assert_places("a", "01111", 0);
    assert_places("none", "11110", 4);
    assert_places("d=c>none", "22001", 2);
    assert_places("d>none>a", "23301", 3);
    assert_places("b>a>d>c>none", "10324", 1);
    assert_places("a=b=c=d=none", "00000", 0);
}

static void the_longest_order_can_be_read_and_written(void **state)
{
    (void)state;
    static const char tail[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"; /* an ID has 40 bytes at most */
    struct buffer lines = {0}, order = {0}, out = {0};
    for (int i = 0; i < CHOICE_LINES_MAX; i++) {
        buffer_format(&lines, "%s%c%c%s", i ? ";" : "", 'a' + i / 26, 'a' + i % 26, tail);
        buffer_format(&order, "%c%c%s>", 'a' + i / 26, 'a' + i % 26, tail);
    }
    buffer_text(&order, "none");
    assert_int_equal(buffer_status(&lines), STATUS_OK);
    struct offer offered = offer(METHOD_RANKING, lines.at);
    struct problem problem = {0};
    assert_int_equal(choice_parse(&offered, false, buffer_slice(&order), &out, &problem), STATUS_OK);
    assert_string_equal(out.at, order.at);
    assert_true(value_matches("CHOICE", buffer_slice(&out), NULL));
    buffer_release(&lines);
    buffer_release(&order);
    buffer_release(&out);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_stand_in_ballot_order),
        cmocka_unit_test(a_ballot_has_at_most_64_option_lines),
        cmocka_unit_test(what_people_write_becomes_canonical),
        cmocka_unit_test(what_is_not_offered_is_refused),
        cmocka_unit_test(abstaining_can_be_forbidden),
        cmocka_unit_test(an_entry_has_the_canonical_lines),
        cmocka_unit_test(lines_of_an_entry_become_one_word),
        cmocka_unit_test(a_choice_has_an_index),
        cmocka_unit_test(approvals_are_bits),
        cmocka_unit_test(orders_are_places),
        cmocka_unit_test(the_longest_order_can_be_read_and_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
