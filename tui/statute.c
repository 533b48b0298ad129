#include "tui/statute.h"

#include "core/body.h"
#include "tui/app.h"
#include "tui/statute_words.h"

enum { LABEL = 22, BESIDE_COLUMNS = 130 };

/* A rule's title and lines; the heading and the lines behind the rules. */
enum { ITEMS_A_RULE = STATUTE_TIE + 2, ITEMS_BESIDES = STATUTE_CHANGE - STATUTE_TIE + 1 };

void statute_release(struct statute_sheet *sheet)
{
    arena_release(&sheet->arena);
}

static struct slice keep(struct statute_sheet *sheet, struct slice text)
{
    struct slice copy = arena_copy(&sheet->arena, text);
    sheet->failed = sheet->failed || !copy.at;
    return copy;
}

static void add(struct statute_sheet *sheet, struct statute_item item)
{
    if (sheet->items < sheet->capacity)
        sheet->item[sheet->items++] = item;
}

static void take_line(void *context, const struct statute_line *line)
{
    struct statute_sheet *sheet = context;
    add(sheet, (struct statute_item){.label = line->label,
                                     .words = keep(sheet, line->words),
                                     .exact = keep(sheet, line->exact),
                                     .standard = line->standard});
}

static enum status copy_statute(struct statute_sheet *sheet, const struct body *body)
{
    const struct statute *statute = &body->statute;
    enum status status = STATUS_OK;
    sheet->title = keep(sheet, body->title);
    for (size_t i = 0; i < statute->rules && status == STATUS_OK; i++) {
        const struct rule *rule = &statute->rule[i].rule;
        add(sheet, (struct statute_item){.rule = keep(sheet, rule->title), .id = keep(sheet, rule->id)});
        status = statute_words_rule(&statute->rule[i], &body->roster, take_line, sheet);
    }
    add(sheet, (struct statute_item){.words = slice_of(_("For every rule"))});
    if (status == STATUS_OK)
        status = statute_words_own(statute, &body->roster, take_line, sheet);
    return status == STATUS_OK && sheet->failed ? STATUS_NO_MEMORY : status;
}

enum status statute_load(struct statute_sheet *sheet, struct app *app)
{
    struct log *log;
    arena_release(&sheet->arena);
    sheet->items = sheet->capacity = 0;
    sheet->failed = false;
    enum status status = bodies_load(&sheet->bodies, app);
    if (status != STATUS_OK || !sheet->bodies.count)
        return status;
    status = ledger_log_number(app->session->ledger, bodies_number(&sheet->bodies), &log, &app->problem);
    if (status != STATUS_OK)
        return status;
    const struct body *body = log_body(log);
    size_t capacity = body->statute.rules * ITEMS_A_RULE + ITEMS_BESIDES;
    sheet->item = arena_array(&sheet->arena, capacity, sizeof *sheet->item);
    if (!sheet->item)
        return STATUS_NO_MEMORY;
    sheet->capacity = capacity;
    return copy_statute(sheet, body);
}

static void write_heading(const struct statute_item *item, struct page *page)
{
    struct buffer text;
    buffer_init(&text);
    if (page->line)
        page_next(page);
    if (item->id.length)
        i18n_pattern(_("Rule: {1} ({2})"), item->rule, item->id, &text);
    else
        buffer_add(&text, item->words);
    page_wrap(page, STYLE_TITLE, 0, buffer_slice(&text));
    buffer_release(&text);
}

/* What is a default is muted: it is not said in the statute. */
static void write_line(const struct statute_item *item, struct page *page)
{
    struct page words = *page, exact = *page;
    enum style style = item->standard ? STYLE_MUTED : STYLE_NORMAL;
    bool beside = page->area.columns >= BESIDE_COLUMNS && item->exact.length;
    if (beside) {
        words.area.columns = page->area.columns * 3 / 5;
        exact.area.column += words.area.columns + 2;
        exact.area.columns -= words.area.columns + 2;
    }
    page_field(&words, LABEL, item->label, style, item->words);
    page->line = words.line;
    if (!item->exact.length)
        return;
    if (!beside) {
        page_field(page, LABEL, "", STYLE_MUTED, item->exact);
        return;
    }
    page_wrap(&exact, STYLE_MUTED, 0, item->exact);
    page->line = exact.line > words.line ? exact.line : words.line;
}

void statute_write(const struct statute_sheet *sheet, struct page *page)
{
    for (size_t i = 0; i < sheet->items; i++)
        if (sheet->item[i].label)
            write_line(&sheet->item[i], page);
        else
            write_heading(&sheet->item[i], page);
}

/* A heading begins below the blank line in front of it. */
int statute_line_of(const struct statute_sheet *sheet, int columns, size_t item)
{
    struct page page = {.area = {.columns = columns}};
    struct statute_sheet part = *sheet;
    part.items = item < sheet->items ? item : sheet->items;
    statute_write(&part, &page);
    return page.line && item < sheet->items && !sheet->item[item].label ? page.line + 1 : page.line;
}

size_t statute_next(const struct statute_sheet *sheet, int columns, int line)
{
    size_t i = 0;
    while (i < sheet->items && (sheet->item[i].label || statute_line_of(sheet, columns, i) <= line))
        i++;
    return i;
}

size_t statute_find(const struct statute_sheet *sheet, struct slice id)
{
    for (size_t i = 0; i < sheet->items; i++)
        if (id.length && slice_equal(sheet->item[i].id, id))
            return i;
    return 0;
}
