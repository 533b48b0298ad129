/* Changes of the roster: each reason of data/FORMAT.md section 6, and what holds from when on. */
#include "tests/world_text.h"

#include "data/replay_version.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void refuse(struct world *w, const char *lines, const char *code)
{
    w->now.seconds++;
    world_refuse(w, world_roster_text(w, lines), "gs1", code);
}

/* The roster just before an index: its seats with bench, weight and right. */
static const char *roster_at(struct world *w, int64_t place)
{
    const struct body *body;
    const char *out = "";
    assert_int_equal(replay_body_at(log_replay(world_log(w)), place, &body), STATUS_OK);
    for (size_t i = 0; i < body->roster.seats; i++) {
        const struct roll_seat *seat = &body->roster.seat[i];
        struct slice bench = body->roster.bench[seat->bench].id;
        out = world_say(w, "%s%s%.*s %.*s %.*s %s", out, i ? ", " : "", (int)seat->id.length, seat->id.at,
                        (int)bench.length, bench.at, (int)seat->weight_text.length, seat->weight_text.at,
                        seat->voting ? "voting" : "advisory");
    }
    return out;
}

static void every_line(void **state)
{
    struct world *w = *state;
    int64_t before = (int64_t)log_size(world_log(w));
    world_roster(w, "bench: + land Die Länder\nbench: = bund Der Bund\n"
                    "seat: + nw land 4 voting Nordrhein-Westfalen\nseat: = kreis land 2.5 advisory Kreis\n"
                    "seat: - gemeinde\n"
                    "member: - dvc holder dvc\nmember: + dvc deputy nw\nmember: + stadt holder nw\n"
                    "member: = bmds deputy bmds\nmember: + kreis holder bmds\n\n| Neuer Zuschnitt.\n");
    assert_string_equal(
        roster_at(w, before),
        "bmds bund 3 voting, dvc bund 0 advisory, gemeinde kommunen 1.5 voting, kreis kommunen 2 voting, "
        "stadt kommunen 1 voting");
    assert_string_equal(roster_at(w, before + 1),
                        "bmds bund 3 voting, dvc bund 0 advisory, kreis land 2.5 advisory, nw land 4 voting, "
                        "stadt kommunen 1 voting");
    assert_int_equal(world_number(w, "SELECT count(*) FROM member WHERE until = 6"), 3);
    assert_int_equal(world_number(w, "SELECT count(*) FROM member WHERE since = 6 AND until IS NULL"), 4);
    assert_int_equal(world_number(w, "SELECT count(*) FROM bench WHERE until IS NULL"), 3);
    /* The name keeps its key when it loses its last place. */
    world_roster(w, "member: + gemeinde deputy stadt\n");
}

static void signer(void **state)
{
    struct world *w = *state;
    const char *text = world_roster_text(w, "seat: - dvc\n");
    world_refuse(w, world_text(w, "roster", "stadt", "seat: - dvc\n"), "stadt", "author");
    world_refuse(w, text, "gs1 stadt", "signer");
    world_take(w, text, "gs1");
}

static void bench(void **state)
{
    struct world *w = *state;
    refuse(w, "bench: + bund Noch einmal\n", "bench");
    refuse(w, "bench: + stadt Wie ein Sitz\n", "bench");
    refuse(w, "bench: = land Länder\n", "bench");
    refuse(w, "bench: - land\n", "bench");
    refuse(w, "bench: - bund\n", "bench");
    world_roster(w,
                 "bench: + land Länder\nseat: = bmds land 3 voting Bundesministerium\nseat: = dvc land 0 advisory D\n");
    refuse(w, "bench: - bund\n", "statute");
    world_take(w, world_statute_text(w, " or proposer in bund", ""), "gs1");
    world_roster(w, "bench: - bund\n");
    refuse(w, "bench: + bund Wieder da\n", "bench");
    world_roster(w, "seat: + land land 1 voting Wie die Bank\n");
    refuse(w, "bench: - land\nseat: - bmds\nseat: - dvc\nseat: - land\n", "bench");
    world_roster(w, "seat: - land\nseat: - dvc\nseat: - bmds\n");
    world_roster(w, "bench: - land\n");
}

