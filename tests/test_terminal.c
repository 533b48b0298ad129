/*
 * The program as a person has it: real keys on a pseudo-terminal, and what a terminal makes of its output. The sample
 * world of the demo is built once; each test gets a copy.
 */
#include "tests/scratch.h"
#include "tests/terminal.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define DELEGATE "kommune-1.lenkungskreis.d-stack.example"

static const char *const none[] = {NULL};

struct place {
    void *folder;
    char program[SCRATCH_PATH], demo[SCRATCH_PATH];
    struct emulator *e;
};

/* The folder in which the sample world lies as it was built. */
static char built[SCRATCH_PATH];

static const char *program(void)
{
    const char *named = getenv("STIMMBUCH");
    return named && *named ? named : "build/release/stimmbuch";
}

/* Runs a command without a terminal; its exit status. */
static int run(const char *const *arguments)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        union {
            const char *const *borrowed;
            char *const *wanted;
        } list = {.borrowed = arguments};
        int null = open("/dev/null", O_RDWR);
        dup2(null, STDIN_FILENO);
        dup2(null, STDOUT_FILENO);
        execvp(arguments[0], list.wanted);
        _exit(127);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static int build_world(void **state)
{
    if (scratch_make(state) != 0)
        return -1;
    scratch_path(state, "demo", built);
    const char *const arguments[] = {program(), "demo", "--dir", built, "--quiet", NULL};
    return run(arguments);
}

static int enter(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    char *real = realpath(program(), NULL);
    if (!place || !real || scratch_make(&place->folder) != 0)
        return -1;
    snprintf(place->program, sizeof place->program, "%s", real);
    free(real);
    scratch_path(&place->folder, "demo", place->demo);
    const char *const arguments[] = {"cp", "-a", built, place->demo, NULL};
    *state = place;
    return run(arguments);
}

static int leave(void **state)
{
    struct place *place = *state;
    emulator_free(place->e);
    scratch_remove(&place->folder);
    free(place);
    return 0;
}

/* The demo's screens in English; `option` may be NULL. */
static struct emulator *start_with(struct place *place, int rows, int columns, const char *option,
                                   const char *const *environment)
{
    const char *const arguments[] = {place->program, "demo", "--dir", place->demo, "--lang", "en", option, NULL};
    emulator_free(place->e);
    place->e = emulator_start(rows, columns, arguments, environment);
    return place->e;
}

static struct emulator *start(struct place *place, int rows, int columns)
{
    struct emulator *e = start_with(place, rows, columns, NULL, none);
    emulator_wait_cursor(e, "▸ 2026-006");
    return e;
}

/* The whole vote, with what a person may do wrong on the way. */
static void a_vote_from_start_to_receipt(void **state)
{
    struct emulator *e = start(*state, 30, 100);
    emulator_wait(e, "the passphrase of every key is beispiel");
    emulator_type(e, "\r");
    emulator_wait(e, "Your vote: none");
    emulator_type(e, "v");
    emulator_wait(e, "step 1 of 3");
    emulator_wait_cursor(e, "▸ (●) YES");
    emulator_type(e, KEY_DOWN_BYTES);
    emulator_wait_cursor(e, "▸ (●) NO");
    emulator_type(e, "\r");
    emulator_wait(e, "Exactly this text will be signed");
    emulator_wait(e, "choice: no");
    emulator_type(e, "\r");
    emulator_wait(e, "Enter alone signs nothing");
    emulator_type(e, "yes\r");
    emulator_wait(e, "That is not the word");
    emulator_type(e, "\025no\r");
    emulator_wait(e, "Now the passphrase");
    emulator_type(e, "falsch\r");
    emulator_wait(e, "passphrase is wrong");
    emulator_type(e, "beispiel\r");
    emulator_wait(e, "✓ in the ledger");
    assert_null(memmem(emulator_bytes(e).at, emulator_bytes(e).length, "falsch", 6));
    emulator_type(e, "1");
    emulator_wait_cursor(e, "▸ 2026-007");
    emulator_wait(e, "no          in the ledger");
    emulator_type(e, "q");
    assert_int_equal(emulator_wait_end(e), 0);
}

