#include "tests/stage_gates.h"

#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char GATES[] = "require: cost\nrequire: binding\nrequire: dvc\nrequire: demand\n"
                            "require: experience 2 kommunen\nrequire: notice 14\n";

static const char FULL[] = "binding: mandatory laender\nbinding: unsettled kommunen\n"
                           "cost: bund short central 120000000..150000000\ncost: bund short migration 0\n"
                           "cost: bund short operation 20000000\ncost: bund medium central 40000000\n"
                           "cost: bund medium migration 0\ncost: bund medium operation 24000000\n"
                           "cost: bund long central 10000000\ncost: bund long migration 0\n"
                           "cost: bund long operation 26000000\ncost: laender short central 0\n"
                           "cost: laender short migration 60000000..90000000\ncost: laender short operation unknown\n"
                           "cost: laender medium central 0\ncost: laender medium migration unknown\n"
                           "cost: laender medium operation unknown\ncost: laender long central 0\n"
                           "cost: laender long migration 0\ncost: laender long operation 15000000\n"
                           "cost: kommunen short central 0\ncost: kommunen short migration 80000000..140000000\n"
                           "cost: kommunen short operation 9000000\ncost: kommunen medium central 0\n"
                           "cost: kommunen medium migration 30000000\ncost: kommunen medium operation 18000000\n"
                           "cost: kommunen long central 0\ncost: kommunen long migration 0\n"
                           "cost: kommunen long operation 18000000..22000000\n"
                           "offset: 45000000 Wegfall der bisherigen Portale\n"
                           "dvc: beside Servicekatalog\ndemand: 2\ndemand: 4\n";

static const char PARTIAL[] = "cost: bund short central 5000000\ncost: kommunen short migration unknown\n"
                              "cost: kommunen short operation 150050\ndemand: 1\n";

static const char *propose(struct world *w, const char *number, const char *title, const char *lines)
{
    const char *text = world_proposal_text(w, "stadt", number, world_say(w, "for: stadt\n%s", lines));
    return world_take(w, world_edit(w, text, "title: Antrag\n", world_say(w, "title: %s\n", title)), "stadt");
}

/* The clock must stand where the last entry of the body can lie before the stage's present. */
static void fill(struct world *w)
{
    const char *statute = world_edit(w, WORLD_STATUTE, "name: rat.example", "name: betrieb.example");
    statute = world_edit(w, statute, "title: Rat der Beispiele", "title: Betrieb der Beispiele");
    statute = world_edit(w, statute, "chair: stadt\n", world_say(w, "chair: stadt\n%s", GATES));
    world_found(w, statute, "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    world_enrol(w, "kreis", "holder", "kreis");
    world_enrol(w, "dvc", "holder", "dvc");
    const char *first = propose(w, "B-1", "Plattform Bürgerservice", FULL);
    world_state(w, first, "stadt", "experience", "stadt");
    world_state(w, first, "kreis", "experience", "kreis");
    world_state(w, first, "dvc", "neutral", "dvc");
    w->now.seconds += 15 * 86400;
    const char *second = propose(w, "B-2", "Terminbuchung", PARTIAL);
    world_state(w, second, "kreis", "experience", "kreis");
    world_open(w, first, "einfach", "closes: 2026-12-01T16:00:00Z\n");
}

void stage_add_gates(struct stage *stage)
{
    struct world *w = stage->w;
    struct world before = *w;
    w->now.seconds -= 17 * 86400;
    fill(w);
    w->now = before.now;
    w->body = before.body;
    w->founding = before.founding;
    w->secretaries = before.secretaries;
}

int stage_make_gates(void **state)
{
    if (stage_make(state) != 0)
        return -1;
    stage_add_gates(*state);
    return 0;
}
