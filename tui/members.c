#include "tui/members.h"

#include "core/fold.h"
#include "tui/app.h"
#include "tui/roster_place.h"

#include <stdlib.h>

const struct place *members_at(const struct members *members, int64_t index)
{
    const struct roster_sheet *sheet = &members->sheet;
    int64_t at = members->window ? index - members->first : index;
    if (index < 0 || index >= members->list.count)
        return NULL;
    if (!members->window)
        return &sheet->place[members->shown[index]];
    if (index >= members->seats)
        return &members->offices.place[index - members->seats];
    return at >= 0 && at < (int64_t)sheet->places ? &sheet->place[at] : NULL;
}

const struct place *members_focus(const struct members *members)
{
    return members_at(members, members->list.focus);
}

void members_release(struct members *members)
{
    roster_reading_free(members->reading);
    roster_sheet_release(&members->sheet);
    roster_sheet_release(&members->offices);
    buffer_release(&members->as);
    free(members->shown);
    free(members);
}

static bool take_event(void *context, const struct roster_entry *entry)
{
    struct members_event *event = context;
    event->there = entry->what.length < sizeof event->what;
    if (event->there)
        memcpy(event->what, entry->what.at, entry->what.length);
    event->index = entry->index;
    event->at = entry->at;
    return false;
}

/* Looks up the entries behind the selected line. */
static enum status explain(struct members *members, struct app *app)
{
    const struct place *place = members_focus(members);
    struct members_event *const events[] = {&members->seat, &members->held, &members->held_until, &members->key};
    const int64_t none = -1;
    const int64_t *const indexes[] = {place ? &place->lasts.since : &none, place ? &place->held.since : &none,
                                      place ? &place->held.until : &none, place ? &place->key.since : &none};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof events / sizeof events[0] && status == STATUS_OK; i++) {
        *events[i] = (struct members_event){.there = false};
        if (*indexes[i] >= 0)
            status = query_roster_change(app_store(app), bodies_number(&members->bodies), *indexes[i], take_event,
                                         events[i], &app->problem);
    }
    return status;
}

/* Takes over all lines, if they could be read. */
static enum status show(struct members *members, struct roster_sheet *sheet)
{
    if (sheet->places > members->room) {
        size_t *grown = realloc(members->shown, sheet->places * sizeof *grown);
        if (!grown) {
            roster_sheet_release(sheet);
            return STATUS_NO_MEMORY;
        }
        members->shown = grown;
        members->room = sheet->places;
    }
    roster_sheet_release(&members->sheet);
    roster_sheet_release(&members->offices);
    members->sheet = *sheet;
    members->window = false;
    return members_filter(members);
}

static struct roster_source source_of(const struct members *members, struct app *app)
{
    return (struct roster_source){app_store(app), bodies_number(&members->bodies), members->place,
                                  app->session->people_path.at};
}

/* The id of the seat in that line: it is in the window, or so many lines before that, or before the end. */
static enum status id_at(const struct members *members, const struct roster_source *source, int64_t index,
                         struct buffer *out, struct problem *problem)
{
    const struct place *known = members->window && index < members->seats ? members_at(members, index) : NULL;
    const struct place *top = members->window && members->sheet.places ? members->sheet.place : NULL;
    bool before = top && index < members->first;
    if (index == 0)
        return STATUS_OK;
    if (known) {
        buffer_add(out, known->seat);
        return buffer_status(out);
    }
    return query_roster_before(source->store, source->body, source->place, before ? top->seat : SLICE(""),
                               (before ? members->first : members->seats) - index, out, problem);
}

/* Reads the lines around the focus. */
static enum status read_window(struct members *members, struct app *app, int64_t rows)
{
    struct roster_sheet sheet;
    struct buffer from;
    struct roster_source source = source_of(members, app);
    int64_t last = members->seats > rows ? members->seats - rows : 0, first = members->list.focus - rows / 2;
    first = first < 0 ? 0 : first < last ? first : last;
    buffer_init(&from);
    enum status status = id_at(members, &source, first, &from, &app->problem);
    if (status == STATUS_OK) {
        status = roster_sheet_seats(&sheet, &source, buffer_slice(&from), rows, &app->problem);
        if (status == STATUS_OK) {
            roster_sheet_release(&members->sheet);
            members->sheet = sheet;
            members->first = first;
        } else {
            roster_sheet_release(&sheet);
        }
    }
    buffer_release(&from);
    return status;
}

/* A window with the focus where it was; the offices are few, they are all there. */
static enum status open_window(struct members *members, struct app *app)
{
    struct roster_sheet offices;
    struct roster_source source = source_of(members, app);
    int64_t focus = members->list.focus;
    enum status status = roster_sheet_offices(&offices, &source, &app->problem);
    if (status != STATUS_OK) {
        roster_sheet_release(&offices);
        return status;
    }
    roster_sheet_release(&members->sheet);
    roster_sheet_release(&members->offices);
    members->offices = offices;
    members->window = true;
    list_resize(&members->list, members->seats + (int64_t)offices.places);
    members->list.focus = focus < members->list.count ? focus : members->list.count - 1;
    return read_window(members, app, MEMBERS_AT_ONCE);
}

