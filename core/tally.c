#include "core/tally.h"

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

static bool may_vote(const struct roll_seat *seat)
{
    return seat->voting && !seat->recused;
}

/* The votes that count; NULL without memory. */
static const int8_t *counted_choices(const struct tally_input *input, size_t options, struct arena *arena)
{
    const struct roll *roll = input->roll;
    int8_t *choice = arena_array(arena, roll->seats, sizeof *choice);
    for (size_t i = 0; choice && i < roll->seats; i++) {
        int8_t cast = input->choice[i];
        bool counts = may_vote(&roll->seat[i]) && cast >= 0 && (size_t)cast < options;
        choice[i] = counts ? cast : SITUATION_SILENT;
    }
    return choice;
}

static void count_vote(struct tally_count *count, const struct roll_seat *seat)
{
    count->heads++;
    count->weight += seat->weight.units;
}

static void count_seat(const struct situation *situation, size_t index, struct tally *out)
{
    const struct roll_seat *seat = &situation->roll->seat[index];
    int8_t choice = situation->choice[index];
    out->all += seat->voting;
    if (!may_vote(seat))
        return;
    struct tally_bench *bench = &out->bench[seat->bench];
    out->seats++;
    bench->seats++;
    if (choice == SITUATION_SILENT) {
        out->silent++;
        out->present += situation->meeting && seat->present;
        return;
    }
    out->present++;
    out->cast++;
    bench->cast++;
    count_vote(&out->count[choice], seat);
    count_vote(&bench->count[choice], seat);
}

/* Which votes may still come or change: every seat's without its holder's counted vote, all of them with revote. */
static bool *free_seats(const struct tally_input *input, const int8_t *choice, struct arena *arena)
{
    const struct roll *roll = input->roll;
    bool *free = arena_array(arena, roll->seats, sizeof *free);
    for (size_t i = 0; free && i < roll->seats; i++) {
        bool holder_voted = choice[i] != SITUATION_SILENT && input->vote_class[i] == CLASS_HOLDER;
        free[i] = may_vote(&roll->seat[i]) && (input->revote || !holder_voted);
    }
    return free;
}

static enum verdict outlook(const struct expression *condition, const struct situation *situation,
                            const struct freedom *freedom)
{
    return condition ? expression_outlook(condition, situation, freedom) : VERDICT_TRUE;
}

static bool is_fixed(const struct rule *rule, const struct tally *tally, const struct freedom *freedom)
{
    enum verdict quorum = outlook(rule->quorum, &tally->quorum_situation, freedom);
    if (quorum != VERDICT_TRUE)
        return quorum == VERDICT_FALSE;
    return outlook(rule->adopted, &tally->adopted_situation, freedom) != VERDICT_OPEN;
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
        .winner = SITUATION_SILENT,
    };
    out->adopted_situation = out->quorum_situation;
    if (!input->meeting)
        out->adopted_situation.silence = input->rule->silence;
}

static void decide(const struct rule *rule, struct tally *out)
{
    bool quorate = evaluate(rule->quorum, &out->quorum_situation, out->quorum);
    bool carried = evaluate(rule->adopted, &out->adopted_situation, out->adopted);
    out->outcome = !quorate ? OUTCOME_NO_QUORUM : carried ? OUTCOME_ADOPTED : OUTCOME_REJECTED;
}

enum status tally_count(const struct tally_input *input, struct arena *arena, struct tally *out)
{
    const struct rule *rule = input->rule;
    if (!method_is_counted(rule->method))
        return STATUS_REFUSED;
    const char *const *names;
    *out = (struct tally){.options = method_options(rule->method, &names),
                          .quorums = expression_comparisons(rule->quorum),
                          .adopteds = expression_comparisons(rule->adopted)};
    const int8_t *choice = counted_choices(input, out->options, arena);
    out->bench = arena_array(arena, input->roll->benches, sizeof *out->bench);
    out->quorum = arena_array(arena, out->quorums, sizeof *out->quorum);
    out->adopted = arena_array(arena, out->adopteds, sizeof *out->adopted);
    const bool *free = choice ? free_seats(input, choice, arena) : NULL;
    if (!choice || !out->bench || !out->quorum || !out->adopted || !free)
        return STATUS_NO_MEMORY;
    set_situations(input, choice, out);
    for (size_t i = 0; i < input->roll->seats; i++)
        count_seat(&out->quorum_situation, i, out);
    decide(rule, out);
    struct freedom freedom = {.free = free, .abstention_forbidden = rule->abstention_forbidden};
    out->fixed = is_fixed(rule, out, &freedom);
    return STATUS_OK;
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
