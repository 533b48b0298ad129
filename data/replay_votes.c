/* The votes of a replay: in memory where it remembers, else in the table. */
#include "data/replay_votes.h"

#include "data/ballot_counts.h"

#include <stdlib.h>

enum { ROOM = 16 };

/* Seat, voter and choice lie side by side in the ballot's text. */
struct kept {
    int64_t index, at;
    size_t text;
    uint32_t seat, earlier; /* earlier: 1 + number of the vote before it for the same seat and class; 0: none */
    uint16_t voter_length, choice_length;
    uint8_t seat_length, class;
    bool reasoned;
};

struct ballot_votes {
    int64_t ballot;
    bool ended;
    struct kept *vote; /* in the order of the log */
    size_t votes, room;
    struct buffer text;
    size_t seats, voted; /* those of the roll, and for how many of them somebody voted */
    /*
     * Of each seat and class that has votes 1 + number of the latest; 0: free. At most half of the slots are used: a
     * ballot with few votes takes little memory, however many seats it has.
     */
    uint32_t *slot;
    size_t slots, used;
};

struct votes {
    struct ballot_votes **ballot; /* by their place */
    size_t ballots, room, ended;
};

enum status votes_make(struct votes **out)
{
    *out = calloc(1, sizeof **out);
    return *out ? STATUS_OK : STATUS_NO_MEMORY;
}

static void ballot_free(struct ballot_votes *ballot)
{
    buffer_release(&ballot->text);
    free(ballot->vote);
    free(ballot->slot);
    free(ballot);
}

void votes_free(struct votes *votes)
{
    for (size_t i = 0; votes && i < votes->ballots; i++)
        ballot_free(votes->ballot[i]);
    if (votes)
        free(votes->ballot);
    free(votes);
}

/* `array` with room for one more element than `count`, else NULL, and it is as it was. */
static void *grow(void *array, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return array;
    size_t more = *room ? 2 * *room : ROOM;
    void *longer = more < SIZE_MAX / size ? realloc(array, more * size) : NULL;
    if (longer)
        *room = more;
    return longer;
}

