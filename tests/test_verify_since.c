/* The audit of what is new: from every place of a log it finds what the audit of everything finds behind that place. */
#include "tests/going_on.h"
#include "tests/world_head.h"
#include "tests/world_meeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* Deputies and holders override each other, keys change, a seat steps back, while ballots are open. */
static void ballots_go_on(void **state)
{
    struct world *w = *state;
    const char *first = world_begin(w, "einfach", "");
    const char *proposal = world_propose(w, "kreis", "2026-002", "for: kreis\n");
    /* Written while few have voted, and sent in last: it names a head far behind. */
    const char *late = world_vote_text(w, first, "kreis", "kreis", "holder", "no");
    const char *stale = world_statement_text(w, proposal, "bmds", "concern", NULL);
    const char *second = world_open(w, proposal, "konsent", "");
    world_enrol(w, "stadt2", "deputy", "stadt");
    world_vote(w, first, "stadt", "stadt", "yes");
    world_vote(w, second, "stadt", "stadt", "consent");
    world_recuse(w, proposal, "gemeinde", "gemeinde");
    world_refuse(w, world_vote_text(w, second, "gemeinde", "gemeinde", "holder", "consent"), "gemeinde", "recused");
    world_rotate(w, "bmds");
    world_take(w, world_vote_text(w, first, "bmds", "bmds", "holder", "no"), "bmds#2");
    world_vote(w, first, "gemeinde", "gemeinde", "no");
    w->now.seconds++;
    world_vote(w, first, "stadt", "stadt", "no");
    world_take(w, late, "kreis");
    world_take(w, stale, "bmds#2");
    /* The same text twice, once right behind and once much later. */
    struct slice again = world_note(w, late, "kreis");
    assert_int_equal(world_force(w, again), REASON_DUPLICATE);
    world_revoke(w, "gemeinde");
    world_result(w, first, world_close(w, first));
    assert_int_equal(world_force(w, again), REASON_DUPLICATE);
    world_void(w, second);
    assert_int_equal(world_force(w, world_note(w, stale, "bmds#2")), REASON_DUPLICATE);
    const char *third = world_open(w, proposal, "konsent", "");
    world_vote(w, third, "stadt", "stadt", "consent");
    going_on_expect(w, 1);
}

/* Seats, benches, rules and keys change; what was decided by older ones is counted by them. */
static void the_body_changes(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_roster(w, "bench: + land Länder\nseat: + nw land 4 voting NW\nmember: + kreis holder nw\n");
    world_take(w, world_statute_text(w, "chair: stadt", "chair: kreis"), "gs1");
    world_rotate(w, "kreis");
    world_take(w, world_vote_text(w, ballot, "kreis", "kreis", "holder", "yes"), "kreis#2");
    world_vote(w, ballot, "gemeinde", "gemeinde", "yes");
    world_roster(w, "bench: - land\nseat: - nw\n");
    world_refuse(w, world_roster_text(w, "bench: - bund\n"), "gs1", "bench");
    world_vote(w, ballot, "bmds", "bmds", "no");
    const char *close = world_close(w, ballot);
    const char *claim = world_edit(w, world_result_text(w, ballot, close), "count: no 1", "count: no 2");
    assert_int_equal(world_force(w, world_note(w, claim, "gs1")), REASON_RESULT);
    world_result(w, ballot, close);
    world_propose(w, "stadt", "2026-003", "for: stadt\n");
    going_on_expect(w, 1);
}

/* Seats come and go; a clerk writes down what they call out, and holders replace it. */
static void meetings_go_on(void **state)
{
    struct world *w = *state;
    world_convene(w, "gs1");
    world_enrol(w, "vize", "deputy", "stadt");
    const char *proposal = world_propose(w, "stadt", "2026-001", ""),
               *other = world_propose(w, "kreis", "2026-002", "");
    const char *meeting = world_meet(w, "S-1", world_say(w, "item: %s\n", proposal));
    world_attend(w, meeting, "gs1", "seat: stadt present\nseat: kreis present\nseat: dvc present\n");
    struct slice back = world_note(w, world_attendance_text(w, meeting, "kreis", "seat: kreis present\n"), "kreis");
    world_attend(w, meeting, "kreis", "seat: kreis left\n");
    world_send_note(w, back);
    world_attend(w, meeting, "gs1", "seat: kreis left\n");
    /* A presence that was taken back does not come back by being sent once more. */
    world_force(w, back);
    const char *ballot = world_open_in(w, meeting, proposal, "einfach");
    world_call_out(w, ballot, "stadt", "yes");
    assert_int_not_equal(
        world_force(w, world_note(w, world_vote_text(w, ballot, "gs1", "kreis", "clerk", "no"), "gs1")), REASON_NONE);
    world_take(w, world_vote_text(w, ballot, "vize", "stadt", "deputy", "no"), "vize");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "bmds", "bmds", "yes");
    world_set_status(w, other, "gs1", "adjourned");
    world_result(w, ballot, world_close(w, ballot));
    world_set_status(w, other, "gs1", "open");
    const char *written = world_open(w, other, "umlauf", "");
    world_vote(w, written, "kreis", "kreis", "yes");
    world_object(w, written, "stadt", "stadt");
    const char *minutes = world_take(w, world_minutes_text(w, meeting), "gs1");
    world_take(w, world_confirm_text(w, minutes, "stadt"), "stadt");
    going_on_expect(w, 1);
}

