#include "core/method_ranking.h"

static bool is_stronger(struct strength a, struct strength b)
{
    return a.votes > b.votes || (a.votes == b.votes && a.against < b.against);
}

/* What each seat adds to the pairs of options that it does not rank alike. */
static void count_pairs(const struct tally_votes *votes, size_t options, wide *prefer)
{
    const struct roll *roll = votes->input->roll;
    for (size_t seat = 0; seat < roll->seats; seat++) {
        if (votes->choice[seat] == SITUATION_SILENT || votes->choice[seat] == votes->abstain)
            continue;
        const uint8_t *place = &votes->input->place[seat * options];
        wide weight = roll->seat[seat].weight.units;
        for (size_t a = 0; a < options; a++)
            for (size_t b = a + 1; b < options; b++)
                if (place[a] != place[b])
                    prefer[place[a] < place[b] ? a * options + b : b * options + a] += weight;
    }
}

/*
 * Floyd and Warshall's algorithm for the paths whose weakest defeat is strongest. "none" is left out: every option that
 * is not dropped defeats it, so no path goes through it, and it wins exactly where all are dropped.
 */
static void find_paths(const struct pairwise *pairwise, struct strength *path)
{
    size_t n = pairwise->options, lines = n - 1;
    for (size_t a = 0; a < lines; a++)
        for (size_t b = 0; b < lines; b++) {
            struct strength defeat = {pairwise->prefer[a * n + b], pairwise->prefer[b * n + a]};
            bool dropped = (pairwise->dropped >> a | pairwise->dropped >> b) & 1;
            path[a * n + b] = !dropped && defeat.votes > defeat.against ? defeat : (struct strength){0};
        }
    for (size_t by = 0; by < lines; by++)
        for (size_t a = 0; a < lines; a++)
            for (size_t b = 0; b < lines; b++) {
                struct strength one = path[a * n + by], two = path[by * n + b];
                struct strength weaker = is_stronger(one, two) ? two : one;
                if (a != b && is_stronger(weaker, path[a * n + b]))
                    path[a * n + b] = weaker;
            }
}

enum status pairwise_make(const struct tally_votes *votes, struct arena *arena, struct pairwise *out)
{
    size_t n = votes->input->lines + 1, none = n - 1;
    wide *prefer = arena_array(arena, n * n, sizeof *prefer);
    struct strength *path = arena_array(arena, n * n, sizeof *path);
    if (!prefer || !path)
        return STATUS_NO_MEMORY;
    *out = (struct pairwise){.options = n, .prefer = prefer, .path = path};
    count_pairs(votes, n, prefer);
    for (size_t i = 0; i < none; i++)
        if (prefer[i * n + none] <= prefer[none * n + i])
            out->dropped |= UINT64_C(1) << i;
    find_paths(out, path);
    return STATUS_OK;
}

void standings_by_paths(const struct pairwise *pairwise, struct standings *out)
{
    size_t n = pairwise->options;
    *out = (struct standings){.options = n - 1};
    for (size_t a = 0; a < out->options; a++) {
        if (pairwise->dropped >> a & 1)
            continue;
        out->able |= UINT64_C(1) << a;
        for (size_t b = 0; b < out->options; b++)
            if (is_stronger(pairwise->path[b * n + a], pairwise->path[a * n + b]))
                out->before[a] |= UINT64_C(1) << b;
    }
}
