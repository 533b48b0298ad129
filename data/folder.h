/*
 * A folder from outside, read by somebody who does not trust it: only regular files below it, no link is followed, a
 * size is looked at before anything is read, and what is not expected there is named.
 */
#ifndef DATA_FOLDER_H
#define DATA_FOLDER_H

#include "core/buffer.h"

enum { FOLDER_PATH_MAX = 256, FOLDER_DEPTH_MAX = 10 };

struct folder;

/* STATUS_FILE with the path when it is not a folder that can be read. How the path leads there is the caller's. */
MUST_CHECK enum status folder_open(const char *path, struct folder **out, struct problem *problem);
void folder_close(struct folder *folder);

/* What is wrong with a file: the codes of data/FORMAT.md section 9. */
enum folder_fault {
    FOLDER_SOUND,
    FOLDER_MISSING, /* it is not there */
    FOLDER_SIZE,    /* it is shorter or longer than it must be */
    FOLDER_FILE,    /* it is a link, a folder, a pipe or a device, or cannot be read */
};

/*
 * Replaces the content of `out` by that of the file at `path`, relative to the folder and with plain names between its
 * slashes, if it has `least` to `most` bytes. Else STATUS_FILE, which names the file; `fault`, which may be NULL, says
 * what is wrong.
 */
MUST_CHECK enum status folder_read(const struct folder *folder, const char *path, size_t least, size_t most,
                                   struct buffer *out, enum folder_fault *fault, struct problem *problem);

/*
 * Tells `visit` of all that lies in the folder, in no order: files, and whatever else is no folder, by their path from
 * the folder on, with their size (-1 for what is no regular file). A name that is no plain text, or folders deeper than
 * FOLDER_DEPTH_MAX, end with STATUS_FILE. `visit` ends it with a status of its own.
 */
typedef enum status folder_item(void *context, const char *path, int64_t size);
MUST_CHECK enum status folder_list(const struct folder *folder, folder_item *visit, void *context,
                                   struct problem *problem);

#endif
