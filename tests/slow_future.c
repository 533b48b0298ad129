#include "tests/slow_future.h"

#include "tests/slow_lead.h"

#include <stdio.h>
#include <stdlib.h>

/* Four options and "none" have 541 orders. */
enum { WORDS_MAX = 560, WORD_MAX = 40 };

struct words {
    size_t count;
    char text[WORDS_MAX][WORD_MAX];
    const char *word[WORDS_MAX];
};

static void add_word(struct words *words, const char *text)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->text[i], text) == 0)
            return;
    if (words->count == WORDS_MAX)
        abort();
    snprintf(words->text[words->count], WORD_MAX, "%s", text);
    words->word[words->count] = words->text[words->count];
    words->count++;
}

static void append(char word[WORD_MAX], const char *text)
{
    size_t used = strlen(word);
    if (strlen(text) >= WORD_MAX - used)
        abort();
    snprintf(word + used, WORD_MAX - used, "%s", text);
}

/* Every set of option lines but the empty one. */
static void add_lists(const struct slow_ballot *ballot, struct words *words)
{
    for (unsigned set = 1; set < 1U << ballot->lines; set++) {
        char text[WORD_MAX] = "";
        for (size_t i = 0; i < ballot->lines; i++)
            if (set >> i & 1) {
                append(text, *text ? "," : "");
                append(text, ballot->option[i]);
            }
        add_word(words, text);
    }
}

/* Every way to give the option lines and "none" places; all of them named. */
static void add_orders(const struct slow_ballot *ballot, struct words *words)
{
    size_t items = ballot->lines + 1, ways = 1;
    for (size_t i = 0; i < items; i++)
        ways *= items;
    for (size_t way = 0; way < ways; way++) {
        char text[WORD_MAX] = "";
        for (size_t place = 0; place < items; place++) {
            bool tied = false;
            size_t rest = way;
            for (size_t i = 0; i < items; i++, rest /= items) {
                if (rest % items != place)
                    continue;
                append(text, tied ? "=" : *text ? ">" : "");
                append(text, i < ballot->lines ? ballot->option[i] : "none");
                tied = true;
            }
        }
        add_word(words, text);
    }
}

static void find_words(const struct slow_ballot *ballot, struct words *words)
{
    static const char *const own[2][3] = {{"yes", "no", "abstain"}, {"consent", "concern", "object"}};
    if (ballot->method == METHOD_APPROVAL)
        add_lists(ballot, words);
    if (ballot->method == METHOD_RANKING)
        add_orders(ballot, words);
    for (size_t i = 0; ballot->method == METHOD_CHOICE && i < ballot->lines; i++)
        add_word(words, ballot->option[i]);
    for (size_t i = 0; !method_has_winner(ballot->method) && i < 3; i++)
        add_word(words, own[ballot->method == METHOD_CONSENT][i]);
    if (method_has_winner(ballot->method))
        add_word(words, "abstain");
}

size_t slow_words(const struct slow_ballot *ballot, bool abstention_forbidden, const char *const **out)
{
    static struct words known[METHOD_EXTERNAL][SLOW_LINES_MAX + 1];
    struct words *words = &known[ballot->method][ballot->lines];
    if (!words->count)
        find_words(ballot, words);
    *out = words->word;
    /* "abstain" is the last */
    return words->count - (abstention_forbidden && ballot->method != METHOD_CONSENT);
}

/* Least and greatest left - right of each comparison over all ways, and whether it holds there. */
struct ends {
    struct slow_fraction least[SLOW_COMPARISONS_MAX], greatest[SLOW_COMPARISONS_MAX];
    bool at_least[SLOW_COMPARISONS_MAX], at_greatest[SLOW_COMPARISONS_MAX];
    size_t count;
};

static void note_ends(struct ends *ends, const struct slow_values *values, bool first)
{
    ends->count = values->count;
    for (size_t i = 0; i < values->count; i++) {
        struct slow_fraction difference = slow_minus(values->left[i], values->right[i]);
        if (first || slow_sign(slow_minus(difference, ends->least[i])) < 0) {
            ends->least[i] = difference;
            ends->at_least[i] = values->holds[i];
        }
        if (first || slow_sign(slow_minus(difference, ends->greatest[i])) > 0) {
            ends->greatest[i] = difference;
            ends->at_greatest[i] = values->holds[i];
        }
    }
}

struct search {
    const struct slow_question *question;
    struct slow_ballot ballot;
    const char *const *word;
    size_t words;
    bool outcomes[3];
    size_t ways;
    const char *leader; /* who leads now */
    bool overtaken;     /* some way does not leave it in the lead */
    struct ends quorum, adopted;
};

