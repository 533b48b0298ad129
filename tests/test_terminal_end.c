/* What the program leaves behind at a terminal: after every way of ending, and whatever a ledger holds. */
#include "tests/sample.h"

#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void a_terminal_that_cannot(void **state)
{
    /* ncurses does not free what it had begun for a terminal that it does not know. */
    static const char *const dumb[] = {"TERM=dumb", NULL}, *const unknown[] = {"TERM=no-such-terminal",
                                                                               "ASAN_OPTIONS=detect_leaks=0", NULL};
    struct emulator *e = sample_demo_with(*state, 24, 80, NULL, dumb);
    emulator_wait(e, "Number, or ? help, q quit:");
    emulator_type(e, "q\r");
    assert_int_equal(emulator_wait_end(e), 0);
    e = sample_demo_with(*state, 24, 80, NULL, unknown);
    emulator_wait(e, "\"no-such-terminal\" is not known");
    assert_int_equal(WEXITSTATUS(emulator_wait_end(e)), 2);
}

static void no_ledger_yet(void **state)
{
    struct sample *sample = *state;
    char home[SCRATCH_PATH + 8];
    snprintf(home, sizeof home, "HOME=%s", (const char *)sample->folder);
    const char *const arguments[] = {sample->program, "--lang", "en", NULL}, *const environment[] = {home, NULL};
    struct emulator *e = sample_start(sample, 24, 80, arguments, environment);
    emulator_wait(e, "There is no ledger at");
    emulator_wait(e, "Enter makes a key;");
    emulator_type(e, "4");
    emulator_wait(e, "The ledger is empty.");
    emulator_type(e, "qq");
    assert_int_equal(emulator_wait_end(e), 0);
    assert_false(emulator_alternate(e));
    /* Looking makes nothing. */
    snprintf(home, sizeof home, "%s/.local", (const char *)sample->folder);
    assert_int_not_equal(access(home, F_OK), 0);
}

/* The locale C promises nothing beyond ASCII: frames and marks are made of that. */
static void a_plain_locale_has_plain_signs(void **state)
{
    static const char *const environment[] = {"LC_ALL=C", NULL};
    struct emulator *e = sample_demo_with(*state, 24, 80, NULL, environment);
    emulator_wait_cursor(e, "> 2026-006");
    emulator_type(e, "4");
    emulator_wait_cursor(e, ">     148");
    struct slice bytes = emulator_bytes(e);
    assert_null(memmem(bytes.at, bytes.length, "─", strlen("─")));
    assert_null(memmem(bytes.at, bytes.length, "▸", strlen("▸")));
}

/* Also a crash leaves a terminal behind that can be used. */
static void every_signal_restores_the_terminal(void **state)
{
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct emulator *e = sample_demo(*state, 24, 80);
        assert_true(emulator_alternate(e));
        assert_false(emulator_is_cooked(e));
        emulator_signal(e, signals[i]);
        int status = emulator_wait_end(e);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), signals[i]);
        assert_false(emulator_alternate(e));
        assert_true(emulator_cursor_visible(e));
        assert_true(emulator_is_cooked(e));
    }
}

static void stopping_and_going_on(void **state)
{
    struct sample *sample = *state;
    char line[PROGRAM_PATH + 2 * SCRATCH_PATH];
    const char *const arguments[] = {"bash", "--norc", "--noprofile", "-i", NULL};
    const char *const environment[] = {"PS1=ready$ ", NULL};
    struct emulator *e = sample_start(sample, 24, 80, arguments, environment);
    emulator_wait(e, "ready$");
    snprintf(line, sizeof line, "'%s' demo --dir '%s' --lang en\r", sample->program, sample->demo);
    emulator_type(e, line);
    emulator_wait_cursor(e, "▸ 2026-006");
    emulator_type(e, "\032");
    emulator_wait(e, "Stopped");
    assert_false(emulator_alternate(e));
    assert_true(emulator_cursor_visible(e));
    emulator_type(e, "fg\r");
    emulator_wait_cursor(e, "▸ 2026-006");
    assert_true(emulator_alternate(e));
    emulator_type(e, KEY_DOWN_BYTES);
    emulator_wait_cursor(e, "▸ 2026-007");
    emulator_type(e, "q");
    emulator_wait_gone(e, "▸");
    emulator_type(e, "exit 7\r");
    assert_int_equal(WEXITSTATUS(emulator_wait_end(e)), 7);
}

