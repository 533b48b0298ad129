#include "data/replay_memory.h"

#include "data/replay_votes.h"

#include <stdlib.h>

/*
 * Slots; each thing has one, which the next thing with the same slot takes over. Keys have several side by side, so
 * that few that are in use drive each other out.
 */
enum { HOLDERS = 4096, WAYS = 8, BALLOTS = 64, ROLE_MAX = 16, SEAT_MAX = 48 };

/* A slot is empty, or out of date, unless it bears the present edition of its kind of thing. */
struct held {
    uint64_t edition;
    struct holder holder;
    size_t roll_seat; /* index of the seat in the roll of the ballot voted on last, or anything */
    struct place_row place;
    char role[ROLE_MAX], seat[SEAT_MAX];
};

struct replay_memory {
    uint64_t holders, ballots, recusals, rolls; /* editions, from 1 on */
    uint32_t tag[HOLDERS]; /* of the names held: few other slots than the one looked for are looked at */
    struct held held[HOLDERS];
    struct held *last; /* found last; NULL: none */
    struct {
        uint64_t edition;
        struct digest id;
        struct ballot_row row;
    } ballot[BALLOTS];
    struct {
        uint64_t edition;
        int64_t proposal;
    } unrecused[BALLOTS];
    struct {
        bool used;
        int64_t ballot;
        struct arena arena;
        struct offer offer;
    } offers[BALLOTS];
    struct voted voted;
    const char *voted_text; /* of the vote that this is about, which is at that place */
    uint64_t voted_place;
    uint64_t roll_edition;
    struct digest roll; /* of a ballot from whose proposal nobody is recused */
};

enum status replay_remember(struct replay *replay, uint64_t size)
{
    replay->memory = calloc(1, sizeof *replay->memory);
    if (!replay->memory)
        return STATUS_NO_MEMORY;
    replay->memory->holders = replay->memory->ballots = replay->memory->recusals = replay->memory->rolls = 1;
    enum status status = votes_make(&replay->votes);
    return status == STATUS_OK ? met_make(&replay->met, size) : status;
}

void memory_free(struct replay_memory *memory)
{
    if (!memory)
        return;
    for (size_t i = 0; i < BALLOTS; i++)
        if (memory->offers[i].used)
            arena_release(&memory->offers[i].arena);
    free(memory);
}

/* As FNV-1a, but for eight bytes at a time; its multiplier is that of FNV's 64 bits. */
static uint32_t hash_of(struct slice name)
{
    uint64_t hash = name.length;
    for (size_t at = 0, step; at < name.length; at += step) {
        uint64_t word = 0;
        step = name.length - at < sizeof word ? name.length - at : sizeof word;
        memcpy(&word, name.at + at, step);
        hash = (hash ^ word) * UINT64_C(1099511628211);
        hash ^= hash >> 32;
    }
    return (uint32_t)hash;
}

/* The first of the slots for a name with that hash. */
static size_t slot_of(uint32_t hash)
{
    return (hash ^ hash >> 16) % (HOLDERS / WAYS) * WAYS;
}

static bool is_held(const struct replay_memory *memory, const struct held *held, struct slice name)
{
    return held->edition == memory->holders && slice_equal(held->holder.vkey.name, name);
}

static struct held *find_held(const struct replay *replay, struct slice name)
{
    struct replay_memory *memory = replay->memory;
    if (!memory)
        return NULL;
    /* An entry's author is asked for several times in a row. */
    if (memory->last && is_held(memory, memory->last, name))
        return memory->last;
    uint32_t hash = hash_of(name);
    size_t slot = slot_of(hash);
    for (size_t end = slot + WAYS; slot < end; slot++)
        if (memory->tag[slot] == hash && is_held(memory, &memory->held[slot], name))
            return memory->last = &memory->held[slot];
    return NULL;
}

void memory_forget(struct replay *replay, const struct entry *entry)
{
    struct replay_memory *memory = replay->memory;
    enum kind kind = entry->kind;
    if (!memory || kind == KIND_VOTE || kind == KIND_STATEMENT)
        return;
    /* An enrolment gives its author a place and changes nobody else. */
    struct held *enrolled = kind == KIND_ENROL ? find_held(replay, entry->by) : NULL;
    if (enrolled)
        enrolled->edition = 0;
    memory->holders += kind == KIND_BODY || kind == KIND_ROSTER || kind == KIND_KEY;
    memory->rolls +=
        kind == KIND_BODY || kind == KIND_ENROL || kind == KIND_ROSTER || kind == KIND_KEY || kind == KIND_STATUTE;
    memory->recusals += kind == KIND_RECUSAL;
    memory->ballots++;
}

bool memory_holder(const struct replay *replay, struct slice name, struct holder *out)
{
    const struct held *held = find_held(replay, name);
    if (!held)
        return false;
    /* Not all the room that a name may take. */
    const struct holder *kept = &held->holder;
    memcpy(out->name, kept->name, kept->vkey.name.length + 1);
    out->vkey = kept->vkey;
    out->vkey.name.at = out->name;
    out->known = kept->known;
    out->secretary = kept->secretary;
    out->auditor = kept->auditor;
    out->has_place = kept->has_place;
    return true;
}

