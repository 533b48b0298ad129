/*
 * A folder that is published, written so that whoever reads it at any time finds whole files only, also after a power
 * cut: each is written under a temporary name at the top of the folder, synchronised, and only then gets its name. That
 * goes many at a time: a disk confirms sixty files hardly later than one.
 *
 * Names inside are paths such as "tile/0/x001/234". No symbolic link inside the folder is followed. Failures are
 * STATUS_FILE with the path.
 */
#ifndef DATA_FOLDER_WRITE_H
#define DATA_FOLDER_WRITE_H

#include "core/buffer.h"
#include "data/folder_step.h"

struct folder_writer;

/*
 * Opens the folder, or makes it (not its parents), readable for all as umask allows. STATUS_REFUSED while another
 * program writes there. Nothing in it is changed yet.
 */
MUST_CHECK enum status folder_writer_open(const char *path, struct folder_writer **out, struct problem *problem);

/* Takes back what is not settled. NULL is fine. */
void folder_writer_close(struct folder_writer *writer);

/* Appends the bytes of a regular file; *found is false where nothing has the name. Longer than `limit`: a failure. */
MUST_CHECK enum status folder_writer_read(struct folder_writer *writer, const char *name, size_t limit,
                                          struct buffer *out, bool *found, struct problem *problem);

/* A regular file has that name. */
bool folder_writer_has(struct folder_writer *writer, const char *name);

/* A name in the folder that is no temporary file's; empty when there is none. */
MUST_CHECK enum status folder_writer_first(struct folder_writer *writer, struct buffer *name, struct problem *problem);

/* Removes temporary files that a program left which was stopped. */
MUST_CHECK enum status folder_writer_tidy(struct folder_writer *writer, struct problem *problem);

/* Writes a file, making folders on the way. It has its name at the latest when all is settled. */
MUST_CHECK enum status folder_writer_put(struct folder_writer *writer, const char *name, struct slice bytes,
                                         struct problem *problem);

/* When it returns STATUS_OK, all that was put is on the disk under its name. */
MUST_CHECK enum status folder_writer_settle(struct folder_writer *writer, struct problem *problem);

/* Removes a file, and the folder `name`/… with the files in it (none deeper). That it is not there is no failure. */
MUST_CHECK enum status folder_writer_remove(struct folder_writer *writer, const char *name, struct problem *problem);
MUST_CHECK enum status folder_writer_remove_folder(struct folder_writer *writer, const char *name,
                                                   struct problem *problem);

#endif
