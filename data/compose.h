/*
 * Composing entries: a draft gets what its author wants, and what the ledger says belongs with it. The commands and
 * the builder of the demo write every entry this way. Nothing is signed or stored here, and few rules are checked:
 * ledger_try and ledger_submit do that.
 *
 * The drafts are made by the caller, of the right kind and with an arena of their own. A slice whose .at is NULL is
 * one that was not given. Besides the failures named, each returns those of the store and STATUS_NO_MEMORY.
 */
#ifndef DATA_COMPOSE_H
#define DATA_COMPOSE_H

#include "core/choice.h"
#include "core/draft.h"
#include "data/ballot_facts.h"
#include "data/ledger.h"
#include "data/query.h"

/* Who writes, in which log, when. */
struct author {
    struct log *log;
    struct slice name; /* of the key */
    struct instant at;
};

/* The common fields: body, founding, by, at, and the head as it is. */
MUST_CHECK enum status compose_common(const struct author *author, struct draft *draft);

/* A line with a verifier key. */
MUST_CHECK enum status compose_vkey(struct draft *draft, const char *name, const struct vkey *vkey);

/* The key, whose name is the author's, asks for `role`; `seat` not given: an office. */
MUST_CHECK enum status compose_enrol(const struct author *author, const struct vkey *key, struct slice role,
                                     struct slice seat, struct draft *draft);

/*
 * A draft that names no seat which files it gets the author's, where the author holds exactly one. A statute in its
 * text is checked and tidied as compose_wording says.
 */
MUST_CHECK enum status compose_proposal(const struct author *author, struct draft *draft, struct problem *problem);

/* `seat` not given: the draft's own, else the only seat in which the author has a place. */
MUST_CHECK enum status compose_statement(const struct author *author, const struct digest *proposal, struct slice seat,
                                         struct draft *draft, struct problem *problem);

MUST_CHECK enum status compose_recusal(const struct author *author, const struct digest *proposal, struct slice seat,
                                       struct slice reason, struct draft *draft, struct problem *problem);

/* How a proposal is to be voted on. */
struct terms {
    struct slice rule;
    struct slice question;                /* may be not given */
    const struct instant *opens, *closes; /* NULL: not given */
    const struct digest *meeting;         /* NULL: in a written procedure */
};

/* With the rule's lines as they stand in the statute, the round and the roll. STATUS_REFUSED: there is no such rule, or
 * the proposal has none of the options among which it chooses. */
MUST_CHECK enum status compose_ballot(const struct author *author, const struct found *proposal,
                                      const struct terms *terms, struct draft *draft, struct problem *problem);

/*
 * Appends the canonical word for the choice that a person wrote (core/choice.h). STATUS_USAGE, naming those that there
 * are, when the ballot does not offer it, or is held on paper.
 */
MUST_CHECK enum status choice_check(struct log *log, const struct ballot_facts *ballot, struct slice choice,
                                    struct buffer *out, struct problem *problem);

/* The same for what the ballot offers, its names and titles in the arena; and whether its rule forbids abstaining. */
MUST_CHECK enum status choice_offer(struct log *log, const struct ballot_facts *ballot, struct arena *arena,
                                    struct offer *out, bool *abstention_forbidden, struct problem *problem);

struct voice {
    struct slice seat, as, choice, reason; /* the choice in its canonical word; the reason may be not given */
};

/*
 * A vote of the same key for the same seat must be later than the one before, in the log or still waiting here: where
 * `author->at` is not, the vote's time is a second after that one.
 */
MUST_CHECK enum status compose_vote(const struct author *author, const struct ballot_facts *ballot,
                                    const struct voice *voice, struct draft *draft, struct problem *problem);

/* A closing or a voiding: an entry that names nothing but the ballot. */
MUST_CHECK enum status compose_end(const struct author *author, const struct digest *ballot, struct slice reason,
                                   struct draft *draft, struct problem *problem);

#endif