static enum status read_all(struct members *members, struct app *app)
{
    struct roster_sheet sheet;
    struct roster_source source = source_of(members, app);
    enum status status = roster_sheet_read(&sheet, &source, &app->problem);
    if (status == STATUS_OK)
        return show(members, &sheet);
    roster_sheet_release(&sheet);
    return status;
}

static bool searches(const struct members *members)
{
    return members->typing || members->search.length > 0;
}

static void stop_reading(struct members *members, struct app *app)
{
    if (members->reading)
        app_work_end(app);
    roster_reading_free(members->reading);
    members->reading = NULL;
}

enum status members_load(struct members *members, struct app *app)
{
    enum status status = bodies_load(&members->bodies, app);
    if (status != STATUS_OK || !members->bodies.count)
        return status;
    int64_t body = bodies_number(&members->bodies);
    if (!members->past)
        members->place = bodies_size(&members->bodies);
    status = query_roster_count(app_store(app), body, members->place, &members->seats, &app->problem);
    stop_reading(members, app);
    bool large = members->seats > MEMBERS_AT_ONCE, keeps = searches(members) && members->sheet.places;
    if (status == STATUS_OK && !large)
        status = read_all(members, app);
    /* What a search has left of a large body stays until all of it is read anew. */
    if (status == STATUS_OK && large && !keeps)
        status = open_window(members, app);
    /* At once, not when somebody begins to search: a letter typed then finds it done. */
    if (status == STATUS_OK && large)
        status = roster_reading_start(&members->reading, app, body, members->place);
    return status == STATUS_OK ? explain(members, app) : status;
}

enum status members_search(struct members *members, struct app *app)
{
    if (!members->window || members->reading || !searches(members))
        return STATUS_OK;
    return roster_reading_start(&members->reading, app, bodies_number(&members->bodies), members->place);
}

enum status members_follow(struct members *members, struct app *app)
{
    int64_t rows = app->area.rows > 0 ? app->area.rows : 1, from = members->list.focus - rows,
            to = members->list.focus + rows;
    int64_t end = members->first + (int64_t)members->sheet.places;
    bool there = (from >= members->first || members->first == 0) && (to <= end || end == members->seats);
    enum status status = STATUS_OK;
    if (members->window && !there)
        status = read_window(members, app, rows > MEMBERS_AT_ONCE / 3 ? 3 * rows : MEMBERS_AT_ONCE);
    return status == STATUS_OK ? explain(members, app) : status;
}

enum status members_go(struct members *members, struct app *app, struct slice text, struct problem *problem)
{
    int64_t place = 0;
    if (!members->bodies.count)
        return STATUS_OK;
    enum status status = STATUS_OK;
    if (text.length)
        status = roster_place(app_store(app), bodies_number(&members->bodies), bodies_size(&members->bodies), text,
                              &place, problem);
    if (status != STATUS_OK)
        return status;
    members->past = text.length > 0;
    members->place = place;
    buffer_clear(&members->as);
    buffer_add(&members->as, text);
    roster_sheet_release(&members->sheet);
    members->window = false;
    list_resize(&members->list, 0);
    status = members_load(members, app);
    *problem = app->problem;
    return status;
}

bool members_take(struct members *members, struct app *app)
{
    struct roster_sheet sheet;
    struct problem problem;
    if (!roster_reading_take(&members->reading, app, &sheet, &problem))
        return false;
    enum status status = problem.status;
    if (status == STATUS_OK)
        status = show(members, &sheet);
    if (status == STATUS_OK)
        status = explain(members, app);
    if (status != STATUS_OK) {
        problem.status = status;
        app_fail(app, &problem);
    }
    return true;
}

static bool matches(const struct place *place, struct slice words)
{
    bool all = true;
    while (all && words.length) {
        struct slice word = slice_cut(&words, ' ');
        all =
            !word.length || (place->folded.at && memmem(place->folded.at, place->folded.length, word.at, word.length));
    }
    return all;
}

enum status members_filter(struct members *members)
{
    struct buffer words;
    if (members->window)
        return STATUS_OK;
    buffer_init(&words);
    fold_words(input_value(&members->search), &words);
    int64_t count = 0;
    for (size_t i = 0; i < members->sheet.places; i++)
        if (matches(&members->sheet.place[i], buffer_slice(&words)))
            members->shown[count++] = i;
    list_resize(&members->list, count);
    enum status status = buffer_status(&words);
    buffer_release(&words);
    return status;
}
