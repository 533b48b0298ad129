/*
 * The one way to count: roll + votes + rule → counts, result, reasons, and whether the outcome can still change.
 */
#ifndef CORE_TALLY_H
#define CORE_TALLY_H

#include "core/expression.h"
#include "core/lead.h"

/* A rule, parsed from its lines (core/statute). Slices and expressions live in the statute's arena. */
struct rule {
    struct slice id, title;
    enum method method;
    const struct expression *quorum;  /* NULL: always */
    const struct expression *adopted; /* NULL only with METHOD_EXTERNAL */
    enum silence silence;
    bool abstention_forbidden;
    bool objection_stops;
    bool binds_agreeing;
    bool tie_chair;
    bool interim_visible;
    bool early; /* early: decided M */
    uint64_t early_minutes;
    const struct slice *kind; /* the decision kinds it serves; none: all */
    size_t kinds;
};

struct tally_input {
    const struct roll *roll;
    const struct rule *rule;
    const int8_t *choice;      /* per seat: option index of the counted vote, or SITUATION_SILENT */
    const uint64_t *approved;  /* approval: per seat, as in struct choices, like `choice` and `place` */
    const uint8_t *place;      /* ranking: per seat `lines` + 1 places */
    size_t lines;              /* choice, approval, ranking: the option lines of the ballot, 64 at most */
    const uint8_t *vote_class; /* per seat: enum seat_class of the counted vote; unread where silent */
    const bool *proposer;      /* per seat; NULL: none */
    bool meeting;              /* silence then counts as absence, and those recorded present count as present */
    bool revote;               /* the statute lets holders vote again */
    bool ended;                /* nobody votes any more: the outcome is fixed, without asking */
    uint32_t round, call;
};

enum outcome { OUTCOME_ADOPTED, OUTCOME_REJECTED, OUTCOME_NO_QUORUM, OUTCOME_VOID, OUTCOME_COUNT };

/* "adopted", "rejected", "no-quorum", "void". */
const char *outcome_name(enum outcome outcome);

struct tally_count {
    uint64_t heads;
    wide weight; /* units of 10^-9 */
};

struct tally_bench {
    uint64_t seats, cast;      /* voting seats without the recused; votes cast */
    struct tally_count *count; /* one per option */
};

/* How strong a defeat is, or the weakest on a path: stronger with more votes for it, then with fewer against it. */
struct strength {
    wide votes, against; /* units of 10^-9; no votes: there is no defeat, or no path */
};

/* Ranking: the option lines and "none", the last, each against each; element a * options + b is a against b. */
struct pairwise {
    size_t options;
    const wide *prefer;          /* weight of the seats that rank a above b */
    const struct strength *path; /* the strongest path of defeats from a to b, among the option lines not dropped */
    uint64_t dropped;            /* the option lines that no majority ranks above "none" */
};

struct tally {
    uint64_t all, seats, present, cast; /* heads, as cast: silence changes none of them */
    uint64_t silent;                    /* seats of `seats` that did not vote */
    size_t options;                     /* of the ballot, in its order: core/choice.h */
    struct tally_count *count;          /* votes as cast, one per option; a vote may name several */
    struct tally_bench *bench;          /* one per bench of the roll */
    struct lead lead;                   /* LEAD_NONE and 0 where no option can lead, and where there is no quorum */
    struct pairwise pairwise;           /* zero unless ranking */
    struct comparison *quorum, *adopted;
    size_t quorums, adopteds; /* numbers of comparisons */
    enum outcome outcome;     /* never OUTCOME_VOID: that is the caller's to know */
    bool fixed;               /* the outcome can no longer change */
    struct situation quorum_situation, adopted_situation;
};

/*
 * Counts a ballot of a method that method_is_counted. Everything it allocates lies in the arena; the situations borrow
 * the roll and `proposer` of the input too. Votes of recused and advisory seats, and for options that the ballot does
 * not have, are ignored. Without a leading option nothing is adopted. A run-off is named only where it is rejected.
 * STATUS_NO_MEMORY; STATUS_REFUSED for a method that is not counted.
 */
MUST_CHECK enum status tally_count(const struct tally_input *input, struct arena *arena, struct tally *out);

/* Appends the `reason` value of a result entry for comparison `index` (from 0) of quorum or adopted, such as
 * "adopted 1 12 >= 11 holds" or "adopted 2 proposer in bund fails". No line end. */
void tally_reason(const struct tally *tally, bool quorum, size_t index, struct buffer *out);

#endif
