/*
 * An invitation that is being written: number, title, times, place, chair, and the agenda, chosen from the body's
 * proposals.
 * tui/invitation.c loads and composes, tui/invitation_draw.c paints, tui/screen_invitation.c acts.
 */
#ifndef TUI_INVITATION_H
#define TUI_INVITATION_H

#include "core/arena.h"
#include "core/draft.h"
#include "core/instant.h"
#include "tui/app.h"
#include "tui/screen_meeting.h"

enum { INVITATION_ITEMS = 400 };

enum invitation_field {
    INVITE_NUMBER,
    INVITE_TITLE,
    INVITE_OPENS,
    INVITE_CLOSES,
    INVITE_PLACE,
    INVITE_CHAIR,
    INVITE_FIELDS,
    INVITE_ITEMS
};

struct invitation_item {
    struct digest id;
    struct slice number, title, state;
    bool marked;
};

struct invitation {
    struct invitation_place place;
    struct arena arena;           /* of the items */
    struct invitation_item *item; /* those on the agenda first, in its order */
    size_t items, marked;
    struct buffer again; /* the number of the meeting that is called again; empty: none */
    struct digest again_id;
    struct buffer text; /* of the invitation, written in an editor */
    struct input field[INVITE_FIELDS];
    struct instant opens, closes;
    bool understood[INVITE_FIELDS];        /* the times, the chair's seat */
    struct buffer resolved[INVITE_FIELDS]; /* what they mean; empty: nothing is to be said */
    enum invitation_field focus;
    struct list list;
};

/* The proposals that can be put to the vote, rejected ones again too. STATUS_NO_MEMORY and those of the store. */
MUST_CHECK enum status invitation_load(struct app *app, struct invitation *invitation);

/* The same anew; what was put on the agenda and can still be decided stays on it, in its order, and the focus too. */
MUST_CHECK enum status invitation_refresh(struct app *app, struct invitation *invitation);
void invitation_release(struct invitation *invitation);

/* Reads the times and the seat that were typed. */
void invitation_resolve(struct app *app, struct invitation *invitation);

/* Puts the item on the agenda, as its last, or takes it away; the focus goes with it. */
void invitation_mark(struct invitation *invitation, size_t item);

/* One place earlier (-1) or later (1) on the agenda. False: it is not on it, or at its end. */
bool invitation_move(struct invitation *invitation, size_t item, int step);

/* STATUS_USAGE: what is missing. */
MUST_CHECK enum status invitation_compose(struct app *app, const struct invitation *invitation, struct draft *draft,
                                          struct problem *problem);

/* In tui/invitation_draw.c; the rows of the list in the area. */
const char *invitation_label(enum invitation_field field);
int invitation_page(const struct invitation *invitation, struct area area);
void invitation_draw(const void *state, struct canvas *canvas, struct area area);

#endif
