/* A file that lies in memory alone, for parsers that are given a path. */
#ifndef TESTS_FUZZ_IN_MEMORY_H
#define TESTS_FUZZ_IN_MEMORY_H

#include "core/slice.h"

struct in_memory {
    int descriptor;
    char path[32];
};

/* Ends the program when that is not possible. */
void in_memory_open(struct in_memory *file, struct slice bytes);
void in_memory_close(struct in_memory *file);

#endif
