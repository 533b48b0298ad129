/* Founding a body on the screen: what is shown, asked for and refused, and that it does what `body found` does. */
#include "tests/stage_sign.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#define NAME "lenkungskreis.d-stack.example"
#define TO_SAMPLE "F End Up Up Up Up Up"
#define LOG_PASSPHRASE "Franz jagt"

static bool shows(struct stage *stage, const char *words)
{
    struct buffer shown;
    buffer_init(&shown);
    struct canvas canvas = stage_paint(stage, 30, 100, false);
    canvas_dump(&canvas, &shown);
    bool found = shown.at && strstr(shown.at, words);
    canvas_release(&canvas);
    buffer_release(&shown);
    return found;
}

static size_t keys(const struct stage *stage)
{
    struct arena arena;
    struct keyring_entry *entry;
    size_t count;
    arena_init(&arena);
    assert_int_equal(keyring_list(&stage->session.keyring, &arena, &entry, &count, NULL), STATUS_OK);
    arena_release(&arena);
    return count;
}

static void paste(struct stage *stage, const char *text)
{
    app_paste(&stage->app, slice_of(text));
}

/* To the screen on which the sample's founding is signed. */
static void choose_sample(struct stage *stage)
{
    stage->session.option[OPTION_KDF] = "interactive";
    stage_seal(stage, "gs1", "gs1");
    stage_enter(stage, "gs1", "en");
    stage_press(stage, TO_SAMPLE);
    assert_true(shows(stage, "▸ Lenkungskreis"));
    assert_true(shows(stage, "10 voting seats: Bund 2, Länder 3"));
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    assert_true(shows(stage, "stimmbuch/1 body"));
}

static void type_all(struct stage *stage, const char *log, const char *again)
{
    stage_press(stage, NAME " Enter");
    paste(stage, STAGE_PASSPHRASE);
    stage_press(stage, "Enter");
    paste(stage, log);
    stage_press(stage, "Enter");
    paste(stage, again);
    stage_press(stage, "Enter");
}

static void a_body_is_founded(void **state)
{
    struct stage *stage = *state;
    choose_sample(stage);
    type_all(stage, LOG_PASSPHRASE, LOG_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_true(stage_says(stage, "place 0, and the new head is signed"));
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM body WHERE name = '" NAME "'"), 1);
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM checkpoint"), 1);
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM member WHERE role = 'secretary' AND name = 'gs1'"),
                     1);
    assert_int_equal(keys(stage), 2);
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_start);
    stage_expect(stage, 24, 80, "N files a proposal, and on it B opens a");
    /* The same name once more. */
    stage_press(stage, TO_SAMPLE " Enter");
    assert_ptr_equal(stage_top(stage), &screen_founding);
    assert_true(stage_says(stage, "already"));
}

/* The log's key can be unlocked with the passphrase that was typed. */
static void the_log_key_has_its_passphrase(void **state)
{
    struct stage *stage = *state;
    struct arena arena;
    struct keyring_entry *entry;
    struct unlocked *key;
    size_t count;
    choose_sample(stage);
    type_all(stage, LOG_PASSPHRASE, LOG_PASSPHRASE);
    arena_init(&arena);
    assert_int_equal(keyring_list(&stage->session.keyring, &arena, &entry, &count, NULL), STATUS_OK);
    assert_int_equal(count, 2);
    assert_int_equal(keyfile_unlock(&stage->session.keyring, entry[1].label, SLICE(STAGE_PASSPHRASE), &key, NULL),
                     STATUS_KEY);
    assert_int_equal(keyfile_unlock(&stage->session.keyring, entry[1].label, SLICE(LOG_PASSPHRASE), &key, NULL),
                     STATUS_OK);
    assert_true(slice_is(unlocked_signer(key).vkey.name, NAME));
    unlocked_free(key);
    arena_release(&arena);
}

static void what_is_missing_founds_nothing(void **state)
{
    struct stage *stage = *state;
    choose_sample(stage);
    stage_press(stage, "yes Enter");
    assert_true(stage_says(stage, "That is not the word"));
    stage_press(stage, "^U");
    type_all(stage, LOG_PASSPHRASE, STAGE_PASSPHRASE);
    assert_true(stage_says(stage, "The two differ"));
    stage_press(stage, "Enter");
    assert_true(stage_says(stage, "choose a passphrase"));
    assert_int_equal(keys(stage), 1);
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_founding);
    assert_true(stage_says(stage, "nothing was written"));
    assert_int_equal(stage_entries(stage), 0);
    assert_int_equal(keys(stage), 1);
}

static void a_wrong_passphrase_leaves_no_log_key(void **state)
{
    struct stage *stage = *state;
    choose_sample(stage);
    stage_press(stage, NAME " Enter");
    paste(stage, "falsch");
    stage_press(stage, "Enter");
    paste(stage, LOG_PASSPHRASE);
    stage_press(stage, "Enter");
    paste(stage, LOG_PASSPHRASE);
    stage_press(stage, "Enter");
    assert_true(stage_says(stage, "is wrong"));
    assert_int_equal(keys(stage), 1);
    paste(stage, STAGE_PASSPHRASE);
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_int_equal(keys(stage), 2);
}

