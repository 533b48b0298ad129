/* What an export wrote, and what it left out, in words: for the command and for the screen. */
#ifndef TUI_EXPORT_WORDS_H
#define TUI_EXPORT_WORDS_H

#include "core/buffer.h"
#include "data/export.h"

/* One line each, with a line end, the last without meaning more than was done. */
void export_write_report(const struct export_report *report, struct slice body, const char *folder, struct buffer *out);

#endif
