/* What is new in a body: its latest entries, told in a sentence each. */
#include "core/entry.h"
#include "core/note.h"
#include "data/query_inbox.h"
#include "data/query_ledger.h"
#include "tui/app.h"
#include "tui/inbox.h"

enum { NEWS_LOOKED_AT = 60, NEWS_A_BODY = 20 };

/* Entries are kept first and told afterwards, since telling asks the ledger too. */
struct news {
    struct inbox *inbox;
    struct entry entry[NEWS_A_BODY];
    int64_t index[NEWS_A_BODY];
    bool fresh[NEWS_A_BODY];
    int64_t seen; /* entries that were there at the last visit; -1: there was none */
    size_t count;
};

static bool take(void *context, const struct entry_item *item)
{
    struct news *news = context;
    struct note note;
    struct arena *arena = &news->inbox->arena;
    struct slice bytes = arena_copy(arena, item->note);
    /* Votes are no news to anybody but the voter, and too many. */
    if (!item->rejected.length && bytes.at && note_parse(bytes, &note, NULL) == STATUS_OK &&
        entry_parse(note.text, arena, &news->entry[news->count], NULL) == STATUS_OK &&
        news->entry[news->count].kind != KIND_VOTE) {
        news->index[news->count] = item->index;
        news->fresh[news->count] = news->seen >= 0 && item->index >= news->seen;
        news->inbox->fresh += news->fresh[news->count];
        news->count++;
    }
    return news->count < NEWS_A_BODY;
}

static struct slice translated(struct slice word)
{
    const char *known = i18n_word(word);
    return known ? slice_of(known) : word;
}

/* {1}: the proposal it is about, or its own title; {2}: a detail. */
static void tell(const struct entry *entry, struct slice subject, struct buffer *out)
{
    switch (entry->kind) {
    case KIND_BODY:
        i18n_pattern(_("Founded: {1}"), entry_value(entry, "title"), SLICE(""), out);
        break;
    case KIND_ENROL:
        i18n_pattern(_("{1} enrolled as {2}"), entry->by, translated(entry_value(entry, "role")), out);
        break;
    case KIND_PROPOSAL:
        i18n_pattern(entry_value(entry, "supersedes").at ? _("New version: {1}") : _("New: {1}"), subject, SLICE(""),
                     out);
        break;
    case KIND_STATEMENT:
        i18n_pattern(_("Statement ({2}) on {1}"), subject, translated(entry_value(entry, "stance")), out);
        break;
    case KIND_BALLOT:
        i18n_pattern(_("Ballot opened on {1}"), subject, SLICE(""), out);
        break;
    case KIND_RECUSAL:
        i18n_pattern(_("{2} takes no part in {1}"), subject, entry_value(entry, "seat"), out);
        break;
    case KIND_CLOSE:
        i18n_pattern(_("Ballot closed on {1}"), subject, SLICE(""), out);
        break;
    case KIND_RESULT:
        i18n_pattern(_("Result: {2}: {1}"), subject, translated(entry_value(entry, "result")), out);
        break;
    case KIND_VOID:
        i18n_pattern(_("Ballot void on {1}"), subject, SLICE(""), out);
        break;
    case KIND_MEETING:
        i18n_pattern(_("Invitation: {1} {2}"), entry_value(entry, "number"), entry_value(entry, "title"), out);
        break;
    case KIND_STATUS:
        i18n_pattern(_("Now {2}: {1}"), subject, translated(entry_value(entry, "state")), out);
        break;
    case KIND_OBJECTION:
        i18n_pattern(_("{2} objects to the procedure on {1}"), subject, entry_value(entry, "seat"), out);
        break;
    default:
        buffer_add(out, translated(slice_of(kind_table(entry->kind)->name)));
        break;
    }
}

/* The proposal that the entry is, or names, or on which the ballot that it names is. */
static enum status find_subject(struct app *app, int64_t body, const struct entry *entry, int64_t *proposal,
                                struct buffer *name)
{
    struct digest id = entry_id(entry);
    *proposal = -1;
    if (entry->kind != KIND_PROPOSAL && !entry_hash(entry, "proposal", &id) && !entry_hash(entry, "ballot", &id))
        return STATUS_OK;
    return query_inbox_subject(app_store(app), body, &id, proposal, name, &app->problem);
}

/* News of several bodies are in the order of their time. */
static void insert(struct inbox *inbox, const struct inbox_item *item)
{
    struct list *list = &inbox->list[INBOX_NEWS];
    struct inbox_item *items = inbox->item[INBOX_NEWS];
    if (list->count == INBOX_MAX)
        return;
    int64_t at = list->count++;
    for (; at > 0 && items[at - 1].time < item->time; at--)
        items[at] = items[at - 1];
    items[at] = *item;
}

static enum status add(struct inbox *inbox, struct app *app, int64_t body, const struct news *news, size_t which)
{
    struct buffer subject, text;
    const struct entry *entry = &news->entry[which];
    struct inbox_item item = {.task = TASK_READ,
                              .body = body,
                              .index = news->index[which],
                              .has_time = true,
                              .time = entry->at.seconds,
                              .fresh = news->fresh[which]};
    buffer_init(&subject);
    buffer_init(&text);
    enum status status = find_subject(app, body, entry, &item.proposal, &subject);
    if (status == STATUS_OK) {
        tell(entry, buffer_slice(&subject), &text);
        item.title = arena_copy(&inbox->arena, buffer_slice(&text));
        status = item.title.at ? buffer_status(&text) : STATUS_NO_MEMORY;
    }
    if (status == STATUS_OK)
        insert(inbox, &item);
    buffer_release(&subject);
    buffer_release(&text);
    return status;
}

enum status inbox_read_news(struct inbox *inbox, struct app *app, int64_t body)
{
    const struct seen_mark *mark = seen_find(&app->seen, body);
    struct news news = {.inbox = inbox, .seen = mark ? mark->size : -1};
    if (mark && mark->at > inbox->visited)
        inbox->visited = mark->at;
    enum status status = query_entries(app_store(app), body, INT64_MAX, NEWS_LOOKED_AT, take, &news, &app->problem);
    for (size_t i = 0; i < news.count && status == STATUS_OK; i++)
        status = add(inbox, app, body, &news, i);
    return status;
}
