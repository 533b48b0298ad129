/* Drafts: what is tidied up, what is refused and where, and the one text that comes out. */
#include "core/body.h"
#include "core/draft.h"
#include "core/key.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct desk {
    struct arena arena;
    struct draft draft;
    struct buffer text;
    struct problem problem;
};

static int set_up(void **state)
{
    struct desk *d = calloc(1, sizeof *d);
    *state = d;
    return d ? key_init(NULL) != STATUS_OK : -1;
}

static int tear_down(void **state)
{
    struct desk *d = *state;
    arena_release(&d->arena);
    buffer_release(&d->text);
    free(d);
    return 0;
}

static enum status reads(struct desk *d, enum kind kind, const char *bytes)
{
    problem_clear(&d->problem);
    return draft_read(&d->draft, kind, slice_of(bytes), &d->arena, &d->problem);
}

/* The text that comes of a draft; the number of changes is checked. */
static const char *composed(struct desk *d, enum kind kind, const char *bytes, unsigned long changes)
{
    if (reads(d, kind, bytes) != STATUS_OK)
        fail_msg("line %lu: %s (%s)", d->problem.line, d->problem.message, d->problem.detail[0]);
    assert_int_equal(d->draft.changes, changes);
    buffer_clear(&d->text);
    assert_int_equal(draft_compose(&d->draft, &d->text, &d->problem), STATUS_OK);
    return d->text.at;
}

static void refuses(struct desk *d, enum kind kind, const char *bytes, unsigned long line, unsigned long column,
                    const char *field)
{
    enum status status = reads(d, kind, bytes);
    if (status != STATUS_FORM || d->problem.line != line || d->problem.column != column ||
        strcmp(d->problem.field, field) != 0)
        fail_msg("status %d at %lu:%lu \"%s\" (%s) for:\n%s", status, d->problem.line, d->problem.column,
                 d->problem.field, d->problem.message ? d->problem.message : "taken", bytes);
}

static void puts_fields_in_their_order(void **state)
{
    assert_string_equal(
        composed(*state, KIND_PROPOSAL,
                 "stimmbuch/1 proposal\nfor: b\ntitle: T\ndemand: 2\nfor: a\nkind: motion\nnumber: 1\n"
                 "demand: 1\n",
                 0),
        "stimmbuch/1 proposal\nnumber: 1\ntitle: T\nkind: motion\nfor: b\nfor: a\ndemand: 2\ndemand: 1\n");
}

static void keeps_rules_together(void **state)
{
    assert_string_equal(
        composed(
            *state, KIND_BODY,
            "stimmbuch/1 body\nadopted: b 1 > 0\nwindow: 5\nrule: a A\nquorum: b 2 > 0\nrule: b B\nadopted: a 3 > 0\n"
            "kind: a motion\nseat: s k 1 voting S\n",
            0),
        "stimmbuch/1 body\nseat: s k 1 voting S\nrule: a A\nkind: a motion\nadopted: a 3 > 0\nrule: b B\nquorum: b 2 > "
        "0\n"
        "adopted: b 1 > 0\nwindow: 5\n");
}

static void a_line_of_no_rule(void **state)
{
    struct desk *d = *state;
    assert_int_equal(reads(d, KIND_BODY, "stimmbuch/1 body\nrule: a A\n\n"), STATUS_OK);
    assert_int_equal(reads(d, KIND_BODY, "stimmbuch/1 body\nrule: a A\nquorum: b 1 > 0\n"), STATUS_OK);
    assert_int_equal(draft_compose(&d->draft, &d->text, &d->problem), STATUS_FORM);
    assert_int_equal(d->problem.line, 3);
    assert_string_equal(d->problem.field, "quorum");
    assert_string_equal(d->problem.detail[0], "b");
}

