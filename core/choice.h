/*
 * What a ballot offers, and what a vote chooses. In an entry (choice, approval, ranking):
 *
 *     choice: b                       one option
 *     choice: a                       approval: a line for each option approved, in the ballot's order
 *     choice: c
 *     choice: a>c>b=d                 ranking: an order; what it does not name shares the last place, "none" included
 *     choice: abstain
 *
 * In one word, as people write it and the state keeps it: "b", "a,c", "a>c>b=d", "abstain". The word is canonical when
 * approved options, and tied ones, stand in the ballot's order.
 */
#ifndef CORE_CHOICE_H
#define CORE_CHOICE_H

#include "core/entry.h"
#include "core/method.h"

/* So many `option` lines a ballot has at most, and so many options with "none" and "abstain". */
enum { CHOICE_LINES_MAX = 64, CHOICE_OPTIONS_MAX = CHOICE_LINES_MAX + 2, CHOICE_SLOTS = 256 };

struct choice_option {
    struct slice id, title; /* no title: an option of the method's own */
};

/*
 * The options of a ballot in its order: yes-no and consent have their own; the others have the `option` lines, then
 * "none" (ranking), then "abstain".
 */
struct offer {
    enum method method;
    size_t lines, options; /* those that can lead come first; external: no options */
    struct choice_option option[CHOICE_OPTIONS_MAX];
    uint8_t slot[CHOICE_SLOTS]; /* to find them by their id: index + 1, or 0, from the id's hash on */
};

/*
 * From the `option` lines of a ballot's or proposal's entry, from which the names are borrowed; NULL: no lines. False
 * when there are more than CHOICE_LINES_MAX of them.
 */
bool offer_read(enum method method, const struct entry *entry, struct offer *out);

/* Index of the option of that id; -1: none. */
int offer_find(const struct offer *offer, struct slice id);

/*
 * Appends the canonical word for what a person wrote. STATUS_USAGE with a message that says what is offered, or
 * what stands twice, or that the rule forbids abstaining; STATUS_NO_MEMORY.
 */
MUST_CHECK enum status choice_parse(const struct offer *offer, bool abstention_forbidden, struct slice word,
                                    struct buffer *out, struct problem *problem);

/* The entry's `choice` lines as one word: joined by commas. The lines again: slice_cut(&word, ','). */
void choice_word(const struct entry *vote, struct buffer *out);

/*
 * Whether the entry's `choice` lines choose something that is offered, canonically. When not, `*why` is a message, or
 * NULL where the reason `choice` says enough; or the status is STATUS_NO_MEMORY.
 */
MUST_CHECK enum status choice_accept(const struct offer *offer, bool abstention_forbidden, const struct entry *vote,
                                     bool *accepted, const char **why);

/* The votes of a ballot, a value per seat, as core/tally takes them. */
struct choices {
    int8_t *first;      /* the option chosen, of several the first in the ballot's order; or SITUATION_SILENT */
    uint64_t *approved; /* approval: bit i for option line i; else NULL */
    uint8_t *place;     /* ranking: for each seat `lines` + 1 places, 0 the first, that of "none" last; else NULL */
};

/* All silent, in the arena. STATUS_NO_MEMORY is the only failure. */
MUST_CHECK enum status choices_make(const struct offer *offer, size_t seats, struct arena *arena, struct choices *out);

/* Sets a seat's vote from its word. False, and the vote as it was, when nothing like that is offered. */
bool choices_set(struct choices *choices, const struct offer *offer, size_t seat, struct slice word);

#endif
