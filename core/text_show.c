#include "core/text.h"

#include <limits.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>

/* Bytes of the next character and what it is shown as: U+FFFD for a malformed byte. */
static size_t next(struct slice rest, uint32_t *code)
{
    size_t used = text_decode(rest, code);
    if (used > 0)
        return used;
    *code = TEXT_REPLACEMENT;
    return 1;
}

/*
 * Columns of a character on a terminal: as wcwidth has it in glibc 2.36, which ncurses goes by. libunistring has other
 * ones for these (number signs of Arabic script, vowel signs, numbers in circles, hexagrams).
 */
static int columns_of(uint32_t code)
{
    static const struct {
        uint32_t first, last;
        int columns;
    } others[] = {{0x0600, 0x0605, 1},  {0x06DD, 0x06DD, 1},   {0x070F, 0x070F, 1},   {0x0890, 0x0891, 1},
                  {0x08E2, 0x08E2, 1},  {0x0CBF, 0x0CBF, 0},   {0x0CC6, 0x0CC6, 0},   {0x3248, 0x324F, 2},
                  {0x4DC0, 0x4DFF, 2},  {0x110BD, 0x110BD, 1}, {0x110CD, 0x110CD, 1}, {0x11A07, 0x11A08, 0},
                  {0x11C3F, 0x11C3F, 0}};
    for (size_t i = 0; code >= others[0].first && i < sizeof others / sizeof others[0]; i++)
        if (code >= others[i].first && code <= others[i].last)
            return others[i].columns;
    return uc_width(code, "UTF-8");
}

int text_width(struct slice text)
{
    int width = 0;
    for (size_t at = 0, used; at < text.length; at += used) {
        uint32_t code;
        used = next(slice_from(text, at), &code);
        int columns = columns_of(code);
        if (columns > 0)
            width = width < INT_MAX - columns ? width + columns : INT_MAX;
    }
    return width;
}

struct slice text_fit(struct slice text, int columns)
{
    const uint8_t *start = (const uint8_t *)text.at;
    size_t fitting = 0;
    while (fitting < text.length) {
        const uint8_t *cluster_end = u8_grapheme_next(start + fitting, start + text.length);
        size_t end = (size_t)(cluster_end - start);
        int width = text_width(slice_head(slice_from(text, fitting), end - fitting));
        if (width > columns)
            break;
        columns -= width;
        fitting = end;
    }
    return slice_head(text, fitting);
}

/* Whether it is drawn into the cell of the character before it. */
static bool is_mark(uint32_t code)
{
    return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_M) || columns_of(code) == 0;
}

/* How many characters of ASCII that can be shown as they are stand at the beginning. */
static size_t plain_run(struct slice in)
{
    size_t length = 0;
    while (length < in.length && ((in.at[length] >= ' ' && in.at[length] <= '~') || in.at[length] == '\n'))
        length++;
    return length;
}

void text_safe(struct slice in, struct buffer *out)
{
    size_t marks = 0;
    for (size_t at = 0, used; at < in.length; at += used) {
        uint32_t code;
        used = plain_run(slice_from(in, at));
        if (used) {
            buffer_add(out, slice_head(slice_from(in, at), used));
            marks = 0;
            continue;
        }
        used = next(slice_from(in, at), &code);
        if (code == '\t')
            code = ' ';
        if (!text_code_allowed(code))
            code = TEXT_REPLACEMENT;
        marks = is_mark(code) ? marks + 1 : 0;
        if (marks > TEXT_MARKS_SHOWN + 1)
            continue;
        if (marks == TEXT_MARKS_SHOWN + 1)
            code = TEXT_REPLACEMENT;
        char bytes[TEXT_CODE_BYTES];
        size_t length = text_encode(code, bytes);
        buffer_add(out, (struct slice){.at = bytes, .length = length});
    }
}
