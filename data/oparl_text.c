#include "data/oparl_text.h"

#include "core/text.h"

#include <unictype.h>

enum { NEXT_LINE = 0x85, LINE_SEPARATOR = 0x2028, PARAGRAPH_SEPARATOR = 0x2029 };

static bool ends_line(uint32_t code)
{
    return (code >= '\n' && code <= '\r') || code == NEXT_LINE || code == LINE_SEPARATOR || code == PARAGRAPH_SEPARATOR;
}

static void add_code(uint32_t code, struct buffer *out)
{
    char bytes[TEXT_CODE_BYTES];
    buffer_add(out, (struct slice){.at = bytes, .length = text_encode(code, bytes)});
}

static void clean_code(uint32_t code, bool lines, struct buffer *out)
{
    if (ends_line(code))
        buffer_byte(out, lines ? '\n' : ' ');
    else if (code < ' ' || (code >= 0x7F && code < 0xA0) || (!lines && uc_is_property_white_space(code)))
        buffer_byte(out, ' ');
    else if (text_code_allowed(code))
        add_code(code, out);
    else if (!uc_is_property_default_ignorable_code_point(code))
        add_code(TEXT_REPLACEMENT, out);
}

static void clean_codes(struct slice in, bool lines, struct buffer *out)
{
    uint32_t code = 0;
    size_t used;
    while ((used = text_decode(in, &code)) > 0) {
        if (slice_equal(slice_head(in, 2), SLICE("\r\n")))
            used = 2;
        clean_code(code, lines, out);
        in = slice_from(in, used);
    }
}

static struct slice trim(struct slice s, char what)
{
    while (s.length > 0 && s.at[0] == what)
        s = slice_from(s, 1);
    while (s.length > 0 && s.at[s.length - 1] == what)
        s.length--;
    return s;
}

/* NFC is left to the reader of drafts, so that there is one place that knows how. */
static void clean(struct slice in, bool lines, struct buffer *out)
{
    struct buffer codes, squeezed;
    unsigned long changes = 0;
    buffer_init(&codes);
    buffer_init(&squeezed);
    clean_codes(in, lines, &codes);
    if (!lines) {
        text_squeeze(buffer_slice(&codes), &squeezed, &changes);
        codes.failed = codes.failed || squeezed.failed;
    }
    struct slice cut = lines ? buffer_slice(&codes) : trim(buffer_slice(&squeezed), ' ');
    /* With allowed characters only, no memory is all that can be missing. */
    if (codes.failed || (cut.length && text_normalise_draft(cut, out, &changes, NULL) != STATUS_OK))
        out->failed = true;
    buffer_release(&codes);
    buffer_release(&squeezed);
}

void oparl_clean_line(struct slice in, struct buffer *out)
{
    clean(in, false, out);
}

void oparl_clean_text(struct slice in, struct buffer *out)
{
    struct buffer text;
    buffer_init(&text);
    clean(in, true, &text);
    buffer_add(out, trim(buffer_slice(&text), '\n'));
    out->failed = out->failed || text.failed;
    buffer_release(&text);
}

bool oparl_title(struct slice line, struct buffer *out)
{
    if (text_length(line) <= OPARL_TITLE_MAX) {
        buffer_add(out, line);
        return false;
    }
    uint32_t code;
    size_t at = 0, word = 0;
    for (size_t count = 0; count < OPARL_TITLE_MAX - 2; count++) {
        at += text_decode(slice_from(line, at), &code);
        if (line.at[at] == ' ')
            word = at;
    }
    /* A single endless word is cut where it must be. */
    buffer_add(out, trim(slice_head(line, word > at / 2 ? word : at), ' '));
    buffer_text(out, " …");
    return true;
}

static const char *written_out(uint32_t code)
{
    switch (code) {
    case 0xE4:
        return "ae";
    case 0xF6:
        return "oe";
    case 0xFC:
        return "ue";
    case 0xC4:
        return "Ae";
    case 0xD6:
        return "Oe";
    case 0xDC:
        return "Ue";
    case 0xDF:
        return "ss";
    default:
        return "-";
    }
}

static bool is_letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

void oparl_number(struct slice line, size_t limit, struct buffer *out)
{
    struct buffer number;
    uint32_t code = 0;
    buffer_init(&number);
    for (size_t used; (used = text_decode(line, &code)) > 0; line = slice_from(line, used)) {
        char byte = code < 0x80 ? (char)code : '\0';
        const char *add = written_out(code);
        if (is_letter_or_digit(byte) || byte == '.' || byte == '/')
            buffer_byte(&number, byte);
        else if (add[0] != '-' || (number.length > 0 && number.at[number.length - 1] != '-'))
            buffer_text(&number, add);
    }
    struct slice kept = buffer_slice(&number);
    while (kept.length > 0 && !is_letter_or_digit(kept.at[0]))
        kept = slice_from(kept, 1);
    kept = slice_head(kept, limit);
    while (kept.length > 0 && !is_letter_or_digit(kept.at[kept.length - 1]))
        kept.length--;
    buffer_add(out, kept);
    out->failed = out->failed || number.failed;
    buffer_release(&number);
}

struct slice oparl_id_tail(struct slice id)
{
    while (id.length > 0 && id.at[id.length - 1] == '/')
        id.length--;
    const char *slash = id.length ? memrchr(id.at, '/', id.length) : NULL;
    return slash ? slice_from(id, (size_t)(slash - id.at) + 1) : id;
}

void oparl_escape(struct slice line, struct buffer *out)
{
    for (size_t i = 0; i < line.length; i++) {
        if (strchr("\\`[]<>", line.at[i]))
            buffer_byte(out, '\\');
        buffer_byte(out, line.at[i]);
    }
}

void oparl_link(struct slice line, struct buffer *out)
{
    bool web =
        slice_equal(slice_head(line, 8), SLICE("https://")) || slice_equal(slice_head(line, 7), SLICE("http://"));
    for (size_t i = 0; i < line.length; i++)
        web = web && !strchr(" <>", line.at[i]);
    if (!web) {
        oparl_escape(line, out);
        return;
    }
    buffer_byte(out, '<');
    buffer_add(out, line);
    buffer_byte(out, '>');
}

const char *oparl_kind(struct slice type, bool *known)
{
    /* The first row that occurs in the type decides: "Stellungnahme zum Antrag" is no motion. */
    static const struct {
        const char *part, *kind;
    } rows[] = {
        {"stellungnahme", "information"}, {"antwort", "information"},     {"antrag", "motion"},
        {"anfrage", "information"},       {"information", "information"}, {"mitteilung", "information"},
        {"bericht", "information"},       {"kenntnis", "information"},    {"empfehlung", "recommendation"},
        {"beschluss", "decision"},        {"beschluß", "decision"},       {"vorlage", "decision"},
    };
    *known = true;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (type.length && strcasestr(type.at, rows[i].part))
            return rows[i].kind;
    *known = false;
    return "decision";
}
