#include "tui/meeting_phase.h"

#include "tui/i18n.h"

enum { DAY = 86400 };

enum meeting_phase meeting_phase(const struct meeting_item *item, int64_t now)
{
    int64_t end = item->has_closes ? item->closes : item->opens + DAY;
    if (item->minutes)
        return PHASE_RECORDED;
    if (now < item->opens)
        return PHASE_PLANNED;
    return now < end ? PHASE_RUNNING : PHASE_OVER;
}

const char *meeting_phase_word(enum meeting_phase phase)
{
    const char *const words[] = {
        [PHASE_PLANNED] = _("planned"),
        [PHASE_RUNNING] = _("running"),
        [PHASE_OVER] = _("over"),
        [PHASE_RECORDED] = _("minutes signed"),
    };
    return words[phase];
}
