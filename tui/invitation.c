#include "tui/invitation.h"

#include "data/compose_meeting.h"
#include "data/meeting_read.h"
#include "tui/format.h"
#include "tui/screen_sign.h"
#include "tui/when.h"

void invitation_release(struct invitation *invitation)
{
    arena_release(&invitation->arena);
    buffer_release(&invitation->again);
    buffer_release(&invitation->text);
    for (size_t i = 0; i < INVITE_FIELDS; i++)
        buffer_release(&invitation->resolved[i]);
}

static bool take(void *context, const struct proposal_item *item)
{
    struct invitation *invitation = context;
    if (value_word("adopted|superseded|withdrawn|voting", item->state) >= 0)
        return true;
    struct invitation_item *out = &invitation->item[invitation->items++];
    *out = (struct invitation_item){.id = item->id,
                                    .number = arena_copy(&invitation->arena, item->number),
                                    .title = arena_copy(&invitation->arena, item->title),
                                    .state = arena_copy(&invitation->arena, item->state)};
    return invitation->items < INVITATION_ITEMS;
}

static size_t find_item(const struct invitation *invitation, const struct digest *id)
{
    size_t at = 0;
    while (at < invitation->items && !digest_equal(&invitation->item[at].id, id))
        at++;
    return at;
}

/* The earlier meeting's number, and its agenda as far as it is undecided. */
static enum status read_again(struct app *app, struct invitation *invitation)
{
    struct meeting_read read;
    const struct found found = {.body = invitation->place.body, .index = invitation->place.again};
    enum status status = meeting_read(&read, app_store(app), &found, &app->problem);
    if (status == STATUS_OK) {
        invitation->again_id = entry_id(&read.entry);
        buffer_add(&invitation->again, entry_value(&read.entry, "number"));
        input_paste(&invitation->field[INVITE_TITLE], entry_value(&read.entry, "title"));
        input_paste(&invitation->field[INVITE_PLACE], entry_value(&read.entry, "place"));
        input_paste(&invitation->field[INVITE_CHAIR], entry_value(&read.entry, "chair"));
        size_t at = 0;
        for (const struct field *field; (field = entry_next(&read.entry, "item", &at));) {
            struct digest id;
            size_t item = digest_from_hex(field->value, &id) ? find_item(invitation, &id) : invitation->items;
            if (item < invitation->items)
                invitation_mark(invitation, item);
        }
        invitation->list.focus = 0;
    }
    meeting_read_release(&read);
    return status;
}

static enum status read_items(struct app *app, struct invitation *invitation)
{
    const struct proposal_filter filter = {.body = invitation->place.body};
    invitation->items = invitation->marked = 0;
    invitation->item = arena_array(&invitation->arena, INVITATION_ITEMS, sizeof *invitation->item);
    if (!invitation->item)
        return STATUS_NO_MEMORY;
    return query_proposals(app_store(app), &filter, take, invitation, &app->problem);
}

enum status invitation_refresh(struct app *app, struct invitation *invitation)
{
    struct invitation before = *invitation;
    arena_init(&invitation->arena);
    enum status status = read_items(app, invitation);
    if (status != STATUS_OK) {
        arena_release(&invitation->arena);
        invitation->arena = before.arena;
        invitation->item = before.item;
        invitation->items = before.items;
        invitation->marked = before.marked;
        return status;
    }
    for (size_t i = 0; i < before.marked; i++) {
        size_t item = find_item(invitation, &before.item[i].id);
        if (item < invitation->items)
            invitation_mark(invitation, item);
    }
    invitation->list.focus = before.list.focus;
    if (before.items) {
        size_t focus = find_item(invitation, &before.item[before.list.focus].id);
        invitation->list.focus = focus < invitation->items ? (int64_t)focus : before.list.focus;
    }
    list_resize(&invitation->list, (int64_t)invitation->items);
    arena_release(&before.arena);
    return STATUS_OK;
}

enum status invitation_load(struct app *app, struct invitation *invitation)
{
    enum status status = read_items(app, invitation);
    list_resize(&invitation->list, (int64_t)invitation->items);
    if (status == STATUS_OK && invitation->place.again >= 0)
        status = read_again(app, invitation);
    return status;
}

/* A moment, or how it is written. */
static void resolve_time(struct invitation *invitation, enum invitation_field field, struct instant from,
                         struct instant *out, const char *how)
{
    struct buffer *resolved = &invitation->resolved[field];
    struct slice text = input_value(&invitation->field[field]);
    buffer_clear(resolved);
    invitation->understood[field] = text.length && when_parse(text, from, out);
    if (invitation->understood[field])
        format_moment(out->seconds, resolved);
    else
        buffer_text(resolved, how);
}

