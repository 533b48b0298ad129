/* Keys: replaced, revoked, handed over; each reason of data/FORMAT.md section 6, and conflicting orders. */
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void rotate(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_enrol(w, "stadt", "deputy", "kreis");
    const char *proposal = world_propose(w, "stadt", "2026-001", "for: stadt\n");
    world_rotate(w, "stadt");
    w->now.seconds++;
    const char *ballot = world_open(w, proposal, "einfach", "");
    const char *vote = world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes");
    world_refuse(w, vote, "stadt", "signer");
    world_take(w, vote, "stadt#2");
    world_take(w, world_vote_text(w, ballot, "stadt", "kreis", "deputy", "yes"), "stadt#2");
    world_take(w, world_key_text(w, "stadt", "rotate", "stadt#2", "stadt#3"), "stadt#2 stadt#3");
    /* A name can ask for another seat with the key that it has now, and with no other. */
    w->now.seconds++;
    const char *enrol =
        world_edit(w, world_enrol_text(w, "stadt", "deputy", "dvc"), world_vkey(w, "stadt"), world_vkey(w, "stadt#2"));
    world_refuse(w, enrol, "stadt#2 gs1", "key");
    w->now.seconds++;
    enrol =
        world_edit(w, world_enrol_text(w, "stadt", "deputy", "dvc"), world_vkey(w, "stadt"), world_vkey(w, "stadt#3"));
    world_take(w, enrol, "stadt#3 gs1");
}

static void who_rotates(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_enrol(w, "pruefer", "auditor", NULL);
    const char *text = world_key_text(w, "stadt", "rotate", "stadt", "stadt#2");
    world_refuse(w, world_key_text(w, "kreis", "rotate", "stadt", "stadt#2"), "kreis stadt#2", "author");
    world_refuse(w, world_key_text(w, "gs1", "rotate", "stadt", "stadt#2"), "gs1 stadt#2", "author");
    world_refuse(w, world_key_text(w, "fremd", "rotate", "fremd", "fremd#2"), "fremd fremd#2", "author");
    assert_int_equal(world_force(w, world_note(w, text, "stadt")), REASON_SIGNER);
    world_refuse(w, text, "stadt#2 stadt", "signer");
    world_refuse(w, text, "stadt gs1", "signer");
    world_refuse(w, text, "stadt stadt#2 gs1", "signer");
    world_refuse(w, text, "stadt stadt#3", "signer");
    world_take(w, text, "stadt stadt#2");
    world_rotate(w, "gs1");
    world_rotate(w, "pruefer");
    world_take(w, world_roster_text(w, "member: - kreis holder kreis\n"), "gs1#2");
    world_refuse(w, world_key_text(w, "kreis", "rotate", "kreis", "kreis#2"), "kreis kreis#2", "author");
}

static void key_of_a_rotation(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_refuse(w, world_key_text(w, "stadt", "rotate", "stadt#2", "stadt#3"), "stadt stadt#3", "key");
    world_rotate(w, "stadt");
    w->now.seconds++;
    world_refuse(w, world_key_text(w, "stadt", "rotate", "stadt", "stadt#3"), "stadt#2 stadt#3", "key");
    world_refuse(w, world_key_text(w, "stadt", "rotate", "stadt#2", "stadt"), "stadt#2 stadt", "key");
    world_take(w, world_key_text(w, "stadt", "rotate", "stadt#2", "stadt#3"), "stadt#2 stadt#3");
}

/* The point of another's key under one's own name. */
static void key_of_another(void **state)
{
    static const char *const owners[] = {"kreis", "gs1", "rat.example"};
    struct world *w = *state;
    world_populate(w);
    for (size_t i = 0; i < sizeof owners / sizeof owners[0]; i++) {
        struct signer owner = world_signer(w, owners[i]), own = world_signer(w, "stadt");
        owner.vkey = vkey_make(SLICE("stadt"), KEY_TYPE_ED25519, &owner.vkey.key);
        struct buffer vkey, note;
        buffer_init(&vkey);
        buffer_init(&note);
        vkey_write(&owner.vkey, &vkey);
        const char *text =
            world_edit(w, world_key_text(w, "stadt", "rotate", "stadt", "stadt#2"), world_vkey(w, "stadt#2"), vkey.at);
        buffer_text(&note, text);
        buffer_byte(&note, '\n');
        struct signature mine = key_sign(&own, slice_of(text)), theirs = key_sign(&owner, slice_of(text));
        note_write_line(&own.vkey, &mine, &note);
        note_write_line(&owner.vkey, &theirs, &note);
        world_refuse_note(w, buffer_slice(&note), "key");
        buffer_release(&vkey);
        buffer_release(&note);
    }
    world_rotate(w, "stadt");
}

