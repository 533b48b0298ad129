/* The keys on this machine: a list, what is known of the one with the focus, and what can be done with it. */
#ifndef TUI_KEYS_VIEW_H
#define TUI_KEYS_VIEW_H

#include "tui/key_form.h"
#include "tui/page.h"

enum key_choice { CHOICE_USE, CHOICE_PASSPHRASE, CHOICE_ROTATE, CHOICE_REVOKE, CHOICE_HAND_OVER, CHOICE_LOST, CHOICES };

struct keys_view {
    struct arena arena;
    struct keyring_entry *key; /* in the arena */
    size_t keys;
    struct list list; /* making a new one, then the keys */
    struct pager pager;
    struct buffer places; /* of the key with the focus, a line each */
    bool log;             /* its name is a body's: it is, or was, the key of a log */
    bool menu;
    struct list menu_list;
    enum key_choice choice[CHOICES]; /* what the menu has */
    struct key_form form;
    bool only_form;               /* it was opened for that, and is left with it */
    char used[KEY_LABEL_MAX + 1]; /* the label of the key at the screen */
};

/* Reads the keyring anew; the focus stays on its key. */
MUST_CHECK enum status keys_view_load(struct keys_view *view, struct app *app);
void keys_view_release(struct keys_view *view);

/* The key with the focus, or NULL: there a new one is made. */
const struct keyring_entry *keys_view_focus(const struct keys_view *view);
void keys_view_focus_on(struct keys_view *view, struct slice label);

/* After the focus moved: where the key has a place. */
MUST_CHECK enum status keys_view_explain(struct keys_view *view, struct app *app);

/* What can be done with the key that has the focus. */
void keys_view_open_menu(struct keys_view *view);

/* Scrolls what is told of the key. False: the action is for something else. */
bool keys_view_scroll(struct keys_view *view, enum action action, struct area area);

int keys_view_page(const struct keys_view *view, struct area area);
void keys_view_draw(const void *state, struct canvas *canvas, struct area area);

#endif
