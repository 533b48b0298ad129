#include "tui/record.h"

#include "core/bound.h"
#include "data/entry_read.h"
#include "tui/document_words.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/lead_words.h"
#include "tui/rule_words.h"
#include "tui/silence_words.h"

enum status record_read(struct record *record, struct session *session, struct log *log,
                        const struct ballot_facts *facts, struct slice decision)
{
    *record = (struct record){.session = session, .log = log, .facts = *facts, .decision = decision};
    arena_init(&record->arena);
    buffer_init(&record->line);
    int64_t upto = facts->open ? (int64_t)log_size(log) : facts->ended;
    enum status status = counting_make(log_replay(log), facts->index, facts->proposal, slice_of(facts->rule),
                                       facts->round, upto, &record->counting);
    if (status == STATUS_STORE)
        store_problem(ledger_store(session->ledger), &session->problem);
    if (status == STATUS_OK)
        status = tally_facts_read(session, log, facts, &record->counting, &record->tally);
    return status;
}

void record_release(struct record *record)
{
    tally_facts_release(&record->tally);
    counting_release(&record->counting);
    arena_release(&record->arena);
    buffer_release(&record->line);
}

const char *record_outcome(const struct record *record)
{
    const char *word = i18n_word(slice_of(record->tally.result));
    return word ? word : "";
}

struct slice record_option(const struct record *record, size_t option)
{
    const struct offer *offer = &record->counting.offer;
    struct slice id = offer->option[option].id;
    return option < offer->lines ? id : i18n_choice(id);
}

static enum status read_entry(struct record *record, int64_t index, struct entry *out)
{
    return entry_read(ledger_store(record->session->ledger), record->facts.body, index, &record->arena, out,
                      &record->session->problem);
}

static void put_time(struct record *record, const char *label, int64_t seconds)
{
    format_legal(seconds, &record->line);
    document_put_fact(record->out, label, &record->line);
}

/* From when until when, in which meeting, with which question. */
static enum status write_frame(struct record *record, const struct entry *ballot)
{
    const struct ballot_facts *facts = &record->facts;
    struct entry end;
    struct instant opens;
    document_say_fact(record->out, _("Question"), entry_value(ballot, "question"));
    document_say_fact(record->out, _("Held"),
                      slice_of(record->tally.place.in_meeting ? _("in the meeting") : _("as a written procedure")));
    put_time(record, _("Opened"), entry_time(ballot, "opens", &opens) ? opens.seconds : ballot->at.seconds);
    if (facts->has_closes)
        put_time(record, _("Deadline"), facts->closes);
    if (facts->open)
        return STATUS_OK;
    enum status status = read_entry(record, facts->ended, &end);
    if (status == STATUS_OK)
        put_time(record, facts->is_void ? _("Declared void") : _("Closed"), end.at.seconds);
    if (status == STATUS_OK && facts->is_void) {
        struct slice text = entry_read_text(&end, &record->arena);
        if (text.length)
            document_quote(record->out, text);
    }
    return status;
}

static void write_facts(struct record *record)
{
    const struct tally_facts *facts = &record->tally;
    document_say_fact(record->out, _("Result"), slice_of(record_outcome(record)));
    document_say_fact(record->out, _("Number of the decision"), record->decision);
    if (record->facts.round > 1) {
        format_number(record->facts.round, &record->line);
        document_put_fact(record->out, _("Round"), &record->line);
    }
    if (facts->place.call > 1) {
        format_number((uint64_t)facts->place.call, &record->line);
        document_put_fact(record->out, _("Call of the meeting"), &record->line);
    }
}

/* What a count on paper says. */
static void write_paper(struct record *record)
{
    const struct entry *paper = &record->tally.paper;
    struct document *out = record->out;
    size_t at = 0;
    document_say_text(out,
                      _("This ballot was held on paper. Its count stands in the ledger as the secretaries signed it "
                        "and cannot be verified here."));
    if (!record->tally.has_paper)
        return;
    document_table(out, slice_of(_("Votes")), 3, 1);
    document_say_cell(out, _("Option"));
    document_say_cell(out, _("Heads"));
    document_say_cell(out, _("Weight"));
    for (const struct field *field; (field = entry_next(paper, "count", &at));) {
        uint64_t heads = 0;
        document_cell(out, i18n_choice(value_part(field->value, 0)));
        if (value_number(value_part(field->value, 1), &heads))
            document_put_number(out, heads);
        else
            document_cell(out, value_part(field->value, 1));
        document_cell(out, value_part(field->value, 2));
    }
    document_say_fact(out, _("Who won"), entry_value(paper, "winner"));
}

/* Each line of the buffer is an item. */
static void put_items(struct record *record)
{
    struct slice rest = buffer_slice(&record->line);
    record->out->failed = record->out->failed || record->line.failed;
    while (rest.length)
        document_item(record->out, slice_cut(&rest, '\n'));
    buffer_clear(&record->line);
}

/* What follows from the result. */
static void write_effect(struct record *record)
{
    const struct tally_facts *facts = &record->tally;
    if (facts->adopted && record->counting.rule->rule.binds_agreeing && !record->counting.paper)
        document_say_text(record->out, _("It binds only those who agreed."));
    if (facts->needed) {
        format_number(facts->needed, &record->line);
        struct slice number = arena_copy(&record->arena, buffer_slice(&record->line));
        buffer_clear(&record->line);
        i18n_pattern(ngettext("It is final as soon as {1} auditor has countersigned a head of the log behind it.",
                              "It is final as soon as {1} auditors have countersigned a head of the log behind it.",
                              (unsigned long)facts->needed),
                     number, SLICE(""), &record->line);
        document_put_text(record->out, &record->line);
    }
}

static enum status write_counted(struct record *record, bool charts)
{
    record_write_counts(record);
    silence_words(&record->counting, &record->line);
    document_put_text(record->out, &record->line);
    record_chart_bars(record);
    if (charts)
        record_chart_half(record);
    lead_words(&record->counting, &record->line);
    put_items(record);
    record_write_pairs(record);
    record_write_rule(record);
    enum status status = record_write_roll(record);
    return status == STATUS_OK ? record_write_reasons(record) : status;
}

enum status record_write(struct record *record, struct document *out, unsigned level, bool charts)
{
    struct entry ballot;
    record->out = out;
    record->level = level;
    enum status status = read_entry(record, record->facts.index, &ballot);
    if (status != STATUS_OK)
        return status;
    write_facts(record);
    status = write_frame(record, &ballot);
    if (status != STATUS_OK || record->facts.is_void)
        return status;
    if (record->facts.open) {
        document_say_text(out, _("The ballot is still open: what was voted so far is not told here."));
        return STATUS_OK;
    }
    if (record->counting.paper)
        write_paper(record);
    else
        status = write_counted(record, charts);
    if (status == STATUS_OK)
        write_effect(record);
    return status;
}
