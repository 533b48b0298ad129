#include "tui/silence_words.h"

#include "tui/i18n.h"

static const char *pattern(enum silence silence, unsigned long seats)
{
    switch (silence) {
    case SILENCE_ABSENT:
        return ngettext("{1} seat has not voted: by this rule it counts as absent.",
                        "{1} seats have not voted: by this rule they count as absent.", seats);
    case SILENCE_ABSTAIN:
        return ngettext("{1} seat has not voted: by this rule it counts as abstaining.",
                        "{1} seats have not voted: by this rule they count as abstaining.", seats);
    case SILENCE_CONSENT:
        return ngettext("{1} seat has not voted: by this rule it counts as agreeing.",
                        "{1} seats have not voted: by this rule they count as agreeing.", seats);
    }
    return "";
}

void silence_words(const struct counting *counting, struct buffer *out)
{
    uint64_t silent = counting->tally.silent;
    if (silent && !counting->setting.meeting && !counting->paper)
        i18n_count(pattern(counting->rule->rule.silence, (unsigned long)silent), silent, out);
}
