#include "tui/inbox.h"
#include "data/role.h"

#include "core/checkpoint.h"
#include "core/entry.h"
#include "data/head.h"
#include "data/query.h"
#include "data/query_inbox.h"
#include "tui/app.h"

#include <stdlib.h>

enum { DONE_A_SEAT = 12 };

void inbox_release(struct inbox *inbox)
{
    inbox_meeting_release(&inbox->meeting);
    arena_release(&inbox->arena);
}

const struct inbox_item *inbox_focus(const struct inbox *inbox)
{
    const struct list *list = &inbox->list[inbox->focus];
    return list->count ? &inbox->item[inbox->focus][list->focus] : NULL;
}

bool inbox_has_list(const struct inbox *inbox, enum inbox_list list)
{
    bool votes = inbox->list[INBOX_DONE].count > 0;
    for (size_t i = 0; i < inbox->seats && !votes; i++)
        votes = slice_is(inbox->seat[i].role, "holder") || slice_is(inbox->seat[i].role, "deputy");
    return list != INBOX_DONE || votes;
}

/* A fresh item at the end of a list, or NULL where it is full. */
static struct inbox_item *add(struct inbox *inbox, enum inbox_list list)
{
    if (inbox->list[list].count == INBOX_MAX)
        return NULL;
    struct inbox_item *item = &inbox->item[list][inbox->list[list].count++];
    *item = (struct inbox_item){.proposal = -1};
    return item;
}

static bool take_ballot(void *context, const struct inbox_ballot *ballot)
{
    struct inbox *inbox = context;
    bool early = ballot->has_opens && ballot->opens > inbox->now;
    bool late = ballot->has_closes && ballot->closes < inbox->now;
    if (!ballot->secretary && (ballot->has_vote || early || late))
        return true;
    struct inbox_item *item = add(inbox, INBOX_TODO);
    if (!item)
        return false;
    item->task = ballot->secretary ? TASK_CLOSE : TASK_VOTE;
    item->body = ballot->body;
    item->has_ballot = true;
    item->ballot = ballot->id;
    item->has_time = ballot->has_closes;
    item->time = ballot->closes;
    item->number = arena_copy(&inbox->arena, ballot->number);
    item->title = arena_copy(&inbox->arena, ballot->title);
    return true;
}

static bool take_place(void *context, const struct inbox_place *place)
{
    struct inbox *inbox = context;
    inbox->seat[inbox->seats++] = (struct inbox_seat){.body = place->body,
                                                      .size = place->size,
                                                      .body_name = arena_copy(&inbox->arena, place->body_name),
                                                      .body_title = arena_copy(&inbox->arena, place->body_title),
                                                      .role = arena_copy(&inbox->arena, place->role),
                                                      .seat = arena_copy(&inbox->arena, place->seat),
                                                      .seat_title = arena_copy(&inbox->arena, place->seat_title)};
    return inbox->seats < INBOX_PLACES;
}

/* How far a vote is: decided, contained in a signed head, or stored. */
static struct slice vote_state(const struct inbox_vote *vote)
{
    if (slice_is(vote->state, "void"))
        return slice_of(_("void"));
    const char *outcome = vote->outcome.length ? i18n_word(vote->outcome) : NULL;
    if (outcome)
        return slice_of(outcome);
    return slice_of(vote->under_head ? _("under a signed head") : _("in the ledger"));
}

static bool take_vote(void *context, const struct inbox_vote *vote)
{
    struct inbox *inbox = context;
    struct inbox_item *item = add(inbox, INBOX_DONE);
    if (!item)
        return false;
    item->task = TASK_READ;
    item->body = vote->body;
    item->has_ballot = true;
    item->ballot = vote->ballot_id;
    item->has_time = true;
    item->time = vote->at;
    item->number = arena_copy(&inbox->arena, vote->number);
    item->title = arena_copy(&inbox->arena, vote->title);
    item->choice = arena_copy(&inbox->arena, i18n_choice(vote->choice));
    item->state = vote_state(vote);
    return true;
}

/* Who may add a signature to a pending entry: a secretary of its body, for a proposal somebody with a seat there. */
static bool may_sign(const struct inbox *inbox, const struct pending_item *pending, const struct entry *entry)
{
    size_t at = 0;
    bool may = false;
    struct slice who = slice_of(inbox->who);
    for (size_t i = 0; i < inbox->seats && !may; i++) {
        const struct inbox_seat *seat = &inbox->seat[i];
        may = seat->body == pending->body && entry->kind != KIND_PROPOSAL && slice_is(seat->role, "secretary");
        for (at = 0; entry->kind == KIND_PROPOSAL && seat->body == pending->body && !may;) {
            const struct field *field = entry_next(entry, "for", &at);
            if (!field)
                break;
            may = slice_equal(field->value, seat->seat);
        }
    }
    /* A founding has no body yet: its secretaries stand in its text. */
    for (at = 0; entry->kind == KIND_BODY && !may;) {
        const struct field *field = entry_next(entry, "secretary", &at);
        struct vkey vkey;
        if (!field)
            break;
        may = vkey_parse_again(field->value, &vkey) && slice_equal(vkey.name, who);
    }
    return may;
}

