/* Keys that every screen has: going back, copying an id, saving a file, an attachment; and searching the ledger. */
#include "data/blob.h"
#include "data/file.h"
#include "data/query.h"
#include "tests/stage_sign.h"
#include "tests/world_text.h"
#include "tui/screens.h"
#include "tui/taking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

static bool press(struct stage *stage, const char *name)
{
    struct key key = {.text = strlen(name) == 1};
    memcpy(key.name, name, strlen(name));
    return app_key(&stage->app, &key);
}

/* Who goes back once too often is told how to end, and stays. */
static void escape_does_not_end_the_program(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 / strasse Enter");
    for (int i = 0; i < 6; i++)
        assert_true(press(stage, "Esc"));
    assert_ptr_equal(stage_top(stage), &screen_start);
    assert_true(stage_says(stage, "q ends the program."));
    assert_false(press(stage, "q"));
}

/* The id of an entry as the ledger has it. */
static const char *id_of(struct stage *stage, const char *sql)
{
    char hex[DIGEST_HEX_LENGTH + 1] = "";
    struct rows rows = store_ask(app_store(&stage->app), sql, "");
    assert_true(rows_next(&rows));
    struct digest id = rows_digest(&rows, 0);
    assert_int_equal(rows_end(&rows), STATUS_OK);
    digest_hex(&id, hex);
    return world_say(stage->w, "%s", hex);
}

static void the_id_of_what_is_selected_is_copied(void **state)
{
    static const struct {
        const char *keys, *sql;
    } rows[] = {
        {"2 / kataster Enter", "SELECT id FROM proposal WHERE number = '2026-002'"},
        {"2 / kataster Enter Enter", "SELECT id FROM proposal WHERE number = '2026-002'"},
        {"2 / kataster Enter Enter r", "SELECT id FROM ballot WHERE title LIKE '2026-002%'"},
        {"2 / kataster Enter Enter v", "SELECT id FROM ballot WHERE title LIKE '2026-002%'"},
        {"", "SELECT id FROM ballot WHERE title LIKE '2026-002%'"},
        {"4", "SELECT id FROM entry WHERE body = 1 ORDER BY idx DESC LIMIT 1"},
        {"4 Enter", "SELECT id FROM entry WHERE body = 1 ORDER BY idx DESC LIMIT 1"},
        {"4 End", "SELECT id FROM entry WHERE body = 1 AND idx = 0"},
    };
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        stage_enter(stage, "stadt", "en");
        stage_press(stage, rows[i].keys);
        stage_press(stage, "y");
        if (!stage_says(stage, id_of(stage, rows[i].sql)))
            fail_msg("row %zu: %s", i, stage->app.message.at ? stage->app.message.at : "nothing was said");
    }
    stage_press(stage, "t y");
    assert_true(stage_says(stage, "There is nothing here to be copied or saved."));
}

/* Types a path in the world's folder over the proposed name, and Enter. */
static const char *save_as(struct stage *stage, const char *name)
{
    const char *path = world_say(stage->w, "%s/%s", stage->w->folder, name);
    assert_ptr_equal(stage_top(stage), &screen_save);
    stage_press(stage, "^U");
    app_paste(&stage->app, slice_of(path));
    stage_press(stage, "Enter");
    return path;
}

static void expect_file(struct stage *stage, const char *path, struct slice bytes)
{
    struct buffer saved;
    buffer_init(&saved);
    assert_int_equal(file_read(path, 1 << 20, &saved, &stage->w->problem), STATUS_OK);
    assert_true(slice_equal(buffer_slice(&saved), bytes));
    buffer_release(&saved);
}

/* Byte for byte; and a file that is there stays. */
static void an_entry_is_saved_as_it_was_signed(void **state)
{
    struct stage *stage = *state;
    struct buffer note;
    buffer_init(&note);
    stage_enter(stage, "stadt", "en");
    assert_int_equal(query_entry(app_store(&stage->app), 1, 3, &note, &stage->w->problem), STATUS_OK);
    stage_press(stage, "4 End Up Up Up e");
    assert_true(stage_shows(stage, 24, 80, "rat.example-3.txt"));
    const char *path = save_as(stage, "saved.txt");
    assert_ptr_equal(stage_top(stage), &screen_ledger);
    assert_true(stage_says(stage, world_say(stage->w, "Saved: %s", path)));
    expect_file(stage, path, buffer_slice(&note));
    stage_press(stage, "Up e");
    save_as(stage, "saved.txt");
    assert_ptr_equal(stage_top(stage), &screen_save);
    assert_true(stage_says(stage, "is there already, and it is not replaced"));
    expect_file(stage, path, buffer_slice(&note));
    save_as(stage, "");
    assert_true(stage_says(stage, "Type a name for the file."));
    save_as(stage, "nowhere/saved.txt");
    assert_true(stage_says(stage, "cannot be opened"));
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_ledger);
    buffer_release(&note);
}

static void expect_in_file(struct stage *stage, const char *path, const char *words)
{
    struct buffer saved;
    buffer_init(&saved);
    assert_int_equal(file_read(path, 1 << 20, &saved, &stage->w->problem), STATUS_OK);
    buffer_byte(&saved, '\0');
    if (!strstr(saved.at, words))
        fail_msg("\"%s\" is not in:\n%s", words, saved.at);
    buffer_release(&saved);
}

