#include "tui/members.h"

#include "core/fold.h"
#include "tui/app.h"
#include "tui/roster_place.h"

#include <stdlib.h>

const struct place *members_focus(const struct members *members)
{
    return members->list.count ? &members->sheet.place[members->shown[members->list.focus]] : NULL;
}

void members_release(struct members *members)
{
    roster_reading_free(members->reading);
    roster_sheet_release(&members->sheet);
    buffer_release(&members->as);
    free(members->shown);
    free(members);
}

/* Takes over what was read, if it could be. */
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
    members->sheet = *sheet;
    return members_filter(members);
}

enum status members_load(struct members *members, struct app *app)
{
    struct log *log;
    struct roster_sheet sheet;
    enum status status = bodies_load(&members->bodies, app);
    if (status != STATUS_OK || !members->bodies.count)
        return status;
    int64_t body = bodies_number(&members->bodies);
    status = ledger_log_number(app->session->ledger, body, &log, &app->problem);
    if (status != STATUS_OK)
        return status;
    if (!members->past)
        members->place = (int64_t)log_size(log);
    status = roster_sheet_read(&sheet, app_store(app), body, members->place, app->session->people_path.at,
                               MEMBERS_AT_ONCE, &app->problem);
    if (status != STATUS_OK) {
        roster_sheet_release(&sheet);
        return status;
    }
    /* What is shown of a large body stays until all of it is read anew. */
    bool complete = sheet.complete, keeps = !complete && members->sheet.places > sheet.places;
    if (keeps)
        roster_sheet_release(&sheet);
    else
        status = show(members, &sheet);
    if (status == STATUS_OK && !complete)
        status = roster_reading_start(&members->reading, app, body, members->place);
    return status == STATUS_OK ? members_explain(members, app) : status;
}

enum status members_go(struct members *members, struct app *app, struct slice text, struct problem *problem)
{
    struct log *log;
    int64_t place = 0;
    if (!members->bodies.count)
        return STATUS_OK;
    enum status status = ledger_log_number(app->session->ledger, bodies_number(&members->bodies), &log, problem);
    if (status == STATUS_OK && text.length)
        status = roster_place(app_store(app), log, text, &place, problem);
    if (status != STATUS_OK)
        return status;
    members->past = text.length > 0;
    members->place = place;
    buffer_clear(&members->as);
    buffer_add(&members->as, text);
    roster_sheet_release(&members->sheet);
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
        status = members_explain(members, app);
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

enum status members_explain(struct members *members, struct app *app)
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
