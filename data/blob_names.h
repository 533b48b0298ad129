/* Attachments by what names them: a body's valid proposals and its minutes, or entries that travel. */
#ifndef DATA_BLOB_NAMES_H
#define DATA_BLOB_NAMES_H

#include "data/store.h"

struct blob_name {
    struct digest content;
    bool public; /* a proposal that is public names it, or minutes do */
};

struct blob_names {
    struct blob_name *name; /* each content once, in the order of their bytes */
    size_t count, capacity;
};

/* Of the valid entries before `size`. Release it in any case. */
MUST_CHECK enum status blob_names_load(struct store *store, int64_t body, uint64_t size, struct blob_names *out);
void blob_names_release(struct blob_names *names);

/*
 * One after the other, into one that begins as {0}: what the note names. Bytes that are no entry name nothing. After
 * the last one comes blob_names_sort.
 */
MUST_CHECK enum status blob_names_add(struct blob_names *names, struct slice note);
void blob_names_sort(struct blob_names *names);

/* Of sorted ones; NULL where nobody names it. */
const struct blob_name *blob_names_find(const struct blob_names *names, const struct digest *content);

#endif
