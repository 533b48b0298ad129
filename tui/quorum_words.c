#include "tui/quorum_words.h"

#include "core/expression_words.h"
#include "core/text.h"
#include "tui/format.h"
#include "tui/i18n.h"

enum { SIGN_COLUMNS = 2, BENCH_MOST = 40, COUNT_COLUMNS = 16 };

/* How many seats are needed, where that is a number of seats. */
static bool needed_of(const struct leeway *leeway, uint64_t *needed)
{
    *needed = leeway->holds ? leeway->present - leeway->may_leave : leeway->present + leeway->must_come;
    return leeway->even && *needed <= leeway->seats;
}

static void say_two(const char *pattern, uint64_t first, uint64_t second, struct buffer *out)
{
    struct buffer a, b;
    buffer_init(&a);
    buffer_init(&b);
    format_number(first, &a);
    format_number(second, &b);
    i18n_pattern(pattern, buffer_slice(&a), buffer_slice(&b), out);
    buffer_release(&a);
    buffer_release(&b);
}

static void say_count(const char *pattern, uint64_t count, struct buffer *out)
{
    say_two(pattern, count, 0, out);
}

bool quorum_holds(const struct meeting_quorum *quorum)
{
    bool all = true;
    for (size_t i = 0; i < quorum->rules; i++)
        all = all && quorum->rule[i].leeway.holds;
    return all;
}

void quorum_write_line(const struct meeting_quorum *quorum, struct buffer *out)
{
    uint64_t needed;
    say_two(_("{1} of {2} present"), quorum->present, quorum->seats, out);
    if (quorum->rules == 1 && needed_of(&quorum->rule[0].leeway, &needed)) {
        buffer_text(out, ", ");
        say_count(_("{1} needed"), needed, out);
    }
}

/* "there is a quorum; 10 may still leave", or how many have to come. */
static void write_verdict(const struct leeway *leeway, bool say_needed, bool past, struct buffer *out)
{
    unsigned long count = (unsigned long)(leeway->holds ? leeway->may_leave : leeway->must_come);
    uint64_t needed;
    if (past)
        buffer_text(out, leeway->holds ? _("there was a quorum") : _("there was no quorum"));
    else
        buffer_text(out, leeway->holds ? _("there is a quorum") : _("there is no quorum"));
    if (say_needed && needed_of(leeway, &needed)) {
        buffer_text(out, ", ");
        say_count(_("{1} needed"), needed, out);
    }
    if (past)
        return;
    buffer_text(out, "; ");
    if (leeway->holds && leeway->may_leave >= leeway->present)
        buffer_text(out, _("it does not hang on who is there"));
    else if (leeway->holds && count == 0)
        buffer_text(out, _("nobody may leave"));
    else if (leeway->holds)
        say_count(ngettext("{1} may still leave, whoever that is", "{1} may still leave, whoever they are", count),
                  count, out);
    else if (leeway->must_come > leeway->seats - leeway->present)
        buffer_text(out, _("it does not hang on who is there"));
    else
        say_count(ngettext("{1} must come at least", "{1} must come at least", count), count, out);
}

static void write_rule(const struct quorum_rule *rule, const struct meeting_quorum *quorum, enum quorum_extent extent,
                       struct page *page)
{
    struct buffer text;
    const struct canvas plain = {.ascii = page->canvas && page->canvas->ascii};
    bool holds = rule->leeway.holds;
    buffer_init(&text);
    page_say(page, 0, 1, holds ? STYLE_GOOD : STYLE_BAD, slice_of(canvas_sign(&plain, holds ? SIGN_GOOD : SIGN_BAD)));
    write_verdict(&rule->leeway, quorum->rules > 1, extent == QUORUM_PAST, &text);
    page_wrap(page, STYLE_NORMAL, SIGN_COLUMNS, buffer_slice(&text));
    buffer_clear(&text);
    i18n_pattern(quorum->rules > 1 || extent != QUORUM_BRIEF ? _("for: {1}") : "", rule->title, SLICE(""), &text);
    if (text.length)
        page_wrap(page, STYLE_MUTED, SIGN_COLUMNS, buffer_slice(&text));
    buffer_clear(&text);
    if (extent != QUORUM_BRIEF) {
        expression_describe(rule->quorum, &quorum->roll, i18n_vocabulary(), &text);
        page_wrap(page, STYLE_MUTED, SIGN_COLUMNS, buffer_slice(&text));
    }
    buffer_release(&text);
}

void quorum_write_benches(const struct meeting_quorum *quorum, struct page *page)
{
    int name = page->area.columns - COUNT_COLUMNS;
    name = name < BENCH_MOST ? name : BENCH_MOST;
    for (size_t i = 0; i < quorum->benches; i++) {
        const struct quorum_bench *bench = &quorum->bench[i];
        struct buffer text;
        if (!bench->seats)
            continue;
        buffer_init(&text);
        say_two("{1} / {2}", bench->present, bench->seats, &text);
        page_say(page, 0, name - 1, STYLE_NORMAL, bench->title);
        page_right(page, name, COUNT_COLUMNS - 1, STYLE_NORMAL, buffer_slice(&text));
        page_next(page);
        buffer_release(&text);
    }
}

void quorum_write(const struct meeting_quorum *quorum, enum quorum_extent extent, struct page *page)
{
    struct buffer text;
    uint64_t needed;
    buffer_init(&text);
    page_bar(page, 0, page->area.columns, quorum->present, quorum->seats);
    page_next(page);
    if (quorum->rules == 1 && needed_of(&quorum->rule[0].leeway, &needed)) {
        page_mark(page, 0, page->area.columns, needed, quorum->seats);
        page_next(page);
    }
    quorum_write_line(quorum, &text);
    page_wrap(page, STYLE_TITLE, 0, buffer_slice(&text));
    for (size_t i = 0; i < quorum->rules; i++)
        write_rule(&quorum->rule[i], quorum, extent, page);
    if (!quorum->rules)
        page_wrap(page, STYLE_MUTED, 0, slice_of(_("The statute asks for no number of seats present.")));
    if (extent != QUORUM_BRIEF && quorum->call > 1) {
        buffer_clear(&text);
        say_count(_("as in call {1} of the meeting"), quorum->call, &text);
        page_wrap(page, STYLE_MUTED, SIGN_COLUMNS, buffer_slice(&text));
    }
    if (extent != QUORUM_BRIEF) {
        page_next(page);
        quorum_write_benches(quorum, page);
    }
    buffer_release(&text);
}
