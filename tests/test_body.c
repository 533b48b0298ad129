/* Foundings: what a body's statute says, and each defect of form that data/FORMAT.md section 5 names for it. */
#include "core/body.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* The whole of what a statute may say. */
static const char *full_statute(struct world *w)
{
    return world_edit(
        w, WORLD_STATUTE, "chair: stadt\n",
        "chair: stadt\nrequire: cost\nrequire: cost known\nrequire: binding\nrequire: dvc\nrequire: demand\n"
        "require: experience 2 kommunen\nrequire: notice 14\npropose: kommunen 2\npropose: bmds 1\n"
        "propose: chair 1\nrevote: no\nclerk: yes\nwindow: 30\ndeadline: required\nhead: 60\nfinal: 3\n");
}

static enum status reads(struct world *w, const char *text, struct body *body)
{
    struct entry entry;
    problem_clear(&w->problem);
    enum status status = entry_parse(slice_of(text), &w->arena, &entry, &w->problem);
    return status == STATUS_OK ? body_read(&entry, true, &w->arena, body, &w->problem) : status;
}

static void keys_and_roster(void **state)
{
    struct world *w = *state;
    struct body body;
    assert_int_equal(reads(w, world_found_text(w, full_statute(w), "gs1 gs2"), &body), STATUS_OK);
    assert_true(slice_is(body.name, "rat.example"));
    assert_true(slice_is(body.title, "Rat der Beispiele"));
    assert_true(slice_is(body.level, "steering"));
    assert_int_equal(body.approvals, 1);
    assert_true(slice_is(body.log.name, "rat.example"));
    assert_int_equal(body.secretaries, 2);
    assert_true(slice_is(body.secretary[1].name, "gs2"));
    const struct roll *roster = &body.roster;
    assert_int_equal(roster->benches, 2);
    assert_true(slice_is(roster->bench[1].title, "Bund"));
    assert_int_equal(roster->seats, 5);
    /* In byte order: bmds dvc gemeinde kreis stadt. */
    assert_true(slice_is(roster->seat[1].id, "dvc"));
    assert_false(roster->seat[1].voting);
    assert_true(slice_is(roster->seat[2].weight_text, "1.5"));
    assert_true(roster->seat[2].weight.units == DECIMAL_ONE * 3 / 2);
    assert_int_equal(roster->seat[2].bench, 0);
    assert_int_equal(roster->chair, 4);
}

static void statute(void **state)
{
    struct world *w = *state;
    struct body body;
    assert_int_equal(reads(w, world_found_text(w, full_statute(w), "gs1"), &body), STATUS_OK);
    const struct statute *statute = &body.statute;
    assert_int_equal(statute->requires, 7);
    assert_int_equal(statute->require[0].gate, GATE_COST);
    assert_int_equal(statute->require[1].gate, GATE_COST_KNOWN);
    assert_int_equal(statute->require[2].gate, GATE_BINDING);
    assert_int_equal(statute->require[3].gate, GATE_DVC);
    assert_int_equal(statute->require[4].gate, GATE_DEMAND);
    assert_int_equal(statute->require[5].gate, GATE_EXPERIENCE);
    assert_int_equal(statute->require[5].count, 2);
    assert_true(slice_is(statute->require[5].bench, "kommunen"));
    assert_int_equal(statute->require[6].gate, GATE_NOTICE);
    assert_int_equal(statute->require[6].count, 14);
    assert_int_equal(statute->filings, 3);
    assert_int_equal(statute->filing[0].group.kind, GROUP_BENCH);
    assert_int_equal(statute->filing[0].count, 2);
    assert_int_equal(statute->filing[1].group.kind, GROUP_SEAT);
    assert_int_equal(statute->filing[2].group.kind, GROUP_CHAIR);
    assert_false(statute->revote);
    assert_true(statute->clerk);
    assert_true(statute->deadline_required);
    assert_int_equal(statute->window, 30);
    assert_int_equal(statute->head, 60);
    assert_int_equal(statute->final, 3);
}

