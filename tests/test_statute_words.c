/* A statute in words: each of its lines, and what holds where it has none. */
#include "tests/world_text.h"
#include "tui/i18n.h"
#include "tui/rule_words.h"
#include "tui/statute_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* Reads a founding of that statute. */
static struct body founded(struct world *w, const char *text)
{
    struct entry entry;
    struct body body;
    assert_int_equal(entry_parse(slice_of(world_found_text(w, text, "gs1")), &w->arena, &entry, &w->problem),
                     STATUS_OK);
    assert_int_equal(body_read(&entry, true, &w->arena, &body, &w->problem), STATUS_OK);
    return body;
}

static void print(void *context, const struct statute_line *line)
{
    struct buffer *out = context;
    buffer_format(out, "%s%s: ", line->standard ? "" : "* ", line->label);
    for (size_t i = 0; i < line->words.length; i++)
        buffer_text(out, line->words.at[i] == '\n' ? " / " : (char[]){line->words.at[i], '\0'});
    if (line->exact.length) {
        buffer_text(out, " [");
        buffer_add(out, line->exact);
        buffer_byte(out, ']');
    }
    buffer_byte(out, '\n');
}

static void expect_rule(struct world *w, const char *text, size_t rule, const char *wanted)
{
    struct body body = founded(w, text);
    struct buffer out;
    buffer_init(&out);
    assert_int_equal(statute_words_rule(&body.statute.rule[rule], &body.roster, print, &out), STATUS_OK);
    assert_string_equal(out.at, wanted);
    buffer_release(&out);
}

static void expect_own(struct world *w, const char *text, const char *wanted)
{
    struct body body = founded(w, text);
    struct buffer out;
    buffer_init(&out);
    assert_int_equal(statute_words_own(&body.statute, &body.roster, print, &out), STATUS_OK);
    assert_string_equal(out.at, wanted);
    buffer_release(&out);
}

static void a_plain_rule_tells_its_defaults(void **state)
{
    assert_true(i18n_start("en"));
    expect_rule(*state, WORLD_STATUTE, 0,
                "Serves: proposals of every kind\n"
                "Method: yes, no or abstention\n"
                "* Adopted if: yes votes: more than no votes [heads(yes) > heads(no)]\n"
                "* Quorum: seats present: at least 2 [heads(present) >= 2]\n"
                "Silence: A seat that does not vote counts as absent.\n"
                "Abstention: Abstaining is possible.\n"
                "Objection: Nobody can stop a vote in writing by objecting to the procedure.\n"
                "Binds: It binds all.\n"
                "Interim counts: Interim counts are not shown before the close.\n"
                "Early closing: It is never closed before its deadline.\n");
}

static void a_rule_with_every_line_tells_each(void **state)
{
    struct world *w = *state;
    const char *text = world_edit(w, WORLD_STATUTE, "adopted: einfach heads(yes) > heads(no)\n",
                                  "adopted: einfach heads(yes) > heads(no)\nsilent: einfach consent\n"
                                  "abstention: einfach forbidden\nobjection: einfach stops\nbinds: einfach agreeing\n"
                                  "early: einfach decided 90\ninterim: einfach visible\n");
    text =
        world_edit(w, text, "quorum: einfach heads(present) >= 2\n", "kind: einfach decision\nkind: einfach motion\n");
    assert_true(i18n_start("en"));
    expect_rule(w, text, 0,
                "* Serves: decision, motion\n"
                "Method: yes, no or abstention\n"
                "* Adopted if: yes votes: more than no votes [heads(yes) > heads(no)]\n"
                "Quorum: None: however few take part, the body can decide.\n"
                "* Silence: In writing, a seat that does not vote counts as agreeing.\n"
                "* Abstention: Abstaining is not possible.\n"
                "* Objection: An objection to the procedure stops it.\n"
                "* Binds: It binds those only who agree.\n"
                "* Interim counts: Interim counts can be seen before the close.\n"
                "* Early closing: It may be closed early once the outcome is certain, but not before 90 minutes are "
                "over.\n");
}

static void rules_of_options_and_of_paper(void **state)
{
    struct world *w = *state;
    const char *text = world_edit(w, WORLD_STATUTE,
                                  "rule: konsent Konsent\nmethod: konsent consent\n"
                                  "adopted: konsent heads(object) = 0\n",
                                  "rule: wahl Wahl\nmethod: wahl choice\nadopted: wahl heads(winner) > 1/2 * "
                                  "heads(cast)\ntie: wahl chair\nrule: papier Geheime Wahl\nmethod: papier external\n");
    assert_true(i18n_start("en"));
    expect_rule(w, text, 1,
                "Serves: proposals of every kind\n"
                "* Method: one of the options; the one with the most votes leads\n"
                "* Adopted if: votes for the leading option: more than half of the votes cast [heads(winner) > 1/2 * "
                "heads(cast)]\n"
                "Quorum: None: however few take part, the body can decide.\n"
                "Silence: A seat that does not vote counts as absent.\n"
                "Abstention: Abstaining is possible.\n"
                "Objection: Nobody can stop a vote in writing by objecting to the procedure.\n"
                "Binds: It binds all.\n"
                "Interim counts: Interim counts are not shown before the close.\n"
                "Early closing: It is never closed before its deadline.\n"
                "* Tie: Where several options lead, the chair's vote decides between them.\n");
    expect_rule(w, text, 2,
                "Serves: proposals of every kind\n"
                "* Method: on paper, outside this program: the secretaries enter the counts\n"
                "Adopted if: The secretaries enter the result.\n");
}

