#include "tui/json_text.h"

#include "core/text.h"

#include <inttypes.h>

static void begin(struct buffer *out, const char *key)
{
    char last = out->length ? out->at[out->length - 1] : '{';
    if (last != '{' && last != '[')
        buffer_byte(out, ',');
    if (key) {
        buffer_byte(out, '"');
        buffer_text(out, key);
        buffer_text(out, "\":");
    }
}

void json_text_open(struct buffer *out, const char *key, char bracket)
{
    begin(out, key);
    buffer_byte(out, bracket);
}

void json_text_close(struct buffer *out, char bracket)
{
    buffer_byte(out, bracket);
}

static void escape(struct buffer *out, char byte)
{
    static const char letters[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    size_t code = (unsigned char)byte;
    if (byte == '"' || byte == '\\')
        buffer_format(out, "\\%c", byte);
    else if (code < sizeof letters && letters[code])
        buffer_format(out, "\\%c", letters[code]);
    else
        buffer_format(out, "\\u%04zX", code);
}

void json_text_slice(struct buffer *out, const char *key, struct slice text)
{
    begin(out, key);
    buffer_byte(out, '"');
    size_t from = 0, length = text_is_utf8(text) ? text.length : 0;
    for (size_t i = 0; i < length; i++) {
        char byte = text.at[i];
        if (byte != '"' && byte != '\\' && (unsigned char)byte >= ' ')
            continue;
        buffer_add(out, slice_head(slice_from(text, from), i - from));
        escape(out, byte);
        from = i + 1;
    }
    buffer_add(out, slice_head(slice_from(text, from), length - from));
    buffer_byte(out, '"');
}

void json_text_number(struct buffer *out, const char *key, int64_t number)
{
    begin(out, key);
    if (number >= 0)
        buffer_number(out, (uint64_t)number);
    else
        buffer_format(out, "%" PRId64, number);
}
