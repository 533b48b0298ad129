/*
 * A bundle: what travels by stick or mail between two ledgers, in one file without compression and without file names
 * inside. New entries go to a copy, entries that wait for signatures or for their place go to the writer.
 *
 *     stimmbuch/1 bundle
 *     body: lenkungskreis.d-stack.example
 *     founding: 2f6c0c5f…
 *     from: 120                           <- the place of the first entry; 0 without entries
 *     entries: 34                         <- from there on, one after the other, up to the size of the head
 *     pending: 1
 *     blobs: 1
 *     head: 245                           <- bytes of the signed head; 0: none, and then there are no entries
 *                                         <- an empty line
 *     (the head) (the entries, then those that wait, each u16 length || bytes) (the blobs, each u32 length || bytes)
 *
 * Numbers are big-endian. Nothing that a bundle says is believed: whoever takes it in looks at every entry.
 */
#ifndef DATA_BUNDLE_FILE_H
#define DATA_BUNDLE_FILE_H

#include "core/buffer.h"
#include "core/digest.h"

enum { BUNDLE_FILE_MAX = 64 << 20, BUNDLE_NOTES_MAX = 1000000, BUNDLE_PENDING_MAX = 10000, BUNDLE_BLOBS_MAX = 10000 };

struct bundle_file {
    struct slice body; /* everything is borrowed from the bytes */
    struct digest founding;
    uint64_t from, entries, pending, blobs;
    struct slice head;
    struct slice notes; /* entries, then pending: for bundle_next of core/tile.h */
    struct slice rest;  /* the blobs, for bundle_file_blob */
};

/*
 * Reads a bundle, strictly: exactly one way to write it. STATUS_FORM with the line, or without one where what stands
 * behind the lines is wrong.
 */
MUST_CHECK enum status bundle_file_parse(struct slice bytes, struct bundle_file *out, struct problem *problem);

/* The next blob; false at the end. */
bool bundle_file_blob(struct bundle_file *bundle, struct slice *blob);

/* Appends the lines and the head; the notes and then the blobs are to follow. */
void bundle_file_begin(const struct bundle_file *bundle, struct buffer *out);

/* Appends one blob; false, and nothing appended, when it is longer than the whole file may be. */
bool bundle_file_add_blob(struct slice blob, struct buffer *out);

/* What every bundle begins with. */
struct slice bundle_file_magic(void);

#endif