static bool has_signed(const struct inbox *inbox, const struct note *note)
{
    bool found = false;
    for (size_t i = 0; i < note->lines && !found; i++)
        found = slice_is(note->line[i].name, inbox->who);
    return found;
}

/* What a pending entry is about: its title, the proposal on which its ballot is, or who signed first. */
static struct slice pending_title(struct inbox *inbox, struct store *store, int64_t body, const struct entry *entry)
{
    struct slice title = entry_value(entry, "title");
    struct digest id;
    struct buffer name;
    int64_t proposal = -1;
    buffer_init(&name);
    if (!title.at && (entry_hash(entry, "ballot", &id) || entry_hash(entry, "proposal", &id)) &&
        query_inbox_subject(store, body, &id, &proposal, &name, NULL) == STATUS_OK && proposal >= 0)
        title = buffer_slice(&name);
    title = arena_copy(&inbox->arena, title.at ? title : entry->by);
    buffer_release(&name);
    return title;
}

struct reading {
    struct inbox *inbox;
    struct store *store;
};

static bool take_pending(void *context, const struct pending_item *pending)
{
    struct reading *reading = context;
    struct inbox *inbox = reading->inbox;
    struct note note;
    struct entry entry;
    struct arena arena;
    struct inbox_item *item = NULL;
    bool copy = false;
    arena_init(&arena);
    /* Anything else than a well-formed entry never gets there; it is passed over. */
    bool good = note_parse(pending->note, &note, NULL) == STATUS_OK &&
                entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK;
    if (good && pending->body && role_is_replica(reading->store, pending->body, &copy) == STATUS_OK && copy)
        inbox_take_waiting(inbox, pending->body, &entry);
    if (good && may_sign(inbox, pending, &entry) && !has_signed(inbox, &note))
        item = add(inbox, INBOX_TODO);
    if (item) {
        const char *kind = i18n_word(slice_of(kind_table(entry.kind)->name));
        item->task = TASK_APPROVE;
        item->body = pending->body;
        item->number = slice_of(kind ? kind : "");
        item->title = pending_title(inbox, reading->store, pending->body, &entry);
    }
    arena_release(&arena);
    return inbox->list[INBOX_TODO].count < INBOX_MAX;
}

/* The newest signed head of the body. One that cannot be read is not shown: the audit tells why. */
static enum status read_head(struct inbox *inbox, struct store *store, int64_t body)
{
    struct buffer bytes;
    struct note note;
    struct checkpoint head;
    uint64_t size;
    buffer_init(&bytes);
    enum status status = head_newest(store, body, &size, &bytes);
    inbox->has_head = status == STATUS_OK && size && note_parse(buffer_slice(&bytes), &note, NULL) == STATUS_OK &&
                      checkpoint_parse(note.text, &head, NULL) == STATUS_OK;
    if (inbox->has_head) {
        inbox->head_size = (int64_t)head.size;
        inbox->root = head.root;
    }
    buffer_release(&bytes);
    return status;
}

/* Without a place of one's own, what is new in all bodies is shown, and the head of the first. */
static bool take_body(void *context, const struct body_item *item)
{
    struct inbox *inbox = context;
    inbox->seat[inbox->seats++] = (struct inbox_seat){.body = item->number,
                                                      .size = item->size,
                                                      .body_name = arena_copy(&inbox->arena, item->name),
                                                      .body_title = arena_copy(&inbox->arena, item->title)};
    return inbox->seats < INBOX_PLACES;
}

/* Tasks and votes: only for somebody with a key. */
static enum status read_own(struct inbox *inbox, struct app *app)
{
    struct store *store = app_store(app);
    struct slice who = slice_of(inbox->who);
    struct reading reading = {.inbox = inbox, .store = store};
    enum status status = query_inbox_open(store, who, take_ballot, inbox, &app->problem);
    if (status == STATUS_OK)
        status = query_inbox_overdue(store, who, inbox->now, take_ballot, inbox, &app->problem);
    if (status == STATUS_OK)
        status = query_pending(store, take_pending, &reading, &app->problem);
    for (size_t i = 0; i < inbox->seats && status == STATUS_OK; i++) {
        const struct inbox_seat *seat = &inbox->seat[i];
        if (seat->seat.length)
            status =
                query_inbox_votes(store, seat->body, seat->seat, who, DONE_A_SEAT, take_vote, inbox, &app->problem);
    }
    return status;
}

