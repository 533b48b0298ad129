/* The program as a person has it: real keys on a pseudo-terminal, and what a terminal makes of its output. */
#include "core/encode.h"
#include "tests/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const none[] = {NULL};

/* The whole vote, with what a person may do wrong on the way. */
static void a_vote_from_start_to_receipt(void **state)
{
    struct emulator *e = sample_demo(*state, 30, 100);
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
    emulator_wait(e, "is wrong, or its file");
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
    struct emulator *e = sample_demo(*state, 24, 80);
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

/* An order is built with real keys, and its word signs it. */
static void a_vote_by_ranking(void **state)
{
    struct emulator *e = sample_demo(*state, 30, 100);
    emulator_type(e, "2/2026-016\r\r");
    emulator_wait(e, "Your vote: none");
    emulator_type(e, "v");
    emulator_wait_cursor(e, "▸  –  semantik");
    emulator_type(e, "\r");
    emulator_wait(e, "Nothing has a place yet");
    emulator_type(e, " " KEY_DOWN_BYTES);
    emulator_wait_cursor(e, "▸  –  workflow");
    emulator_type(e, KEY_DOWN_BYTES " ");
    emulator_wait(e, "exact text of: semantik>ki");
    emulator_type(e, "+");
    emulator_wait(e, "exact text of: ki>semantik");
    emulator_type(e, "-=");
    emulator_wait(e, "exact text of: semantik=ki");
    emulator_type(e, "\r");
    emulator_wait(e, "choice: semantik=ki");
    emulator_wait(e, "To sign, type semantik=ki");
    emulator_type(e, "semantik\r");
    emulator_wait(e, "That is not the word");
    emulator_type(e, "\025semantik=ki\r");
    emulator_wait(e, "Now the passphrase");
    emulator_type(e, "beispiel\r");
    emulator_wait(e, "✓ in the ledger");
    emulator_type(e, "1");
    emulator_wait(e, "semantik=ki");
    emulator_type(e, "q");
    assert_int_equal(emulator_wait_end(e), 0);
}

/* The editor has the terminal, in the form a shell wants it, and gives it back. */
static void an_editor_in_between(void **state)
{
    static const char *const environment[] = {
        "EDITOR=sh -c 'echo in the editor; read line; echo \"Vom Editor: $line\" >\"$0\"'", NULL};
    struct emulator *e = sample_demo_with(*state, 24, 80, NULL, environment);
    emulator_type(e, "\r");
    emulator_wait(e, "Your vote: none");
    emulator_type(e, "w");
    emulator_wait(e, "What do you say to it?");
    emulator_type(e, "\030");
    emulator_wait(e, "in the editor");
    assert_false(emulator_alternate(e));
    assert_true(emulator_is_cooked(e));
    emulator_type(e, "Hallo\r");
    emulator_wait(e, "Vom Editor: Hallo");
    emulator_wait(e, "What do you say to it?");
    assert_true(emulator_alternate(e));
    emulator_type(e, "\r");
    emulator_wait(e, "| Vom Editor: Hallo");
}

/* The word is that of the language; capitals do not matter. */
static void a_vote_in_german(void **state)
{
    static const char *const nothing[] = {NULL};
    struct sample *sample = *state;
    const char *const arguments[] = {sample->program, "demo", "--dir", sample->demo, "--lang", "de", NULL};
    struct emulator *e = sample_start(sample, 24, 80, arguments, nothing);
    emulator_wait_cursor(e, "▸ 2026-006");
    emulator_type(e, "v\r");
    emulator_wait(e, "Genau dieser Text wird unterschrieben");
    emulator_type(e, "Ja\r");
    emulator_wait_cursor(e, " ");
    emulator_type(e, "beispiel\r");
    emulator_wait(e, "✓ im Ledger");
}

/* A paste may hold a line end: it is text in the field, and signs nothing. */
static void a_paste_signs_nothing(void **state)
{
    struct emulator *e = sample_demo(*state, 24, 80);
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
        {"2", "▸ 2026-206"},  {KEY_DOWN_BYTES, "▸ 2026-205"},
        {"j", "▸ 2026-204"},  {KEY_UP_BYTES, "▸ 2026-205"},
        {"G", "▸ 2026-001"},  {"g", "▸ 2026-206"},
        {"/stoerung", " "},   {"\r", "▸ 2026-201"},
        {"\033", "▸ 2026-2"}, {"3", "▸ "},
        {"j", "▸ "},          {"4", "▸ "},
        {"6", "▸ "},          {"?", " "},
        {"\033", "▸ "},       {"q", "▸ 2026-006"},
        {"\t", "▸ ✓ 2026-"},  {"v", "▸ "},
    };
    struct emulator *e = sample_demo(*state, 30, 100);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        emulator_type(e, rows[i].keys);
        emulator_wait_cursor(e, rows[i].focus);
        assert_true(emulator_cursor_visible(e));
    }
}

