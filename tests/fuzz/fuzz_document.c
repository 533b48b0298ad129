/*
 * A person's text in a document: its pieces lie in it one behind the other, each where it is said to be; as text,
 * Markdown and HTML it never gets out of its quotation. The first byte says whether it is a cell of a table besides.
 */
#include "core/document.h"
#include "tests/fuzz/fuzz.h"

static bool lies_in(struct slice part, struct slice whole)
{
    return part.at >= whole.at && part.at + part.length <= whole.at + whole.length;
}

/* Only blanks are left out between the pieces, and what marks them. */
static void take_pieces(struct slice text)
{
    struct slice rest = text;
    struct piece piece;
    const char *behind = text.at;
    while (document_piece(&rest, &piece)) {
        HOLDS(lies_in(piece.text, text) && lies_in(rest, text));
        HOLDS(piece.text.at >= behind);
        HOLDS(rest.at > behind && piece.text.at + piece.text.length <= rest.at);
        HOLDS((piece.kind == PIECE_STEP) == (piece.mark.length > 1));
        HOLDS(piece.kind != PIECE_STEP ||
              (lies_in(piece.mark, text) && piece.mark.at + piece.mark.length < piece.text.at));
        behind = rest.at;
    }
    HOLDS(rest.length == 0);
}

/* Each line of it begins as a quotation does. */
static void quotes_every_line(struct slice text)
{
    while (text.length) {
        struct slice line = slice_cut(&text, '\n');
        HOLDS(line.length == 0 || line.at[0] == '>');
    }
}

static size_t count(struct slice text, const char *words)
{
    size_t found = 0;
    for (size_t length = strlen(words); text.length >= length; text = slice_from(text, 1))
        found += memcmp(text.at, words, length) == 0;
    return found;
}

/* What makes tags, and no others. */
static bool has_own_tags(struct slice html)
{
    static const char *const tags[] = {"p",  "/p",  "strong", "/strong", "ul",  "/ul",
                                       "ol", "/ol", "li",     "/li",     "pre", "/pre"};
    struct slice begin = SLICE("<blockquote>"), end = SLICE("</blockquote>");
    HOLDS(count(html, begin.at) == 1 && count(html, end.at) == 1);
    html = slice_from(html, (size_t)((const char *)memmem(html.at, html.length, begin.at, begin.length) - html.at) +
                                begin.length);
    html = slice_head(html, (size_t)((const char *)memmem(html.at, html.length, end.at, end.length) - html.at));
    for (size_t tagged = count(html, "<"); tagged; tagged--) {
        (void)slice_cut(&html, '<');
        struct slice tag = slice_head(html, strcspn(html.at, " >"));
        bool own = false;
        for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
            own = own || slice_is(tag, tags[i]);
        if (!own)
            return false;
    }
    return true;
}

typedef enum status writer(const struct document *document, struct buffer *out);

static void write(const struct document *document, writer *writes, struct buffer *out)
{
    buffer_clear(out);
    HOLDS(writes(document, out) == STATUS_OK);
    for (size_t i = 0; i < out->length; i++)
        HOLDS((unsigned char)out->at[i] >= ' ' ? out->at[i] != '\x7f' : out->at[i] == '\n');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = fuzz_input(data, size);
    size_t tables = fuzz_choose(&input, 2);
    struct document document;
    struct buffer out;
    take_pieces(input);
    document_init(&document, "en");
    buffer_init(&out);
    document_quote(&document, input);
    HOLDS(document_status(&document) == STATUS_OK);
    take_pieces(document.first->text);
    write(&document, document_write_text, &out);
    quotes_every_line(buffer_slice(&out));
    write(&document, document_write_markdown, &out);
    quotes_every_line(buffer_slice(&out));
    HOLDS(count(buffer_slice(&out), "<") == 0);
    write(&document, document_write_html, &out);
    HOLDS(has_own_tags(buffer_slice(&out)));
    if (tables) {
        document_table(&document, input, 2, 1);
        for (int i = 0; i < 6; i++)
            document_cell(&document, i == 3 ? SLICE("1") : input);
        document_fact(&document, input, input);
        document_exact(&document, input);
        write(&document, document_write_text, &out);
        write(&document, document_write_markdown, &out);
        write(&document, document_write_html, &out);
        HOLDS(count(buffer_slice(&out), "<tr>") == 3);
    }
    document_release(&document);
    buffer_release(&out);
    return 0;
}
