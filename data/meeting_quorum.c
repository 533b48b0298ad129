#include "data/meeting_quorum.h"

#include "data/replay_meeting.h"

static enum status copy_roll(struct meeting_quorum *out, const struct roll *roster, const struct meeting_read *meeting)
{
    struct slice chair = entry_value(&meeting->entry, "chair");
    out->roll = *roster;
    out->roll.seat = arena_array(&out->arena, roster->seats, sizeof *out->roll.seat);
    out->bench = arena_array(&out->arena, roster->benches, sizeof *out->bench);
    if (!out->roll.seat || !out->bench)
        return STATUS_NO_MEMORY;
    if (roster->seats)
        memcpy(out->roll.seat, roster->seat, roster->seats * sizeof *roster->seat);
    for (size_t i = 0; i < meeting->seats; i++) {
        size_t seat = roll_seat_find(&out->roll, meeting->seat[i].seat);
        if (seat != ROLL_NONE)
            out->roll.seat[seat].present = slice_is(meeting->seat[i].state, "present");
    }
    if (chair.at)
        out->roll.chair = roll_seat_find(&out->roll, chair);
    out->benches = roster->benches;
    for (size_t i = 0; i < out->benches; i++)
        out->bench[i].title = roster->bench[i].title;
    return STATUS_OK;
}

static enum status same_printing(const struct expression *a, const struct expression *b, bool *same)
{
    struct buffer left, right;
    buffer_init(&left);
    buffer_init(&right);
    expression_write(a, &left);
    expression_write(b, &right);
    *same = slice_equal(buffer_slice(&left), buffer_slice(&right));
    bool complete = buffer_status(&left) == STATUS_OK && buffer_status(&right) == STATUS_OK;
    buffer_release(&left);
    buffer_release(&right);
    return complete ? STATUS_OK : STATUS_NO_MEMORY;
}

static enum status join(struct arena *arena, struct slice *list, struct slice title)
{
    struct buffer text;
    buffer_init(&text);
    buffer_add(&text, *list);
    buffer_text(&text, list->length ? ", " : "");
    buffer_add(&text, title);
    enum status status = buffer_status(&text);
    if (status == STATUS_OK)
        *list = arena_copy(arena, buffer_slice(&text));
    buffer_release(&text);
    return status == STATUS_OK && !list->at ? STATUS_NO_MEMORY : status;
}

/* Rules that ask for the same share a line. */
static enum status add_rule(struct meeting_quorum *out, const struct rule *rule)
{
    bool same = false;
    size_t at = 0;
    enum status status = STATUS_OK;
    for (; at < out->rules && status == STATUS_OK; at++) {
        status = same_printing(out->rule[at].quorum, rule->quorum, &same);
        if (same)
            break;
    }
    if (status != STATUS_OK)
        return status;
    if (!same)
        out->rule[out->rules++] = (struct quorum_rule){.quorum = rule->quorum};
    return join(&out->arena, &out->rule[at].title, rule->title);
}

enum status meeting_quorum_count(struct meeting_quorum *quorum)
{
    enum status status = STATUS_OK;
    quorum->seats = quorum->present = 0;
    for (size_t i = 0; i < quorum->benches; i++)
        quorum->bench[i].seats = quorum->bench[i].present = 0;
    for (size_t i = 0; i < quorum->roll.seats; i++) {
        const struct roll_seat *seat = &quorum->roll.seat[i];
        if (!seat->voting)
            continue;
        quorum->seats++;
        quorum->present += seat->present;
        quorum->bench[seat->bench].seats++;
        quorum->bench[seat->bench].present += seat->present;
    }
    for (size_t i = 0; i < quorum->rules && status == STATUS_OK; i++)
        status = leeway_find(quorum->rule[i].quorum, &quorum->roll, quorum->call, &quorum->rule[i].leeway);
    return status;
}

/* A rule that says what silence means is made for the written procedure. */
static bool is_for_meetings(const struct rule *rule)
{
    return rule->silence == SILENCE_ABSENT && !rule->objection_stops && expression_counts(rule->quorum, SET_PRESENT);
}

static enum status make(struct meeting_quorum *out, const struct meeting_read *meeting)
{
    const struct body *body = &out->version->body;
    const struct statute *statute = &body->statute;
    enum status status = copy_roll(out, &body->roster, meeting);
    if (status != STATUS_OK)
        return status;
    out->rule = arena_array(&out->arena, statute->rules, sizeof *out->rule);
    status = out->rule ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t i = 0; i < statute->rules && status == STATUS_OK; i++)
        if (is_for_meetings(&statute->rule[i].rule))
            status = add_rule(out, &statute->rule[i].rule);
    return status == STATUS_OK ? meeting_quorum_count(out) : status;
}

enum status meeting_quorum_make(struct meeting_quorum *out, struct log *log, const struct meeting_read *meeting,
                                int64_t place, uint32_t call, struct problem *problem)
{
    *out = (struct meeting_quorum){.call = call};
    arena_init(&out->arena);
    enum status status = version_at(log_replay(log), place, &out->version);
    if (status != STATUS_OK)
        return store_problem(log_replay(log)->store, problem);
    status = make(out, meeting);
    return status == STATUS_NO_MEMORY ? problem_say(problem, status, NULL, NULL, NULL) : status;
}

void meeting_quorum_release(struct meeting_quorum *quorum)
{
    version_drop(quorum->version);
    arena_release(&quorum->arena);
    *quorum = (struct meeting_quorum){.rules = 0};
}

enum status meeting_calls(struct log *log, const struct meeting_read *meeting, int64_t *call, struct problem *problem)
{
    struct replay *replay = log_replay(log);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < meeting->topics && status == STATUS_OK; i++)
        status = meeting_call(replay, meeting->index, meeting->topic[i].index, &call[i]);
    return status == STATUS_OK ? status : store_problem(replay->store, problem);
}
