#include "core/nfc.h"

#include "core/text.h"

#include <stdlib.h>
#include <uninorm.h>

/* The lead byte of U+0300, the first code point that can compose or be reordered. */
enum { FIRST_LEAD = 0xCC };

/*
 * Starters that NFC leaves as they are and that compose with nothing before them: everything below U+0300, and the
 * usual punctuation and currency signs between the singleton U+2001 and the marks at U+20D0.
 */
static bool is_plain(uint32_t code)
{
    return code < 0x0300 || (code > 0x2001 && code < 0x20D0);
}

static bool is_inner_byte(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The offset of the first code point from `at` on that is plain, or is not; the end when there is none. */
static size_t find(struct slice text, size_t at, bool plain)
{
    for (; at < text.length; at++) {
        uint32_t code = 0;
        if (is_inner_byte(text.at[at]))
            continue;
        if ((unsigned char)text.at[at] >= FIRST_LEAD)
            text_decode(slice_from(text, at), &code);
        if (is_plain(code) == plain)
            break;
    }
    return at;
}

struct slice nfc_piece(struct slice text)
{
    size_t first = find(text, 0, false);
    size_t end = find(text, first, true);
    bool alone = first == 0 || first == end;
    while (!alone) {
        first--;
        alone = first == 0 || !is_inner_byte(text.at[first]);
    }
    return slice_head(slice_from(text, first), end - first);
}

enum status nfc_add(struct slice piece, struct buffer *out)
{
    uint8_t room[256];
    size_t length = sizeof room;
    uint8_t *form = u8_normalize(UNINORM_NFC, (const uint8_t *)piece.at, piece.length, room, &length);
    if (!form)
        return STATUS_NO_MEMORY;
    buffer_add(out, (struct slice){.at = (const char *)form, .length = length});
    if (form != room)
        free(form);
    return buffer_status(out);
}
