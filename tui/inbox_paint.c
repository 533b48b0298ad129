/* The start screen painted: what there is to do, what is new, and facts beside it. */
#include "core/text.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/inbox.h"
#include "tui/page.h"

enum { WIDE_COLUMNS = 100, SIDE_SHARE = 36, BOXES_ROWS = 16, FACTS_ROWS = 6, LEAST_ROWS = 3, FACT_COLUMNS = 10 };

/* Where everything is; a list with rows 0 has no box. */
struct layout {
    struct area box[INBOX_LISTS], facts, meeting; /* meeting: only beside the lists */
};

static int64_t wanted_rows(const struct inbox *inbox, unsigned list)
{
    int64_t count = inbox->list[list].count;
    /* The invitation to somebody without a key or a seat is longer than a list of nothing. */
    if (list == INBOX_TODO && count == 0)
        return 4 + 2;
    return (count ? count : 1) + 2;
}

/* Shares the rows: each box its least, then what it wants in the order of importance, the rest to the news. */
static void share(const struct inbox *inbox, struct area area, struct layout *out)
{
    int left = area.rows, row = area.row;
    for (unsigned i = 0; i < INBOX_LISTS; i++)
        left -= inbox_has_list(inbox, (enum inbox_list)i) ? LEAST_ROWS : 0;
    for (unsigned i = 0; i < INBOX_LISTS; i++) {
        if (!inbox_has_list(inbox, (enum inbox_list)i))
            continue;
        int64_t more = wanted_rows(inbox, i) - LEAST_ROWS, most = i == INBOX_DONE ? left / 2 : left;
        int given = i == INBOX_NEWS || more > most ? (int)(i == INBOX_NEWS ? left : most) : (int)more;
        out->box[i] = area;
        out->box[i].row = row;
        out->box[i].rows = LEAST_ROWS + given;
        left -= given;
        row += out->box[i].rows;
    }
}

/* The meeting stands above the facts and leaves them their least. */
static void share_side(const struct inbox *inbox, struct layout *layout)
{
    if (!inbox->meeting.there)
        return;
    int wanted = inbox_meeting_rows(&inbox->meeting, layout->facts.columns), most = layout->facts.rows - FACTS_ROWS;
    layout->meeting = layout->facts;
    layout->meeting.rows = wanted < most ? wanted : most;
    layout->facts.row += layout->meeting.rows;
    layout->facts.rows -= layout->meeting.rows;
}

static struct layout layout_of(const struct inbox *inbox, struct area area)
{
    struct layout layout = {.facts = area};
    struct area lists = area;
    if (area.rows < BOXES_ROWS) {
        layout.box[inbox->focus] = area;
        layout.facts.rows = 0;
        return layout;
    }
    if (area.columns >= WIDE_COLUMNS) {
        layout.facts.columns = area.columns * SIDE_SHARE / 100;
        lists.columns = area.columns - layout.facts.columns - 1;
        layout.facts.column += lists.columns + 1;
        share_side(inbox, &layout);
    } else {
        layout.facts.rows = FACTS_ROWS + inbox->meeting.there + (inbox->waiting > 0);
        lists.rows -= layout.facts.rows;
        layout.facts.row += lists.rows;
    }
    share(inbox, lists, &layout);
    return layout;
}

int inbox_page(const struct inbox *inbox, struct area area)
{
    return layout_of(inbox, area).box[inbox->focus].rows - 2;
}

static void put(struct canvas *canvas, struct area line, int column, int columns, enum style style, struct slice text)
{
    if (columns > 0)
        canvas_text(canvas, line.row, line.column + column, columns, style, text);
}

/* "! heute 18:00": the sign says that it is near or past, whatever colours there are. */
static void write_deadline(const struct inbox *inbox, const struct inbox_item *item, struct buffer *out)
{
    if (item->has_time)
        format_deadline(item->time, inbox->now, out);
    else
        buffer_text(out, item->task == TASK_VOTE ? _("  no deadline") : "");
}

static void paint_todo(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct inbox *inbox = context;
    const struct inbox_item *item = &inbox->item[INBOX_TODO][index];
    int wanted = text_width(item->number) + 1; /* what waits for a signature has the word of its kind there */
    int number = wanted > 10 ? wanted : 10, deadline = 16, title = line.columns - number - deadline;
    static const char *const tasks[] = {
        [TASK_VOTE] = "{1}", [TASK_APPROVE] = N_("Approve: {1}"), [TASK_CLOSE] = N_("Close the ballot: {1}")};
    struct buffer text, when;
    buffer_init(&text);
    buffer_init(&when);
    (void)focused;
    i18n_pattern(item->task == TASK_VOTE ? "{1}" : _(tasks[item->task]), item->title, SLICE(""), &text);
    write_deadline(inbox, item, &when);
    put(canvas, line, 0, number - 1, STYLE_NORMAL, item->number);
    put(canvas, line, number, title - 1, STYLE_NORMAL, buffer_slice(&text));
    put(canvas, line, number + title, deadline, STYLE_WARN, buffer_slice(&when));
    buffer_release(&text);
    buffer_release(&when);
}

