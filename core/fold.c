#include "core/fold.h"

#include "core/text.h"

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

enum { DIAERESIS = 0x0308 };

struct folding {
    struct buffer *out;
    size_t length; /* characters of the word so far; 0 between words */
    bool umlaut;   /* the last letter was a, o or u, and its marks follow */
};

/* Letters that do not decompose into a base and marks. */
static const struct replacement {
    uint32_t code;
    const char *by;
} replacements[] = {
    {0x00DF, "ss"}, /* ß */
    {0x00E6, "ae"}, /* æ */
    {0x00F0, "d"},  /* ð */
    {0x00F8, "oe"}, /* ø */
    {0x00FE, "th"}, /* þ */
    {0x0111, "d"},  /* đ */
    {0x0131, "i"},  /* ı */
    {0x0142, "l"},  /* ł */
    {0x0153, "oe"}, /* œ */
    {0x017F, "s"},  /* ſ */
    {0x03C2, "σ"},  /* ς, the final form */
    {0xFB00, "ff"}, /* ligatures, which copying from a PDF brings */
    {0xFB01, "fi"}, {0xFB02, "fl"}, {0xFB03, "ffi"}, {0xFB04, "ffl"}, {0xFB05, "st"}, {0xFB06, "st"},
};

static const char *replacement_of(uint32_t code)
{
    for (size_t i = 0; i < sizeof replacements / sizeof replacements[0]; i++)
        if (replacements[i].code == code)
            return replacements[i].by;
    return NULL;
}

static void add_character(struct folding *f, struct slice character)
{
    if (f->length == FOLD_WORD_MAX)
        return;
    if (f->length == 0 && f->out->length > 0)
        buffer_byte(f->out, ' ');
    f->length++;
    buffer_add(f->out, character);
}

static void add_letter(struct folding *f, uint32_t code)
{
    char bytes[TEXT_CODE_BYTES];
    uint32_t small = uc_tolower(code);
    const char *by = replacement_of(small);
    struct slice letters = by ? slice_of(by) : (struct slice){.at = bytes, .length = text_encode(small, bytes)};
    f->umlaut = small == 'a' || small == 'o' || small == 'u';
    for (size_t at = 0; at < letters.length;) {
        size_t used = text_decode(slice_from(letters, at), &code);
        add_character(f, slice_head(slice_from(letters, at), used));
        at += used;
    }
}

static void add_digit(struct folding *f, uint32_t code)
{
    char digit = (char)('0' + uc_decimal_value(code));
    f->umlaut = false;
    add_character(f, (struct slice){.at = &digit, .length = 1});
}

/* One code point that does not decompose. */
static void add_code(struct folding *f, uint32_t code)
{
    if (uc_is_property_default_ignorable_code_point(code))
        return;
    if (uc_is_general_category_withtable(code, UC_CATEGORY_MASK_M)) {
        if (code == DIAERESIS && f->umlaut) {
            f->umlaut = false;
            add_character(f, SLICE("e"));
        }
    } else if (uc_is_general_category_withtable(code, UC_CATEGORY_MASK_L)) {
        add_letter(f, code);
    } else if (uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Nd)) {
        add_digit(f, code);
    } else {
        f->length = 0;
        f->umlaut = false;
    }
}

/* Most text is ASCII, of which nothing decomposes: that is known without asking the library. */
static void add_ascii(struct folding *f, uint32_t code)
{
    char small = (char)(code >= 'A' && code <= 'Z' ? code - 'A' + 'a' : code);
    bool letter = small >= 'a' && small <= 'z', digit = small >= '0' && small <= '9';
    f->umlaut = small == 'a' || small == 'o' || small == 'u';
    if (letter || digit)
        add_character(f, (struct slice){.at = &small, .length = 1});
    else
        f->length = 0;
}

/* The library takes one decomposition step at a time; four are the most that Unicode has. */
static void decompose(struct folding *f, uint32_t code)
{
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    int count = uc_canonical_decomposition(code, parts);
    if (count <= 0)
        add_code(f, code);
    for (int i = 0; i < count; i++)
        decompose(f, parts[i]);
}

void fold_words(struct slice text, struct buffer *out)
{
    struct folding f = {.out = out};
    for (size_t at = 0; at < text.length;) {
        uint32_t code = TEXT_REPLACEMENT;
        size_t used = text_decode(slice_from(text, at), &code);
        if (code < 0x80)
            add_ascii(&f, code);
        else
            decompose(&f, code);
        at += used ? used : 1;
    }
}

void fold_suffixes(struct slice folded_word, size_t minimum, fold_suffix *found, void *context)
{
    size_t left = text_length(folded_word);
    size_t at = 0;
    while (left > 1 && left > minimum) {
        uint32_t code;
        size_t used = text_decode(slice_from(folded_word, at), &code);
        at += used ? used : 1;
        left--;
        found(slice_from(folded_word, at), context);
    }
}

static void add_term(struct buffer *out, struct slice word, bool last)
{
    bool prefix = last || text_length(word) >= 2;
    buffer_byte(out, '"');
    buffer_add(out, word);
    buffer_text(out, prefix ? "\"*" : "\"");
    if (!last)
        buffer_byte(out, ' ');
}

void fold_query(struct slice text, struct buffer *out)
{
    struct buffer words;
    buffer_init(&words);
    fold_words(text, &words);
    struct slice rest = buffer_slice(&words);
    for (size_t count = 0; rest.length > 0 && count < FOLD_QUERY_WORDS; count++) {
        struct slice word = slice_cut(&rest, ' ');
        add_term(out, word, rest.length == 0 || count + 1 == FOLD_QUERY_WORDS);
    }
    if (buffer_status(&words) != STATUS_OK)
        out->failed = true;
    buffer_release(&words);
}
