/* Plain mode: lists of what the ledger holds, in sentences. */
#include "tui/plain_lists.h"

#include "core/entry.h"
#include "core/note.h"
#include "data/query.h"
#include "data/query_ledger.h"
#include "data/query_meeting.h"
#include "tui/i18n.h"
#include "tui/proposal_words.h"

static struct store *store_of(const struct plain *plain)
{
    return ledger_store(plain->session->ledger);
}

static bool take_proposal(void *context, const struct proposal_item *item)
{
    struct plain_list *list = context;
    struct plain_row *row = plain_list_add(list);
    plain_row_know_id(list, row, "proposal", &item->id);
    plain_row_know(list, row, "number", item->number);
    plain_row_know(list, row, "body", item->body_name);
    plain_row_label(list, row, "{1}, {2}", item->number, item->title);
    plain_row_label(list, row, _("; state: {1}"), slice_of(proposal_state(item->state)), SLICE(""));
    return !plain_list_full(list);
}

enum status plain_proposals(struct plain *plain, const struct plain_known *known, struct plain_list *list)
{
    (void)known;
    const struct proposal_filter filter = {.search = list->search, .limit = (int64_t)list->first + PLAIN_PAGE + 1};
    return query_proposals(store_of(plain), &filter, take_proposal, list, &plain->session->problem);
}

void plain_ballot_row(struct plain_list *list, struct plain_row *row, const struct ballot_item *item)
{
    struct buffer time;
    buffer_init(&time);
    plain_row_know_id(list, row, "ballot", &item->id);
    plain_row_know(list, row, "number", item->number);
    plain_row_know(list, row, "body", item->body_name);
    plain_row_label(list, row, "{1}", item->title, SLICE(""));
    if (slice_is(item->state, "open") && item->has_closes) {
        i18n_time(item->closes, &time);
        plain_row_label(list, row, _("; open until {1}"), buffer_slice(&time), SLICE(""));
    } else {
        struct slice state = item->outcome.length ? item->outcome : item->state;
        const char *words = i18n_word(state);
        plain_row_label(list, row, _("; state: {1}"), words ? slice_of(words) : state, SLICE(""));
    }
    buffer_release(&time);
}

static bool take_ballot(void *context, const struct ballot_item *item)
{
    struct plain_list *list = context;
    struct plain_row *row = plain_list_add(list);
    if (row)
        plain_ballot_row(list, row, item);
    return !plain_list_full(list);
}

enum status plain_ballots(struct plain *plain, const struct plain_known *known, struct plain_list *list)
{
    (void)known;
    return query_ballots(store_of(plain), SLICE(""), 0, -1, take_ballot, list, &plain->session->problem);
}

static bool take_meeting(void *context, const struct meeting_item *item)
{
    struct plain_list *list = context;
    struct plain_row *row = plain_list_add(list);
    struct buffer time;
    buffer_init(&time);
    i18n_time(item->opens, &time);
    plain_row_know_id(list, row, "meeting", &item->id);
    plain_row_know(list, row, "number", item->number);
    plain_row_know(list, row, "body", item->body_name);
    plain_row_label(list, row, "{1}, {2}", item->number, item->title);
    plain_row_label(list, row, _("; begins {1}"), buffer_slice(&time), SLICE(""));
    buffer_release(&time);
    return !plain_list_full(list);
}

enum status plain_meetings(struct plain *plain, const struct plain_known *known, struct plain_list *list)
{
    (void)known;
    return query_meetings(store_of(plain), 0, -1, take_meeting, list, &plain->session->problem);
}

static bool take_body(void *context, const struct body_item *item)
{
    struct plain_list *list = context;
    struct plain_row *row = plain_list_add(list);
    plain_row_know(list, row, "body", item->name);
    plain_row_label(list, row, "{1}, {2}", item->title, item->name);
    return !plain_list_full(list);
}

