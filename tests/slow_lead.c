#include "tests/slow_lead.h"

enum { NONE = SLOW_LINES_MAX, ITEMS }; /* "none" among the options of a ranking */

static bool is_name_char(char c)
{
    return c && c != ',' && c != '>' && c != '=';
}

/* How many ">" stand before the option in the order; behind them all where it does not stand there. */
static unsigned place(const char *order, const char *option)
{
    size_t length = strlen(option);
    unsigned signs = 0;
    for (const char *at = order; *at; at++) {
        bool begins = at == order || !is_name_char(at[-1]);
        if (begins && strncmp(at, option, length) == 0 && !is_name_char(at[length]))
            return signs;
        signs += *at == '>';
    }
    return signs + 1;
}

static bool in_list(const char *list, const char *option)
{
    size_t length = strlen(option);
    for (const char *at = list; *at; at++)
        if ((at == list || at[-1] == ',') && strncmp(at, option, length) == 0 && !is_name_char(at[length]))
            return true;
    return false;
}

/* A vote that counts and is no abstention. */
static bool is_valid(const struct slow_ballot *ballot, size_t seat)
{
    const struct roll_seat *s = &ballot->roll->seat[seat];
    return s->voting && !s->recused && ballot->vote[seat] && strcmp(ballot->vote[seat], "abstain") != 0;
}

bool slow_names(const struct slow_ballot *ballot, size_t seat, const char *option)
{
    if (!is_valid(ballot, seat))
        return false;
    if (ballot->method == METHOD_RANKING)
        return place(ballot->vote[seat], option) < place(ballot->vote[seat], "none");
    return in_list(ballot->vote[seat], option);
}

/* The same of every option that a result has, those of the method included. */
static bool counts_for(const struct slow_ballot *ballot, size_t seat, const char *option)
{
    if (strcmp(option, "abstain") == 0) {
        const struct roll_seat *s = &ballot->roll->seat[seat];
        return s->voting && !s->recused && ballot->vote[seat] && !is_valid(ballot, seat);
    }
    if (ballot->method != METHOD_RANKING || strcmp(option, "none") != 0)
        return slow_names(ballot, seat, option);
    for (size_t i = 0; i < ballot->lines; i++)
        if (slow_names(ballot, seat, ballot->option[i]))
            return false;
    return is_valid(ballot, seat);
}

struct tally_count slow_option(const struct slow_ballot *ballot, const char *option, size_t bench)
{
    struct tally_count count = {0};
    for (size_t i = 0; i < ballot->roll->seats; i++) {
        const struct roll_seat *seat = &ballot->roll->seat[i];
        if ((bench != ROLL_NONE && seat->bench != bench) || !counts_for(ballot, i, option))
            continue;
        count.heads++;
        count.weight += seat->weight.units;
    }
    return count;
}

/* A ranking: how much weight ranks each above each, and which defeats are in the list. */
struct table {
    wide v[ITEMS][ITEMS];
    bool defeat[ITEMS][ITEMS];
    bool in[ITEMS];
};

static const char *item(const struct slow_ballot *ballot, size_t i)
{
    return i == NONE ? "none" : i < ballot->lines ? ballot->option[i] : NULL;
}

static void fill(const struct slow_ballot *ballot, struct table *t)
{
    memset(t, 0, sizeof *t);
    for (size_t a = 0; a < ITEMS; a++)
        for (size_t b = 0; b < ITEMS; b++)
            for (size_t i = 0; i < ballot->roll->seats; i++)
                if (item(ballot, a) && item(ballot, b) && is_valid(ballot, i) &&
                    place(ballot->vote[i], item(ballot, a)) < place(ballot->vote[i], item(ballot, b)))
                    t->v[a][b] += ballot->roll->seat[i].weight.units;
    for (size_t a = 0; a < ITEMS; a++)
        t->in[a] = a == NONE || t->v[a][NONE] > t->v[NONE][a];
    for (size_t a = 0; a < ITEMS; a++)
        for (size_t b = 0; b < ITEMS; b++)
            t->defeat[a][b] = t->in[a] && t->in[b] && t->v[a][b] > t->v[b][a];
}

/* Whether there is a way of defeats from a to b. */
static bool leads_to(const struct table *t, size_t a, size_t b, unsigned steps)
{
    if (t->defeat[a][b])
        return true;
    for (size_t c = 0; steps && c < ITEMS; c++)
        if (t->defeat[a][c] && leads_to(t, c, b, steps - 1))
            return true;
    return false;
}

static void find_schwartz_set(const struct table *t, bool set[ITEMS])
{
    for (size_t a = 0; a < ITEMS; a++) {
        set[a] = t->in[a];
        for (size_t b = 0; b < ITEMS; b++)
            if (t->in[b] && b != a && leads_to(t, b, a, ITEMS) && !leads_to(t, a, b, ITEMS))
                set[a] = false;
    }
}

/* Constitution for the Debian Project, A.5: a defeat (a, x) is weaker than (b, y). */
static bool is_weaker(const struct table *t, size_t a, size_t x, size_t b, size_t y)
{
    return t->v[a][x] < t->v[b][y] || (t->v[a][x] == t->v[b][y] && t->v[x][a] > t->v[y][b]);
}

