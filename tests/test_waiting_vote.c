/* A vote that waits in a copy of a body's ledger is cast, to whoever signed it: no screen says that it is missing. */
#include "data/query_vote.h"
#include "tests/stage_sign.h"
#include "tests/world_text.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void vote(struct stage *stage)
{
    assert_int_equal(store_run(ledger_store(stage->w->ledger), "INSERT INTO replica (body) VALUES (1)", ""), STATUS_OK);
    stage_seal(stage, "stadt", "stadt");
    stage_enter(stage, "stadt", "en");
    int64_t before = world_number(stage->w, "SELECT count(*) FROM vote");
    stage_press(stage, "2 / kataster Enter Enter");
    stage_expect(stage, 24, 80, "Your vote: none");
    stage_press(stage, "v Enter");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    stage_press(stage, "Esc");
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM vote"), before);
}

static void it_is_told_wherever_the_vote_is(void **state)
{
    struct stage *stage = *state;
    vote(stage);
    assert_ptr_equal(stage_top(stage), &screen_proposal);
    stage_expect(stage, 24, 80, "Your vote: yes (waits in this copy)");
    stage_press(stage, "v");
    stage_expect(stage, 40, 160, "waits in this copy");
    assert_false(stage_shows(stage, 40, 100, "none yet"));
    stage_press(stage, "Esc r");
    assert_false(stage_shows(stage, 40, 100, "Your vote is missing"));
}

static bool note_choice(void *context, const struct vote_item *item)
{
    buffer_add(context, item->choice);
    buffer_format(context, " %lld\n", (long long)item->index);
    return false;
}

static void expect(struct stage *stage, const char *voter, const char *seat, const char *wanted)
{
    struct ballot_facts facts = stage_ballot(stage, "2026-002");
    struct buffer text;
    buffer_init(&text);
    assert_int_equal(query_waiting_vote(app_store(&stage->app), facts.body, &facts.id, slice_of(voter), slice_of(seat),
                                        note_choice, &text, NULL),
                     STATUS_OK);
    assert_true(slice_is(buffer_slice(&text), wanted));
    buffer_release(&text);
}

/* The one that was signed last, of that key and seat. */
static void the_latest_of_the_key_and_seat_is_found(void **state)
{
    struct stage *stage = *state;
    vote(stage);
    expect(stage, "stadt", "", "yes -1\n");
    expect(stage, "stadt", "stadt", "yes -1\n");
    expect(stage, "stadt", "kreis", "");
    expect(stage, "kreis", "", "");
    stage->app.now.seconds += 60;
    stage_press(stage, "v Down Enter");
    stage_press(stage, "no Enter");
    expect(stage, "stadt", "", "no -1\n");
}

#define STAGE_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        STAGE_TEST(it_is_told_wherever_the_vote_is),
        STAGE_TEST(the_latest_of_the_key_and_seat_is_found),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
