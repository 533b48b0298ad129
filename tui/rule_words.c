#include "tui/rule_words.h"

#include "tui/i18n.h"
#include "tui/statute_words.h"

void rule_words_init(struct rule_words *words)
{
    buffer_init(&words->title);
    buffer_init(&words->quorum);
    buffer_init(&words->adopted);
    buffer_init(&words->more);
}

void rule_words_release(struct rule_words *words)
{
    buffer_release(&words->title);
    buffer_release(&words->quorum);
    buffer_release(&words->adopted);
    buffer_release(&words->more);
}

/* Who has not read the statute must know of silence and interim counts before voting; of the rest, what differs. */
static bool is_told(const struct statute_line *line)
{
    return !line->standard || line->part == STATUTE_SILENCE || line->part == STATUTE_INTERIM;
}

static void take_line(void *context, const struct statute_line *line)
{
    struct rule_words *words = context;
    switch (line->part) {
    case STATUTE_KINDS:
    case STATUTE_METHOD:
        return;
    case STATUTE_ADOPTED:
        buffer_add(&words->adopted, line->words);
        return;
    case STATUTE_QUORUM:
        buffer_add(&words->quorum, line->standard ? SLICE("") : line->words);
        return;
    default:
        if (!is_told(line))
            return;
        buffer_text(&words->more, words->more.length ? " " : "");
        buffer_add(&words->more, line->words);
    }
}

enum status rule_words_write(struct rule_words *words, const struct statute_rule *rule, const struct roll *roster)
{
    struct buffer *const all[] = {&words->title, &words->quorum, &words->adopted, &words->more};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        buffer_clear(all[i]);
    buffer_add(&words->title, rule->rule.title);
    enum status status = statute_words_rule(rule, roster, take_line, words);
    for (size_t i = 0; i < sizeof all / sizeof all[0] && status == STATUS_OK; i++)
        status = buffer_status(all[i]);
    return status;
}

void rule_words_draw(const struct rule_words *words, struct page *page, int width)
{
    page_field(page, width, _("Rule"), STYLE_NORMAL, buffer_slice(&words->title));
    if (words->adopted.length)
        page_field(page, width, _("Adopted if"), STYLE_NORMAL, buffer_slice(&words->adopted));
    if (words->quorum.length)
        page_field(page, width, _("Quorum"), STYLE_NORMAL, buffer_slice(&words->quorum));
    page_field(page, width, "", STYLE_MUTED, buffer_slice(&words->more));
}
