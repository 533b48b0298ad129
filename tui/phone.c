#include "tui/phone.h"

#include "core/fingerprint.h"
#include "tui/big_text.h"
#include "tui/i18n.h"

static const char *advice(enum phone_side side)
{
    if (side == PHONE_APPROVES)
        return _(
            "Ring up whoever asks, under a number that you know from elsewhere. Ask whether they asked for this, and "
            "let them read the words out from their screen (8). Approve only if all eight are the same.");
    return _("A secretary rings you up before approving. Read these words out when you are asked for them; do not tell "
             "anybody your passphrase.");
}

/* In blocks where they then leave room for the advice, else as a line that stands out. */
static int draw_words(struct canvas *canvas, struct area area, struct slice words, bool *large)
{
    int rows = big_wrap(canvas, area, STYLE_TITLE, words);
    *large = rows > 0;
    return rows ? rows : canvas_wrap(canvas, area, STYLE_TITLE, words, 0);
}

int phone_draw(struct canvas *canvas, struct area area, struct slice vkey, struct slice name, enum phone_side side)
{
    enum { FRAME = 2, LEAST = 4 };
    struct area inside = {area.row + 1, area.column + 2, area.rows - FRAME, area.columns - 2 * FRAME};
    struct digest digest = digest_of(vkey);
    struct buffer words, hex, title;
    struct canvas measure;
    if (inside.rows < LEAST)
        return 0;
    buffer_init(&words);
    buffer_init(&hex);
    buffer_init(&title);
    fingerprint_words(&digest, &words);
    fingerprint_hex(&digest, FINGERPRINT_BYTES, &hex);
    canvas_init(&measure, 1, inside.columns, canvas->ascii);
    int told = canvas_wrap(&measure, (struct area){.columns = inside.columns}, STYLE_NORMAL, slice_of(advice(side)), 0);
    canvas_release(&measure);
    struct area top = {inside.row, inside.column, inside.rows - told - 1, inside.columns};
    bool large = false;
    int rows = top.rows > 0 ? draw_words(canvas, top, buffer_slice(&words), &large) : 0;
    bool fits = rows > 0 && rows <= top.rows;
    /* Blocks are no letters to whoever has the screen read out. */
    if (large) {
        buffer_text(&hex, "  ");
        buffer_add(&hex, buffer_slice(&words));
    }
    if (fits) {
        canvas_text(canvas, inside.row + rows, inside.column, inside.columns, STYLE_MUTED, buffer_slice(&hex));
        struct area rest = {inside.row + rows + 1, inside.column, told, inside.columns};
        canvas_wrap(canvas, rest, STYLE_NORMAL, slice_of(advice(side)), 0);
        i18n_pattern(_("To be compared by telephone: the key {1}"), name, SLICE(""), &title);
        area.rows = rows + 1 + told + FRAME;
        canvas_box(canvas, area, buffer_slice(&title), SLICE(""));
    }
    buffer_release(&words);
    buffer_release(&hex);
    buffer_release(&title);
    return fits ? area.rows : 0;
}
