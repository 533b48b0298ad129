/* Plain mode: choosing from a list, ten at a time. */
#ifndef TUI_PLAIN_PICK_H
#define TUI_PLAIN_PICK_H

#include "core/digest.h"
#include "tui/plain.h"

struct plain_menu;

enum { PLAIN_VALUES_MAX = 16, PLAIN_PAGE = 10 };

/* What is known by now: answers to questions, by the questions' names. Borrowed from arenas of those who asked. */
struct plain_known {
    struct {
        const char *name;
        struct slice text;
    } value[PLAIN_VALUES_MAX];
    size_t count;
};

/* A further one; more than there is room for are left out, and asked for then. */
void plain_know(struct plain_known *known, const char *name, struct slice text);

/* The one that was learnt last; NULL .at: not known. */
struct slice plain_known_value(const struct plain_known *known, struct slice name);

/* A row of a list: what is known when it is chosen, how it is called, and the menu it leads to (NULL: the list's). */
struct plain_row {
    struct plain_known known;
    struct slice label;
    const struct plain_menu *menu;
};

/* A page of a list, and one row more when there is a further page. */
struct plain_list {
    struct arena arena;
    struct plain_row row[PLAIN_PAGE + 1];
    size_t count;
    size_t first, seen;  /* rows before this page; rows that came along */
    struct slice search; /* words to look for, or empty */
    const char *hint;    /* said before the rows, or NULL; translated */
};

/* A row to be filled in; NULL: it is not on this page, or there is no memory. */
struct plain_row *plain_list_add(struct plain_list *list);

/* Nothing further is wanted: the query may stop. */
bool plain_list_full(const struct plain_list *list);

/* Puts a copy into the row. */
void plain_row_know(struct plain_list *list, struct plain_row *row, const char *name, struct slice text);
void plain_row_know_id(struct plain_list *list, struct plain_row *row, const char *name, const struct digest *id);
void plain_row_know_number(struct plain_list *list, struct plain_row *row, const char *name, int64_t number);

/* The label, of a pattern that is translated; release nothing. */
void plain_row_label(struct plain_list *list, struct plain_row *row, const char *pattern, struct slice first,
                     struct slice second);

/* Fills a page; the ledger is open. */
typedef enum status plain_rows(struct plain *plain, const struct plain_known *known, struct plain_list *list);

struct plain_source {
    plain_rows *rows;
    const char *heading, *empty; /* English; `empty` says what to do */
    bool searched, typed;        /* it can be searched; something that is not on the page may be typed */
    const char *name;            /* as what is known that was typed, where it has to be something that there is */
};

enum plain_picked { PICKED_ROW, PICKED_TEXT, PICKED_NONE, PICKED_BACK };

/*
 * Shows the list and asks. PICKED_ROW: *row, which lies in list->arena; PICKED_TEXT: what was typed, in the arena;
 * PICKED_NONE: Enter, where it is optional; PICKED_BACK: back, Ctrl-C, the end, or nothing to choose from. The caller
 * releases list->arena.
 */
enum plain_picked plain_pick(struct plain *plain, const struct plain_source *source, const struct plain_known *known,
                             bool optional, struct plain_list *list, const struct plain_row **row, struct slice *text);

#endif
