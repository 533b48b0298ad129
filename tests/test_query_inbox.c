/* The inbox: what a key has to vote on, to close, what it voted, and where it has a place. */
#include "data/query_inbox.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* Each row becomes a few words. */
static bool see_ballot(void *context, const struct inbox_ballot *item)
{
    struct buffer *out = context;
    buffer_add(out, item->number);
    buffer_text(out, item->secretary ? " close" : item->has_vote ? " voted" : " vote");
    buffer_text(out, ";");
    return true;
}

static bool see_vote(void *context, const struct inbox_vote *item)
{
    struct buffer *out = context;
    buffer_add(out, item->number);
    buffer_byte(out, ' ');
    buffer_add(out, item->choice);
    buffer_byte(out, ' ');
    buffer_add(out, item->outcome.length ? item->outcome : item->state);
    buffer_text(out, ";");
    return true;
}

static bool see_place(void *context, const struct inbox_place *item)
{
    struct buffer *out = context;
    buffer_add(out, item->role);
    buffer_byte(out, ' ');
    buffer_add(out, item->seat_title);
    buffer_text(out, ";");
    return true;
}

static void expect(struct buffer *text, const char *wanted)
{
    if (!slice_is(buffer_slice(text), wanted))
        fail_msg("\"%s\" and not \"%s\"", text->at ? text->at : "", wanted);
    buffer_release(text);
}

/* A ballot on a proposal of stadt that closes so many seconds from now. */
static void open_until(struct world *w, const char *number, int64_t seconds)
{
    const char *closes = world_say(w, "closes: %s\n", world_time(w, seconds));
    world_open(w, world_propose(w, "stadt", number, ""), "einfach", closes);
}

static void expect_places(struct world *w, const char *who, const char *wanted)
{
    struct buffer text;
    buffer_init(&text);
    assert_int_equal(query_inbox_places(ledger_store(w->ledger), slice_of(who), see_place, &text, &w->problem),
                     STATUS_OK);
    expect(&text, wanted);
}

static void expect_open(struct world *w, const char *who, const char *wanted)
{
    struct buffer text;
    buffer_init(&text);
    assert_int_equal(query_inbox_open(ledger_store(w->ledger), slice_of(who), see_ballot, &text, &w->problem),
                     STATUS_OK);
    expect(&text, wanted);
}

static void expect_overdue(struct world *w, const char *who, int64_t now, const char *wanted)
{
    struct buffer text;
    buffer_init(&text);
    assert_int_equal(query_inbox_overdue(ledger_store(w->ledger), slice_of(who), now, see_ballot, &text, &w->problem),
                     STATUS_OK);
    expect(&text, wanted);
}

static void expect_votes(struct world *w, const char *who, const char *wanted)
{
    struct buffer text;
    buffer_init(&text);
    assert_int_equal(
        query_inbox_votes(ledger_store(w->ledger), 1, slice_of(who), slice_of(who), 10, see_vote, &text, &w->problem),
        STATUS_OK);
    expect(&text, wanted);
}

static void a_ballot_waits_until_one_has_voted(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    expect_open(w, "stadt", "2026-001 vote;");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    expect_open(w, "stadt", "2026-001 voted;");
    expect_open(w, "kreis", "2026-001 vote;");
    /* An advisory seat, an office, and a stranger have nothing to vote on. */
    expect_open(w, "dvc", "");
    expect_open(w, "gs1", "");
    expect_open(w, "nobody", "");
}

static void the_nearest_deadline_comes_first(void **state)
{
    struct world *w = *state;
    world_begin(w, "einfach", "");
    open_until(w, "2026-002", 9000);
    open_until(w, "2026-003", 7000);
    expect_open(w, "kreis", "2026-003 vote;2026-002 vote;2026-001 vote;");
}

static void a_recused_seat_has_nothing_to_do(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "");
    world_recuse(w, proposal, "kreis", "kreis");
    world_open(w, proposal, "einfach", "");
    expect_open(w, "kreis", "");
    expect_open(w, "gemeinde", "2026-001 vote;");
}

static void a_deputy_waits_for_nothing_once_the_seat_has_voted(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_enrol(w, "vertretung", "deputy", "kreis");
    const char *ballot = world_open(w, world_propose(w, "stadt", "2026-001", ""), "einfach", "");
    /* Who came later than the ballot is not on its roll. */
    world_enrol(w, "nachgekommen", "deputy", "kreis");
    expect_open(w, "vertretung", "2026-001 vote;");
    expect_open(w, "nachgekommen", "");
    world_vote(w, ballot, "kreis", "kreis", "no");
    expect_open(w, "vertretung", "2026-001 voted;");
}

static void a_secretary_closes_what_is_overdue(void **state)
{
    struct world *w = *state;
    world_begin(w, "einfach", world_say(w, "closes: %s\n", world_time(w, 3600)));
    expect_overdue(w, "gs1", w->now.seconds + 3600, "");
    expect_overdue(w, "gs1", w->now.seconds + 3601, "2026-001 close;");
    expect_overdue(w, "stadt", w->now.seconds + 3601, "");
}

static void votes_are_listed_with_what_became_of_them(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    expect_votes(w, "stadt", "");
    world_vote(w, ballot, "stadt", "stadt", "no");
    w->now.seconds += 1;
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    expect_votes(w, "stadt", "2026-001 yes open;");
    world_result(w, ballot, world_close(w, ballot));
    expect_votes(w, "stadt", "2026-001 yes adopted;");
    expect_votes(w, "gemeinde", "");
}

static void places_and_offices_are_told_apart(void **state)
{
    struct world *w = *state;
    world_populate(w);
    expect_places(w, "kreis", "holder Landkreis;");
    expect_places(w, "gs1", "secretary ;");
    expect_places(w, "nobody", "");
}

static void an_id_leads_to_its_proposal(void **state)
{
    struct world *w = *state;
    struct digest id;
    struct buffer name;
    int64_t index;
    const char *ballot = world_begin(w, "einfach", "");
    buffer_init(&name);
    assert_true(digest_from_hex(slice_of(ballot), &id));
    assert_int_equal(query_inbox_subject(ledger_store(w->ledger), 1, &id, &index, &name, &w->problem), STATUS_OK);
    assert_true(index > 0);
    expect(&name, "2026-001 Antrag");
    buffer_init(&name);
    id.byte[0] ^= 1;
    assert_int_equal(query_inbox_subject(ledger_store(w->ledger), 1, &id, &index, &name, &w->problem), STATUS_OK);
    assert_int_equal(index, -1);
    expect(&name, "");
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        WORLD_TEST(a_ballot_waits_until_one_has_voted), WORLD_TEST(the_nearest_deadline_comes_first),
        WORLD_TEST(a_recused_seat_has_nothing_to_do),   WORLD_TEST(a_deputy_waits_for_nothing_once_the_seat_has_voted),
        WORLD_TEST(a_secretary_closes_what_is_overdue), WORLD_TEST(votes_are_listed_with_what_became_of_them),
        WORLD_TEST(places_and_offices_are_told_apart),  WORLD_TEST(an_id_leads_to_its_proposal),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
