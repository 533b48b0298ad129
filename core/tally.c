#include "core/tally.h"

#include "core/method_choice.h"
#include "core/method_ranking.h"
#include "core/tally_votes.h"

const char *outcome_name(enum outcome outcome)
{
    static const char *const names[OUTCOME_COUNT] = {
        [OUTCOME_ADOPTED] = "adopted",
        [OUTCOME_REJECTED] = "rejected",
        [OUTCOME_NO_QUORUM] = "no-quorum",
        [OUTCOME_VOID] = "void",
    };
    return outcome < OUTCOME_COUNT ? names[outcome] : NULL;
}

static void count_vote(struct tally_count *count, const struct roll_seat *seat)
{
    count->heads++;
    count->weight += seat->weight.units;
}

/* Counts each option that the seat's vote names; in a ranking with none above "none" that one. */
static void count_named(const struct tally_votes *votes, size_t seat, struct tally_count *count)
{
    const struct roll_seat *s = &votes->input->roll->seat[seat];
    uint64_t named = votes->named ? votes->named[seat] : 0;
    if (!votes->named || votes->choice[seat] == votes->abstain)
        count_vote(&count[votes->choice[seat]], s);
    else if (!named)
        count_vote(&count[votes->input->lines], s);
    for (size_t i = 0; named; i++, named >>= 1)
        if (named & 1)
            count_vote(&count[i], s);
}

static void count_seat(const struct tally_votes *votes, size_t index, struct tally *out)
{
    const struct roll_seat *seat = &votes->input->roll->seat[index];
    out->all += seat->voting;
    if (!tally_may_vote(seat))
        return;
    struct tally_bench *bench = &out->bench[seat->bench];
    out->seats++;
    bench->seats++;
    if (votes->choice[index] == SITUATION_SILENT) {
        out->silent++;
        out->present += votes->input->meeting && seat->present;
        return;
    }
    out->present++;
    out->cast++;
    bench->cast++;
    count_named(votes, index, out->count);
    count_named(votes, index, bench->count);
}

static bool evaluate(const struct expression *condition, const struct situation *situation, struct comparison *out)
{
    return !condition || expression_evaluate(condition, situation, out);
}

/* Quorum sees the votes really cast; silence speaks for `adopted` alone, and never in a meeting. */
static void set_situations(const struct tally_input *input, const int8_t *choice, struct tally *out)
{
    out->quorum_situation = (struct situation){
        .roll = input->roll,
        .method = input->rule->method,
        .choice = choice,
        .silence = SILENCE_ABSENT,
        .meeting = input->meeting,
        .proposer = input->proposer,
        .round = input->round,
        .call = input->call,
        .winner = out->lead.winner == LEAD_NONE ? SITUATION_SILENT : STANCE_WINNER,
    };
    out->adopted_situation = out->quorum_situation;
    if (!input->meeting)
        out->adopted_situation.silence = input->rule->silence;
}

static void decide(const struct rule *rule, struct tally *out)
{
    bool quorate = evaluate(rule->quorum, &out->quorum_situation, out->quorum);
    bool carried = evaluate(rule->adopted, &out->adopted_situation, out->adopted);
    if (method_has_winner(rule->method) && out->lead.winner == LEAD_NONE)
        carried = false;
    out->outcome = !quorate ? OUTCOME_NO_QUORUM : carried ? OUTCOME_ADOPTED : OUTCOME_REJECTED;
}

static enum status find_lead(const struct tally_votes *votes, struct arena *arena, struct tally *out)
{
    const struct tally_input *input = votes->input;
    struct standings standings;
    out->lead = LEAD_OF_NONE;
    if (!votes->named)
        return STATUS_OK;
    if (input->rule->method == METHOD_RANKING) {
        enum status status = pairwise_make(votes, arena, &out->pairwise);
        if (status != STATUS_OK)
            return status;
        standings_by_paths(&out->pairwise, &standings);
    } else {
        standings_by_weight(out->count, input->lines, &standings);
    }
    lead_find(&standings, input->rule->tie_chair ? tally_chair_favourites : NULL, votes, &out->lead);
    return STATUS_OK;
}

static enum status make_counts(const struct tally_votes *votes, struct arena *arena, struct tally *out)
{
    size_t benches = votes->input->roll->benches;
    struct tally_count *counts = arena_array(arena, (benches + 1) * votes->options, sizeof *counts);
    out->bench = arena_array(arena, benches, sizeof *out->bench);
    if (!counts || !out->bench)
        return STATUS_NO_MEMORY;
    out->count = counts;
    for (size_t i = 0; i < benches; i++)
        out->bench[i].count = counts + (i + 1) * votes->options;
    for (size_t i = 0; i < votes->input->roll->seats; i++)
        count_seat(votes, i, out);
    return STATUS_OK;
}

/* What a rule sees of each vote. */
static const int8_t *seen_by_rule(const struct tally_votes *votes, int winner, struct arena *arena)
{
    if (!votes->named)
        return votes->choice;
    int8_t *stance = arena_array(arena, votes->input->roll->seats, sizeof *stance);
    if (stance)
        tally_stances(votes, winner, stance);
    return stance;
}

/* What stands in no minutes: the lead without a quorum, a run-off where something was adopted. */
static void withhold(struct tally *out)
{
    if (out->outcome == OUTCOME_NO_QUORUM)
        out->lead = LEAD_OF_NONE;
    if (out->outcome == OUTCOME_ADOPTED)
        out->lead.runoff[0] = out->lead.runoff[1] = LEAD_NONE;
}

enum status tally_count(const struct tally_input *input, struct arena *arena, struct tally *out)
{
    const struct rule *rule = input->rule;
    if (!method_is_counted(rule->method))
        return STATUS_REFUSED;
    struct tally_votes votes;
    enum status status = tally_votes_make(input, arena, &votes);
    *out = (struct tally){.options = votes.options,
                          .quorums = expression_comparisons(rule->quorum),
                          .adopteds = expression_comparisons(rule->adopted)};
    out->quorum = arena_array(arena, out->quorums, sizeof *out->quorum);
    out->adopted = arena_array(arena, out->adopteds, sizeof *out->adopted);
    if (status == STATUS_OK)
        status = make_counts(&votes, arena, out);
    if (status == STATUS_OK)
        status = find_lead(&votes, arena, out);
    const int8_t *seen = status == STATUS_OK ? seen_by_rule(&votes, out->lead.winner, arena) : NULL;
    if (!seen || !out->quorum || !out->adopted)
        return STATUS_NO_MEMORY;
    set_situations(input, seen, out);
    decide(rule, out);
    out->fixed = input->ended;
    status = input->ended ? STATUS_OK : tally_fix(&votes, arena, out);
    withhold(out);
    return status;
}

void tally_reason(const struct tally *tally, bool quorum, size_t index, struct buffer *out)
{
    const struct comparison *comparison = quorum ? &tally->quorum[index] : &tally->adopted[index];
    buffer_text(out, quorum ? "quorum " : "adopted ");
    buffer_number(out, index + 1);
    buffer_byte(out, ' ');
    if (comparison->proposer) {
        buffer_text(out, "proposer in ");
        group_write(comparison->group, out);
    } else {
        rational_write(comparison->left, out);
        buffer_byte(out, ' ');
        buffer_text(out, relation_name(comparison->relation));
        buffer_byte(out, ' ');
        rational_write(comparison->right, out);
    }
    buffer_text(out, comparison->verdict == VERDICT_TRUE ? " holds" : " fails");
}
