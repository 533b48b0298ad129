/*
 * A receipt that needs nothing beside it (data/FORMAT.md section 11): a tlog-proof whose line `extra` is base64 of
 * u16 length || bytes, once for each note: the entry, then entry 0, then what makes the keys known that signed the
 * entry, the hand-overs of the log's key and the head. The entry comes alone where it is entry 0.
 */
#ifndef CORE_RECEIPT_FILE_H
#define CORE_RECEIPT_FILE_H

#include "core/carried_check.h"
#include "core/receipt.h"

enum { RECEIPT_BYTES_MAX = 4 << 20 };

/* Appends what `extra` is base64 of. STATUS_FORM when a note is longer than an entry may be. */
MUST_CHECK enum status receipt_carry(const struct slice *note, size_t notes, struct buffer *out);

struct receipt_file {
    struct buffer notes; /* what `extra` holds */
    struct arena arena;
    struct receipt receipt;   /* borrowed from the file's bytes, like what follows */
    struct sealed entry;      /* `defect` may be set: then the log holds bytes that are no entry */
    struct carried carried;   /* founding and keys */
    struct carried_head head; /* the entry is leaf receipt.index of it */
};

/*
 * Takes a receipt apart and checks everything that can be checked without the ledger: the founding with its signatures,
 * the log's key, the head, that the entry is in it at that index, and that it names this body. What the entry's own
 * signatures are worth says carried_signature. `bytes` must outlive `out`, which is to be released whatever comes back.
 * STATUS_FORM, STATUS_MISMATCH, each with a message.
 */
MUST_CHECK enum status receipt_file_check(struct slice bytes, struct receipt_file *out, struct problem *problem);
void receipt_file_release(struct receipt_file *file);

#endif