/* What is no entry is saved as text: a count to its end, an audit as the command prints it, a statute in words. */
static void pages_are_saved_as_text(void **state)
{
    static const struct {
        const char *keys, *name, *words;
    } rows[] = {
        {"2 / hauptstrasse Enter Enter r e", "result-2026-005.txt", "rejected"},
        {"5 e", "audit.txt", "Checked: every signature, the tree, every rule"},
        {"6 t e", "statute-rat.example.txt", "einfach"},
    };
    struct stage *stage = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        stage_enter(stage, "stadt", "en");
        stage_press(stage, rows[i].keys);
        stage_expect(stage, 24, 80, rows[i].name);
        expect_in_file(stage, save_as(stage, rows[i].name), rows[i].words);
    }
}

/* An audit is a text or, by the end of the file's name, the JSON that the command prints. */
static void an_audit_is_saved_as_json(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "5 e Tab");
    stage_expect(stage, 24, 80, "audit.json");
    stage_press(stage, "Tab");
    stage_expect(stage, 24, 80, "audit.txt");
    const char *path = save_as(stage, "audit.json");
    expect_in_file(stage, path, "{\"ok\":true,\"complete\":true,\"bodies\":[{\"body\":\"rat.example\",");
    expect_in_file(stage, path, "\"findings\":[]}\n");
}

static void names_of_files_stay_in_their_folder(void **state)
{
    static const char *const rows[][2] = {
        {"Kostenschätzung 2027.pdf", "Kostenschätzung_2027.pdf"},
        {"../../.bashrc", "_._.._.bashrc"},
        {"-rf", "_rf"},
        {".profile", "_profile"},
        {"a/b\\c:d\"e", "a_b_c_d_e"},
        {"", "stimmbuch"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer name;
        buffer_init(&name);
        taking_name(slice_of(rows[i][0]), &name);
        assert_string_equal(name.at, rows[i][1]);
        buffer_release(&name);
    }
}

/* Attachments are saved one after the other, and never opened; what is not there is said so. */
static void attachments_are_saved(void **state)
{
    static const char bytes[] = "%PDF-1.7 what anybody may have put there";
    struct stage *stage = *state;
    struct digest content = digest_of(slice_of(bytes));
    char hex[DIGEST_HEX_LENGTH + 1], none[DIGEST_HEX_LENGTH + 1];
    digest_hex(&content, hex);
    memset(none, '0', DIGEST_HEX_LENGTH);
    none[DIGEST_HEX_LENGTH] = '\0';
    world_propose(stage->w, "stadt", "2026-077",
                  world_say(stage->w,
                            "for: stadt\nattachment: %s %zu ../Kosten schätzung.pdf\nattachment: %s 12 Fehlt.txt\n",
                            hex, sizeof bytes - 1, none));
    assert_int_equal(blob_keep(ledger_store(stage->w->ledger), slice_of(bytes), &stage->w->problem), STATUS_OK);
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "2 / 2026-077 Enter Enter o");
    stage_expect(stage, 24, 80, "_._Kosten_schätzung.pdf");
    expect_file(stage, save_as(stage, "Kosten.pdf"), slice_of(bytes));
    stage_press(stage, "o");
    assert_true(stage_says(stage, "The file Fehlt.txt is not in this ledger, which has only its hash."));
    stage_press(stage, "o");
    assert_ptr_equal(stage_top(stage), &screen_save);
    stage_press(stage, "Esc Esc Esc / kataster Enter Enter o");
    assert_true(stage_says(stage, "This proposal has no attachment."));
}

static void the_ledger_is_searched(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    const char *vote = id_of(stage, "SELECT id FROM entry WHERE body = 1 AND idx = 22");
    stage_press(stage, "4 / strassenkataster");
    stage_expect(stage, 24, 80, " / strassenkataster");
    stage_expect(stage, 24, 80, "proposal      stadt");
    assert_false(stage_shows(stage, 24, 80, "result"));
    /* The search and the kind together; Esc takes the search away, then the kind. */
    stage_press(stage, "Enter f");
    stage_expect(stage, 24, 80, "Filter: proposal (1)");
    stage_press(stage, "Esc");
    stage_expect(stage, 24, 80, "Filter: proposal (5)");
    stage_press(stage, "Esc");
    stage_expect(stage, 24, 80, "(32)");
    /* An id finds its entry. */
    stage_press(stage, "/");
    app_paste(&stage->app, slice_of(world_say(stage->w, "%.12s", vote)));
    stage_press(stage, "Enter Enter");
    stage_expect(stage, 24, 80, "Entry 22: exactly as it stands in the ledger");
    stage_press(stage, "Esc / x y z");
    stage_expect(stage, 24, 80, "No entry has these words. Esc clears the search.");
    stage_press(stage, "Esc");
    stage_expect(stage, 24, 80, "(32)");
}

#define STAGE_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        STAGE_TEST(escape_does_not_end_the_program),
        STAGE_TEST(the_id_of_what_is_selected_is_copied),
        STAGE_TEST(an_entry_is_saved_as_it_was_signed),
        STAGE_TEST(pages_are_saved_as_text),
        STAGE_TEST(an_audit_is_saved_as_json),
        cmocka_unit_test(names_of_files_stay_in_their_folder),
        STAGE_TEST(attachments_are_saved),
        STAGE_TEST(the_ledger_is_searched),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
