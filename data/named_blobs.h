/* Which files the entries of a run name by their hash: attachments and minutes. Each once, in byte order. */
#ifndef DATA_NAMED_BLOBS_H
#define DATA_NAMED_BLOBS_H

#include "core/buffer.h"
#include "core/digest.h"

struct named_blobs {
    struct buffer hashes;
    size_t count; /* once they are sorted */
    enum status status;
};

void named_blobs_init(struct named_blobs *named);
void named_blobs_release(struct named_blobs *named);

/* Those that the note names. Bytes that are no entry name none. */
void named_blobs_add(struct named_blobs *named, struct slice note);

/* After the last note, before the questions below. STATUS_NO_MEMORY of anything since the beginning. */
MUST_CHECK enum status named_blobs_sort(struct named_blobs *named);

/* index < count */
struct digest named_blobs_at(const struct named_blobs *named, size_t index);
bool named_blobs_has(const struct named_blobs *named, const struct digest *content);

#endif
