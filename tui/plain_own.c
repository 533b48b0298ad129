/* Plain mode: lists of what is the key's own: what is to be done, its votes, its seats; and the keys themselves. */
#include "core/entry.h"
#include "core/note.h"
#include "data/ballot_facts.h"
#include "data/query_inbox.h"
#include "tui/i18n.h"
#include "tui/plain_lists.h"
#include "tui/plain_menus.h"

enum { PLACES_MAX = 16, VOTES_A_SEAT = 50 };

struct reading {
    struct plain *plain;
    struct plain_list *list;
    struct slice who;
    bool secretary; /* of some body */
    int64_t now;
    struct {
        int64_t body;
        struct slice name, seat;
    } place[PLACES_MAX];
    size_t places;
    size_t place_now;
    int64_t body; /* only its seats; 0: all */
};

static bool take_place(void *context, const struct inbox_place *item)
{
    struct reading *reading = context;
    struct arena *arena = &reading->list->arena;
    reading->secretary = reading->secretary || slice_is(item->role, "secretary");
    if (reading->places < PLACES_MAX && item->seat.length) {
        reading->place[reading->places].body = item->body;
        reading->place[reading->places].name = arena_copy(arena, item->body_name);
        reading->place[reading->places++].seat = arena_copy(arena, item->seat);
    }
    return true;
}

/* Who one is, and where one has a place. */
static enum status begin(struct plain *plain, struct plain_list *list, struct reading *out)
{
    struct session *session = plain->session;
    struct vkey vkey;
    *out = (struct reading){.plain = plain, .list = list, .now = session_now().seconds};
    enum status status = session_key_name(session, &vkey);
    if (status != STATUS_OK)
        return status;
    out->who = arena_copy(&list->arena, vkey.name);
    return out->who.at ? query_inbox_places(ledger_store(session->ledger), out->who, take_place, out, &session->problem)
                       : STATUS_NO_MEMORY;
}

static bool take_open(void *context, const struct inbox_ballot *item)
{
    struct reading *reading = context;
    bool early = item->has_opens && item->opens > reading->now;
    bool late = item->has_closes && item->closes < reading->now;
    if (!item->secretary && (item->has_vote || early || late))
        return true;
    struct plain_row *row = plain_list_add(reading->list);
    struct buffer time;
    buffer_init(&time);
    i18n_time(item->closes, &time);
    plain_row_know_id(reading->list, row, "ballot", &item->id);
    plain_row_know(reading->list, row, "number", item->number);
    plain_row_label(reading->list, row, item->secretary ? _("Close: {1}, {2}") : _("Vote: {1}, {2}"), item->number,
                    item->title);
    if (item->seat.length)
        plain_row_label(reading->list, row, _("; for the seat {1}"), item->seat, SLICE(""));
    if (item->has_closes)
        plain_row_label(reading->list, row, _("; open until {1}"), buffer_slice(&time), SLICE(""));
    if (row)
        row->menu = &plain_menu_ballot;
    buffer_release(&time);
    return !plain_list_full(reading->list);
}

enum status plain_inbox(struct plain *plain, const struct plain_known *known, struct plain_list *list)
{
    struct reading reading;
    enum status status = begin(plain, list, &reading);
    struct store *store = ledger_store(plain->session->ledger);
    struct problem *problem = &plain->session->problem;
    if (status == STATUS_OK)
        status = query_inbox_open(store, reading.who, take_open, &reading, problem);
    if (status == STATUS_OK)
        status = query_inbox_overdue(store, reading.who, reading.now, take_open, &reading, problem);
    size_t before = list->count;
    if (status == STATUS_OK && reading.secretary)
        status = plain_pendings(plain, known, list);
    for (size_t i = before; i < list->count; i++)
        list->row[i].menu = &plain_menu_pending;
    return status;
}

/* How far a vote is: decided, under a signed head, or in the ledger. */
static const char *vote_state(const struct inbox_vote *vote)
{
    if (slice_is(vote->state, "void"))
        return _("void");
    const char *outcome = vote->outcome.length ? i18n_word(vote->outcome) : NULL;
    return outcome ? outcome : vote->under_head ? _("under a signed head") : _("in the ledger");
}