static void what_holds_without_a_line(void **state)
{
    struct world *w = *state;
    struct body body;
    assert_int_equal(reads(w, world_found_text(w, WORLD_STATUTE, "gs1"), &body), STATUS_OK);
    assert_int_equal(body.statute.requires + body.statute.filings, 0);
    assert_true(body.statute.revote);
    assert_false(body.statute.clerk);
    assert_false(body.statute.deadline_required);
    assert_int_equal(body.statute.window + body.statute.head + body.statute.final, 0);
    const char *text = world_edit(w, world_found_text(w, WORLD_STATUTE, "gs1"), "chair: stadt\n", "");
    assert_int_equal(reads(w, text, &body), STATUS_OK);
    assert_true(body.roster.chair == ROLL_NONE);
}

static void rules(void **state)
{
    struct world *w = *state;
    struct body body;
    assert_int_equal(reads(w, world_found_text(w, WORLD_STATUTE, "gs1"), &body), STATUS_OK);
    const struct statute_rule *rule = statute_rule_find(&body.statute, SLICE("einfach"));
    assert_int_equal(rule->lines, 2);
    assert_true(slice_is(rule->rule.title, "Einfache Mehrheit"));
    assert_int_equal(rule->rule.method, METHOD_YES_NO);
    assert_non_null(rule->rule.quorum);
    rule = statute_rule_find(&body.statute, SLICE("konsent"));
    assert_int_equal(rule->rule.method, METHOD_CONSENT);
    assert_null(rule->rule.quorum);
    rule = statute_rule_find(&body.statute, SLICE("mehrheit"));
    assert_true(rule->rule.abstention_forbidden);
    assert_true(rule->rule.early);
    assert_int_equal(rule->rule.early_minutes, 10);
    assert_int_equal(statute_rule_find(&body.statute, SLICE("umlauf"))->rule.silence, SILENCE_ABSTAIN);
    assert_int_equal(statute_rule_find(&body.statute, SLICE("schweigen"))->rule.silence, SILENCE_CONSENT);
    rule = statute_rule_find(&body.statute, SLICE("empfehlung"));
    assert_int_equal(rule->rule.kinds, 1);
    assert_true(slice_is(rule->rule.kind[0], "recommendation"));
    rule = statute_rule_find(&body.statute, SLICE("geheim"));
    assert_null(rule->rule.adopted);
    assert_null(statute_rule_find(&body.statute, SLICE("anders")));
}

