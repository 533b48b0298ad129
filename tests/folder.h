/* The files of a folder that a test wrote, and what they should be. */
#ifndef TESTS_FOLDER_H
#define TESTS_FOLDER_H

#include "tests/world.h"

/* PATH in the world's folder. */
const char *folder_path(struct world *w, const char *path);

/* Every file below it, sorted, a line each: name, size, SHA-256; of links and other things what they are. "": none. */
const char *folder_state(struct world *w, const char *folder);

/* The bytes of FOLDER/NAME in the arena; the test fails where there is no such file. */
struct slice folder_file(struct world *w, const char *folder, const char *name);

void folder_put(struct world *w, const char *folder, const char *name, struct slice bytes);

/* How many files it has. */
size_t folder_count(struct world *w, const char *folder);

#endif
