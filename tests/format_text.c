#include "tests/format_text.h"

#include "data/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { FORMAT_LIMIT = 1 << 20 };

int format_text_make(void **state)
{
    struct problem problem;
    struct format_text *text = calloc(1, sizeof *text);
    *state = text;
    return text && file_read("data/FORMAT.md", FORMAT_LIMIT, &text->bytes, &problem) == STATUS_OK ? 0 : -1;
}

int format_text_remove(void **state)
{
    struct format_text *text = *state;
    buffer_release(&text->bytes);
    free(text);
    return 0;
}

struct slice format_block(const struct format_text *text, const char *name)
{
    char fence[64];
    snprintf(fence, sizeof fence, "\n```%s\n", name);
    const char *from = strstr(text->bytes.at, fence);
    if (!from)
        fail_msg("there is no block \"%s\" in data/FORMAT.md", name);
    from += strlen(fence);
    const char *to = strstr(from, "\n```\n");
    if (!to)
        fail_msg("the block \"%s\" has no end", name);
    return (struct slice){.at = from, .length = (size_t)(to - from) + 1};
}

struct slice format_words(const struct format_text *text, struct slice name)
{
    struct slice rest = buffer_slice(&text->bytes);
    while (rest.length) {
        struct slice line = slice_cut(&rest, '\n'), words = slice_from(line, 4);
        if (!slice_is(slice_head(line, 4), "    ") || !slice_equal(slice_cut(&words, ' '), name))
            continue;
        while (words.length && words.at[0] == ' ')
            words = slice_from(words, 1);
        return words;
    }
    return (struct slice){.at = NULL};
}

bool format_kind(const struct format_text *text, const char *name, struct slice *items, bool *has_text)
{
    static const struct slice mark = {.at = " (text)", .length = 7};
    struct slice rest = format_block(text, "fields");
    while (rest.length) {
        struct slice behind = rest, head = slice_cut(&behind, ':');
        const char *end = memmem(rest.at, rest.length, "\n\n", 2);
        size_t length = end ? (size_t)(end - rest.at) : rest.length - 1;
        struct slice tail = slice_from(head, head.length > mark.length ? head.length - mark.length : 0);
        *has_text = slice_equal(tail, mark);
        if (*has_text)
            head.length -= mark.length;
        *items = slice_head(behind, (size_t)(rest.at + length - behind.at));
        if (slice_is(head, name))
            return true;
        rest = slice_from(rest, length + 2);
    }
    return false;
}

bool format_next_item(struct slice *items, struct slice *item)
{
    while (items->length && (items->at[0] == ' ' || items->at[0] == '\n'))
        *items = slice_from(*items, 1);
    *item = slice_cut(items, ',');
    return item->length > 0;
}

/* Alternatives of more than one part stand as they are; a list of words becomes "a|b|c". */
static void write_words(struct slice words, struct buffer *out)
{
    bool alternatives = memmem(words.at, words.length, " / ", 3) != NULL;
    for (size_t i = 0; i < words.length; i++)
        buffer_byte(out, words.at[i] == ' ' && !alternatives ? '|' : words.at[i]);
}

void format_field_read(const struct format_text *text, struct slice item, struct format_field *out)
{
    struct slice rest = item;
    buffer_clear(&out->pattern);
    out->name = slice_cut(&rest, ' ');
    out->mark = out->name.at[out->name.length - 1];
    if (strchr("?*+", out->mark))
        out->name.length--;
    else
        out->mark = '\0';
    while (rest.length) {
        struct slice part = slice_cut(&rest, ' ');
        struct slice words = format_words(text, part);
        if (out->pattern.length)
            buffer_byte(&out->pattern, ' ');
        if (words.at)
            write_words(words, &out->pattern);
        else
            buffer_add(&out->pattern, part);
    }
}
