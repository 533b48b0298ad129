/*
 * Values of what --json prints. Like all functions of jansson that make a value they give NULL when there is no memory,
 * which json_pack and session_json pass on.
 */
#ifndef TUI_JSON_H
#define TUI_JSON_H

#include "core/digest.h"
#include "core/slice.h"

#include <jansson.h>
#include <stdbool.h>

/* Text from the ledger; what is not UTF-8 is left empty. */
json_t *json_slice(struct slice text);

/* The same, and null for an empty one. */
json_t *json_given(struct slice text);

/* Hex, such as of an id. */
json_t *json_digest(const struct digest *digest);

/* A moment as entries write it, from seconds since 1970; null where none is given. */
json_t *json_time(bool given, int64_t seconds);

#endif
