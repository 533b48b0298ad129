/*
 * The electoral roll of a ballot: seats with bench, weight, right and members, as they stood just before the ballot's
 * entry. Its digest is SHA-256 of this text, seats and members in byte order:
 *
 *     seat kommune-1 kommunen 1 voting
 *     member kommune-1.lenkungskreis.example holder kommune-1.lenkungskreis.example+0f3a…+A…
 *     recused itdl-1
 */
#ifndef CORE_ROLL_H
#define CORE_ROLL_H

#include "core/arena.h"
#include "core/decimal.h"
#include "core/digest.h"

enum seat_class { CLASS_HOLDER, CLASS_DEPUTY, CLASS_CLERK, CLASS_COUNT };

/* "holder", "deputy", "clerk"; NULL beyond the last. */
const char *seat_class_name(enum seat_class class);

struct roll_member {
    struct slice name;
    enum seat_class role; /* holder or deputy */
    struct slice vkey;    /* as text */
};

struct roll_seat {
    struct slice id;
    struct slice weight_text; /* as the statute wrote it */
    struct slice title;       /* not part of the digest */
    struct decimal weight;
    unsigned bench; /* index into benches */
    bool voting;
    bool recused;
    bool present; /* recorded present in the ballot's meeting */
    const struct roll_member *member;
    size_t members;
};

struct roll_bench {
    struct slice id, title;
};

/* Seats in byte order of their ids; benches in the statute's order. All borrowed from whoever built it. */
struct roll {
    const struct roll_bench *bench;
    size_t benches;
    struct roll_seat *seat;
    size_t seats;
    size_t chair; /* index of the chair's seat, or ROLL_NONE */
};

#define ROLL_NONE SIZE_MAX

/* Index of the seat or bench with that id, or ROLL_NONE. Seats by binary search. */
size_t roll_seat_find(const struct roll *roll, struct slice id);
size_t roll_bench_find(const struct roll *roll, struct slice id);

/* Appends the text above. STATUS_NO_MEMORY is the only failure. */
MUST_CHECK enum status roll_write(const struct roll *roll, struct buffer *out);

/* Its digest, which a ballot entry names. STATUS_NO_MEMORY is the only failure. */
MUST_CHECK enum status roll_digest(const struct roll *roll, struct digest *out);

/* The largest number of fraction digits of any weight on the roll: `count` lines and JSON print weights so. */
unsigned roll_digits(const struct roll *roll);

#endif
