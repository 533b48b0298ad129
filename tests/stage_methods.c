#include "tests/stage_methods.h"

#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char RULES[] = "method: geheim external\n"
                            "rule: wahl Wahl mit einer Stimme\n"
                            "method: wahl choice\n"
                            "adopted: wahl heads(winner) > 1/2 * heads(valid)\n"
                            "rule: mehrere Zustimmung zu mehreren\n"
                            "method: mehrere approval\n"
                            "adopted: mehrere heads(winner) > 1/2 * heads(cast)\n"
                            "rule: rang Rangfolge\n"
                            "method: rang ranking\n"
                            "adopted: rang weight(winner) > 1/2 * weight(cast)\n"
                            "tie: rang chair\n";

static const char PERSONS[] = "option: anna Dr. Anna Größer, Musterstadt\noption: berta Berta Süß, Landkreis Neuöd\n"
                              "option: carl Carl Östermann\n";

/* 64 of them, with ids and titles that do not fit. */
static const char *many(struct world *w)
{
    const char *lines = "";
    for (int i = 1; i <= 64; i++)
        lines =
            world_say(w,
                      "%soption: standort-mit-langem-namen-%02d Standort %d mit einer Bezeichnung, die länger ist als "
                      "jede Zeile eines Bildschirms mit hundert Spalten und deshalb abgeschnitten wird\n",
                      lines, i, i);
    return lines;
}

/* An election filed by stadt. */
static const char *propose(struct world *w, const char *number, const char *title, const char *options)
{
    const char *text = world_proposal_text(w, "stadt", number, world_say(w, "for: stadt\n%s", options));
    text = world_edit(w, text, "title: Antrag\n", world_say(w, "title: %s\n", title));
    return world_take(w, world_edit(w, text, "kind: decision", "kind: election"), "stadt");
}

/* The same with a ballot on it. */
static const char *open_ballot(struct world *w, const char *number, const char *title, const char *rule,
                               const char *options, const char *closes)
{
    return world_open(w, propose(w, number, title, options), rule, world_say(w, "%s%s", options, closes));
}

static void decide(struct world *w, const char *ballot, const char *const *choices)
{
    static const char *const seats[] = {"stadt", "kreis", "gemeinde", "bmds"};
    for (size_t i = 0; i < sizeof seats / sizeof seats[0]; i++)
        world_vote(w, ballot, seats[i], seats[i], choices[i]);
    world_result(w, ballot, world_close(w, ballot));
}

static void fill(struct world *w)
{
    static const char *const seats[] = {"stadt", "kreis", "gemeinde", "bmds"};
    static const char closes[] = "closes: 2026-12-02T16:00:00Z\n";
    const char *statute = world_edit(w, WORLD_STATUTE, "name: rat.example", "name: wahlen.example");
    statute = world_edit(w, statute, "title: Rat der Beispiele", "title: Rat der Wahlen");
    world_found(w, world_edit(w, statute, "method: geheim external\n", RULES), "gs1");
    for (size_t i = 0; i < sizeof seats / sizeof seats[0]; i++)
        world_enrol(w, seats[i], "holder", seats[i]);
    decide(w, open_ballot(w, "W-5", "Wahl des Vorsitzes", "rang", PERSONS, ""),
           (const char *[]){"berta>anna", "anna>berta>none", "none", "anna=berta>carl"});
    decide(w, open_ballot(w, "W-6", "Wahl der Stellvertretung", "wahl", PERSONS, ""),
           (const char *[]){"anna", "anna", "carl", "berta"});
    propose(w, "W-7", "Ausschreibung", PERSONS);
    propose(w, "W-8", "Bekanntmachung", "");
    open_ballot(w, "W-4", "Auswahl des Standorts", "wahl", many(w), closes);
    world_vote(w, open_ballot(w, "W-1", "Sprecherwahl", "wahl", PERSONS, closes), "kreis", "kreis", "carl");
    open_ballot(w, "W-2", "Auszeichnung", "mehrere", PERSONS, closes);
    const char *four = world_say(w, "%soption: dorothea Dorothea Lang\n", PERSONS);
    world_vote(w, open_ballot(w, "W-3", "Besetzung", "rang", four, closes), "kreis", "kreis", "carl>none");
}

void stage_add_methods(struct stage *stage)
{
    struct world *w = stage->w;
    struct world before = *w;
    w->now.seconds -= 2 * 86400;
    fill(w);
    w->now = before.now;
    w->body = before.body;
    w->founding = before.founding;
    w->secretaries = before.secretaries;
}
