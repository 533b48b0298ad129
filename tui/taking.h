/* What a person takes along from a screen: an id to be pasted elsewhere, a file. */
#ifndef TUI_TAKING_H
#define TUI_TAKING_H

#include "tui/app.h"

/* Copies the id of the entry that is selected; the message says which, and what the terminal can do. */
void taking_copy(struct app *app);

/* Asks for a file, and saves there what the screen on top has: its text, or the entry that is selected. */
void taking_export(struct app *app);

/* Lets the pager show it, outside of the screens. */
void taking_read(struct app *app);

/*
 * Asks for a file, and saves these bytes there. `name` is proposed; whoever wrote it, it names nothing outside the
 * folder the program was started in. Both are borrowed for the call.
 */
void taking_save(struct app *app, struct slice name, struct slice bytes);

/* The same, with a sentence about what is saved. */
void taking_save_about(struct app *app, struct slice name, struct slice bytes, struct slice about);

/* Appends the name with everything that does not belong in a file's name replaced. */
void taking_name(struct slice name, struct buffer *out);

/* The argument of screen_save. */
struct save_request {
    struct slice name, bytes, about; /* about: may be empty */
    struct slice json;               /* what is saved where the name ends in ".json"; .at NULL: there is none */
};

#endif
