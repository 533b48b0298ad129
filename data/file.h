/*
 * Whole files in and out. Reading never takes more than the caller's limit; writing is all or nothing: a file under
 * its name is the old one or the complete new one, also after a power cut.
 *
 * Failures are STATUS_FILE with the path in problem.file and as {1}.
 */
#ifndef DATA_FILE_H
#define DATA_FILE_H

#include "core/buffer.h"

enum {
    FILE_MODE_PRIVATE = 0600,
    FILE_MODE_SHARED = 0644, /* what umask allows of it */
};

/*
 * Replaces the content of `out` by the file's. `path` is a regular file, a pipe, or "-": standard input.
 * A missing, empty, unreadable or too large file (more than `limit` bytes), a folder and a device each have their
 * own message; `out` is empty then.
 */
MUST_CHECK enum status file_read(const char *path, size_t limit, struct buffer *out, struct problem *problem);

/* Is it a regular file that begins with these bytes? One that cannot be read does not. */
bool file_begins(const char *path, struct slice bytes);

/*
 * Writes FOLDER/NAME through a temporary file in the same folder, synchronised before it gets its name; the folder is
 * synchronised after. Without `replace` a file that is there stays as it is and the call fails. On failure nothing is
 * left behind. `name` has no slash: STATUS_USAGE.
 */
MUST_CHECK enum status file_write_atomic(const char *folder, const char *name, struct slice bytes, unsigned mode,
                                         bool replace, struct problem *problem);

/* The same for a file that is replaced, whose bytes lie in several places. */
MUST_CHECK enum status file_write_parts(const char *folder, const char *name, const struct slice *part, size_t parts,
                                        unsigned mode, struct problem *problem);

/* A new file at this path, FILE_MODE_SHARED; written in the same way. */
MUST_CHECK enum status file_write_new(const char *path, struct slice bytes, struct problem *problem);

/* Makes the folder and its parents, each 0700; fine when it is there already. */
MUST_CHECK enum status folder_make(const char *path, struct problem *problem);

/*
 * Reads until `capacity` bytes are there or the end; signals and short reads do not matter. False with errno
 * otherwise. For secrets: no copy of the bytes is left anywhere else.
 */
MUST_CHECK bool descriptor_read(int descriptor, void *out, size_t capacity, size_t *length);

/* A name for a file that is not whole yet: ".tmp-" and 16 hex digits by chance. And whether a name is one. */
enum { FILE_TEMP_NAME = sizeof ".tmp-0123456789abcdef" };
void file_temp_name(char out[FILE_TEMP_NAME]);
bool file_is_temp_name(const char *name);

/* Synchronises a folder; some file systems cannot, and then there is nothing to do. False with errno otherwise. */
MUST_CHECK bool descriptor_sync_folder(int folder);

/* Writes all bytes; signals and short writes do not matter. False with errno otherwise. */
MUST_CHECK bool descriptor_write(int descriptor, struct slice bytes);

#endif
