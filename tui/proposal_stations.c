/* The way of a proposal through bodies, what its own did with it, and the proposals that it hangs on. */
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/proposal_paint.h"
#include "tui/proposal_words.h"

static const char *sign_of(const struct page *page, const struct way_step *step, bool own)
{
    bool good = slice_is(step->state, "adopted"), bad = slice_is(step->state, "rejected");
    /* Where nothing is painted it is only measured: each sign has one column. */
    if (!page->canvas)
        return " ";
    return canvas_sign(page->canvas, own ? SIGN_FOCUS : good ? SIGN_GOOD : bad ? SIGN_BAD : SIGN_DOT);
}

/* "✓ 12.10.2026  2026-203 angenommen: Arbeitskreis Betrieb" */
static void write_step(const struct way_step *step, bool own, const char *label, struct page *page)
{
    struct buffer line;
    buffer_init(&line);
    buffer_text(&line, sign_of(page, step, own));
    buffer_byte(&line, ' ');
    format_day(step->at, &line);
    buffer_text(&line, "  ");
    buffer_add(&line, step->number);
    buffer_byte(&line, ' ');
    buffer_text(&line, proposal_state(step->state));
    buffer_text(&line, ": ");
    buffer_add(&line, step->body_title);
    page_field(page, PROPOSAL_LABEL, label, own ? STYLE_TITLE : STYLE_NORMAL, buffer_slice(&line));
    buffer_release(&line);
}

/* "20.11.2026  referred to Arbeitskreis Datenschutz" */
static void write_event(const struct way_event *event, const char *label, struct page *page)
{
    struct buffer line;
    buffer_init(&line);
    format_day(event->at, &line);
    buffer_text(&line, "  ");
    if (event->recipient.length)
        i18n_pattern(_("referred to {1}"), event->recipient, SLICE(""), &line);
    else
        buffer_text(&line, slice_is(event->state, "open") ? _("taken up again") : proposal_state(event->state));
    page_field(page, PROPOSAL_LABEL, label, STYLE_NORMAL, buffer_slice(&line));
    buffer_release(&line);
}

void proposal_write_way(const struct proposal_view *view, struct page *page)
{
    const struct proposal_way *way = &view->way;
    const char *label = _("Its way");
    for (size_t i = 0; i < way->steps && way->steps > 1; i++, label = "") {
        bool own = way->step[i].body == view->found.body && way->step[i].index == view->found.index;
        write_step(&way->step[i], own, label, page);
    }
    label = _("Handling");
    for (size_t i = 0; i < way->events; i++, label = "")
        write_event(&way->event[i], label, page);
    label = _("Linked");
    for (struct slice rest = buffer_slice(&view->links); rest.length; label = "")
        page_field(page, PROPOSAL_LABEL, label, STYLE_NORMAL, slice_cut(&rest, '\n'));
    if (view->versions < 2)
        return;
    struct buffer text;
    buffer_init(&text);
    i18n_count(_("{1} versions; Y shows what differs between them"), (uint64_t)view->versions, &text);
    page_field(page, PROPOSAL_LABEL, _("Versions"), STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
}
