/* Keys on the screen: the first one, another passphrase, another key; replaced, ended and handed over. */
#include "tests/stage_gates.h"
#include "tests/stage_sign.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static int make(void **state)
{
    if (stage_make(state) != 0)
        return -1;
    ((struct stage *)*state)->session.option[OPTION_KDF] = "interactive";
    stage_seal(*state, "stadt", "stadt");
    stage_seal(*state, "gs1", "gs1");
    return 0;
}

static int make_empty(void **state)
{
    if (stage_make_empty(state) != 0)
        return -1;
    ((struct stage *)*state)->session.option[OPTION_KDF] = "interactive";
    return 0;
}

static bool unlocks(struct stage *stage, const char *label, const char *passphrase)
{
    struct unlocked *key = NULL;
    bool opens =
        keyfile_unlock(&stage->session.keyring, slice_of(label), slice_of(passphrase), &key, NULL) == STATUS_OK;
    unlocked_free(key);
    return opens;
}

static size_t count_keys(struct stage *stage)
{
    struct arena arena;
    struct keyring_entry *keys;
    size_t count;
    arena_init(&arena);
    assert_int_equal(keyring_list(&stage->session.keyring, &arena, &keys, &count, NULL), STATUS_OK);
    arena_release(&arena);
    return count;
}

/* Types into the field with the focus, and Enter. */
static void type(struct stage *stage, const char *text)
{
    app_paste(&stage->app, slice_of(text));
    stage_press(stage, "Enter");
}

static void the_first_key_is_made_where_one_begins(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "", "en");
    stage_expect(stage, 24, 80, "Enter makes a key");
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_keys);
    type(stage, "Nicht so");
    assert_true(stage_says(stage, "small letters and digits"));
    stage_press(stage, "^U");
    type(stage, "stadt.muster");
    type(stage, "geheim");
    type(stage, "anders");
    assert_true(stage_says(stage, "The two differ"));
    assert_int_equal(count_keys(stage), 0);
    type(stage, "geheim");
    type(stage, "geheim");
    assert_true(stage_says(stage, "The key stadt.muster is made."));
    assert_true(unlocks(stage, "stadt.muster", "geheim"));
    /* It is the one at the screen from now on. */
    assert_string_equal(stage->app.who, "stadt.muster");
    stage_expect(stage, 24, 80, "stadt.muster  in use");
    stage_expect(stage, 24, 80, "Fingerprint");
    stage_press(stage, "Esc F");
    assert_ptr_equal(stage_top(stage), &screen_founding);
}

static void on_a_small_screen_the_words_are_scrolled(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "8");
    struct canvas canvas = stage_paint(stage, 12, 40, false); /* the screen knows its size from there */
    canvas_release(&canvas);
    assert_false(stage_shows(stage, 12, 40, "Iris Gold"));
    stage_press(stage, "PgDn");
    stage_expect(stage, 12, 40, "Iris Gold");
}

static void leaving_makes_no_key(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "", "en");
    stage_press(stage, "8");
    type(stage, "gs");
    type(stage, "geheim");
    stage_press(stage, "Esc");
    assert_true(stage_says(stage, "Nothing was done."));
    assert_int_equal(count_keys(stage), 0);
    stage_press(stage, "Enter");
    type(stage, "gs");
    app_paste(&stage->app, SLICE("geheim"));
    /* The idle lock wipes what was typed of a passphrase. */
    app_act(&stage->app, ACTION_LOCK);
    stage_press(stage, "Tab");
    type(stage, "geheim");
    assert_true(stage_says(stage, "Choose a passphrase."));
    assert_int_equal(count_keys(stage), 0);
}

static void a_passphrase_is_changed(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "8 Enter Down Enter");
    type(stage, "falsch");
    type(stage, "neu");
    type(stage, "neu");
    assert_true(stage_says(stage, "is wrong"));
    assert_true(unlocks(stage, "stadt", STAGE_PASSPHRASE));
    type(stage, STAGE_PASSPHRASE);
    assert_true(stage_says(stage, "The key stadt has a new passphrase."));
    assert_true(unlocks(stage, "stadt", "neu"));
    assert_false(unlocks(stage, "stadt", STAGE_PASSPHRASE));
}

