/* Choosing on a ballot paper: what the keys make of the lines, and which word is signed. */
#include "tui/paper_choice.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct paper {
    struct paper_choice choice;
    int64_t focus;
    struct buffer text;
};

/* A ballot that offers "a", "b" and "c" under that method. */
static void open_paper(struct paper *paper, enum method method)
{
    static const struct field_rule rule = {.name = "option"};
    struct field field[] = {{.rule = &rule, .value = SLICE("a Anna")},
                            {.rule = &rule, .value = SLICE("b Berta")},
                            {.rule = &rule, .value = SLICE("c Carl")}};
    struct entry entry = {.field = field, .fields = 3};
    struct offer offer;
    *paper = (struct paper){.focus = 0};
    buffer_init(&paper->text);
    assert_true(offer_read(method, &entry, &offer));
    paper_choice_begin(&paper->choice, &offer);
}

/* The word, which must be one that the ballot's offer takes, and canonical; NULL: nothing is chosen. */
static const char *word_of(struct paper *paper)
{
    struct buffer canonical;
    struct problem problem;
    buffer_init(&canonical);
    buffer_clear(&paper->text);
    if (!paper_choice_word(&paper->choice, paper->focus, &paper->text))
        return NULL;
    assert_int_equal(choice_parse(&paper->choice.offer, false, buffer_slice(&paper->text), &canonical, &problem),
                     STATUS_OK);
    assert_string_equal(paper->text.at, canonical.at);
    buffer_release(&canonical);
    return paper->text.at;
}

static void focus_on(struct paper *paper, const char *id)
{
    for (size_t i = 0; i < paper->choice.offer.options; i++)
        if (slice_is(paper_choice_option(&paper->choice, (int64_t)i)->id, id))
            paper->focus = (int64_t)i;
}

/* "b Space c +": an option's id focuses it, a key acts on it. */
static void press(struct paper *paper, const char *keys)
{
    struct slice rest = slice_of(keys);
    while (rest.length) {
        struct slice word = slice_cut(&rest, ' ');
        struct key key = {.text = true};
        char id[KEY_NAME_BYTES] = "";
        memcpy(id, word.at, word.length);
        memcpy(key.name, id, sizeof id);
        enum action action = keymap_action(&key);
        if (action == ACTION_MARK || action == ACTION_MOVE_UP || action == ACTION_MOVE_DOWN || action == ACTION_TIE)
            paper_choice_act(&paper->choice, action, &paper->focus);
        else
            focus_on(paper, id);
        assert_in_range(paper->focus, 0, paper->choice.offer.options - 1);
    }
}

/* The lines from top to bottom. */
static const char *lines(struct paper *paper)
{
    buffer_clear(&paper->text);
    for (size_t i = 0; i < paper->choice.offer.options; i++) {
        buffer_text(&paper->text, i ? " " : "");
        buffer_add(&paper->text, paper_choice_option(&paper->choice, (int64_t)i)->id);
    }
    return paper->text.at;
}

struct row {
    const char *keys, *word, *lines; /* word NULL: nothing is chosen */
};

static void check(enum method method, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct paper paper;
        open_paper(&paper, method);
        press(&paper, rows[i].keys);
        const char *word = word_of(&paper);
        if (!word != !rows[i].word || (word && strcmp(word, rows[i].word) != 0))
            fail_msg("%s: %s", rows[i].keys, word ? word : "nothing");
        assert_string_equal(lines(&paper), rows[i].lines);
        buffer_release(&paper.text);
    }
}

#define CHECK(method, rows) check((method), (rows), sizeof(rows) / sizeof(rows)[0])

static void one_option(void **state)
{
    static const struct row rows[] = {
        {"", "a", "a b c abstain"},
        {"c", "c", "a b c abstain"},
        {"abstain", "abstain", "a b c abstain"},
        {"b Space", "b", "a b c abstain"}, /* marking is for others */
    };
    (void)state;
    CHECK(METHOD_CHOICE, rows);
}

static void several_options(void **state)
{
    static const struct row rows[] = {
        {"", NULL, "a b c abstain"},
        {"c Space a Space", "a,c", "a b c abstain"},
        {"c Space a Space c Space", "a", "a b c abstain"},
        {"a Space a Space", NULL, "a b c abstain"},
        {"a Space abstain Space", "abstain", "a b c abstain"},
        {"abstain Space b Space", "b", "a b c abstain"},
        {"abstain Space Space", NULL, "a b c abstain"},
        {"b Space + - =", "b", "a b c abstain"}, /* ordering is for others */
    };
    (void)state;
    CHECK(METHOD_APPROVAL, rows);
}

static void an_order(void **state)
{
    static const struct row rows[] = {
        {"", NULL, "a b c none abstain"},
        {"b Space", "b", "b a c none abstain"},
        {"c Space a Space", "c>a", "c a b none abstain"},
        {"c Space a Space none Space", "c>a>none", "c a none b abstain"},
        {"c Space a Space +", "a>c", "a c b none abstain"},
        {"c Space a Space + +", "a>c", "a c b none abstain"},
        {"a Space b Space c Space a -", "b>a>c", "b a c none abstain"},
        {"a Space b Space c Space a - - -", "b>c>a", "b c a none abstain"},
        {"b +", "b", "b a c none abstain"},
        {"b -", NULL, "a b c none abstain"},
        /* Ties: with the one above, in the ballot's order, and apart again. */
        {"c Space a Space =", "a=c", "a c b none abstain"},
        {"c Space a Space b Space =", "c>a=b", "c a b none abstain"},
        {"c Space a Space b Space = =", "c>a>b", "c a b none abstain"},
        {"c Space a Space b Space = a =", "c>b>a", "c b a none abstain"},
        {"c Space a Space b Space = +", "c>b>a", "c b a none abstain"},
        {"c Space a Space b Space = -", "c>a>b", "c a b none abstain"},
        {"c Space a Space b Space = c -", "a=b>c", "a b c none abstain"},
        {"a =", "a", "a b c none abstain"},
        {"a Space b =", "a=b", "a b c none abstain"},
        /* Taken out, the others close up. */
        {"a Space b Space c Space b Space", "a>c", "a c b none abstain"},
        {"none Space", "none", "none a b c abstain"},
        {"a Space abstain Space", "abstain", "a b c none abstain"},
        {"abstain Space a Space", "a", "a b c none abstain"},
        {"abstain + - =", NULL, "a b c none abstain"},
    };
    (void)state;
    CHECK(METHOD_RANKING, rows);
}

/* Whatever keys are pressed, what comes out is a canonical word that the ballot offers. */
static void every_word_is_canonical(void **state)
{
    static const enum method methods[] = {METHOD_CHOICE, METHOD_APPROVAL, METHOD_RANKING};
    static const enum action keys[] = {ACTION_MARK, ACTION_MOVE_UP, ACTION_MOVE_DOWN, ACTION_TIE};
    uint64_t random = 88172645463325252u;
    size_t words = 0;
    (void)state;
    for (size_t m = 0; m < sizeof methods / sizeof methods[0]; m++) {
        struct paper paper;
        open_paper(&paper, methods[m]);
        for (int i = 0; i < 20000; i++) {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            paper.focus = (int64_t)(random % paper.choice.offer.options);
            paper_choice_act(&paper.choice, keys[random >> 32 & 3], &paper.focus);
            words += word_of(&paper) != NULL;
        }
        buffer_release(&paper.text);
    }
    assert_true(words > 40000);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_option),
        cmocka_unit_test(several_options),
        cmocka_unit_test(an_order),
        cmocka_unit_test(every_word_is_canonical),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
