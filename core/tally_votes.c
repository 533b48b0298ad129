#include "core/tally_votes.h"

bool tally_may_vote(const struct roll_seat *seat)
{
    return seat->voting && !seat->recused;
}

/* The option lines among the first 64 bits. */
static uint64_t all_lines(size_t lines)
{
    return lines < CHOICE_LINES_MAX ? (UINT64_C(1) << lines) - 1 : UINT64_MAX;
}

static uint64_t named_by(const struct tally_input *input, size_t seat)
{
    size_t lines = input->lines;
    uint64_t named = 0;
    switch (input->rule->method) {
    case METHOD_APPROVAL:
        return input->approved[seat] & all_lines(lines);
    case METHOD_RANKING:
        for (const uint8_t *place = &input->place[seat * (lines + 1)]; lines; lines--)
            named |= (uint64_t)(place[lines - 1] < place[input->lines]) << (lines - 1);
        return named;
    default:
        return UINT64_C(1) << input->choice[seat];
    }
}

static bool counts(const struct tally_votes *votes, size_t seat)
{
    int8_t choice = votes->input->choice[seat];
    return tally_may_vote(&votes->input->roll->seat[seat]) && choice >= 0 && (size_t)choice < votes->options;
}

enum status tally_votes_make(const struct tally_input *input, struct arena *arena, struct tally_votes *out)
{
    const char *const *own;
    enum method method = input->rule->method;
    size_t seats = input->roll->seats;
    bool winner = method_has_winner(method);
    int8_t *choice = arena_array(arena, seats, sizeof *choice);
    uint64_t *named = winner ? arena_array(arena, seats, sizeof *named) : NULL;
    *out = (struct tally_votes){.input = input, .choice = choice, .named = named};
    out->options = winner ? input->lines + 1 + (method == METHOD_RANKING) : method_options(method, &own);
    out->abstain = winner ? (int)out->options - 1 : method_abstain_option(method);
    if (!choice || (winner && !named))
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < seats; i++) {
        choice[i] = counts(out, i) ? input->choice[i] : SITUATION_SILENT;
        if (!winner || choice[i] == SITUATION_SILENT || choice[i] == out->abstain)
            continue;
        named[i] = named_by(input, i);
        if (method == METHOD_APPROVAL && !named[i])
            choice[i] = SITUATION_SILENT;
    }
    return STATUS_OK;
}

uint64_t tally_chair_favourites(const void *context, uint64_t among)
{
    const struct tally_votes *votes = context;
    const struct tally_input *input = votes->input;
    size_t chair = input->roll->chair;
    if (chair == ROLL_NONE || votes->choice[chair] == SITUATION_SILENT || votes->choice[chair] == votes->abstain)
        return 0;
    if (input->rule->method != METHOD_RANKING)
        return votes->named[chair] & among;
    const uint8_t *place = &input->place[chair * (input->lines + 1)];
    unsigned best = UINT8_MAX;
    uint64_t favourites = 0;
    for (size_t i = 0; i < input->lines; i++) {
        if (!(among >> i & 1) || place[i] > best)
            continue;
        favourites = (place[i] < best ? 0 : favourites) | UINT64_C(1) << i;
        best = place[i];
    }
    return favourites;
}

void tally_stances(const struct tally_votes *votes, int winner, int8_t *out)
{
    for (size_t i = 0; i < votes->input->roll->seats; i++) {
        bool names = winner != LEAD_NONE && votes->named[i] >> winner & 1;
        out[i] = votes->choice[i] == SITUATION_SILENT ? SITUATION_SILENT
                 : votes->choice[i] == votes->abstain ? STANCE_ABSTAIN
                 : names                              ? STANCE_WINNER
                                                      : STANCE_OTHER;
    }
}
