/* Can the outcome still change? */
#include "core/tally_votes.h"

struct prospect {
    const struct tally_votes *votes;
    const struct tally *tally;
    struct freedom freedom;
    int8_t *stance; /* room for what a vote would be to the rule if another option led */
};

/* Which votes may still come or change: every seat's without its holder's counted vote, all of them with revote. */
static bool *free_seats(const struct tally_votes *votes, struct arena *arena, bool *any)
{
    const struct tally_input *input = votes->input;
    bool *free = arena_array(arena, input->roll->seats, sizeof *free);
    *any = false;
    for (size_t i = 0; free && i < input->roll->seats; i++) {
        bool holder_voted = votes->choice[i] != SITUATION_SILENT && input->vote_class[i] == CLASS_HOLDER;
        free[i] = tally_may_vote(&input->roll->seat[i]) && (input->revote || !holder_voted);
        *any = *any || free[i];
    }
    return free;
}

static enum verdict outlook(const struct expression *condition, const struct situation *situation,
                            const struct freedom *freedom)
{
    return condition ? expression_outlook(condition, situation, freedom) : VERDICT_TRUE;
}

/* The same if `winner` led, whoever leads now. */
static enum verdict outlook_with(const struct prospect *prospect, const struct expression *condition,
                                 const struct situation *now, int winner)
{
    struct situation then = *now;
    tally_stances(prospect->votes, winner, prospect->stance);
    then.choice = prospect->stance;
    then.winner = winner == LEAD_NONE ? SITUATION_SILENT : STANCE_WINNER;
    return outlook(condition, &then, &prospect->freedom);
}

/* The least that the seat can add to the weight of `leader` beyond that of `other`. */
static wide least_share(const struct prospect *prospect, size_t seat, int leader, int other)
{
    uint64_t named = prospect->votes->named[seat];
    wide weight = prospect->votes->input->roll->seat[seat].weight.units;
    if (prospect->freedom.free[seat])
        return -weight;
    return ((wide)(named >> leader & 1) - (wide)(named >> other & 1)) * weight;
}

/* The same where there is no other option: who may not abstain cannot take a vote for it back. */
static wide least_weight(const struct prospect *prospect, size_t seat, int leader)
{
    bool lost = prospect->freedom.free[seat] && !prospect->freedom.abstention_forbidden;
    bool names = prospect->votes->named[seat] >> leader & 1;
    return names && !lost ? prospect->votes->input->roll->seat[seat].weight.units : 0;
}

static bool stays_ahead(const struct prospect *prospect, int leader, int other)
{
    wide margin = 0;
    for (size_t i = 0; i < prospect->votes->input->roll->seats; i++)
        margin += other == LEAD_NONE ? least_weight(prospect, i, leader) : least_share(prospect, i, leader, other);
    return margin > 0;
}

/* Whether the option that leads now leads whatever the free seats do. */
static bool leader_is_certain(const struct prospect *prospect)
{
    int leader = prospect->tally->lead.winner;
    size_t lines = prospect->votes->input->lines;
    if (leader == LEAD_NONE || prospect->tally->lead.tied)
        return false;
    bool certain = lines > 1 || stays_ahead(prospect, leader, LEAD_NONE);
    for (size_t i = 0; i < lines && certain; i++)
        certain = (int)i == leader || stays_ahead(prospect, leader, (int)i);
    return certain;
}

/* What holds whichever option leads, or none. */
static enum verdict outlook_with_any(const struct prospect *prospect, const struct expression *condition,
                                     const struct situation *now)
{
    enum verdict verdict = outlook_with(prospect, condition, now, LEAD_NONE);
    int lines = expression_counts(condition, SET_WINNER) ? (int)prospect->votes->input->lines : 0;
    for (int i = 0; i < lines && verdict != VERDICT_OPEN; i++)
        if (outlook_with(prospect, condition, now, i) != verdict)
            verdict = VERDICT_OPEN;
    return verdict;
}

static bool is_fixed(const struct prospect *prospect)
{
    const struct rule *rule = prospect->votes->input->rule;
    const struct tally *tally = prospect->tally;
    const struct freedom *freedom = &prospect->freedom;
    bool options_lead = prospect->votes->named != NULL, ranking = rule->method == METHOD_RANKING;
    bool settled = !options_lead || (!ranking && leader_is_certain(prospect));
    enum verdict quorum = settled ? outlook(rule->quorum, &tally->quorum_situation, freedom)
                                  : outlook_with_any(prospect, rule->quorum, &tally->quorum_situation);
    if (quorum != VERDICT_TRUE)
        return quorum == VERDICT_FALSE;
    if (settled)
        return outlook(rule->adopted, &tally->adopted_situation, freedom) != VERDICT_OPEN;
    bool rejected = !ranking;
    for (int i = 0; i < (int)prospect->votes->input->lines && rejected; i++)
        rejected = outlook_with(prospect, rule->adopted, &tally->adopted_situation, i) == VERDICT_FALSE;
    return rejected;
}

enum status tally_fix(const struct tally_votes *votes, struct arena *arena, struct tally *tally)
{
    bool any;
    const struct tally_input *input = votes->input;
    struct prospect prospect = {.votes = votes, .tally = tally};
    prospect.freedom = (struct freedom){.free = free_seats(votes, arena, &any),
                                        .abstention_forbidden = input->rule->abstention_forbidden,
                                        .one_option = input->lines == 1 && input->rule->method != METHOD_RANKING};
    prospect.stance = arena_array(arena, votes->named ? input->roll->seats : 0, sizeof *prospect.stance);
    if (!prospect.freedom.free || !prospect.stance)
        return STATUS_NO_MEMORY;
    tally->fixed = !any || is_fixed(&prospect);
    return STATUS_OK;
}
