/*
 * Who stands behind the name of a key: its keys, its places, its offices; and the rows that say so. For replay*.c only.
 */
#ifndef DATA_REPLAY_HOLDER_H
#define DATA_REPLAY_HOLDER_H

#include "data/replay.h"

/* A key as the roster has it under a name, and what it holds. */
struct holder {
    struct vkey vkey;
    char name[KEY_NAME_MAX + 1];
    bool known, secretary, auditor, has_place;
};
MUST_CHECK enum status find_holder(struct replay *replay, struct slice name, struct holder *out);
/* The same from the tables, whatever is kept in memory. */
MUST_CHECK enum status ask_holder(struct replay *replay, struct slice name, struct holder *out);

/* The role that a key name has in a seat now: CLASS_HOLDER, CLASS_DEPUTY, or CLASS_COUNT for none. */
MUST_CHECK enum status find_role(struct replay *replay, struct slice name, struct slice seat, enum seat_class *out);

/* Is it, or was it, the key of its name in this body? A revoked one was. */
MUST_CHECK enum status is_in_chain(struct replay *replay, const struct vkey *key, bool *out);

/* A key's place in a seat that lasts, in a role as an entry names it. */
struct place_row {
    bool found;
    int64_t since; /* the index of the entry that made it */
};
MUST_CHECK enum status find_place(struct replay *replay, struct slice name, struct slice role, struct slice seat,
                                  struct place_row *out);

/* How many secretaries there are. */
MUST_CHECK enum status count_secretaries(struct replay *replay, int64_t *out);

/* The 32 bytes of the public key. */
struct slice key_bytes(const struct vkey *key);

/* The name has this key from behind `index` on; its last one ends there. */
MUST_CHECK enum status chain_begin(struct replay *replay, const struct vkey *key, int64_t index);
MUST_CHECK enum status chain_end(struct replay *replay, struct slice name, int64_t index);

/* A place, or an office with an empty seat, begins. */
MUST_CHECK enum status member_begin(struct replay *replay, struct slice name, struct slice role, struct slice seat,
                                    int64_t index);

/* An entry that changes the body. `what` as the table has it; `decided` NULL: it names no result. */
MUST_CHECK enum status change_note(struct replay *replay, const char *what, const struct sealed *sealed,
                                   const int64_t *decided, int64_t index);

#endif
