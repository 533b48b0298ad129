/* The statute's `head: MINUTES`: when is a signed head owed? */
#include "data/head.h"
#include "data/head_due.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { MINUTE = 60 };

/* What is owed so many minutes after the world's clock. */
static uint64_t owed(struct world *w, int64_t minutes)
{
    uint64_t out = 0;
    struct instant later = {.seconds = w->now.seconds + minutes * MINUTE};
    assert_int_equal(head_due(world_log(w), later, &out), STATUS_OK);
    return out;
}

static void sign(struct world *w)
{
    struct signer signer = world_signer(w, w->body);
    assert_int_equal(head_sign(world_log(w), &signer, world_say(w, "%s/state/heads", w->folder), &w->problem),
                     STATUS_OK);
}

static void found(struct world *w, const char *statute)
{
    world_found(w, statute, "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
}

static void while_a_ballot_is_open(void **state)
{
    struct world *w = *state;
    found(w, world_edit(w, WORLD_STATUTE, "chair: stadt\n", "chair: stadt\nhead: 30\n"));
    assert_int_equal(owed(w, 500), 0); /* there is no ballot */
    const char *proposal = world_propose(w, "stadt", "2026-001", "for: stadt\n");
    sign(w);
    const char *ballot = world_open(w, proposal, "einfach", "");
    assert_int_equal(owed(w, 30), 0);
    assert_int_equal(owed(w, 31), 30);
    world_vote(w, ballot, "stadt", "stadt", "yes");
    assert_int_equal(owed(w, 31), 30); /* the oldest entry without a head counts, not the newest */
    sign(w);
    assert_int_equal(owed(w, 500), 0);
}

static void not_without_the_line(void **state)
{
    struct world *w = *state;
    found(w, WORLD_STATUTE);
    world_open(w, world_propose(w, "stadt", "2026-001", "for: stadt\n"), "einfach", "");
    assert_int_equal(owed(w, 100000), 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {WORLD_TEST(while_a_ballot_is_open), WORLD_TEST(not_without_the_line)};
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
