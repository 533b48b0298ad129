/* The audit of logs in which seats, members, keys, statute and the log's key change. */
#include "data/head.h"
#include "tests/audited.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static enum status sign_with(struct world *w, const char *key)
{
    struct signer signer = world_signer(w, key);
    problem_clear(&w->problem);
    return head_sign(world_log(w), &signer, audited_marks(w), &w->problem);
}

/* Seats change their places in the roster while ballots are open; what the audit remembers by place must follow. */
static void votes_over_rosters(void **state)
{
    struct world *w = *state;
    const char *first = world_begin(w, "einfach", ""), *proposal = world_propose(w, "kreis", "2026-002", "");
    world_vote(w, first, "stadt", "stadt", "yes");
    world_roster(w, "seat: + aaa bund 5 voting Vorne\nseat: + zzz bund 5 voting Hinten\nseat: - dvc\n"
                    "member: + stadt holder zzz\nmember: + kreis holder aaa\n");
    const char *second = world_open(w, proposal, "einfach", "");
    world_vote(w, second, "stadt", "zzz", "yes");
    world_vote(w, second, "kreis", "aaa", "yes");
    world_vote(w, first, "kreis", "kreis", "yes");
    world_vote(w, second, "kreis", "kreis", "no");
    world_refuse(w, world_vote_text(w, first, "kreis", "aaa", "holder", "yes"), "kreis", "seat");
    const char *again = world_vote_text(w, first, "kreis", "kreis", "holder", "no");
    world_refuse(w, again, "kreis", "order");
    w->now.seconds++;
    world_vote(w, first, "kreis", "kreis", "no");
    world_rotate(w, "kreis");
    world_take(w, world_vote_text(w, second, "kreis", "aaa", "holder", "no"), "kreis#2");
    world_revoke(w, "stadt");
    world_refuse(w, world_vote_text(w, second, "stadt", "zzz", "holder", "no"), "stadt", "author");
    world_result(w, first, world_close(w, first));
    world_result(w, second, world_close(w, second));
    audit_expect(w, NULL, "(seat@16) (order@17) (author@22)", true);
}

/* A head is signed by the log's key that was in force at its size. */
static void heads_of_two_keys(void **state)
{
    struct world *w = *state;
    world_populate(w);
    assert_int_equal(sign_with(w, "rat.example"), STATUS_OK);
    world_take(w, world_key_text(w, "gs1", "log", "rat.example", "rat.example#2"), "gs1 rat.example rat.example#2");
    assert_int_equal(sign_with(w, "rat.example"), STATUS_KEY);
    assert_int_equal(sign_with(w, "rat.example#2"), STATUS_OK);
    assert_int_equal(world_number(w, "SELECT count(*) FROM checkpoint"), 2);
    assert_int_equal(head_check_mark(log_replay(world_log(w)), audited_marks(w), &w->problem), STATUS_OK);
    audit_expect(w, audited_marks(w), "", true);
    /* A head of the old key behind the entry that ends it. */
    struct checkpoint head = {.origin = SLICE("rat.example"), .size = 8, .root = {{0}}};
    world_propose(w, "stadt", "2026-001", "");
    head.root = log_root(world_log(w));
    struct buffer text, note;
    buffer_init(&text);
    buffer_init(&note);
    struct signer old = world_signer(w, "rat.example");
    checkpoint_write(&head, &text);
    note_sign(buffer_slice(&text), &old, &note);
    assert_int_equal(store_run(ledger_store(w->ledger), "INSERT INTO checkpoint (body, size, note) VALUES (1, 8, ?)",
                               "b", buffer_slice(&note)),
                     STATUS_OK);
    audit_expect(w, NULL, "checkpoint@8", false);
    buffer_release(&text);
    buffer_release(&note);
}

/* An auditor's line must hold under a head where the key was the auditor's; behind that it means nothing. */
static void heads_of_an_auditor_whose_key_ends(void **state)
{
    struct world *w = *state;
    struct buffer text, note;
    buffer_init(&text);
    buffer_init(&note);
    world_populate(w);
    world_enrol(w, "pruefer", "auditor", NULL);
    struct signer log = world_signer(w, "rat.example"), auditor = world_signer(w, "pruefer");
    for (int i = 0; i < 2; i++) {
        struct checkpoint head = {
            .origin = SLICE("rat.example"), .size = log_size(world_log(w)), .root = log_root(world_log(w))};
        buffer_clear(&text);
        buffer_clear(&note);
        checkpoint_write(&head, &text);
        note_sign(buffer_slice(&text), &log, &note);
        checkpoint_cosign(SLICE("another text\n"), &auditor, 1, &note);
        assert_int_equal(store_run(ledger_store(w->ledger),
                                   "INSERT INTO checkpoint (body, size, note) VALUES (1, ?, ?)", "ub", head.size,
                                   buffer_slice(&note)),
                         STATUS_OK);
        if (i == 0)
            world_revoke(w, "pruefer");
    }
    audit_expect(w, NULL, "checkpoint@7", false);
    buffer_release(&text);
    buffer_release(&note);
}

static void everything_changes(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_enrol(w, "pruefer", "auditor", NULL);
    world_take(w, world_statute_text(w, "chair: stadt", "chair: kreis"), "gs1");
    world_roster(w, "bench: + land Länder\nseat: + nw land 4 voting NW\nmember: + kreis holder nw\n");
    world_rotate(w, "pruefer");
    world_rotate(w, "kreis");
    world_roster(w, "bench: - land\nseat: - nw\n");
    world_refuse(w, world_roster_text(w, "bench: - bund\n"), "gs1", "bench");
    world_revoke(w, "gemeinde");
    audit_expect(w, NULL, "(bench@12)", true);
    w->unchecked = true;
    audited_alter(w, "UPDATE member SET until = 9 WHERE name = 'gemeinde'");
    audit_expect(w, NULL, "(bench@12) tables@-1", false);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(votes_over_rosters),
        WORLD_TEST(heads_of_two_keys),
        WORLD_TEST(heads_of_an_auditor_whose_key_ends),
        WORLD_TEST(everything_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
