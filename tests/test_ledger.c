/* The door to the ledger: appending, waiting for signatures, several handles on one file, what a failure leaves. */
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void founds_and_appends(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    assert_int_equal(w->entry.index, 0);
    assert_int_equal(w->entry.kind, KIND_BODY);
    world_enrol(w, "stadt", "holder", "stadt");
    assert_int_equal(w->entry.index, 1);
    assert_int_equal(w->entry.kind, KIND_ENROL);
    assert_int_equal(w->entry.signatures, 2);
    assert_int_equal(w->entry.needed, 2);
    assert_int_equal(log_size(world_log(w)), 2);
    world_reopen(w);
    assert_int_equal(log_size(world_log(w)), 2);
    assert_string_equal(world_vkey(w, "rat.example"), world_vkey(w, w->body));
    world_enrol(w, "kreis", "holder", "kreis");
}

static void a_body_that_is_not_there(void **state)
{
    struct world *w = *state;
    struct log *log;
    assert_int_equal(ledger_log(w->ledger, SLICE("rat.example"), &log, &w->problem), STATUS_NOT_FOUND);
    assert_string_equal(w->problem.detail[0], "rat.example");
    world_found(w, WORLD_STATUTE, "gs1");
    assert_int_equal(ledger_log(w->ledger, SLICE("rat.example"), &log, &w->problem), STATUS_OK);
}

static void two_bodies_in_one_ledger(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    world_propose(w, "stadt", "2026-001", "");
    const char *first = w->founding;
    world_found(w, world_edit(w, WORLD_STATUTE, "name: rat.example", "name: rat2.example"), "gs1");
    assert_string_not_equal(first, w->founding);
    world_enrol(w, "stadt", "holder", "stadt");
    world_propose(w, "stadt", "2026-001", "");
    w->now.seconds++;
    /* Neither takes what was written for the other. */
    const char *text = world_proposal_text(w, "stadt", "2026-002", "");
    w->body = "rat.example";
    struct slice note = world_note(w, world_edit(w, text, "body: rat2.example", "body: rat.example"), "stadt");
    world_refuse_note(w, note, "body");
    assert_int_equal(world_number(w, "SELECT count(DISTINCT body) FROM entry"), 2);
}

static void the_same_name_twice(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    const char *text = world_found_text(w, world_edit(w, WORLD_STATUTE, "Rat der", "Anderer Rat der"), "gs1");
    struct slice note = world_note(w, text, "gs1");
    assert_int_equal(ledger_submit(w->ledger, note, w->now, &w->entry, &w->problem), STATUS_REFUSED);
    assert_int_equal(ledger_try(w->ledger, slice_of(text), w->now, &w->problem), STATUS_REFUSED);
}

static void clock_ahead(void **state)
{
    struct world *w = *state;
    world_found(w, WORLD_STATUTE, "gs1");
    w->now.seconds += REPLAY_CLOCK_SKEW + 1;
    const char *ahead = world_proposal_text(w, "gs1", "1", "");
    w->now.seconds -= 1;
    const char *just = world_proposal_text(w, "gs1", "2", "");
    w->now.seconds -= REPLAY_CLOCK_SKEW;
    assert_string_equal(reason_code(world_send(w, ahead, "gs1")), "clock");
    assert_string_equal(w->problem.detail[0], "2026-11-23T10:05:01Z");
    assert_string_equal(w->problem.detail[1], "2026-11-23T10:00:00Z");
    assert_int_equal(ledger_try(w->ledger, slice_of(ahead), w->now, &w->problem), STATUS_REFUSED);
    assert_int_equal(w->problem.reason, REASON_CLOCK);
    world_take(w, just, "gs1");
    /* The replay knows no clock. */
    assert_string_equal(reason_code(world_force(w, world_note(w, ahead, "gs1"))), "none");
}

/* Founds a body in which two secretaries sign. */
static void found_four_eyes(struct world *w)
{
    world_found(w, world_edit(w, WORLD_STATUTE, "approvals: 1", "approvals: 2"), "gs1 gs2 gs3");
    world_enrol(w, "stadt", "holder", "stadt");
}

