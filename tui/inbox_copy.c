/* What was signed in a copy of a body's ledger and waits for its writer: to the delegate it is done. */
#include "core/entry.h"
#include "tui/i18n.h"
#include "tui/inbox.h"

#include <string.h>

/* Takes the ballot's task away and says how its proposal is called; false: there is none. */
static bool take_task(struct inbox *inbox, const struct digest *ballot, struct inbox_item *out)
{
    struct inbox_item *item = inbox->item[INBOX_TODO];
    int64_t count = inbox->list[INBOX_TODO].count, at = 0;
    while (at < count && !(item[at].task == TASK_VOTE && digest_equal(&item[at].ballot, ballot)))
        at++;
    if (at == count)
        return false;
    *out = item[at];
    memmove(&item[at], &item[at + 1], (size_t)(count - at - 1) * sizeof *item);
    inbox->list[INBOX_TODO].count--;
    return true;
}

/* The place of an earlier vote on the ballot that waits as well, which is replaced, or a new one; NULL: no room. */
static struct inbox_item *place(struct inbox *inbox, const struct digest *ballot)
{
    struct inbox_item *item = inbox->item[INBOX_DONE];
    struct list *list = &inbox->list[INBOX_DONE];
    for (int64_t i = 0; i < list->count; i++)
        if (item[i].waits && digest_equal(&item[i].ballot, ballot))
            return &item[i];
    return list->count < INBOX_MAX ? &item[list->count++] : NULL;
}

void inbox_take_waiting(struct inbox *inbox, int64_t body, const struct entry *entry)
{
    struct digest ballot;
    struct inbox_item known = {.proposal = -1};
    inbox->waiting++;
    if (entry->kind != KIND_VOTE || !slice_is(entry->by, inbox->who) || !entry_hash(entry, "ballot", &ballot))
        return;
    struct slice title = entry_value(entry, "title");
    bool open = take_task(inbox, &ballot, &known);
    struct inbox_item *item = place(inbox, &ballot);
    if (!item)
        return;
    *item = (struct inbox_item){.task = TASK_READ,
                                .body = body,
                                .proposal = -1,
                                .has_ballot = true,
                                .ballot = ballot,
                                .has_time = true,
                                .time = entry->at.seconds,
                                .waits = true};
    struct slice number = slice_cut(&title, ' ');
    item->number = open ? known.number : arena_copy(&inbox->arena, number);
    item->title = open ? known.title : arena_copy(&inbox->arena, title);
    item->choice = arena_copy(&inbox->arena, i18n_choice(entry_value(entry, "choice")));
    item->state = slice_of(_("waits in this copy"));
}
