/* Heads on the screen: a secretary signs the head of a log, an auditor countersigns it when everything holds. */
#include "data/head.h"
#include "data/store_rows.h"
#include "tests/forked.h"
#include "tests/stage_sign.h"
#include "tests/world_text.h"
#include "tui/screens.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static int make(void **state)
{
    if (stage_make(state) != 0)
        return -1;
    struct stage *stage = *state;
    stage_seal(stage, "gs1", "gs1");
    stage_seal(stage, "revision", "revision");
    stage_seal_log(stage);
    world_enrol(stage->w, "revision", "auditor", NULL);
    return 0;
}

static int64_t heads(struct stage *stage)
{
    return world_number(stage->w, "SELECT count(*) FROM checkpoint WHERE body = 1");
}

static void choose_body(struct stage *stage)
{
    for (int i = 0; i < 2 && !stage_shows(stage, 24, 80, "head of rat.example"); i++)
        stage_press(stage, "Tab");
    stage_expect(stage, 24, 80, "head of rat.example");
}

/* On the log's screen of that body. */
static void open_head(struct stage *stage, const char *key)
{
    stage_press(stage, "4");
    for (int i = 0; i < 2 && !stage_shows(stage, 24, 80, " rat.example"); i++)
        stage_press(stage, "Tab");
    stage_press(stage, key);
    assert_ptr_equal(stage_top(stage), &screen_head);
    choose_body(stage);
}

static void the_head_of_a_log_is_signed(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    int64_t before = heads(stage);
    open_head(stage, "W");
    stage_expect(stage, 24, 80, "Key: rat.example+");
    stage_press(stage, "Enter");
    assert_true(stage_says(stage, "Enter alone signs nothing"));
    stage_sign(stage, "yes", "falsch");
    assert_true(stage_says(stage, "is wrong"));
    assert_int_equal(heads(stage), before);
    app_paste(&stage->app, SLICE(STAGE_PASSPHRASE));
    stage_press(stage, "Enter");
    assert_ptr_equal(stage_top(stage), &screen_ledger);
    assert_true(stage_says(stage, "is signed."));
    assert_int_equal(heads(stage), before + 1);
    open_head(stage, "W");
    stage_expect(stage, 24, 80, "This head is signed already");
}

static void without_the_key_of_the_log_there_is_no_head(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "gs1", "en");
    struct signer log = world_signer(stage->w, stage->w->body);
    struct buffer label;
    buffer_init(&label);
    key_label_write(&log.vkey, &label);
    assert_int_equal(keyfile_remove(&stage->session.keyring, buffer_slice(&label), NULL), STATUS_OK);
    buffer_release(&label);
    stage_press(stage, "W");
    assert_ptr_equal(stage_top(stage), &screen_start);
    assert_true(stage_says(stage, "is not on this machine"));
}

static void an_auditor_countersigns_what_holds(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "revision", "en");
    stage_expect(stage, 24, 80, "U does so too");
    open_head(stage, "U");
    stage_expect(stage, 24, 80, "Key: revision");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_true(stage_says(stage, "Everything holds."));
    assert_int_equal(world_number(stage->w, "SELECT count(*) FROM checkpoint WHERE body = 1 AND "
                                            "instr(CAST(note AS TEXT), ' revision ') > 0"),
                     1);
    /* The key is unlocked now. */
    open_head(stage, "U");
    assert_false(stage_shows(stage, 24, 80, "Passphrase:"));
    stage_press(stage, "yes Enter");
    assert_true(stage_says(stage, "What is new holds."));
}

static void what_does_not_hold_is_not_countersigned(void **state)
{
    struct stage *stage = *state;
    struct world *w = stage->w;
    w->unchecked = true;
    stage_enter(stage, "revision", "en");
    open_head(stage, "U");
    assert_int_equal(
        store_run(ledger_store(w->ledger), "UPDATE proposal SET title = 'anders' WHERE number = '2026-001'", ""),
        STATUS_OK);
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_head);
    assert_true(stage_says(stage, "does not hold"));
}

static void a_delegate_countersigns_nothing(void **state)
{
    struct stage *stage = *state;
    stage_seal(stage, "stadt", "stadt");
    stage_enter(stage, "stadt", "en");
    open_head(stage, "U");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_ptr_equal(stage_top(stage), &screen_head);
    assert_true(stage_says(stage, "auditor"));
}

#define HEAD_TEST(test) cmocka_unit_test_setup_teardown(test, make, stage_remove)

/* What the mark and the ledger prove to others is written down, and the message names the file. */
static void two_histories_are_proved(void **state)
{
    struct stage *stage = *state;
    struct world *w = stage->w;
    w->body = "rat.example";
    const char *copy = forked_path(w, "other.db");
    struct ledger *own = w->ledger, *other;
    assert_int_equal(ledger_open(copy, STORE_WRITE, &other, &w->problem), STATUS_OK);
    struct signer log = world_signer(w, w->body);
    w->ledger = other;
    world_propose(w, "stadt", "2027-1", "");
    assert_int_equal(head_sign(world_log(w), &log, stage->session.marks_path.at, &w->problem), STATUS_OK);
    ledger_close(other);
    w->ledger = own;
    world_propose(w, "stadt", "2027-2", "");
    forked_sign(w);
    stage_enter(stage, "gs1", "en");
    open_head(stage, "W");
    stage_sign(stage, "yes", STAGE_PASSPHRASE);
    assert_true(stage_says(stage, "The proof for others"));
    assert_true(stage_says(stage, "/rat.example-"));
}

/* Where all that a key has is an auditor's office, the connection itself cannot write; other keys bring it back. */
static void an_auditor_only_reads(void **state)
{
    struct stage *stage = *state;
    int64_t before = stage_entries(stage);
    stage_enter(stage, "revision", "en");
    assert_int_not_equal(store_run(app_store(&stage->app), "UPDATE body SET title = 'another'", ""), STATUS_OK);
    stage_expect(stage, 24, 80, "revision, read-only");
    stage_press(stage, "I");
    assert_true(stage_says(stage, "An auditor's screen only reads"));
    stage_press(stage, "a d");
    assert_true(stage_says(stage, "An auditor's screen only reads"));
    assert_int_equal(stage_entries(stage), before);
    stage_enter(stage, "gs1", "en");
    assert_int_equal(stage->session.mode, STORE_WRITE);
    assert_false(stage_shows(stage, 24, 80, "read-only"));
}

static void read_only_is_for_everybody_who_wants_it(void **state)
{
    struct stage *stage = *state;
    stage->session.option[OPTION_READ_ONLY] = "";
    stage_enter(stage, "gs1", "en");
    assert_int_equal(stage->session.mode, STORE_READ);
    stage_expect(stage, 24, 80, ", read-only");
    stage_press(stage, "W");
    assert_true(stage_says(stage, "The program runs read-only"));
    stage_press(stage, "2 / partnerschaft Enter Enter B Enter");
    assert_ptr_not_equal(stage_top(stage), &screen_sign);
    assert_true(stage_says(stage, "The program runs read-only"));
    stage->session.option[OPTION_READ_ONLY] = NULL;
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        HEAD_TEST(the_head_of_a_log_is_signed),
        HEAD_TEST(without_the_key_of_the_log_there_is_no_head),
        HEAD_TEST(an_auditor_countersigns_what_holds),
        HEAD_TEST(what_does_not_hold_is_not_countersigned),
        HEAD_TEST(two_histories_are_proved),
        HEAD_TEST(a_delegate_countersigns_nothing),
        HEAD_TEST(an_auditor_only_reads),
        HEAD_TEST(read_only_is_for_everybody_who_wants_it),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
