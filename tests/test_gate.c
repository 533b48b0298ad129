/* Gates: what a proposal must disclose before a ballot on it may be opened (RULES section 5). */
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void found_with(struct world *w, const char *require)
{
    static const char *const seats[] = {"stadt", "kreis", "gemeinde", "bmds"};
    world_found(w, world_edit(w, WORLD_STATUTE, "chair: stadt\n", world_say(w, "chair: stadt\nrequire: %s\n", require)),
                "gs1");
    for (size_t i = 0; i < sizeof seats / sizeof seats[0]; i++)
        world_enrol(w, seats[i], "holder", seats[i]);
}

/* A proposal with these lines does not pass. */
static void gate_refuses(struct world *w, const char *number, const char *lines)
{
    world_refuse(w, world_ballot_text(w, world_propose(w, "stadt", number, lines), "einfach", ""), "gs1", "gate");
}

static void gate_passes_with(struct world *w, const char *number, const char *lines)
{
    world_open(w, world_propose(w, "stadt", number, lines), "einfach", "");
}

/* All cells but `without` of the 27, each with that amount. */
static const char *costs(struct world *w, const char *amount, int without)
{
    static const char *const payers[] = {"bund", "laender", "kommunen"},
                             *const horizons[] = {"short", "medium", "long"},
                             *const categories[] = {"central", "migration", "operation"};
    const char *lines = "";
    for (int i = 0; i < 27; i++)
        if (i != without)
            lines = world_say(w, "%scost: %s %s %s %s\n", lines, payers[i / 9], horizons[i / 3 % 3], categories[i % 3],
                              i == 13 ? "unknown" : amount);
    return lines;
}

static void cost(void **state)
{
    struct world *w = *state;
    found_with(w, "cost");
    gate_refuses(w, "1", "");
    gate_refuses(w, "2", costs(w, "0", 26));
    /* A payer that the gate does not ask for fills no cell. */
    gate_refuses(w, "3", world_say(w, "%scost: it-dienstleister long operation 5\n", costs(w, "0", 26)));
    gate_passes_with(w, "4", world_say(w, "%scost: it-dienstleister long operation 5\n", costs(w, "100..200", -1)));
}

static void cost_known(void **state)
{
    struct world *w = *state;
    found_with(w, "cost known");
    const char *known = costs(w, "1200000000", -1);
    gate_refuses(w, "1", known);
    gate_refuses(w, "2", costs(w, "0", 13));
    known = world_edit(w, known, "unknown", "0");
    gate_passes_with(w, "3", world_say(w, "%scost: it-dienstleister long operation unknown\n", known));
}

static void binding(void **state)
{
    struct world *w = *state;
    found_with(w, "binding");
    gate_refuses(w, "1", "");
    gate_passes_with(w, "2", "binding: unsettled kommunen\n");
}

static void dvc(void **state)
{
    struct world *w = *state;
    found_with(w, "dvc");
    gate_refuses(w, "1", "binding: unsettled kommunen\n");
    gate_passes_with(w, "2", "dvc: beside DVC-Rahmenwerk\n");
}

static void demand(void **state)
{
    struct world *w = *state;
    found_with(w, "demand");
    gate_refuses(w, "1", "dvc: beside DVC-Rahmenwerk\n");
    gate_passes_with(w, "2", "demand: 5\n");
}

static void experience(void **state)
{
    struct world *w = *state;
    found_with(w, "experience 2 kommunen");
    const char *proposal = world_propose(w, "stadt", "1", ""), *other = world_propose(w, "stadt", "2", "");
    world_state(w, proposal, "stadt", "experience", "stadt");
    w->now.seconds++;
    /* Twice one seat, another bench, another stance, another proposal, no seat: one report all the same. */
    world_state(w, proposal, "stadt", "experience", "stadt");
    world_state(w, proposal, "bmds", "experience", "bmds");
    world_state(w, proposal, "kreis", "support", "kreis");
    world_state(w, other, "kreis", "experience", "kreis");
    world_state(w, proposal, "gemeinde", "experience", NULL);
    world_refuse(w, world_ballot_text(w, proposal, "einfach", ""), "gs1", "gate");
    world_state(w, proposal, "kreis", "experience", "kreis");
    w->now.seconds++;
    world_open(w, proposal, "einfach", "");
}

static void notice_from_the_proposal(void **state)
{
    struct world *w = *state;
    found_with(w, "notice 14");
    const char *proposal = world_propose(w, "stadt", "1", "");
    w->now.seconds += 14 * 86400 - 1;
    world_refuse(w, world_ballot_text(w, proposal, "einfach", ""), "gs1", "gate");
    /* The start counts: a ballot may be opened earlier for a later day. */
    world_void(w, world_open(w, proposal, "einfach", world_say(w, "opens: %s\n", world_time(w, 1))));
    w->now.seconds += 1;
    world_open(w, proposal, "einfach", "");
}

/* A proposal dated back gains nothing: the log's time at its place counts. */
static void notice_from_the_log_time(void **state)
{
    struct world *w = *state;
    found_with(w, "notice 1");
    const char *old = world_proposal_text(w, "stadt", "1", "");
    w->now.seconds += 86400;
    world_propose(w, "gs1", "2", "");
    const char *proposal = world_take(w, old, "stadt");
    w->now.seconds += 86399;
    world_refuse(w, world_ballot_text(w, proposal, "einfach", ""), "gs1", "gate");
    w->now.seconds += 1;
    world_open(w, proposal, "einfach", "");
}

static void all_of_several(void **state)
{
    struct world *w = *state;
    found_with(w, "binding\nrequire: demand");
    gate_refuses(w, "1", "binding: mandatory bund\n");
    gate_refuses(w, "2", "demand: 1\n");
    gate_passes_with(w, "3", "binding: mandatory bund\ndemand: 1\n");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(cost),
        WORLD_TEST(cost_known),
        WORLD_TEST(binding),
        WORLD_TEST(dvc),
        WORLD_TEST(demand),
        WORLD_TEST(experience),
        WORLD_TEST(notice_from_the_proposal),
        WORLD_TEST(notice_from_the_log_time),
        WORLD_TEST(all_of_several),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