static void a_bench_ends_with_its_seats(void **state)
{
    struct world *w = *state;
    world_roster(w, "bench: + land Länder\nseat: + nw land 1 voting NW\n");
    refuse(w, "bench: - land\n", "bench");
    world_roster(w, "bench: - land\nseat: - nw\n");
}

static void seat(void **state)
{
    struct world *w = *state;
    refuse(w, "seat: + stadt bund 1 voting Stadt\n", "seat");
    refuse(w, "seat: = land bund 1 voting Land\n", "seat");
    refuse(w, "seat: - land\n", "seat");
    refuse(w, "seat: + nw land 1 voting NW\n", "seat");
    refuse(w, "seat: = kreis land 1 voting Kreis\n", "seat");
    refuse(w, "member: + stadt deputy land\n", "seat");
    refuse(w, "seat: - kreis\nmember: + stadt deputy kreis\n", "seat");
    world_roster(w, "seat: - kreis\n");
    refuse(w, "seat: + kreis bund 1 voting Kreis\n", "seat");
    world_roster(w, "seat: + bund bund 1 voting Wie die Bank\nmember: + stadt deputy bund\n");
}

static void key(void **state)
{
    struct world *w = *state;
    refuse(w, "member: + fremd deputy stadt\n", "key");
    refuse(w, "member: + rat.example auditor\n", "key");
    refuse(w, "member: = fremd deputy stadt\n", "key");
    world_revoke(w, "kreis");
    refuse(w, "member: + kreis holder kreis\n", "key");
    world_roster(w, "member: + bmds holder kreis\n");
}

static void role(void **state)
{
    struct world *w = *state;
    world_enrol(w, "pruefer", "auditor", NULL);
    refuse(w, "member: + pruefer deputy stadt\n", "role");
    refuse(w, "member: + gs1 deputy stadt\n", "role");
    refuse(w, "member: + stadt secretary\n", "role");
    refuse(w, "member: + pruefer secretary\n", "role");
    refuse(w, "member: - stadt deputy stadt\n", "role");
    refuse(w, "member: - stadt secretary\n", "role");
    refuse(w, "member: - stadt holder kreis\n", "role");
    refuse(w, "member: = stadt holder stadt\n", "role");
    refuse(w, "member: = stadt deputy kreis\n", "role");
    refuse(w, "seat: - kreis\nmember: - kreis holder kreis\n", "seat");
    world_roster(w, "member: - pruefer auditor\nmember: + pruefer secretary\n");
    world_take(w, world_text(w, "roster", "pruefer", "member: - stadt holder stadt\nmember: + stadt secretary\n"),
               "pruefer");
}

static void held(void **state)
{
    struct world *w = *state;
    world_enrol(w, "vize", "deputy", "stadt");
    refuse(w, "member: + kreis holder stadt\n", "held");
    refuse(w, "member: + stadt deputy stadt\n", "held");
    refuse(w, "member: + vize deputy stadt\n", "held");
    refuse(w, "member: + gs1 secretary\n", "held");
    refuse(w, "member: = vize holder stadt\n", "held");
    /* Lines act in their order. */
    refuse(w, "member: + kreis holder stadt\nmember: - stadt holder stadt\n", "held");
    world_roster(w, "member: = stadt deputy stadt\nmember: = vize holder stadt\n");
    world_roster(w, "member: - vize holder stadt\nmember: + kreis holder stadt\n");
}

static void secretaries(void **state)
{
    struct world *w = *state;
    refuse(w, "member: - gs1 secretary\n", "secretaries");
    world_enrol(w, "gs2", "secretary", NULL);
    world_roster(w, "member: - gs1 secretary\n");
    refuse(w, "seat: - dvc\n", "author");
    world_refuse(w, world_text(w, "roster", "gs2", "member: - gs2 secretary\n"), "gs2", "secretaries");
}

