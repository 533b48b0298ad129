/* What an audit found, as JSON: printed by the command, saved from the screen (the names are those of COMMANDS). */
#ifndef TUI_AUDIT_JSON_H
#define TUI_AUDIT_JSON_H

#include "data/verify.h"
#include "tui/json.h"

/* NULL without memory, each. */
json_t *audit_json_finding(const struct verify_finding *finding);
json_t *audit_json_body(const struct verify_body *body);

/* The whole: both arrays are borrowed. `basis`: what the audits of all bodies had in common at least. */
json_t *audit_json(bool ok, enum verify_basis basis, json_t *bodies, json_t *findings);

#endif