/* Whoever has unlocked the key votes again without being asked for the passphrase. */
static void a_second_vote_does_not_ask_again(void **state)
{
    struct emulator *e = start(*state, 24, 80);
    emulator_type(e, "v\r");
    emulator_wait(e, "To sign, type YES");
    emulator_type(e, "yes\r");
    emulator_wait(e, "Now the passphrase");
    emulator_type(e, "beispiel\r");
    emulator_wait(e, "✓ in the ledger");
    emulator_type(e, "1");
    emulator_wait_cursor(e, "▸ 2026-007");
    emulator_type(e, "v\r");
    emulator_wait(e, "To sign, type YES");
    assert_null(strstr(emulator_text(e), "Passphrase"));
    emulator_type(e, "yes\r");
    emulator_wait(e, "✓ in the ledger");
}

/* A paste may hold a line end: it is text in the field, and signs nothing. */
static void a_paste_signs_nothing(void **state)
{
    struct emulator *e = start(*state, 24, 80);
    emulator_type(e, "v\r");
    emulator_wait(e, "To sign, type YES");
    emulator_type(e, "\033[200~yes\rbeispiel\r\033[201~");
    emulator_wait(e, "yes beispiel");
    emulator_type(e, "\r");
    emulator_wait(e, "That is not the word");
}

/* Screen readers follow the cursor: it stands on what is selected, after every key. */
static void the_cursor_is_on_the_focus(void **state)
{
    static const struct {
        const char *keys, *focus;
    } rows[] = {
        {"2", "▸ 2026-206"},          {KEY_DOWN_BYTES, "▸ 2026-205"}, {"j", "▸ 2026-204"},
        {KEY_UP_BYTES, "▸ 2026-205"}, {"G", "▸ 2026-001"},            {"g", "▸ 2026-206"},
        {"/stoerung", " "},           {"\r", "▸ 2026-201"},           {"\033", "▸ 2026-2"},
        {"3", "▸ "},                  {"j", "▸ "},                    {"4", "▸ "},
        {"6", "▸ "},                  {"?", " "},                     {"\033", "▸ "},
        {"q", "▸ 2026-006"},          {"\t", "▸ ✓ 2026-"},            {"v", "▸ "},
    };
    struct emulator *e = start(*state, 30, 100);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        emulator_type(e, rows[i].keys);
        emulator_wait_cursor(e, rows[i].focus);
        assert_true(emulator_cursor_visible(e));
    }
}

static void nothing_is_written_when_nothing_happens(void **state)
{
    static const char *const keys[] = {"2", "3", "4", "5", "6", "?"};
    enum { TICKS_MS = 900 };
    struct emulator *e = start(*state, 30, 100);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        emulator_type(e, keys[i]);
        emulator_wait(e, i == 3 ? "Every signature" : "help");
        emulator_listen(e, 100);
        if (i % 3 == 0)
            assert_int_equal(emulator_listen(e, TICKS_MS), 0);
    }
}

/* One line further in a list costs less than 400 bytes, the list scrolling or not. */
static void scrolling_is_cheap(void **state)
{
    enum { LINES = 30, MOST = 400 };
    struct emulator *e = start(*state, 24, 80);
    emulator_type(e, "4");
    emulator_wait_cursor(e, "▸      48");
    for (int i = 47; i > 47 - LINES; i--) {
        char focus[32];
        snprintf(focus, sizeof focus, "▸ %7d", i);
        emulator_listen(e, 50);
        emulator_forget(e);
        emulator_type(e, "j");
        emulator_wait_cursor(e, focus);
        emulator_listen(e, 50);
        assert_in_range(emulator_bytes(e).length, 1, MOST);
    }
}

static void resizing_loses_nothing(void **state)
{
    struct emulator *e = start(*state, 24, 80);
    emulator_type(e, "2/standard\r");
    emulator_wait_cursor(e, "▸ 2026-204");
    static const struct {
        int rows, columns;
        const char *shows;
    } sizes[] = {
        {30, 100, "┘"}, {8, 30, "too small"}, {12, 40, "…"}, {50, 200, "┘"}, {1, 1, "T"}, {24, 80, "┘"},
    };
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        emulator_resize(e, sizes[i].rows, sizes[i].columns);
        if (sizes[i].rows < 10) {
            emulator_wait(e, sizes[i].shows);
            continue;
        }
        emulator_wait_cursor(e, "▸ 2026-204");
        emulator_wait(e, sizes[i].shows);
        emulator_wait(e, "standard");
        emulator_wait(e, "? help");
    }
}

static int coloured_cells(const struct emulator *e, int rows, int columns)
{
    int coloured = 0;
    for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
            struct emulator_cell cell = emulator_cell(e, row, column);
            assert_int_not_equal(cell.colour, -2);
            assert_true(cell.plain_background);
            assert_false(cell.reverse && cell.colour != -1);
            coloured += cell.colour != -1;
        }
    }
    return coloured;
}

