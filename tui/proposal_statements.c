/* What was said about a proposal: who, for which seat, how, when, and the text. */
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/markdown.h"
#include "tui/proposal_paint.h"

enum { STATEMENT_SHOWN = 4000 };

/* Of a long statement only the beginning, up to a line's end, with the place where the rest is found. */
static void write_statement_text(const struct talk_statement *statement, bool source, struct page *page)
{
    struct slice shown = slice_head(statement->text, STATEMENT_SHOWN);
    struct buffer place, number;
    if (shown.length == statement->text.length) {
        page_text(page, shown, source);
        return;
    }
    while (shown.length && shown.at[shown.length - 1] != '\n')
        shown.length--;
    page_text(page, shown, source);
    buffer_init(&place);
    buffer_init(&number);
    buffer_number(&number, (uint64_t)statement->index);
    i18n_pattern(_("The rest stands in the ledger, entry {1}."), buffer_slice(&number), SLICE(""), &place);
    page_wrap(page, STYLE_MUTED, 0, buffer_slice(&place));
    buffer_release(&place);
    buffer_release(&number);
}

/* "Landkreis (advisory), Jana Beispiel (kreis.rat.example), 2026-11-03" */
static void write_speaker(const struct proposal_view *view, const struct talk_statement *statement, struct buffer *out)
{
    struct slice person = people_find(&view->people, statement->author);
    if (statement->seat.length) {
        buffer_add(out, statement->seat_title.length ? statement->seat_title : statement->seat);
        if (statement->advisory)
            buffer_format(out, " (%s)", i18n_word(SLICE("advisory")));
        buffer_text(out, ", ");
    }
    if (person.length)
        i18n_pattern("{1} ({2})", person, statement->author, out);
    else
        buffer_add(out, statement->author);
    buffer_text(out, ", ");
    format_day(statement->at.seconds, out);
}

static void write_statement(const struct proposal_view *view, const struct talk_statement *statement, struct page *page)
{
    const char *stance = i18n_word(statement->stance);
    struct buffer line;
    buffer_init(&line);
    write_speaker(view, statement, &line);
    page_next(page);
    page_field(page, PROPOSAL_LABEL, stance ? stance : "", STYLE_TITLE, buffer_slice(&line));
    struct page text = *page;
    text.area.column += 2;
    text.area.columns -= 2;
    write_statement_text(statement, view->source, &text);
    page->line = text.line;
    buffer_release(&line);
}

/* "3: support 2, concern 1" */
static void write_summary(const struct proposal_talk *talk, struct buffer *out)
{
    static const char *const stances[] = {"support", "oppose", "concern", "experience", "neutral"};
    const char *before = ": ";
    buffer_number(out, talk->statements);
    for (size_t i = 0; i < sizeof stances / sizeof stances[0]; i++) {
        unsigned count = 0;
        for (size_t k = 0; k < talk->statements; k++)
            count += slice_is(talk->statement[k].stance, stances[i]);
        if (!count)
            continue;
        buffer_format(out, "%s%s %u", before, i18n_word(slice_of(stances[i])), count);
        before = ", ";
    }
}

void proposal_write_statements(const struct proposal_view *view, struct page *page)
{
    struct buffer summary;
    buffer_init(&summary);
    if (view->talk.statements)
        write_summary(&view->talk, &summary);
    else
        buffer_text(&summary, _("none yet; w writes one"));
    page_field(page, PROPOSAL_LABEL, _("Statements"), STYLE_NORMAL, buffer_slice(&summary));
    if (view->talk.statements == TALK_STATEMENTS)
        page_field(page, PROPOSAL_LABEL, "", STYLE_MUTED, slice_of(_("The first ones; the ledger has them all.")));
    for (size_t i = 0; i < view->talk.statements; i++)
        write_statement(view, &view->talk.statement[i], page);
    buffer_release(&summary);
}
