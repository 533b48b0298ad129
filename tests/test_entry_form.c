/* Each rule of form in data/FORMAT.md sections 4 and 5, with the line and the field that a refusal names. */
#include "tests/entry_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define BODY samples[SAMPLE_BODY]
#define PROPOSAL samples[SAMPLE_PROPOSAL]
#define CLOSE samples[SAMPLE_CLOSE]

/* A sample, what is replaced in it by what, and the line and field that are named then. */
struct defect {
    const char *text, *old, *new;
    unsigned long line;
    const char *field;
};

static void refuse_all(struct desk *desk, const struct defect *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct entry entry;
        enum status status = desk_parse(desk, desk_text(desk, rows[i].text, rows[i].old, rows[i].new), &entry);
        if (status != STATUS_FORM || desk->problem.reason != REASON_FORM || desk->problem.line != rows[i].line ||
            strcmp(desk->problem.field, rows[i].field) != 0 || !desk->problem.message)
            fail_msg("row %zu, \"%s\": status %d, line %lu, field \"%s\": %s", i, rows[i].new, status,
                     desk->problem.line, desk->problem.field, desk->problem.message ? desk->problem.message : "taken");
    }
}

#define REFUSE_ALL(desk, rows) refuse_all(desk, rows, sizeof rows / sizeof rows[0])

static void the_first_line(void **state)
{
    struct desk *desk = *state;
    const struct defect rows[] = {
        {CLOSE, "stimmbuch/1 close\n", "", 1, ""},
        {CLOSE, "stimmbuch/1 close", "stimmbuch/1", 1, ""},
        {CLOSE, "stimmbuch/1 close", "stimmbuch/1 ", 1, ""},
        {CLOSE, "stimmbuch/1 close", "stimmbuch/1  close", 1, ""},
        {CLOSE, "stimmbuch/1 close", "stimmbuch/1 close ", 1, ""},
        {CLOSE, "stimmbuch/1 close", "stimmbuch/1 Close", 1, ""},
        {CLOSE, "stimmbuch/1 close", "Stimmbuch/1 close", 1, ""},
        {CLOSE, "stimmbuch/1 close", "stimmbuch/2 close", 1, ""},
    };
    REFUSE_ALL(desk, rows);
    struct entry entry;
    assert_int_equal(desk_parse(desk, desk_text(desk, CLOSE, "stimmbuch/1 close", "stimmbuch/1 unheard"), &entry),
                     STATUS_FORM);
    assert_int_equal(desk->problem.reason, REASON_KIND);
    assert_int_equal(desk_parse(desk, SLICE(""), &entry), STATUS_FORM);
    assert_int_equal(desk_parse(desk, SLICE("stimmbuch/1 close"), &entry), STATUS_FORM);
}

static void lines_and_their_order(void **state)
{
    struct desk *desk = *state;
    const struct defect rows[] = {
        {CLOSE, "by: gs1\n", "", 4, "by"},
        {CLOSE, "ballot: " HASH "\n", "", 7, "ballot"},
        {CLOSE, "by: gs1\nat: 2026-11-23T10:15:00Z\n", "at: 2026-11-23T10:15:00Z\nby: gs1\n", 4, "by"},
        {CLOSE, "by: gs1\n", "by: gs1\nby: gs1\n", 5, "by"},
        {CLOSE, "by: gs1\n", "by: gs1\nvia: gs2\n", 5, ""},
        {CLOSE, "by: gs1\n", "by: gs1\nchoice: yes\n", 5, ""},
        {CLOSE, "by: gs1", "by:gs1", 4, ""},
        {CLOSE, "by: gs1", "by", 4, ""},
        {CLOSE, "by: gs1", "by:", 4, ""},
        {CLOSE, "by: gs1", "by: ", 4, ""},
        {CLOSE, "by: gs1", "by:  gs1", 4, "by"},
        {CLOSE, "by: gs1", "by: gs1 ", 4, ""},
        {CLOSE, "by: gs1", "By: gs1", 4, ""},
        {CLOSE, "by: gs1", "by : gs1", 4, ""},
        {CLOSE, "by: gs1\n", "\nby: gs1\n", 4, "by"},
        {CLOSE, "size: 12", "size: 0", 6, "size"},
        {CLOSE, "size: 12", "size: 012", 6, "size"},
        {CLOSE, "at: 2026-11-23T10:15:00Z", "at: 2026-11-31T10:15:00Z", 5, "at"},
        {CLOSE, "body: rat.example", "body: Rat.example", 2, "body"},
        {PROPOSAL, "for: kreis\n", "for: kreis\nkind: motion\n", 14, ""},
        {PROPOSAL, "kind: decision\n", "", 10, "kind"},
    };
    REFUSE_ALL(desk, rows);
}

