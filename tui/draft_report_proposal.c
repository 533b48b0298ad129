/* What a proposal that is not filed yet says, and which gates of the statute it would pass. */
#include "data/attachment.h"
#include "data/gate.h"
#include "tui/draft_report.h"
#include "tui/gate_words.h"
#include "tui/i18n.h"
#include "tui/proposal_alerts.h"
#include "tui/proposal_words.h"
#include "tui/statute_words.h"

static void add_seats(struct draft_report *report, const struct roll *roster, const struct entry *entry)
{
    struct buffer text;
    size_t at = 0;
    buffer_init(&text);
    for (const struct field *field; (field = entry_next(entry, "for", &at));) {
        size_t seat = roll_seat_find(roster, field->value);
        buffer_text(&text, text.length ? ", " : "");
        buffer_add(&text, seat == ROLL_NONE ? field->value : roster->seat[seat].title);
    }
    if (text.length)
        draft_report_say(report, STYLE_NORMAL, _("Filed for"), "{1}", buffer_slice(&text), SLICE(""));
    buffer_release(&text);
}

static void add_burden(struct draft_report *report, const struct cost_matrix *cost)
{
    struct buffer text;
    struct cost_sum sum = cost_burden(cost);
    buffer_init(&text);
    if (sum.stated) {
        cost_write_sum(&sum, &text);
        draft_report_say(report, STYLE_NORMAL, _("Municipalities"), "{1}", buffer_slice(&text), SLICE(""));
    }
    buffer_release(&text);
}

/* Reports and notice begin when a proposal is filed: a draft cannot have them. */
static bool comes_later(const struct requirement *require)
{
    return require->gate == GATE_EXPERIENCE || require->gate == GATE_NOTICE;
}

static void add_gate(struct draft_report *report, const struct roll *roster, const struct cost_matrix *cost,
                     const struct gate_item *item, const char *label)
{
    struct buffer text;
    bool later = comes_later(item->require);
    buffer_init(&text);
    statute_words_require(item->require, roster, &text);
    if (later) {
        buffer_byte(&text, ' ');
        buffer_text(&text, _("That begins when it is filed."));
    } else if (!item->passes) {
        buffer_byte(&text, ' ');
        gate_words_lack(item, cost, &text);
    }
    draft_report_add(report, (struct report_line){later          ? STYLE_NORMAL
                                                  : item->passes ? STYLE_GOOD
                                                                 : STYLE_WARN,
                                                  later          ? SIGN_DOT
                                                  : item->passes ? SIGN_GOOD
                                                                 : SIGN_BAD,
                                                  label, buffer_slice(&text)});
    report->failed = report->failed || buffer_status(&text) != STATUS_OK;
    buffer_release(&text);
}

static enum status add_gates(struct draft_report *report, struct log *log, const struct entry *entry,
                             const struct cost_matrix *cost, struct instant now)
{
    const struct body *body = log_body(log);
    const char *label = _("Before a ballot");
    struct gate_question question = {
        .replay = log_replay(log), .proposal = entry, .index = -1, .since = now.seconds, .start = now.seconds};
    for (size_t i = 0; i < body->statute.requires; i++, label = "") {
        struct gate_item item = {.require = &body->statute.require[i]};
        enum status status = gate_passes(&question, item.require, &item.passes);
        if (status != STATUS_OK)
            return status;
        add_gate(report, &body->roster, cost, &item, label);
    }
    if (!body->statute.requires)
        draft_report_say(report, STYLE_MUTED, label, _("Nothing is asked of a proposal."), SLICE(""), SLICE(""));
    return STATUS_OK;
}

enum status draft_report_proposal(struct draft_report *report, struct log *log, const struct entry *entry,
                                  struct instant now, struct problem *problem)
{
    struct cost_matrix cost;
    struct buffer alerts;
    const char *kind = i18n_word(entry_value(entry, "kind"));
    buffer_init(&alerts);
    cost_read(entry, &cost);
    draft_report_say(report, STYLE_TITLE, _("Proposal"), "{1} {2}", entry_value(entry, "number"),
                     entry_value(entry, "title"));
    draft_report_say(report, STYLE_NORMAL, _("Kind"), "{1}", kind ? slice_of(kind) : entry_value(entry, "kind"),
                     SLICE(""));
    add_seats(report, &log_body(log)->roster, entry);
    add_burden(report, &cost);
    enum status status = add_gates(report, log, entry, &cost, now);
    proposal_alerts(entry, &cost, &alerts);
    if (alerts.length)
        draft_report_say(report, STYLE_WARN, _("Take note"), "{1}", buffer_slice(&alerts), SLICE(""));
    if (!entry->text.length)
        draft_report_say(report, STYLE_WARN, _("Text"), _("There is none: nobody can read what is to be decided."),
                         SLICE(""), SLICE(""));
    buffer_release(&alerts);
    if (status == STATUS_STORE)
        return store_problem(log_replay(log)->store, problem);
    return status == STATUS_OK ? draft_report_status(report) : status;
}

enum status draft_report_attachments(struct draft_report *report, const struct entry *entry, const char *path)
{
    const char *label = _("Attachments");
    size_t at = 0;
    for (const struct field *field; (field = entry_next(entry, "attachment", &at)); label = "") {
        struct slice name = value_rest(field->value, 2);
        bool there;
        enum status status = attachment_is_there(path, name, &there);
        if (status != STATUS_OK)
            return status;
        draft_report_say(report, there ? STYLE_NORMAL : STYLE_WARN, label,
                         there ? "{1}" : _("{1} is not beside the draft: only its hash is kept."), name, SLICE(""));
    }
    return draft_report_status(report);
}
