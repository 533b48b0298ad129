/* Moments as people type them. */
#ifndef TUI_WHEN_H
#define TUI_WHEN_H

#include "core/instant.h"

/* "+7d", "+3h", "+30m" from `now`. */
bool when_relative(struct slice text, struct instant now, struct instant *out);

/*
 * The same, or "2026-11-30T12:00:00Z", or in local time "30.11.2026 18:00", "30.11.2026" (the end of that day), or both
 * with "2026-11-30". False for anything else.
 */
bool when_parse(struct slice text, struct instant now, struct instant *out);

#endif
