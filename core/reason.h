/*
 * Reason codes of the replay: why an entry is refused by the writer or, with a place in the log, has no effect.
 * The order is the order of data/FORMAT.md: of several defects the first one that applies is named.
 */
#ifndef CORE_REASON_H
#define CORE_REASON_H

#define REASON_TABLE(_)                                                                                                \
    _(NONE, "none", "no reason")                                                                                       \
    _(NOTE, "note", "it is not a well-formed signed note")                                                             \
    _(KIND, "kind", "this version does not know entries of this kind")                                                 \
    _(FORM, "form", "its text is not a well-formed entry")                                                             \
    _(BODY, "body", "it was written for another body")                                                                 \
    _(DUPLICATE, "duplicate", "the same text is in the log already")                                                   \
    _(HEAD, "head", "it names a tree head that this log never had")                                                    \
    _(AUTHOR, "author", "its author holds no role that may write it")                                                  \
    _(SIGNER, "signer", "a signature is missing, or one is there that the kind does not ask for")                      \
    _(SIGNATURE, "signature", "a signature is not valid")                                                              \
    _(CLOCK, "clock", "its time is more than five minutes ahead of this machine's clock")                              \
    _(FINAL, "final", "the decision is not final yet: auditors have still to countersign it")                          \
    _(STALE, "stale", "seats, statute or keys have changed since its author looked: write it anew")                    \
    _(REFERENCE, "reference", "it names an entry that is not there, or not before the head its author saw")            \
    _(KEY, "key", "the key cannot be enrolled, its name or its point is taken or not valid")                           \
    _(ROLE, "role", "the key holds a role that excludes this one: use another key for it")                             \
    _(HELD, "held", "the seat has a holder already, or the key has this place already")                                \
    _(BENCH, "bench", "the bench cannot be made, changed or ended so")                                                 \
    _(SECRETARIES, "secretaries", "too few secretaries would be left for the approvals that the body asks for")        \
    _(STATUTE, "statute", "the statute and the seats would no longer fit together")                                    \
    _(SEAT, "seat", "there is no such seat, or it is not the author's")                                                \
    _(NUMBER, "number", "the number is taken in this body")                                                            \
    _(FILING, "filing", "the statute does not let these seats file a proposal")                                        \
    _(SUPERSEDE, "supersede", "the proposal cannot be superseded")                                                     \
    _(TITLE, "title", "the title is not that of the proposal")                                                         \
    _(RULE, "rule", "the rule is not in the statute, or its lines differ")                                             \
    _(OPTION, "option", "the options are not those of the proposal")                                                   \
    _(RULE_KIND, "rule-kind", "the rule does not serve proposals of this kind")                                        \
    _(PENDING_BALLOT, "pending-ballot", "an earlier ballot on the proposal is open or has no result")                  \
    _(DECIDED, "decided", "the proposal is adopted or superseded")                                                     \
    _(REPEALED, "repealed", "a later decision has repealed the one that it names")                                     \
    _(WORDING, "wording", "the proposal that was decided does not hold this statute")                                  \
    _(WITHDRAW, "withdraw", "only a secretary may do this, or the author withdraw the proposal")                       \
    _(STATUS, "status", "the proposal is in no state for this")                                                        \
    _(TIMES, "times", "the times do not fit")                                                                          \
    _(GATE, "gate", "the proposal does not disclose what the statute asks for")                                        \
    _(ROUND, "round", "the round is not the next one")                                                                 \
    _(ROLL, "roll", "the electoral roll is not the one of this place")                                                 \
    _(CLOSED, "closed", "the ballot is closed or void")                                                                \
    _(EARLY, "early", "the ballot is not open yet")                                                                    \
    _(LATE, "late", "the ballot's deadline has passed")                                                                \
    _(ADVISORY, "advisory", "the seat has no vote")                                                                    \
    _(RECUSED, "recused", "the seat is recused from the proposal")                                                     \
    _(CHOICE, "choice", "the ballot does not offer this choice")                                                       \
    _(CLERK, "clerk", "the statute does not let a clerk record this vote")                                             \
    _(REVOTE, "revote", "the statute does not allow a second vote")                                                    \
    _(ORDER, "order", "it is not later than the vote that the same key cast before")                                   \
    _(OBJECTION, "objection", "the rule of this ballot knows no objection to the procedure")                           \
    _(CONFIRMED, "confirmed", "the key has confirmed these minutes already")                                           \
    _(WINDOW, "window", "the ballot cannot be closed yet")                                                             \
    _(RESULT, "result", "the result is not what the votes say, or there is one already")

enum reason {
#define REASON_ENUM(name, code, sentence) REASON_##name,
    REASON_TABLE(REASON_ENUM)
#undef REASON_ENUM
    /* how many there are */
    REASON_COUNT
};

/* The code as it stands in FORMAT.md, findings and JSON; static. */
const char *reason_code(enum reason reason);

/* One English sentence, lower case, no full stop; static. */
const char *reason_sentence(enum reason reason);

/*
 * What to do about a refusal that reads `message` (English pattern), to stand behind it and a colon; static. NULL where
 * the message says so itself, behind a colon of its own, and where nothing is refused.
 */
const char *reason_remedy(enum reason reason, const char *message);

#endif
