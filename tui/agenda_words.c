#include "tui/agenda_words.h"

#include "tui/i18n.h"

const char *agenda_words(const struct meeting_read *meeting)
{
    bool amends = false;
    for (size_t i = 0; i < meeting->topics && !amends; i++)
        amends = meeting->topic[i].listed && entry_value(&meeting->topic[i].entry, "amends").at;
    return amends
               ? _("Proposed: an amendment before what it amends; of several first the one that reaches further, taken "
                   "as the one with the greater known cost, else the one filed earlier. The secretaries decide, by "
                   "the order of their invitation and by the ballots that they open.")
               : "";
}
