#include "data/count.h"

#include "data/ballot_offer.h"
#include "data/replay_rules.h"
#include "data/replay_votes.h"

#include <stdlib.h>

/* The seat with that id at or behind `from`, when rows and seats have the same order: ROLL_NONE when there is none. */
static size_t seat_from(const struct roll *roll, size_t from, struct slice id)
{
    while (from < roll->seats && slice_compare(roll->seat[from].id, id) < 0)
        from++;
    return from < roll->seats && slice_equal(roll->seat[from].id, id) ? from : ROLL_NONE;
}

/* On a roll members stand in byte order: by name, and as a deputy before as the holder. */
static bool stands_before(const struct roll_member *a, const struct roll_member *b)
{
    int order = slice_compare(a->name, b->name);
    return order < 0 || (order == 0 && a->role > b->role);
}

/* The seat's last member takes its place among those before it. */
static void sort_last(struct roll_seat *seat, struct roll_member *last)
{
    struct roll_member added = *last;
    for (; last > seat->member && stands_before(&added, &last[-1]); last--)
        *last = last[-1];
    *last = added;
}

/* A key's text begins with its name, so that one copy serves for both. */
static struct slice copy_name(struct arena *arena, struct slice name, struct slice vkey)
{
    struct slice head = slice_head(vkey, name.length);
    return vkey.at && slice_equal(head, name) ? head : arena_copy(arena, name);
}

/* The rows come by seat: the members of each lie side by side. */
static enum status add_members(struct replay *replay, int64_t place, struct arena *arena, struct roll *roll)
{
    int64_t count;
    size_t members = 0, at = 0;
    enum status status = store_number(replay->store, &count, NULL,
                                      "SELECT count(*) FROM member WHERE body = ?1 AND since < ?2 "
                                      "AND (until IS NULL OR until >= ?2)",
                                      "ii", replay->number, place);
    if (status != STATUS_OK)
        return status;
    struct roll_member *member = arena_array(arena, (size_t)count, sizeof *member);
    if (!member)
        return STATUS_NO_MEMORY;
    struct rows rows = store_ask(replay->store,
                                 "SELECT m.seat, m.name, m.role, c.vkey FROM member m INDEXED BY member_seat "
                                 "JOIN chain c ON c.body = m.body AND c.name = m.name AND c.since < ?2 "
                                 "AND (c.until IS NULL OR c.until >= ?2) WHERE m.body = ?1 AND m.seat > '' "
                                 "AND m.since < ?2 AND (m.until IS NULL OR m.until >= ?2) ORDER BY m.seat",
                                 "ii", replay->number, place);
    while (status == STATUS_OK && members < (size_t)count && rows_next(&rows)) {
        struct roll_member *added = &member[members++];
        at = seat_from(roll, at, rows_text(&rows, 0));
        *added = (struct roll_member){.role = slice_is(rows_text(&rows, 2), "holder") ? CLASS_HOLDER : CLASS_DEPUTY,
                                      .vkey = arena_copy(arena, rows_text(&rows, 3))};
        added->name = copy_name(arena, rows_text(&rows, 1), added->vkey);
        if (at == ROLL_NONE)
            status = STATUS_NOT_FOUND;
        else if (!added->name.at || !added->vkey.at)
            status = STATUS_NO_MEMORY;
        else if (roll->seat[at].members++ == 0)
            roll->seat[at].member = added;
        else
            sort_last(&roll->seat[at], added);
    }
    enum status end = rows_end(&rows);
    return status == STATUS_OK ? end : status;
}

static enum status mark_recused(struct replay *replay, int64_t proposal, int64_t before, struct roll *roll)
{
    struct rows rows = store_ask(replay->store, "SELECT seat FROM recusal WHERE body = ? AND proposal = ? AND idx < ?",
                                 "iii", replay->number, proposal, before);
    while (rows_next(&rows)) {
        size_t at = roll_seat_find(roll, rows_text(&rows, 0));
        if (at != ROLL_NONE)
            roll->seat[at].recused = true;
    }
    return rows_end(&rows);
}

/* Seats of their own, so that recusals and members can be marked; everything else is borrowed. */
static enum status copy_seats(const struct roll *roster, struct arena *arena, struct roll *out)
{
    *out = *roster;
    out->seat = arena_array(arena, roster->seats, sizeof *out->seat);
    if (!out->seat)
        return STATUS_NO_MEMORY;
    if (roster->seats)
        memcpy(out->seat, roster->seat, roster->seats * sizeof *out->seat);
    return STATUS_OK;
}

enum status roll_at(struct replay *replay, int64_t place, int64_t proposal, int64_t recused_before, struct arena *arena,
                    struct roll *out)
{
    struct version *version;
    enum status status = version_at(replay, place, &version);
    if (status == STATUS_OK)
        status = copy_seats(&version->body.roster, arena, out);
    version_drop(version);
    if (status == STATUS_OK)
        status = mark_recused(replay, proposal, recused_before, out);
    return status == STATUS_OK ? add_members(replay, place, arena, out) : status;
}

struct reading {
    struct counting *counting;
    struct choices *choices;
    size_t last; /* the seat of the vote before */
};

/* They come by seat, highest class first, latest vote last: of each seat's first class the last one counts. */
static void take_vote(void *context, struct slice seat_id, enum seat_class class, struct slice choice)
{
    struct reading *reading = context;
    struct counting *out = reading->counting;
    size_t seat = seat_from(&out->roll, reading->last, seat_id);
    reading->last = seat == ROLL_NONE ? reading->last : seat;
    if (seat == ROLL_NONE || (out->choice[seat] != SITUATION_SILENT && class > out->vote_class[seat]))
        return;
    if (choices_set(reading->choices, &out->offer, seat, choice))
        out->vote_class[seat] = (uint8_t) class;
}