enum outcome slow_outcome(const struct slow_question *question, struct slow_values *quorum, struct slow_values *adopted)
{
    struct slow_values ignored[2];
    struct slow_ballot ballot = *question->ballot;
    bool leads = method_has_winner(ballot.method);
    ballot.winner = leads ? slow_lead(&ballot, question->tie_chair).winner : NULL;
    bool carried = slow_holds(question->adopted, &ballot, adopted ? adopted : &ignored[0]);
    ballot.silence = SILENCE_ABSENT;
    bool quorate = slow_holds(question->quorum, &ballot, quorum ? quorum : &ignored[1]);
    carried = carried && (!leads || ballot.winner);
    return !quorate ? OUTCOME_NO_QUORUM : carried ? OUTCOME_ADOPTED : OUTCOME_REJECTED;
}

/* The comparisons as they are if `winner` leads, whoever does. */
static void try_rules(struct search *search)
{
    struct slow_values values;
    struct slow_ballot ballot = search->ballot;
    bool first = search->ways++ == 0;
    slow_holds(search->question->adopted, &ballot, &values);
    note_ends(&search->adopted, &values, first);
    ballot.silence = SILENCE_ABSENT;
    slow_holds(search->question->quorum, &ballot, &values);
    note_ends(&search->quorum, &values, first);
}

static void try_outcome(struct search *search)
{
    struct slow_question question = *search->question;
    question.ballot = &search->ballot;
    search->ways++;
    search->outcomes[slow_outcome(&question, NULL, NULL)] = true;
    if (!search->leader)
        return;
    wide weight = slow_option(&search->ballot, search->leader, ROLL_NONE).weight;
    search->overtaken |= weight <= 0;
    for (size_t i = 0; i < search->ballot.lines; i++)
        if (search->ballot.option[i] != search->leader)
            search->overtaken |= weight <= slow_option(&search->ballot, search->ballot.option[i], ROLL_NONE).weight;
}

static void try_from(struct search *search, size_t seat, void (*try)(struct search *))
{
    if (seat == search->ballot.roll->seats) {
        try(search);
        return;
    }
    const char *now = search->question->ballot->vote[seat];
    search->ballot.vote[seat] = now;
    try_from(search, seat + 1, try);
    for (size_t i = 0; search->question->free[seat] && i < search->words; i++) {
        if (now && strcmp(search->word[i], now) == 0)
            continue;
        search->ballot.vote[seat] = search->word[i];
        try_from(search, seat + 1, try);
    }
    search->ballot.vote[seat] = now;
}

/* Zero between two ends may be met, whatever holds at the ends. */
static enum truth know(const struct ends *ends, const char *rule, const struct slow_ballot *ballot)
{
    enum truth known[SLOW_COMPARISONS_MAX];
    struct slow_values values;
    for (size_t i = 0; i < ends->count; i++) {
        bool between = slow_sign(ends->least[i]) < 0 && slow_sign(ends->greatest[i]) > 0;
        bool open = ends->at_least[i] != ends->at_greatest[i] || between;
        known[i] = open ? MAYBE : ends->at_least[i] ? ALWAYS : NEVER;
    }
    return slow_read(rule, ballot, &values, known);
}

struct outlook {
    enum truth quorum, adopted;
};

static struct outlook look(const struct search *like, const char *winner)
{
    struct search search = *like;
    search.ways = 0;
    search.ballot.winner = winner;
    try_from(&search, 0, try_rules);
    return (struct outlook){know(&search.quorum, search.question->quorum, &search.ballot),
                            know(&search.adopted, search.question->adopted, &search.ballot)};
}

static bool is_decided(struct outlook outlook)
{
    return outlook.quorum == NEVER || (outlook.quorum == ALWAYS && outlook.adopted != MAYBE);
}

/* Rejected, or without a quorum, whichever option leads, and where none does. */
static bool is_lost(const struct search *search)
{
    const struct slow_ballot *ballot = &search->ballot;
    enum truth quorum = look(search, NULL).quorum;
    bool rejected = ballot->method != METHOD_RANKING;
    for (size_t i = 0; i < ballot->lines; i++) {
        struct outlook outlook = look(search, ballot->option[i]);
        quorum = outlook.quorum == quorum ? quorum : MAYBE;
        rejected = rejected && outlook.adopted == NEVER;
    }
    return quorum == NEVER || (quorum == ALWAYS && rejected);
}

struct slow_future slow_look_ahead(const struct slow_question *question)
{
    struct search search = {.question = question, .ballot = *question->ballot};
    search.words = slow_words(&search.ballot, question->abstention_forbidden, &search.word);
    bool leads = method_has_winner(search.ballot.method);
    if (leads && search.ballot.method != METHOD_RANKING)
        search.leader = slow_lead(&search.ballot, false).winner;
    try_from(&search, 0, try_outcome);
    struct slow_future future = {.ways = search.ways};
    memcpy(future.outcomes, search.outcomes, sizeof future.outcomes);
    bool any_free = false;
    for (size_t i = 0; i < search.ballot.roll->seats; i++)
        any_free |= question->free[i];
    future.certain =
        !any_free ||
        (!leads || (search.leader && !search.overtaken) ? is_decided(look(&search, search.leader)) : is_lost(&search));
    return future;
}
