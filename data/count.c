#include "data/count.h"

#include "data/replay_rules.h"

#include <stdlib.h>

static int member_order(const void *a, const void *b)
{
    const struct roll_member *left = a, *right = b;
    return slice_compare(left->name, right->name);
}

struct seats {
    struct roll *roll;
    struct arena *arena;
};

/* Adds a member to its seat; a seat has few, so the list is copied when it grows. */
static enum status add_member(struct seats *seats, const struct rows *rows)
{
    size_t at = roll_seat_find(seats->roll, rows_text(rows, 0));
    if (at == ROLL_NONE)
        return STATUS_OK;
    struct roll_seat *seat = &seats->roll->seat[at];
    struct roll_member *member = arena_array(seats->arena, seat->members + 1, sizeof *member);
    if (!member)
        return STATUS_NO_MEMORY;
    if (seat->members)
        memcpy(member, seat->member, seat->members * sizeof *member);
    struct roll_member *added = &member[seat->members];
    added->role = slice_is(rows_text(rows, 2), "holder") ? CLASS_HOLDER : CLASS_DEPUTY;
    added->name = arena_copy(seats->arena, rows_text(rows, 1));
    added->vkey = arena_copy(seats->arena, rows_text(rows, 3));
    seat->members++;
    qsort(member, seat->members, sizeof *member, member_order);
    seat->member = member;
    return added->name.at && added->vkey.at ? STATUS_OK : STATUS_NO_MEMORY;
}

static enum status add_members(struct replay *replay, int64_t place, struct seats *seats)
{
    enum status status = STATUS_OK;
    struct rows rows = store_ask(
        replay->store, "SELECT seat, name, role, vkey FROM member WHERE body = ? AND seat <> '' AND since < ?", "ii",
        replay->number, place);
    while (status == STATUS_OK && rows_next(&rows))
        status = add_member(seats, &rows);
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

/* The roll without its members. */
static enum status copy_seats(struct replay *replay, int64_t proposal, int64_t recused_before, struct arena *arena,
                              struct roll *out)
{
    const struct roll *roster = &replay->body.roster;
    *out = *roster;
    out->seat = arena_array(arena, roster->seats, sizeof *out->seat);
    if (!out->seat)
        return STATUS_NO_MEMORY;
    if (roster->seats)
        memcpy(out->seat, roster->seat, roster->seats * sizeof *out->seat);
    return mark_recused(replay, proposal, recused_before, out);
}

enum status roll_at(struct replay *replay, int64_t place, int64_t proposal, int64_t recused_before, struct arena *arena,
                    struct roll *out)
{
    struct seats seats = {.roll = out, .arena = arena};
    enum status status = copy_seats(replay, proposal, recused_before, arena, out);
    return status == STATUS_OK ? add_members(replay, place, &seats) : status;
}

/* The seat with that id at or behind `from`, when rows and seats have the same order: ROLL_NONE when there is none. */
static size_t seat_from(const struct roll *roll, size_t from, struct slice id)
{
    while (from < roll->seats && slice_compare(roll->seat[from].id, id) < 0)
        from++;
    return from < roll->seats && slice_equal(roll->seat[from].id, id) ? from : ROLL_NONE;
}

/* The rows come by seat, highest class first, latest vote last: of each seat's first class the last row counts. */
static enum status read_votes(struct replay *replay, int64_t ballot, int64_t upto, struct counting *out)
{
    const char *const *options;
    size_t count = method_options(out->rule->rule.method, &options);
    struct rows rows = store_ask(replay->store,
                                 "SELECT seat, class, choice FROM vote WHERE body = ? AND ballot = ? AND idx < ? "
                                 "ORDER BY seat, class, idx",
                                 "iii", replay->number, ballot, upto);
    size_t last = 0;
    while (rows_next(&rows)) {
        size_t seat = seat_from(&out->roll, last, rows_text(&rows, 0));
        uint8_t class = (uint8_t)rows_number(&rows, 1);
        last = seat == ROLL_NONE ? last : seat;
        if (seat == ROLL_NONE || (out->choice[seat] != SITUATION_SILENT && class > out->vote_class[seat]))
            continue;
        for (size_t i = 0; i < count; i++)
            if (slice_is(rows_text(&rows, 2), options[i]))
                out->choice[seat] = (int8_t)i;
        out->vote_class[seat] = class;
    }
    return rows_end(&rows);
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
    *out = (struct tally){.outcome = OUTCOME_COUNT};
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
    *out = (struct counting){.rule = statute_rule_find(&replay->body.statute, rule)};
    arena_init(&out->arena);
    if (!out->rule)
        return STATUS_NOT_FOUND;
    enum status status = copy_seats(replay, proposal, upto, &out->arena, &out->roll);
    if (status == STATUS_OK)
        status = setting_of(replay, ballot, &out->roll, &out->setting);
    if (status != STATUS_OK)
        return status;
    out->choice = arena_array(&out->arena, out->roll.seats, sizeof *out->choice);
    out->vote_class = arena_array(&out->arena, out->roll.seats, sizeof *out->vote_class);
    if (!out->choice || !out->vote_class)
        return STATUS_NO_MEMORY;
    if (out->roll.seats)
        memset(out->choice, SITUATION_SILENT, out->roll.seats);
    bool *proposer = NULL;
    status = read_votes(replay, ballot, upto, out);
    if (status == STATUS_OK)
        status = read_proposers(replay, proposal, out, &proposer);
    if (status != STATUS_OK)
        return status;
    look_for_holders(out);
    struct tally_input input = {.roll = &out->roll,
                                .rule = &out->rule->rule,
                                .choice = out->choice,
                                .vote_class = out->vote_class,
                                .proposer = proposer,
                                .meeting = out->setting.meeting,
                                .revote = replay->body.statute.revote,
                                .round = (uint32_t)round,
                                .call = out->setting.call};
    out->paper = out->rule->rule.method == METHOD_EXTERNAL;
    if (out->paper) {
        status = count_seats(&input, &out->arena, &out->tally);
        return status == STATUS_OK ? paper_outcome(replay, ballot, &out->tally.outcome) : status;
    }
    return tally_count(&input, &out->arena, &out->tally);
}

void counting_release(struct counting *counting)
{
    arena_release(&counting->arena);
}
