/* Changes of rosters, statutes and keys as entries, and a roster that is too long for one of them. */
#include "data/compose_change.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct author author_of(struct world *w, const char *name)
{
    return (struct author){.log = world_log(w), .name = slice_of(name), .at = w->now};
}

/* The draft as an entry. */
static const char *text_of(struct world *w, struct draft *draft)
{
    struct buffer text;
    buffer_init(&text);
    assert_int_equal(draft_compose(draft, &text, &w->problem), STATUS_OK);
    const char *out = world_say(w, "%s", text.at);
    buffer_release(&text);
    return out;
}

static void read_draft(struct world *w, const char *text, enum kind kind, struct draft *out)
{
    assert_int_equal(draft_read(out, kind, slice_of(text), &w->arena, &w->problem), STATUS_OK);
}

static const char *part_of(struct world *w, const struct roster_parts *parts, size_t part)
{
    struct author author = author_of(w, "gs1");
    struct draft draft;
    draft_init(&draft, KIND_ROSTER, &w->arena);
    assert_int_equal(compose_roster(&author, parts, part, &draft, &w->problem), STATUS_OK);
    return text_of(w, &draft);
}

static void a_roster(void **state)
{
    struct world *w = *state;
    struct draft draft;
    struct roster_parts parts;
    world_populate(w);
    read_draft(w,
               "stimmbuch/1 roster\nmember: + stadt holder nw\nseat: + nw  land 4 voting NW\nbench: + land Länder\n\n"
               "Neu.\n",
               KIND_ROSTER, &draft);
    assert_int_equal(roster_split(&draft, &parts), STATUS_OK);
    assert_int_equal(parts.parts, 1);
    const char *wanted = world_roster_text(w, "bench: + land Länder\nseat: + nw land 4 voting NW\n"
                                              "member: + stadt holder nw\n\n| Neu.\n");
    assert_string_equal(part_of(w, &parts, 0), wanted);
    world_take(w, wanted, "gs1");
}

/* A draft with so many seats, whose lines have 62 bytes each. */
static size_t split(struct world *w, size_t seats, struct draft *draft, struct roster_parts *parts)
{
    draft_init(draft, KIND_ROSTER, &w->arena);
    for (size_t i = 0; i < seats; i++)
        assert_int_equal(
            draft_add(draft, "seat",
                      slice_of(world_say(w, "+ s-%05zu bund 1 voting Ein Sitz mit langem Namen %05zu", i, i))),
            STATUS_OK);
    assert_int_equal(roster_split(draft, parts), STATUS_OK);
    return parts->parts;
}

static void a_long_roster(void **state)
{
    enum { FIT = (ENTRY_TEXT_MAX - 1000) / 62 };
    struct world *w = *state;
    struct draft draft;
    struct roster_parts parts;
    world_populate(w);
    assert_int_equal(split(w, FIT, &draft, &parts), 1);
    assert_int_equal(split(w, FIT + 1, &draft, &parts), 2);
    assert_int_equal(parts.end[0], FIT);
    for (size_t i = 0; i < parts.parts; i++) {
        const char *text = part_of(w, &parts, i);
        assert_true(strlen(text) <= ENTRY_TEXT_MAX);
        world_take(w, text, "gs1");
    }
    assert_int_equal(world_number(w, "SELECT count(*) FROM seat WHERE id GLOB 's-*' AND until IS NULL"), FIT + 1);
}

static void a_statute(void **state)
{
    struct world *w = *state;
    struct draft draft;
    struct author author;
    world_populate(w);
    author = author_of(w, "gs1");
    read_draft(w, "stimmbuch/1 statute\nadopted: a (heads(yes)>heads(no))\nrule: a A\nrevote: yes\nchair: kreis\n",
               KIND_STATUTE, &draft);
    assert_int_equal(compose_statute(&author, NULL, &draft, &w->problem), STATUS_OK);
    const char *wanted =
        world_text(w, "statute", "gs1", "chair: kreis\nrule: a A\nadopted: a heads(yes) > heads(no)\n");
    assert_string_equal(text_of(w, &draft), wanted);
    world_take(w, wanted, "gs1");
    read_draft(w, "stimmbuch/1 statute\nrule: a A\nadopted: a heads(yes in land) > 1\n", KIND_STATUTE, &draft);
    assert_int_equal(compose_statute(&author, NULL, &draft, &w->problem), STATUS_FORM);
    assert_int_equal(w->problem.line, 3);
    read_draft(w, "stimmbuch/1 statute\n\n", KIND_STATUTE, &draft);
    struct digest decided = digest_of(SLICE("x"));
    assert_int_equal(compose_statute(&author, &decided, &draft, &w->problem), STATUS_OK);
    assert_non_null(strstr(text_of(w, &draft), "\ndecided: "));
}