static enum status read_bodies(struct inbox *inbox, struct app *app)
{
    struct store *store = app_store(app);
    enum status status = STATUS_OK;
    bool own = inbox->seats > 0;
    if (!own)
        status = query_bodies(store, take_body, inbox, &app->problem);
    for (size_t i = 0; i < inbox->seats && status == STATUS_OK; i++)
        if (i == 0 || inbox->seat[i].body != inbox->seat[i - 1].body)
            status = inbox_read_news(inbox, app, inbox->seat[i].body);
    for (size_t i = 0; i < inbox->seats && status == STATUS_OK; i++)
        if (i == 0 || inbox->seat[i].body != inbox->seat[i - 1].body)
            status = inbox_meeting_read(&inbox->meeting, app, inbox->seat[i].body);
    inbox->has_body = inbox->seats > 0;
    if (status == STATUS_OK && inbox->has_body) {
        inbox->entries = inbox->seat[0].size;
        status = role_is_replica(store, inbox->seat[0].body, &inbox->copy) == STATUS_OK
                     ? read_head(inbox, store, inbox->seat[0].body)
                     : store_problem(store, &app->problem);
    }
    if (!own)
        inbox->seats = 0;
    return status;
}

/* An arena that is filled anew; the selection is kept in the lists. */
static enum status begin(struct inbox *inbox, const struct app *app)
{
    arena_release(&inbox->arena);
    inbox_meeting_release(&inbox->meeting);
    inbox->seats = 0;
    inbox->visited = inbox->fresh = inbox->waiting = 0;
    inbox->now = app->now.seconds;
    memcpy(inbox->who, app->who, sizeof inbox->who);
    memcpy(inbox->person, app->person, sizeof inbox->person);
    inbox->has_key = inbox->who[0] != '\0';
    inbox->seat = arena_array(&inbox->arena, INBOX_PLACES, sizeof *inbox->seat);
    bool complete = inbox->seat != NULL;
    for (unsigned i = 0; i < INBOX_LISTS; i++) {
        inbox->item[i] = arena_array(&inbox->arena, INBOX_MAX, sizeof *inbox->item[i]);
        inbox->list[i].count = 0;
        complete = complete && inbox->item[i];
    }
    return complete ? STATUS_OK : STATUS_NO_MEMORY;
}

static bool is_same(const struct inbox_item *a, const struct inbox_item *b)
{
    return a->task == b->task && a->body == b->body && a->index == b->index && a->proposal == b->proposal &&
           a->has_ballot == b->has_ballot && (!a->has_ballot || digest_equal(&a->ballot, &b->ballot));
}

/* What is new comes above: the focus goes with its item. What is gone leaves it where it was. */
static void find_again(struct inbox *inbox, enum inbox_list which, const struct inbox_item *focused)
{
    struct list *list = &inbox->list[which];
    int64_t old = list->focus;
    list_resize(list, list->count);
    if (old < list->count && is_same(&inbox->item[which][old], focused))
        return;
    for (int64_t i = 0; i < list->count; i++) {
        if (is_same(&inbox->item[which][i], focused)) {
            list->focus = i;
            return;
        }
    }
}

enum status inbox_load(struct inbox *inbox, struct app *app)
{
    struct vkey vkey;
    struct inbox_item focused[INBOX_LISTS] = {{.body = 0}};
    for (unsigned i = 0; i < INBOX_LISTS; i++)
        if (inbox->list[i].focus < inbox->list[i].count)
            focused[i] = inbox->item[i][inbox->list[i].focus];
    enum status status = begin(inbox, app);
    if (status == STATUS_OK && inbox->has_key && session_key_name(app->session, &vkey) == STATUS_OK)
        inbox->key_id = vkey.id;
    if (status == STATUS_OK && inbox->has_key)
        status = query_inbox_places(app_store(app), slice_of(inbox->who), take_place, inbox, &app->problem);
    if (status == STATUS_OK && inbox->has_key)
        status = read_own(inbox, app);
    if (status == STATUS_OK)
        status = read_bodies(inbox, app);
    for (unsigned i = 0; i < INBOX_LISTS; i++) {
        if (status != STATUS_OK)
            list_resize(&inbox->list[i], 0);
        else
            find_again(inbox, (enum inbox_list)i, &focused[i]);
    }
    /* With another key a list may be gone. */
    if (!inbox_has_list(inbox, inbox->focus))
        inbox->focus = INBOX_TODO;
    return status;
}
