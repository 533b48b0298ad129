/*
 * The local address book: which person is behind a handle (a key name). It is never part of the ledger, so it can be
 * changed and erased. A UTF-8 file, one line each, sorted by handle:
 *
 *     kommune-1.lenkungskreis.example Anna Beispiel, Stadt Musterhausen
 *     land-2.lenkungskreis.example Bernd Muster
 *
 * Handle and text are separated by one blank; the text has 1 to 200 code points, no control characters, and neither
 * begins nor ends with a blank.
 */
#ifndef DATA_PEOPLE_H
#define DATA_PEOPLE_H

#include "core/buffer.h"

enum { PEOPLE_TEXT_MAX = 200, PEOPLE_FILE_MAX = 1024 * 1024 };

struct person {
    struct slice handle, text;
};

/* Sorted by handle; each handle once. */
struct people {
    struct person *at;
    size_t count;
    struct buffer bytes; /* owns what the slices point to */
};

/*
 * Reads the file; one that is not there or is empty holds nobody. Lines may stand in any order. STATUS_FORM with the
 * line: a line is wrong or a handle stands twice; STATUS_FILE: not readable or over PEOPLE_FILE_MAX bytes.
 * On failure `people` is empty.
 */
MUST_CHECK enum status people_read(const char *path, struct people *people, struct problem *problem);
void people_release(struct people *people);

/* The text for a handle, or an empty slice. Borrowed from `people`. */
struct slice people_find(const struct people *people, struct slice handle);

/* people_find on the file: the text is appended to `out`. STATUS_NOT_FOUND when nobody has that handle. */
MUST_CHECK enum status people_get(const char *path, struct slice handle, struct buffer *out, struct problem *problem);

/* The same from the file's bytes, which it takes over, also when it fails. */
MUST_CHECK enum status people_parse(struct buffer *bytes, struct people *people, struct problem *problem);

/* One line, without its end: STATUS_FORM, at that line. */
MUST_CHECK enum status people_check_line(struct slice line, unsigned long number, struct problem *problem);

/* Takes `more` into the file: all or nothing, failing as people_set. */
struct people_merged {
    size_t added, changed;
};
MUST_CHECK enum status people_merge(const char *path, const struct people *more, struct people_merged *merged,
                                    struct problem *problem);

/*
 * Writes the file anew with this text for the handle, or without the handle when `text` is empty; its folder is made
 * when it is missing. STATUS_USAGE: `handle` is no name of ours; STATUS_FORM: the text; else as people_read.
 */
MUST_CHECK enum status people_set(const char *path, struct slice handle, struct slice text, struct problem *problem);

#endif