/* A statute in a motion gets its one spelling, and what is wrong with it is told where it stands in the file. */
static void a_statute_in_a_proposal(void **state)
{
    struct world *w = *state;
    struct draft draft;
    struct author author;
    world_populate(w);
    author = author_of(w, "gs1");
#define MOTION "stimmbuch/1 proposal\ntitle: Neu\nnumber: 1\nkind: decision\n\nVorn.\n\n"
    read_draft(w,
               MOTION "```statute\n# Entwurf\nadopted: a (heads(yes)>heads(no))\nrevote: yes\nrule:  a A\n```\n"
                      "Hinten.\n",
               KIND_PROPOSAL, &draft);
    assert_int_equal(compose_proposal(&author, &draft, &w->problem), STATUS_OK);
    assert_true(draft.changes > 2);
    const char *wanted = world_proposal_text(w, "gs1", "1",
                                             "\n| Vorn.\n|\n| ```statute\n| rule: a A\n"
                                             "| adopted: a heads(yes) > heads(no)\n| ```\n| Hinten.\n");
    assert_string_equal(text_of(w, &draft), world_edit(w, wanted, "Antrag", "Neu"));
    static const struct {
        const char *text;
        unsigned line, column;
    } bad[] = {
        {MOTION "```statute\nrule: a A\nadopted: a heads(yes in land) > 1\n```\n", 10, 25},
        {MOTION "```statute\nrule: a A\nadoptd: a 1 > 0\n```\n", 10, 1},
        {MOTION "```statute\nrule: a A\nadopted: a 1 > 0\ndeadline:  soon\n```\n", 11, 12},
        {MOTION "```statute\nrule: a A\nadopted: a 1 > 0\n\nWeil.\n```\n", 12, 1},
        {MOTION "```statute\ndecided: 1\n```\n", 9, 1},
        {MOTION "```statute\nrule: a A\nadopted: a 1 > 0\n", 8, 1},
        {MOTION "```statute\n```\n```statute\n```\n", 8, 1},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        problem_clear(&w->problem);
        read_draft(w, bad[i].text, KIND_PROPOSAL, &draft);
        if (compose_proposal(&author, &draft, &w->problem) != STATUS_FORM || w->problem.line != bad[i].line ||
            w->problem.column != bad[i].column)
            fail_msg("%s: line %lu, column %lu: %s", bad[i].text, w->problem.line, w->problem.column,
                     w->problem.message);
        /* Who is not there yet: what to do about it is said. */
        bool absent = i == 0;
        if (absent != (strstr(w->problem.message, "enter them first with \"roster --change\"") != NULL) ||
            (absent && strcmp(w->problem.detail[0], "land") != 0))
            fail_msg("%s: %s (%s)", bad[i].text, w->problem.message, w->problem.detail[0]);
    }
}

static void keys(void **state)
{
    struct world *w = *state;
    struct draft draft;
    struct author author;
    struct vkey old = world_signer(w, "stadt").vkey, new = world_signer(w, "stadt#2").vkey;
    world_populate(w);
    author = author_of(w, "stadt");
    draft_init(&draft, KIND_KEY, &w->arena);
    assert_int_equal(compose_key(&author, "rotate", &old, &new, (struct slice){0}, &draft, &w->problem), STATUS_OK);
    assert_string_equal(text_of(w, &draft), world_key_text(w, "stadt", "rotate", "stadt", "stadt#2"));
    draft_init(&draft, KIND_KEY, &w->arena);
    assert_int_equal(compose_key(&author, "revoke", &old, NULL, SLICE("Weg."), &draft, &w->problem), STATUS_OK);
    assert_string_equal(text_of(w, &draft),
                        world_say(w, "%s\n| Weg.\n", world_key_text(w, "stadt", "revoke", "stadt", NULL)));
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(a_roster), WORLD_TEST(a_long_roster), WORLD_TEST(a_statute), WORLD_TEST(a_statute_in_a_proposal),
        WORLD_TEST(keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
