#include "data/meeting_read.h"

#include "core/agenda.h"
#include "data/entry_read.h"

/* Rows that are handed over one by one, into an array of the arena that grows by copying. */
struct taking {
    struct meeting_read *meeting;
    int64_t before;
    size_t room;
    bool failed;
    int64_t *place; /* of ballots */
    size_t places;
};

/* Room for one more of `count` elements; NULL without memory. */
static void *grow(struct taking *taking, void *array, size_t count, size_t size)
{
    if (count < taking->room)
        return array;
    size_t room = taking->room ? taking->room * 2 : 16;
    void *larger = arena_array(&taking->meeting->arena, room, size);
    if (larger && count)
        memcpy(larger, array, count * size);
    taking->failed = !larger;
    taking->room = room;
    return larger;
}

static struct slice keep(struct taking *taking, struct slice text)
{
    struct slice copy = arena_copy(&taking->meeting->arena, text);
    taking->failed = taking->failed || !copy.at;
    return copy;
}

static bool take_seat(void *context, const struct attendance_item *item)
{
    struct taking *taking = context;
    struct meeting_read *meeting = taking->meeting;
    struct meeting_seat *seat = grow(taking, meeting->seat, meeting->seats, sizeof *seat);
    if (!seat)
        return false;
    meeting->seat = seat;
    meeting->last = item->index > meeting->last ? item->index : meeting->last;
    seat[meeting->seats++] =
        (struct meeting_seat){.seat = keep(taking, item->seat), .state = keep(taking, item->state)};
    return !taking->failed;
}

static bool take_topic(void *context, const struct topic_item *item)
{
    struct taking *taking = context;
    struct meeting_read *meeting = taking->meeting;
    struct meeting_topic *topic = grow(taking, meeting->topic, meeting->topics, sizeof *topic);
    if (!topic)
        return false;
    meeting->topic = topic;
    topic[meeting->topics++] = (struct meeting_topic){.index = item->index,
                                                      .id = item->id,
                                                      .listed = item->listed,
                                                      .number = keep(taking, item->number),
                                                      .title = keep(taking, item->title),
                                                      .state = keep(taking, item->state)};
    return !taking->failed;
}

static bool take_place(void *context, int64_t index)
{
    struct taking *taking = context;
    if (index >= taking->before)
        return false;
    int64_t *place = grow(taking, taking->place, taking->places, sizeof *place);
    if (!place)
        return false;
    taking->place = place;
    taking->meeting->last = index > taking->meeting->last ? index : taking->meeting->last;
    place[taking->places++] = index;
    return true;
}

static void reach(struct meeting_read *meeting, int64_t index)
{
    meeting->end = index > meeting->end ? index : meeting->end;
}

static bool take_ballot(void *context, const struct ballot_item *item)
{
    struct taking *taking = context;
    struct meeting_ballot *ballot = &taking->meeting->ballot[taking->meeting->ballots++];
    ballot_facts_take(&ballot->facts, item);
    ballot_facts_cut(&ballot->facts, taking->before);
    reach(taking->meeting, item->index);
    if (!ballot->facts.open)
        reach(taking->meeting, item->ended);
    if (ballot->facts.has_result)
        reach(taking->meeting, item->result);
    ballot->outcome = ballot->facts.has_result ? keep(taking, item->outcome) : SLICE("");
    return false;
}

static enum status read_ballots(struct meeting_read *meeting, struct store *store, int64_t before,
                                struct problem *problem)
{
    struct taking taking = {.meeting = meeting, .before = before};
    enum status status = query_meeting_ballots(store, meeting->body, meeting->index, take_place, &taking, problem);
    meeting->ballot = arena_array(&meeting->arena, taking.places, sizeof *meeting->ballot);
    taking.failed = taking.failed || !meeting->ballot;
    for (size_t i = 0; i < taking.places && status == STATUS_OK && !taking.failed; i++) {
        struct ballot_place place;
        status = query_ballot(store, meeting->body, taking.place[i], take_ballot, &taking, problem);
        if (status == STATUS_OK)
            status = query_ballot_place(store, meeting->body, taking.place[i], &place, problem);
        if (status == STATUS_OK && meeting->ballot[i].facts.has_result)
            meeting->ballot[i].decision = keep(&taking, slice_of(place.decision));
    }
    return status == STATUS_OK && taking.failed ? STATUS_NO_MEMORY : status;
}