/* A title that no entry may have: somebody has written into the tables of the file that he sent. */
static void spoil_titles(const char *path)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db,
                     "UPDATE proposal SET title = '東京' || char(27) || ']0;pwned' || char(7) || char(155) "
                     "|| '2J' || char(8238) || 'x' || char(770) || char(8203) || char(10) || 'Ende'",
                     NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
}

static void hostile_text_reaches_no_terminal(void **state)
{
    static const char people[] = SAMPLE_DELEGATE " evil\033]0;x\007\033[2J\n";
    struct sample *sample = *state;
    char folder[SCRATCH_PATH], data[SCRATCH_PATH + 16];
    spoil_titles(sample->ledger);
    assert_int_equal(mkdir(scratch_path(&sample->folder, "stimmbuch", folder), 0700), 0);
    scratch_write(&sample->folder, "stimmbuch/people", SLICE(people), 0600);
    snprintf(data, sizeof data, "XDG_DATA_HOME=%s", (const char *)sample->folder);
    const char *const arguments[] = {sample->program, "--ledger",      sample->ledger, "--keys", sample->keys,
                                     "--as",          SAMPLE_DELEGATE, "--lang",       "en",     NULL};
    const char *const environment[] = {data, NULL};
    struct emulator *e = sample_start(sample, 24, 80, arguments, environment);
    emulator_wait_cursor(e, "▸ 2026-006");
    static const char *const keys[] = {"2", "\r", "v", "\033", "q", "/x\r", "3", "\r", "1", "4", "6"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        emulator_type(e, keys[i]);
        emulator_wait(e, "help");
        emulator_listen(e, 50);
        emulator_expect_tame(emulator_bytes(e));
    }
    emulator_type(e, "2");
    emulator_wait(e, "東京");
    /* The frame beside wide characters and marks stands where it stands elsewhere. */
    for (int row = 5; row < 8; row++)
        assert_string_equal(emulator_cell(e, row, 79).text, "│");
}

/* Configured, a theme has its colours, and only the 8 of ANSI on the terminal's own background; mono has none. */
static void a_theme_has_its_colours(void **state)
{
    static const struct {
        const char *file;
        int frame;
    } themes[] = {{"theme = light\n", 4}, {"theme = dark\n", 6}, {"theme = mono\n", -1}};
    struct sample *sample = *state;
    char folder[SCRATCH_PATH], config[SCRATCH_PATH + 20];
    assert_int_equal(mkdir(scratch_path(&sample->folder, "stimmbuch", folder), 0700), 0);
    snprintf(config, sizeof config, "XDG_CONFIG_HOME=%s", (const char *)sample->folder);
    const char *const environment[] = {config, NULL};
    for (size_t i = 0; i < sizeof themes / sizeof themes[0]; i++) {
        scratch_write(&sample->folder, "stimmbuch/config", slice_of(themes[i].file), 0600);
        struct emulator *e = sample_demo_with(sample, 24, 80, NULL, environment);
        emulator_wait_cursor(e, "▸ 2026-006");
        assert_string_equal(emulator_cell(e, 2, 0).text, "┌");
        assert_int_equal(emulator_cell(e, 2, 0).colour, themes[i].frame);
        for (int row = 0; row < 24; row++)
            for (int column = 0; column < 80; column++) {
                struct emulator_cell cell = emulator_cell(e, row, column);
                assert_true(cell.plain_background && cell.colour >= -1);
                assert_true(themes[i].frame >= 0 || cell.colour == -1);
            }
    }
    scratch_write(&sample->folder, "stimmbuch/config", SLICE("mouse = maybe\n"), 0600);
    struct emulator *e = sample_demo_with(sample, 24, 200, NULL, environment);
    emulator_wait(e, "mouse can be on|off, nothing else: line 1");
    assert_int_equal(WEXITSTATUS(emulator_wait_end(e)), 2);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(a_terminal_that_cannot),         SAMPLE_TEST(no_ledger_yet),
        SAMPLE_TEST(a_plain_locale_has_plain_signs), SAMPLE_TEST(every_signal_restores_the_terminal),
        SAMPLE_TEST(stopping_and_going_on),          SAMPLE_TEST(hostile_text_reaches_no_terminal),
        SAMPLE_TEST(a_theme_has_its_colours),
    };
    return cmocka_run_group_tests(tests, sample_build, sample_remove);
}
