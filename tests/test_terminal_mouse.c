/* The mouse at a terminal: nothing is asked of it until it is switched on, and it is given back after every end. */
#include "tests/sample.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/wait.h>

#include <cmocka.h>

#define KEY_F6_BYTES "\033[17~"

static const char reports[] = "\033[?1006;1000h", ends[] = "\033[?1006;1000l";

static bool wrote(const struct emulator *e, const char *sequence)
{
    struct slice bytes = emulator_bytes(e);
    return memmem(bytes.at, bytes.length, sequence, strlen(sequence)) != NULL;
}

static void click(struct emulator *e, int row, int column)
{
    char bytes[64];
    snprintf(bytes, sizeof bytes, "\033[<0;%d;%dM\033[<0;%d;%dm", column + 1, row + 1, column + 1, row + 1);
    emulator_type(e, bytes);
}

static void it_is_off_until_it_is_asked_for(void **state)
{
    struct emulator *e = sample_demo(*state, 24, 80);
    int row, column;
    emulator_wait_cursor(e, "▸ 2026-006");
    emulator_cursor(e, &row, &column);
    assert_false(wrote(e, "\033[?1000h") || wrote(e, reports));
    emulator_type(e, KEY_F6_BYTES);
    emulator_wait(e, "mouse on");
    assert_true(wrote(e, reports));
    click(e, row + 1, 10);
    emulator_wait_cursor(e, "▸ 2026-007");
    /* The wheel, then the first tab's neighbour. */
    emulator_type(e, "\033[<64;10;10M");
    emulator_wait_cursor(e, "▸ 2026-006");
    click(e, 1, 16);
    emulator_wait_gone(e, "▸ 2026-006");
    emulator_type(e, KEY_F6_BYTES);
    emulator_wait_gone(e, "mouse on");
    assert_true(wrote(e, ends));
    emulator_type(e, "q");
    emulator_wait_cursor(e, "▸ 2026-006");
    emulator_type(e, "q");
    assert_int_equal(emulator_wait_end(e), 0);
}

static void every_end_gives_it_back(void **state)
{
    static const int signals[] = {SIGTERM, SIGSEGV};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct emulator *e = sample_demo(*state, 24, 80);
        emulator_type(e, KEY_F6_BYTES);
        emulator_wait(e, "mouse on");
        emulator_signal(e, signals[i]);
        assert_int_equal(WTERMSIG(emulator_wait_end(e)), signals[i]);
        assert_true(wrote(e, ends) || wrote(e, "\033[?1000l\033[?1006l"));
    }
}

/* With the mouse on, as without it: nothing is written while nothing happens. */
static void nothing_is_written_meanwhile(void **state)
{
    struct emulator *e = sample_demo(*state, 24, 80);
    emulator_type(e, KEY_F6_BYTES);
    emulator_wait(e, "mouse on");
    emulator_listen(e, 100);
    assert_int_equal(emulator_listen(e, 700), 0);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(it_is_off_until_it_is_asked_for),
        SAMPLE_TEST(every_end_gives_it_back),
        SAMPLE_TEST(nothing_is_written_meanwhile),
    };
    return cmocka_run_group_tests(tests, sample_build, sample_remove);
}
