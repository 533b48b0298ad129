/* Countersignatures of auditors: who may, on which head, and what they make final. */
#include "data/fork_prove.h"
#include "data/head.h"
#include "data/head_cosign.h"
#include "tests/forked.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

static void the_line_of_an_auditor(void **state)
{
    struct world *w = *state;
    struct buffer note;
    struct note parsed;
    uint64_t time;
    buffer_init(&note);
    world_auditors(w);
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_REFUSED);
    world_sign_head(w);
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_OK);
    assert_int_equal(note_parse(buffer_slice(&note), &parsed, NULL), STATUS_OK);
    assert_int_equal(parsed.lines, 2);
    struct signer signer = world_signer(w, "revision");
    struct vkey key = vkey_make(signer.vkey.name, KEY_TYPE_COSIGNATURE, &signer.vkey.key);
    assert_true(note_line_names(&parsed.line[1], &key));
    assert_true(checkpoint_cosignature_verify(&parsed, 1, &key, &time));
    assert_int_equal(time, 1795428900);
    /* Once is enough; and the mark is this head. */
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_OK);
    assert_int_equal(note_parse(buffer_slice(&note), &parsed, NULL), STATUS_OK);
    assert_int_equal(parsed.lines, 2);
    assert_int_equal(world_cosign(w, "hof", &note), STATUS_OK);
    assert_int_equal(note_parse(buffer_slice(&note), &parsed, NULL), STATUS_OK);
    assert_int_equal(parsed.lines, 3);
    assert_int_equal(head_check_mark(log_replay(world_log(w)), world_marks(w), &w->problem), STATUS_OK);
    buffer_release(&note);
}

static void nobody_else(void **state)
{
    struct world *w = *state;
    struct buffer note;
    buffer_init(&note);
    world_auditors(w);
    world_sign_head(w);
    static const char *const others[] = {"stadt", "gs1", "fremd"};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(world_cosign(w, others[i], &note), STATUS_REFUSED);
    /* The name of an auditor is not enough. */
    struct signer signer = world_signer(w, "revision"), other = world_signer(w, "fremd");
    other.vkey = vkey_make(signer.vkey.name, KEY_TYPE_ED25519, &other.vkey.key);
    assert_int_equal(head_cosign(world_log(w), log_size(world_log(w)), &other, 1, world_marks(w), &note, &w->problem),
                     STATUS_REFUSED);
    assert_int_equal(world_cosigners(w, 0), 0);
    buffer_release(&note);
}

static void how_many_auditors_hold_an_entry(void **state)
{
    struct world *w = *state;
    struct buffer note;
    buffer_init(&note);
    world_auditors(w);
    world_sign_head(w);
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_OK);
    int64_t early = (int64_t)log_size(world_log(w));
    world_propose(w, "stadt", "1", "");
    /* A head holds the entries below its size: those up to `early` - 1. */
    assert_int_equal(world_cosigners(w, early - 1), 1);
    assert_int_equal(world_cosigners(w, early), 0);
    world_sign_head(w);
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_OK);
    assert_int_equal(world_cosigners(w, early), 1);
    /* Two heads of one auditor are one auditor. */
    assert_int_equal(world_cosigners(w, early - 1), 1);
    assert_int_equal(world_cosign(w, "hof", &note), STATUS_OK);
    assert_int_equal(world_cosigners(w, early), 2);
    buffer_release(&note);
}

/* A countersignature that somebody forged, or over another head, counts for nothing. */
static void a_forged_line(void **state)
{
    struct world *w = *state;
    struct buffer line, text;
    buffer_init(&line);
    buffer_init(&text);
    world_auditors(w);
    world_sign_head(w);
    struct signer signer = world_signer(w, "revision");
    struct checkpoint head = {.origin = slice_of(w->body), .size = 1, .root = log_root(world_log(w))};
    checkpoint_write(&head, &text);
    checkpoint_cosign(buffer_slice(&text), &signer, 1, &line);
    assert_int_equal(store_run(ledger_store(w->ledger), "UPDATE checkpoint SET note = CAST(note || ? AS BLOB)", "b",
                               buffer_slice(&line)),
                     STATUS_OK);
    assert_int_equal(world_cosigners(w, 0), 0);
    w->unchecked = true;
    buffer_release(&line);
    buffer_release(&text);
}

