#include "tui/lead_words.h"

#include "core/text.h"
#include "tui/i18n.h"
#include "tui/json.h"

void lead_option(const struct offer *offer, size_t option, struct buffer *out)
{
    const struct choice_option *o = &offer->option[option];
    const char *word = option < offer->lines ? NULL : i18n_word(o->id);
    if (o->title.length)
        i18n_pattern("{1} ({2})", o->title, o->id, out);
    else
        buffer_add(out, word ? slice_of(word) : o->id);
}

/* The options of the set, with commas between them. */
static void write_set(const struct offer *offer, uint64_t set, struct buffer *out)
{
    bool first = true;
    for (size_t i = 0; i < offer->lines; i++) {
        if (!(set >> i & 1))
            continue;
        buffer_text(out, first ? "" : ", ");
        lead_option(offer, i, out);
        first = false;
    }
}

static void say(const char *pattern, const struct buffer *first, const struct buffer *second, struct buffer *out)
{
    i18n_pattern(pattern, buffer_slice(first), second ? buffer_slice(second) : SLICE(""), out);
    buffer_byte(out, '\n');
}

static void write_lead(const struct counting *counting, struct buffer *name, struct buffer *out)
{
    const struct lead *lead = &counting->tally.lead;
    const struct offer *offer = &counting->offer;
    if (lead->tied) {
        write_set(offer, lead->tied, name);
        say(_("Equal in the lead: {1}."), name, NULL, out);
        buffer_clear(name);
    }
    if (lead->winner == LEAD_NONE) {
        if (!lead->tied)
            buffer_text(out, counting->tally.outcome == OUTCOME_NO_QUORUM ? _("Without a quorum nothing leads.\n")
                                                                          : _("No option leads.\n"));
        return;
    }
    lead_option(offer, (size_t)lead->winner, name);
    say(lead->by_chair ? _("In the lead by the vote of the chair: {1}.") : _("In the lead: {1}."), name, NULL, out);
}

void lead_words(const struct counting *counting, struct buffer *out)
{
    const struct tally *tally = &counting->tally;
    struct buffer name, other;
    if (!counting->rule || !method_has_winner(counting->rule->rule.method))
        return;
    buffer_init(&name);
    buffer_init(&other);
    write_lead(counting, &name, out);
    buffer_clear(&name);
    write_set(&counting->offer, tally->pairwise.dropped, &name);
    if (name.length)
        say(_("Out, since no majority ranks it above \"none\": {1}."), &name, NULL, out);
    buffer_clear(&name);
    if (tally->lead.runoff[0] != LEAD_NONE) {
        lead_option(&counting->offer, (size_t)tally->lead.runoff[0], &name);
        lead_option(&counting->offer, (size_t)tally->lead.runoff[1], &other);
        say(_("Proposed for a run-off: {1} and {2}."), &name, &other, out);
    }
    buffer_release(&name);
    buffer_release(&other);
}

void lead_cell(const struct counting *counting, bool paths, size_t row, size_t column, struct buffer *out)
{
    const struct pairwise *pairs = &counting->tally.pairwise;
    size_t at = row * pairs->options + column;
    if (row == column || (paths && !pairs->path[at].votes))
        buffer_text(out, "-");
    else
        decimal_write(paths ? pairs->path[at].votes : pairs->prefer[at], roll_digits(&counting->roll), out);
}

static void pad(int used, int columns, struct buffer *out)
{
    for (; used < columns; used++)
        buffer_byte(out, ' ');
}

static int widest_cell(const struct counting *counting, size_t options)
{
    int widest = 1;
    struct buffer cell;
    buffer_init(&cell);
    for (size_t i = 0; i < options; i++) {
        int id = text_width(counting->offer.option[i].id);
        widest = id > widest ? id : widest;
        for (size_t k = 0; k < options; k++) {
            buffer_clear(&cell);
            lead_cell(counting, false, i, k, &cell);
            widest = (int)cell.length > widest ? (int)cell.length : widest;
        }
    }
    buffer_release(&cell);
    return widest;
}