static void the_text(void **state)
{
    struct desk *desk = *state;
    const char *vote = samples[SAMPLE_VOTE];
    const struct defect rows[] = {
        {CLOSE, "ballot: " HASH "\n", "ballot: " HASH "\n\n", 9, ""},
        {CLOSE, "ballot: " HASH "\n", "ballot: " HASH "\n\n| x\n", 9, ""},
        {vote, "\n| Why.\n", "\n", 14, ""},
        {vote, "\n| Why.\n", "\n|\n| Why.\n", 15, ""},
        {vote, "\n| Why.\n", "\n| Why.\n|\n", 16, ""},
        {vote, "\n| Why.\n", "\n|\n", 15, ""},
        {vote, "\n| Why.\n", "\n|Why.\n", 15, ""},
        {vote, "\n| Why.\n", "\nWhy.\n", 15, ""},
        {vote, "\n| Why.\n", "\n| Why. \n", 15, ""},
        {vote, "\n| Why.\n", "\n| Why.\n| \n| x\n", 16, ""},
        {vote, "\n| Why.\n", "\n| Why.\n\n| x\n", 16, ""},
        {vote, "\n| Why.\n", "| Why.\n", 14, ""},
    };
    REFUSE_ALL(desk, rows);
}

static void characters(void **state)
{
    struct desk *desk = *state;
    const struct defect rows[] = {
        {PROPOSAL, "The motion", "The\tmotion", 31, ""},
        {PROPOSAL, "The motion", "The\rmotion", 31, ""},
        {PROPOSAL, "The motion", "\x7F", 31, ""},
        {PROPOSAL, "The motion", "\xC2\x85", 31, ""},
        {PROPOSAL, "The motion", "\xC2\xAD", 31, ""},
        {PROPOSAL, "The motion", "\xE2\x80\xAE", 31, ""},
        {PROPOSAL, "The motion", "\xE2\x80\xA8", 31, ""},
        {PROPOSAL, "The motion", "\xEF\xBB\xBF", 31, ""},
        {PROPOSAL, "The motion", "\xF3\xA0\x80\x81", 31, ""},
        {PROPOSAL, "The motion", "\xCD\xB8", 31, ""},
        {PROPOSAL, "The motion", "a\xCC\x88", 31, ""},
        {PROPOSAL, "The motion", "\xC3", 31, ""},
        {PROPOSAL, "The motion", "\xED\xA0\x80", 31, ""},
        {PROPOSAL, "wer zahlt", "wer\xE2\x80\x8Bzahlt", 9, ""},
    };
    REFUSE_ALL(desk, rows);
}

static void repeated_lines(void **state)
{
    struct desk *desk = *state;
    const struct defect rows[] = {
        {PROPOSAL, "for: kreis", "for: stadt", 13, "for"},
        {PROPOSAL, "binding: unsettled kommunen", "binding: optional bund", 18, "binding"},
        {PROPOSAL, "cost: bund short migration", "cost: bund short central", 20, "cost"},
        {PROPOSAL, "dvc: uses Portal", "dvc: uses DVC 2.0", 24, "dvc"},
        {PROPOSAL, "demand: 1", "demand: 5", 26, "demand"},
        {PROPOSAL, "option: b", "option: a", 28, "option"},
        {PROPOSAL, "attachment: " HASH " 0 Anlage 1.pdf\n",
         "attachment: " HASH " 0 Anlage 1.pdf\nattachment: " HASH " 1 Anlage 2.pdf\n", 30, "attachment"},
        {samples[SAMPLE_VOTE], "choice: no", "choice: yes", 13, "choice"},
        {samples[SAMPLE_RESULT], "count: no", "count: yes", 15, "count"},
        {BODY, "bench: bund", "bench: kommunen", 12, "bench"},
        {BODY, "seat: dvc", "seat: stadt", 14, "seat"},
        {BODY, "secretary: $3", "secretary: $2", 10, "secretary"},
        {BODY, "rule: wahl", "rule: einfach", 27, "rule"},
        {BODY, "kind: einfach motion", "kind: einfach decision", 18, "kind"},
        {BODY, "require: notice 14", "require: cost known", 33, "require"},
        {BODY, "propose: kommunen 1", "propose: chair 1", 35, "propose"},
        {samples[SAMPLE_BALLOT], "kind: einfach motion", "kind: einfach decision", 13, "kind"},
    };
    REFUSE_ALL(desk, rows);
    struct entry entry;
    struct slice same_reason =
        desk_text(desk, samples[SAMPLE_RESULT], "reason: quorum 1 2 >= 2 holds", "reason: adopted 1 2 > 0 holds");
    assert_int_equal(desk_parse(desk, same_reason, &entry), STATUS_OK);
    assert_int_equal(desk_parse(desk, desk_text(desk, BODY, "propose: kommunen 1", "propose: chair 2"), &entry),
                     STATUS_OK);
}