/* How many ballots lie before this one. */
static size_t ballots_before(const struct votes *votes, int64_t ballot)
{
    size_t low = 0, high = votes->ballots;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (votes->ballot[middle]->ballot < ballot)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct ballot_votes *find(const struct votes *votes, int64_t ballot)
{
    size_t at = ballots_before(votes, ballot);
    return at < votes->ballots && votes->ballot[at]->ballot == ballot ? votes->ballot[at] : NULL;
}

/* NULL without memory. */
static struct ballot_votes *begin(struct votes *votes, int64_t ballot, size_t seats)
{
    struct ballot_votes **longer = grow(votes->ballot, votes->ballots, &votes->room, sizeof *votes->ballot);
    if (!longer)
        return NULL;
    votes->ballot = longer;
    struct ballot_votes *new = calloc(1, sizeof *new);
    if (!new)
        return NULL;
    new->ballot = ballot;
    new->seats = seats;
    buffer_init(&new->text);
    size_t at = ballots_before(votes, ballot);
    memmove(&votes->ballot[at + 1], &votes->ballot[at], (votes->ballots - at) * sizeof(struct ballot_votes *));
    votes->ballot[at] = new;
    votes->ballots++;
    return new;
}

/* The slot of that seat and class, or the free one that would be theirs. The slots are a power of two. */
static uint32_t *find_slot(const struct ballot_votes *ballot, size_t seat, size_t class)
{
    for (size_t at = seat * CLASS_COUNT + class;; at++) {
        uint32_t *slot = &ballot->slot[at & (ballot->slots - 1)];
        const struct kept *kept = *slot ? &ballot->vote[*slot - 1] : NULL;
        if (!kept || (kept->seat == seat && kept->class == class))
            return slot;
    }
}

static uint32_t latest_of(const struct ballot_votes *ballot, size_t seat, size_t class)
{
    return ballot->slots ? *find_slot(ballot, seat, class) : 0;
}

static bool has_voted(const struct ballot_votes *ballot, size_t seat)
{
    return latest_of(ballot, seat, CLASS_HOLDER) || latest_of(ballot, seat, CLASS_DEPUTY) ||
           latest_of(ballot, seat, CLASS_CLERK);
}

/* Room for one more seat and class. */
static enum status grow_slots(struct ballot_votes *ballot)
{
    if (2 * (ballot->used + 1) <= ballot->slots)
        return STATUS_OK;
    uint32_t *old = ballot->slot;
    size_t count = ballot->slots, more = count ? 2 * count : ROOM;
    uint32_t *slot = calloc(more, sizeof *slot);
    if (!slot)
        return STATUS_NO_MEMORY;
    ballot->slot = slot;
    ballot->slots = more;
    for (size_t i = 0; i < count; i++)
        if (old[i])
            *find_slot(ballot, ballot->vote[old[i] - 1].seat, ballot->vote[old[i] - 1].class) = old[i];
    free(old);
    return STATUS_OK;
}

static enum status add(struct ballot_votes *ballot, const struct cast_vote *vote)
{
    if (ballot->votes == UINT32_MAX || vote->seat >= ballot->seats || grow_slots(ballot) != STATUS_OK)
        return STATUS_NO_MEMORY;
    struct kept *longer = grow(ballot->vote, ballot->votes, &ballot->room, sizeof *ballot->vote);
    if (!longer)
        return STATUS_NO_MEMORY;
    ballot->vote = longer;
    ballot->voted += !has_voted(ballot, vote->seat);
    uint32_t *slot = find_slot(ballot, vote->seat, vote->class);
    ballot->used += *slot == 0;
    /* Everything stands in an entry, whose length two bytes can hold. */
    ballot->vote[ballot->votes] = (struct kept){.index = vote->index,
                                                .at = vote->at,
                                                .text = ballot->text.length,
                                                .seat = (uint32_t)vote->seat,
                                                .earlier = *slot,
                                                .voter_length = (uint16_t)vote->voter.length,
                                                .choice_length = (uint16_t)vote->choice.length,
                                                .seat_length = (uint8_t)vote->seat_id.length,
                                                .class = (uint8_t)vote->class,
                                                .reasoned = vote->reasoned};
    buffer_add(&ballot->text, vote->seat_id);
    buffer_add(&ballot->text, vote->voter);
    buffer_add(&ballot->text, vote->choice);
    *slot = (uint32_t)++ballot->votes;
    return buffer_status(&ballot->text);
}

static struct cast_vote cast_of(const struct ballot_votes *ballot, const struct kept *kept)
{
    const char *text = ballot->text.at + kept->text;
    return (struct cast_vote){.ballot = ballot->ballot,
                              .index = kept->index,
                              .at = kept->at,
                              .seat = kept->seat,
                              .class = (enum seat_class)kept->class,
                              .reasoned = kept->reasoned,
                              .seat_id = {text, kept->seat_length},
                              .voter = {text + kept->seat_length, kept->voter_length},
                              .choice = {text + kept->seat_length + kept->voter_length, kept->choice_length}};
}

static const char insert_sql[] =
    "INSERT INTO vote (body, ballot, seat, class, idx, voter, at, choice, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

static enum status insert(struct replay *replay, const struct cast_vote *vote)
{
    return store_run(replay->store, insert_sql, "iitiititi", replay->number, vote->ballot, vote->seat_id,
                     (int64_t)vote->class, vote->index, vote->voter, vote->at, vote->choice, (int64_t)vote->reasoned);
}

enum status vote_keep(struct replay *replay, const struct cast_vote *vote, size_t seats)
{
    struct votes *votes = replay->votes;
    if (!votes)
        return insert(replay, vote);
    struct ballot_votes *ballot = find(votes, vote->ballot);
    if (!ballot)
        ballot = begin(votes, vote->ballot, seats);
    return ballot ? add(ballot, vote) : STATUS_NO_MEMORY;
}

enum status vote_latest(struct replay *replay, const struct cast_vote *vote, int64_t *at, bool *found)
{
    *found = false;
    if (!replay->votes)
        return store_number(replay->store, at, found,
                            "SELECT at FROM vote WHERE body = ? AND ballot = ? AND seat = ? AND class = ? AND "
                            "voter = ? ORDER BY idx DESC LIMIT 1",
                            "iitit", replay->number, vote->ballot, vote->seat_id, (int64_t)vote->class, vote->voter);
    const struct ballot_votes *ballot = find(replay->votes, vote->ballot);
    uint32_t number = ballot ? latest_of(ballot, vote->seat, vote->class) : 0;
    for (; number && !*found; number = ballot->vote[number - 1].earlier) {
        struct cast_vote earlier = cast_of(ballot, &ballot->vote[number - 1]);
        *found = slice_equal(earlier.voter, vote->voter);
        *at = earlier.at;
    }
    return STATUS_OK;
}

/* Those of a seat and class, the latest last; returns how many. */
static size_t copy_chain(const struct ballot_votes *ballot, uint32_t latest, struct cast_vote *out)
{
    size_t count = 0;
    for (uint32_t number = latest; number; number = ballot->vote[number - 1].earlier)
        count++;
    size_t left = count;
    for (uint32_t number = latest; number; number = ballot->vote[number - 1].earlier)
        out[--left] = cast_of(ballot, &ballot->vote[number - 1]);
    return count;
}

/*
 * All in the order of the table's key, as the seats of a roll are in that of their ids: an array to be freed, NULL
 * without memory.
 */
static struct cast_vote *sorted(const struct ballot_votes *ballot)
{
    struct cast_vote *vote = calloc(ballot->votes, sizeof *vote);
    uint32_t *latest = calloc(ballot->seats, CLASS_COUNT * sizeof *latest);
    size_t count = 0;
    for (size_t i = 0; latest && i < ballot->votes; i++)
        latest[ballot->vote[i].seat * CLASS_COUNT + ballot->vote[i].class] = (uint32_t)i + 1;
    for (size_t i = 0; vote && latest && i < ballot->seats * CLASS_COUNT; i++)
        count += copy_chain(ballot, latest[i], &vote[count]);
    if (!latest) {
        free(vote);
        vote = NULL;
    }
    free(latest);
    return vote;
}

static enum status each_kept(const struct votes *votes, int64_t number, int64_t upto, vote_taker *take, void *context)
{
    const struct ballot_votes *ballot = find(votes, number);
    if (!ballot)
        return STATUS_OK;
    struct cast_vote *vote = sorted(ballot);
    for (size_t i = 0; vote && i < ballot->votes; i++)
        if (vote[i].index < upto)
            take(context, vote[i].seat_id, vote[i].class, vote[i].choice);
    free(vote);
    return vote ? STATUS_OK : STATUS_NO_MEMORY;
}

enum status votes_each(struct replay *replay, int64_t ballot, int64_t upto, vote_taker *take, void *context)
{
    if (replay->votes)
        return each_kept(replay->votes, ballot, upto, take, context);
    struct rows rows = store_ask(replay->store,
                                 "SELECT seat, class, choice FROM vote WHERE body = ? AND ballot = ? AND idx < ? "
                                 "ORDER BY seat, class, idx",
                                 "iii", replay->number, ballot, upto);
    while (rows_next(&rows))
        take(context, rows_text(&rows, 0), (enum seat_class)rows_number(&rows, 1), rows_text(&rows, 2));
    return rows_end(&rows);
}

enum status votes_seats(struct replay *replay, int64_t ballot, int64_t *out)
{
    bool found;
    if (!replay->votes)
        return store_number(replay->store, out, &found,
                            "SELECT " BALLOT_VOTED("a") " FROM ballot a WHERE a.body = ? AND a.idx = ?", "ii",
                            replay->number, ballot);
    const struct ballot_votes *votes = find(replay->votes, ballot);
    *out = votes ? (int64_t)votes->voted : 0;
    return STATUS_OK;
}

void votes_end(struct replay *replay, int64_t ballot)
{
    struct ballot_votes *found = replay->votes ? find(replay->votes, ballot) : NULL;
    if (!found || found->ended)
        return;
    found->ended = true;
    replay->votes->ended++;
}

enum status votes_leave(struct replay *replay, bool all, votes_taker *take, void *context)
{
    struct votes *votes = replay->votes;
    enum status status = STATUS_OK;
    size_t left = 0, i = 0;
    if (!votes || votes->ballots == 0 || (!all && votes->ended == 0))
        return STATUS_OK;
    for (; i < votes->ballots && status == STATUS_OK; i++) {
        struct ballot_votes *ballot = votes->ballot[i];
        if (!all && !ballot->ended) {
            votes->ballot[left++] = ballot;
            continue;
        }
        struct cast_vote *vote = sorted(ballot);
        status = vote ? take(context, ballot->ballot, vote, ballot->votes) : STATUS_NO_MEMORY;
        free(vote);
        ballot_free(ballot);
    }
    memmove(&votes->ballot[left], &votes->ballot[i], (votes->ballots - i) * sizeof(struct ballot_votes *));
    votes->ballots -= i - left;
    votes->ended = 0;
    return status;
}

static enum status write_votes(void *context, int64_t ballot, const struct cast_vote *vote, size_t votes)
{
    enum status status = STATUS_OK;
    (void)ballot;
    for (size_t i = 0; i < votes && status == STATUS_OK; i++)
        status = insert(context, &vote[i]);
    return status;
}

enum status votes_write(struct replay *replay, bool all)
{
    return votes_leave(replay, all, write_votes, replay);
}

enum status votes_bound(struct replay *replay, size_t limit)
{
    size_t bytes = 0;
    for (size_t i = 0; replay->votes && i < replay->votes->ballots; i++) {
        const struct ballot_votes *ballot = replay->votes->ballot[i];
        bytes += ballot->text.capacity + ballot->room * sizeof *ballot->vote + ballot->slots * sizeof *ballot->slot;
    }
    if (bytes <= limit)
        return STATUS_OK;
    enum status status = votes_write(replay, true);
    votes_free(replay->votes);
    replay->votes = NULL;
    return status;
}