static void paint_done(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct inbox *inbox = context;
    const struct inbox_item *item = &inbox->item[INBOX_DONE][index];
    int number = 10, choice = 12, state = line.columns >= 56 ? 20 : 0;
    int title = line.columns - 2 - number - choice - state;
    (void)focused;
    canvas_say(canvas, line.row, line.column, 1, item->waits ? STYLE_WARN : STYLE_GOOD,
               canvas_sign(canvas, item->waits ? SIGN_MORE : SIGN_GOOD));
    put(canvas, line, 2, number - 1, STYLE_NORMAL, item->number);
    put(canvas, line, 2 + number, title - 1, STYLE_NORMAL, item->title);
    put(canvas, line, 2 + number + title, choice - 1, STYLE_TITLE, item->choice);
    put(canvas, line, 2 + number + title + choice, state, STYLE_NORMAL, item->state);
}

static void paint_news(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct inbox *inbox = context;
    const struct inbox_item *item = &inbox->item[INBOX_NEWS][index];
    struct buffer when;
    buffer_init(&when);
    (void)focused;
    format_brief(item->time, inbox->now, &when);
    put(canvas, line, 0, 13, STYLE_MUTED, buffer_slice(&when));
    put(canvas, line, 13, 1, STYLE_TITLE, item->fresh ? SLICE("*") : SLICE(" "));
    put(canvas, line, 15, line.columns - 15, STYLE_NORMAL, item->title);
    buffer_release(&when);
}

/* What stands in an empty list: what to do, or that nothing is. */
static const char *empty_text(const struct inbox *inbox, enum inbox_list list)
{
    if (!inbox->has_body && !inbox->has_key && list == INBOX_TODO)
        return _(
            "There is no body in this ledger yet, and you have no key. Enter makes a key; with it F founds a body, "
            "as its secretary. \"stimmbuch demo\" shows a sample world.");
    if (!inbox->has_body && list == INBOX_TODO)
        return _("There is no body in this ledger yet. Enter founds one, as its secretary; "
                 "\"stimmbuch demo\" shows a sample world.");
    if (list == INBOX_NEWS)
        return _("Nothing has happened yet.");
    if (list == INBOX_DONE)
        return _("You have not voted yet.");
    if (!inbox->has_key)
        return _("You read without a key: proposals with 2, ballots with 3, the ledger with 4, the audit with 5. "
                 "To vote, choose or make a key: 8.");
    if (!inbox->seats)
        return _("Your key has no seat yet. Choose your seat under 6 and ask for it with T.");
    for (size_t i = 0; i < inbox->seats; i++)
        if (slice_is(inbox->seat[i].role, "secretary"))
            return _("Nothing waits for you. N files a proposal, and on it B opens a ballot. Members ask for their "
                     "seat under 6 with T; here you approve it.");
        else if (slice_is(inbox->seat[i].role, "auditor"))
            return _("Nothing waits for you. 5 checks everything; U does so too and countersigns the newest head.");
    return _("Nothing waits for you.");
}

/* How much is new since the last visit, and when that was; what is new has a * in its line. */
static void write_since(const struct inbox *inbox, struct buffer *out)
{
    struct buffer count, when;
    buffer_init(&count);
    buffer_init(&when);
    format_number((uint64_t)inbox->fresh, &count);
    format_near(inbox->visited, inbox->now, &when);
    i18n_pattern(inbox->fresh ? _("New since your last visit ({1}): {2}")
                              : _("Nothing new since your last visit ({1})"),
                 buffer_slice(&when), buffer_slice(&count), out);
    buffer_release(&count);
    buffer_release(&when);
}

static void write_title(const struct inbox *inbox, enum inbox_list list, struct buffer *out)
{
    struct buffer count;
    buffer_init(&count);
    format_number((uint64_t)inbox->list[list].count, &count);
    if (list == INBOX_TODO)
        i18n_pattern(_("To do ({1})"), buffer_slice(&count), SLICE(""), out);
    else if (list == INBOX_NEWS && inbox->visited)
        write_since(inbox, out);
    else
        buffer_text(out, list == INBOX_DONE ? _("Your votes") : _("What is new"));
    buffer_release(&count);
}

static void paint_list(const struct inbox *inbox, enum inbox_list list, struct canvas *canvas, struct area box)
{
    static list_row *const rows[INBOX_LISTS] = {paint_todo, paint_done, paint_news};
    struct buffer title;
    bool focused = inbox->focus == list;
    buffer_init(&title);
    write_title(inbox, list, &title);
    const char *hint = !focused ? "" : inbox->list[list].count ? _("Enter opens, Tab next area") : _("Tab next area");
    struct area inside = canvas_box(canvas, box, buffer_slice(&title), slice_of(hint));
    buffer_release(&title);
    if (inbox->list[list].count == 0) {
        canvas_wrap(canvas, inside, STYLE_NORMAL, slice_of(empty_text(inbox, list)), 0);
        if (focused)
            canvas_cursor(canvas, inside.row, inside.column);
    } else if (focused) {
        list_draw(&inbox->list[list], canvas, inside, rows[list], inbox);
    } else {
        /* Rows without a focus: the marker and the cursor are elsewhere. */
        int64_t top = inbox->list[list].top;
        for (int i = 0; i < inside.rows && top + i < inbox->list[list].count; i++) {
            struct area line = {
                .row = inside.row + i, .column = inside.column + 2, .rows = 1, .columns = inside.columns - 2};
            rows[list](inbox, top + i, canvas, line, false);
        }
    }
}

