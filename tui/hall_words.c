/* What the view for a hall says in words. */
#include "tui/format.h"
#include "tui/hall.h"
#include "tui/i18n.h"
#include "tui/outcome_words.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

/* "2 days", "3 hours", "12 minutes": cut, so that nobody is promised more time than there is. */
static void write_span(int64_t seconds, struct buffer *out)
{
    uint64_t days = (uint64_t)(seconds / DAY), hours = (uint64_t)(seconds / HOUR);
    uint64_t minutes = (uint64_t)(seconds / MINUTE);
    if (days >= 2)
        i18n_count(ngettext("{1} day", "{1} days", days), days, out);
    else if (hours >= 2)
        i18n_count(ngettext("{1} hour", "{1} hours", hours), hours, out);
    else if (minutes)
        i18n_count(ngettext("{1} minute", "{1} minutes", minutes), minutes, out);
    else
        buffer_text(out, _("less than a minute"));
}

void hall_deadline(const struct hall *hall, struct buffer *out)
{
    const struct ballot_facts *facts = &hall->result.facts;
    struct buffer when, span;
    if (!facts->open || !facts->has_closes)
        return;
    buffer_init(&when);
    buffer_init(&span);
    format_moment(facts->closes, &when);
    if (ballot_facts_overdue(facts, hall->now)) {
        i18n_pattern(_("the time was up on {1}"), buffer_slice(&when), SLICE(""), out);
    } else {
        write_span(facts->closes - hall->now, &span);
        i18n_pattern(_("until {1}: {2} left"), buffer_slice(&when), buffer_slice(&span), out);
    }
    buffer_release(&when);
    buffer_release(&span);
}

void hall_state(const struct hall *hall, enum style *style, struct buffer *out)
{
    const struct result *result = &hall->result;
    *style = STYLE_TITLE;
    if (!result->facts.open) {
        *style = result->facts.is_void || result->counting.tally.outcome != OUTCOME_ADOPTED ? STYLE_WARN : STYLE_GOOD;
        outcome_sentence(result, out);
        if (!out->length)
            buffer_text(out, _("The ballot is closed."));
    } else if (ballot_facts_overdue(&result->facts, hall->now)) {
        *style = STYLE_WARN;
        buffer_text(out, _("The time for voting is over; the ballot is about to be closed."));
    } else {
        buffer_text(out, _("Voting is going on."));
    }
}

void hall_outlook(const struct hall *hall, struct buffer *out)
{
    const struct result *result = &hall->result;
    if (!result->facts.open) {
        outcome_counts(result, out);
        buffer_text(out, out->length ? "\n" : "");
        struct buffer failures;
        buffer_init(&failures);
        outcome_failures(result, &failures);
        buffer_add(out, buffer_slice(&failures));
        buffer_release(&failures);
    } else if (result->hidden) {
        buffer_text(out, _("How it was voted is shown once the ballot is closed."));
    } else if (result->counting.tally.fixed) {
        buffer_text(out, _("The outcome can no longer change. It is a decision once the ballot is closed."));
    } else {
        buffer_text(out, _("An interim count, not a decision: the outcome can still change."));
    }
}

void hall_ledger(const struct hall *hall, struct buffer *out)
{
    struct buffer number, when;
    buffer_init(&number);
    buffer_init(&when);
    if (hall->trouble.length) {
        i18n_time(hall->read, &when);
        i18n_pattern(_("As of {1}; the ledger cannot be read now: {2}"), buffer_slice(&when),
                     buffer_slice(&hall->trouble), out);
    } else {
        format_number((uint64_t)hall->entries, &number);
        i18n_pattern(_("{1}: {2} entries, followed live"), buffer_slice(&hall->body), buffer_slice(&number), out);
    }
    buffer_release(&number);
    buffer_release(&when);
}
