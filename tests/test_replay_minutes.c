/* Minutes and their confirmation: each reason of data/FORMAT.md section 6. */
#include "tests/world_meeting.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void by_all_secretaries(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1 gs2");
    const char *text = world_minutes_text(w, world_meet(w, "S-1", ""));
    world_refuse(w, world_edit(w, text, "by: gs1", "by: stadt"), "stadt", "author");
    assert_string_equal(reason_code(world_force(w, world_note(w, text, "gs1"))), "signer");
    world_take(w, text, "gs1 gs2");
    assert_int_equal(world_number(w, "SELECT count(*) FROM minutes WHERE title = 'Protokoll.txt'"), 1);
}

static void reference(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *meeting = world_meet(w, "S-1", "");
    world_refuse(w, world_minutes_text(w, w->founding), "gs1", "reference");
    const char *minutes = world_take(w, world_minutes_text(w, meeting), "gs1");
    world_refuse(w, world_confirm_text(w, meeting, "stadt"), "stadt", "reference");
    world_take(w, world_confirm_text(w, minutes, "stadt"), "stadt");
}

static void confirmed(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *meeting = world_meet(w, "S-1", "");
    const char *minutes = world_take(w, world_minutes_text(w, meeting), "gs1");
    world_take(w, world_confirm_text(w, minutes, "stadt"), "stadt");
    w->now.seconds++;
    world_refuse(w, world_confirm_text(w, minutes, "stadt"), "stadt", "confirmed");
    world_refuse(w, world_confirm_text(w, minutes, "gs1"), "gs1", "author");
    world_take(w, world_say(w, "%s\n| Not what I said.\n", world_confirm_text(w, minutes, "dvc")), "dvc");
    /* Amended minutes are others, and want their own confirmation. */
    const char *amended = world_take(w, world_minutes_text(w, meeting), "gs1");
    world_take(w, world_confirm_text(w, amended, "stadt"), "stadt");
    assert_int_equal(world_number(w, "SELECT count(*) FROM confirm"), 3);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(by_all_secretaries),
        WORLD_TEST(reference),
        WORLD_TEST(confirmed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
