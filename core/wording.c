#include "core/wording.h"

/* The first line, body, founding, by, at, size, root. */
enum { COMMON_LINES = 7 };

static struct slice between(const char *from, const char *to)
{
    return (struct slice){.at = from, .length = (size_t)(to - from)};
}

void wording_find(struct slice text, struct wording *out)
{
    *out = (struct wording){.marks = 0};
    bool inside = false;
    struct slice rest = text;
    while (rest.length) {
        const char *at = rest.at;
        struct slice line = slice_cut(&rest, '\n');
        if (inside && slice_is(line, "```")) {
            out->lines = between(out->lines.at, at);
            out->behind = between(at, text.at + text.length);
            out->closed = true;
            inside = false;
        } else if (slice_is(line, "```statute")) {
            if (++out->marks == 1) {
                out->lines = rest;
                out->before = between(text.at, rest.at);
                inside = true;
            }
        }
    }
}

struct slice wording_block(const struct entry *statute)
{
    struct slice rest = statute->bytes, decided = SLICE("decided: ");
    for (int i = 0; i < COMMON_LINES; i++)
        slice_cut(&rest, '\n');
    const char *from = rest.at, *to = from;
    while (rest.length) {
        struct slice line = slice_cut(&rest, '\n');
        if (!line.length || slice_equal(slice_head(line, decided.length), decided))
            break;
        to = rest.at;
    }
    return between(from, to);
}

enum status wording_holds(const struct entry *proposal, const struct entry *statute, bool *out)
{
    struct buffer text;
    struct wording wording;
    buffer_init(&text);
    entry_plain_text(proposal, &text);
    enum status status = buffer_status(&text);
    if (status == STATUS_OK) {
        wording_find(buffer_slice(&text), &wording);
        *out = wording.marks == 1 && wording.closed && slice_equal(wording.lines, wording_block(statute));
    }
    buffer_release(&text);
    return status;
}
