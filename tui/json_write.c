#include "tui/json_write.h"

#include "core/text.h"

/* Below a space all are escaped (RFC 8259 section 7), of the others these two. */
static bool is_plain(char c)
{
    return (unsigned char)c >= ' ' && c != '"' && c != '\\';
}

static void begin(struct json_write *json, const char *name)
{
    if (json->comma)
        buffer_byte(&json->out, ',');
    json->comma = true;
    if (!name)
        return;
    buffer_byte(&json->out, '"');
    buffer_text(&json->out, name);
    buffer_add(&json->out, SLICE("\":"));
}

void json_write_open(struct json_write *json, const char *name, char bracket)
{
    begin(json, name);
    buffer_byte(&json->out, bracket);
    json->comma = false;
}

void json_write_close(struct json_write *json, char bracket)
{
    buffer_byte(&json->out, bracket);
    json->comma = true;
}

static void escape(struct buffer *out, char c)
{
    static const char *const short_forms[] = {"\"\\\"", "\\\\\\", "\b\\b", "\f\\f", "\n\\n", "\r\\r", "\t\\t"};
    for (size_t i = 0; i < sizeof short_forms / sizeof short_forms[0]; i++) {
        if (short_forms[i][0] == c) {
            buffer_text(out, short_forms[i] + 1);
            return;
        }
    }
    buffer_format(out, "\\u%04X", (unsigned)(unsigned char)c);
}

void json_write_text(struct json_write *json, const char *name, struct slice text)
{
    struct slice rest = text_is_utf8(text) ? text : SLICE("");
    begin(json, name);
    buffer_byte(&json->out, '"');
    while (rest.length) {
        size_t plain = 0;
        while (plain < rest.length && is_plain(rest.at[plain]))
            plain++;
        buffer_add(&json->out, slice_head(rest, plain));
        if (plain < rest.length)
            escape(&json->out, rest.at[plain++]);
        rest = slice_from(rest, plain);
    }
    buffer_byte(&json->out, '"');
}

void json_write_number(struct json_write *json, const char *name, int64_t number)
{
    begin(json, name);
    if (number < 0)
        buffer_byte(&json->out, '-');
    buffer_number(&json->out, number < 0 ? (uint64_t) - (number + 1) + 1 : (uint64_t)number);
}
