/* Plain mode: the menus, as tables. */
#ifndef TUI_PLAIN_MENUS_H
#define TUI_PLAIN_MENUS_H

#include "tui/plain_pick.h"

/* How a row is carried out. */
enum plain_way {
    PLAIN_SIGN, /* its line is run, with a key, which is chosen first */
    PLAIN_READ, /* its line is run, and what it prints shown by pages */
    PLAIN_WORK, /* its line is run, as it stands */
    PLAIN_LIST, /* its list is shown, and what is chosen from it has its menu */
    PLAIN_OWN,  /* the same, of what is a key's own */
    PLAIN_MENU, /* its menu is shown */
    PLAIN_CALL  /* its function is called */
};

struct plain_menu_row {
    enum plain_way way;
    const char *label; /* English */
    const char *line;
    const struct plain_source *source;
    const struct plain_menu *menu; /* of a list: that of its rows, where these have none of their own */
    void (*call)(struct plain *plain, const struct plain_known *known);
};

struct plain_menu {
    const char *heading; /* English */
    const struct plain_menu_row *row;
    size_t rows;
};

extern const struct plain_menu plain_menu_main, plain_menu_ballot, plain_menu_pending;

/*
 * Shows a menu again and again, until the person goes back; `subject` (may be empty) is said under its heading. Its
 * lines have what is known filled in.
 */
void plain_menu_run(struct plain *plain, const struct plain_menu *menu, const struct plain_known *known,
                    struct slice subject);

#endif