void memory_keep_holder(struct replay *replay, struct slice name, const struct holder *holder)
{
    if (!replay->memory || !holder->known)
        return;
    uint32_t hash = hash_of(name);
    struct held *set = &replay->memory->held[slot_of(hash)], *held = set;
    while (held < set + WAYS && held->edition == replay->memory->holders)
        held++;
    if (held == set + WAYS)
        held = &set[replay->tree.size % WAYS];
    replay->memory->tag[held - replay->memory->held] = hash;
    *held = (struct held){.edition = replay->memory->holders, .holder = *holder};
    held->holder.vkey.name.at = held->holder.name;
}

bool memory_place(const struct replay *replay, struct slice name, struct slice role, struct slice seat,
                  struct place_row *out)
{
    const struct held *held = find_held(replay, name);
    if (!held || !held->place.found || !slice_is(seat, held->seat) || !slice_is(role, held->role))
        return false;
    *out = held->place;
    return true;
}

void memory_keep_place(struct replay *replay, struct slice name, struct slice role, struct slice seat,
                       const struct place_row *place)
{
    struct held *held = find_held(replay, name);
    if (!held || role.length >= ROLE_MAX || seat.length >= SEAT_MAX)
        return;
    held->place = *place;
    memcpy(held->role, role.at, role.length);
    held->role[role.length] = '\0';
    memcpy(held->seat, seat.at, seat.length);
    held->seat[seat.length] = '\0';
}

size_t memory_roll_seat(const struct replay *replay, struct slice name)
{
    const struct held *held = find_held(replay, name);
    return held ? held->roll_seat : 0;
}

void memory_keep_roll_seat(struct replay *replay, struct slice name, size_t seat)
{
    struct held *held = find_held(replay, name);
    if (held)
        held->roll_seat = seat;
}

bool memory_ballot(const struct replay *replay, const struct digest *id, struct ballot_row *out)
{
    const struct replay_memory *memory = replay->memory;
    size_t slot = id->byte[0] % BALLOTS;
    if (!memory || memory->ballot[slot].edition != memory->ballots || !digest_equal(&memory->ballot[slot].id, id))
        return false;
    *out = memory->ballot[slot].row;
    return true;
}

void memory_keep_ballot(struct replay *replay, const struct digest *id, const struct ballot_row *ballot)
{
    struct replay_memory *memory = replay->memory;
    size_t slot = id->byte[0] % BALLOTS;
    if (!memory)
        return;
    memory->ballot[slot].edition = memory->ballots;
    memory->ballot[slot].id = *id;
    memory->ballot[slot].row = *ballot;
}

bool memory_no_recusal(const struct replay *replay, int64_t proposal)
{
    const struct replay_memory *memory = replay->memory;
    size_t slot = (uint64_t)proposal % BALLOTS;
    return memory && memory->unrecused[slot].edition == memory->recusals &&
           memory->unrecused[slot].proposal == proposal;
}

void memory_keep_no_recusal(struct replay *replay, int64_t proposal)
{
    struct replay_memory *memory = replay->memory;
    size_t slot = (uint64_t)proposal % BALLOTS;
    if (!memory)
        return;
    memory->unrecused[slot].edition = memory->recusals;
    memory->unrecused[slot].proposal = proposal;
}

/* An entry never changes, so what a ballot offers is never out of date. */
const struct offer *memory_offer(const struct replay *replay, int64_t ballot)
{
    const struct replay_memory *memory = replay->memory;
    size_t slot = (uint64_t)ballot % BALLOTS;
    return memory && memory->offers[slot].used && memory->offers[slot].ballot == ballot ? &memory->offers[slot].offer
                                                                                        : NULL;
}

void memory_keep_offer(struct replay *replay, int64_t ballot, const struct offer *offer, struct arena *arena)
{
    struct replay_memory *memory = replay->memory;
    size_t slot = (uint64_t)ballot % BALLOTS;
    if (!memory)
        return;
    if (memory->offers[slot].used)
        arena_release(&memory->offers[slot].arena);
    memory->offers[slot].used = true;
    memory->offers[slot].ballot = ballot;
    memory->offers[slot].arena = *arena;
    memory->offers[slot].offer = *offer;
    arena_init(arena);
}

bool memory_voted(const struct replay *replay, const struct entry *entry, struct voted *out)
{
    const struct replay_memory *memory = replay->memory;
    if (!memory || memory->voted_text != entry->bytes.at || memory->voted_place != replay->tree.size)
        return false;
    *out = memory->voted;
    return true;
}

void memory_keep_voted(struct replay *replay, const struct entry *entry, const struct voted *voted)
{
    struct replay_memory *memory = replay->memory;
    if (!memory)
        return;
    memory->voted = *voted;
    memory->voted_text = entry->bytes.at;
    memory->voted_place = replay->tree.size;
}

bool memory_roll(const struct replay *replay, int64_t proposal, struct digest *out)
{
    const struct replay_memory *memory = replay->memory;
    if (!memory_no_recusal(replay, proposal) || memory->roll_edition != memory->rolls)
        return false;
    *out = memory->roll;
    return true;
}

void memory_keep_roll(struct replay *replay, int64_t proposal, const struct digest *digest)
{
    if (!memory_no_recusal(replay, proposal))
        return;
    replay->memory->roll = *digest;
    replay->memory->roll_edition = replay->memory->rolls;
}
