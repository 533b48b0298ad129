/*
 * Questions of the commands on the controlling terminal, whatever standard input and output are. (The screen has its
 * own dialogs.)
 */
#ifndef TUI_PROMPT_H
#define TUI_PROMPT_H

#include "core/buffer.h"
#include "data/secret.h"

/* Whether there is a controlling terminal to ask on. */
bool prompt_has_terminal(void);

/*
 * Asks for a passphrase without echo; with `again` (else NULL) a second time, with that prompt, and both must agree.
 * The prompts are translated and complete. The caller releases `*out`; on failure it is empty.
 *
 * The terminal's settings are back before the function returns and before SIGINT, SIGQUIT, SIGTERM, SIGHUP or SIGTSTP
 * takes effect; after a stop the question is asked anew. These signals are blocked meanwhile, so no other thread may
 * have them unblocked.
 *
 * STATUS_KEY: no terminal, empty, longer than PASSPHRASE_MAX bytes, the two differ. STATUS_CANCELLED: end of input, or
 * a signal that the program survived. STATUS_FILE: the terminal failed.
 */
MUST_CHECK enum status prompt_passphrase(const char *prompt, const char *again, struct secret *out,
                                         struct problem *problem);

/*
 * The first line of a regular file, without its LF. The caller releases `*out`; on failure it is empty. STATUS_FILE:
 * missing, not regular, not readable; STATUS_KEY: the line is empty or longer than PASSPHRASE_MAX bytes.
 */
MUST_CHECK enum status prompt_passphrase_file(const char *path, struct secret *out, struct problem *problem);

/*
 * Asks for a word, with echo, and replaces the content of `out` by the line without its LF; it may be empty.
 * STATUS_USAGE: no terminal, or more than 1024 bytes; STATUS_CANCELLED: end of input, or a signal whose handler does
 * not restart calls; STATUS_FILE: the terminal failed.
 */
MUST_CHECK enum status prompt_word(const char *prompt, struct buffer *out, struct problem *problem);

#endif
