/* Which gates are not passed, and which vote counts for a seat: what people are told before they sign. */
#include "data/gate_report.h"
#include "data/query_vote.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* "+binding" for a gate that is passed, "-notice 2 (1)" for one that is not, of which a part is reached. */
static bool take_gate(void *context, const struct gate_item *item)
{
    struct buffer *out = context;
    buffer_text(out, out->length ? ", " : "");
    buffer_text(out, item->passes ? "+" : "-");
    buffer_add(out, item->require->text);
    if (item->require->count)
        buffer_format(out, " (%u)", (unsigned)item->reached);
    return true;
}

/* The gates as they are after so many seconds. */
static const char *gates_of(struct world *w, const char *number, int64_t later)
{
    struct found proposal;
    struct buffer out;
    struct instant start = {.seconds = w->now.seconds + later};
    buffer_init(&out);
    assert_int_equal(query_find_proposal(ledger_store(w->ledger), number, &proposal, &w->problem), STATUS_OK);
    assert_int_equal(gate_report(world_log(w), &proposal, start, take_gate, &out, &w->problem), STATUS_OK);
    const char *kept = world_say(w, "%s", out.length ? out.at : "");
    buffer_release(&out);
    return kept;
}

static void every_gate_is_told(void **state)
{
    struct world *w = *state;
    static const char gates[] = "chair: stadt\nrequire: binding\nrequire: demand\nrequire: notice 2\n"
                                "require: experience 1 bund\n";
    world_found(w, world_edit(w, WORLD_STATUTE, "chair: stadt\n", gates), "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    world_enrol(w, "bmds", "holder", "bmds");
    world_propose(w, "stadt", "1", "");
    assert_string_equal(gates_of(w, "1", 0), "-binding, -demand, -notice 2 (0), -experience 1 bund (0)");
    const char *second = world_propose(w, "stadt", "2", "binding: unsettled kommunen\ndemand: 1\n");
    assert_string_equal(gates_of(w, "2", 2 * 86400 - 1), "+binding, +demand, -notice 2 (1), -experience 1 bund (0)");
    world_state(w, second, "bmds", "experience", "bmds");
    assert_string_equal(gates_of(w, "2", 2 * 86400), "+binding, +demand, +notice 2 (2), +experience 1 bund (1)");
}

static bool take_vote(void *context, const struct vote_item *item)
{
    struct buffer *out = context;
    buffer_add(out, item->voter);
    buffer_byte(out, ' ');
    buffer_add(out, item->choice);
    return true;
}

static const char *counted(struct world *w, const char *seat)
{
    struct buffer out;
    int64_t ballot = world_number(w, "SELECT max(idx) FROM ballot");
    buffer_init(&out);
    assert_int_equal(query_counted_vote(ledger_store(w->ledger), log_number(world_log(w)), ballot, slice_of(seat),
                                        take_vote, &out, &w->problem),
                     STATUS_OK);
    const char *kept = world_say(w, "%s", out.length ? out.at : "");
    buffer_release(&out);
    return kept;
}

static void the_holders_latest_vote_counts(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_enrol(w, "vize", "deputy", "stadt");
    const char *ballot = world_open(w, world_propose(w, "stadt", "2026-001", "for: stadt\n"), "einfach", "");
    assert_string_equal(counted(w, "stadt"), "");
    world_take(w, world_vote_text(w, ballot, "vize", "stadt", "deputy", "no"), "vize");
    assert_string_equal(counted(w, "stadt"), "vize no");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    assert_string_equal(counted(w, "stadt"), "stadt yes");
    w->now.seconds++;
    world_take(w, world_vote_text(w, ballot, "vize", "stadt", "deputy", "abstain"), "vize");
    assert_string_equal(counted(w, "stadt"), "stadt yes");
    world_vote(w, ballot, "stadt", "stadt", "abstain");
    assert_string_equal(counted(w, "stadt"), "stadt abstain");
    assert_string_equal(counted(w, "kreis"), "");
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        WORLD_TEST(every_gate_is_told),
        WORLD_TEST(the_holders_latest_vote_counts),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
