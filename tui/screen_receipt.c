/* What became of an entry: its place, its id, and how far it is. Made to look like nothing else. */
#include "core/entry.h"
#include "core/fingerprint.h"
#include "core/note.h"
#include "core/text.h"
#include "data/head.h"
#include "data/head_cosign.h"
#include "data/query.h"
#include "data/receipt_make.h"
#include "tui/app.h"
#include "tui/digits.h"
#include "tui/format.h"
#include "tui/page.h"
#include "tui/qr.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"

#include <stdlib.h>

enum { LABEL = 11, LEFT_LEAST = 36, ID_GROUP_BYTES = 8, DIGITS_FROM = 19, LOW = 10 };

struct receipt_screen {
    struct found place;
    struct buffer note, body, title, choice, seat, id, words, when; /* seat: of a vote */
    enum kind kind;
    size_t signatures;
    uint64_t head;      /* the size of the newest signed head; 0: none */
    uint64_t cosigners; /* auditors who have countersigned a head above the entry */
    struct qr qr;
    bool swapped, complete; /* complete: signed in full in a copy, it waits for the writer alone */
    struct pager pager;
};

static void close_screen(void *state)
{
    struct receipt_screen *r = state;
    struct buffer *const buffers[] = {&r->note, &r->body, &r->title, &r->choice, &r->seat, &r->id, &r->words, &r->when};
    for (size_t i = 0; i < sizeof buffers / sizeof buffers[0]; i++)
        buffer_release(buffers[i]);
    qr_release(&r->qr);
    free(r);
}

/* All 64 digits in groups of four, four groups a line. */
static void write_id(struct receipt_screen *r)
{
    for (size_t from = 0; from < DIGEST_LENGTH; from += ID_GROUP_BYTES) {
        struct digest part;
        memcpy(part.byte, r->place.id.byte + from, ID_GROUP_BYTES);
        if (from)
            buffer_byte(&r->id, '\n');
        fingerprint_hex(&part, ID_GROUP_BYTES, &r->id);
    }
}

static void make_code(struct receipt_screen *r)
{
    char hex[DIGEST_HEX_LENGTH + 1], text[sizeof "STIMMBUCH:" + DIGEST_HEX_LENGTH] = "STIMMBUCH:";
    digest_hex(&r->place.id, hex);
    for (size_t i = 0; i < DIGEST_HEX_LENGTH; i++)
        text[sizeof "STIMMBUCH:" - 1 + i] = (char)(hex[i] >= 'a' ? hex[i] - 'a' + 'A' : hex[i]);
    qr_make(slice_of(text), &r->qr);
}

/* The entry's title, or that of what it is about. */
static void write_facts(struct receipt_screen *r, const struct entry *entry)
{
    struct slice title = entry_value(entry, "title");
    const char *word = sign_option(entry_value(entry, "choice"));
    r->kind = entry->kind;
    buffer_add(&r->body, entry->body);
    buffer_add(&r->title, title.at ? title : entry_value(entry, "seat"));
    if (entry->kind == KIND_VOTE)
        buffer_add(&r->seat, entry_value(entry, "seat"));
    if (word)
        buffer_text(&r->choice, word);
    else
        choice_word(entry, &r->choice);
    format_moment(entry->at.seconds, &r->when);
}

static enum status read_entry(struct receipt_screen *r, struct problem *problem)
{
    struct note note;
    struct entry entry;
    struct arena arena;
    arena_init(&arena);
    enum status status = note_parse(buffer_slice(&r->note), &note, problem);
    if (status == STATUS_OK)
        status = entry_parse(note.text, &arena, &entry, problem);
    if (status == STATUS_OK) {
        r->signatures = note.lines;
        r->place.id = digest_of(note.text);
        write_facts(r, &entry);
        write_id(r);
        fingerprint_words(&r->place.id, &r->words);
    }
    arena_release(&arena);
    return status;
}

/* Is it under a signed head by now, and one that auditors have countersigned? */
static enum status look_at_head(struct app *app, struct receipt_screen *r)
{
    struct buffer bytes;
    struct log *log;
    buffer_init(&bytes);
    enum status status = head_newest(app_store(app), r->place.body, &r->head, &bytes);
    buffer_release(&bytes);
    r->cosigners = 0;
    if (status == STATUS_STORE)
        return store_problem(app_store(app), &app->problem);
    if (status != STATUS_OK || r->place.index < 0 || r->head <= (uint64_t)r->place.index)
        return status;
    status = ledger_log_number(app->session->ledger, r->place.body, &log, &app->problem);
    return status == STATUS_OK ? head_cosigners(log, r->place.index, &r->cosigners, &app->problem) : status;
}