static void rules_and_their_lines(void **state)
{
    struct desk *desk = *state;
    const struct defect rows[] = {
        {BODY, "silent: einfach abstain", "silent: wahl abstain", 21, "silent"},
        {BODY, "silent: einfach abstain\n", "silent: einfach abstain\nsilent: einfach consent\n", 22, "silent"},
        {BODY, "adopted: wahl heads(winner) > 1\n", "adopted: wahl heads(winner) > 1\nmethod: wahl choice\n", 30, ""},
        {BODY, "chair: stadt\n", "chair: stadt\nadopted: einfach heads(yes) > heads(no)\n", 16, "adopted"},
        {BODY, "require: cost known\n", "require: cost known\nrule: drei Drei\n", 32, ""},
        {samples[SAMPLE_BALLOT], "quorum: einfach a", "quorum: anders a", 15, "quorum"},
        {samples[SAMPLE_BALLOT], "kind: einfach motion\n", "kind: anders motion\n", 13, "kind"},
        {samples[SAMPLE_BALLOT], "rule: einfach\n", "", 11, "rule"},
        {samples[SAMPLE_BALLOT], "silent: einfach consent\n", "silent: einfach absent\n", 17, "silent"},
        {samples[SAMPLE_BALLOT], "early: einfach decided 5\n", "early: einfach decided\n", 21, "early"},
    };
    REFUSE_ALL(desk, rows);
}

static void defaults(void **state)
{
    struct desk *desk = *state;
    const struct defect rows[] = {
        {BODY, "revote: no", "revote: yes", 36, "revote"},
        {BODY, "clerk: yes", "clerk: no", 37, "clerk"},
        {BODY, "window: 30", "window: 0", 38, "window"},
        {BODY, "deadline: required", "deadline: free", 39, "deadline"},
        {BODY, "head: 60", "head: none", 40, "head"},
        {BODY, "final: 2", "final: none", 41, "final"},
        {BODY, "method: wahl choice", "method: wahl yes-no", 28, "method"},
        {BODY, "silent: einfach abstain", "silent: einfach absent", 21, "silent"},
        {BODY, "abstention: einfach forbidden", "abstention: einfach allowed", 22, "abstention"},
        {BODY, "binds: einfach agreeing", "binds: einfach all", 24, "binds"},
        {BODY, "early: einfach decided 0", "early: einfach no", 25, "early"},
        {BODY, "interim: einfach visible", "interim: einfach hidden", 26, "interim"},
        {BODY, "tie: wahl chair", "tie: wahl rejected", 30, "tie"},
        {PROPOSAL, "public: no", "public: yes", 11, "public"},
    };
    REFUSE_ALL(desk, rows);
}

static void seats_of_enrolments(void **state)
{
    struct desk *desk = *state;
    const struct defect rows[] = {
        {samples[SAMPLE_HOLDER], "seat: stadt\n", "", 9, ""},
        {samples[SAMPLE_HOLDER], "role: holder\nseat: stadt\n", "role: deputy\n", 9, ""},
        {samples[SAMPLE_AUDITOR], "role: auditor\n", "role: auditor\nseat: stadt\n", 10, ""},
        {samples[SAMPLE_AUDITOR], "role: auditor\n", "role: secretary\nseat: stadt\n", 10, ""},
        {samples[SAMPLE_AUDITOR], "role: auditor\n", "role: clerk\n", 9, "role"},
    };
    REFUSE_ALL(desk, rows);
}

/* bench, seat and member lines, and one at least. */
static void rosters(void **state)
{
    const char *roster = samples[SAMPLE_ROSTER];
    struct desk *desk = *state;
    const struct defect rows[] = {
        {roster, "bench: - alt", "bench: - alt Alt", 10, "bench"},
        {roster, "bench: = bund Der Bund", "bench: = bund", 9, "bench"},
        {roster, "bench: = bund Der Bund", "bench: * bund Der Bund", 9, "bench"},
        {roster, "bench: = bund", "bench: bund", 9, "bench"},
        {roster, "bench: = bund", "bench: = laender", 9, "bench"},
        {roster, "seat: - kreis", "seat: - dvc", 13, "seat"},
        {roster, "seat: - kreis", "seat: - kreis bund 1 voting Kreis", 13, "seat"},
        {roster, "2.25 voting Ein Land", "2.25 voting", 11, "seat"},
        {roster, "2.25 voting", "2,25 voting", 11, "seat"},
        {roster, "member: + anna holder land", "member: + anna holder", 14, "member"},
        {roster, "member: + anna holder land", "member: + anna secretary land", 14, "member"},
        {roster, "member: - gs2 secretary", "member: = gs2 secretary", 15, "member"},
        {roster, "member: - gs2 secretary", "member: - gs2 clerk", 15, "member"},
        {roster, "member: - gs2 secretary", "member: - anna holder land", 15, "member"},
        {roster, "seat: - kreis\n", "seat: - kreis\nbench: - neu\n", 14, ""},
        {roster,
         "bench: + laender Länder\nbench: = bund Der Bund\nbench: - alt\n"
         "seat: + land laender 2.25 voting Ein Land\nseat: = dvc bund 0 advisory Die DVC\nseat: - kreis\n"
         "member: + anna holder land\nmember: - gs2 secretary\nmember: = berta deputy stadt\n",
         "", 9, ""},
    };
    REFUSE_ALL(desk, rows);
    struct entry entry;
    assert_int_equal(
        desk_parse(desk, desk_text(desk, roster, "member: - gs2 secretary", "member: - anna deputy land"), &entry),
        STATUS_OK);
}

