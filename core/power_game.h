/*
 * A rule as a simple game: the seats of a coalition vote yes (consent, or for the leading option), all other seats that
 * vote cast a no (an objection, another option), and the coalition wins when `adopted` holds. The quorum is not part of
 * it, and nobody abstains. (von Neumann and Morgenstern, 1944, chapter 10; Taylor and Zwicker, Simple Games, 1999.)
 *
 * Every comparison of a rule is linear in the votes. So all that counts of a seat is what its yes adds to left - right
 * of each: its gains. Seats with the same gains are one class, whatever bench they belong to. Comparisons whose gains
 * are multiples of each other share a column, such as heads(yes) >= 11 and heads(yes) > 1/2 * heads(all).
 */
#ifndef CORE_POWER_GAME_H
#define CORE_POWER_GAME_H

#include "core/tally.h"

/* What is asked: power in this body, under this rule, in this round. */
struct power_question {
    const struct roll *roll;
    enum method method;
    const struct expression *adopted;
    const bool *proposer; /* per seat, as in struct tally_input; NULL: nobody proposed */
    uint32_t round, call;
};

struct power_class {
    size_t seats;
    const wide *gain; /* per column */
};

/* A comparison's left - right is base + scale * column; scale 0: nobody's vote changes it. */
struct power_line {
    wide base, scale;
    size_t column;
};

struct power_game {
    struct power_question question;
    struct situation situation; /* all vote no */
    struct power_line *line;    /* per comparison, in the order of the text; a proposer test has none but its place */
    size_t lines, columns;
    struct power_class *class;
    size_t classes;
    size_t *class_of; /* per seat of the roll; ROLL_NONE where it does not vote */
    size_t seats;     /* that vote */
};

/* All in the arena; borrows the question's parts. STATUS_NO_MEMORY; STATUS_REFUSED for a method that is not counted. */
MUST_CHECK enum status power_game_make(const struct power_question *question, struct arena *arena,
                                       struct power_game *out);

/* Whether the coalition wins, from the sum of its seats' gains per column. */
bool power_game_wins(const struct power_game *game, const wide *column);

/*
 * True where one sees from the rule alone that another yes never harms the motion: no "not", "=", "!=" over what votes
 * change, and every gain in the direction of its relation. False says nothing.
 */
bool power_game_rises(const struct power_game *game);

#endif
