/* How far a meeting is, in the order of time. */
#ifndef TUI_MEETING_PHASE_H
#define TUI_MEETING_PHASE_H

#include "data/query_meeting.h"

enum meeting_phase { PHASE_PLANNED, PHASE_RUNNING, PHASE_OVER, PHASE_RECORDED };

/* Without an end a meeting runs for a day, or until its minutes are signed. */
enum meeting_phase meeting_phase(const struct meeting_item *item, int64_t now);

/* "planned", "running" …, translated. */
const char *meeting_phase_word(enum meeting_phase phase);

#endif
