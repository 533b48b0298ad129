/* Minutes: an item of the agenda, who filed it, what it costs, what became of it. */
#include "data/entry_read.h"
#include "data/query.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/minutes.h"
#include "tui/proposal_words.h"

static void write_filing(const struct minutes *minutes, const struct meeting_topic *topic)
{
    struct buffer *out = minutes->out;
    const char *kind = i18n_word(entry_value(&topic->entry, "kind"));
    size_t at = 0;
    bool first = true;
    buffer_text(out, "- ");
    buffer_text(out, kind ? kind : "");
    for (const struct field *field; (field = entry_next(&topic->entry, "for", &at));) {
        buffer_text(out, first ? _(", filed by ") : ", ");
        minutes_seat(minutes, field->value, out);
        first = false;
    }
    buffer_text(out, "\n");
    struct digest id;
    if (entry_hash(&topic->entry, "amends", &id))
        for (size_t i = 0; i < minutes->meeting->topics; i++)
            if (digest_equal(&minutes->meeting->topic[i].id, &id)) {
                buffer_text(out, "- ");
                i18n_pattern(_("amends {1}"), minutes->meeting->topic[i].number, SLICE(""), out);
                buffer_byte(out, '\n');
            }
}

/* The gate "cost" asks for 27 cells; those of municipal providers are counted where they are named. */
static void write_costs(const struct minutes *minutes, const struct meeting_topic *topic)
{
    struct buffer text;
    struct cost_sum burden = cost_burden(&topic->cost);
    unsigned unknown = 0;
    bool any = false;
    for (enum cost_payer payer = 0; payer < COST_PAYERS; payer++) {
        unknown += cost_total(&topic->cost, payer, COST_HORIZONS).unknown;
        any = any || cost_has(&topic->cost, payer);
    }
    buffer_text(minutes->out, "- ");
    if (!any) {
        buffer_text(minutes->out, _("The proposal does not say what it costs."));
    } else {
        buffer_init(&text);
        cost_write_sum(&burden, &text);
        i18n_pattern(_("Net burden of the municipalities: {1}"), buffer_slice(&text), SLICE(""), minutes->out);
        buffer_release(&text);
    }
    buffer_byte(minutes->out, '\n');
    if (unknown) {
        buffer_text(minutes->out, "- ");
        i18n_count(ngettext("{1} cost is unknown, which is not 0", "{1} costs are unknown, which is not 0", unknown),
                   unknown, minutes->out);
        buffer_byte(minutes->out, '\n');
    }
}

struct recused {
    const struct minutes *minutes;
    bool any;
};

static bool write_recusal(void *context, struct slice seat)
{
    struct recused *recused = context;
    buffer_text(recused->minutes->out, recused->any ? ", " : _("- Takes no part: "));
    minutes_seat(recused->minutes, seat, recused->minutes->out);
    recused->any = true;
    return true;
}

static enum status write_recusals(const struct minutes *minutes, const struct meeting_topic *topic)
{
    struct recused recused = {.minutes = minutes};
    enum status status = query_recusals(ledger_store(minutes->session->ledger), minutes->meeting->body, topic->index,
                                        write_recusal, &recused, &minutes->session->problem);
    buffer_text(minutes->out, recused.any ? "\n" : "");
    return status;
}

static bool take_first(void *context, int64_t index)
{
    *(int64_t *)context = index;
    return false;
}

static enum status write_status(const struct minutes *minutes, int64_t index)
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
        buffer_text(minutes->out, "- ");
        buffer_text(minutes->out, proposal_state(entry_value(&entry, "state")));
        if (to.at) {
            buffer_text(minutes->out, _(" to "));
            minutes_plain(to, minutes->out);
        }
        buffer_text(minutes->out, ", ");
        format_moment(entry.at.seconds, minutes->out);
        buffer_text(minutes->out, text.length ? "\n\n" : "\n");
        if (text.length)
            minutes_quote(text, minutes->out);
    }
    arena_release(&arena);
    return status;
}

/* What was declared of it since the invitation. */
static enum status write_statuses(const struct minutes *minutes, const struct meeting_topic *topic)
{
    int64_t after = minutes->meeting->index, next = after;
    enum status status = STATUS_OK;
    do {
        after = next;
        status = query_statuses(ledger_store(minutes->session->ledger), minutes->meeting->body, topic->index, after,
                                take_first, &next, &minutes->session->problem);
        if (status == STATUS_OK && next != after)
            status = write_status(minutes, next);
    } while (status == STATUS_OK && next != after);
    return status;
}

enum status minutes_topic(const struct minutes *minutes, const struct meeting_topic *topic)
{
    write_filing(minutes, topic);
    write_costs(minutes, topic);
    enum status status = write_recusals(minutes, topic);
    if (status == STATUS_OK)
        status = write_statuses(minutes, topic);
    buffer_byte(minutes->out, '\n');
    bool any = false;
    for (size_t i = 0; i < minutes->meeting->ballots && status == STATUS_OK; i++) {
        if (minutes->meeting->ballot[i].facts.proposal != topic->index)
            continue;
        status = minutes_ballot(minutes, &minutes->meeting->ballot[i]);
        any = true;
    }
    if (!any)
        buffer_text(minutes->out, _("It was not put to the vote in this meeting.\n\n"));
    return status;
}