/* What is replaced in a good founding, and the field that is named then. */
static const struct {
    const char *old, *new, *field;
} defects[] = {
    {"approvals: 1", "approvals: 3", "approvals"},
    {"by: gs1", "by: gs3", "by"},
    {"name: rat.example", "name: rat2.example", "log"},
    {"seat: dvc bund", "seat: dvc land", "seat"},
    {"chair: stadt", "chair: kommunen", "chair"},
    {"chair: stadt", "chair: nirgends", "chair"},
    {"chair: stadt\n", "", "propose"},
    {"adopted: einfach heads(yes) > heads(no)\n", "", "rule"},
    {"adopted: konsent heads(object) = 0\n", "adopted: konsent heads(object) = 0\ntie: konsent chair\n", "tie"},
    {"adopted: einfach heads(yes) > heads(no)\n", "adopted: einfach heads(yes) > heads(no)\ntie: einfach chair\n",
     "tie"},
    {"rule: konsent",
     "rule: wahl Wahl\nmethod: wahl choice\nadopted: wahl heads(winner) > 1\nsilent: wahl consent\n"
     "rule: konsent",
     "silent"},
    {"final: 3\n", "final: 3\nchange: niemals\n", "change"},
    {"heads(yes) > heads(no)\nrule: konsent", "heads(yes) > heads(nay)\nrule: konsent", "adopted"},
    {"heads(yes) > heads(no)\nrule: konsent", "heads(yes)>heads(no)\nrule: konsent", "adopted"},
    {"heads(yes) > heads(no)\nrule: konsent", "(heads(yes) > heads(no))\nrule: konsent", "adopted"},
    {"heads(yes) > heads(no)\nrule: konsent", "heads(yes in land) > heads(no)\nrule: konsent", "adopted"},
    {"heads(yes) > heads(no)\nrule: konsent", "heads(yes) > 1/0\nrule: konsent", "adopted"},
    {"heads(object) = 0", "heads(no) = 0", "adopted"},
    {"method: konsent consent\nadopted: konsent heads(object) = 0\n",
     "method: konsent choice\nadopted: konsent heads(winner) > 1\nsilent: konsent consent\n", "silent"},
    {"method: konsent consent\nadopted: konsent heads(object) = 0\n",
     "method: konsent approval\nadopted: konsent heads(winner) > 1\nsilent: konsent consent\n", "silent"},
    {"method: konsent consent\nadopted: konsent heads(object) = 0\n",
     "method: konsent ranking\nadopted: konsent heads(winner) > 1\nsilent: konsent consent\n", "silent"},
    {"method: konsent consent\nadopted: konsent heads(object) = 0\n",
     "method: konsent external\nsilent: konsent consent\n", "silent"},
    {"quorum: einfach heads(present) >= 2", "quorum: einfach heads(present) >=", "quorum"},
    {"quorum: einfach heads(present) >= 2", "quorum: einfach heads(winner) >= 2", "quorum"},
    {"require: experience 2 kommunen", "require: experience 2 stadt", "require"},
    {"propose: bmds 1", "propose: nirgends 1", "propose"},
    {"propose: bmds 1", "propose: nirgends 0", "propose"},
    {"require: notice 14", "require: notice 0", "require"},
    {"require: notice 14", "require: notices 14", "require"},
    {"level: steering", "level: highest", "level"},
    {"bench: kommunen Kommunen\nbench: bund Bund\n", "", "bench"},
};

static void defects_of_form(void **state)
{
    struct world *w = *state;
    const char *text = world_found_text(w, full_statute(w), "gs1 gs2");
    for (size_t i = 0; i < sizeof defects / sizeof defects[0]; i++) {
        struct body body;
        enum status status = reads(w, world_edit(w, text, defects[i].old, defects[i].new), &body);
        if (status != STATUS_FORM || w->problem.reason != REASON_FORM ||
            strcmp(w->problem.field, defects[i].field) != 0 || w->problem.line < 2)
            fail_msg("row %zu: status %d, line %lu, field \"%s\": %s", i, status, w->problem.line, w->problem.field,
                     w->problem.message ? w->problem.message : "taken");
    }
    w->founding = world_take(w, text, "gs1 gs2");
}

/* Keys that may not be what they are made here. */
static void defects_of_keys(void **state)
{
    struct world *w = *state;
    struct body body;
    const char *text = world_found_text(w, WORLD_STATUTE, "gs1 gs2"), *gs2 = world_vkey(w, "gs2");
    struct signer log = world_signer(w, "rat.example");
    struct buffer same;
    buffer_init(&same);
    log.vkey = vkey_make(SLICE("gs2"), KEY_TYPE_ED25519, &log.vkey.key);
    vkey_write(&log.vkey, &same);
    assert_int_equal(reads(w, world_edit(w, text, gs2, same.at), &body), STATUS_FORM);
    assert_string_equal(w->problem.field, "secretary");
    buffer_clear(&same);
    struct signer twin = world_signer(w, "gs1");
    twin.vkey = vkey_make(SLICE("gs2"), KEY_TYPE_ED25519, &twin.vkey.key);
    vkey_write(&twin.vkey, &same);
    assert_int_equal(reads(w, world_edit(w, text, gs2, same.at), &body), STATUS_FORM);
    assert_string_equal(w->problem.field, "secretary");
    buffer_clear(&same);
    struct signer namesake = world_signer(w, "gs2");
    namesake.vkey = vkey_make(SLICE("gs1"), KEY_TYPE_ED25519, &namesake.vkey.key);
    vkey_write(&namesake.vkey, &same);
    assert_int_equal(reads(w, world_edit(w, text, gs2, same.at), &body), STATUS_FORM);
    assert_int_equal(reads(w, world_found_text(w, WORLD_STATUTE, "gs1"), &body), STATUS_OK);
    assert_int_equal(reads(w, world_edit(w, text, gs2, world_vkey(w, "rat.example")), &body), STATUS_FORM);
    buffer_release(&same);
}