static void a_ledger_that_was_rolled_back(void **state)
{
    struct world *w = *state;
    struct buffer note;
    buffer_init(&note);
    world_auditors(w);
    world_sign_head(w);
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_OK);
    /* Another ledger of the same founding lacks what this machine's mark holds. */
    struct checkpoint head = {.origin = slice_of(w->body), .size = log_size(world_log(w)) + 1};
    struct signer log = world_signer(w, w->body);
    struct buffer text, mark;
    buffer_init(&text);
    buffer_init(&mark);
    checkpoint_write(&head, &text);
    note_sign(buffer_slice(&text), &log, &mark);
    assert_int_equal(head_mark(world_log(w), buffer_slice(&mark), world_marks(w), &w->problem), STATUS_OK);
    assert_int_equal(world_cosign(w, "hof", &note), STATUS_MISMATCH);
    assert_int_equal(world_cosigners(w, 0), 1);
    buffer_release(&text);
    buffer_release(&mark);
    buffer_release(&note);
}

/* A head of another history that bears the auditor's own line is not continued. */
static void beside_a_head_of_its_own(void **state)
{
    struct world *w = *state;
    struct buffer note;
    buffer_init(&note);
    world_auditors(w);
    world_sign_head(w);
    world_foreign_head(w, "revision");
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_MISMATCH);
    assert_int_equal(world_cosign(w, "hof", &note), STATUS_OK);
    buffer_release(&note);
}

/* What was signed after the audit had begun was not audited. */
static void a_head_signed_meanwhile(void **state)
{
    struct world *w = *state;
    struct buffer note;
    buffer_init(&note);
    world_auditors(w);
    world_sign_head(w);
    uint64_t audited = log_size(world_log(w));
    world_propose(w, "stadt", "1", "");
    world_sign_head(w);
    assert_int_equal(world_cosign_at(w, audited, "revision", &note), STATUS_REFUSED);
    assert_int_equal(world_cosigners(w, 0), 0);
    assert_int_equal(world_cosign_at(w, audited + 1, "revision", &note), STATUS_OK);
    assert_int_equal(world_cosigners(w, 0), 1);
    buffer_release(&note);
}

/* Another process appended, then signed, since this one audited: it goes by the newest state, and the head audited. */
static void after_another_process(void **state)
{
    struct world *w = *state;
    struct buffer note;
    buffer_init(&note);
    world_auditors(w);
    world_sign_head(w);
    struct ledger *here = w->ledger, *there;
    uint64_t audited = log_size(world_log(w));
    assert_int_equal(ledger_open(w->path, STORE_WRITE, &there, &w->problem), STATUS_OK);
    w->ledger = there;
    world_propose(w, "stadt", "1", "");
    w->ledger = here;
    assert_int_equal(world_cosign_at(w, audited, "revision", &note), STATUS_OK);
    assert_int_equal(world_cosigners(w, (int64_t)audited - 1), 1);
    assert_int_equal(world_cosigners(w, (int64_t)audited), 0);
    w->ledger = there;
    world_sign_head(w);
    world_revoke(w, "hof");
    w->ledger = here;
    assert_int_equal(world_cosign_at(w, audited, "revision", &note), STATUS_REFUSED);
    assert_int_equal(world_cosign_at(w, audited + 1, "hof", &note), STATUS_REFUSED);
    assert_int_equal(world_cosign_at(w, audited + 1, "revision", &note), STATUS_OK);
    assert_int_equal(world_cosigners(w, (int64_t)audited), 1);
    ledger_close(there);
    buffer_release(&note);
}

/* The log's key was handed over behind its newest head: that one is still signed by the key of its own size. */
static void after_a_hand_over(void **state)
{
    struct world *w = *state;
    struct buffer note;
    buffer_init(&note);
    world_auditors(w);
    world_sign_head(w);
    const char *next = world_say(w, "%s#2", w->body);
    world_take(w, world_key_text(w, "gs1", "log", w->body, next), world_say(w, "gs1 %s %s", w->body, next));
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_OK);
    struct signer before = world_signer(w, w->body), after = world_signer(w, next);
    assert_int_equal(head_sign(world_log(w), &before, world_marks(w), &w->problem), STATUS_KEY);
    assert_int_equal(head_sign(world_log(w), &after, world_marks(w), &w->problem), STATUS_OK);
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_OK);
    assert_int_equal(world_cosigners(w, 0), 1);
    buffer_release(&note);
}