static void revoke(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *ballot = world_open(w, world_propose(w, "stadt", "2026-001", ""), "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    const char *text = world_key_text(w, "stadt", "revoke", "stadt", NULL);
    world_refuse(w, world_key_text(w, "kreis", "revoke", "stadt", NULL), "kreis", "author");
    world_refuse(w, text, "stadt gs1", "signer");
    world_refuse(w, text, "gs1", "signer");
    world_take(w, text, "stadt");
    w->now.seconds++;
    /* The vote that was cast stays; the key casts no other, and holds nothing. */
    world_refuse(w, world_vote_text(w, ballot, "stadt", "stadt", "holder", "no"), "stadt", "author");
    world_refuse(w, world_key_text(w, "stadt", "revoke", "stadt", NULL), "stadt", "author");
    world_refuse(w, world_enrol_text(w, "stadt", "holder", "stadt"), "stadt gs1", "key");
    world_refuse(w, world_key_text(w, "gs1", "revoke", "stadt", NULL), "gs1", "key");
    const char *result = world_result_text(w, ballot, world_close(w, ballot));
    assert_non_null(strstr(result, "votes: 1\n"));
    world_enrol(w, "stadt-neu", "holder", "stadt");
}

static void revoked_by_secretaries(void **state)
{
    struct world *w = *state;
    world_found(w, world_edit(w, WORLD_STATUTE, "approvals: 1", "approvals: 2"), "gs1 gs2 gs3");
    world_enrol(w, "stadt", "holder", "stadt");
    const char *text = world_key_text(w, "gs1", "revoke", "stadt", NULL);
    world_refuse(w, text, "gs1 gs2 gs3", "signer");
    world_refuse(w, text, "gs1 stadt", "signer");
    assert_int_equal(world_send(w, text, "gs1"), REASON_NONE);
    assert_int_equal(w->entry.needed, 2);
    world_take(w, text, "gs1 gs2");
    world_refuse(w, world_key_text(w, "gs1", "revoke", "fremd", NULL), "gs1 gs2", "key");
    world_refuse(w, world_key_text(w, "gs1", "revoke", "gs2#2", NULL), "gs1 gs2", "key");
    world_refuse(w, world_key_text(w, "gs1", "revoke", "rat.example", NULL), "gs1 gs2", "key");
}

/* Whoever stole a key can revoke it: then nobody has the name. Its owner can as well, with any key of the chain. */
static void a_thief_rotates(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_rotate(w, "stadt");
    w->now.seconds++;
    world_refuse(w, world_key_text(w, "stadt", "revoke", "stadt#3", NULL), "stadt#3", "signer");
    world_refuse(w, world_key_text(w, "stadt", "revoke", "stadt", NULL), "stadt#2", "signer");
    world_take(w, world_key_text(w, "stadt", "revoke", "stadt", NULL), "stadt");
    w->now.seconds++;
    world_refuse(w, world_proposal_text(w, "stadt", "2026-001", ""), "stadt#2", "author");
    world_enrol(w, "stadt-neu", "holder", "stadt");
}

static void a_thief_revokes(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_rotate(w, "stadt");
    /* The stolen key is the first; the one in force falls with it. */
    world_revoke(w, "stadt");
    w->now.seconds++;
    world_refuse(w, world_proposal_text(w, "stadt", "2026-001", ""), "stadt#2", "author");
    assert_int_equal(world_number(w, "SELECT count(*) FROM member WHERE name = 'stadt' AND until IS NULL"), 0);
}

static void secretaries(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_refuse(w, world_key_text(w, "gs1", "revoke", "gs1", NULL), "gs1", "secretaries");
    world_enrol(w, "gs2", "secretary", NULL);
    w->now.seconds++;
    world_revoke(w, "gs1");
    world_refuse(w, world_close_text(w, w->founding), "gs1", "author");
}

/* The time of an entry by which a secretary ends its own office counts: it was one at its place. */
static void log_time(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_enrol(w, "gs2", "secretary", NULL);
    w->now.seconds += 60;
    world_revoke(w, "gs1");
    assert_int_equal(log_replay(world_log(w))->log_time, w->now.seconds);
    int64_t then = w->now.seconds;
    w->now.seconds += 60;
    world_propose(w, "stadt", "2026-001", "");
    assert_int_equal(log_replay(world_log(w))->log_time, then);
}

static void log_key(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *text = world_key_text(w, "gs1", "log", "rat.example", "rat.example#2");
    world_refuse(w, world_key_text(w, "stadt", "log", "rat.example", "rat.example#2"),
                 "stadt rat.example rat.example#2", "author");
    assert_int_equal(world_force(w, world_note(w, text, "gs1 rat.example")), REASON_SIGNER);
    assert_int_equal(world_force(w, world_note(w, text, "gs1 rat.example#2")), REASON_SIGNER);
    assert_int_equal(world_send(w, text, "gs1 rat.example#2"), REASON_NONE);
    assert_int_equal(w->entry.needed, 3);
    world_refuse(w, text, "gs1 rat.example#3 rat.example#2", "signer");
    world_refuse(w, text, "gs1 rat.example#2 rat.example#2", "signer");
    world_refuse(w, world_key_text(w, "gs1", "log", "rat.example#3", "rat.example#2"),
                 "gs1 rat.example#3 rat.example#2", "key");
    world_refuse(w, world_key_text(w, "gs1", "log", "rat.example", "stadt#2"), "gs1 rat.example stadt#2", "key");
    world_take(w, text, "gs1 rat.example#2 rat.example");
    struct signer now = world_signer(w, "rat.example#2");
    assert_true(vkey_equal(&log_body(world_log(w))->log, &now.vkey));
    w->now.seconds++;
    world_refuse(w, world_key_text(w, "gs1", "log", "rat.example#2", "rat.example"), "gs1 rat.example#2 rat.example",
                 "key");
    world_refuse(w, world_key_text(w, "gs1", "revoke", "rat.example#2", NULL), "gs1", "key");
    world_refuse(w,
                 world_edit(w, world_enrol_text(w, "rat.example", "auditor", NULL), world_vkey(w, "rat.example"),
                            world_vkey(w, "rat.example#3")),
                 "rat.example#3 gs1", "key");
}

/* Where the old key is lost, a text says so and one secretary more signs. */
static void a_lost_log_key(void **state)
{
    struct world *w = *state;
    world_found(w, world_edit(w, WORLD_STATUTE, "approvals: 1", "approvals: 2"), "gs1 gs2 gs3 gs4");
    const char *silent = world_key_text(w, "gs1", "log", "rat.example", "rat.example#2"),
               *text = world_say(w, "%s\n| Der Rechner ist verbrannt.\n", silent);
    world_refuse(w, silent, "gs1 gs2 gs3 rat.example#2", "signer");
    world_refuse(w, text, "gs1 gs2 gs3 gs4 rat.example#2", "signer");
    world_refuse(w, text, "gs1 gs2 gs3 rat.example rat.example#2", "signer");
    assert_int_equal(world_force(w, world_note(w, text, "gs1 gs2 rat.example#2")), REASON_SIGNER);
    assert_int_equal(world_send(w, text, "gs1 gs2 rat.example#2"), REASON_NONE);
    assert_int_equal(w->entry.needed, 4);
    world_take(w, text, "gs1 gs2 rat.example#2 gs3");
}

/* With 14 approvals a hand-over fills the 16 lines that a note may have, with the old key and without it. */
static void fourteen_approvals(void **state)
{
    struct world *w = *state;
    const char *all = "gs1", *fourteen = "";
    for (int i = 2; i <= 15; i++) {
        fourteen = i == 15 ? all : fourteen;
        all = world_say(w, "%s gs%d", all, i);
    }
    world_found(w, world_edit(w, WORLD_STATUTE, "approvals: 1", "approvals: 14"), all);
    const char *text = world_key_text(w, "gs1", "log", "rat.example", "rat.example#2");
    world_refuse(w, text, world_say(w, "%s rat.example", all), "signer");
    world_take(w, text, world_say(w, "%s rat.example rat.example#2", fourteen));
    w->now.seconds++;
    text = world_say(w, "%s\n| Verbrannt.\n", world_key_text(w, "gs1", "log", "rat.example#2", "rat.example#3"));
    assert_int_equal(world_force(w, world_note(w, text, world_say(w, "%s rat.example#3", fourteen))), REASON_SIGNER);
    world_take(w, text, world_say(w, "%s rat.example#3", all));
    assert_int_equal(w->entry.signatures, 16);
}

static void a_text_and_the_old_key(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *text = world_say(w, "%s\n| Umzug.\n", world_key_text(w, "gs1", "log", "rat.example", "rat.example#2"));
    world_take(w, text, "gs1 rat.example#2 rat.example");
}

static void stale(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *first = world_key_text(w, "stadt", "rotate", "stadt", "stadt#2"),
               *second = world_key_text(w, "kreis", "rotate", "kreis", "kreis#2"),
               *ballot = world_ballot_text(w, world_propose(w, "stadt", "2026-001", ""), "einfach", "");
    world_take(w, first, "stadt stadt#2");
    world_refuse(w, second, "kreis kreis#2", "stale");
    world_refuse(w, ballot, "gs1", "stale");
    w->now.seconds++;
    world_rotate(w, "kreis");
}

/* Vote and rotation, vote and revocation, vote and the end of a place or seat: what stands first counts. */
static void vote_then(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    world_vote(w, ballot, "gemeinde", "gemeinde", "yes");
    world_vote(w, ballot, "bmds", "bmds", "no");
    world_rotate(w, "stadt");
    world_revoke(w, "kreis");
    world_roster(w, "seat: - gemeinde\nmember: - bmds holder bmds\n");
    const char *result = world_result_text(w, ballot, world_close(w, ballot));
    assert_non_null(strstr(result, "votes: 4\n"));
    assert_non_null(strstr(result, "count: yes 3 4.5\n"));
    assert_non_null(strstr(result, "count: no 1 3.0\n"));
}

static void then_vote(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    const char *stadt = world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes"),
               *kreis = world_vote_text(w, ballot, "kreis", "kreis", "holder", "yes"),
               *gemeinde = world_vote_text(w, ballot, "gemeinde", "gemeinde", "holder", "yes"),
               *bmds = world_vote_text(w, ballot, "bmds", "bmds", "holder", "no");
    world_rotate(w, "stadt");
    world_revoke(w, "kreis");
    world_roster(w, "seat: - gemeinde\nmember: - bmds holder bmds\n");
    world_refuse(w, stadt, "stadt", "signer");
    world_take(w, stadt, "stadt#2");
    world_refuse(w, kreis, "kreis", "author");
    world_refuse(w, gemeinde, "gemeinde", "author");
    world_refuse(w, bmds, "bmds", "author");
    const char *result = world_result_text(w, ballot, world_close(w, ballot));
    assert_non_null(strstr(result, "votes: 1\n"));
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(rotate),
        WORLD_TEST(who_rotates),
        WORLD_TEST(key_of_a_rotation),
        WORLD_TEST(key_of_another),
        WORLD_TEST(revoke),
        WORLD_TEST(revoked_by_secretaries),
        WORLD_TEST(a_thief_rotates),
        WORLD_TEST(a_thief_revokes),
        WORLD_TEST(secretaries),
        WORLD_TEST(log_time),
        WORLD_TEST(log_key),
        WORLD_TEST(a_lost_log_key),
        WORLD_TEST(fourteen_approvals),
        WORLD_TEST(a_text_and_the_old_key),
        WORLD_TEST(stale),
        WORLD_TEST(vote_then),
        WORLD_TEST(then_vote),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
