/* A meeting at a real terminal. */
#include "tests/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const char *const none[] = {NULL};

/* From the start screen into a meeting, and a seat into it, by keys alone. */
static void a_seat_comes_to_a_meeting(void **state)
{
    struct sample *sample = *state;
    const char *const arguments[] = {sample->program, "--ledger",   sample->ledger, "--keys", sample->keys,
                                     "--as",          SAMPLE_CLERK, "--lang",       "en",     NULL};
    struct emulator *e = sample_start(sample, 30, 100, arguments, none);
    emulator_wait(e, "Your key and the ledger");
    emulator_type(e, "M");
    emulator_wait_cursor(e, "▸ 2026-S1");
    emulator_type(e, "\r");
    emulator_wait(e, "Agenda, in the proposed order of votes");
    emulator_wait(e, "1 (3)   2026-222");
    emulator_type(e, "A");
    emulator_wait(e, "with these changes");
    emulator_type(e, "/plattform\rp");
    emulator_wait(e, "1 change, not signed yet");
    emulator_type(e, "\r");
    emulator_wait(e, "seat: plattform present");
    emulator_type(e, "yes\r");
    emulator_wait(e, "Now the passphrase");
    emulator_type(e, "beispiel\r");
    emulator_wait(e, "In the ledger at place");
    emulator_type(e, "1q");
    assert_int_equal(emulator_wait_end(e), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(a_seat_comes_to_a_meeting),
    };
    return cmocka_run_group_tests(tests, sample_build, sample_remove);
}
