/*
 * What the replay of a long log would ask the tables again for every vote: keys by name, ballots, what they offer.
 * Only for replays that nobody else writes beside (replay_remember); the others have none and ask the
 * tables.
 *
 * The functions take replays without a memory, too: then nothing is known and nothing is kept. For replay*.c only.
 */
#ifndef DATA_REPLAY_MEMORY_H
#define DATA_REPLAY_MEMORY_H

#include "core/choice.h"
#include "data/replay_rules.h"

void memory_free(struct replay_memory *memory);

/* The entry has taken effect: forgets what it may have changed. */
void memory_forget(struct replay *replay, const struct entry *entry);

/* The key of that name, and its place in a seat. */
bool memory_holder(const struct replay *replay, struct slice name, struct holder *out);
void memory_keep_holder(struct replay *replay, struct slice name, const struct holder *holder);
bool memory_place(const struct replay *replay, struct slice name, struct slice role, struct slice seat,
                  struct place_row *out);
void memory_keep_place(struct replay *replay, struct slice name, struct slice role, struct slice seat,
                       const struct place_row *place);

/* The index that the seat had in the roll of the ballot on which the key of that name voted last: a guess, or 0. */
size_t memory_roll_seat(const struct replay *replay, struct slice name);
void memory_keep_roll_seat(struct replay *replay, struct slice name, size_t seat);

/* The ballot with that id. */
bool memory_ballot(const struct replay *replay, const struct digest *id, struct ballot_row *out);
void memory_keep_ballot(struct replay *replay, const struct digest *id, const struct ballot_row *ballot);

/* True when it is known that no seat is recused from the proposal. */
bool memory_no_recusal(const struct replay *replay, int64_t proposal);
void memory_keep_no_recusal(struct replay *replay, int64_t proposal);

/* What the ballot at that index offers; NULL: not known. Kept, it takes the arena over in which the names lie. */
const struct offer *memory_offer(const struct replay *replay, int64_t ballot);
void memory_keep_offer(struct replay *replay, int64_t ballot, const struct offer *offer, struct arena *arena);

/* What the last vote that was checked is about: its effect need not look that up. False for another entry. */
struct voted {
    int64_t ballot;
    size_t seat, seats; /* its index in the ballot's roll, of so many */
    struct slice seat_id;
    enum seat_class class;
};
bool memory_voted(const struct replay *replay, const struct entry *entry, struct voted *out);
void memory_keep_voted(struct replay *replay, const struct entry *entry, const struct voted *voted);

/* The digest of the roll at this place, where it is known that no seat is recused from the proposal. */
bool memory_roll(const struct replay *replay, int64_t proposal, struct digest *out);
void memory_keep_roll(struct replay *replay, int64_t proposal, const struct digest *digest);

#endif