static void another_key_signs_from_now_on(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_expect(stage, 24, 80, "Your votes");
    stage_press(stage, "Tab 8 Home Down");
    stage_expect(stage, 24, 80, "ausschuss.example: secretary");
    stage_press(stage, "Enter Enter");
    assert_true(stage_says(stage, "You sign with gs1 from now on."));
    assert_string_equal(stage->app.who, "gs1");
    stage_expect(stage, 24, 80, "Jörg Süß");
    stage_press(stage, "Esc");
    /* It had no votes: the list that was selected is gone. */
    stage_expect(stage, 24, 80, "Approve: kreis-2");
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_pending);
}

/* A body's key under a name, as the ledger has it. */
static int64_t keys_in_force(struct stage *stage, const char *name)
{
    return world_number(stage->w, world_say(stage->w,
                                            "SELECT count(DISTINCT key) FROM chain WHERE name = '%s' AND "
                                            "until IS NULL",
                                            name));
}

static int64_t changes(struct stage *stage, const char *name)
{
    return world_number(
        stage->w, world_say(stage->w, "SELECT count(*) FROM chain WHERE name = '%s' AND until IS NOT NULL", name));
}

static void begin_rotation(struct stage *stage)
{
    stage_press(stage, "8 Enter Down Down Enter");
    stage_expect(stage, 24, 80, "A new key takes the place of yours");
    type(stage, "Neuer Rechner.");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    stage_expect(stage, 40, 100, "action: rotate");
    stage_expect(stage, 40, 100, "| Neuer Rechner.");
}

static void a_key_is_replaced_in_every_body(void **state)
{
    struct stage *stage = *state;
    stage_add_gates(stage);
    stage_enter(stage, "stadt", "en");
    size_t files = count_keys(stage);
    begin_rotation(stage);
    stage_expect(stage, 40, 100, "body: betrieb.example");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_true(stage_says(stage, "The new key gets a passphrase of its own"));
    type(stage, "neu");
    type(stage, "neu");
    /* The next body; both keys are unlocked. */
    assert_ptr_equal(stage_top(stage), &screen_sign);
    stage_expect(stage, 40, 100, "body: rat.example");
    stage_expect(stage, 40, 100, "| Neuer Rechner.");
    stage_press(stage, "yes Enter");
    assert_ptr_equal(stage_top(stage), &screen_keys);
    assert_true(stage_says(stage, "stadt is the new key now"));
    assert_int_equal(changes(stage, "stadt"), 2);
    assert_int_equal(keys_in_force(stage, "stadt"), 1);
    assert_true(unlocks(stage, "stadt", "neu"));
    assert_int_equal(count_keys(stage), files + 1);
    stage_expect(stage, 24, 80, "stadt  in use");
    stage_expect(stage, 40, 100, "rat.example: holder, Kreisfreie Stadt");
    /* Of the earlier one no place is left. */
    stage_press(stage, "Down");
    stage_expect(stage, 40, 100, "none any more");
}

static void a_rotation_that_was_left_goes_on(void **state)
{
    struct stage *stage = *state;
    stage_add_gates(stage);
    stage_enter(stage, "stadt", "en");
    begin_rotation(stage);
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    type(stage, "neu");
    type(stage, "neu");
    stage_expect(stage, 40, 100, "body: rat.example");
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_keys);
    assert_int_equal(changes(stage, "stadt"), 1);
    assert_true(unlocks(stage, "stadt", STAGE_PASSPHRASE));
    stage_press(stage, "Esc");
    begin_rotation(stage);
    stage_expect(stage, 40, 100, "body: rat.example");
    stage_press(stage, "yes Enter");
    assert_true(stage_says(stage, "Now the passphrase of the key stadt+"));
    type(stage, "neu");
    assert_true(stage_says(stage, "stadt is the new key now"));
    assert_int_equal(keys_in_force(stage, "stadt"), 1);
    assert_true(unlocks(stage, "stadt", "neu"));
}

static void a_rotation_that_is_not_signed_leaves_nothing(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    size_t files = count_keys(stage);
    begin_rotation(stage);
    stage_sign(stage, "yes", "falsch");
    type(stage, "neu");
    type(stage, "neu");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_keys);
    assert_int_equal(count_keys(stage), files);
    assert_int_equal(changes(stage, "stadt"), 0);
}

static void ending_a_key_asks_for_its_name(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_press(stage, "8 Enter Down Down Down Enter");
    stage_expect(stage, 24, 80, "It cannot be undone.");
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_sign);
    stage_expect(stage, 40, 100, "action: revoke");
    stage_press(stage, "yes Enter");
    assert_true(stage_says(stage, "type stadt"));
    stage_press(stage, "^U");
    stage_sign(stage, "stadt", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_keys);
    assert_true(stage_says(stage, "The key stadt is ended"));
    assert_int_equal(keys_in_force(stage, "stadt"), 0);
}

