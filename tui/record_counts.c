/* The numbers of a ballot in a document: a table, the bars of its benches, the half circle of its seats, its rule. */
#include "core/chart.h"
#include "tui/document_words.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/lead_words.h"
#include "tui/record.h"
#include "tui/rule_words.h"

static uint64_t silent_of(const struct tally_bench *bench)
{
    return bench->seats - bench->cast;
}

/* What the columns of the table mean, where the ballot names its options. */
static void write_options(struct record *record)
{
    const struct offer *offer = &record->counting.offer;
    for (size_t i = 0; i < offer->lines; i++) {
        buffer_add(&record->line, offer->option[i].id);
        buffer_text(&record->line, ": ");
        buffer_add(&record->line, offer->option[i].title);
        document_put_item(record->out, &record->line);
    }
}

static void put_weight(struct record *record, wide weight)
{
    format_decimal(weight, roll_digits(&record->counting.roll), &record->line);
    document_put_cell(record->out, &record->line);
}

static void write_row(struct record *record, struct slice title, uint64_t seats, uint64_t cast,
                      const struct tally_count *count)
{
    struct document *out = record->out;
    document_cell(out, title);
    document_put_number(out, seats);
    document_put_number(out, cast);
    for (size_t i = 0; i < record->counting.offer.options; i++)
        document_put_number(out, count[i].heads);
    document_put_number(out, seats - cast);
}

/* Do the weights say something that the heads do not? */
static bool is_weighted(const struct record *record)
{
    for (size_t i = 0; i < record->counting.roll.seats; i++) {
        const struct roll_seat *seat = &record->counting.roll.seat[i];
        if (seat->voting && seat->weight.units != DECIMAL_ONE)
            return true;
    }
    return false;
}

static void write_weights(struct record *record)
{
    const struct offer *offer = &record->counting.offer;
    struct document *out = record->out;
    document_table(out, slice_of(_("Weight of the votes")), 2, 1);
    document_say_cell(out, _("Option"));
    document_say_cell(out, _("Weight"));
    for (size_t i = 0; i < offer->options; i++) {
        document_cell(out, record_option(record, i));
        put_weight(record, record->counting.tally.count[i].weight);
    }
}

void record_write_counts(struct record *record)
{
    const struct counting *counting = &record->counting;
    const struct tally *tally = &counting->tally;
    struct document *out = record->out;
    write_options(record);
    document_table(out, slice_of(_("Votes per bench")), 4 + counting->offer.options, 1);
    document_say_cell(out, _("Bench"));
    document_say_cell(out, _("Seats"));
    document_say_cell(out, _("Votes"));
    for (size_t i = 0; i < counting->offer.options; i++)
        document_cell(out, record_option(record, i));
    document_say_cell(out, _("did not vote"));
    for (size_t i = 0; i < counting->roll.benches; i++) {
        const struct tally_bench *bench = &tally->bench[i];
        if (bench->seats)
            write_row(record, counting->roll.bench[i].title, bench->seats, bench->cast, bench->count);
    }
    write_row(record, slice_of(_("All")), tally->seats, tally->cast, tally->count);
    if (is_weighted(record))
        write_weights(record);
}

/* The words of the legend: the options, then that nobody voted. In the document's arena; NULL without memory. */
static struct slice *legend(struct record *record, size_t *words)
{
    const struct offer *offer = &record->counting.offer;
    struct slice *word = arena_array(&record->arena, offer->options + 1, sizeof *word);
    for (size_t i = 0; word && i < offer->options; i++)
        word[i] = document_keep(record->out, record_option(record, i), false);
    if (word)
        word[offer->options] = document_keep(record->out, slice_of(_("did not vote")), false);
    else
        record->out->failed = true;
    *words = offer->options + 1;
    return word;
}

/* "Kommunen: yes 3, no 1, did not vote 0" */
static void write_label(struct record *record, struct slice title, const struct slice *word, const uint64_t *part,
                        size_t words)
{
    buffer_add(&record->line, title);
    for (size_t i = 0; i < words; i++) {
        buffer_text(&record->line, i ? ", " : ": ");
        buffer_add(&record->line, word[i]);
        buffer_byte(&record->line, ' ');
        format_number(part[i], &record->line);
    }
}

/* In an approval or a ranking a vote counts for several options, so parts of one bar would say too much. */
static bool has_parts(const struct record *record)
{
    enum method method = record->counting.offer.method;
    return method == METHOD_YES_NO || method == METHOD_CONSENT || method == METHOD_CHOICE;
}

void record_chart_bars(struct record *record)
{
    const struct roll *roll = &record->counting.roll;
    struct document *out = record->out;
    size_t words, bars = 0;
    struct slice *word = legend(record, &words);
    struct chart_bar *bar = arena_array(&record->arena, roll->benches, sizeof *bar);
    uint64_t *part = arena_array(&record->arena, roll->benches, words * sizeof *part);
    struct buffer description;
    if (!has_parts(record) || !word || !bar || !part)
        return;
    buffer_init(&description);
    buffer_text(&description, _("Bars of the benches."));
    for (size_t i = 0; i < roll->benches; i++) {
        const struct tally_bench *bench = &record->counting.tally.bench[i];
        uint64_t *of_bench = part + bars * words;
        if (!bench->seats)
            continue;
        for (size_t k = 0; k + 1 < words; k++)
            of_bench[k] = bench->count[k].heads;
        of_bench[words - 1] = silent_of(bench);
        write_label(record, roll->bench[i].title, word, of_bench, words);
        buffer_byte(&description, ' ');
        buffer_add(&description, buffer_slice(&record->line));
        buffer_byte(&description, '.');
        bar[bars++] = (struct chart_bar){document_keep(out, buffer_slice(&record->line), false), of_bench};
        buffer_clear(&record->line);
    }
    struct drawing *drawing =
        document_drawing(out, CHART_WIDTH, chart_bars_height(bars, words), slice_of(_("How the benches voted")),
                         buffer_slice(&description), SLICE(""));
    if (drawing) {
        drawing->name = "benches";
        chart_bars(drawing, bar, bars, word, words);
    }
    buffer_release(&description);
}