/* A source of numbers that every machine has alike (xorshift). */
static size_t below(uint64_t *random, size_t limit)
{
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    return (size_t)(*random % limit);
}

enum { BALLOTS_MAX = 8, KEPT = 8 };

struct history {
    struct world *w;
    uint64_t random;
    const char *proposal, *ballot[BALLOTS_MAX], *close[BALLOTS_MAX];
    size_t proposals, ballots, keys;
    struct slice note[KEPT]; /* of some entries, to be sent again */
    bool chair;              /* was given to kreis */
    const char *old;         /* a statement that names a head far behind */
};

static void add(struct history *h, const char *text, const char *signer)
{
    struct slice note = world_note(h->w, text, signer);
    h->note[below(&h->random, KEPT)] = note;
    world_force(h->w, note);
}

static void again(struct history *h)
{
    struct slice note = h->note[below(&h->random, KEPT)];
    if (note.length)
        world_force(h->w, note);
}

static void vote(struct history *h)
{
    static const char *const names[] = {"stadt", "kreis", "gemeinde", "bmds", "stadt2", "kreis2", "stadt"};
    static const char *const seats[] = {"stadt", "kreis", "gemeinde", "bmds", "stadt", "kreis", "kreis"};
    static const char *const choices[] = {"yes", "no", "abstain", "consent"};
    size_t who = below(&h->random, 7);
    if (!h->ballots)
        return;
    h->w->now.seconds += (int64_t)below(&h->random, 2);
    add(h,
        world_vote_text(h->w, h->ballot[below(&h->random, h->ballots)], names[who], seats[who],
                        who == 4 || who == 5 ? "deputy" : "holder", choices[below(&h->random, 4)]),
        names[who]);
}

static void decide(struct history *h)
{
    struct world *w = h->w;
    size_t at = h->ballots ? below(&h->random, h->ballots) : 0;
    switch (below(&h->random, 5)) {
    case 0:
        if (h->ballots == BALLOTS_MAX)
            break;
        h->proposal = world_propose(w, "stadt", world_say(w, "2026-%03zu", ++h->proposals), "for: stadt\n");
        h->ballot[h->ballots++] = world_open(w, h->proposal, below(&h->random, 2) ? "einfach" : "konsent", "");
        break;
    case 1:
        if (h->ballots)
            add(h, world_recusal_text(w, h->proposal, "gemeinde", "gemeinde"), "gemeinde");
        break;
    case 2:
        if (h->ballots && !h->close[at] && world_send(w, world_close_text(w, h->ballot[at]), "gs1") == REASON_NONE) {
            char hex[DIGEST_HEX_LENGTH + 1];
            digest_hex(&w->entry.id, hex);
            h->close[at] = world_say(w, "%s", hex);
        }
        break;
    case 3:
        if (h->ballots && h->close[at])
            add(h, world_result_text(w, h->ballot[at], h->close[at]), "gs1");
        break;
    default:
        if (h->ballots && below(&h->random, 3) == 0)
            add(h, world_void_text(w, h->ballot[at]), "gs1");
        break;
    }
}

static void change(struct history *h)
{
    struct world *w = h->w;
    size_t number = ++h->keys;
    switch (below(&h->random, 4)) {
    case 0:
        h->chair = !h->chair;
        world_take(w,
                   world_statute_text(w, h->chair ? "chair: stadt" : "chair: kreis",
                                      h->chair ? "chair: kreis" : "chair: stadt"),
                   "gs1");
        break;
    case 1:
        world_roster(w, world_say(w, "bench: + b%zu Bank\nseat: + s%zu b%zu 4 voting Neu\n", number, number, number));
        break;
    case 2:
        world_enrol(w, world_say(w, "gast%zu", number), "auditor", NULL);
        break;
    default:
        world_roster(w, world_say(w, "bench: = bund Bund %zu\n", number));
        break;
    }
}

static void step(struct history *h)
{
    struct world *w = h->w;
    size_t what = below(&h->random, 12);
    if (what < 6)
        vote(h);
    else if (what < 8)
        decide(h);
    else if (what == 8)
        change(h);
    else if (what == 9)
        again(h);
    else if (what == 10 && h->proposal)
        h->old = world_statement_text(w, h->proposal, "kreis", "neutral", NULL);
    else if (h->old)
        add(h, h->old, "kreis");
}

/* Anything may happen, much of it against the rules, in any order. */
static void histories_by_chance(void **state)
{
    enum { STEPS = 40, EVERY = 6 };
    struct world *w = *state;
    struct history h = {.w = w, .random = 88172645463325252u};
    world_populate(w);
    world_enrol(w, "stadt2", "deputy", "stadt");
    world_enrol(w, "kreis2", "deputy", "kreis");
    for (size_t i = 0; i < STEPS; i++)
        step(&h);
    going_on_expect(w, EVERY);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(ballots_go_on),
        WORLD_TEST(the_body_changes),
        WORLD_TEST(meetings_go_on),
        WORLD_TEST(histories_by_chance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
