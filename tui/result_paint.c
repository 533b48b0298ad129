/* The page of a count, from its title to the reasons, which may be higher than the screen; seats are listed below. */
#include "core/text.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/result.h"
#include "tui/silence_words.h"

#include <string.h>

enum { SIDE_BY_SIDE = 96, CHIP = 34, ROWS_BESIDES = 120 };

/* Each bench has a line; comparisons may take several; reasons are measured. */
int result_rows(const struct result *result, int columns)
{
    const struct tally *tally = &result->counting.tally;
    int reasons = result_reasons_box(result, NULL, (struct area){.columns = columns});
    return reasons + ROWS_BESIDES + 4 * (int)result->counting.offer.options + (int)result->counting.roll.benches +
           16 * (int)(tally->quorums + tally->adopteds);
}

static const char *chip(const struct result *result, enum style *style)
{
    const struct tally *tally = &result->counting.tally;
    const char *state = result->facts.is_void ? "void" : outcome_name(tally->outcome);
    *style = STYLE_WARN;
    if (ballot_facts_overdue(&result->facts, result->now))
        return _("deadline passed, to be closed");
    if (result->facts.open)
        return tally->fixed && !result->hidden ? _("open, the outcome is certain") : i18n_word(SLICE("open"));
    if (!result->facts.is_void && tally->outcome == OUTCOME_ADOPTED)
        *style = STYLE_GOOD;
    /* A ballot on paper whose count was not entered yet has no outcome. */
    const char *word = i18n_word(state ? slice_of(state) : SLICE("closed"));
    return word ? word : state;
}

static int paint_head(const struct result *result, struct canvas *canvas)
{
    enum style style;
    struct slice state = slice_of(chip(result, &style));
    int columns = canvas->columns - 2, right = text_width(state) < CHIP ? text_width(state) : CHIP;
    struct buffer text, when;
    buffer_init(&text);
    buffer_init(&when);
    if (columns - right < 24) { /* narrow: the state has the line below for itself */
        canvas_say(canvas, 0, 1, columns, STYLE_TITLE, result->facts.title);
        canvas_text(canvas, 1, 1, columns, style, state);
        canvas_text(canvas, 2, 1, columns, STYLE_NORMAL, result->counting.rule->rule.title);
        buffer_release(&text);
        return 3;
    }
    canvas_say(canvas, 0, 1, columns - right - 2, STYLE_TITLE, result->facts.title);
    canvas_right(canvas, 0, 1 + columns - right, right, style, state);
    if (result->facts.open && result->facts.has_closes) {
        format_near(result->facts.closes, result->now, &when);
        i18n_pattern(_("until {1}"), buffer_slice(&when), SLICE(""), &text);
    }
    right = text_width(buffer_slice(&text));
    canvas_text(canvas, 1, 1, columns - right - 2, STYLE_NORMAL, result->counting.rule->rule.title);
    canvas_right(canvas, 1, 1 + columns - right, right, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
    buffer_release(&when);
    return 2;
}

/* Votes and quorum, beside each other where there is room; a quorum of many conditions needs all columns. */
static int paint_counts(const struct result *result, struct canvas *canvas, int row)
{
    bool wide_enough = canvas->columns >= SIDE_BY_SIDE && result->counting.tally.quorums <= 1;
    struct area votes = {row, 0, result_votes_rows(result, wide_enough), canvas->columns};
    if (wide_enough)
        votes.columns = canvas->columns * 62 / 100;
    struct area quorum = {row, votes.columns + 1, canvas->rows - row, canvas->columns - votes.columns - 1};
    if (!wide_enough)
        quorum = (struct area){row + votes.rows, 0, canvas->rows - row - votes.rows, canvas->columns};
    int used = result_quorum_box(result, canvas, quorum, wide_enough ? votes.rows : 0);
    if (wide_enough)
        votes.rows = used;
    result_votes_box(result, canvas, votes, wide_enough);
    return wide_enough ? used : votes.rows + used;
}

static int paint_remark(const struct result *result, struct canvas *canvas, int row)
{
    struct area area = {row, 1, canvas->rows - row, canvas->columns - 2};
    if (!result->facts.open)
        return 0;
    if (result->own_missing)
        return canvas_wrap(canvas, area, STYLE_WARN, slice_of(_("Your vote is missing. v opens the ballot paper.")), 0);
    return canvas_wrap(canvas, area, STYLE_MUTED,
                       slice_of(_("An interim count, not a decision: the result stands once the ballot is closed.")),
                       0);
}

/* Below the votes as cast, which the rule does not see alone. */
static int paint_silence(const struct result *result, struct canvas *canvas, int row)
{
    struct area area = {row, 1, canvas->rows - row, canvas->columns - 2};
    struct buffer text;
    buffer_init(&text);
    silence_words(&result->counting, &text);
    int used = text.length ? canvas_wrap(canvas, area, STYLE_NORMAL, buffer_slice(&text), 0) : 0;
    buffer_release(&text);
    return used;
}

int result_paint(const struct result *result, struct canvas *canvas)
{
    int row = paint_head(result, canvas);
    row += paint_remark(result, canvas, row);
    row += paint_counts(result, canvas, row);
    row += paint_silence(result, canvas, row);
    row += result_lead_box(result, canvas, (struct area){row, 0, canvas->rows - row, canvas->columns});
    row += result_bench_box(result, canvas, (struct area){row, 0, canvas->rows - row, canvas->columns});
    row += result_rule_box(result, canvas, (struct area){row, 0, canvas->rows - row, canvas->columns});
    row += result_reasons_box(result, canvas, (struct area){row, 0, canvas->rows - row, canvas->columns});
    return row < canvas->rows ? row : canvas->rows;
}