/* Refused when it is submitted: somebody else was quicker. */
static void a_refused_founding_leaves_no_log_key(void **state)
{
    struct stage *stage = *state;
    choose_sample(stage);
    world_found(stage->w, world_edit(stage->w, WORLD_STATUTE, "name: rat.example", "name: " NAME), "gs1");
    type_all(stage, LOG_PASSPHRASE, LOG_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_sign);
    assert_true(stage_says(stage, "already"));
    assert_int_equal(keys(stage), 1);
    assert_int_equal(stage_entries(stage), 1);
}

static void four_eyes_wait_for_the_second(void **state)
{
    struct stage *stage = *state;
    struct buffer vkey;
    buffer_init(&vkey);
    struct signer second = world_signer(stage->w, "gs2");
    vkey_write(&second.vkey, &vkey);
    stage->session.option[OPTION_KDF] = "interactive";
    stage_seal(stage, "gs1", "gs1");
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "Enter Down Enter");
    assert_ptr_equal(stage_top(stage), &screen_founding);
    assert_true(stage_says(stage, "wants 2 secretaries"));
    stage_press(stage, "gs2+0 Enter");
    assert_false(stage_says(stage, "Added"));
    stage_press(stage, "^U gs1 Enter");
    assert_true(stage_says(stage, "among the secretaries already"));
    stage_press(stage, "^U");
    paste(stage, vkey.at);
    stage_press(stage, "Enter");
    assert_true(stage_says(stage, "Added: gs2"));
    assert_true(shows(stage, "Secretaries: gs1, gs2"));
    stage_press(stage, "Backspace");
    assert_true(shows(stage, "Secretary: gs1"));
    paste(stage, vkey.at);
    stage_press(stage, "Enter Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    assert_true(shows(stage, "secretary: gs2+"));
    stage_press(stage, "arbeitskreis-betrieb.d-stack.example Enter");
    paste(stage, STAGE_PASSPHRASE);
    stage_press(stage, "Enter");
    paste(stage, LOG_PASSPHRASE);
    stage_press(stage, "Enter");
    paste(stage, LOG_PASSPHRASE);
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_true(stage_says(stage, "1 of 2"));
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM pending"), 1);
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM entry"), 0);
    assert_int_equal(keys(stage), 2);
    buffer_release(&vkey);
}

static void secretaries_are_chosen_from_known_keys(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "gs1", "gs1");
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "F Tab");
    assert_true(shows(stage, "Known keys"));
    /* Oneself is chosen already; what is not on this machine comes from the ledger, secretaries first. */
    assert_true(shows(stage, "stadt  Dr. Änne Größer, Musterstadt  (on this "));
    assert_false(shows(stage, "gs1  Jörg Süß"));
    stage_press(stage, "gs Down");
    assert_true(shows(stage, "▸ gs2"));
    stage_press(stage, "Enter");
    assert_true(stage_says(stage, "Added: gs2"));
    assert_true(shows(stage, "Secretaries: gs1, gs2"));
    stage_press(stage, "kre");
    assert_true(shows(stage, "  kreis"));
    assert_false(shows(stage, "  stadt"));
    /* Above the first one is the field again, where nothing of the list is taken. */
    stage_press(stage, "Down Up x");
    assert_true(shows(stage, "No key is known that fits."));
    stage_press(stage, "Enter");
    assert_false(stage_says(stage, "Added"));
    stage_press(stage, "^U Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    assert_true(shows(stage, "secretary: gs2+"));
}

/* What is wrong with a file is said with its place, as `body check` says it. */
static void a_file_of_ones_own_is_checked(void **state)
{
    struct stage *stage = *state;
    const char *path = world_say(stage->w, "%s/statute", stage->w->folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(world_edit(stage->w, WORLD_STATUTE, "level: steering", "level: privat"), file) >= 0);
    assert_int_equal(fclose(file), 0);
    stage_seal(stage, "gs1", "gs1");
    stage_enter(stage, "gs1", "en");
    stage_press(stage, "F End Enter");
    assert_true(stage_says(stage, "Type the path"));
    paste(stage, world_say(stage->w, "%s/nothing", stage->w->folder));
    assert_true(shows(stage, "there is no file with this name"));
    stage_press(stage, "^U");
    paste(stage, path);
    assert_true(shows(stage, "line 4, column 8: "));
    stage_press(stage, "Enter");
    assert_true(stage_says(stage, "Nothing can be founded from this file: line 4, column 8"));
    file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(WORLD_STATUTE, file) >= 0);
    assert_int_equal(fclose(file), 0);
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
}

static void without_a_key_nothing_is_founded(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "", "en");
    stage_press(stage, "F");
    assert_ptr_equal(stage_top(stage), &screen_start);
    assert_true(stage_says(stage, "There is no key to sign with"));
}

#define EMPTY_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make_empty, stage_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        EMPTY_TEST(a_body_is_founded),
        EMPTY_TEST(the_log_key_has_its_passphrase),
        EMPTY_TEST(what_is_missing_founds_nothing),
        EMPTY_TEST(a_wrong_passphrase_leaves_no_log_key),
        EMPTY_TEST(a_refused_founding_leaves_no_log_key),
        EMPTY_TEST(four_eyes_wait_for_the_second),
        EMPTY_TEST(a_file_of_ones_own_is_checked),
        EMPTY_TEST(without_a_key_nothing_is_founded),
        cmocka_unit_test_setup_teardown(secretaries_are_chosen_from_known_keys, stage_make, stage_remove),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
