/*
 * Test vectors in JSON: this project's own from tests/vectors, those of other projects from the folder beside it.
 * A helper that does not find what it is asked for fails the test that called it.
 */
#ifndef TESTS_VECTORS_H
#define TESTS_VECTORS_H

#include "core/arena.h"
#include "core/key.h"

#include <jansson.h>

/* tests/vectors/NAME.json. The caller releases it with json_decref. */
json_t *vectors_own(const char *name);

/*
 * PATH below vectors/ of $STIMMBUCH_SHARED or, without that variable, of ../shared. Where the file is missing the
 * calling test is skipped and a sentence says so.
 */
json_t *vectors_shared(const char *path);

/* The elements of an array field; as many as the caller says. */
json_t *vectors_rows(json_t *root, const char *field, size_t count);

/* A field of a row: borrowed text, a number, a flag. A flag that is missing is false. */
const char *vectors_text(json_t *row, const char *field);
uint64_t vectors_number(json_t *row, const char *field);
bool vectors_flag(json_t *row, const char *field);

/* The bytes of a field in base64 or hex, decoded by libsodium and kept in the arena. */
struct slice vectors_base64(json_t *row, const char *field, struct arena *arena);
struct slice vectors_hex(json_t *row, const char *field, struct arena *arena);

/* The bytes of a base64 field of the row with that id in tests/vectors/NAME.json. */
struct slice vectors_find(const char *name, const char *id, const char *field, struct arena *arena);

/* The verifier keys in an array field that can be parsed, at most `max`; their names are borrowed from it. */
size_t vectors_vkeys(json_t *row, const char *field, struct vkey *out, size_t max);

/* The key pair of that label in keys.json, as a signer of that type. Name and secret are kept in the arena. */
struct signer vectors_signer(const char *label, uint8_t type, struct arena *arena);

#endif