static void nothing_is_written_when_nothing_happens(void **state)
{
    /* The loop looks at the ledger every 400 ms. */
    enum { QUIET_MS = 100, LOOKS_MS = 900 };
    static const struct {
        const char *key, *shows;
    } rows[] = {{"2", "2026-206"}, {"5", "Every signature"}};
    struct emulator *e = sample_demo(*state, 30, 100);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        emulator_type(e, rows[i].key);
        emulator_wait(e, rows[i].shows);
        emulator_listen(e, QUIET_MS);
        assert_int_equal(emulator_listen(e, LOOKS_MS), 0);
    }
}

/* Bytes for one line further in a list, until its focus is on this text. */
static size_t step(struct emulator *e, const char *focus)
{
    emulator_forget(e);
    emulator_type(e, "j");
    emulator_wait_cursor(e, focus);
    emulator_listen(e, 20);
    return emulator_bytes(e).length;
}

/* One line further in a list costs less than 300 bytes, the list scrolling or not. */
static void scrolling_is_cheap(void **state)
{
    enum { LINES = 30, MOST = 300 };
    struct emulator *e = sample_demo(*state, 24, 80);
    char focus[32];
    emulator_type(e, "4");
    emulator_wait_cursor(e, "▸     148");
    for (int i = 147; i > 147 - LINES; i--) {
        snprintf(focus, sizeof focus, "▸ %7d", i);
        assert_in_range(step(e, focus), 1, MOST);
    }
}

/* With a preview below the list it is so while the keys follow each other; then the preview comes. */
static void scrolling_with_a_preview_is_cheap(void **state)
{
    static const char keys[] = "jjjjjjjjjjjjjj";
    enum { MOST = 400, LINES = sizeof keys - 1 };
    struct emulator *e = sample_demo(*state, 24, 80);
    emulator_type(e, "2");
    emulator_wait_cursor(e, "▸ 2026-206");
    emulator_wait(e, "Filed by");
    emulator_forget(e);
    emulator_type(e, keys);
    emulator_wait_cursor(e, "▸ 2026-106");
    emulator_wait(e, "─ Preview 2026-106");
    emulator_wait(e, "Filed by");
    assert_in_range(emulator_bytes(e).length / LINES, 1, MOST);
}

/* The terminal is given the id that the message has. */
static void an_id_is_copied(void **state)
{
    struct emulator *e = sample_demo(*state, 24, 80);
    uint8_t id[65] = {0};
    size_t length;
    emulator_type(e, "4");
    emulator_wait_cursor(e, "▸     148");
    emulator_forget(e);
    emulator_type(e, "y");
    emulator_wait(e, "Copied, as far as the terminal allows it:");
    struct slice bytes = emulator_bytes(e);
    (void)slice_cut(&bytes, ']');
    assert_memory_equal(bytes.at, "52;c;", 5);
    bytes = slice_from(bytes, 5);
    assert_true(base64_decode(slice_cut(&bytes, '\a'), id, 64, &length));
    emulator_wait(e, (const char *)id);
}

