/*
 * The words in which a rule is told to people: phrases with {1}, {2}, {3}, in English here, translated one by one by
 * the caller, so that a language that cannot put a phrase together from others need not.
 */
#ifndef CORE_VOCABULARY_H
#define CORE_VOCABULARY_H

#include "core/buffer.h"

/*
 * HEADS_ and WEIGHT_: the sets in the order of enum vote_set, then the options of the methods, in the same order twice;
 * and _RANKED, what the set `winner` is in a ranking.
 * PART_: a fraction or percentage of a set that does not hang on how its seats voted; the most usual ones have words.
 * The comparisons in the order of enum relation; EQ and NE stand before a number, SAME and OTHER before words.
 */
#define PHRASE_TABLE(_)                                                                                                \
    _(HEADS_ALL, N_("all voting seats"))                                                                               \
    _(HEADS_SEATS, N_("seats that may vote"))                                                                          \
    _(HEADS_PRESENT, N_("seats present"))                                                                              \
    _(HEADS_CAST, N_("votes cast"))                                                                                    \
    _(HEADS_VALID, N_("votes without abstentions"))                                                                    \
    _(HEADS_ABSTAIN, N_("abstentions"))                                                                                \
    _(HEADS_WINNER, N_("votes for the leading option"))                                                                \
    _(HEADS_YES, N_("yes votes"))                                                                                      \
    _(HEADS_NO, N_("no votes"))                                                                                        \
    _(HEADS_CONSENT, N_("consents"))                                                                                   \
    _(HEADS_CONCERN, N_("concerns"))                                                                                   \
    _(HEADS_OBJECT, N_("objections"))                                                                                  \
    _(WEIGHT_ALL, N_("the weight of all voting seats"))                                                                \
    _(WEIGHT_SEATS, N_("the weight of the seats that may vote"))                                                       \
    _(WEIGHT_PRESENT, N_("the weight of the seats present"))                                                           \
    _(WEIGHT_CAST, N_("the weight of the votes cast"))                                                                 \
    _(WEIGHT_VALID, N_("the weight of the votes without abstentions"))                                                 \
    _(WEIGHT_ABSTAIN, N_("the weight of the abstentions"))                                                             \
    _(WEIGHT_WINNER, N_("the weight of the votes for the leading option"))                                             \
    _(WEIGHT_YES, N_("the weight of the yes votes"))                                                                   \
    _(WEIGHT_NO, N_("the weight of the no votes"))                                                                     \
    _(WEIGHT_CONSENT, N_("the weight of the consents"))                                                                \
    _(WEIGHT_CONCERN, N_("the weight of the concerns"))                                                                \
    _(WEIGHT_OBJECT, N_("the weight of the objections"))                                                               \
    _(HEADS_RANKED, N_("votes that rank the leading option above \"none\""))                                           \
    _(WEIGHT_RANKED, N_("the weight of the votes that rank the leading option above \"none\""))                        \
    _(PART_HEADS_ALL, N_("{1} of all voting seats"))                                                                   \
    _(PART_HEADS_SEATS, N_("{1} of the seats that may vote"))                                                          \
    _(PART_HEADS_PRESENT, N_("{1} of the seats present"))                                                              \
    _(PART_HEADS_CAST, N_("{1} of the votes cast"))                                                                    \
    _(PART_HEADS_VALID, N_("{1} of the votes without abstentions"))                                                    \
    _(PART_WEIGHT_ALL, N_("{1} of the weight of all voting seats"))                                                    \
    _(PART_WEIGHT_SEATS, N_("{1} of the weight of the seats that may vote"))                                           \
    _(PART_WEIGHT_PRESENT, N_("{1} of the weight of the seats present"))                                               \
    _(PART_WEIGHT_CAST, N_("{1} of the weight of the votes cast"))                                                     \
    _(PART_WEIGHT_VALID, N_("{1} of the weight of the votes without abstentions"))                                     \
    _(HALF, N_("half"))                                                                                                \
    _(THIRD, N_("a third"))                                                                                            \
    _(TWO_THIRDS, N_("two thirds"))                                                                                    \
    _(QUARTER, N_("a quarter"))                                                                                        \
    _(THREE_QUARTERS, N_("three quarters"))                                                                            \
    _(PERCENT, N_("{1}%"))                                                                                             \
    _(IN_GROUP, N_("{1} ({2})")) /* a set; the title of a bench or seat */                                             \
    _(CHAIR, N_("chair"))                                                                                              \
    _(ROUND, N_("round of voting"))                                                                                    \
    _(CALL, N_("call of the meeting"))                                                                                 \
    _(TIMES, N_("{1} × {2}"))                                                                                          \
    _(PLUS, N_("{1} plus {2}"))                                                                                        \
    _(MINUS, N_("{1} minus {2}"))                                                                                      \
    _(GT, N_("more than {1}"))                                                                                         \
    _(GE, N_("at least {1}"))                                                                                          \
    _(LT, N_("less than {1}"))                                                                                         \
    _(LE, N_("at most {1}"))                                                                                           \
    _(EQ, N_("exactly {1}"))                                                                                           \
    _(NE, N_("anything but {1}"))                                                                                      \
    _(SAME, N_("as many as {1}"))                                                                                      \
    _(OTHER, N_("not as many as {1}"))                                                                                 \
    _(SAME_WEIGHT, N_("as much as {1}"))                                                                               \
    _(OTHER_WEIGHT, N_("not as much as {1}"))                                                                          \
    _(DEMAND, N_("{1}: {2}"))             /* what is counted; at least so many */                                      \
    _(NEEDED, N_("{1}: {2}, needed {3}")) /* what is counted; its value; at least so many */                           \
    _(BASIS, N_("{1} = {2}"))             /* a number needed; how it comes about */                                    \
    _(ABOUT, N_("{1} (about {2})"))       /* a fraction; rounded */                                                    \
    _(PROPOSED, N_("proposed by: {1}"))   /* the title of a bench or seat */                                           \
    _(NOT, N_("not: {1}"))                                                                                             \
    _(AND, N_("{1}; and {2}"))                                                                                         \
    _(OR, N_("{1}; or {2}"))                                                                                           \
    _(BRACKETS, N_("({1})"))                                                                                           \
    _(DECIMAL_MARK, N_(".")) /* between a number's whole part and its fraction */

enum phrase {
#define PHRASE_ENUM(name, text) PHRASE_##name,
    PHRASE_TABLE(PHRASE_ENUM)
#undef PHRASE_ENUM
        PHRASE_COUNT
};

struct vocabulary {
    const char *phrase[PHRASE_COUNT];
};

extern const struct vocabulary vocabulary_english;

enum { PHRASE_PARTS_MAX = 3 };

/* Writes the phrase with {1} to {3} replaced; parts that it does not name are left out. */
void vocabulary_say(const struct vocabulary *words, enum phrase phrase, const struct slice part[PHRASE_PARTS_MAX],
                    struct buffer *out);

#endif
