/* Why seats voted as they did: what goes into the minutes beside the count. */
#include "core/note.h"
#include "data/query_vote.h"
#include "tui/app.h"
#include "tui/markdown.h"
#include "tui/result.h"

/* So many are read, and so many bytes of each are shown: the page is painted as a whole. */
enum { REASONS_MAX = 40, REASON_SHOWN = 600 };

struct reading {
    struct result *result;
    enum status status;
};

/* The free text of a note. */
static enum status text_of(struct slice bytes, struct arena *arena, struct slice *out)
{
    struct note note;
    struct entry entry;
    struct arena fields;
    struct buffer text;
    arena_init(&fields);
    buffer_init(&text);
    enum status status = note_parse(bytes, &note, NULL);
    if (status == STATUS_OK)
        status = entry_parse(note.text, &fields, &entry, NULL);
    if (status == STATUS_OK) {
        entry_plain_text(&entry, &text);
        *out = arena_copy(arena, buffer_slice(&text));
        status = out->at ? buffer_status(&text) : STATUS_NO_MEMORY;
    }
    buffer_release(&text);
    arena_release(&fields);
    return status;
}

static bool take(void *context, const struct reason_item *item)
{
    struct reading *reading = context;
    struct result *result = reading->result;
    size_t seat = roll_seat_find(&result->counting.roll, item->seat);
    if (seat == ROLL_NONE || !result_votes(result, seat))
        return true;
    if (result->reasons == REASONS_MAX) {
        result->unread++;
        return true;
    }
    struct result_reason *reason = &result->reason[result->reasons++];
    *reason = (struct result_reason){
        .index = item->index, .seat = seat, .choice = arena_copy(&result->counting.arena, item->choice)};
    reading->status =
        reason->choice.at ? text_of(item->note, &result->counting.arena, &reason->text) : STATUS_NO_MEMORY;
    return reading->status == STATUS_OK;
}

enum status result_read_reasons(struct result *result, struct app *app)
{
    struct reading reading = {.result = result, .status = STATUS_OK};
    result->reasons = result->unread = 0;
    if (result->hidden)
        return STATUS_OK;
    result->reason = arena_array(&result->counting.arena, REASONS_MAX, sizeof *result->reason);
    if (!result->reason)
        return STATUS_NO_MEMORY;
    enum status status =
        query_vote_reasons(app_store(app), result->facts.body, result->facts.index, take, &reading, &app->problem);
    return status == STATUS_OK ? reading.status : status;
}

/* "Landkreis: no", "Gemeinde: yes (deputy)" */
static void write_voter(const struct result *result, const struct result_reason *reason, struct page *page)
{
    const struct roll_seat *seat = &result->counting.roll.seat[reason->seat];
    struct buffer line;
    buffer_init(&line);
    i18n_pattern("{1}: {2}", seat->title.length ? seat->title : seat->id, i18n_choice(reason->choice), &line);
    enum seat_class class = (enum seat_class)result->counting.vote_class[reason->seat];
    if (class != CLASS_HOLDER) {
        const char *word = i18n_word(slice_of(seat_class_name(class)));
        buffer_format(&line, " (%s)", word ? word : seat_class_name(class));
    }
    page_wrap(page, STYLE_TITLE, 0, buffer_slice(&line));
    buffer_release(&line);
}

static void write_reason(const struct result *result, const struct result_reason *reason, struct page *page)
{
    struct slice shown = slice_head(reason->text, REASON_SHOWN);
    struct page text = *page;
    write_voter(result, reason, &text);
    /* Cut between characters: a byte 10xxxxxx belongs to the one before. */
    while (shown.length < reason->text.length && ((unsigned char)reason->text.at[shown.length] & 0xC0) == 0x80)
        shown.length--;
    text.area.column += 2;
    text.area.columns -= 2;
    page_markdown(&text, shown);
    if (shown.length < reason->text.length) {
        struct buffer rest;
        buffer_init(&rest);
        i18n_count(_("The rest stands in the ledger, entry {1}."), (uint64_t)reason->index, &rest);
        page_wrap(&text, STYLE_MUTED, 0, buffer_slice(&rest));
        buffer_release(&rest);
    }
    page->line = text.line;
}

static void write_reasons(const struct result *result, struct page *page)
{
    for (size_t i = 0; i < result->reasons; i++)
        write_reason(result, &result->reason[i], page);
    if (result->unread) {
        struct buffer more;
        buffer_init(&more);
        i18n_count(ngettext("{1} more reason stands in the ledger.", "{1} more reasons stand in the ledger.",
                            (unsigned long)result->unread),
                   result->unread, &more);
        page_wrap(page, STYLE_MUTED, 0, buffer_slice(&more));
        buffer_release(&more);
    }
}

int result_reasons_box(const struct result *result, struct canvas *canvas, struct area area)
{
    struct page page = {.area = {.columns = area.columns - 4}};
    struct buffer title;
    if (!result->reasons)
        return 0;
    write_reasons(result, &page);
    area.rows = page.line + 2;
    if (!canvas)
        return area.rows;
    buffer_init(&title);
    i18n_count(_("Reasons ({1})"), result->reasons + result->unread, &title);
    page = (struct page){.canvas = canvas, .area = canvas_box(canvas, area, buffer_slice(&title), SLICE(""))};
    write_reasons(result, &page);
    buffer_release(&title);
    return area.rows;
}