static void at_most_sixteen_secretaries(void **state)
{
    struct world *w = *state;
    const char *names = "gs1";
    for (int i = 2; i <= ENTRY_SIGNATURES_MAX; i++)
        names = world_say(w, "%s gs%d", names, i);
    const char *statute = world_edit(w, WORLD_STATUTE, "approvals: 1", "approvals: 14"),
               *text = world_found_text(w, statute, names);
    struct body body;
    assert_int_equal(reads(w, text, &body), STATUS_OK);
    assert_int_equal(reads(w, world_edit(w, text, "approvals: 14", "approvals: 15"), &body), STATUS_FORM);
    assert_string_equal(w->problem.field, "approvals");
    const char *more = world_say(w, "secretary: %s\nsecretary: %s\n", world_vkey(w, "gs16"), world_vkey(w, "gs17"));
    more = world_edit(w, text, world_say(w, "secretary: %s\n", world_vkey(w, "gs16")), more);
    assert_int_equal(reads(w, more, &body), STATUS_FORM);
    world_take(w, text, names);
}

/* What a result has room to count: 15 digits for the weights of the voting seats together. */
static void the_sum_of_the_weights(void **state)
{
    struct world *w = *state;
    struct body body;
    const char *text = world_found_text(w, WORLD_STATUTE, "gs1");
    const char *most =
        world_edit(w, text, "seat: kreis kommunen 2 ", "seat: kreis kommunen 999999999999994.499999999 ");
    assert_int_equal(reads(w, most, &body), STATUS_OK);
    assert_int_equal(reads(w, world_edit(w, most, "dvc bund 0 ", "dvc bund 999999999999999 "), &body), STATUS_OK);
    assert_int_equal(reads(w, world_edit(w, most, "4.499999999 ", "4.5 "), &body), STATUS_FORM);
    assert_string_equal(w->problem.field, "seat");
}

static void a_defect_is_no_founding(void **state)
{
    struct world *w = *state;
    const char *text = world_found_text(w, WORLD_STATUTE, "gs1 gs2");
    const char *wrong = world_edit(w, text, "approvals: 1", "approvals: 3");
    assert_string_equal(reason_code(world_send(w, wrong, "gs1 gs2")), "form");
    assert_string_equal(w->problem.field, "approvals");
    /* Also where a signature is missing: the form comes first. */
    assert_string_equal(reason_code(world_send(w, wrong, "gs1 fremd")), "form");
    assert_int_equal(ledger_try(w->ledger, slice_of(wrong), w->now, &w->problem), STATUS_REFUSED);
    assert_int_equal(w->problem.reason, REASON_FORM);
    assert_int_equal(world_number(w, "SELECT count(*) FROM entry") + world_number(w, "SELECT count(*) FROM pending"),
                     0);
    world_take(w, text, "gs1 gs2");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(keys_and_roster),
        WORLD_TEST(statute),
        WORLD_TEST(what_holds_without_a_line),
        WORLD_TEST(rules),
        WORLD_TEST(defects_of_form),
        WORLD_TEST(defects_of_keys),
        WORLD_TEST(at_most_sixteen_secretaries),
        WORLD_TEST(the_sum_of_the_weights),
        WORLD_TEST(a_defect_is_no_founding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
