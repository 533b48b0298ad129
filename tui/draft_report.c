#include "tui/draft_report.h"

#include "tui/i18n.h"

enum { LABEL = 19 };

void draft_report_init(struct draft_report *report)
{
    *report = (struct draft_report){.lines = 0};
    arena_init(&report->arena);
}

void draft_report_release(struct draft_report *report)
{
    arena_release(&report->arena);
    draft_report_init(report);
}

enum status draft_report_status(const struct draft_report *report)
{
    return report->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

void draft_report_add(struct draft_report *report, struct report_line line)
{
    if (report->lines == report->capacity) {
        size_t capacity = report->capacity ? 2 * report->capacity : 32;
        struct report_line *longer = arena_array(&report->arena, capacity, sizeof *longer);
        if (longer && report->lines)
            memcpy(longer, report->line, report->lines * sizeof *longer);
        report->failed = report->failed || !longer;
        if (!longer)
            return;
        report->line = longer;
        report->capacity = capacity;
    }
    line.words = arena_copy(&report->arena, line.words);
    report->failed = report->failed || !line.words.at;
    report->line[report->lines++] = line;
}

void draft_report_say(struct draft_report *report, enum style style, const char *label, const char *pattern,
                      struct slice first, struct slice second)
{
    struct buffer text;
    buffer_init(&text);
    i18n_pattern(pattern, first, second, &text);
    report->failed = report->failed || buffer_status(&text) != STATUS_OK;
    draft_report_add(report, (struct report_line){style, SIGN_COUNT, label, buffer_slice(&text)});
    buffer_release(&text);
}

void draft_report_draw(const struct draft_report *report, struct page *page)
{
    const struct canvas plain = {.ascii = page->canvas && page->canvas->ascii};
    struct buffer text;
    buffer_init(&text);
    for (size_t i = 0; i < report->lines; i++) {
        const struct report_line *line = &report->line[i];
        buffer_clear(&text);
        if (line->sign != SIGN_COUNT)
            buffer_format(&text, "%s ", canvas_sign(&plain, line->sign));
        buffer_add(&text, line->words);
        if (!line->label && page->line)
            page_next(page);
        if (line->label)
            page_field(page, LABEL, line->label, line->style, buffer_slice(&text));
        else
            page_wrap(page, line->style, 0, buffer_slice(&text));
    }
    buffer_release(&text);
}
