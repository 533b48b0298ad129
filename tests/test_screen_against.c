/* The ledger compared on the screen with what was kept elsewhere: what it says, and a fork's proof that is saved. */
#include "core/fork.h"
#include "data/file.h"
#include "data/head.h"
#include "tests/forked.h"
#include "tests/stage_sign.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A copy of the stage's ledger that goes on by itself, with a signed head. */
static const char *other_story(struct stage *stage)
{
    struct world *w = stage->w;
    const char *path = forked_path(w, "other.db");
    struct ledger *own = w->ledger, *other;
    assert_int_equal(ledger_open(path, STORE_WRITE, &other, &w->problem), STATUS_OK);
    w->ledger = other;
    w->body = "rat.example";
    world_propose(w, "stadt", "2027-1", "");
    struct signer log = world_signer(w, w->body);
    assert_int_equal(head_sign(world_log(w), &log, world_say(w, "%s/elsewhere", w->folder), &w->problem), STATUS_OK);
    ledger_close(other);
    w->ledger = own;
    return path;
}

static void type_path(struct stage *stage, const char *path)
{
    app_paste(&stage->app, slice_of(path));
    stage_press(stage, "Enter");
}

static void a_head_of_this_history(void **state)
{
    struct stage *stage = *state;
    struct world *w = stage->w;
    w->body = "rat.example";
    const char *head = forked_file(w, "head", forked_sign(w));
    world_propose(w, "stadt", "2027-2", "");
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "5 <");
    assert_ptr_equal(stage_top(stage), &screen_against);
    stage_press(stage, "Enter");
    assert_true(stage_says(stage, "Type the path"));
    type_path(stage, world_say(w, "%s/none", w->folder));
    assert_true(stage_says(stage, "no file with this name"));
    for (size_t i = 0; i < 200; i++)
        stage_press(stage, "Backspace");
    type_path(stage, head);
    stage_expect(stage, 24, 100, "It fits");
    stage_expect(stage, 24, 100, "the same history; this ledger has 1 entry more");
    /* Another one, from the same place. */
    stage_press(stage, "Enter");
    stage_expect(stage, 24, 100, "Enter compares");
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_audit);
}

static void the_proof_is_saved(void **state)
{
    struct stage *stage = *state;
    struct world *w = stage->w;
    struct buffer bytes;
    buffer_init(&bytes);
    const char *other = other_story(stage), *proof = world_say(w, "%s/beweis", w->folder);
    world_propose(w, "stadt", "2027-2", "");
    forked_sign(w);
    stage_enter(stage, "stadt", "de");
    stage_press(stage, "5 <");
    type_path(stage, other);
    stage_expect(stage, 30, 100, "Es passt nicht");
    stage_expect(stage, 30, 100, "FEHLER fork rat.example");
    stage_expect(stage, 30, 100, "es ist eine andere Vorgeschichte");
    stage_press(stage, "e");
    assert_ptr_equal(stage_top(stage), &screen_save);
    stage_press(stage, "^U");
    app_paste(&stage->app, slice_of(proof));
    stage_press(stage, "Enter");
    assert_int_equal(file_read(proof, FORK_BYTES_MAX, &bytes, &w->problem), STATUS_OK);
    struct fork fork;
    struct carried carried;
    struct checkpoint head[2];
    assert_int_equal(fork_parse(buffer_slice(&bytes), &fork, NULL), STATUS_OK);
    assert_int_equal(fork_verify(&fork, &carried, head, NULL), STATUS_OK);
    carried_release(&carried);
    buffer_release(&bytes);
}

#define AGAINST_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        AGAINST_TEST(a_head_of_this_history),
        AGAINST_TEST(the_proof_is_saved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
