/* The samples that come with the program: statutes, proposals, and the script of the sample world. */
#ifndef DATA_SAMPLES_H
#define DATA_SAMPLES_H

#include "core/arena.h"
#include "core/buffer.h"
#include "core/status.h"

/* Appends their folder: beside the program in a build tree, build/VARIANT/stimmbuch, else where they were installed. */
void samples_folder(struct buffer *out);

/*
 * The paths of FOLDER/statutes/NAME.txt in the order of their names, in the arena. None where there is no such folder;
 * STATUS_FILE when it cannot be read.
 */
MUST_CHECK enum status samples_statutes(const char *folder, struct arena *arena, const char *const **out, size_t *count,
                                        struct problem *problem);

#endif
