/* Statements: each reason of data/FORMAT.md section 6. */
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void by_everybody_with_a_place(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    world_state(w, proposal, "stadt", "support", "stadt");
    world_state(w, proposal, "dvc", "concern", NULL);
    world_take(
        w,
        world_say(w, "%s\n| In use since 2024.\n", world_statement_text(w, proposal, "kreis", "experience", "kreis")),
        "kreis");
    world_refuse(w, world_statement_text(w, proposal, "gs1", "neutral", NULL), "gs1", "author");
    world_refuse(w, world_statement_text(w, proposal, "fremd", "neutral", NULL), "fremd", "author");
    assert_int_equal(world_number(w, "SELECT count(*) FROM statement"), 3);
}

static void reference(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    const char *ballot = world_open(w, proposal, "einfach", "");
    world_refuse(w, world_statement_text(w, ballot, "stadt", "support", "stadt"), "stadt", "reference");
    world_refuse(w, world_statement_text(w, w->founding, "stadt", "support", "stadt"), "stadt", "reference");
    world_state(w, proposal, "stadt", "support", "stadt");
}

static void reference_to_a_rejected_proposal(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_propose(w, "stadt", "2026-001", "");
    const char *text = world_proposal_text(w, "kreis", "2026-001", "");
    assert_string_equal(reason_code(world_force(w, world_note(w, text, "kreis"))), "number");
    char hex[DIGEST_HEX_LENGTH + 1];
    struct digest id = digest_of(slice_of(text));
    digest_hex(&id, hex);
    world_refuse(w, world_statement_text(w, hex, "stadt", "support", "stadt"), "stadt", "reference");
}

static void seat(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_enrol(w, "vize", "deputy", "kreis");
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    world_refuse(w, world_statement_text(w, proposal, "stadt", "support", "kreis"), "stadt", "seat");
    world_refuse(w, world_statement_text(w, proposal, "stadt", "support", "nirgends"), "stadt", "seat");
    world_refuse(w, world_statement_text(w, w->founding, "stadt", "support", "nirgends"), "stadt", "reference");
    world_state(w, proposal, "vize", "oppose", "kreis");
}

static void a_further_signature(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    world_refuse(w, world_statement_text(w, proposal, "stadt", "support", "stadt"), "stadt kreis", "signer");
    w->now.seconds++;
    world_state(w, proposal, "stadt", "support", "stadt");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(by_everybody_with_a_place),
        WORLD_TEST(reference),
        WORLD_TEST(reference_to_a_rejected_proposal),
        WORLD_TEST(seat),
        WORLD_TEST(a_further_signature),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
