/*
 * A folder of its own for a test, gone with everything in it afterwards.
 */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include "core/slice.h"

enum { SCRATCH_PATH = 512 };

/* cmocka set-up and tear-down: *state becomes the folder's path. */
int scratch_make(void **state);
int scratch_remove(void **state);

/* FOLDER/NAME into `out`, and `out`. */
const char *scratch_path(void *const *state, const char *name, char out[SCRATCH_PATH]);

/* Writes FOLDER/NAME with that mode, whatever umask is; replaces what is there. */
void scratch_write(void *const *state, const char *name, struct slice bytes, unsigned mode);

/* How many names the folder holds. */
size_t scratch_count(void *const *state);

#endif
