/* What the start screen knows: what is to be done, what was done, what is new, and who one is. */
#ifndef TUI_INBOX_H
#define TUI_INBOX_H

#include "core/arena.h"
#include "core/digest.h"
#include "core/key.h"
#include "tui/inbox_meeting.h"
#include "tui/widget.h"

struct app;
struct entry;

enum inbox_list { INBOX_TODO, INBOX_DONE, INBOX_NEWS, INBOX_LISTS };

enum { INBOX_MAX = 60, INBOX_PLACES = 8 };

enum inbox_task { TASK_VOTE, TASK_APPROVE, TASK_CLOSE, TASK_READ };

struct inbox_item {
    enum inbox_task task;
    int64_t body;
    int64_t proposal; /* the index of the proposal it is about, or -1 */
    int64_t index;    /* of news: its own place in the log */
    bool has_ballot;
    struct digest ballot;
    bool has_time;
    int64_t time;               /* the deadline, or when it happened */
    bool fresh;                 /* it came after the last visit */
    bool waits;                 /* of what was done: signed in a copy, for the writer */
    struct slice number, title; /* of news: the sentence is the title */
    struct slice choice, state; /* of what was done; translated */
};

struct inbox_seat {
    int64_t body, size;
    struct slice body_name, body_title, role, seat, seat_title;
};

/* All slices lie in the arena. */
struct inbox {
    struct arena arena;
    struct inbox_item *item[INBOX_LISTS];
    struct list list[INBOX_LISTS];
    enum inbox_list focus;
    struct inbox_seat *seat; /* places and offices of the key, at most INBOX_PLACES */
    size_t seats;
    bool has_key, has_head, has_body, copy; /* copy: the first body's entries wait for its writer */
    uint32_t key_id;
    int64_t waiting;            /* entries that wait in copies, for the writer or for signatures */
    int64_t head_size, entries; /* of the first body that is one's own, or that there is */
    struct digest root;
    int64_t now;
    int64_t visited, fresh; /* the moment of the last visit, 0: none; entries that came since */
    struct inbox_meeting meeting;
    char who[KEY_NAME_MAX + 1], person[256];
};

/* Reads everything anew; what is selected stays where it can. */
MUST_CHECK enum status inbox_load(struct inbox *inbox, struct app *app);
void inbox_release(struct inbox *inbox);

/* The selected item, or NULL. */
const struct inbox_item *inbox_focus(const struct inbox *inbox);

/* In tui/inbox_news.c: what happened last in the body, newest first, into the list of news. */
MUST_CHECK enum status inbox_read_news(struct inbox *inbox, struct app *app, int64_t body);

/* In tui/inbox_copy.c: an entry that waits in a copy; one's own vote counts among what was done. */
void inbox_take_waiting(struct inbox *inbox, int64_t body, const struct entry *entry);

/* Somebody without a seat, as the auditor, has no votes to be listed. */
bool inbox_has_list(const struct inbox *inbox, enum inbox_list list);

/* In tui/inbox_paint.c; inbox_page tells how many rows the selected list has in the area. */
void inbox_paint(const struct inbox *inbox, struct canvas *canvas, struct area area);
int inbox_page(const struct inbox *inbox, struct area area);

#endif
