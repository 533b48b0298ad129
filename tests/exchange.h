/*
 * A body among a writer and many replicas, between which bundles travel by chance: late, twice, never, or damaged.
 * Everything follows from the seed; what people do at each place is in tests/exchange_act.c.
 */
#ifndef TESTS_EXCHANGE_H
#define TESTS_EXCHANGE_H

#include "core/buffer.h"
#include "tests/random_rule.h"
#include "tests/world.h"

enum { EXCHANGE_PLACES_MAX = 21, EXCHANGE_MAIL = 40, EXCHANGE_ENTRIES = 1000 };

/* An entry, where it was signed, and what the writer said of it. */
struct exchange_entry {
    struct digest id;
    unsigned place; /* 0: it was not signed anywhere but heard of at the writer */
    int64_t index;  /* that the writer acknowledged; -1: none */
    bool dropped;   /* where it was signed, before any bundle took it along */
};

struct exchange {
    struct world *w; /* its clock; its ledger is that of whoever acts, and the writer's in between */
    struct chance chance;
    uint64_t seed;
    unsigned step;                              /* of the history, for whoever tells that it failed */
    struct ledger *ledger[EXCHANGE_PLACES_MAX]; /* 0: the writer's */
    unsigned places;
    struct {
        struct buffer bytes;
        unsigned to;
    } mail[EXCHANGE_MAIL];
    size_t mails;
    struct exchange_entry entry[EXCHANGE_ENTRIES];
    size_t entries;
    struct exchange_fates {
        unsigned told, refused, damaged, lost, twice;
    } fates; /* what happened in all histories, so that a test can see that it did */
};

/* The world gets replicas, which stay for many histories, each with a body of its own. The struct is zero before. */
void exchange_open(struct exchange *exchange, struct world *w, unsigned replicas);
void exchange_close(struct exchange *exchange);

/* A history begins, with a body that the writer founds: of its secretaries gs1 and gs2 one must sign, or both. */
void exchange_begin(struct exchange *exchange, uint64_t seed);
void exchange_end(struct exchange *exchange);

/* The world's ledger is that of the place from here on; back at the writer with 0. */
void exchange_at(struct exchange *exchange, unsigned place);

/* The entry with that id, made when it is not there. */
struct exchange_entry *exchange_entry(struct exchange *exchange, const struct digest *id);

/* Somebody does something at that place, as far as there is something to do. */
void exchange_act(struct exchange *exchange, unsigned place);

/* A bundle with everything from `since` on is made at the place and laid into the mail, if there is something in it. */
void exchange_send(struct exchange *exchange, unsigned place, unsigned to, uint64_t since);

/* One of the mails, or a piece of one, arrives: nothing but a part of the writer's log may come of it. */
void exchange_deliver(struct exchange *exchange);

/* Its ledger is closed and opened again. */
void exchange_restart(struct exchange *exchange, unsigned place);

/* Without the mail: what the place has behind the other's end, and what waits there. */
void exchange_carry(struct exchange *exchange, unsigned from, unsigned to);

/* Without chance: whatever waits goes to the writer, and everything it has to the replicas, until nothing is new. */
void exchange_settle(struct exchange *exchange);

/* The writer's head is signed. */
void exchange_sign_head(struct exchange *exchange);

/* The body's log at the place; NULL where it is not there yet. Its size, and whether it is how the writer's begins. */
struct log *exchange_log(struct exchange *exchange, unsigned place);
uint64_t exchange_size(struct exchange *exchange, unsigned place);
void exchange_check_prefix(struct exchange *exchange, unsigned place);

#endif
