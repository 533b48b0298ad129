/*
 * JSON written straight into a buffer, for documents of which a tree of values would be too large and too slow: the
 * bytes are those of session_json. Commas come by themselves.
 *
 *     json_text_open(out, NULL, '{');
 *     json_text_slice(out, "seat", id);
 *     json_text_open(out, "members", '[');
 *     json_text_close(out, ']');
 *     json_text_close(out, '}');                     {"seat":"eins","members":[]}
 */
#ifndef TUI_JSON_TEXT_H
#define TUI_JSON_TEXT_H

#include "core/buffer.h"

/* Begins an object or a list, '{' or '['; `key` NULL: in a list, or the document itself. */
void json_text_open(struct buffer *out, const char *key, char bracket);
void json_text_close(struct buffer *out, char bracket);

/* A member of an object. Keys are plain words; a text that is not UTF-8 is written as an empty one. */
void json_text_slice(struct buffer *out, const char *key, struct slice text);
void json_text_number(struct buffer *out, const char *key, int64_t number);

#endif
