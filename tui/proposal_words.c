#include "tui/proposal_words.h"

#include "tui/format.h"
#include "tui/i18n.h"

const char *proposal_state(struct slice state)
{
    /* Not i18n_word: the statute's "voting" is a seat with a vote. */
    if (slice_is(state, "voting"))
        return _("being voted on");
    const char *word = i18n_word(state);
    return word ? word : "";
}

const char *payer_name(enum cost_payer payer)
{
    static const char *const names[COST_PAYERS] = {N_("Federation"), N_("States"), N_("Municipalities"),
                                                   N_("Municipal IT providers")};
    return _(names[payer]);
}

const char *horizon_name(enum cost_horizon horizon)
{
    static const char *const names[COST_HORIZONS] = {N_("short term"), N_("medium term"), N_("long term")};
    return _(names[horizon]);
}

const char *category_name(enum cost_category category)
{
    static const char *const names[COST_CATEGORIES] = {N_("Central components"), N_("Migration"), N_("Operation")};
    return _(names[category]);
}

/* The phrase at the word's place in the list, or the plain one. */
static const char *choose(const char *words, const char *const *phrases, struct slice word, const char *other)
{
    int at = value_word(words, word);
    return at < 0 ? other : _(phrases[at]);
}

const char *dvc_phrase(struct slice relation)
{
    static const char *const phrases[] = {N_("uses {1}"), N_("extends {1}"), N_("replaces {1}"),
                                          N_("stands beside {1}: a silo threatens")};
    return choose("uses|extends|replaces|beside", phrases, relation, "{1}");
}

const char *demand_name(struct slice number)
{
    static const char *const phrases[] = {
        N_("1  A say of the municipalities in steering and operation"),
        N_("2  No further burden; costs are clear beforehand"),
        N_("3  It is settled what is mandatory and what is optional"),
        N_("4  Fits the Deutsche Verwaltungscloud and the Deutschland-Stack"),
        N_("5  The experience of the municipalities is heard"),
    };
    return choose("1|2|3|4|5", phrases, number, "");
}

const char *binding_phrase(struct slice degree)
{
    static const char *const phrases[] = {N_("mandatory for {1}"), N_("optional for {1}"), N_("not settled for {1}")};
    return choose("mandatory|optional|unsettled", phrases, degree, "{1}");
}

const char *bound_name(struct slice whom)
{
    static const char *const names[] = {N_("the Federation"), N_("the states"), N_("the municipalities"),
                                        N_("the municipal IT providers")};
    return choose("bund|laender|kommunen|it-dienstleister", names, whom, "");
}

void cost_write_cell(const struct cost_cell *cell, bool decimals, bool ascii, struct buffer *out)
{
    const char *dash = ascii ? "-" : "–";
    if (!cell->stated) {
        buffer_text(out, dash);
    } else if (cell->unknown) {
        buffer_text(out, _("unknown"));
    } else {
        format_amount(cell->low, decimals, out);
        if (cell->high == cell->low)
            return;
        buffer_text(out, dash);
        format_amount(cell->high, decimals, out);
    }
}

void cost_write_brief(const struct cost_sum *sum, bool decimals, bool ascii, struct buffer *out)
{
    struct cost_cell cell = {.stated = sum->stated > 0, .low = sum->low, .high = sum->high};
    if (sum->unknown || sum->missing) {
        bool known = sum->low || sum->high;
        cell.unknown = !known && sum->unknown;
        cell.stated = known || sum->unknown;
        cell.high = cell.low;
        buffer_text(out, !known ? "" : ascii ? ">= " : "≥ ");
    }
    cost_write_cell(&cell, decimals, ascii, out);
}

static void write_range(const struct cost_sum *sum, struct buffer *out)
{
    struct buffer low, high;
    buffer_init(&low);
    buffer_init(&high);
    format_euro(sum->low, &low);
    format_euro(sum->high, &high);
    if (sum->low == sum->high)
        buffer_add(out, buffer_slice(&low));
    else
        i18n_pattern(_("{1} to {2}"), buffer_slice(&low), buffer_slice(&high), out);
    buffer_release(&low);
    buffer_release(&high);
}

/* {1}: a number of amounts. */
static void write_count(const char *pattern, unsigned count, struct buffer *out)
{
    struct buffer number;
    buffer_init(&number);
    buffer_number(&number, count);
    i18n_pattern(pattern, buffer_slice(&number), SLICE(""), out);
    buffer_release(&number);
}

/* Something is not known: then what is known is only the least, and a known 0 says nothing at all. */
static void write_incomplete(const struct cost_sum *sum, struct buffer *out)
{
    struct buffer least;
    buffer_init(&least);
    format_euro(sum->low, &least);
    if (sum->low || sum->high)
        i18n_pattern(_("at least {1}"), buffer_slice(&least), SLICE(""), out);
    buffer_release(&least);
    if (sum->unknown) {
        buffer_text(out, sum->low || sum->high ? ", " : "");
        write_count(ngettext("{1} amount unknown", "{1} amounts unknown", sum->unknown), sum->unknown, out);
    }
    if (sum->missing) {
        buffer_text(out, sum->low || sum->high || sum->unknown ? ", " : "");
        write_count(ngettext("{1} amount not stated", "{1} amounts not stated", sum->missing), sum->missing, out);
    }
}

void cost_write_sum(const struct cost_sum *sum, struct buffer *out)
{
    if (sum->stated == 0)
        buffer_text(out, _("not stated"));
    else if (sum->unknown || sum->missing)
        write_incomplete(sum, out);
    else
        write_range(sum, out);
}
