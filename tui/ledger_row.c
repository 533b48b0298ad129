#include "tui/ledger_row.h"

#include "core/note.h"
#include "tui/bodies.h"
#include "tui/i18n.h"

static void copy(char *out, size_t size, struct slice text)
{
    size_t length = text.length < size ? text.length : size - 1;
    while (length < text.length && length > 0 && ((unsigned char)text.at[length] & 0xC0) == 0x80)
        length--;
    if (length)
        memcpy(out, text.at, length);
    out[length] = '\0';
}

/* The words that tell an entry: its title, else the seat or key it is about. */
static struct slice subject(const struct entry *entry)
{
    enum { WORDS_FROM = 2 };
    static const char *const fields[] = {"title", "seat", "role", "stance", "result"};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        struct slice value = entry_value(entry, fields[i]);
        const char *word = i >= WORDS_FROM ? i18n_word(value) : NULL;
        if (value.at)
            return word ? slice_of(word) : value;
    }
    return SLICE("");
}

void ledger_row_take(struct ledger_row *row, const struct entry_item *item, struct slice body)
{
    struct arena arena;
    struct note note;
    struct entry entry;
    *row = (struct ledger_row){.rejected = item->rejected.length > 0};
    copy(row->code, sizeof row->code, item->rejected);
    arena_init(&arena);
    if (note_parse(item->note, &note, NULL) == STATUS_OK && entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK) {
        row->readable = true;
        row->kind = entry.kind;
        row->at = entry.at.seconds;
        copy(row->by, sizeof row->by, bodies_short(entry.by, body));
        copy(row->title, sizeof row->title, subject(&entry));
    }
    arena_release(&arena);
}

static void draw_known(const struct ledger_row *row, struct canvas *canvas, struct area line)
{
    const char *kind = row->readable ? i18n_word(slice_of(kind_table(row->kind)->name)) : _("not readable");
    int dates = line.columns > 90 ? 18 : 0;
    struct buffer when;
    buffer_init(&when);
    i18n_time(row->at, &when);
    canvas_text(canvas, line.row, line.column + 10, dates ? dates - 1 : 0, STYLE_NORMAL, buffer_slice(&when));
    canvas_say(canvas, line.row, line.column + 10 + dates, 13, row->rejected ? STYLE_BAD : STYLE_NORMAL,
               row->rejected ? _("refused")
               : kind        ? kind
                             : "");
    int column = line.column + 24 + dates, rest = line.columns - 24 - dates;
    int by = rest > 40 ? 22 : rest / 2;
    canvas_say(canvas, line.row, column, by - 1, STYLE_NORMAL, row->by);
    canvas_say(canvas, line.row, column + by, rest - by, STYLE_NORMAL, row->rejected ? row->code : row->title);
    buffer_release(&when);
}

void ledger_row_draw(const struct ledger_row *row, int64_t place, bool under_head, struct canvas *canvas,
                     struct area line)
{
    struct buffer number;
    buffer_init(&number);
    buffer_format(&number, "%lld", (long long)place);
    canvas_right(canvas, line.row, line.column, 7, STYLE_MUTED, buffer_slice(&number));
    canvas_say(canvas, line.row, line.column + 8, 1, STYLE_GOOD, under_head ? canvas_sign(canvas, SIGN_GOOD) : " ");
    buffer_release(&number);
    if (row)
        draw_known(row, canvas, line);
}
