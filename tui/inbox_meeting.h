/* The box of the start screen for the meeting that is running, or the next one, in a body of one's own. */
#ifndef TUI_INBOX_MEETING_H
#define TUI_INBOX_MEETING_H

#include "data/meeting_quorum.h"
#include "tui/canvas.h"
#include "tui/meeting_phase.h"

struct app;

struct inbox_meeting {
    bool there;
    enum meeting_phase phase;
    int64_t body, index, opens, now;
    char number[41], title[241];
    struct meeting_quorum quorum; /* of a running one */
};

/* Looks in that body too; a running meeting wins over a planned one, the nearer over the later. */
MUST_CHECK enum status inbox_meeting_read(struct inbox_meeting *meeting, struct app *app, int64_t body);
void inbox_meeting_release(struct inbox_meeting *meeting);

/* The rows its box has in so many columns, at least three; and the box. */
int inbox_meeting_rows(const struct inbox_meeting *meeting, int columns);
void inbox_meeting_paint(const struct inbox_meeting *meeting, struct canvas *canvas, struct area box);

/* The same in a line: number, when, who is there. */
void inbox_meeting_write(const struct inbox_meeting *meeting, const struct canvas *canvas, struct buffer *out);

#endif