static void resizing_loses_nothing(void **state)
{
    struct emulator *e = sample_demo(*state, 24, 80);
    emulator_type(e, "2/standard\r");
    emulator_wait_cursor(e, "▸ 2026-204");
    static const struct {
        int rows, columns;
        const char *shows;
    } sizes[] = {
        {30, 100, "┘"}, {8, 30, "too small"}, {12, 40, "…"}, {50, 200, "┘"}, {2, 9, "The"}, {24, 80, "┘"},
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
        struct emulator *e = sample_demo_with(*state, 30, 100, rows[i].option, rows[i].environment);
        emulator_wait_cursor(e, "▸ 2026-006");
        for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
            emulator_type(e, k ? keys[k] : "1");
            emulator_wait(e, k == 1 ? "Filed by" : k ? "q back" : "q end"); /* the preview comes last */
            emulator_settle(e, seen[k]);
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
    struct emulator *e = sample_demo_with(*state, 24, 80, "--ascii", none);
    emulator_wait_cursor(e, "> 2026-006");
    emulator_type(e, "2");
    emulator_wait_cursor(e, "> 2026-206");
    emulator_wait(e, "Up/Down move");
    assert_null(strstr(emulator_text(e), "─"));
    assert_null(strstr(emulator_text(e), "▸"));
}

/* What another process writes is seen without a key. */
static void changes_by_others_are_seen(void **state)
{
    struct sample *sample = *state;
    struct emulator *e = sample_demo(sample, 24, 80);
    const char *const arguments[] = {
        sample->program,    "vote",     "2026-006",     "yes",    "--yes",      "--as",
        SAMPLE_DELEGATE,    "--ledger", sample->ledger, "--keys", sample->keys, "--passphrase-file",
        sample->passphrase, NULL};
    assert_int_equal(sample_run(arguments), 0);
    emulator_wait_cursor(e, "▸ 2026-007");
}

/* From nothing to a body: the statute, the exact text, the name, the passphrases; the ledger is made by it. */
static void a_body_is_founded(void **state)
{
    struct sample *sample = *state;
    char ledger[SCRATCH_PATH];
    scratch_path(&sample->folder, "new.db", ledger);
    const char *const arguments[] = {sample->program, "--ledger",       ledger,   "--keys", sample->keys,
                                     "--as",          SAMPLE_SECRETARY, "--lang", "en",     NULL};
    struct emulator *e = sample_start(sample, 30, 100, arguments, none);
    emulator_wait(e, "There is no ledger at");
    emulator_type(e, "\r");
    emulator_wait_cursor(e, "▸ Abteilungsleiterrunde");
    emulator_type(e, "G" KEY_UP_BYTES KEY_UP_BYTES KEY_UP_BYTES KEY_UP_BYTES KEY_UP_BYTES);
    emulator_wait_cursor(e, "▸ Lenkungskreis");
    emulator_wait(e, "Before a ballot");
    emulator_type(e, "\r");
    emulator_wait(e, "name: lenkungskreis.d-stack.example");
    emulator_type(e, "lenkungskreis.d-stack.example\r");
    emulator_wait(e, "Now the passphrase");
    assert_int_not_equal(access(ledger, F_OK), 0);
    emulator_type(e, "beispiel\r");
    emulator_wait(e, "choose a passphrase");
    emulator_type(e, "geheim\r");
    emulator_wait(e, "once more");
    emulator_type(e, "geheim\r");
    emulator_wait(e, "✓ under a signed head");
    emulator_type(e, "1");
    emulator_wait(e, "Founded: Lenkungskreis");
    emulator_type(e, "5");
    emulator_wait(e, "Every signature");
    emulator_type(e, "qq");
    assert_int_equal(emulator_wait_end(e), 0);
    assert_int_equal(access(ledger, F_OK), 0);
    assert_null(memmem(emulator_bytes(e).at, emulator_bytes(e).length, "geheim", 6));
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(a_vote_from_start_to_receipt),
        SAMPLE_TEST(a_second_vote_does_not_ask_again),
        SAMPLE_TEST(a_vote_by_ranking),
        SAMPLE_TEST(an_editor_in_between),
        SAMPLE_TEST(a_vote_in_german),
        SAMPLE_TEST(a_paste_signs_nothing),
        SAMPLE_TEST(the_cursor_is_on_the_focus),
        SAMPLE_TEST(nothing_is_written_when_nothing_happens),
        SAMPLE_TEST(scrolling_is_cheap),
        SAMPLE_TEST(scrolling_with_a_preview_is_cheap),
        SAMPLE_TEST(an_id_is_copied),
        SAMPLE_TEST(resizing_loses_nothing),
        SAMPLE_TEST(colours_can_be_switched_off),
        SAMPLE_TEST(ascii_mode),
        SAMPLE_TEST(a_body_is_founded),
        SAMPLE_TEST(changes_by_others_are_seen),
    };
    return cmocka_run_group_tests(tests, sample_build, sample_remove);
}