/* The same text with and without colours: nothing is told by colour alone. */
static void colours_can_be_switched_off(void **state)
{
    static const char *const no_color[] = {"NO_COLOR=1", NULL}, *const vt100[] = {"TERM=vt100", NULL};
    static const struct {
        const char *option;
        const char *const *environment;
        bool coloured;
    } rows[] = {{NULL, none, true}, {"--mono", none, false}, {NULL, no_color, false}, {NULL, vt100, false}};
    static const char *const keys[] = {"", "2", "3", "4", "6"};
    char *seen[5] = {NULL};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct emulator *e = start_with(*state, 30, 100, rows[i].option, rows[i].environment);
        emulator_wait_cursor(e, "▸ 2026-006");
        for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
            emulator_type(e, k ? keys[k] : "1");
            emulator_wait(e, k ? "q back" : "q end");
            emulator_listen(e, 100);
            assert_int_equal(coloured_cells(e, 30, 100) > 0, rows[i].coloured);
            if (!seen[k])
                seen[k] = strdup(emulator_text(e));
            assert_string_equal(emulator_text(e), seen[k]);
        }
    }
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
        free(seen[k]);
}

static void ascii_mode(void **state)
{
    struct emulator *e = start_with(*state, 24, 80, "--ascii", none);
    emulator_wait_cursor(e, "> 2026-006");
    emulator_type(e, "2");
    emulator_wait_cursor(e, "> 2026-206");
    emulator_wait(e, "Up up");
    assert_null(strstr(emulator_text(e), "─"));
    assert_null(strstr(emulator_text(e), "▸"));
}

static void a_terminal_that_cannot(void **state)
{
    static const char *const dumb[] = {"TERM=dumb", NULL}, *const unknown[] = {"TERM=no-such-terminal", NULL};
    struct emulator *e = start_with(*state, 24, 80, NULL, dumb);
    emulator_wait(e, "cannot show screens");
    assert_int_equal(WEXITSTATUS(emulator_wait_end(e)), 2);
    e = start_with(*state, 24, 80, NULL, unknown);
    emulator_wait(e, "\"no-such-terminal\" is not known");
    assert_int_equal(WEXITSTATUS(emulator_wait_end(e)), 2);
}

static void no_ledger_yet(void **state)
{
    struct place *place = *state;
    char home[SCRATCH_PATH + 8];
    snprintf(home, sizeof home, "HOME=%s/home", (const char *)place->folder);
    const char *const arguments[] = {place->program, "--lang", "en", NULL}, *const environment[] = {home, NULL};
    struct emulator *e = place->e = emulator_start(24, 80, arguments, environment);
    emulator_wait(e, "stimmbuch demo");
    assert_int_equal(WEXITSTATUS(emulator_wait_end(e)), 5);
    assert_false(emulator_alternate(e));
}