enum status plain_bodies(struct plain *plain, const struct plain_known *known, struct plain_list *list)
{
    (void)known;
    return query_bodies(store_of(plain), take_body, list, &plain->session->problem);
}

/* One that cannot be read can still be withdrawn. */
static void label_entry(struct plain_list *list, struct plain_row *row, struct slice bytes)
{
    struct arena arena;
    struct note note;
    struct entry entry;
    arena_init(&arena);
    if (note_parse(bytes, &note, NULL) == STATUS_OK && entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK) {
        struct slice kind = slice_of(kind_table(entry.kind)->name), title = entry_value(&entry, "title");
        const char *words = i18n_word(kind);
        plain_row_label(list, row, _("{1} by {2}"), words ? slice_of(words) : kind, entry.by);
        if (title.at)
            plain_row_label(list, row, ": {1}", title, SLICE(""));
    } else {
        plain_row_label(list, row, _("an entry that cannot be read"), SLICE(""), SLICE(""));
    }
    arena_release(&arena);
}

static bool take_pending(void *context, const struct pending_item *item)
{
    struct plain_list *list = context;
    struct plain_row *row = plain_list_add(list);
    plain_row_know_id(list, row, "pending", &item->id);
    label_entry(list, row, item->note);
    return !plain_list_full(list);
}

enum status plain_pendings(struct plain *plain, const struct plain_known *known, struct plain_list *list)
{
    (void)known;
    return query_pending(store_of(plain), take_pending, list, &plain->session->problem);
}

static bool take_entry(void *context, const struct entry_item *item)
{
    struct plain_list *list = context;
    struct plain_row *row = plain_list_add(list);
    struct buffer place;
    buffer_init(&place);
    buffer_number(&place, (uint64_t)item->index);
    plain_row_know(list, row, "place", buffer_slice(&place));
    plain_row_label(list, row, _("Place {1}: "), buffer_slice(&place), SLICE(""));
    label_entry(list, row, item->note);
    buffer_release(&place);
    return !plain_list_full(list);
}

/* Of the body that is known, by its number here; from the newest on, by place, so that no page is counted to. */
enum status plain_entries(struct plain *plain, const struct plain_known *known, struct plain_list *list)
{
    struct log *log;
    enum status status = session_log(plain->session, plain_known_value(known, SLICE("body")).at, &log);
    if (status != STATUS_OK)
        return status;
    int64_t from = (int64_t)log_size(log) - 1 - (int64_t)list->first;
    list->seen = list->first;
    return from < 0 ? STATUS_OK
                    : query_entries(store_of(plain), log_number(log), from, PLAIN_PAGE + 1, take_entry, list,
                                    &plain->session->problem);
}

struct statements {
    struct plain_list *list;
    struct slice body;
};

static bool take_statement(void *context, const struct statement_item *item)
{
    const struct statements *statements = context;
    struct plain_list *list = statements->list;
    struct plain_row *row = plain_list_add(list);
    const char *stance = i18n_word(item->stance);
    plain_row_know(list, row, "body", statements->body);
    plain_row_know_number(list, row, "place", item->index);
    plain_row_label(list, row, _("{1} by {2}"), stance ? slice_of(stance) : item->stance, item->author);
    if (item->seat.length)
        plain_row_label(list, row, _("; for the seat {1}"), item->seat, SLICE(""));
    return !plain_list_full(list);
}

enum status plain_statements(struct plain *plain, const struct plain_known *known, struct plain_list *list)
{
    struct session *session = plain->session;
    struct statements statements = {.list = list};
    struct slice about = plain_known_value(known, SLICE("proposal"));
    struct found found;
    struct log *log;
    enum status status = query_find_proposal(store_of(plain), about.at ? about.at : "", &found, &session->problem);
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, found.body, &log, &session->problem);
    if (status != STATUS_OK)
        return status;
    statements.body = log_body(log)->name;
    return query_statements(store_of(plain), found.body, found.index, take_statement, &statements, &session->problem);
}
