#include "tui/draft_blanks.h"

#define MARK "#? "

enum { COST_WORDS = 3 }; /* whose, when, for what; the amount is missing */

static bool is_empty(struct slice line)
{
    return !line.length || slice_is(line, "\r");
}

static size_t count_words(struct slice text)
{
    size_t words = 0;
    while (text.length)
        words += !is_empty(slice_cut(&text, ' '));
    return words;
}

static bool is_blank(struct slice line)
{
    struct slice value = line, name = slice_cut(&value, ':');
    if (name.length == line.length || (line.length && line.at[0] == '#'))
        return false;
    size_t words = count_words(value);
    return words == 0 || (slice_is(name, "cost") && words == COST_WORDS);
}

static bool is_marked(struct slice line)
{
    return line.length >= sizeof MARK - 1 && memcmp(line.at, MARK, sizeof MARK - 1) == 0;
}

static void rewrite(struct slice text, bool open, struct buffer *out)
{
    while (text.length) {
        struct slice rest = text, line = slice_cut(&text, '\n');
        if (is_empty(line)) {
            buffer_add(out, rest);
            return;
        }
        if (open && is_marked(line))
            line = slice_from(line, sizeof MARK - 1);
        else if (!open && is_blank(line))
            buffer_text(out, MARK);
        buffer_add(out, line);
        buffer_byte(out, '\n');
    }
}

void draft_blanks_open(struct slice text, struct buffer *out)
{
    rewrite(text, true, out);
}

void draft_blanks_close(struct slice text, struct buffer *out)
{
    rewrite(text, false, out);
}
