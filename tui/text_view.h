/* A text in words that is scrolled: its lines depend on the width, so they are counted when somebody scrolls. */
#ifndef TUI_TEXT_VIEW_H
#define TUI_TEXT_VIEW_H

#include "tui/app.h"

struct text_view {
    struct buffer text;
    struct pager pager;
};

void text_view_draw(const struct text_view *view, struct canvas *canvas, struct area area, enum style style);

/* `around`: rows of the screen's area that the text does not have, its frame too. False: the action is another's. */
bool text_view_act(struct text_view *view, const struct app *app, enum action action, int around);

/* Empties it, to be written anew from the top. */
void text_view_clear(struct text_view *view);
void text_view_release(struct text_view *view);

#endif
