/* One entry, exactly as it was signed: its bytes line by line, its signatures, its hashes. */
#include "tui/screen_entry.h"

#include "core/merkle.h"
#include "core/note.h"
#include "core/text.h"
#include "data/entry_signers.h"
#include "data/query.h"
#include "tui/app.h"
#include "tui/bodies.h"
#include "tui/screens.h"

#include <stdlib.h>

struct entry_screen {
    struct entry_place place;
    struct buffer note, facts;
    struct entry_signer signer[NOTE_LINES_MAX]; /* names borrowed from the note, without the body's */
    size_t signers;
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

static enum status add_signers(struct entry_screen *s, struct app *app, const struct note *note)
{
    struct log *log;
    enum status status = entry_signers(app_store(app), s->place.body, s->place.index, note, s->signer, &app->problem);
    if (status == STATUS_OK)
        status = ledger_log_number(app->session->ledger, s->place.body, &log, &app->problem);
    for (; s->signers < note->lines && status == STATUS_OK; s->signers++)
        s->signer[s->signers].name = bodies_short(s->signer[s->signers].name, log_body(log)->name);
    return status;
}

/* Id and leaf, computed here from the bytes; and who signed. */
static enum status add_facts(struct entry_screen *s, struct app *app)
{
    struct note note;
    char hex[DIGEST_HEX_LENGTH + 1];
    struct slice bytes = buffer_slice(&s->note);
    enum status status = STATUS_OK;
    if (note_parse(bytes, &note, NULL) == STATUS_OK) {
        struct digest id = digest_of(note.text);
        digest_hex(&id, hex);
        add_fact(s, _("id"), hex);
        buffer_byte(&s->facts, '\n');
        status = add_signers(s, app, &note);
    }
    struct digest leaf = merkle_leaf(bytes);
    digest_hex(&leaf, hex);
    add_fact(s, _("leaf"), hex);
    return status == STATUS_OK ? buffer_status(&s->facts) : status;
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct entry_screen *s = calloc(1, sizeof *s);
    if (!s)
        return STATUS_NO_MEMORY;
    s->place = *(const struct entry_place *)argument;
    enum status status = query_entry(app_store(app), s->place.body, s->place.index, &s->note, &app->problem);
    if (status == STATUS_OK)
        status = add_facts(s, app);
    if (status != STATUS_OK) {
        close_screen(s);
        return status;
    }
    *state = s;
    return STATUS_OK;
}

enum { FACT_LINES = 2, SIGNER_LINES = 3, LOW = 12, LOWEST = 9 };

/*
 * "Signatures: ✓ gs1, ✓ stadt": what does not hold is said in words too. Returns the lines that it takes; they are
 * drawn where the area has rows for them.
 */
static int draw_signers(const struct entry_screen *s, struct canvas *canvas, struct area area)
{
    struct buffer text;
    bool hold = true;
    buffer_init(&text);
    buffer_text(&text, _("Signatures:"));
    for (size_t i = 0; i < s->signers; i++) {
        bool holds = s->signer[i].state == SIGNER_HOLDS;
        const char *pattern = holds                                ? " {2} {1}"
                              : s->signer[i].state == SIGNER_FALSE ? _(" {2} {1} (does not hold)")
                                                                   : _(" {2} {1} (no such key is known)");
        buffer_text(&text, i ? "," : "");
        i18n_pattern(pattern, s->signer[i].name, slice_of(canvas_sign(canvas, holds ? SIGN_GOOD : SIGN_BAD)), &text);
        hold = hold && holds;
    }
    int lines = canvas_wrap(canvas, area, hold ? STYLE_GOOD : STYLE_BAD, buffer_slice(&text), 0);
    buffer_release(&text);
    return lines;
}

/* The lines under the text; where the screen is low that comes first. */
struct below {
    int signers, facts;
};

static struct below below_of(const struct entry_screen *s, struct canvas *canvas, struct area area)
{
    int lines = draw_signers(s, canvas, (struct area){.columns = area.columns - 3});
    int most = area.rows < LOW ? 1 : SIGNER_LINES;
    return (struct below){lines < most ? lines : most, area.rows < LOWEST ? 0 : FACT_LINES};
}

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
    struct below below = below_of(s, canvas, area);
    box.rows -= below.signers + below.facts;
    struct area inside = canvas_box(canvas, box, buffer_slice(&title), SLICE(""));
    canvas_wrap(canvas, inside, STYLE_NORMAL, buffer_slice(&s->note), s->pager.top);
    struct area facts = {box.row + box.rows, area.column + 2, below.signers, area.columns - 3};
    draw_signers(s, canvas, facts);
    facts.row += below.signers;
    facts.rows = below.facts;
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
    struct below below = below_of(s, &measure, app->area);
    int rows = app->area.rows - 2 - below.signers - below.facts;
    canvas_release(&measure);
    return pager_act(&s->pager, action, rows) ? REACT_REDRAW : REACT_NONE;
}

static bool entry(const void *state, struct found *found)
{
    const struct entry_screen *s = state;
    *found = (struct found){.body = s->place.body, .index = s->place.index};
    return true;
}

static const enum action actions[] = {ACTION_EXPORT, ACTION_COPY,      ACTION_UP,
                                      ACTION_DOWN,   ACTION_PAGE_DOWN, ACTION_NONE};

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