/* Drops the weakest defeats between options of the set; false when there are none. */
static bool drop_weakest(struct table *t, const bool set[ITEMS])
{
    size_t a = 0, x = 0;
    bool any = false;
    for (size_t b = 0; b < ITEMS; b++)
        for (size_t y = 0; y < ITEMS; y++)
            if (set[b] && set[y] && t->defeat[b][y] && (!any || is_weaker(t, b, y, a, x))) {
                a = b;
                x = y;
                any = true;
            }
    for (size_t b = 0; any && b < ITEMS; b++)
        for (size_t y = 0; y < ITEMS; y++)
            if (set[b] && set[y] && !is_weaker(t, a, x, b, y))
                t->defeat[b][y] = false;
    return any;
}

/* What is left of the Schwartz set when no option in it defeats another. */
static void find_ranked_winners(const struct slow_ballot *ballot, bool wins[ITEMS])
{
    struct table t;
    fill(ballot, &t);
    do
        find_schwartz_set(&t, wins);
    while (drop_weakest(&t, wins));
}

/* Whether a is named, or ranked, by more than b: the order that the second in a run-off is found with. */
static bool stands_before(const struct slow_ballot *ballot, size_t a, size_t b)
{
    if (ballot->method != METHOD_RANKING)
        return slow_option(ballot, ballot->option[a], ROLL_NONE).weight >
               slow_option(ballot, ballot->option[b], ROLL_NONE).weight;
    /* The strongest way from a to b is stronger than back: there is a bar that it passes alone. */
    struct table all, passing;
    fill(ballot, &all);
    for (size_t x = 0; x < ITEMS; x++)
        for (size_t y = 0; y < ITEMS; y++) {
            if (!all.defeat[x][y])
                continue;
            passing = all;
            for (size_t i = 0; i < ITEMS; i++)
                for (size_t k = 0; k < ITEMS; k++)
                    passing.defeat[i][k] = all.defeat[i][k] && !is_weaker(&all, i, k, x, y);
            if (leads_to(&passing, a, b, ITEMS) && !leads_to(&passing, b, a, ITEMS))
                return true;
        }
    return false;
}

/* Options that can lead and stand behind no other, the one `without` left out. */
static size_t find_first(const struct slow_ballot *ballot, const char *without, bool first[SLOW_LINES_MAX])
{
    struct table t;
    bool able[SLOW_LINES_MAX];
    size_t count = 0;
    fill(ballot, &t);
    for (size_t a = 0; a < ballot->lines; a++) {
        able[a] =
            ballot->option[a] != without &&
            (ballot->method == METHOD_RANKING ? t.in[a] : slow_option(ballot, ballot->option[a], ROLL_NONE).weight > 0);
        first[a] = able[a];
    }
    for (size_t a = 0; a < ballot->lines; a++) {
        for (size_t b = 0; b < ballot->lines; b++)
            first[a] = first[a] && !(able[b] && stands_before(ballot, b, a));
        count += first[a];
    }
    return count;
}

/* Which of the tied the chair's vote decides for; NULL: for none. */
static const char *ask_chair(const struct slow_ballot *ballot, const bool tied[SLOW_LINES_MAX])
{
    size_t chair = ballot->roll->chair, count = 0;
    const char *found = NULL;
    if (chair == ROLL_NONE || !is_valid(ballot, chair))
        return NULL;
    for (size_t a = 0; a < ballot->lines; a++) {
        bool liked = tied[a];
        for (size_t b = 0; b < ballot->lines && ballot->method == METHOD_RANKING; b++)
            liked = liked &&
                    (b == a || !tied[b] ||
                     place(ballot->vote[chair], ballot->option[a]) < place(ballot->vote[chair], ballot->option[b]));
        if (!liked || (ballot->method != METHOD_RANKING && !slow_names(ballot, chair, ballot->option[a])))
            continue;
        found = ballot->option[a];
        count++;
    }
    return count == 1 ? found : NULL;
}

static void find_runoff(const struct slow_ballot *ballot, struct slow_lead *lead)
{
    bool next[SLOW_LINES_MAX] = {false};
    size_t count = 0, wanted = lead->winner ? 1 : 2;
    size_t found = lead->winner ? find_first(ballot, lead->winner, next) : 0;
    for (size_t a = 0; a < ballot->lines && !lead->winner; a++) {
        next[a] = lead->tied[a];
        found += lead->tied[a];
    }
    if (found != wanted)
        return;
    if (lead->winner)
        lead->runoff[count++] = lead->winner;
    for (size_t a = 0; a < ballot->lines; a++)
        if (next[a])
            lead->runoff[count++] = ballot->option[a];
}

struct slow_lead slow_lead(const struct slow_ballot *ballot, bool chair)
{
    struct slow_lead lead = {.winner = NULL};
    bool wins[ITEMS] = {false};
    size_t count = 0;
    const char *only = NULL;
    if (ballot->method == METHOD_RANKING)
        find_ranked_winners(ballot, wins);
    else
        find_first(ballot, NULL, wins);
    for (size_t a = 0; a < ballot->lines; a++) {
        only = wins[a] ? ballot->option[a] : only;
        count += wins[a];
    }
    lead.tie = count > 1;
    memcpy(lead.tied, wins, sizeof lead.tied);
    lead.winner = count == 1 ? only : lead.tie && chair ? ask_chair(ballot, lead.tied) : NULL;
    if (count > 0)
        find_runoff(ballot, &lead);
    return lead;
}