/* Also a crash leaves a terminal behind that can be used. */
static void every_signal_restores_the_terminal(void **state)
{
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct emulator *e = start(*state, 24, 80);
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
    struct place *place = *state;
    char line[3 * SCRATCH_PATH];
    const char *const arguments[] = {"bash", "--norc", "--noprofile", "-i", NULL};
    const char *const environment[] = {"PS1=ready$ ", NULL};
    struct emulator *e = place->e = emulator_start(24, 80, arguments, environment);
    emulator_wait(e, "ready$");
    snprintf(line, sizeof line, "'%s' demo --dir '%s' --lang en\r", place->program, place->demo);
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

/* What another process writes is seen without a key. */
static void changes_by_others_are_seen(void **state)
{
    struct place *place = *state;
    char ledger[SCRATCH_PATH + 16], keys[SCRATCH_PATH + 16], passphrase[SCRATCH_PATH + 16];
    struct emulator *e = start(place, 24, 80);
    snprintf(ledger, sizeof ledger, "%s/ledger.db", place->demo);
    snprintf(keys, sizeof keys, "%s/keys", place->demo);
    snprintf(passphrase, sizeof passphrase, "%s/passphrase", place->demo);
    const char *const arguments[] = {place->program, "vote",   "2026-006",          "yes",      "--yes",
                                     "--as",         DELEGATE,
                                     "--ledger",     ledger,   "--keys",            keys,       "--passphrase-file",
                                     passphrase,     NULL};
    assert_int_equal(run(arguments), 0);
    emulator_wait_cursor(e, "▸ 2026-007");
}

/* Nothing that could steer a terminal: no OSC, DCS, bell, C1, no sequence that ncurses does not write. */
static void expect_tame(struct slice bytes)
{
    for (size_t i = 0; i < bytes.length; i++) {
        unsigned char c = (unsigned char)bytes.at[i], next = i + 1 < bytes.length ? (unsigned char)bytes.at[i + 1] : 0;
        if (c == 0x1B && !strchr("[()=>78M", next))
            fail_msg("ESC 0x%02x at byte %zu", next, i);
        if (c == 0x07 || c == 0x7F || (c == 0xC2 && next >= 0x80 && next < 0xA0))
            fail_msg("a control character at byte %zu", i);
        if (c == 0xE2 && next == 0x80 && i + 2 < bytes.length && (unsigned char)bytes.at[i + 2] >= 0xAA &&
            (unsigned char)bytes.at[i + 2] <= 0xAE)
            fail_msg("a bidirectional control at byte %zu", i);
    }
}

/* A title that no entry may have: somebody has written into the tables of the file that he sent. */
static void spoil_titles(const char *demo)
{
    char path[SCRATCH_PATH + 16];
    sqlite3 *db = NULL;
    snprintf(path, sizeof path, "%s/ledger.db", demo);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "UPDATE proposal SET title = '東京' || char(27) || ']0;pwned' || char(7) || char(155) || "
                                  "'2J' || char(8238) || 'x' || char(770) || char(8203) || ' \\n' || char(10) || 'Ende'",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
}

static void hostile_text_reaches_no_terminal(void **state)
{
    static const char people[] = DELEGATE " evil\033]0;x\007\033[2J\n";
    struct place *place = *state;
    char ledger[SCRATCH_PATH + 16], keys_folder[SCRATCH_PATH + 16], data[SCRATCH_PATH + 16];
    spoil_titles(place->demo);
    assert_int_equal(mkdir(scratch_path(&place->folder, "stimmbuch", data), 0700), 0);
    scratch_write(&place->folder, "stimmbuch/people", SLICE(people), 0600);
    snprintf(data, sizeof data, "XDG_DATA_HOME=%s", (const char *)place->folder);
    snprintf(ledger, sizeof ledger, "%s/ledger.db", place->demo);
    snprintf(keys_folder, sizeof keys_folder, "%s/keys", place->demo);
    const char *const arguments[] = {place->program, "--ledger", ledger, "--keys", keys_folder, "--as", DELEGATE,
                                     "--lang",       "en",       NULL},
                      *const environment[] = {data, NULL};
    struct emulator *e = place->e = emulator_start(24, 80, arguments, environment);
    emulator_wait_cursor(e, "▸ 2026-006");
    static const char *const keys[] = {"2", "\r", "v", "\033", "q", "/x\r", "3", "\r", "1", "4", "6"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        emulator_type(e, keys[i]);
        emulator_wait(e, "help");
        emulator_listen(e, 50);
        expect_tame(emulator_bytes(e));
    }
    emulator_type(e, "2");
    emulator_wait(e, "東京");
    /* The frame beside wide characters and marks stands where it stands elsewhere. */
    for (int row = 5; row < 8; row++)
        assert_string_equal(emulator_cell(e, row, 79).text, "│");
}

#define AT_TERMINAL(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        AT_TERMINAL(a_vote_from_start_to_receipt),
        AT_TERMINAL(a_second_vote_does_not_ask_again),
        AT_TERMINAL(a_paste_signs_nothing),
        AT_TERMINAL(the_cursor_is_on_the_focus),
        AT_TERMINAL(nothing_is_written_when_nothing_happens),
        AT_TERMINAL(scrolling_is_cheap),
        AT_TERMINAL(resizing_loses_nothing),
        AT_TERMINAL(colours_can_be_switched_off),
        AT_TERMINAL(ascii_mode),
        AT_TERMINAL(a_terminal_that_cannot),
        AT_TERMINAL(no_ledger_yet),
        AT_TERMINAL(every_signal_restores_the_terminal),
        AT_TERMINAL(stopping_and_going_on),
        AT_TERMINAL(changes_by_others_are_seen),
        AT_TERMINAL(hostile_text_reaches_no_terminal),
    };
    return cmocka_run_group_tests(tests, build_world, scratch_remove);
}