static bool take_vote(void *context, const struct inbox_vote *vote)
{
    struct reading *reading = context;
    struct plain_list *list = reading->list;
    struct plain_row *row = plain_list_add(list);
    struct buffer time;
    buffer_init(&time);
    i18n_time(vote->at, &time);
    plain_row_know_id(list, row, "ballot", &vote->ballot_id);
    plain_row_know(list, row, "number", vote->number);
    plain_row_know(list, row, "body", reading->place[reading->place_now].name);
    plain_row_know(list, row, "seat", reading->place[reading->place_now].seat);
    plain_row_know_number(list, row, "place", vote->index);
    plain_row_label(list, row, "{1}, {2}", vote->number, vote->title);
    plain_row_label(list, row, _("; your vote: {1}, {2}"), i18n_choice(vote->choice), buffer_slice(&time));
    plain_row_label(list, row, _("; state: {1}"), slice_of(vote_state(vote)), SLICE(""));
    buffer_release(&time);
    return !plain_list_full(list);
}

enum status plain_votes(struct plain *plain, const struct plain_known *known, struct plain_list *list)
{
    (void)known;
    struct reading reading;
    enum status status = begin(plain, list, &reading);
    for (; status == STATUS_OK && reading.place_now < reading.places && !plain_list_full(list); reading.place_now++)
        status = query_inbox_votes(ledger_store(plain->session->ledger), reading.place[reading.place_now].body,
                                   reading.place[reading.place_now].seat, reading.who, VOTES_A_SEAT, take_vote,
                                   &reading, &plain->session->problem);
    return status;
}

/* The body that a question is about: that of the ballot or proposal, else the one that is named. */
static enum status body_of(struct plain *plain, const struct plain_known *known, int64_t *out)
{
    struct session *session = plain->session;
    struct store *store = ledger_store(session->ledger);
    struct slice ballot = plain_known_value(known, SLICE("ballot")),
                 proposal = plain_known_value(known, SLICE("proposal")),
                 meeting = plain_known_value(known, SLICE("meeting")), body = plain_known_value(known, SLICE("body"));
    struct found found = {.body = 0};
    enum status status = STATUS_OK;
    if (ballot.at)
        status = query_find_ballot(store, ballot.at, &found, &session->problem);
    else if (proposal.at)
        status = query_find_proposal(store, proposal.at, &found, &session->problem);
    else if (meeting.at)
        status = query_find_meeting(store, meeting.at, &found, &session->problem);
    else if (body.at)
        status = query_find_body(store, body.at, &found, &session->problem);
    *out = found.body;
    return status;
}

enum status plain_seats(struct plain *plain, const struct plain_known *known, struct plain_list *list)
{
    struct reading reading;
    int64_t body = 0;
    enum status status = begin(plain, list, &reading);
    if (status == STATUS_OK)
        status = body_of(plain, known, &body);
    for (size_t i = 0; i < reading.places && status == STATUS_OK; i++) {
        if (body && reading.place[i].body != body)
            continue;
        struct plain_row *row = plain_list_add(list);
        plain_row_know(list, row, "seat", reading.place[i].seat);
        plain_row_label(list, row, "{1}", reading.place[i].seat, SLICE(""));
    }
    return status;
}

enum status plain_keys(struct plain *plain, const struct plain_known *known, struct plain_list *list)
{
    (void)known;
    struct arena arena;
    struct keyring_entry *keys;
    size_t count = 0;
    arena_init(&arena);
    enum status status = keyring_list(&plain->session->keyring, &arena, &keys, &count, &plain->session->problem);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        if (keys[i].problem)
            continue;
        struct plain_row *row = plain_list_add(list);
        plain_row_know(list, row, "key", keys[i].label);
        plain_row_label(list, row, "{1}", keys[i].label, SLICE(""));
    }
    arena_release(&arena);
    return status;
}
