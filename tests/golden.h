/* What a test makes, compared with a file in the repository that a person has read. */
#ifndef TESTS_GOLDEN_H
#define TESTS_GOLDEN_H

#include "core/buffer.h"

/*
 * 0: the file holds exactly this. Else 1, and the first line in which they differ is printed. With
 * STIMMBUCH_SCREENS=new (`make screens`) the file is written instead.
 */
int golden_compare(const char *path, struct slice got);

#endif