static enum status load(struct app *app, struct receipt_screen *r)
{
    enum status status = r->place.index < 0
                             ? ledger_pending(app->session->ledger, &r->place.id, &r->note, &app->problem)
                             : query_entry(app_store(app), r->place.body, r->place.index, &r->note, &app->problem);
    if (status == STATUS_OK && r->place.index < 0) {
        struct submission stands;
        struct problem why;
        problem_clear(&why);
        /* Where it would be refused by now, the list of what waits says so. */
        r->complete = ledger_look(app->session->ledger, buffer_slice(&r->note), app->now, &stands, &why) == STATUS_OK &&
                      stands.signatures >= stands.needed;
    }
    if (status == STATUS_OK)
        status = read_entry(r, &app->problem);
    return status == STATUS_OK ? look_at_head(app, r) : status;
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct receipt_screen *r = calloc(1, sizeof *r);
    if (!r)
        return STATUS_NO_MEMORY;
    r->place = *(const struct found *)argument;
    enum status status = load(app, r);
    if (status != STATUS_OK) {
        close_screen(r);
        return status;
    }
    make_code(r);
    *state = r;
    return STATUS_OK;
}

static void refresh(struct app *app, void *state)
{
    struct receipt_screen *r = state;
    /* A pending entry may have come into the log meanwhile: then it has a place. */
    struct found found;
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&r->place.id, hex);
    if (r->place.index < 0 && query_find_entry(app_store(app), hex, &found, &app->problem) == STATUS_OK)
        r->place = found;
    problem_clear(&app->problem);
    if (look_at_head(app, r) != STATUS_OK)
        app_fail(app, &app->problem);
}

static void draw_step(struct page *page, bool reached, const char *label)
{
    const char *mark = reached ? canvas_sign(page->canvas, SIGN_GOOD) : page->canvas->ascii ? "-" : "–";
    page_say(page, 0, 2, reached ? STYLE_GOOD : STYLE_MUTED, slice_of(mark));
    page_say(page, 2, page->area.columns - 2, reached ? STYLE_NORMAL : STYLE_MUTED, slice_of(label));
    page_next(page);
}

static void draw_progress(const struct receipt_screen *r, struct page *page)
{
    bool logged = r->place.index >= 0, headed = logged && r->head > (uint64_t)r->place.index;
    int column = 2 + text_width(slice_of(_("signed"))) + 2;
    page_say(page, column, page->area.columns - column, STYLE_MUTED, buffer_slice(&r->when));
    draw_step(page, true, _("signed"));
    draw_step(page, logged, logged ? _("in the ledger") : _("in the ledger: not yet"));
    draw_step(page, headed, headed ? _("under a signed head") : _("under a signed head: not yet"));
    draw_step(page, headed && r->cosigners, headed && r->cosigners ? _("countersigned") : _("countersigned: not yet"));
}

static const char *heading(const struct receipt_screen *r)
{
    if (r->place.index < 0)
        return r->complete ? _("Receipt: it waits for the writer") : _("Receipt: it waits for further signatures");
    return r->kind == KIND_VOTE ? _("Receipt: your vote's place in the ledger") : _("Receipt: its place in the ledger");
}

static void draw_number(const struct receipt_screen *r, struct page *page, bool large)
{
    struct buffer number;
    int row = page->area.row + page->line - page->skip;
    if (r->place.index < 0)
        return;
    if (large && page->canvas) {
        if (page->skip == 0)
            digits_draw(page->canvas, row, page->area.column, page->area.columns, (uint64_t)r->place.index);
        page->line += DIGITS_ROWS;
        return;
    }
    buffer_init(&number);
    buffer_number(&number, (uint64_t)r->place.index);
    page_field(page, LABEL, _("Place"), STYLE_TITLE, buffer_slice(&number));
    buffer_release(&number);
}

