#include "tui/outcome_words.h"

#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/lead_words.h"

void outcome_sentence(const struct result *result, struct buffer *out)
{
    const struct tally *tally = &result->counting.tally;
    if (result->facts.is_void) {
        buffer_text(out, _("The ballot is void: its votes decide nothing."));
        return;
    }
    switch (tally->outcome) {
    case OUTCOME_ADOPTED:
        buffer_text(out, _("The proposal is adopted."));
        break;
    case OUTCOME_REJECTED:
        buffer_text(out, _("The proposal is rejected."));
        break;
    case OUTCOME_NO_QUORUM:
        buffer_text(out, _("There is no quorum: nothing is decided."));
        break;
    default:
        break;
    }
}

static void add_count(struct slice label, uint64_t heads, bool first, struct buffer *out)
{
    struct buffer number;
    buffer_init(&number);
    format_number(heads, &number);
    buffer_text(out, first ? "" : ", ");
    i18n_pattern("{1}: {2}", label, buffer_slice(&number), out);
    buffer_release(&number);
}

void outcome_counts(const struct result *result, struct buffer *out)
{
    const struct tally *tally = &result->counting.tally;
    const struct offer *offer = &result->counting.offer;
    struct buffer label, silent, seats;
    if (result->counting.paper)
        return;
    buffer_init(&label);
    buffer_init(&silent);
    buffer_init(&seats);
    for (size_t i = 0; i < offer->options; i++) {
        buffer_clear(&label);
        lead_option(offer, i, &label);
        add_count(buffer_slice(&label), tally->count[i].heads, i == 0, out);
    }
    format_number(tally->seats - tally->cast, &silent);
    format_number(tally->seats, &seats);
    buffer_text(out, offer->options ? "; " : "");
    i18n_pattern(_("without a vote: {1} of {2}"), buffer_slice(&silent), buffer_slice(&seats), out);
    buffer_release(&label);
    buffer_release(&silent);
    buffer_release(&seats);
}

static void add_failures(const struct comparison *comparison, const struct slice *words, size_t count,
                         struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        if (comparison[i].verdict == VERDICT_TRUE)
            continue;
        buffer_text(out, out->length ? "\n" : "");
        i18n_pattern(_("Not reached: {1}"), words[i], SLICE(""), out);
    }
}

void outcome_failures(const struct result *result, struct buffer *out)
{
    const struct tally *tally = &result->counting.tally;
    if (result->facts.is_void || result->counting.paper || tally->outcome == OUTCOME_ADOPTED)
        return;
    add_failures(tally->quorum, result->quorum, tally->quorums, out);
    if (tally->outcome != OUTCOME_NO_QUORUM)
        add_failures(tally->adopted, result->adopted, tally->adopteds, out);
}