static void field(struct page *page, const char *label, const char *pattern, struct slice first, struct slice second)
{
    struct buffer text;
    buffer_init(&text);
    i18n_pattern(pattern, first, second, &text);
    page_field(page, FACT_COLUMNS, label, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
}

/* The key's short id and its name, which is cut rather than broken. */
static void write_key(const struct inbox *inbox, struct page *page)
{
    struct buffer text;
    buffer_init(&text);
    if (inbox->has_key)
        buffer_format(&text, "%08lx  %s", (unsigned long)inbox->key_id, inbox->who);
    else
        buffer_text(&text, _("none in use"));
    page_say(page, 0, FACT_COLUMNS - 1, STYLE_MUTED, slice_of(_("Key")));
    page_say(page, FACT_COLUMNS, page->area.columns, STYLE_NORMAL, buffer_slice(&text));
    page_next(page);
    buffer_release(&text);
}

static struct slice role_name(struct slice role)
{
    const char *word = i18n_word(role);
    return word ? slice_of(word) : role;
}

/* Seats first by body; an office has no seat. One line each where there is little room. */
static void write_seats(const struct inbox *inbox, bool tall, struct page *page)
{
    const char *label = _("Seat");
    for (size_t i = 0; i < inbox->seats && (tall || i == 0); i++, label = "") {
        const struct inbox_seat *seat = &inbox->seat[i];
        struct slice body = tall || !seat->seat.length ? seat->body_title : seat->body_name;
        if (seat->seat.length)
            field(page, label, "{1} ({2})", seat->seat_title, role_name(seat->role));
        else
            field(page, _("Office"), "{1}", role_name(seat->role), SLICE(""));
        if (tall)
            field(page, _("Body"), "{1}", body, SLICE(""));
    }
}

/* The first and the last digits: enough to compare by eye. */
static void write_root(const struct inbox *inbox, const struct canvas *canvas, struct page *page)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    struct buffer size, root;
    buffer_init(&size);
    buffer_init(&root);
    digest_hex(&inbox->root, hex);
    format_number((uint64_t)inbox->head_size, &size);
    buffer_format(&root, "%.4s %.4s %s %.4s", hex, hex + 4, canvas_sign(canvas, SIGN_MORE),
                  hex + DIGEST_HEX_LENGTH - 4);
    field(page, _("Head"), _("{1} at {2}"), buffer_slice(&root), buffer_slice(&size));
    buffer_release(&size);
    buffer_release(&root);
}

static void paint_facts(const struct inbox *inbox, struct canvas *canvas, struct area box, bool beside)
{
    bool tall = box.rows > FACTS_ROWS + 1, line = !beside && inbox->meeting.there;
    struct area inside = canvas_box(canvas, box, slice_of(_("Your key and the ledger")), SLICE(""));
    struct page page = {.canvas = canvas, .area = inside};
    struct buffer text;
    buffer_init(&text);
    if (line) {
        inbox_meeting_write(&inbox->meeting, canvas, &text);
        field(&page, _("Meeting"), "{1}", buffer_slice(&text), SLICE(""));
    }
    if (inbox->has_key && inbox->person[0] && tall)
        field(&page, _("You"), "{1}", slice_of(inbox->person), SLICE(""));
    write_key(inbox, &page);
    write_seats(inbox, tall, &page);
    if (tall)
        page_next(&page);
    buffer_clear(&text);
    format_number((uint64_t)inbox->entries, &text);
    field(&page, inbox->copy ? _("Copy") : _("Ledger"),
          ngettext("{1} entry", "{1} entries", (unsigned long)inbox->entries), buffer_slice(&text), SLICE(""));
    if (inbox->waiting) {
        buffer_clear(&text);
        format_number((uint64_t)inbox->waiting, &text);
        field(&page, _("Waiting"),
              ngettext("{1} entry: a shows it", "{1} entries: a shows them", (unsigned long)inbox->waiting),
              buffer_slice(&text), SLICE(""));
    }
    if (inbox->has_head)
        write_root(inbox, canvas, &page);
    else
        field(&page, _("Head"), _("not signed yet"), SLICE(""), SLICE(""));
    buffer_release(&text);
}

void inbox_paint(const struct inbox *inbox, struct canvas *canvas, struct area area)
{
    struct layout layout = layout_of(inbox, area);
    for (unsigned i = 0; i < INBOX_LISTS; i++)
        if (layout.box[i].rows)
            paint_list(inbox, (enum inbox_list)i, canvas, layout.box[i]);
    if (layout.facts.rows)
        paint_facts(inbox, canvas, layout.facts, layout.facts.column > area.column);
    if (layout.meeting.rows)
        inbox_meeting_paint(&inbox->meeting, canvas, layout.meeting);
}