static void write_table(const struct counting *counting, bool paths, const char *indent, struct buffer *out)
{
    size_t options = counting->tally.pairwise.options - paths; /* paths are among the option lines alone */
    int width = widest_cell(counting, options);
    struct buffer cell;
    buffer_init(&cell);
    for (size_t row = 0; row <= options; row++) {
        buffer_text(out, indent);
        struct slice id = row ? counting->offer.option[row - 1].id : SLICE("");
        buffer_add(out, id);
        pad(text_width(id), width, out);
        for (size_t column = 0; column < options; column++) {
            buffer_clear(&cell);
            if (row)
                lead_cell(counting, paths, row - 1, column, &cell);
            else
                buffer_add(&cell, counting->offer.option[column].id);
            pad(text_width(buffer_slice(&cell)), width + 2, out);
            buffer_add(out, buffer_slice(&cell));
        }
        buffer_byte(out, '\n');
    }
    buffer_release(&cell);
}

void lead_table(const struct counting *counting, const char *indent, struct buffer *out)
{
    if (!counting->tally.pairwise.options || counting->offer.lines > LEAD_TABLE_OPTIONS)
        return;
    buffer_text(out, _("In pairs: the weight that ranks the option of the line above that of the column"));
    buffer_byte(out, '\n');
    write_table(counting, false, indent, out);
    buffer_text(out, _("Strongest paths of defeats: the weight of the weakest defeat on the way (Schulze)"));
    buffer_byte(out, '\n');
    write_table(counting, true, indent, out);
}

json_t *lead_options_json(const struct offer *offer)
{
    json_t *options = json_array();
    for (size_t i = 0; i < offer->lines; i++)
        json_array_append_new(options, json_pack("{s:o, s:o}", "option", json_slice(offer->option[i].id), "title",
                                                 json_slice(offer->option[i].title)));
    return options;
}

static json_t *set_json(const struct offer *offer, uint64_t set)
{
    json_t *list = json_array();
    for (size_t i = 0; i < offer->lines; i++)
        if (set >> i & 1)
            json_array_append_new(list, json_slice(offer->option[i].id));
    return list;
}

static json_t *weight_json(const struct counting *counting, wide units)
{
    struct buffer text;
    buffer_init(&text);
    decimal_write(units, roll_digits(&counting->roll), &text);
    json_t *value = json_slice(buffer_slice(&text));
    buffer_release(&text);
    return value;
}

static json_t *cell_json(const struct counting *counting, bool paths, size_t at)
{
    const struct pairwise *pairs = &counting->tally.pairwise;
    if (!paths)
        return weight_json(counting, pairs->prefer[at]);
    if (!pairs->path[at].votes)
        return json_null();
    return json_pack("{s:o, s:o}", "for", weight_json(counting, pairs->path[at].votes), "against",
                     weight_json(counting, pairs->path[at].against));
}

static json_t *table_json(const struct counting *counting, bool paths)
{
    size_t options = counting->tally.pairwise.options;
    json_t *rows = json_array();
    for (size_t i = 0; i < options - paths; i++) {
        json_t *row = json_array();
        for (size_t k = 0; k < options - paths; k++)
            json_array_append_new(row, cell_json(counting, paths, i * options + k));
        json_array_append_new(rows, row);
    }
    return rows;
}

static json_t *pairwise_json(const struct counting *counting)
{
    json_t *options = json_array();
    for (size_t i = 0; i < counting->tally.pairwise.options; i++)
        json_array_append_new(options, json_slice(counting->offer.option[i].id));
    return json_pack("{s:o, s:o, s:o, s:o}", "options", options, "prefer", table_json(counting, false), "paths",
                     table_json(counting, true), "dropped",
                     set_json(&counting->offer, counting->tally.pairwise.dropped));
}

void lead_json(const struct counting *counting, json_t *object)
{
    const struct lead *lead = &counting->tally.lead;
    const struct offer *offer = &counting->offer;
    if (!counting->rule || !method_has_winner(counting->rule->rule.method))
        return;
    json_object_set_new(object, "tied", set_json(offer, lead->tied));
    json_object_set_new(object, "by_chair", json_boolean(lead->by_chair));
    json_object_set_new(object, "runoff",
                        lead->runoff[0] == LEAD_NONE
                            ? json_null()
                            : json_pack("[o, o]", json_slice(offer->option[lead->runoff[0]].id),
                                        json_slice(offer->option[lead->runoff[1]].id)));
    if (counting->tally.pairwise.options)
        json_object_set_new(object, "pairwise", pairwise_json(counting));
}