static void statute(void **state)
{
    struct world *w = *state;
    refuse(w, "seat: - stadt\n", "statute");
    refuse(w, "seat: + riese bund 999999999999992.499999999 voting Riese\nseat: + zwerg bund 0.000000001 voting Z\n",
           "statute");
    world_roster(w, "seat: + riese bund 999999999999992.499999998 voting Riese\n"
                    "seat: + zwerg bund 0.000000001 voting Z\nseat: + rat bund 999999999999999 advisory Rat\n");
    world_take(w, world_statute_text(w, "chair: stadt", "chair: zwerg"), "gs1");
    world_roster(w, "seat: - stadt\nseat: - riese\n");
    refuse(w, "seat: - zwerg\n", "statute");
}

static void stale(void **state)
{
    struct world *w = *state;
    const char *first = world_roster_text(w, "seat: - dvc\n"), *second = world_roster_text(w, "seat: - gemeinde\n"),
               *key = world_key_text(w, "stadt", "revoke", "stadt", NULL), *statute = world_statute_text(w, NULL, NULL);
    world_propose(w, "stadt", "2026-001", "");
    world_take(w, first, "gs1");
    /* The proposal between them is no reason: only that the roster changed behind what they saw. */
    world_refuse(w, second, "gs1", "stale");
    world_refuse(w, key, "stadt", "stale");
    world_refuse(w, statute, "gs1", "stale");
    w->now.seconds++;
    world_roster(w, "seat: - gemeinde\n");
}

/* Two approvals wait; the first to be complete makes the other stale. */
static void two_that_wait(void **state)
{
    struct world *w = *state;
    world_found(w, world_edit(w, WORLD_STATUTE, "approvals: 1", "approvals: 2"), "gs1 gs2");
    const char *first = world_roster_text(w, "seat: - dvc\n"), *second = world_roster_text(w, "seat: - gemeinde\n");
    assert_int_equal(world_send(w, first, "gs1"), REASON_NONE);
    assert_int_equal(world_send(w, second, "gs1"), REASON_NONE);
    assert_int_equal(world_number(w, "SELECT count(*) FROM pending"), 2);
    world_take(w, second, "gs1 gs2");
    assert_int_equal(world_send(w, first, "gs1 gs2"), REASON_STALE);
    assert_int_equal(world_number(w, "SELECT count(*) FROM seat WHERE id = 'dvc' AND until IS NULL"), 1);
}

static void a_refused_roster_leaves_nothing(void **state)
{
    struct world *w = *state;
    refuse(w, "bench: + land Länder\nseat: - dvc\nmember: + fremd deputy stadt\n", "key");
    assert_int_equal(world_number(w, "SELECT count(*) FROM bench"), 2);
    assert_int_equal(world_number(w, "SELECT count(*) FROM seat WHERE until IS NOT NULL"), 0);
}

/* Roster and members of every index, however often it changed in between. */
static void the_roster_of_any_index(void **state)
{
    enum { CHANGES = 12 };
    struct world *w = *state;
    world_populate(w);
    const char *rosters[CHANGES];
    int64_t first = (int64_t)log_size(world_log(w));
    for (int i = 0; i < CHANGES; i++) {
        world_roster(w, world_say(w, "seat: = kreis kommunen %d voting Kreis\n", i + 10));
        rosters[i] = roster_at(w, first + i + 1);
        assert_non_null(strstr(rosters[i], world_say(w, "kreis kommunen %d voting", i + 10)));
    }
    world_reopen(w);
    for (int i = CHANGES - 1; i >= 0; i--)
        assert_string_equal(roster_at(w, first + i + 1), rosters[i]);
    assert_string_equal(roster_at(w, first), roster_at(w, 1));
}

