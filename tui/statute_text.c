#include "tui/statute_text.h"

#include "tui/statute_words.h"

struct printing {
    enum statute_scope scope;
    struct buffer *out;
};

/* Further lines of the words stand under the first. */
static void add_words(struct slice words, const char *indent, struct buffer *out)
{
    do {
        buffer_text(out, indent);
        buffer_add(out, slice_cut(&words, '\n'));
        buffer_byte(out, '\n');
        indent = "        ";
    } while (words.length);
}

static bool is_short(const struct statute_line *line)
{
    return line->part == STATUTE_ADOPTED || (line->part == STATUTE_QUORUM && !line->standard);
}

static void print_line(void *context, const struct statute_line *line)
{
    const struct printing *printing = context;
    bool full = printing->scope == STATUTE_FULL;
    if (!full && !is_short(line))
        return;
    buffer_text(printing->out, "    ");
    buffer_text(printing->out, line->label);
    add_words(line->words, ": ", printing->out);
    if (full && line->exact.length)
        add_words(line->exact, "        ", printing->out);
}

enum status statute_text(const struct body *body, enum statute_scope scope, struct buffer *out)
{
    struct printing printing = {.scope = scope, .out = out};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < body->statute.rules && status == STATUS_OK; i++) {
        const struct statute_rule *rule = &body->statute.rule[i];
        buffer_text(out, "  ");
        buffer_add(out, rule->rule.id);
        buffer_text(out, ": ");
        buffer_add(out, rule->rule.title);
        buffer_byte(out, '\n');
        status = statute_words_rule(rule, &body->roster, print_line, &printing);
    }
    if (status == STATUS_OK && scope == STATUTE_FULL) {
        buffer_byte(out, '\n');
        status = statute_words_own(&body->statute, &body->roster, print_line, &printing);
    }
    return status == STATUS_OK ? buffer_status(out) : status;
}
