/*
 * JSON that is written as it comes: for documents with tens of thousands of rows, where a value of jansson for each of
 * them takes longer than everything else. The bytes are those that jansson would write.
 *
 *     json_write_open(&json, NULL, '{');
 *     json_write_text(&json, "body", name);
 *     json_write_open(&json, "seats", '[');
 *     ...
 *     json_write_close(&json, ']');
 *     json_write_close(&json, '}');
 */
#ifndef TUI_JSON_WRITE_H
#define TUI_JSON_WRITE_H

#include "core/buffer.h"

struct json_write {
    struct buffer out; /* released by the caller; its status is that of the document */
    bool comma;        /* something stands before, in the same object or array */
};

/* The name is the program's own, so nothing in it is escaped; NULL: in an array, or the document itself. */
void json_write_open(struct json_write *json, const char *name, char bracket);
void json_write_close(struct json_write *json, char bracket);

/* Text from the ledger; what is not UTF-8 is left empty. */
void json_write_text(struct json_write *json, const char *name, struct slice text);
void json_write_number(struct json_write *json, const char *name, int64_t number);

#endif
