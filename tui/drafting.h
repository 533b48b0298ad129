/*
 * A draft that is chosen, written and looked at before it is signed: of a proposal, or of a change of a body's roster
 * or statute. tui/screen_draft.c acts, tui/drafting_draw.c paints.
 */
#ifndef TUI_DRAFTING_H
#define TUI_DRAFTING_H

#include "core/draft.h"
#include "tui/app.h"
#include "tui/bodies.h"
#include "tui/draft_files.h"
#include "tui/draft_report.h"

/* The argument of screen_draft. */
struct draft_place {
    enum kind kind;   /* proposal, roster or statute */
    int64_t body;     /* 0: one of one's own, to be chosen */
    int64_t proposal; /* a proposal of that body that the new one takes the place of, by its index; -1: none */
};

struct drafting {
    struct draft_place place;
    struct bodies bodies;
    struct draft_files files;
    struct list list; /* writing a new one, the files, a path that is typed */
    struct input path;
    struct pager pager;
    struct draft_report report; /* on what has the focus */
    bool sound;                 /* it can be signed */
    struct buffer wrong;        /* where it cannot: what, and in which line */
};

MUST_CHECK enum status drafting_load(struct app *app, struct drafting *drafting);
void drafting_release(struct drafting *drafting);

/* What has the focus. */
bool drafting_is_new(const struct drafting *drafting);
bool drafting_is_own(const struct drafting *drafting);

/* Appends the path of the file that has the focus; nothing where there is none. */
MUST_CHECK enum status drafting_path(const struct drafting *drafting, struct buffer *out);

/* Reads and checks the file that has the focus, and writes the report. STATUS_NO_MEMORY, or as the store. */
MUST_CHECK enum status drafting_look(struct app *app, struct drafting *drafting, struct problem *problem);

/* The entry that it becomes, as by command. */
MUST_CHECK enum status drafting_compose(struct app *app, const struct drafting *drafting, const char *path,
                                        struct arena *arena, struct draft *out, struct problem *problem);

/*
 * Lets the user's editor at the file that has the focus, or at a new one, which is kept in the folder of drafts and has
 * the focus then. *written: something was changed.
 */
MUST_CHECK enum status drafting_edit(struct app *app, struct drafting *drafting, bool *written,
                                     struct problem *problem);

void drafting_draw(const void *state, struct canvas *canvas, struct area area);

/* How many lines the report has, and how many of them are seen at once. */
int drafting_lines(const struct drafting *drafting, struct area area);
int drafting_page(const struct drafting *drafting, struct area area);

#endif
