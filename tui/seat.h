/* For which seat somebody acts: --seat, or the only one the key has a place in. */
#ifndef TUI_SEAT_H
#define TUI_SEAT_H

#include "tui/session.h"

struct own_seat {
    struct slice id; /* borrowed from the session or from `text` */
    char text[48];
    bool deputy; /* the key's place in it is a deputy's */
};

/* STATUS_USAGE when the key has several places and --seat does not say which; STATUS_REFUSED when it has none. */
MUST_CHECK enum status own_seat(struct session *session, struct log *log, struct own_seat *out);

#endif
