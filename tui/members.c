#include "tui/members.h"

#include "core/body.h"
#include "core/fold.h"
#include "data/people.h"
#include "data/query.h"
#include "tui/app.h"

#include <stdlib.h>

enum { OFFICES_MAX = 256 }; /* more are left out */

struct reading {
    struct members *members;
    struct people people;
};

const struct place *members_focus(const struct members *members)
{
    return members->list.count ? &members->place[members->shown[members->list.focus]] : NULL;
}

void members_release(struct members *members)
{
    arena_release(&members->arena);
    free(members);
}

static struct place *new_place(struct members *members)
{
    return members->places < members->capacity ? &members->place[members->places++] : NULL;
}

/* The seat's line, by its id; offices get a line each. */
static struct place *place_of(struct members *members, const struct member_item *item)
{
    for (size_t i = 0; i < members->places && item->seat.length; i++)
        if (slice_equal(item->seat, members->place[i].seat))
            return &members->place[i];
    struct place *place = item->seat.length ? NULL : new_place(members);
    if (place) {
        const char *word = i18n_word(item->role);
        place->office = true;
        place->title = slice_of(word ? word : "");
    }
    return place;
}

static void add_deputy(struct members *members, struct place *place, struct slice name)
{
    struct buffer text;
    buffer_init(&text);
    buffer_add(&text, place->deputies);
    buffer_text(&text, text.length ? ", " : "");
    buffer_add(&text, name);
    if (buffer_status(&text) == STATUS_OK)
        place->deputies = arena_copy(&members->arena, buffer_slice(&text));
    buffer_release(&text);
}

static bool add_member(void *context, const struct member_item *item)
{
    const struct reading *reading = context;
    struct members *members = reading->members;
    struct place *place = place_of(members, item);
    struct slice person = people_find(&reading->people, item->name);
    if (!place)
        return true;
    if (slice_is(item->role, "deputy")) {
        add_deputy(members, place, person.length ? person : item->name);
        return true;
    }
    place->holder = arena_copy(&members->arena, item->name);
    place->person = arena_copy(&members->arena, person);
    place->vkey = arena_copy(&members->arena, item->vkey);
    return true;
}

static void add_seats(struct members *members, const struct body *body)
{
    const struct roll *roster = &body->roster;
    for (size_t i = 0; i < roster->seats; i++) {
        struct place *place = new_place(members);
        if (!place)
            return;
        place->seat = arena_copy(&members->arena, roster->seat[i].id);
        place->title = arena_copy(&members->arena, roster->seat[i].title);
        place->bench = arena_copy(&members->arena, roster->bench[roster->seat[i].bench].title);
        place->voting = roster->seat[i].voting;
    }
}

/* What a search looks at, folded as a search is. */
static enum status fold_place(struct members *members, struct place *place)
{
    const struct slice parts[] = {place->seat,   place->title,  place->bench,
                                  place->person, place->holder, place->deputies};
    struct buffer folded;
    buffer_init(&folded);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        fold_words(parts[i], &folded);
    enum status status = buffer_status(&folded);
    if (status == STATUS_OK)
        place->folded = arena_copy(&members->arena, buffer_slice(&folded));
    buffer_release(&folded);
    return status == STATUS_OK && !place->folded.at ? STATUS_NO_MEMORY : status;
}

static enum status read_places(struct members *members, struct app *app, const struct body *body)
{
    struct reading reading = {.members = members};
    /* An address book that cannot be read only means that no person is named. */
    if (people_read(app->session->people_path.at, &reading.people, NULL) != STATUS_OK)
        reading.people = (struct people){.count = 0};
    add_seats(members, body);
    enum status status =
        query_members(app_store(app), bodies_number(&members->bodies), NULL, add_member, &reading, &app->problem);
    for (size_t i = 0; i < members->places && status == STATUS_OK; i++)
        status = fold_place(members, &members->place[i]);
    people_release(&reading.people);
    return status;
}

enum status members_load(struct members *members, struct app *app)
{
    struct log *log;
    arena_release(&members->arena);
    members->places = members->capacity = 0;
    list_resize(&members->list, 0);
    enum status status = bodies_load(&members->bodies, app);
    if (status != STATUS_OK || !members->bodies.count)
        return status;
    status = ledger_log_number(app->session->ledger, bodies_number(&members->bodies), &log, &app->problem);
    if (status != STATUS_OK)
        return status;
    size_t capacity = log_body(log)->roster.seats + OFFICES_MAX;
    members->place = arena_array(&members->arena, capacity, sizeof *members->place);
    members->shown = arena_array(&members->arena, capacity, sizeof *members->shown);
    if (!members->place || !members->shown)
        return STATUS_NO_MEMORY;
    members->capacity = capacity;
    status = read_places(members, app, log_body(log));
    members_filter(members);
    return status;
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

void members_filter(struct members *members)
{
    struct buffer words;
    buffer_init(&words);
    fold_words(input_value(&members->search), &words);
    int64_t count = 0;
    for (size_t i = 0; i < members->places; i++)
        if (matches(&members->place[i], buffer_slice(&words)))
            members->shown[count++] = i;
    list_resize(&members->list, count);
    buffer_release(&words);
}