/* The seats that may vote, bench by bench and in each by how they voted. */
static size_t place_seats(const struct record *record, size_t words, struct chart_seat *seat)
{
    const struct roll *roll = &record->counting.roll;
    size_t seats = 0;
    for (size_t b = 0; b < roll->benches; b++)
        for (size_t form = 0; form < words; form++)
            for (size_t i = 0; i < roll->seats; i++) {
                const struct roll_seat *s = &roll->seat[i];
                bool silent = record->counting.choice[i] == SITUATION_SILENT;
                size_t own = silent ? words - 1 : (size_t)record->counting.choice[i];
                if (s->bench == b && s->voting && !s->recused && own == form && seats < CHART_SEATS_MOST)
                    seat[seats++] = (struct chart_seat){(unsigned)b, silent ? (unsigned)CHART_EMPTY : (unsigned)form};
            }
    return seats;
}

void record_chart_half(struct record *record)
{
    const struct roll *roll = &record->counting.roll;
    size_t words, groups = 0;
    struct slice *word = legend(record, &words);
    struct slice *group = arena_array(&record->arena, roll->benches, sizeof *group);
    struct chart_seat *seat = arena_array(&record->arena, CHART_SEATS_MOST, sizeof *seat);
    if (!has_parts(record) || record->counting.tally.seats > CHART_SEATS_MOST || !word || !group || !seat)
        return;
    for (size_t i = 0; i < roll->benches; i++) {
        if (!record->counting.tally.bench[i].seats)
            continue;
        buffer_number(&record->line, i + 1);
        buffer_text(&record->line, "  ");
        buffer_add(&record->line, roll->bench[i].title);
        group[groups++] = document_keep(record->out, buffer_slice(&record->line), false);
        buffer_clear(&record->line);
    }
    struct drawing *drawing = document_drawing(
        record->out, CHART_WIDTH, chart_half_height(words, groups), slice_of(_("How the seats voted")),
        slice_of(_("A sign for each seat in a half circle, bench by bench from left to right; the roll call below "
                   "says the same in words.")),
        SLICE(""));
    if (drawing) {
        drawing->name = "seats";
        chart_half(drawing, seat, place_seats(record, words, seat), word, words, group, groups);
    }
}

/* Of a ranking: each option against each. */
static void write_pairs(struct record *record, bool paths, const char *caption)
{
    const struct counting *counting = &record->counting;
    size_t options = counting->tally.pairwise.options - paths; /* paths are among the option lines alone */
    document_table(record->out, slice_of(caption), options + 1, 1);
    document_say_cell(record->out, _("Option"));
    for (size_t i = 0; i < options; i++)
        document_cell(record->out, record_option(record, i));
    for (size_t row = 0; row < options; row++) {
        document_cell(record->out, record_option(record, row));
        for (size_t column = 0; column < options; column++) {
            lead_cell(counting, paths, row, column, &record->line);
            document_put_cell(record->out, &record->line);
        }
    }
}

void record_write_pairs(struct record *record)
{
    const struct counting *counting = &record->counting;
    if (!counting->tally.pairwise.options || counting->offer.lines > LEAD_TABLE_OPTIONS)
        return;
    write_pairs(record, false, _("In pairs: the weight that ranks the option of the line above that of the column"));
    write_pairs(record, true, _("Strongest paths of defeats: the weight of the weakest defeat on the way (Schulze)"));
}

static void write_comparisons(struct record *record, const struct comparison *comparison, size_t count,
                              const char *title)
{
    for (size_t i = 0; i < count; i++) {
        bool holds = comparison[i].verdict == VERDICT_TRUE;
        buffer_text(&record->line, title);
        expression_explain(&comparison[i], &record->counting.roll, i18n_vocabulary(), &record->line);
        buffer_text(&record->line, holds ? _(" – holds ✓") : _(" – does not hold ✗"));
        document_put_item(record->out, &record->line);
    }
}

void record_write_rule(struct record *record)
{
    const struct tally *tally = &record->counting.tally;
    struct rule_words words;
    rule_words_init(&words);
    document_say_heading(record->out, record->level, _("Rule"));
    if (rule_words_write(&words, record->counting.rule, &record->counting.roll) != STATUS_OK)
        record->out->failed = true;
    document_say_fact(record->out, _("Name"), buffer_slice(&words.title));
    document_say_fact(record->out, _("Quorum"), buffer_slice(&words.quorum));
    document_say_fact(record->out, _("Adopted if"), buffer_slice(&words.adopted));
    document_say_fact(record->out, _("Also"), buffer_slice(&words.more));
    write_comparisons(record, tally->quorum, tally->quorums, _("quorum: "));
    write_comparisons(record, tally->adopted, tally->adopteds, _("adopted: "));
    rule_words_release(&words);
}
