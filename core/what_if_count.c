#include "core/what_if.h"

/* Room for what each seat of the other roll did. */
struct moved {
    int8_t *choice;
    uint64_t *approved;
    uint8_t *place;
    uint8_t *vote_class;
    bool *proposer;
    struct roll *roll; /* a copy, which has recusals and presence of its own */
};

static enum status make_room(const struct tally_input *before, const struct roll *roll, struct arena *arena,
                             struct moved *out)
{
    size_t seats = roll->seats;
    struct roll_seat *seat = arena_array(arena, seats, sizeof *seat);
    *out = (struct moved){.choice = arena_array(arena, seats, sizeof *out->choice),
                          .approved = arena_array(arena, seats, sizeof *out->approved),
                          .place = arena_array(arena, seats * (before->lines + 1), sizeof *out->place),
                          .vote_class = arena_array(arena, seats, sizeof *out->vote_class),
                          .proposer = arena_array(arena, seats, sizeof *out->proposer),
                          .roll = arena_alloc(arena, sizeof *out->roll)};
    if (!seat || !out->choice || !out->approved || !out->place || !out->vote_class || !out->proposer || !out->roll)
        return STATUS_NO_MEMORY;
    memcpy(seat, roll->seat, seats * sizeof *seat);
    *out->roll = *roll;
    out->roll->seat = seat;
    return STATUS_OK;
}

static void move_seat(const struct tally_input *before, size_t from, size_t to, struct roll_seat *seat,
                      struct moved *moved)
{
    size_t places = before->lines + 1;
    seat->recused = before->roll->seat[from].recused;
    seat->present = before->roll->seat[from].present;
    moved->choice[to] = before->choice[from];
    moved->vote_class[to] = before->vote_class[from];
    if (before->approved)
        moved->approved[to] = before->approved[from];
    if (before->place)
        memcpy(&moved->place[to * places], &before->place[from * places], places);
    if (before->proposer)
        moved->proposer[to] = before->proposer[from];
}

enum status what_if_count(const struct tally_input *before, const struct roll *roll, const struct rule *rule,
                          struct arena *arena, struct tally *out, struct problem *problem)
{
    struct moved moved;
    if (rule->method != before->rule->method || !method_is_counted(rule->method))
        return problem_say(problem, STATUS_REFUSED,
                           N_("the ballot was held by the method \"{1}\": votes cast so cannot be counted by \"{2}\""),
                           method_name(before->rule->method), method_name(rule->method));
    enum status status = make_room(before, roll, arena, &moved);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < roll->seats; i++) {
        size_t from = roll_seat_find(before->roll, roll->seat[i].id);
        struct roll_seat *seat = &moved.roll->seat[i];
        moved.choice[i] = SITUATION_SILENT;
        seat->recused = seat->present = false;
        if (from != ROLL_NONE)
            move_seat(before, from, i, seat, &moved);
    }
    struct tally_input input = *before;
    input.roll = moved.roll;
    input.rule = rule;
    input.choice = moved.choice;
    input.approved = before->approved ? moved.approved : NULL;
    input.place = before->place ? moved.place : NULL;
    input.vote_class = moved.vote_class;
    input.proposer = before->proposer ? moved.proposer : NULL;
    input.ended = true;
    return tally_count(&input, arena, out);
}