/* The seat's title. Without one the chair is the statute's; a log that cannot be read is told of at the next step. */
static void resolve_chair(struct app *app, struct invitation *invitation)
{
    struct buffer *resolved = &invitation->resolved[INVITE_CHAIR];
    struct slice text = input_value(&invitation->field[INVITE_CHAIR]);
    struct log *log;
    struct problem problem;
    buffer_clear(resolved);
    invitation->understood[INVITE_CHAIR] = true;
    if (ledger_log_number(app->session->ledger, invitation->place.body, &log, &problem) != STATUS_OK)
        return;
    const struct roll *roster = &log_body(log)->roster;
    size_t seat = text.length ? roll_seat_find(roster, text) : roster->chair;
    invitation->understood[INVITE_CHAIR] = !text.length || seat != ROLL_NONE;
    if (seat != ROLL_NONE)
        buffer_add(resolved, roster->seat[seat].title);
    else
        buffer_text(resolved,
                    text.length ? _("no seat has this id: key 6 lists them") : _("a seat's id, if there is one"));
}

void invitation_resolve(struct app *app, struct invitation *invitation)
{
    resolve_time(invitation, INVITE_OPENS, app->now, &invitation->opens,
                 _("write +7d, +3h or a date such as 30.11.2026 18:00"));
    /* "+2h" is two hours after it begins. */
    resolve_time(invitation, INVITE_CLOSES, invitation->understood[INVITE_OPENS] ? invitation->opens : app->now,
                 &invitation->closes,
                 invitation->field[INVITE_CLOSES].length ? _("write +2h or a date such as 30.11.2026 20:00")
                                                         : _("if known, such as +2h"));
    resolve_chair(app, invitation);
}

/* Takes the item out and puts it in again at another place. */
static void put(struct invitation *invitation, size_t from, size_t to)
{
    struct invitation_item kept = invitation->item[from];
    struct invitation_item *item = invitation->item;
    if (from < to)
        memmove(&item[from], &item[from + 1], (to - from) * sizeof *item);
    else
        memmove(&item[to + 1], &item[to], (from - to) * sizeof *item);
    item[to] = kept;
    invitation->list.focus = (int64_t)to;
}

void invitation_mark(struct invitation *invitation, size_t item)
{
    bool mark = !invitation->item[item].marked;
    invitation->item[item].marked = mark;
    if (!mark)
        invitation->marked--;
    put(invitation, item, invitation->marked);
    if (mark)
        invitation->marked++;
}

bool invitation_move(struct invitation *invitation, size_t item, int step)
{
    bool there = invitation->items && invitation->item[item].marked;
    if (!there || (step < 0 && item == 0) || (step > 0 && item + 1 == invitation->marked))
        return false;
    put(invitation, item, step < 0 ? item - 1 : item + 1);
    return true;
}

static enum status check(const struct invitation *invitation, struct problem *problem)
{
    if (!invitation->field[INVITE_NUMBER].length || !invitation->field[INVITE_TITLE].length)
        return problem_say(problem, STATUS_USAGE, N_("a meeting has a number and a title: write them"), NULL, NULL);
    if (!invitation->understood[INVITE_OPENS])
        return problem_say(problem, STATUS_USAGE,
                           N_("say when the meeting begins: +7d, +3h or a date such as 30.11.2026 18:00"), NULL, NULL);
    if (invitation->field[INVITE_CLOSES].length && !invitation->understood[INVITE_CLOSES])
        return problem_say(problem, STATUS_USAGE,
                           N_("say when the meeting ends, or leave it empty: +2h or a date such as 30.11.2026 20:00"),
                           NULL, NULL);
    if (!invitation->understood[INVITE_CHAIR])
        return problem_say(problem, STATUS_USAGE,
                           N_("the chair is a seat of the body: write its id, or leave it empty"), NULL, NULL);
    return STATUS_OK;
}

static enum status fill(const struct invitation *invitation, struct draft *draft, struct problem *problem)
{
    const struct input *field = invitation->field;
    enum status status = draft_add(draft, "number", input_value(&field[INVITE_NUMBER]));
    if (status == STATUS_OK)
        status = draft_add(draft, "title", input_value(&field[INVITE_TITLE]));
    if (status == STATUS_OK)
        status = draft_add_time(draft, "opens", invitation->opens);
    if (status == STATUS_OK && field[INVITE_CLOSES].length)
        status = draft_add_time(draft, "closes", invitation->closes);
    if (status == STATUS_OK && field[INVITE_PLACE].length)
        status = draft_add(draft, "place", input_value(&field[INVITE_PLACE]));
    if (status == STATUS_OK && field[INVITE_CHAIR].length)
        status = draft_add(draft, "chair", input_value(&field[INVITE_CHAIR]));
    for (size_t i = 0; i < invitation->marked && status == STATUS_OK; i++)
        status = draft_add_hash(draft, "item", &invitation->item[i].id);
    if (status == STATUS_OK && invitation->again.length)
        status = draft_add_hash(draft, "again", &invitation->again_id);
    if (status == STATUS_OK && invitation->text.length)
        status = draft_set_text(draft, buffer_slice(&invitation->text), problem);
    return status;
}

enum status invitation_compose(struct app *app, const struct invitation *invitation, struct draft *draft,
                               struct problem *problem)
{
    struct log *log;
    struct author author;
    enum status status = check(invitation, problem);
    if (status == STATUS_OK)
        status = ledger_log_number(app->session->ledger, invitation->place.body, &log, problem);
    if (status == STATUS_OK)
        status = sign_author(app, log, &author, problem);
    if (status == STATUS_OK)
        status = fill(invitation, draft, problem);
    return status == STATUS_OK ? compose_meeting(&author, draft, problem) : status;
}