/* The title in two lines at most: it is known, and what follows must be seen. */
static void draw_title(const struct receipt_screen *r, struct page *page)
{
    struct slice title = buffer_slice(&r->title);
    struct buffer text;
    int room = 2 * (page->area.columns - LABEL) - LABEL;
    buffer_init(&text);
    if (text_width(title) > room && room > 0) {
        buffer_add(&text, text_fit(title, room));
        buffer_text(&text, canvas_sign(page->canvas, SIGN_MORE));
    } else {
        buffer_add(&text, title);
    }
    page_field(page, LABEL, _("About"), STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
}

/* Everything but the code; returns the number of lines. How far it is comes early where not all can be seen. */
static int draw_words(const struct receipt_screen *r, struct canvas *canvas, struct area area, bool large, int skip)
{
    struct page page = {.canvas = canvas, .area = area, .skip = skip};
    draw_number(r, &page, large);
    if (r->choice.length)
        page_field(&page, LABEL, _("Choice"), STYLE_TITLE, buffer_slice(&r->choice));
    if (r->seat.length)
        page_field(&page, LABEL, _("Seat"), STYLE_NORMAL, buffer_slice(&r->seat));
    if (!large)
        draw_progress(r, &page);
    draw_title(r, &page);
    page_field(&page, LABEL, _("Body"), STYLE_NORMAL, buffer_slice(&r->body));
    page_field(&page, LABEL, _("Id"), STYLE_NORMAL, buffer_slice(&r->id));
    if (large)
        draw_progress(r, &page);
    page_field(&page, LABEL, _("Check it"), STYLE_KEY, slice_of(_("key 5, or: stimmbuch verify")));
    page_field(&page, LABEL, _("In words"), STYLE_NORMAL, buffer_slice(&r->words));
    return page.line;
}

static void draw_code(const struct receipt_screen *r, struct canvas *canvas, struct area area, bool fits)
{
    if (fits) {
        int column = area.column + area.columns - qr_columns(&r->qr);
        qr_draw(&r->qr, canvas, area.row, column, r->swapped);
        if (area.rows > qr_rows(&r->qr))
            canvas_say(canvas, area.row + qr_rows(&r->qr), column, qr_columns(&r->qr), STYLE_MUTED,
                       _("← → swap light and dark"));
        return;
    }
    const char *why = !qr_is_built_in() ? _("No QR code: the program was built without libqrencode.")
                      : canvas->ascii   ? _("No QR code: it needs more than ASCII.")
                                        : _("A larger window shows the QR code too.");
    canvas_say(canvas, area.row + area.rows - 1, area.column + 1, area.columns - 2, STYLE_MUTED, why);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct receipt_screen *r = state;
    int code = qr_columns(&r->qr);
    bool fits = code && !canvas->ascii && area.rows >= qr_rows(&r->qr) && area.columns >= code + LEFT_LEAST;
    bool told = !fits && area.rows >= LOW;
    struct area words = {area.row + 1, area.column + 1, area.rows - (told ? 2 : 1),
                         area.columns - 2 - (fits ? code + 1 : 0)};
    canvas_say(canvas, area.row, words.column, words.columns, STYLE_GOOD, heading(r));
    canvas_cursor(canvas, area.row, words.column);
    draw_words(r, canvas, words, area.rows >= DIGITS_FROM, r->pager.top);
    if (fits || told)
        draw_code(r, canvas, area, fits);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct receipt_screen *r = state;
    if (action == ACTION_LEFT || action == ACTION_RIGHT) {
        r->swapped = !r->swapped;
        return REACT_REDRAW;
    }
    if (action == ACTION_ENTER)
        return REACT_BACK;
    struct canvas measure;
    canvas_init(&measure, 1, app->area.columns, app->ascii);
    r->pager.lines =
        measure.failed ? 0 : draw_words(r, &measure, (struct area){.columns = app->area.columns - 2}, false, 0);
    canvas_release(&measure);
    return pager_act(&r->pager, action, app->area.rows - 2) ? REACT_REDRAW : REACT_NONE;
}

static bool entry(const void *state, struct found *found)
{
    *found = ((const struct receipt_screen *)state)->place;
    return true;
}

/* What proves the entry to anybody; while it waits for signatures there is nothing but the entry as it is. */
static enum status text(struct app *app, const void *state, struct buffer *name, struct buffer *out)
{
    const struct receipt_screen *r = state;
    if (r->place.index < 0) {
        char hex[DIGEST_HEX_LENGTH + 1];
        digest_hex(&r->place.id, hex);
        buffer_format(name, "%.8s.txt", hex);
        buffer_add(out, buffer_slice(&r->note));
        return buffer_status(out);
    }
    buffer_add(name, buffer_slice(&r->body));
    buffer_format(name, "-%lld.tlog-proof", (long long)r->place.index);
    return receipt_make(app_store(app), r->place.body, r->place.index, out, &app->problem);
}

static const enum action actions[] = {ACTION_EXPORT, ACTION_COPY,      ACTION_UP,
                                      ACTION_DOWN,   ACTION_PAGE_DOWN, ACTION_NONE};

const struct screen screen_receipt = {
    .name = N_("Receipt"),
    .tab = ACTION_NONE,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = refresh,
    .entry = entry,
    .text = text,
};
