/* The options of the configuration for people: in the manual page, and as a file to start from. */
#ifndef TUI_CONFIG_WORDS_H
#define TUI_CONFIG_WORDS_H

#include "core/buffer.h"
#include "data/config.h"

/* Appends what a value may be: "de|en", "0-1440", or the word for a path or a text. */
void config_values(enum config_option option, struct buffer *out);

/* Appends a configuration file that configures nothing: every option explained, and itself as a comment. */
void config_sample(struct buffer *out);

#endif
