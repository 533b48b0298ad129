/* A statute as JSON. */
#ifndef TUI_STATUTE_JSON_H
#define TUI_STATUTE_JSON_H

#include "core/body.h"

#include <jansson.h>

/* [{"rule","title","method","kind":[…], and the other lines by their names}] */
json_t *rules_json(const struct statute *statute);

/* {"body","since","rules", and the lines that belong to no rule by their names}; those that repeat are lists. */
json_t *statute_json(struct slice name, const struct entry *entry, const struct body *body, int64_t since);

#endif
