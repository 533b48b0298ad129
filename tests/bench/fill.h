/*
 * Writing a large ledger: one body, whose entries go through ledger_submit like all others, many in a transaction.
 * Keys come from their names, the clock goes on by a second with each entry.
 */
#ifndef TESTS_BENCH_FILL_H
#define TESTS_BENCH_FILL_H

#include "core/arena.h"
#include "data/compose.h"
#include "data/ledger.h"

struct fill {
    struct ledger *ledger;
    struct log *log;
    struct arena arena; /* names and keys */
    struct signer body, secretary;
    struct signer *member; /* the holders of the seats s000, s001 …; beyond the last it begins with the first again */
    size_t members;
    bool meets;              /* ballots are held in the meeting, else as written procedures */
    struct digest meeting;   /* the last one made */
    struct instant at;       /* of the next entry */
    size_t batched;          /* entries in the open transaction */
    struct submission entry; /* the last one */
    struct problem problem;
};

/* Opens the ledger; `keep` at closing: what the open transaction holds is stored. */
MUST_CHECK enum status fill_open(struct fill *fill, const char *path);
MUST_CHECK enum status fill_close(struct fill *fill, bool keep);

/* The time of the first entry. */
struct instant fill_beginning(void);

/* "s042"; the keys of the log, of the secretary and of a seat's holder in a body of that name. */
void seat_name(size_t seat, char out[8]);
MUST_CHECK enum status log_key(struct slice body, struct arena *arena, struct signer *out);
MUST_CHECK enum status secretary_key(struct slice body, struct arena *arena, struct signer *out);
MUST_CHECK enum status member_key(struct slice body, size_t seat, struct arena *arena, struct signer *out);

/* Composing as that signer, at the time of the next entry; and the entry itself. `second` may be NULL. */
struct author fill_author(const struct fill *fill, const struct signer *signer);
MUST_CHECK enum status fill_submit(struct fill *fill, struct draft *draft, const struct signer *first,
                                   const struct signer *second);

/* The member, whose key is there, becomes the holder of the seat of that number. */
MUST_CHECK enum status fill_enrol(struct fill *fill, size_t member);

/* The rule that a body has for ballots by that method: yes-no, choice, approval or ranking. */
struct slice fill_rule(enum method method);

/* A body with so many seats, each with a holder, and these rules. */
MUST_CHECK enum status fill_body(struct fill *fill, const char *name, size_t seats);

struct motion {
    char number[16];
    struct slice title, text;
    unsigned demand; /* 0: none */
    size_t member;
    size_t options; /* "a", "b" and so on; 0: it is no election */
};
MUST_CHECK enum status fill_proposal(struct fill *fill, const struct motion *motion);

/* On the proposal of that number, by that rule. */
MUST_CHECK enum status fill_ballot(struct fill *fill, const char *number, struct slice rule, struct ballot_facts *out);
MUST_CHECK enum status fill_vote(struct fill *fill, const struct ballot_facts *ballot, size_t member,
                                 const char *choice);
/* Closes it and gives the result. */
MUST_CHECK enum status fill_result(struct fill *fill, const char *number);

#endif