/* Which seats filed the proposal. */
static enum status read_proposers(struct replay *replay, int64_t proposal, struct counting *out, bool **proposer)
{
    struct buffer bytes;
    buffer_init(&bytes);
    struct entry entry;
    *proposer = arena_array(&out->arena, out->roll.seats, sizeof **proposer);
    enum status status = *proposer ? load_entry(replay, proposal, &bytes, &out->arena, &entry) : STATUS_NO_MEMORY;
    size_t at = 0;
    for (const struct field *field; status == STATUS_OK && (field = entry_next(&entry, "for", &at));) {
        size_t seat = roll_seat_find(&out->roll, field->value);
        if (seat != ROLL_NONE)
            (*proposer)[seat] = true;
    }
    buffer_release(&bytes);
    return status;
}

static void look_for_holders(struct counting *out)
{
    out->all_holders_voted = true;
    for (size_t i = 0; i < out->roll.seats; i++) {
        const struct roll_seat *seat = &out->roll.seat[i];
        if (!seat->voting || seat->recused)
            continue;
        if (out->choice[i] == SITUATION_SILENT || out->vote_class[i] != CLASS_HOLDER)
            out->all_holders_voted = false;
    }
}

/* What the secretaries said of a ballot on paper; OUTCOME_COUNT as long as they have said nothing. */
static enum status paper_outcome(struct replay *replay, int64_t ballot, enum outcome *out)
{
    struct rows rows =
        store_ask(replay->store, "SELECT outcome FROM ballot WHERE body = ? AND idx = ?", "ii", replay->number, ballot);
    *out = OUTCOME_COUNT;
    if (rows_next(&rows))
        for (enum outcome outcome = OUTCOME_ADOPTED; outcome < OUTCOME_VOID; outcome++)
            if (slice_is(rows_text(&rows, 0), outcome_name(outcome)))
                *out = outcome;
    return rows_end(&rows);
}

/* Of a ballot on paper only the seats are known here. */
static enum status count_seats(const struct tally_input *input, struct arena *arena, struct tally *out)
{
    *out = (struct tally){.outcome = OUTCOME_COUNT, .lead = LEAD_OF_NONE};
    out->bench = arena_array(arena, input->roll->benches, sizeof *out->bench);
    if (!out->bench)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < input->roll->seats; i++) {
        const struct roll_seat *seat = &input->roll->seat[i];
        bool may = seat->voting && !seat->recused;
        out->all += seat->voting;
        out->seats += may;
        out->silent += may;
        out->present += may && input->meeting && seat->present;
        out->bench[seat->bench].seats += may;
    }
    return STATUS_OK;
}

enum status counting_make(struct replay *replay, int64_t ballot, int64_t proposal, struct slice rule, uint64_t round,
                          int64_t upto, struct counting *out)
{
    *out = (struct counting){.rule = NULL};
    arena_init(&out->arena);
    enum status status = version_at(replay, ballot, &out->version);
    if (status != STATUS_OK)
        return status;
    const struct body *body = &out->version->body;
    out->rule = statute_rule_find(&body->statute, rule);
    if (!out->rule)
        return STATUS_NOT_FOUND;
    status = copy_seats(&body->roster, &out->arena, &out->roll);
    if (status == STATUS_OK)
        status = mark_recused(replay, proposal, upto, &out->roll);
    if (status == STATUS_OK)
        status = setting_of(replay, ballot, &out->roll, &out->setting);
    if (status == STATUS_OK)
        status = ballot_offer_load(replay, ballot, out->rule->rule.method, &out->arena, &out->offer);
    struct choices choices;
    if (status == STATUS_OK)
        status = choices_make(&out->offer, out->roll.seats, &out->arena, &choices);
    if (status != STATUS_OK)
        return status;
    out->choice = choices.first;
    out->vote_class = arena_array(&out->arena, out->roll.seats, sizeof *out->vote_class);
    if (!out->vote_class)
        return STATUS_NO_MEMORY;
    bool *proposer = NULL;
    struct reading reading = {.counting = out, .choices = &choices};
    status = votes_each(replay, ballot, upto, take_vote, &reading);
    if (status == STATUS_OK)
        status = read_proposers(replay, proposal, out, &proposer);
    if (status != STATUS_OK)
        return status;
    look_for_holders(out);
    out->input = (struct tally_input){.roll = &out->roll,
                                      .rule = &out->rule->rule,
                                      .choice = choices.first,
                                      .approved = choices.approved,
                                      .place = choices.place,
                                      .lines = out->offer.lines,
                                      .vote_class = out->vote_class,
                                      .proposer = proposer,
                                      .meeting = out->setting.meeting,
                                      .revote = body->statute.revote,
                                      .ended = out->setting.has_ended && out->setting.ended <= upto,
                                      .round = (uint32_t)round,
                                      .call = out->setting.call};
    out->paper = out->rule->rule.method == METHOD_EXTERNAL;
    if (out->paper) {
        status = count_seats(&out->input, &out->arena, &out->tally);
        return status == STATUS_OK ? paper_outcome(replay, ballot, &out->tally.outcome) : status;
    }
    return tally_count(&out->input, &out->arena, &out->tally);
}

void counting_release(struct counting *counting)
{
    arena_release(&counting->arena);
    version_drop(counting->version);
}
