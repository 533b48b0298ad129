#include "tests/bench/choices.h"

#include "tests/bench/words.h"

#include <stdio.h>
#include <string.h>

/* Of so many voters one abstains, and of so many neighbours in an order two are tied. */
enum { ABSTAINS = 12, TIED = 4 };

static char option(size_t number)
{
    return (char)('a' + number);
}

/* The first options are more popular than the last. */
static size_t favourite(uint64_t *random)
{
    return random_below(random, random_below(random, CHOICE_TEN) + 1);
}

/* At least one, in the ballot's order. */
static void approve(uint64_t *random, char out[CHOICE_WORD])
{
    size_t length = 0, sure = favourite(random);
    for (size_t i = 0; i < CHOICE_TEN; i++) {
        if (i != sure && random_below(random, CHOICE_TEN) >= CHOICE_TEN / 2 - i / 2)
            continue;
        if (length)
            out[length++] = ',';
        out[length++] = option(i);
    }
    out[length] = '\0';
}

/* All of them in some order; a tie only of two neighbours that stand in the ballot's order. */
static void rank(uint64_t *random, char out[CHOICE_WORD])
{
    char left[CHOICE_TEN + 1] = "abcdefghij";
    size_t length = 0;
    bool tied = false;
    for (size_t count = CHOICE_TEN; count > 0; count--) {
        size_t picked = random_below(random, random_below(random, count) + 1);
        if (length) {
            tied = !tied && left[picked] > out[length - 1] && random_below(random, TIED) == 0;
            out[length++] = tied ? '=' : '>';
        }
        out[length++] = left[picked];
        memmove(&left[picked], &left[picked + 1], count - picked);
    }
    out[length] = '\0';
}

void choose(enum method method, uint64_t *random, char out[CHOICE_WORD])
{
    static const char *const plain[] = {"yes", "yes", "yes", "no", "no", "abstain"};
    if (method == METHOD_YES_NO)
        snprintf(out, CHOICE_WORD, "%s", plain[random_below(random, sizeof plain / sizeof plain[0])]);
    else if (random_below(random, ABSTAINS) == 0)
        snprintf(out, CHOICE_WORD, "abstain");
    else if (method == METHOD_APPROVAL)
        approve(random, out);
    else if (method == METHOD_RANKING)
        rank(random, out);
    else
        snprintf(out, CHOICE_WORD, "%c", option(favourite(random)));
}
