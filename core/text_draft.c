#include "core/text.h"

#include "core/nfc.h"

/* What has been read and not yet written: it is dropped when a line end, or the end of the text, follows. */
struct cleaning {
    struct buffer *out;
    unsigned long changes;
    size_t line_ends; /* before the blanks */
    size_t crlfs;     /* how many of them were CRLF */
    bool first_is_crlf;
    size_t blanks;
    size_t tabs; /* how many of them were tabs */
};

static void drop_blanks(struct cleaning *c)
{
    c->changes += c->blanks;
    c->blanks = 0;
    c->tabs = 0;
}

static void end_line(struct cleaning *c, bool crlf)
{
    drop_blanks(c);
    if (c->line_ends == 0)
        c->first_is_crlf = crlf;
    c->line_ends++;
    c->crlfs += crlf;
}

static void repeat(struct buffer *out, char byte, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buffer_byte(out, byte);
}

static void keep(struct cleaning *c, struct slice character)
{
    repeat(c->out, '\n', c->line_ends);
    repeat(c->out, ' ', c->blanks);
    buffer_add(c->out, character);
    c->changes += c->crlfs + c->tabs;
    c->line_ends = c->crlfs = c->blanks = c->tabs = 0;
}

/* Of the line ends at the end of the text only the one of the last line stays. */
static void end_text(struct cleaning *c)
{
    drop_blanks(c);
    if (c->line_ends > 0 && c->out->length > 0) {
        buffer_byte(c->out, '\n');
        c->changes += c->first_is_crlf;
        c->line_ends--;
    }
    c->changes += c->line_ends;
}

/* Takes the first character of `rest`. Returns its bytes (two for CRLF); 0 when it is not allowed. */
static size_t take(struct cleaning *c, struct slice rest)
{
    uint32_t code = 0;
    size_t used = text_decode(rest, &code);
    bool crlf = code == '\r' && rest.length > 1 && rest.at[1] == '\n';
    if (code == '\n' || crlf) {
        end_line(c, crlf);
        return crlf ? 2 : 1;
    }
    if (code == ' ' || code == '\t') {
        c->blanks++;
        c->tabs += code == '\t';
    } else if (code == 0x00AD) {
        c->changes++;
    } else if (used > 0 && text_code_allowed(code)) {
        keep(c, slice_head(rest, used));
    } else {
        return 0;
    }
    return used;
}

/* Appends the NFC of `text`; one change for each piece that becomes another. */
static enum status compose(struct slice text, struct buffer *out, unsigned long *changes)
{
    enum status status = STATUS_OK;
    while (text.length > 0 && status == STATUS_OK) {
        struct slice piece = nfc_piece(text);
        size_t before = (size_t)(piece.at - text.at);
        buffer_add(out, slice_head(text, before));
        size_t start = out->length;
        if (piece.length > 0)
            status = nfc_add(piece, out);
        *changes += !slice_equal(piece, slice_from(buffer_slice(out), start));
        text = slice_from(text, before + piece.length);
    }
    return status == STATUS_OK ? buffer_status(out) : status;
}

enum status text_normalise_draft(struct slice in, struct buffer *out, unsigned long *changes, struct problem *problem)
{
    static const char bom[] = "\xEF\xBB\xBF";
    struct buffer clean, form;
    buffer_init(&clean);
    buffer_init(&form);
    struct cleaning c = {.out = &clean};
    enum status status = STATUS_OK;

    if (slice_is(slice_head(in, sizeof bom - 1), bom)) {
        in = slice_from(in, sizeof bom - 1);
        c.changes++;
    }
    for (size_t at = 0, used; at < in.length; at += used) {
        used = take(&c, slice_from(in, at));
        if (used == 0) {
            status = text_refuse(in, at, problem);
            goto out;
        }
    }
    end_text(&c);
    status = buffer_status(&clean);
    if (status == STATUS_OK)
        status = compose(buffer_slice(&clean), &form, &c.changes);
    if (status == STATUS_OK) {
        buffer_add(out, buffer_slice(&form));
        status = buffer_status(out);
        *changes = c.changes;
    }
out:
    buffer_release(&clean);
    buffer_release(&form);
    return status;
}

void text_squeeze(struct slice in, struct buffer *out, unsigned long *changes)
{
    for (size_t at = 0; at < in.length; at++) {
        if (in.at[at] == ' ' && at > 0 && in.at[at - 1] == ' ')
            ++*changes;
        else
            buffer_byte(out, in.at[at]);
    }
}