static void a_founding_waits_for_every_secretary(void **state)
{
    struct world *w = *state;
    const char *text = world_found_text(w, WORLD_STATUTE, "gs1 gs2");
    assert_string_equal(reason_code(world_send(w, text, "gs1")), "none");
    assert_int_equal(w->entry.index, -1);
    assert_int_equal(w->entry.signatures, 1);
    assert_int_equal(w->entry.needed, 2);
    assert_int_equal(world_number(w, "SELECT count(*) FROM pending WHERE body = 0"), 1);
    assert_int_equal(world_number(w, "SELECT count(*) FROM body"), 0);
    world_reopen(w);
    world_take(w, text, "gs1 gs2");
    assert_int_equal(world_number(w, "SELECT count(*) FROM pending"), 0);
    assert_int_equal(world_number(w, "SELECT count(*) FROM body"), 1);
}

static void a_founding_signed_by_others(void **state)
{
    struct world *w = *state;
    const char *text = world_found_text(w, WORLD_STATUTE, "gs1 gs2");
    static const char *const wrong[] = {"gs2 gs1", "gs1 gs1", "gs1 gs3", "gs1 gs2 gs3", "gs2", "gs1 gs2 rat.example"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        if (world_send(w, text, wrong[i]) != REASON_SIGNER)
            fail_msg("signed by %s: %s", wrong[i], reason_code(w->problem.reason));
    struct slice note = world_note(w, world_edit(w, text, "Rat der Beispiele", "Rat"), "gs1 gs2");
    const char *other = world_edit(w, world_say(w, "%.*s", (int)note.length, note.at), "title: Rat\n", "title: Rad\n");
    assert_string_equal(reason_code(world_send_note(w, slice_of(other))), "signature");
    assert_int_equal(world_number(w, "SELECT count(*) FROM entry"), 0);
    world_take(w, text, "gs1 gs2");
}

static void waits_for_four_eyes(void **state)
{
    struct world *w = *state;
    found_four_eyes(w);
    const char *ballot = world_ballot_text(w, world_propose(w, "stadt", "1", ""), "einfach", "");
    assert_string_equal(reason_code(world_send(w, ballot, "gs1")), "none");
    assert_int_equal(w->entry.index, -1);
    assert_int_equal(w->entry.needed, 2);
    assert_string_equal(reason_code(world_send(w, ballot, "gs1 gs1")), "signer");
    assert_string_equal(reason_code(world_send(w, ballot, "gs1 stadt")), "signer");
    assert_string_equal(reason_code(world_send(w, ballot, "gs1 gs2 gs3")), "signer");
    assert_string_equal(reason_code(world_send(w, ballot, "gs3 gs1")), "signer");
    struct buffer note;
    buffer_init(&note);
    assert_int_equal(ledger_pending(w->ledger, &w->entry.id, &note, &w->problem), STATUS_OK);
    assert_true(slice_equal(buffer_slice(&note), world_note(w, ballot, "gs1")));
    buffer_release(&note);
    world_take(w, ballot, "gs1 gs3");
    assert_int_equal(world_number(w, "SELECT count(*) FROM pending"), 0);
    assert_string_equal(reason_code(world_send(w, ballot, "gs1")), "duplicate");
}

/* The rules hold with the first signature, and again with the last. */
static void pending_is_checked_when_it_is_complete(void **state)
{
    struct world *w = *state;
    found_four_eyes(w);
    const char *proposal = world_propose(w, "stadt", "1", "");
    const char *first = world_ballot_text(w, proposal, "einfach", ""),
               *second = world_ballot_text(w, proposal, "konsent", "");
    assert_string_equal(reason_code(world_send(w, world_edit(w, first, "round: 1", "round: 2"), "gs1")), "round");
    assert_string_equal(reason_code(world_send(w, first, "gs1")), "none");
    assert_string_equal(reason_code(world_send(w, second, "gs1")), "none");
    world_take(w, first, "gs1 gs2");
    assert_string_equal(reason_code(world_send(w, second, "gs1 gs2")), "pending-ballot");
    assert_int_equal(world_number(w, "SELECT count(*) FROM pending"), 1);
}

/* Only one of two closings of a ballot could ever come in, so the second does not wait beside the first. */
static void twins_do_not_wait_side_by_side(void **state)
{
    struct world *w = *state;
    found_four_eyes(w);
    const char *ballot = world_open(w, world_propose(w, "stadt", "1", ""), "einfach", "");
    const char *first = world_close_text(w, ballot);
    assert_string_equal(reason_code(world_send(w, first, "gs1")), "none");
    w->now.seconds += 60;
    assert_string_equal(reason_code(world_send(w, world_close_text(w, ballot), "gs1")), "duplicate");
    assert_int_equal(world_number(w, "SELECT count(*) FROM pending"), 1);
    world_take(w, first, "gs1 gs2");
    assert_int_equal(world_number(w, "SELECT count(*) FROM pending"), 0);
}

static void missing_signatures_in_a_log(void **state)
{
    struct world *w = *state;
    found_four_eyes(w);
    const char *text = world_ballot_text(w, world_propose(w, "stadt", "1", ""), "einfach", "");
    assert_string_equal(reason_code(world_force(w, world_note(w, text, "gs1"))), "signer");
    text = world_enrol_text(w, "kreis", "holder", "kreis");
    assert_string_equal(reason_code(world_send(w, text, "kreis gs1")), "none");
    assert_int_equal(w->entry.needed, 3);
    assert_string_equal(reason_code(world_force(w, world_note(w, text, "kreis gs1"))), "signer");
}

static void drops_what_waits(void **state)
{
    struct world *w = *state;
    found_four_eyes(w);
    const char *text = world_ballot_text(w, world_propose(w, "stadt", "1", ""), "einfach", "");
    world_send(w, text, "gs1");
    struct digest id = w->entry.id;
    assert_int_equal(ledger_pending_drop(w->ledger, &id, &w->problem), STATUS_OK);
    assert_int_equal(ledger_pending_drop(w->ledger, &id, &w->problem), STATUS_NOT_FOUND);
    struct buffer note;
    buffer_init(&note);
    assert_int_equal(ledger_pending(w->ledger, &id, &note, &w->problem), STATUS_NOT_FOUND);
    buffer_release(&note);
}

/* Trying asks every rule but the signatures, and changes nothing. */
static void tries_a_text(void **state)
{
    struct world *w = *state;
    const char *text = world_found_text(w, WORLD_STATUTE, "gs1 gs2");
    assert_int_equal(ledger_try(w->ledger, slice_of(text), w->now, &w->problem), STATUS_OK);
    assert_int_equal(world_number(w, "SELECT count(*) FROM body"), 0);
    found_four_eyes(w);
    const char *proposal = world_proposal_text(w, "stadt", "1", "for: stadt\n");
    assert_int_equal(ledger_try(w->ledger, slice_of(proposal), w->now, &w->problem), STATUS_OK);
    world_take(w, proposal, "stadt");
    assert_int_equal(ledger_try(w->ledger, slice_of(proposal), w->now, &w->problem), STATUS_REFUSED);
    assert_int_equal(w->problem.reason, REASON_DUPLICATE);
    proposal = world_proposal_text(w, "stadt", "1", "");
    assert_int_equal(ledger_try(w->ledger, slice_of(proposal), w->now, &w->problem), STATUS_REFUSED);
    assert_int_equal(w->problem.reason, REASON_NUMBER);
    assert_int_equal(ledger_try(w->ledger, SLICE("stimmbuch/1 close\n"), w->now, &w->problem), STATUS_FORM);
}

static void two_handles_append_in_turn(void **state)
{
    struct world *w = *state;
    world_populate(w);
    struct ledger *first = w->ledger, *second;
    assert_int_equal(ledger_open(w->path, STORE_WRITE, &second, &w->problem), STATUS_OK);
    const char *stale = world_proposal_text(w, "stadt", "1", "");
    for (int i = 0; i < 4; i++) {
        w->ledger = i % 2 ? first : second;
        world_propose(w, "stadt", world_say(w, "2026-%d", i), "");
        assert_int_equal(w->entry.index, 6 + i);
    }
    /* A text that names an older head is taken at the new end. */
    w->ledger = first;
    world_take(w, stale, "stadt");
    assert_int_equal(w->entry.index, 10);
    ledger_close(second);
}

static void a_failure_leaves_nothing(void **state)
{
    struct world *w = *state;
    world_populate(w);
    int64_t entries = world_number(w, "SELECT count(*) FROM entry");
    struct store *store = ledger_store(w->ledger);
    /* The number is taken in the table although no entry says so: the last statement of the transaction fails. */
    const char *text = world_proposal_text(w, "stadt", "1", "");
    assert_int_equal(store_run(store, "INSERT INTO tag (tag, seq) VALUES ('x', 0)", ""), STATUS_OK);
    assert_int_equal(
        store_run(store,
                  "INSERT INTO proposal (seq, body, idx, id, number, title, kind, author, at, log_time, state) "
                  "VALUES (?, 9, 0, x'', '9', '', '', '', 0, 0, 'open')",
                  "i", ((int64_t)1 << 40) + entries),
        STATUS_OK);
    assert_int_equal(ledger_submit(w->ledger, world_note(w, text, "stadt"), w->now, &w->entry, &w->problem),
                     STATUS_STORE);
    assert_int_equal(world_number(w, "SELECT count(*) FROM entry"), entries);
    assert_int_equal(log_size(world_log(w)), entries);
    assert_int_equal(store_run(store, "DELETE FROM proposal WHERE body = 9", ""), STATUS_OK);
    world_take(w, text, "stadt");
    assert_int_equal(w->entry.index, entries);
}

/* The same where the tree has grown already: a node of it cannot be stored. */
static void a_failure_behind_the_leaf_leaves_nothing(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_propose(w, "stadt", "1", "");
    struct store *store = ledger_store(w->ledger);
    struct digest root = log_root(world_log(w));
    const char *text = world_proposal_text(w, "gs1", "2", "");
    assert_int_equal(store_run(store, "INSERT INTO node (body, last, level, hash) VALUES (1, 7, 3, ?)", "d", &root),
                     STATUS_OK);
    assert_int_equal(ledger_submit(w->ledger, world_note(w, text, "gs1"), w->now, &w->entry, &w->problem),
                     STATUS_STORE);
    assert_int_equal(store_run(store, "DELETE FROM node WHERE last = 7", ""), STATUS_OK);
    struct digest same = log_root(world_log(w));
    assert_memory_equal(&root, &same, sizeof root);
    assert_int_equal(world_number(w, "SELECT count(*) FROM proposal"), 1);
    world_take(w, text, "gs1");
    assert_int_equal(w->entry.index, 7);
}

static bool stop(void *context, uint64_t done, uint64_t all)
{
    *(uint64_t *)context = done * 1000000 + all;
    return false;
}

static void a_rebuild_can_be_cancelled(void **state)
{
    struct world *w = *state;
    world_populate(w);
    for (int i = 0; i < 1030; i++)
        assert_string_equal(reason_code(world_force(w, slice_of(world_say(w, "%d", i)))), "note");
    int64_t rejected = world_number(w, "SELECT count(*) FROM rejected");
    uint64_t seen = 0;
    assert_int_equal(ledger_rebuild(w->ledger, stop, &seen, &w->problem), STATUS_CANCELLED);
    assert_int_equal(seen, 1024 * 1000000ULL + 1036);
    assert_int_equal(world_number(w, "SELECT count(*) FROM rejected"), rejected);
    world_propose(w, "stadt", "1", "");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(founds_and_appends),
        WORLD_TEST(a_body_that_is_not_there),
        WORLD_TEST(two_bodies_in_one_ledger),
        WORLD_TEST(the_same_name_twice),
        WORLD_TEST(clock_ahead),
        WORLD_TEST(a_founding_waits_for_every_secretary),
        WORLD_TEST(a_founding_signed_by_others),
        WORLD_TEST(waits_for_four_eyes),
        WORLD_TEST(pending_is_checked_when_it_is_complete),
        WORLD_TEST(twins_do_not_wait_side_by_side),
        WORLD_TEST(missing_signatures_in_a_log),
        WORLD_TEST(drops_what_waits),
        WORLD_TEST(tries_a_text),
        WORLD_TEST(two_handles_append_in_turn),
        WORLD_TEST(a_failure_leaves_nothing),
        WORLD_TEST(a_failure_behind_the_leaf_leaves_nothing),
        WORLD_TEST(a_rebuild_can_be_cancelled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