/* Once a body: where two secretaries sign it waits, and the next body is asked all the same. */
static void a_secretary_ends_the_key_of_another(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    int64_t before = stage_entries(stage);
    stage_press(stage, "6");
    for (int i = 0; i < 5 && !stage_shows(stage, 24, 80, "▸ kreis"); i++)
        stage_press(stage, "Down");
    stage_press(stage, "R");
    assert_ptr_equal(stage_top(stage), &screen_keys);
    type(stage, "Gestohlen.");
    stage_expect(stage, 40, 100, "body: ausschuss.example");
    stage_sign(stage, "kreis", STAGE_PASSPHRASE);
    assert_true(stage_says(stage, "waits for further signatures: 1 of 2"));
    stage_expect(stage, 40, 100, "body: rat.example");
    stage_press(stage, "kreis Enter");
    assert_ptr_equal(stage_top(stage), &screen_members);
    assert_true(stage_says(stage, "The key kreis is ended"));
    assert_int_equal(stage_entries(stage), before + 2);
    assert_int_equal(changes(stage, "kreis"), 1);
}

static void who_may_not_end_a_key_is_told(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    int64_t before = stage_entries(stage);
    stage_press(stage, "6 Down Down Down R Enter");
    assert_ptr_equal(stage_top(stage), &screen_keys);
    assert_true(stage_says(stage, "can you, as a secretary, revoke a key"));
    stage_press(stage, "Esc");
    assert_ptr_equal(stage_top(stage), &screen_members);
    assert_int_equal(stage_entries(stage), before);
}

static void a_log_is_handed_over(void **state)
{
    struct stage *stage = *state;
    stage_seal_log(stage);
    stage_enter(stage, "gs1", "en");
    int64_t heads = world_number(stage->w, "SELECT count(*) FROM checkpoint WHERE body = 1");
    stage_press(stage, "8 Home Down Down");
    stage_expect(stage, 24, 80, "▸ rat.example+");
    stage_press(stage, "Enter Down Down Enter Enter");
    stage_expect(stage, 40, 100, "action: log");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_true(stage_says(stage, "Now the passphrase of the key rat.example+"));
    type(stage, STAGE_PASSPHRASE);
    type(stage, "neu");
    type(stage, "neu");
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_true(stage_says(stage, "and the new head is signed"));
    assert_int_equal(changes(stage, "rat.example"), 1);
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM checkpoint WHERE body = 1"), heads + 1);
}

static void a_lost_log_key_needs_a_reason(void **state)
{
    struct stage *stage = *state;
    stage_seal_log(stage);
    stage_enter(stage, "gs1", "en");
    size_t files = count_keys(stage);
    stage_press(stage, "8 Home Down Down Enter Down Down Down Enter Enter");
    assert_ptr_equal(stage_top(stage), &screen_keys);
    assert_true(stage_says(stage, "Say what became of the old key"));
    type(stage, "Verbrannt.");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    type(stage, "neu");
    type(stage, "neu");
    /* One more secretary signs in the place of the old key. */
    assert_ptr_equal(stage_top(stage), &screen_receipt);
    assert_true(stage_says(stage, "waits for further signatures"));
    assert_int_equal(count_keys(stage), files + 1);
}

#define KEYS_TEST(test) cmocka_unit_test_setup_teardown(test, make, stage_remove)
#define EMPTY_TEST(test) cmocka_unit_test_setup_teardown(test, make_empty, stage_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        EMPTY_TEST(the_first_key_is_made_where_one_begins),
        EMPTY_TEST(leaving_makes_no_key),
        KEYS_TEST(on_a_small_screen_the_words_are_scrolled),
        KEYS_TEST(a_passphrase_is_changed),
        KEYS_TEST(another_key_signs_from_now_on),
        KEYS_TEST(a_key_is_replaced_in_every_body),
        KEYS_TEST(a_rotation_that_was_left_goes_on),
        KEYS_TEST(a_rotation_that_is_not_signed_leaves_nothing),
        KEYS_TEST(ending_a_key_asks_for_its_name),
        KEYS_TEST(a_secretary_ends_the_key_of_another),
        KEYS_TEST(who_may_not_end_a_key_is_told),
        KEYS_TEST(a_log_is_handed_over),
        KEYS_TEST(a_lost_log_key_needs_a_reason),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
