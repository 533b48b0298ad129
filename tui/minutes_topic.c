/* Minutes: an item of the agenda: who filed it, its text, what it costs, what became of it. */
#include "data/entry_read.h"
#include "data/query.h"
#include "data/query_meeting.h"
#include "tui/cost_table.h"
#include "tui/document_words.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/minutes.h"
#include "tui/proposal_words.h"
#include "tui/record.h"

enum { BALLOT = 4, PART = 5 };

static void write_filing(struct minutes *minutes, const struct meeting_topic *topic)
{
    const char *kind = i18n_word(entry_value(&topic->entry, "kind"));
    struct digest id;
    size_t at = 0;
    document_say_fact(minutes->out, _("Kind"), slice_of(kind ? kind : ""));
    for (const struct field *field; (field = entry_next(&topic->entry, "for", &at));) {
        buffer_text(&minutes->line, minutes->line.length ? ", " : "");
        buffer_add(&minutes->line, minutes_seat(minutes, field->value));
    }
    if (minutes->line.length)
        document_put_fact(minutes->out, _("Filed by"), &minutes->line);
    if (!entry_hash(&topic->entry, "amends", &id))
        return;
    for (size_t i = 0; i < minutes->meeting->topics; i++)
        if (digest_equal(&minutes->meeting->topic[i].id, &id))
            document_say_fact(minutes->out, _("Amends"), minutes->meeting->topic[i].number);
}

static void write_motion(struct minutes *minutes, const struct meeting_topic *topic)
{
    entry_plain_text(&topic->entry, &minutes->line);
    if (minutes->line.length) {
        document_say_heading(minutes->out, BALLOT, _("Text of the proposal"));
        document_quote(minutes->out, buffer_slice(&minutes->line));
    }
    buffer_clear(&minutes->line);
}

static bool write_recusal(void *context, struct slice seat)
{
    struct minutes *minutes = context;
    buffer_text(&minutes->line, minutes->line.length ? ", " : "");
    buffer_add(&minutes->line, minutes_seat(minutes, seat));
    return true;
}

static enum status write_recusals(struct minutes *minutes, const struct meeting_topic *topic)
{
    enum status status = query_recusals(ledger_store(minutes->session->ledger), minutes->meeting->body, topic->index,
                                        minutes->before, write_recusal, minutes, &minutes->session->problem);
    if (minutes->line.length)
        document_put_fact(minutes->out, _("Takes no part"), &minutes->line);
    return status;
}

static bool take_first(void *context, int64_t index)
{
    *(int64_t *)context = index;
    return false;
}

static enum status write_status(struct minutes *minutes, int64_t index)
{
    struct arena arena;
    struct entry entry;
    struct session *session = minutes->session;
    arena_init(&arena);
    enum status status =
        entry_read(ledger_store(session->ledger), minutes->meeting->body, index, &arena, &entry, &session->problem);
    if (status == STATUS_OK) {
        struct slice to = entry_value(&entry, "to");
        struct slice text = entry_read_text(&entry, &arena);
        buffer_text(&minutes->line, proposal_state(entry_value(&entry, "state")));
        if (to.at) {
            buffer_text(&minutes->line, _(" to "));
            buffer_add(&minutes->line, to);
        }
        buffer_text(&minutes->line, ", ");
        format_legal(entry.at.seconds, &minutes->line);
        document_put_fact(minutes->out, _("Declared"), &minutes->line);
        if (text.length)
            document_quote(minutes->out, text);
        minutes->end = index > minutes->end ? index : minutes->end;
    }
    arena_release(&arena);
    return status;
}

/* What was declared of it since the invitation. */
static enum status write_statuses(struct minutes *minutes, const struct meeting_topic *topic)
{
    int64_t after = minutes->meeting->index, next = after;
    enum status status = STATUS_OK;
    do {
        after = next;
        status = query_statuses(ledger_store(minutes->session->ledger), minutes->meeting->body, topic->index, after,
                                take_first, &next, &minutes->session->problem);
        if (next >= minutes->before)
            next = after;
        if (status == STATUS_OK && next != after)
            status = write_status(minutes, next);
    } while (status == STATUS_OK && next != after);
    return status;
}

static enum status write_ballot(struct minutes *minutes, const struct meeting_ballot *ballot)
{
    struct record record;
    enum status status = record_read(&record, minutes->session, minutes->log, &ballot->facts, ballot->decision);
    if (status == STATUS_OK) {
        i18n_pattern(_("Ballot: {1} – {2}"), record.counting.rule->rule.title, slice_of(record_outcome(&record)),
                     &minutes->line);
        document_put_heading(minutes->out, BALLOT, &minutes->line);
        status = record_write(&record, minutes->out, PART, false);
    }
    record_release(&record);
    return status;
}

enum status minutes_topic(struct minutes *minutes, const struct meeting_topic *topic)
{
    write_filing(minutes, topic);
    enum status status = write_recusals(minutes, topic);
    if (status == STATUS_OK)
        status = write_statuses(minutes, topic);
    write_motion(minutes, topic);
    cost_table_put(&topic->cost, BALLOT, false, minutes->out);
    bool any = false;
    for (size_t i = 0; i < minutes->meeting->ballots && status == STATUS_OK; i++) {
        if (minutes->meeting->ballot[i].facts.proposal != topic->index)
            continue;
        status = write_ballot(minutes, &minutes->meeting->ballot[i]);
        any = true;
    }
    if (!any)
        document_say_text(minutes->out, _("It was not put to the vote in this meeting."));
    return status;
}
