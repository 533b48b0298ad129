/* Why the items of an agenda are put to the vote in the order that the program proposes, in words. */
#ifndef TUI_AGENDA_WORDS_H
#define TUI_AGENDA_WORDS_H

#include "data/meeting_read.h"

/* By what core/agenda.h goes, and who decides. "": nothing on the agenda amends anything, so the order is as given. */
const char *agenda_words(const struct meeting_read *meeting);

#endif
