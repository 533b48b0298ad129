/* Where a run finds its files: by options, the program's own variables, the configuration, or as is usual. */
#ifndef TUI_SESSION_PATHS_H
#define TUI_SESSION_PATHS_H

#include "tui/session.h"

/*
 * Reads the configuration: STATUS_FORM, STATUS_FILE as config_read. What stands there comes behind the options and the
 * program's own variables, and before what is usual. session_init works out the paths from it.
 */
MUST_CHECK enum status session_configure(struct session *session);

#endif