/* All that is known to be paid, at most: whatever is a range counts with its upper end. */
static int64_t known_cost(const struct cost_matrix *cost)
{
    int64_t sum = 0;
    for (enum cost_payer payer = 0; payer < COST_PAYERS; payer++)
        sum += cost_total(cost, payer, COST_HORIZONS).high;
    return sum;
}

/* The index of the listed proposal that this one amends. */
static int64_t amended(const struct meeting_read *meeting, const struct meeting_topic *topic)
{
    struct digest id;
    bool amends = entry_hash(&topic->entry, "amends", &id);
    for (size_t i = 0; i < meeting->topics && amends; i++)
        if (meeting->topic[i].listed && digest_equal(&meeting->topic[i].id, &id))
            return meeting->topic[i].index;
    return AGENDA_NONE;
}

/* Puts the listed topics, which come first, into the order of voting. */
static enum status order_topics(struct meeting_read *meeting)
{
    size_t listed = 0;
    while (listed < meeting->topics && meeting->topic[listed].listed)
        listed++;
    struct agenda_item *item = arena_array(&meeting->arena, listed, sizeof *item);
    size_t *order = arena_array(&meeting->arena, listed, sizeof *order);
    struct meeting_topic *topic = arena_array(&meeting->arena, meeting->topics, sizeof *topic);
    if (!item || !order || !topic)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < listed; i++)
        item[i] = (struct agenda_item){.index = meeting->topic[i].index,
                                       .amends = amended(meeting, &meeting->topic[i]),
                                       .cost = known_cost(&meeting->topic[i].cost)};
    agenda_order(item, listed, order);
    for (size_t i = 0; i < meeting->topics; i++)
        topic[i] = meeting->topic[i < listed ? order[i] : i];
    meeting->topic = topic;
    return STATUS_OK;
}

static enum status read_topics(struct meeting_read *meeting, struct store *store, int64_t before,
                               struct problem *problem)
{
    struct taking taking = {.meeting = meeting, .before = before};
    enum status status = query_topics(store, meeting->body, meeting->index, before, take_topic, &taking, problem);
    if (status == STATUS_OK && taking.failed)
        status = STATUS_NO_MEMORY;
    for (size_t i = 0; i < meeting->topics && status == STATUS_OK; i++) {
        struct meeting_topic *topic = &meeting->topic[i];
        status = entry_read(store, meeting->body, topic->index, &meeting->arena, &topic->entry, problem);
        if (status == STATUS_OK)
            cost_read(&topic->entry, &topic->cost);
    }
    return status == STATUS_OK ? order_topics(meeting) : status;
}

enum status meeting_read_at(struct meeting_read *out, struct store *store, const struct found *meeting, int64_t before,
                            struct problem *problem)
{
    *out =
        (struct meeting_read){.body = meeting->body, .index = meeting->index, .id = meeting->id, .end = meeting->index};
    arena_init(&out->arena);
    struct taking taking = {.meeting = out, .before = before};
    enum status status = entry_read(store, out->body, out->index, &out->arena, &out->entry, problem);
    if (status == STATUS_OK)
        status = query_attendance(store, out->body, out->index, before, take_seat, &taking, problem);
    if (status == STATUS_OK && taking.failed)
        status = STATUS_NO_MEMORY;
    if (status == STATUS_OK)
        status = read_topics(out, store, before, problem);
    if (status == STATUS_OK)
        status = read_ballots(out, store, before, problem);
    if (status == STATUS_OK)
        reach(out, out->last);
    if (status == STATUS_OK)
        status = query_minutes(store, out->body, out->index, &out->minutes, &out->has_minutes, problem);
    return status == STATUS_NO_MEMORY ? problem_say(problem, status, NULL, NULL, NULL) : status;
}

enum status meeting_read(struct meeting_read *out, struct store *store, const struct found *meeting,
                         struct problem *problem)
{
    return meeting_read_at(out, store, meeting, INT64_MAX, problem);
}

void meeting_read_release(struct meeting_read *meeting)
{
    arena_release(&meeting->arena);
    *meeting = (struct meeting_read){.body = 0};
}