/* Ballots with more than four different rosters may be open: none of them is read again for every vote. */
static void versions_are_kept(void **state)
{
    enum { CHANGES = 12 };
    struct world *w = *state;
    const struct body *known[CHANGES], *again;
    world_populate(w);
    int64_t first = (int64_t)log_size(world_log(w));
    for (int i = 0; i < CHANGES; i++)
        world_roster(w, world_say(w, "seat: = kreis kommunen %d voting Kreis\n", i + 10));
    world_reopen(w);
    struct replay *replay = log_replay(world_log(w));
    for (int i = 0; i < CHANGES; i++)
        assert_int_equal(replay_body_at(replay, first + i, &known[i]), STATUS_OK);
    for (int i = 0; i < CHANGES; i++) {
        assert_int_equal(replay_body_at(replay, first + i, &again), STATUS_OK);
        assert_ptr_equal(again, known[i]);
    }
}

/* What others add is seen; what the body was before is not read again for it. */
static void others_change_the_roster(void **state)
{
    struct world *w = *state;
    struct ledger *own = w->ledger, *other;
    const struct body *founded, *again;
    world_populate(w);
    int64_t place = (int64_t)log_size(world_log(w));
    assert_int_equal(replay_body_at(log_replay(world_log(w)), 1, &founded), STATUS_OK);
    assert_int_equal(ledger_open(w->path, STORE_WRITE, &other, &w->problem), STATUS_OK);
    w->ledger = other;
    world_roster(w, "seat: = kreis kommunen 7 voting Kreis\n");
    world_roster(w, "seat: = kreis kommunen 8 advisory Kreis\n");
    world_propose(w, "stadt", "2026-009", "");
    w->ledger = own;
    assert_int_equal(log_size(world_log(w)), place + 3);
    assert_non_null(strstr(roster_at(w, place + 3), "kreis kommunen 8 advisory"));
    assert_non_null(strstr(roster_at(w, place + 1), "kreis kommunen 7 voting"));
    assert_non_null(strstr(roster_at(w, place), "kreis kommunen 2 voting"));
    assert_string_equal(roster_at(w, place), roster_at(w, 1));
    assert_int_equal(replay_body_at(log_replay(world_log(w)), 1, &again), STATUS_OK);
    assert_ptr_equal(again, founded);
    /* Both go on from there. */
    world_roster(w, "seat: = kreis kommunen 9 voting Kreis\n");
    w->ledger = other;
    assert_non_null(strstr(roster_at(w, (int64_t)log_size(world_log(w))), "kreis kommunen 9 voting"));
    ledger_close(other);
    w->ledger = own;
}

/* Who may not write cannot try a change out, but learns how many signatures it has. */
static void is_looked_at_without_writing(void **state)
{
    struct world *w = *state;
    struct ledger *reader;
    struct submission stands;
    world_populate(w);
    struct slice note = world_note(w, world_roster_text(w, "seat: + nw bund 1 voting NW\n"), "gs1");
    assert_int_equal(ledger_open(w->path, STORE_READ, &reader, &w->problem), STATUS_OK);
    assert_int_equal(ledger_look(reader, note, w->now, &stands, &w->problem), STATUS_OK);
    assert_int_equal(stands.signatures, 1);
    assert_int_equal(stands.needed, 1);
    ledger_close(reader);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        POPULATED_TEST(every_line),
        POPULATED_TEST(signer),
        POPULATED_TEST(bench),
        POPULATED_TEST(a_bench_ends_with_its_seats),
        POPULATED_TEST(seat),
        POPULATED_TEST(key),
        POPULATED_TEST(role),
        POPULATED_TEST(held),
        POPULATED_TEST(secretaries),
        POPULATED_TEST(statute),
        POPULATED_TEST(stale),
        WORLD_TEST(two_that_wait),
        POPULATED_TEST(a_refused_roster_leaves_nothing),
        WORLD_TEST(the_roster_of_any_index),
        WORLD_TEST(versions_are_kept),
        WORLD_TEST(others_change_the_roster),
        WORLD_TEST(is_looked_at_without_writing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
