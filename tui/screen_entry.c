/* One entry, exactly as it was signed: its bytes line by line, its signatures, its hashes. */
#include "tui/screen_entry.h"

#include "core/merkle.h"
#include "core/note.h"
#include "core/text.h"
#include "data/query.h"
#include "tui/app.h"
#include "tui/screens.h"

#include <stdlib.h>

struct entry_screen {
    struct entry_place place;
    struct buffer note, facts;
    struct pager pager;
};

static void close_screen(void *state)
{
    struct entry_screen *s = state;
    buffer_release(&s->note);
    buffer_release(&s->facts);
    free(s);
}

static void add_fact(struct entry_screen *s, const char *label, const char *hex)
{
    enum { LABEL = 9 };
    buffer_text(&s->facts, label);
    for (int i = text_width(slice_of(label)); i < LABEL; i++)
        buffer_byte(&s->facts, ' ');
    buffer_text(&s->facts, hex);
}

/* Id and leaf, computed here from the bytes. */
static void add_facts(struct entry_screen *s)
{
    struct note note;
    char hex[DIGEST_HEX_LENGTH + 1];
    struct slice bytes = buffer_slice(&s->note);
    if (note_parse(bytes, &note, NULL) == STATUS_OK) {
        struct digest id = digest_of(note.text);
        digest_hex(&id, hex);
        add_fact(s, _("id"), hex);
        buffer_byte(&s->facts, '\n');
    }
    struct digest leaf = merkle_leaf(bytes);
    digest_hex(&leaf, hex);
    add_fact(s, _("leaf"), hex);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct entry_screen *s = calloc(1, sizeof *s);
    if (!s)
        return STATUS_NO_MEMORY;
    s->place = *(const struct entry_place *)argument;
    enum status status = query_entry(app_store(app), s->place.body, s->place.index, &s->note, &app->problem);
    if (status == STATUS_OK) {
        add_facts(s);
        status = buffer_status(&s->facts);
    }
    if (status != STATUS_OK) {
        close_screen(s);
        return status;
    }
    *state = s;
    return STATUS_OK;
}

enum { FACT_LINES = 2 };

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct entry_screen *s = state;
    struct buffer title;
    buffer_init(&title);
    struct buffer number;
    buffer_init(&number);
    buffer_format(&number, "%lld", (long long)s->place.index);
    i18n_pattern(_("Entry {1}: exactly as it stands in the ledger"), buffer_slice(&number), SLICE(""), &title);
    struct area box = area;
    box.rows -= FACT_LINES;
    struct area inside = canvas_box(canvas, box, buffer_slice(&title), SLICE(""));
    canvas_wrap(canvas, inside, STYLE_NORMAL, buffer_slice(&s->note), s->pager.top);
    struct area facts = {box.row + box.rows, area.column + 2, FACT_LINES, area.columns - 3};
    canvas_wrap(canvas, facts, STYLE_MUTED, buffer_slice(&s->facts), 0);
    canvas_cursor(canvas, inside.row, inside.column);
    buffer_release(&title);
    buffer_release(&number);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct entry_screen *s = state;
    struct canvas measure;
    canvas_init(&measure, 1, app->area.columns, app->ascii);
    struct area area = {.columns = app->area.columns - 4};
    s->pager.lines = measure.failed ? 0 : canvas_wrap(&measure, area, STYLE_NORMAL, buffer_slice(&s->note), 0);
    canvas_release(&measure);
    return pager_act(&s->pager, action, app->area.rows - FACT_LINES - 2) ? REACT_REDRAW : REACT_NONE;
}

static bool entry(const void *state, struct found *found)
{
    const struct entry_screen *s = state;
    *found = (struct found){.body = s->place.body, .index = s->place.index};
    return true;
}

static const enum action actions[] = {ACTION_UP, ACTION_DOWN, ACTION_PAGE_DOWN, ACTION_NONE};

const struct screen screen_entry = {
    .name = N_("Entry"),
    .tab = ACTION_TAB_LEDGER,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .entry = entry,
};
