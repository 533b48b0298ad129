/* The path of a file as a person types it. */
#ifndef TUI_TYPED_PATH_H
#define TUI_TYPED_PATH_H

#include "core/buffer.h"
#include "core/status.h"

/* Appends the path; "~/" in front is the home folder. */
MUST_CHECK enum status typed_path(struct slice typed, struct buffer *out);

/* STATUS_FILE unless it is a regular file: a pipe or a device would keep the screen waiting while one types. */
MUST_CHECK enum status typed_path_check(const char *path, struct problem *problem);

#endif
