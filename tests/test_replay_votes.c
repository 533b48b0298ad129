/*
 * The audit keeps votes in memory and compares them with the table: those of a ballot when it has ended, those of open
 * ballots at the end. What a replay without memory finds is compared after each test of a world (tests/world_check.h).
 */
#include "tests/audited.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Each change alone, in a copy of the ledger as it is. */
static void expect_all_seen(struct world *w)
{
    static const char *const changes[] = {
        "DELETE FROM vote WHERE seat = 'kreis'",
        "DELETE FROM vote",
        "UPDATE vote SET seat = 'dvc' WHERE seat = 'kreis'",
        "UPDATE vote SET class = 1 WHERE seat = 'kreis'",
        "UPDATE vote SET idx = idx + 1 WHERE seat = 'stadt'",
        "UPDATE vote SET voter = 'kreis.rat.example' WHERE seat = 'bmds'",
        "UPDATE vote SET at = at + 1 WHERE seat = 'bmds'",
        "UPDATE vote SET choice = 'abstain' WHERE seat = 'bmds'",
        "UPDATE vote SET reason = 1 - reason WHERE seat = 'bmds'",
        "UPDATE vote SET ballot = ballot + 1 WHERE seat = 'stadt'",
        "INSERT INTO vote SELECT body, ballot, 'dvc', class, idx, voter, at, choice, reason FROM vote WHERE seat = "
        "'stadt'",
        "INSERT INTO vote SELECT body, ballot - 1, seat, class, idx, voter, at, choice, reason FROM vote WHERE seat = "
        "'stadt'",
    };
    struct buffer file;
    audit_expect(w, NULL, "", true);
    audited_read(w, &file);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        audited_alter(w, changes[i]);
        audit_expect_with(w, &(struct verify_options){.jobs = 2}, "tables@-1", false, changes[i]);
        audited_write(w, buffer_slice(&file));
    }
    buffer_release(&file);
    w->unchecked = true;
}

static void votes_of_an_open_ballot(void **state)
{
    struct world *w = *state;
    audited_begin(w);
    expect_all_seen(w);
}

static void votes_of_a_closed_ballot(void **state)
{
    struct world *w = *state;
    world_close(w, audited_begin(w));
    expect_all_seen(w);
}

static void votes_of_a_decided_ballot(void **state)
{
    struct world *w = *state;
    const char *ballot = audited_begin(w);
    world_result(w, ballot, world_close(w, ballot));
    expect_all_seen(w);
}

static void votes_of_a_void_ballot(void **state)
{
    struct world *w = *state;
    world_void(w, audited_begin(w));
    expect_all_seen(w);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(votes_of_an_open_ballot, world_make, world_remove),
        cmocka_unit_test_setup_teardown(votes_of_a_closed_ballot, world_make, world_remove),
        cmocka_unit_test_setup_teardown(votes_of_a_decided_ballot, world_make, world_remove),
        cmocka_unit_test_setup_teardown(votes_of_a_void_ballot, world_make, world_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
