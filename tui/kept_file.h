/*
 * What is remembered from one run to the next, a file for each thing beside the marks of heads. All of it is a
 * convenience: a file that cannot be read or written only means that nothing is known, and nobody is told.
 */
#ifndef TUI_KEPT_FILE_H
#define TUI_KEPT_FILE_H

#include "core/buffer.h"
#include "core/status.h"

struct app;

/* Appends the folder, which may not be there yet. False: none is known, or there is no memory. */
MUST_CHECK bool kept_file_folder(const struct app *app, struct buffer *out);

/* The file of that name, of at most `most` bytes; empty where there is none, or more. */
void kept_file_read(const struct app *app, const char *name, size_t most, struct buffer *out);

/* Replaces it as a whole, or leaves it as it is; where the text failed, too. */
void kept_file_write(const struct app *app, const char *name, const struct buffer *text);

#endif
