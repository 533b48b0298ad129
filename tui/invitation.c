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
    buffer_release(&invitation->resolved);
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

enum status invitation_load(struct app *app, struct invitation *invitation)
{
    const struct proposal_filter filter = {.body = invitation->place.body};
    invitation->item = arena_array(&invitation->arena, INVITATION_ITEMS, sizeof *invitation->item);
    if (!invitation->item)
        return STATUS_NO_MEMORY;
    enum status status = query_proposals(app_store(app), &filter, take, invitation, &app->problem);
    list_resize(&invitation->list, (int64_t)invitation->items);
    if (status == STATUS_OK && invitation->place.again >= 0)
        status = read_again(app, invitation);
    return status;
}

void invitation_resolve(struct app *app, struct invitation *invitation)
{
    struct slice text = input_value(&invitation->field[INVITE_OPENS]);
    buffer_clear(&invitation->resolved);
    invitation->understood = text.length && when_parse(text, app->now, &invitation->opens);
    if (invitation->understood)
        format_moment(invitation->opens.seconds, &invitation->resolved);
    else
        buffer_text(&invitation->resolved, _("write +7d, +3h or a date such as 30.11.2026 18:00"));
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
    if (!invitation->understood)
        return problem_say(problem, STATUS_USAGE,
                           N_("say when the meeting begins: +7d, +3h or a date such as 30.11.2026 18:00"), NULL, NULL);
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
    if (status == STATUS_OK && field[INVITE_PLACE].length)
        status = draft_add(draft, "place", input_value(&field[INVITE_PLACE]));
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