static void tidies_up(void **state)
{
    struct desk *d = *state;
    static const char clean[] = "stimmbuch/1 proposal\nnumber: 1\ntitle: Wer zahlt\n\n| Text.\n";
    static const struct {
        const char *draft;
        unsigned long changes;
    } rows[] = {
        {"stimmbuch/1 proposal\nnumber: 1\ntitle: Wer zahlt\n\nText.\n", 0},
        {"\xEF\xBB\xBFstimmbuch/1 proposal\nnumber: 1\ntitle: Wer zahlt\n\nText.\n", 1},
        {"stimmbuch/1 proposal\r\nnumber: 1\r\ntitle: Wer zahlt\r\n\r\nText.\r\n", 5},
        {"stimmbuch/1 proposal\nnumber:\t1\ntitle: Wer\tzahlt\n\nText.\n", 2},
        {"stimmbuch/1 proposal\nnumber: 1  \ntitle: Wer zahlt \n\nText. \n", 4},
        {"stimmbuch/1 proposal\nnumber: 1\ntitle: Wer  zahlt\n\nText.\n", 1},
        {"stimmbuch/1 proposal\nnumber: 1\ntitle:   Wer zahlt\n\nText.\n", 2},
        {"stimmbuch/1 proposal\nnumber: 1\ntitle: Wer za\xC2\xADhlt\n\nText.\n", 1},
        {"stimmbuch/1 proposal\n# a comment\nnumber: 1\n#title: Other\ntitle: Wer zahlt\n\nText.\n", 0},
        {"stimmbuch/1 proposal\nnumber: 1\ntitle: Wer zahlt\n\n\n\nText.\n", 2},
        {"stimmbuch/1 proposal\nnumber: 1\ntitle: Wer zahlt\n\nText.\n\n\n", 2},
        {"stimmbuch/1 proposal\nnumber: 1\ntitle: Wer zahlt\npublic: yes\n\nText.\n", 1},
        {"stimmbuch/1 proposal\nnumber: 1\ntitle: Wer zahlt\n\nText.", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(reads(d, KIND_PROPOSAL, rows[i].draft), STATUS_OK);
        buffer_clear(&d->text);
        assert_int_equal(draft_compose(&d->draft, &d->text, NULL), STATUS_OK);
        if (strcmp(d->text.at, clean) != 0 || d->draft.changes != rows[i].changes)
            fail_msg("row %zu: %lu changes, %s", i, d->draft.changes, d->text.at);
    }
    assert_string_equal(composed(d, KIND_PROPOSAL, "stimmbuch/1 proposal\ntitle: Mu\xCC\x88ll\n", 1),
                        "stimmbuch/1 proposal\ntitle: M\xC3\xBCll\n");
}

static void the_text_is_markdown(void **state)
{
    assert_string_equal(
        composed(*state, KIND_STATEMENT,
                 "stimmbuch/1 statement\nstance: support\n\n# A heading, no comment\n\n  indented:  twice\n| x\n", 0),
        "stimmbuch/1 statement\nstance: support\n\n| # A heading, no comment\n|\n|   indented:  twice\n| | x\n");
}

static void drops_defaults(void **state)
{
    assert_string_equal(
        composed(*state, KIND_BODY,
                 "stimmbuch/1 body\nrevote: yes\nclerk: no\nwindow: 0\ndeadline: free\nhead: none\nfinal: none\n"
                 "rule: a A\nmethod: a yes-no\nsilent: a absent\nabstention: a allowed\nbinds: a all\n"
                 "early: a no\ninterim: a hidden\ntie: a rejected\n",
                 13),
        "stimmbuch/1 body\nrule: a A\n");
}

static void refuses_with_line_and_column(void **state)
{
    struct desk *d = *state;
    refuses(d, KIND_PROPOSAL, "", 1, 1, "");
    refuses(d, KIND_PROPOSAL, "number: 1\n", 1, 1, "");
    refuses(d, KIND_PROPOSAL, "stimmbuch/2 proposal\n", 1, 1, "");
    refuses(d, KIND_PROPOSAL, "stimmbuch/1 body\n", 1, 13, "");
    refuses(d, KIND_PROPOSAL, "stimmbuch/1 protest\n", 1, 13, "");
    refuses(d, KIND_PROPOSAL, "stimmbuch/1 proposal\nnumber 1\n", 2, 1, "");
    refuses(d, KIND_PROPOSAL, "stimmbuch/1 proposal\n# c\nnummer: 1\n", 3, 1, "");
    refuses(d, KIND_PROPOSAL, "stimmbuch/1 proposal\n number: 1\n", 2, 1, "");
    refuses(d, KIND_PROPOSAL, "stimmbuch/1 proposal\nnumber:\n", 2, 9, "number");
    refuses(d, KIND_PROPOSAL, "stimmbuch/1 proposal\nnumber: 1 2\n", 2, 9, "number");
    refuses(d, KIND_PROPOSAL, "stimmbuch/1 proposal\nnumber: 1\nnumber: 2\n", 3, 1, "");
    refuses(d, KIND_PROPOSAL, "stimmbuch/1 proposal\nkind: decide\n", 2, 7, "kind");
    refuses(d, KIND_PROPOSAL, "stimmbuch/1 proposal\ntitle: a\x01\n", 2, 9, "");
    refuses(d, KIND_PROPOSAL, "stimmbuch/1 proposal\ntitle: \xC3\xA4\xE2\x80\xAE\n", 2, 9, "");
    refuses(d, KIND_PROPOSAL, "stimmbuch/1 proposal\ntitle: a\xFF\n", 2, 9, "");
    refuses(d, KIND_PROPOSAL, "stimmbuch/1 proposal\ntitle: a\rb\n", 2, 9, "");
    refuses(d, KIND_PROPOSAL, "stimmbuch/1 proposal\nnumber: 1\n\nText\n\xE2\x80\x8B\n", 5, 1, "");
    refuses(d, KIND_CLOSE, "stimmbuch/1 close\n\nText\n", 3, 1, "");
}

static void fields_of_the_program(void **state)
{
    struct desk *d = *state;
    refuses(d, KIND_PROPOSAL, "stimmbuch/1 proposal\nbody: rat.example\n", 2, 1, "body");
    refuses(d, KIND_PROPOSAL, "stimmbuch/1 proposal\nsize: 5\n", 2, 1, "size");
    refuses(d, KIND_BODY, "stimmbuch/1 body\nname: rat\nlog: x\n", 3, 1, "log");
    refuses(d, KIND_BODY, "stimmbuch/1 body\nsecretary: x\n", 2, 1, "secretary");
    refuses(d, KIND_STATEMENT, "stimmbuch/1 statement\nproposal: x\n", 2, 1, "proposal");
    assert_int_equal(reads(d, KIND_BODY, "stimmbuch/1 body\nname: rat\n"), STATUS_OK);
}

static void added_fields(void **state)
{
    struct desk *d = *state;
    struct digest hash = digest_of(SLICE("x"));
    draft_init(&d->draft, KIND_CLOSE, &d->arena);
    assert_false(draft_has(&d->draft, "by"));
    assert_int_equal(draft_add_hash(&d->draft, "ballot", &hash), STATUS_OK);
    assert_int_equal(draft_add_number(&d->draft, "size", 7), STATUS_OK);
    assert_int_equal(draft_add_time(&d->draft, "at", (struct instant){.seconds = 0}), STATUS_OK);
    assert_int_equal(draft_add_text(&d->draft, "by", "gs1"), STATUS_OK);
    assert_int_equal(draft_add_text(&d->draft, "choice", "yes"), STATUS_FORM);
    assert_true(draft_has(&d->draft, "by"));
    assert_int_equal(draft_compose(&d->draft, &d->text, NULL), STATUS_OK);
    assert_string_equal(d->text.at, "stimmbuch/1 close\nby: gs1\nat: 1970-01-01T00:00:00Z\nsize: 7\nballot: "
                                    "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881\n");
}

static void a_text_from_a_command_line(void **state)
{
    struct desk *d = *state;
    draft_init(&d->draft, KIND_VOTE, &d->arena);
    assert_int_equal(draft_set_text(&d->draft, SLICE("\n\nToo\tdear. \r\n\r\nAnd late.\n\n"), NULL), STATUS_OK);
    assert_int_equal(draft_compose(&d->draft, &d->text, NULL), STATUS_OK);
    assert_string_equal(d->text.at, "stimmbuch/1 vote\n\n| Too dear.\n|\n| And late.\n");
    assert_int_equal(draft_set_text(&d->draft, SLICE("a\nb\x1B"), &d->problem), STATUS_FORM);
    assert_int_equal(d->problem.line, 2);
    assert_int_equal(d->problem.column, 2);
    assert_int_equal(draft_set_text(&d->draft, SLICE(" \n\n"), NULL), STATUS_OK);
    buffer_clear(&d->text);
    assert_int_equal(draft_compose(&d->draft, &d->text, NULL), STATUS_OK);
    assert_string_equal(d->text.at, "stimmbuch/1 vote\n");
}

/* A line of the composed text leads back to the draft's line; what the program added to none. */
static void lines_lead_back(void **state)
{
    struct desk *d = *state;
    composed(d, KIND_PROPOSAL, "stimmbuch/1 proposal\n# comment\ntitle: T\nnumber: 1\n\n\nText.\nMore.\n", 1);
    assert_int_equal(draft_add_text(&d->draft, "by", "gs1"), STATUS_OK);
    buffer_clear(&d->text);
    assert_int_equal(draft_compose(&d->draft, &d->text, NULL), STATUS_OK);
    assert_string_equal(d->text.at, "stimmbuch/1 proposal\nby: gs1\nnumber: 1\ntitle: T\n\n| Text.\n| More.\n");
    static const unsigned long from[] = {0, 0, 0, 4, 3, 0, 7, 8};
    for (unsigned long line = 1; line < sizeof from / sizeof from[0]; line++) {
        struct problem problem = {.line = line};
        draft_locate(&d->draft, &problem);
        assert_int_equal(problem.line, from[line]);
    }
    draft_locate(&d->draft, NULL);
    /* What is missing stands on no line. */
    struct problem missing = {.line = 4, .field = "kind"};
    draft_locate(&d->draft, &missing);
    assert_int_equal(missing.line, 1);
    assert_int_equal(missing.column, 1);
}

static const char *vkey_of(struct desk *d, const char *name)
{
    struct digest seed = digest_of(slice_of(name));
    struct public_key key;
    uint8_t secret[KEY_SECRET_LENGTH];
    crypto_sign_seed_keypair(key.byte, secret, seed.byte);
    struct vkey vkey = vkey_make(slice_of(name), KEY_TYPE_ED25519, &key);
    struct buffer text;
    buffer_init(&text);
    vkey_write(&vkey, &text);
    struct slice kept = arena_copy(&d->arena, buffer_slice(&text));
    buffer_release(&text);
    return kept.at;
}

static void expressions_in_their_one_spelling(void **state)
{
    struct desk *d = *state;
    composed(d, KIND_BODY,
             "stimmbuch/1 body\nname: rat.example\ntitle: Rat\nlevel: advisory\napprovals: 1\nbench: k K\nseat: s k 1 "
             "voting S\n"
             "rule: a A\nadopted: a (heads(yes)>heads( no )) and  not(1<0)\nquorum: a heads(present) >= 1\n",
             1);
    assert_int_equal(draft_add_text(&d->draft, "by", "gs1"), STATUS_OK);
    assert_int_equal(draft_add_text(&d->draft, "at", "2026-11-23T10:15:00Z"), STATUS_OK);
    assert_int_equal(draft_add_text(&d->draft, "log", vkey_of(d, "rat.example")), STATUS_OK);
    assert_int_equal(draft_add_text(&d->draft, "secretary", vkey_of(d, "gs1")), STATUS_OK);
    struct entry entry;
    struct body body;
    buffer_clear(&d->text);
    assert_int_equal(draft_compose(&d->draft, &d->text, NULL), STATUS_OK);
    assert_int_equal(entry_parse(buffer_slice(&d->text), &d->arena, &entry, &d->problem), STATUS_OK);
    assert_int_equal(body_read(&entry, true, &d->arena, &body, &d->problem), STATUS_FORM);
    assert_int_equal(body_read(&entry, false, &d->arena, &body, &d->problem), STATUS_OK);
    assert_int_equal(draft_canonical_rules(&d->draft, &body.statute), STATUS_OK);
    assert_int_equal(d->draft.changes, 2);
    struct buffer canonical;
    buffer_init(&canonical);
    assert_int_equal(draft_compose(&d->draft, &canonical, NULL), STATUS_OK);
    assert_non_null(
        strstr(canonical.at, "\nquorum: a heads(present) >= 1\nadopted: a heads(yes) > heads(no) and not 1 < 0\n"));
    assert_int_equal(entry_parse(buffer_slice(&canonical), &d->arena, &entry, &d->problem), STATUS_OK);
    assert_int_equal(body_read(&entry, true, &d->arena, &body, &d->problem), STATUS_OK);
    buffer_release(&canonical);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(puts_fields_in_their_order),
        TEST(keeps_rules_together),
        TEST(a_line_of_no_rule),
        TEST(tidies_up),
        TEST(the_text_is_markdown),
        TEST(drops_defaults),
        TEST(refuses_with_line_and_column),
        TEST(fields_of_the_program),
        TEST(added_fields),
        TEST(a_text_from_a_command_line),
        TEST(lines_lead_back),
        TEST(expressions_in_their_one_spelling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
