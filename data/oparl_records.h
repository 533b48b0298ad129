/*
 * What an import keeps of the objects it read, until all of them are there and can be joined.
 *
 * Strings are cleaned lines (data/oparl_text.h) unless said otherwise, empty when missing, NUL-terminated; everything
 * lies in one arena. Lists keep the order of reading.
 */
#ifndef DATA_OPARL_RECORDS_H
#define DATA_OPARL_RECORDS_H

#include "core/arena.h"

/* Ids of other objects. */
struct oparl_list {
    struct slice *at;
    size_t count;
};

struct oparl_meeting {
    struct slice id, name, start;
    bool cancelled;
};

struct oparl_item {
    struct slice id, meeting, consultation; /* ids */
    struct slice number, name, result;
    struct slice resolution, files; /* Markdown lines */
    bool closed;                    /* not public */
    bool merged;                    /* its text went into the draft of a paper */
    const char *file;
    struct oparl_item *next;
};

enum oparl_answer { OPARL_UNKNOWN, OPARL_NO, OPARL_YES };

struct oparl_consultation {
    struct slice id, paper, meeting, item; /* ids */
    struct slice role;
    enum oparl_answer authoritative;
    const struct oparl_item *item_found;       /* after oparl_join; NULL: not in this import, or not public */
    const struct oparl_meeting *meeting_found; /* after oparl_join; NULL: not in this import */
    struct oparl_consultation *next, *next_of_paper, *next_of_id;
};

struct oparl_paper {
    struct slice id, reference, name, type, date, web, license;
    struct slice files, text; /* Markdown lines */
    struct oparl_list persons, organizations, direction, above;
    struct oparl_consultation *consultation, **consultation_end; /* after oparl_join */
    const char *file;
    struct oparl_paper *next;
};

struct oparl_records {
    struct arena arena;
    bool failed; /* no memory: set by whoever could not allocate; the records are of no use then */
    struct oparl_paper *paper, **paper_end;
    struct oparl_item *item, **item_end;
    struct oparl_consultation *consultation, **consultation_end;
    /* Trees of tsearch(3), by key. */
    void *papers, *meetings, *items, *items_by_consultation, *consultations, *organizations, *numbers;
};

void oparl_records_init(struct oparl_records *records);
void oparl_records_release(struct oparl_records *records);

/* Zeroed, from the arena; NULL, and `failed`, without memory. */
void *oparl_records_new(struct oparl_records *records, size_t size);

/* The value stored under the key, or NULL. */
void *oparl_find(void *const *tree, struct slice key);

/* Stores it unless the key is empty or taken; the key's bytes must live as long as the tree. */
void oparl_store(struct oparl_records *records, void **tree, struct slice key, void *value);

/* Links consultations with papers, agenda items and meetings, and marks the items that are merged. */
void oparl_join(struct oparl_records *records);

#endif
