/*
 * The body as it stood at a place of its log: benches, seats, statute, log key. Between two entries that change them
 * all places share one version. The last few are kept, because an open ballot goes by the one of its own place.
 */
#ifndef DATA_REPLAY_VERSION_H
#define DATA_REPLAY_VERSION_H

#include "data/replay.h"

struct version {
    struct version *next;    /* in the list of those kept, the latest used first */
    unsigned users;          /* the list, and everyone who was given it */
    struct version *founded; /* of entry 0, from which it borrows; NULL: it is that one */
    int64_t since;           /* the index of the entry that made it; it holds at the places behind */
    struct arena arena;
    struct buffer note;   /* of the entry that the statute stands in */
    struct entry statute; /* parsed */
    size_t bytes;         /* the memory that it takes, about */
    struct body body;
};

/* The version in force just before index `place`. Give it back with version_drop. */
MUST_CHECK enum status version_at(struct replay *replay, int64_t place, struct version **out);

/* NULL is fine; also when the replay is closed already. */
void version_drop(struct version *version);

/*
 * The body as it stood just before index `place`. It is replay->body where nothing has changed since; else borrowed
 * until this was asked for four other times of the body, or the next entry is applied.
 */
MUST_CHECK enum status replay_body_at(struct replay *replay, int64_t place, const struct body **out);

/* The log's key that the first `place` entries leave in force; the name is borrowed from the replay. */
MUST_CHECK enum status replay_log_key(struct replay *replay, int64_t place, struct vkey *out);

/* The entry at `index` has changed the body, and the tables say so: replay->body is read anew. */
MUST_CHECK enum status version_advance(struct replay *replay, int64_t index);

/* Keeps entry 0, whose text is given; replay->body is what it says. */
MUST_CHECK enum status version_found(struct replay *replay, struct slice text);

/* The same from the stored log. */
MUST_CHECK enum status version_load(struct replay *replay);

/* Forgets all that is kept. */
void version_forget(struct replay *replay);

/*
 * Benches and seats without members as the tables have them just before `place`, in the order of a roll; no chair.
 * Everything is copied into the arena.
 */
MUST_CHECK enum status roster_read(struct replay *replay, int64_t place, struct arena *arena, struct roll *out);

#endif
