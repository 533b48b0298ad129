/* What came of an exchange with a hub, for people and programs. */
#ifndef TUI_SYNC_WORDS_H
#define TUI_SYNC_WORDS_H

#include "data/hub.h"
#include "tui/json.h"

/* One line: what came, what went. */
void sync_words(struct slice body, const struct hub_report *report, struct buffer *out);

/* What deserves a look: lines, or nothing. */
void sync_warnings(const struct hub_report *report, struct buffer *out);

/* The object of a body; `waiting` (taken over) tells of the entries that were sent. */
json_t *sync_json(const struct hub_body *body, const struct hub_report *report, json_t *waiting);

#endif