/* A decision becomes the statute when it is final; what has a place in the log already is not asked again. */
static void a_statute_waits_for_the_auditors(void **state)
{
    struct world *w = *state;
    struct buffer note;
    buffer_init(&note);
    world_found(w, world_say(w, "%sfinal: 2\n", WORLD_STATUTE), "gs1");
    world_enrol(w, "revision", "auditor", NULL);
    world_enrol(w, "hof", "auditor", NULL);
    world_enrol(w, "stadt", "holder", "stadt");
    world_enrol(w, "kreis", "holder", "kreis");
    const char *motion = "\n| ```statute\n| chair: kreis\n| ```\n",
               *ballot = world_open(w, world_propose(w, "stadt", "1", motion), "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    const char *result = world_result(w, ballot, world_close(w, ballot)),
               *text = world_text(w, "statute", "gs1", world_say(w, "chair: kreis\ndecided: %s\n", result));
    assert_int_equal(world_send(w, text, "gs1"), REASON_FINAL);
    assert_int_equal(ledger_try(w->ledger, slice_of(text), w->now, &w->problem), STATUS_REFUSED);
    assert_string_equal(w->problem.detail[0], "0/2");
    world_sign_head(w);
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_OK);
    assert_int_equal(world_send(w, text, "gs1"), REASON_FINAL);
    assert_string_equal(w->problem.detail[0], "1/2");
    assert_int_equal(world_cosign(w, "hof", &note), STATUS_OK);
    assert_int_equal(ledger_try(w->ledger, slice_of(text), w->now, &w->problem), STATUS_OK);
    world_take(w, text, "gs1");
    buffer_release(&note);
}

/* A countersigned head makes final what it holds, in whatever row somebody has put it. */
static void a_short_head_in_a_long_row(void **state)
{
    struct world *w = *state;
    struct buffer note;
    buffer_init(&note);
    world_auditors(w);
    world_sign_head(w);
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_OK);
    int64_t size = (int64_t)log_size(world_log(w));
    world_propose(w, "stadt", "1", "");
    assert_int_equal(store_run(ledger_store(w->ledger), "UPDATE checkpoint SET size = size + 1", ""), STATUS_OK);
    assert_int_equal(world_cosigners(w, size - 1), 1);
    assert_int_equal(world_cosigners(w, size), 0);
    w->unchecked = true;
    buffer_release(&note);
}

/* An auditor signs one history, whichever ledger file is laid before them: neither a fork nor what is older. */
static void in_another_ledger(void **state)
{
    struct world *w = *state;
    struct buffer note, proof;
    const char *other = forked_make(w), *own;
    buffer_init(&note);
    buffer_init(&proof);
    assert_int_equal(world_cosign_at(w, 7, "revision", &note), STATUS_OK);
    own = forked_turn(w, other);
    assert_int_equal(world_cosign_at(w, 6, "revision", &note), STATUS_MISMATCH);
    assert_non_null(strstr(w->problem.message, "is behind a head"));
    for (int i = 0; i < 3; i++)
        world_propose(w, "stadt", world_say(w, "A-%d", 3 + i), "");
    forked_sign(w);
    assert_int_equal(world_cosign_at(w, 9, "revision", &note), STATUS_MISMATCH);
    assert_non_null(strstr(w->problem.message, "holds another history"));
    assert_int_equal(world_number(w, "SELECT count(*) FROM checkpoint WHERE instr(note, 'revision')"), 0);
    /* The mark and this ledger's own head prove it to others. */
    assert_int_equal(fork_search(world_log(w), world_marks(w), &proof, &w->problem), STATUS_OK);
    assert_true(fork_is(buffer_slice(&proof)));
    /* Whoever lost the mark is still held to what the ledger says they signed. */
    forked_turn(w, own);
    world_foreign_head(w, "revision");
    w->unchecked = true;
    assert_int_equal(unlink(world_say(w, "%s/%s", world_marks(w), w->founding)), 0);
    assert_int_equal(world_cosign_at(w, 7, "revision", &note), STATUS_MISMATCH);
    buffer_clear(&proof);
    assert_int_equal(fork_search(world_log(w), world_marks(w), &proof, &w->problem), STATUS_OK);
    buffer_release(&proof);
    buffer_release(&note);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(the_line_of_an_auditor),
        WORLD_TEST(nobody_else),
        WORLD_TEST(how_many_auditors_hold_an_entry),
        WORLD_TEST(a_forged_line),
        WORLD_TEST(a_ledger_that_was_rolled_back),
        WORLD_TEST(beside_a_head_of_its_own),
        WORLD_TEST(a_head_signed_meanwhile),
        WORLD_TEST(after_another_process),
        WORLD_TEST(after_a_hand_over),
        WORLD_TEST(in_another_ledger),
        WORLD_TEST(a_short_head_in_a_long_row),
        WORLD_TEST(a_statute_waits_for_the_auditors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
