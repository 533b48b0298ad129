/*
 * Ballots for tests of counting: a roll, a rule, and the votes in one line.
 */
#ifndef TESTS_BALLOT_TEXT_H
#define TESTS_BALLOT_TEXT_H

#include "core/body.h"
#include "core/choice.h"
#include "tests/roll_text.h"

enum { BALLOT_TEXT_SEATS = 64 };

struct ballot_text {
    struct roll_text roll;
    struct rule rule;
    struct tally_input input; /* votes are final unless `revote` is set before counting */
    struct offer offer;
    struct choices choices;
    uint8_t vote_class[BALLOT_TEXT_SEATS];
    bool proposer[BALLOT_TEXT_SEATS];
    struct tally tally;
};

/* Fails the running test when a rule is ill-formed. `quorum` may be NULL. Points into itself: do not copy. */
void ballot_text_open(struct ballot_text *ballot, const char *seats, enum method method, const char *quorum,
                      const char *adopted);

/* The same under a rule that a founded body has. Borrows the body. */
void ballot_text_found(struct ballot_text *ballot, const struct body *body, const char *rule);

/* The option lines of a ballot that has some: "a b c". Replaces all votes by silence. */
void ballot_text_options(struct ballot_text *ballot, const char *options);

/*
 * "yes: a b; no/deputy: c; abstain/clerk: d; recused: e; present: f; proposer: a; round: 2; call: 2": holders' votes
 * where no class is named, in the words of core/choice.h, such as "a,c: x" or "a>b=c: x"; "present", also without a
 * seat, makes it a meeting; numbers of one digit. A bench's id, which goes before a seat's, stands for its seats, and
 * of two words about one seat the later holds. Replaces all earlier ones.
 */
void ballot_text_votes(struct ballot_text *ballot, const char *votes);

void ballot_text_count(struct ballot_text *ballot);
void ballot_text_release(struct ballot_text *ballot);

#endif
