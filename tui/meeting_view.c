#include "tui/meeting_view.h"

#include "data/entry_read.h"

#include <stdlib.h>

static bool take_item(void *context, const struct meeting_item *item)
{
    struct meeting_view *view = context;
    view->phase = meeting_phase(item, view->now);
    return false;
}

static bool take_number(void *context, const struct meeting_item *item)
{
    buffer_add(context, item->number);
    return false;
}

/* The number of the earlier meeting, where this one calls it again. */
static enum status read_again(struct meeting_view *view, struct app *app)
{
    struct digest id;
    struct found found;
    char hex[DIGEST_HEX_LENGTH + 1];
    buffer_clear(&view->again);
    if (!entry_hash(&view->read.entry, "again", &id))
        return STATUS_OK;
    digest_hex(&id, hex);
    enum status status = query_find_meeting(app_store(app), hex, &found, &app->problem);
    if (status == STATUS_OK)
        status = query_meetings(app_store(app), found.body, found.index, take_number, &view->again, &app->problem);
    return status;
}

/* Where each topic stands on the secretary's agenda. */
static enum status read_positions(struct meeting_view *view)
{
    view->call = arena_array(&view->read.arena, view->read.topics, sizeof *view->call);
    view->position = arena_array(&view->read.arena, view->read.topics, sizeof *view->position);
    if (!view->call || !view->position)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < view->read.topics; i++) {
        size_t at = 0, place = 0;
        for (const struct field *field; (field = entry_next(&view->read.entry, "item", &at));) {
            struct digest id;
            place++;
            if (digest_from_hex(field->value, &id) && digest_equal(&id, &view->read.topic[i].id))
                view->position[i] = place;
        }
    }
    return STATUS_OK;
}

/* The strictest of the calls: what the first ballot needs, the others need at most. */
static uint32_t first_call(const struct meeting_view *view)
{
    int64_t least = view->read.topics ? view->call[0] : 1;
    for (size_t i = 1; i < view->read.topics; i++)
        least = view->call[i] < least ? view->call[i] : least;
    return (uint32_t)least;
}

static void release_reading(struct meeting_view *view)
{
    if (!view->loaded)
        return;
    meeting_quorum_release(&view->quorum);
    meeting_read_release(&view->read);
    view->loaded = false;
}

const char *const meeting_states[MEETING_STATES] = {"present", "excused", "left"};

/* The seat's title, or its id where the body has it no more; to the names of its bench and state. */
static void add_name(const struct meeting_view *view, const struct meeting_seat *recorded, struct buffer *names)
{
    const struct roll *roll = &view->quorum.roll;
    size_t at = roll_seat_find(roll, recorded->seat), state = 0;
    while (state < MEETING_STATES && !slice_is(recorded->state, meeting_states[state]))
        state++;
    if (at == ROLL_NONE || state == MEETING_STATES)
        return;
    struct buffer *out = &names[roll->seat[at].bench * MEETING_STATES + state];
    buffer_text(out, out->length ? ", " : "");
    buffer_add(out, roll->seat[at].title.length ? roll->seat[at].title : recorded->seat);
}

/* Once, not whenever the screen is painted: there may be thousands. */
static enum status read_names(struct meeting_view *view)
{
    size_t count = view->quorum.roll.benches * MEETING_STATES;
    struct buffer *names = calloc(count + 1, sizeof *names);
    view->names = arena_array(&view->read.arena, count, sizeof *view->names);
    enum status status = names && view->names ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t i = 0; i < view->read.seats && status == STATUS_OK; i++)
        add_name(view, &view->read.seat[i], names);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        view->names[i] = arena_copy(&view->read.arena, buffer_slice(&names[i]));
        status = view->names[i].at ? buffer_status(&names[i]) : STATUS_NO_MEMORY;
    }
    for (size_t i = 0; names && i < count; i++)
        buffer_release(&names[i]);
    free(names);
    return status;
}

static enum status read_all(struct meeting_view *view, struct app *app, struct log *log)
{
    struct store *store = app_store(app);
    const struct found found = {.body = view->place.body, .index = view->place.index};
    enum status status = meeting_read(&view->read, store, &found, &app->problem);
    if (status == STATUS_OK)
        status = read_positions(view);
    if (status == STATUS_OK)
        status = meeting_calls(log, &view->read, view->call, &app->problem);
    if (status == STATUS_OK)
        status = query_meetings(store, found.body, found.index, take_item, view, &app->problem);
    /* Who has come into a seat since was not there, and who has left it was. */
    int64_t place = view->phase >= PHASE_OVER && view->read.last ? view->read.last : (int64_t)log_size(log);
    if (status == STATUS_OK)
        status = meeting_quorum_make(&view->quorum, log, &view->read, place, first_call(view), &app->problem);
    if (status == STATUS_OK)
        status = read_names(view);
    if (status == STATUS_OK)
        status = read_again(view, app);
    return status;
}

enum status meeting_view_load(struct meeting_view *view, struct app *app)
{
    struct log *log;
    release_reading(view);
    view->now = app->now.seconds;
    view->loaded = true;
    view->read = (struct meeting_read){.body = view->place.body};
    view->quorum = (struct meeting_quorum){.rules = 0};
    enum status status = ledger_log_number(app->session->ledger, view->place.body, &log, &app->problem);
    if (status == STATUS_OK)
        status = read_all(view, app, log);
    if (status == STATUS_OK)
        status = own_places_read(&view->own, app, view->place.body);
    if (status == STATUS_OK) {
        view->read.id = entry_id(&view->read.entry);
        buffer_clear(&view->text);
        entry_plain_text(&view->read.entry, &view->text);
        status = buffer_status(&view->text);
    }
    if (status != STATUS_OK)
        view->read.topics = view->read.seats = 0;
    list_resize(&view->list, (int64_t)view->read.topics);
    return status;
}

void meeting_view_release(struct meeting_view *view)
{
    release_reading(view);
    buffer_release(&view->text);
    buffer_release(&view->again);
}

const struct meeting_topic *meeting_view_topic(const struct meeting_view *view)
{
    return view->list.count ? &view->read.topic[view->list.focus] : NULL;
}

const struct meeting_ballot *meeting_view_ballot(const struct meeting_view *view, const struct meeting_topic *topic)
{
    for (size_t i = view->read.ballots; i > 0; i--)
        if (view->read.ballot[i - 1].facts.proposal == topic->index)
            return &view->read.ballot[i - 1];
    return NULL;
}

struct slice meeting_view_value(const struct meeting_view *view, const char *name)
{
    struct slice value = entry_value(&view->read.entry, name);
    return value.at ? value : SLICE("");
}
