#include "core/text.h"

#include "core/nfc.h"
#include "core/unicode_ranges.h"

#include <stdio.h>
#include <unistr.h>

bool text_is_utf8(struct slice text)
{
    return text.length == 0 || u8_check((const uint8_t *)text.at, text.length) == NULL;
}

size_t text_decode(struct slice rest, uint32_t *code)
{
    ucs4_t found;
    if (rest.length == 0)
        return 0;
    int used = u8_mbtoucr(&found, (const uint8_t *)rest.at, rest.length);
    if (used <= 0)
        return 0;
    *code = found;
    return (size_t)used;
}

size_t text_encode(uint32_t code, char out[TEXT_CODE_BYTES])
{
    uint8_t bytes[TEXT_CODE_BYTES];
    int used = u8_uctomb(bytes, code, TEXT_CODE_BYTES);
    if (used <= 0)
        return 0;
    memcpy(out, bytes, (size_t)used);
    return (size_t)used;
}

bool text_code_allowed(uint32_t code)
{
    if (code < 0x7F)
        return code >= ' ' || code == '\n';
    if (code > 0x10FFFF)
        return false;
    size_t low = 0, high = unicode_forbidden_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code > unicode_forbidden[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low == unicode_forbidden_count || code < unicode_forbidden[low].first;
}

enum { CHUNK = 32, FIRST_MARK = 0x0300 /* the first code point that is not for sure in NFC */ };

/* Printable ASCII, or the byte that is allowed beside it. */
static bool is_plain(char c, char beside)
{
    return (unsigned char)(c - ' ') <= '~' - ' ' || c == beside;
}

/* All of a chunk at once: without a branch, so that compilers make a few wide instructions of it. */
static bool chunk_is_plain(const char *at, char beside)
{
    unsigned char wrong = 0;
    for (size_t i = 0; i < CHUNK; i++)
        wrong |= (unsigned char)!is_plain(at[i], beside);
    return !wrong;
}

size_t text_plain_run(struct slice text, bool lines_allowed)
{
    char beside = lines_allowed ? '\n' : ' ';
    size_t at = 0;
    while (text.length - at >= CHUNK && chunk_is_plain(text.at + at, beside))
        at += CHUNK;
    /* The last bytes together with some of those before. */
    if (at > 0 && text.length - at < CHUNK && chunk_is_plain(text.at + text.length - CHUNK, beside))
        return text.length;
    while (at < text.length && is_plain(text.at[at], beside))
        at++;
    return at;
}

/* Bytes to go on by: those of a code point, or one that is malformed. */
static size_t step(struct slice rest)
{
    uint32_t code;
    size_t used = text_decode(rest, &code);
    return used ? used : 1;
}

void text_place(struct slice text, size_t at, struct problem *problem)
{
    unsigned long line = 1, column = 1;
    for (size_t here = 0; here < at && here < text.length; here += step(slice_from(text, here))) {
        column++;
        if (text.at[here] == '\n') {
            line++;
            column = 1;
        }
    }
    problem_place(problem, line, column);
}

enum status text_refuse(struct slice text, size_t at, struct problem *problem)
{
    uint32_t code = 0;
    text_place(text, at, problem);
    if (text_decode(slice_from(text, at), &code) == 0)
        return problem_say(problem, STATUS_FORM, N_("the text is not valid UTF-8"), NULL, NULL);
    if (code == '\n')
        return problem_say(problem, STATUS_FORM, N_("a line break is not allowed here"), NULL, NULL);
    char name[16];
    snprintf(name, sizeof name, "U+%04X", (unsigned)code);
    return problem_say(problem, STATUS_FORM, N_("the character {1} is not allowed"), name, NULL);
}

/* The offset of the character in which two texts that are not equal begin to differ. */
static size_t difference(struct slice a, struct slice b)
{
    size_t at = 0;
    while (at < a.length && at < b.length && a.at[at] == b.at[at])
        at++;
    while (at > 0 && (at >= a.length || ((unsigned char)a.at[at] & 0xC0) == 0x80))
        at--;
    return at;
}

static enum status check_nfc(struct slice text, struct problem *problem)
{
    struct buffer form;
    enum status status = STATUS_OK;
    buffer_init(&form);
    struct slice piece = nfc_piece(text);
    while (piece.length > 0 && status == STATUS_OK) {
        size_t start = (size_t)(piece.at - text.at);
        buffer_clear(&form);
        status = nfc_add(piece, &form);
        if (status == STATUS_OK && !slice_equal(piece, buffer_slice(&form))) {
            text_place(text, start + difference(piece, buffer_slice(&form)), problem);
            status =
                problem_say(problem, STATUS_FORM, N_("the text is not in Unicode normal form C (NFC)"), NULL, NULL);
        }
        piece = nfc_piece(slice_from(text, start + piece.length));
    }
    buffer_release(&form);
    return status;
}

size_t text_simple_run(struct slice text)
{
    size_t at = 0;
    while ((at += text_plain_run(slice_from(text, at), true)) < text.length) {
        uint32_t code = 0;
        size_t used = text_decode(slice_from(text, at), &code);
        if (used == 0 || code >= FIRST_MARK || !text_code_allowed(code))
            break;
        at += used;
    }
    return at;
}

enum status text_check(struct slice text, bool lines_allowed, struct problem *problem)
{
    bool simple = true;
    size_t at = 0;
    while ((at += text_plain_run(slice_from(text, at), lines_allowed)) < text.length) {
        uint32_t code = 0;
        size_t used = text_decode(slice_from(text, at), &code);
        /* A line end is met here only where none is allowed: elsewhere it is part of the plain run. */
        if (used == 0 || code == '\n' || !text_code_allowed(code))
            return text_refuse(text, at, problem);
        simple = simple && code < FIRST_MARK;
        at += used;
    }
    return simple ? STATUS_OK : check_nfc(text, problem);
}

size_t text_length(struct slice text)
{
    size_t length = 0, at = 0;
    while (at < text.length) {
        size_t plain = text_plain_run(slice_from(text, at), true);
        length += plain ? plain : 1;
        at += plain ? plain : step(slice_from(text, at));
    }
    return length;
}

struct slice text_head(struct slice text, size_t bytes)
{
    size_t length = bytes < text.length ? bytes : text.length;
    /* A byte 10xxxxxx belongs to the one before. */
    while (length && length < text.length && ((unsigned char)text.at[length] & 0xC0) == 0x80)
        length--;
    return slice_head(text, length);
}

void text_string(struct slice text, char *out, size_t size)
{
    struct slice head = text_head(text, size - 1);
    if (head.length)
        memcpy(out, head.at, head.length);
    out[head.length] = '\0';
}