static void a_statute_without_lines_of_its_own(void **state)
{
    struct world *w = *state;
    assert_true(i18n_start("en"));
    expect_own(w, world_edit(w, WORLD_STATUTE, "chair: stadt\n", ""),
               "Chair: None.\n"
               "Before a ballot: Nothing is asked of a proposal.\n"
               "Who may file: Every seat, and the secretaries.\n"
               "Voting again: A vote may be changed until the close; the last one counts.\n"
               "Called-out votes: Each seat votes with its own key; nobody records votes for others.\n"
               "Shortest ballot: A ballot without a deadline may be closed at any time.\n"
               "Deadline: A ballot may have a deadline or none.\n"
               "Heads: How often a head of the log is to be signed is not said.\n"
               "Final: A result is final once the secretaries have signed it.\n"
               "Changing this: The secretaries change the statute together.\n");
}

static const char *full_statute(struct world *w)
{
    return world_edit(
        w, WORLD_STATUTE, "chair: stadt\n",
        "chair: stadt\nrequire: cost\nrequire: cost known\nrequire: binding\nrequire: dvc\nrequire: demand\n"
        "require: experience 2 kommunen\nrequire: notice 14\npropose: kommunen 2\npropose: bmds 1\n"
        "propose: chair 2\nrevote: no\nclerk: yes\nwindow: 30\ndeadline: required\nhead: 60\nfinal: 3\n"
        "change: mehrheit\n");
}

static void a_statute_with_every_line_of_its_own(void **state)
{
    struct world *w = *state;
    assert_true(i18n_start("en"));
    expect_own(w, full_statute(w),
               "* Chair: Kreisfreie Stadt\n"
               "* Before a ballot: It states all costs, be it as unknown. / It states all costs, and none is unknown. "
               "/ It says how binding it is, and for whom. / It says how it relates to the Deutsche Verwaltungscloud "
               "(DVC). / It names a demand of Dresden that it serves. / There are practical reports of 2 seats of the "
               "bench \"Kommunen\". / It was there at least 14 days before.\n"
               "* Who may file: at least 2 seats of the bench \"Kommunen\", or / the seat \"Bundesministerium\", or / "
               "nobody: more than one seat is asked for, and there is only \"Kreisfreie Stadt\"\n"
               "* Voting again: A vote cannot be changed.\n"
               "* Called-out votes: In a meeting the secretaries may record a vote that is called out.\n"
               "* Shortest ballot: A ballot without a deadline stays open for at least 30 minutes.\n"
               "* Deadline: Every ballot has a deadline.\n"
               "* Heads: A head of the log is to be signed at least every 60 minutes.\n"
               "* Final: A result is final once 3 auditors have countersigned a head behind its closing.\n"
               "* Changing this: Only with a proposal that was adopted by the rule \"Mehrheit aller Sitze\".\n");
}

static void in_german(void **state)
{
    struct world *w = *state;
    assert_true(i18n_start("de"));
    expect_rule(
        w, WORLD_STATUTE, 2,
        "Gilt für: Anträge jeder Art\n"
        "Verfahren: Ja, Nein oder Enthaltung\n"
        "* Angenommen, wenn: Ja-Stimmen: mehr als die Hälfte aller stimmberechtigten Sitze [heads(yes) > 1/2 * "
        "heads(all)]\n"
        "Beschlussfähigkeit: Keine nötig: Das Gremium kann entscheiden, wie wenige auch teilnehmen.\n"
        "Schweigen: Ein Sitz, der nicht abstimmt, gilt als abwesend.\n"
        "* Enthaltung: Enthaltungen sind nicht zulässig.\n"
        "Widerspruch: Ein Umlaufverfahren lässt sich durch Widerspruch nicht anhalten.\n"
        "Bindung: Der Beschluss bindet alle.\n"
        "Zwischenstand: Zwischenstände werden vor dem Schließen nicht gezeigt.\n"
        "* Früher Schluss: Die Abstimmung darf vorzeitig geschlossen werden, sobald der Ausgang feststeht, aber "
        "nicht, bevor 10 Minuten vergangen sind.\n");
}

/* Before a vote people read less: silence, interim counts, and what differs from the default. */
static void the_words_before_a_vote(void **state)
{
    struct world *w = *state;
    struct body body = founded(w, WORLD_STATUTE);
    struct rule_words words;
    assert_true(i18n_start("en"));
    rule_words_init(&words);
    assert_int_equal(rule_words_write(&words, &body.statute.rule[2], &body.roster), STATUS_OK);
    assert_string_equal(words.title.at, "Mehrheit aller Sitze");
    assert_string_equal(words.adopted.at, "yes votes: more than half of all voting seats");
    assert_int_equal(words.quorum.length, 0);
    assert_string_equal(words.more.at,
                        "A seat that does not vote counts as absent. Abstaining is not possible. Interim counts are "
                        "not shown before the close. It may be closed early once the outcome is certain, but not "
                        "before 10 minutes are over.");
    rule_words_release(&words);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        WORLD_TEST(a_plain_rule_tells_its_defaults),
        WORLD_TEST(a_rule_with_every_line_tells_each),
        WORLD_TEST(rules_of_options_and_of_paper),
        WORLD_TEST(a_statute_without_lines_of_its_own),
        WORLD_TEST(a_statute_with_every_line_of_its_own),
        WORLD_TEST(in_german),
        WORLD_TEST(the_words_before_a_vote),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