/* What the lines of a statute are to each other, whatever seats there are. */
static void statutes(void **state)
{
    const char *statute = samples[SAMPLE_STATUTE], *adopted = "adopted: einfach heads(yes) > heads(no)\n";
    struct desk *desk = *state;
    const struct defect rows[] = {
        {statute, adopted, "", 9, "rule"},
        {statute, adopted, "adopted: einfach heads(yes) > heads(no)\ntie: einfach chair\n", 11, "tie"},
        {statute, adopted, "method: einfach ranking\nadopted: einfach heads(yes) > 1\nsilent: einfach consent\n", 12,
         "silent"},
        {statute, "change: einfach", "change: anders", 12, "change"},
        {statute, "chair: stadt\n", "bench: neu Neu\nchair: stadt\n", 8, ""},
        {statute, "decided: " HASH, "decided: 2026-1", 13, "decided"},
        {statute, "revote: no", "revote: yes", 11, "revote"},
    };
    REFUSE_ALL(desk, rows);
    /* What it takes to know the seats is not looked at, nor what an expression says. */
    static const char *const fine[][2] = {
        {"chair: stadt", "chair: nirgends"},
        {"heads(yes) > heads(no)", "heads(yes in nirgends) >"},
        {"adopted: einfach heads(yes) > heads(no)\n", "method: einfach external\n"},
        {"chair: stadt\n", ""},
        {"adopted: einfach heads(yes) > heads(no)\n",
         "method: einfach consent\nadopted: einfach heads(object) = 0\nsilent: einfach consent\n"},
        {"adopted: einfach heads(yes) > heads(no)\n",
         "method: einfach approval\nadopted: einfach heads(winner) > 1\ntie: einfach chair\n"},
    };
    struct entry entry;
    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++)
        assert_int_equal(desk_parse(desk, desk_text(desk, statute, fine[i][0], fine[i][1]), &entry), STATUS_OK);
}

/* The sample with another key at the end of its last line. */
struct sample_copy {
    char text[1024];
};
static const char *with_new(struct sample_copy *copy, enum sample sample, char key)
{
    size_t length = strlen(samples[sample]);
    assert_true(length < sizeof copy->text);
    memcpy(copy->text, samples[sample], length + 1);
    copy->text[length - 2] = key;
    return copy->text;
}

static void keys(void **state)
{
    struct desk *desk = *state;
    struct sample_copy same, other, log, named;
    const struct defect rows[] = {
        {samples[SAMPLE_ROTATION], "action: rotate", "action: revoke", 10, ""},
        {samples[SAMPLE_ROTATION], "action: rotate", "action: replace", 8, "action"},
        {samples[SAMPLE_REVOCATION], "action: revoke", "action: rotate", 11, ""},
        {samples[SAMPLE_REVOCATION], "action: revoke", "action: log", 11, ""},
        {with_new(&same, SAMPLE_ROTATION, '2'), NULL, "", 10, ""},
        {with_new(&other, SAMPLE_ROTATION, '3'), NULL, "", 10, ""},
        {with_new(&log, SAMPLE_LOG_KEY, '1'), NULL, "", 10, ""},
    };
    REFUSE_ALL(desk, rows);
    /* With log another name is a matter of the body: code key. */
    struct entry entry;
    assert_int_equal(desk_parse(desk, desk_text(desk, with_new(&named, SAMPLE_LOG_KEY, '2'), NULL, NULL), &entry),
                     STATUS_OK);
    assert_int_equal(desk_parse(desk, desk_text(desk, samples[SAMPLE_ROTATION], NULL, NULL), &entry), STATUS_OK);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        DESK_TEST(the_first_line), DESK_TEST(lines_and_their_order),
        DESK_TEST(the_text),       DESK_TEST(characters),
        DESK_TEST(repeated_lines), DESK_TEST(rules_and_their_lines),
        DESK_TEST(defaults),       DESK_TEST(seats_of_enrolments),
        DESK_TEST(rosters),        DESK_TEST(statutes),
        DESK_TEST(keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
