/* What people do in tests/exchange.h. */
#include "core/note.h"
#include "tests/exchange.h"
#include "tests/world_meeting.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char *const seats[] = {"stadt", "kreis", "gemeinde", "bmds"};
enum { SEATS = sizeof seats / sizeof seats[0], REASON_BYTES = 64 };

/* One of the rows of ids that the question finds at the place, in hex; NULL: there is none. */
static const char *pick(struct exchange *x, const char *sql)
{
    struct world *w = x->w;
    struct store *store = ledger_store(w->ledger);
    const char *found[REASON_BYTES];
    unsigned count = 0;
    struct rows rows = store_ask(store, sql, "i", log_number(world_log(w)));
    while (count < REASON_BYTES && rows_next(&rows))
        found[count++] = world_say(w, "%.*s", (int)rows_text(&rows, 0).length, rows_text(&rows, 0).at);
    assert_int_equal(rows_end(&rows), STATUS_OK);
    return count ? found[chance_below(&x->chance, count)] : NULL;
}

static const char *pick_proposal(struct exchange *x)
{
    return pick(x, "SELECT lower(hex(id)) FROM proposal WHERE body = ? ORDER BY seq DESC LIMIT 6");
}

static const char *pick_open(struct exchange *x)
{
    return pick(x, "SELECT lower(hex(id)) FROM ballot WHERE body = ? AND state = 'open' ORDER BY idx");
}

/* Some of those who must, or all of them. */
static const char *some_secretaries(struct exchange *x)
{
    const char *all = x->w->secretaries;
    return chance_below(&x->chance, 3) ? all : "gs1";
}

/* What was signed is remembered: it must not be lost. */
static void send(struct exchange *x, unsigned place, const char *text, const char *signers)
{
    if (world_send(x->w, text, signers) != REASON_NONE)
        return;
    struct exchange_entry *entry = exchange_entry(x, &x->w->entry.id);
    entry->place = place;
    entry->dropped = false;
    if (place == 0)
        entry->index = x->w->entry.index;
    else
        assert_int_equal(x->w->entry.index, -1);
}

static void vote(struct exchange *x, unsigned place, const char *who)
{
    static const char *const choices[] = {"yes", "no", "abstain"};
    const char *ballot = pick_open(x);
    if (ballot)
        send(x, place, world_vote_text(x->w, ballot, who, who, "holder", choices[chance_below(&x->chance, 3)]), who);
}

static void open_ballot(struct exchange *x, unsigned place)
{
    static const char *const rules[] = {"einfach", "umlauf", "schweigen", "mehrheit"};
    const char *proposal = pick_proposal(x);
    if (proposal)
        send(x, place, world_ballot_text(x->w, proposal, rules[chance_below(&x->chance, 4)], ""), some_secretaries(x));
}

static void end_ballot(struct exchange *x, unsigned place)
{
    const char *open = pick_open(x);
    const char *ended = pick(x, "SELECT lower(hex(b.id)) || ' ' || lower(hex(e.id)) FROM ballot b "
                                "JOIN entry e ON e.body = b.body AND e.idx = b.ended "
                                "WHERE b.body = ? AND b.state = 'closed' AND b.outcome IS NULL ORDER BY b.idx");
    if (ended && chance_below(&x->chance, 4))
        send(x, place, world_result_text(x->w, world_say(x->w, "%.64s", ended), ended + 65), some_secretaries(x));
    else if (open && chance_below(&x->chance, 5))
        send(x, place, world_close_text(x->w, open), some_secretaries(x));
    else if (open)
        send(x, place, world_void_text(x->w, open), some_secretaries(x));
}

static void change_roster(struct exchange *x, unsigned place, const char *who)
{
    struct world *w = x->w;
    const char *deputy = world_say(w, "deputy-%u", chance_below(&x->chance, 3));
    if (chance_below(&x->chance, 3))
        send(x, place, world_enrol_text(w, deputy, "deputy", who), world_say(w, "%s %s", deputy, some_secretaries(x)));
    else
        send(x, place, world_roster_text(w, world_say(w, "member: - %s deputy %s\n", deputy, who)),
             some_secretaries(x));
}

/* The second secretary signs what waits there. */
static void approve(struct exchange *x, unsigned place)
{
    struct world *w = x->w;
    const char *hex = pick(x, "SELECT lower(hex(id)) FROM pending WHERE body = ? ORDER BY since, id");
    struct buffer bytes, joined;
    struct note note, second;
    struct digest id;
    if (!hex)
        return;
    buffer_init(&bytes);
    buffer_init(&joined);
    assert_true(digest_from_hex(slice_of(hex), &id));
    assert_int_equal(ledger_pending(w->ledger, &id, &bytes, &w->problem), STATUS_OK);
    assert_int_equal(note_parse(buffer_slice(&bytes), &note, NULL), STATUS_OK);
    const char *text = arena_copy(&w->arena, note.text).at;
    struct slice approval = world_note(w, text, "gs2");
    assert_int_equal(note_parse(approval, &second, NULL), STATUS_OK);
    note_join(&note, &second, &joined);
    if (world_send_note(w, buffer_slice(&joined)) == REASON_NONE && place == 0 && w->entry.index >= 0)
        exchange_entry(x, &w->entry.id)->index = w->entry.index;
    buffer_release(&bytes);
    buffer_release(&joined);
}

/* What its author thought better of. */
static void drop(struct exchange *x, unsigned place)
{
    const char *hex = pick(x, "SELECT lower(hex(id)) FROM pending WHERE body = ? ORDER BY since, id");
    struct digest id;
    if (!hex)
        return;
    assert_true(digest_from_hex(slice_of(hex), &id));
    struct exchange_entry *entry = exchange_entry(x, &id);
    assert_int_equal(ledger_pending_drop(x->w->ledger, &id, &x->w->problem), STATUS_OK);
    entry->dropped = entry->dropped || entry->place == place;
}

static void speak(struct exchange *x, unsigned place, const char *who)
{
    static const char *const stances[] = {"support", "oppose", "question"};
    struct world *w = x->w;
    const char *proposal = pick_proposal(x), *number = world_say(w, "2026-%03u", chance_below(&x->chance, 12) + 1);
    unsigned what = chance_below(&x->chance, 8);
    if (what < 4 || !proposal)
        send(x, place, world_proposal_text(w, who, number, world_say(w, "for: %s\n", who)), who);
    else if (what < 6)
        send(x, place, world_statement_text(w, proposal, who, stances[chance_below(&x->chance, 3)], who), who);
    else if (what < 7)
        send(x, place, world_recusal_text(w, proposal, who, who), who);
    else
        send(x, place, world_status_text(w, proposal, who, "withdrawn"), who);
}

void exchange_act(struct exchange *x, unsigned place)
{
    if (exchange_size(x, place) == 0)
        return;
    const char *who = seats[chance_below(&x->chance, SEATS)];
    unsigned what = chance_below(&x->chance, 20);
    exchange_at(x, place);
    if (what < 9)
        vote(x, place, who);
    else if (what < 13)
        speak(x, place, who);
    else if (what < 15)
        open_ballot(x, place);
    else if (what < 16)
        end_ballot(x, place);
    else if (what < 17)
        change_roster(x, place, who);
    else if (what < 19)
        approve(x, place);
    else
        drop(x, place);
    exchange_at(x, 0);
}
