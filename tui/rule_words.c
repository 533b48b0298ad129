#include "tui/rule_words.h"

#include "tui/i18n.h"

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

static void add_sentence(struct buffer *out, const char *sentence)
{
    buffer_text(out, out->length ? " " : "");
    buffer_text(out, sentence);
}

static void write_more(const struct rule *rule, struct buffer *out)
{
    static const char *const silences[] = {
        [SILENCE_ABSENT] = N_("A seat that does not vote counts as absent."),
        [SILENCE_ABSTAIN] = N_("A seat that does not vote counts as an abstention."),
        [SILENCE_CONSENT] = N_("A seat that does not vote counts as agreeing."),
    };
    add_sentence(out, _(silences[rule->silence]));
    if (rule->abstention_forbidden)
        add_sentence(out, _("Abstaining is not possible."));
    if (rule->objection_stops)
        add_sentence(out, _("An objection to the procedure stops it."));
    if (rule->binds_agreeing)
        add_sentence(out, _("It binds those only who agree."));
    if (!rule->interim_visible)
        add_sentence(out, _("Interim counts are not shown before the close."));
    if (rule->early)
        add_sentence(out, _("It may be closed early once the outcome is certain."));
}

enum status rule_words_write(struct rule_words *words, const struct statute_rule *rule, const struct roll *roster)
{
    struct buffer *const all[] = {&words->title, &words->quorum, &words->adopted, &words->more};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        buffer_clear(all[i]);
    buffer_add(&words->title, rule->rule.title);
    if (rule->rule.quorum)
        expression_describe(rule->rule.quorum, roster, i18n_vocabulary(), &words->quorum);
    if (rule->rule.adopted)
        expression_describe(rule->rule.adopted, roster, i18n_vocabulary(), &words->adopted);
    write_more(&rule->rule, &words->more);
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (buffer_status(all[i]) != STATUS_OK)
            return STATUS_NO_MEMORY;
    return STATUS_OK;
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
