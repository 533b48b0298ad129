/*
 * The text of an entry, which is what a person reads and signs:
 *
 *     stimmbuch/1 vote
 *     body: lenkungskreis.d-stack.example
 *     founding: 2f6c0c5f0a3f8a7e6a0e4f6b0c1d2e3f4a5b6c7d8e9f00112233445566778899
 *     by: kommune-1.lenkungskreis.d-stack.example
 *     at: 2026-11-23T10:15:00Z
 *     size: 1284
 *     root: 5d2077acb1c0ffee0123456789abcdef0123456789abcdef0123456789ab01fe
 *     ballot: 9b1c0d…
 *     title: 2026-017 Baustein Identität: verpflichtend für wen?
 *     seat: kommune-1
 *     as: holder
 *     choice: yes
 *
 *     | A reason, in Markdown, each line behind a bar.
 *
 * There is exactly one way to write a given entry; entry_parse refuses any other, with line and reason.
 */
#ifndef CORE_ENTRY_H
#define CORE_ENTRY_H

#include "core/arena.h"
#include "core/buffer.h"
#include "core/digest.h"
#include "core/field.h"
#include "core/instant.h"
#include "core/status.h"

enum { ENTRY_TEXT_MAX = 60000, ENTRY_NOTE_MAX = 65535, ENTRY_SIGNATURES_MAX = 16, ENTRY_OPTIONS_MAX = 64 };

struct field {
    const struct field_rule *rule;
    struct slice value;
    uint32_t line;
};

struct entry {
    enum kind kind;
    struct slice bytes; /* the whole text, with its last LF; borrowed */
    const struct field *field;
    size_t fields;
    struct slice text; /* the lines of the free text as they stand, "| " in front; empty: none */
    /* The common fields; in a `body` entry `body` is its own name, and founding, size, root are empty. */
    struct slice body, by;
    struct digest founding, root;
    struct instant at;
    uint64_t size;
};

/*
 * Reads an entry. `bytes` must outlive `out`; the fields lie in the arena. STATUS_FORM with reason KIND or FORM, line
 * and field. It checks all that data/FORMAT.md sections 4 and 5 say about the text of one entry, except what needs the
 * statute's own reader (core/body).
 */
MUST_CHECK enum status entry_parse(struct slice bytes, struct arena *arena, struct entry *out, struct problem *problem);

/* The same for a text that a note holds, of which the first `simple` bytes are text_simple_run's. */
MUST_CHECK enum status entry_parse_simple(struct slice bytes, size_t simple, struct arena *arena, struct entry *out,
                                          struct problem *problem);

/* SHA-256 of the text. */
struct digest entry_id(const struct entry *entry);

/* The value of the first field of that name; .at is NULL when there is none. */
struct slice entry_value(const struct entry *entry, const char *name);

/* The next field of that name from index *at on; NULL when there is none. Start with *at = 0. */
const struct field *entry_next(const struct entry *entry, const char *name, size_t *at);

/* How many fields have that name. */
size_t entry_count(const struct entry *entry, const char *name);

/* A field that holds a hash; false when it is not there. */
bool entry_hash(const struct entry *entry, const char *name, struct digest *out);

/* A field that holds a time; false when it is not there. */
bool entry_time(const struct entry *entry, const char *name, struct instant *out);

/* A field that holds a number; `standard` when it is not there. */
uint64_t entry_number(const struct entry *entry, const char *name, uint64_t standard);

/*
 * STATUS_FORM, in words: the message stands in the field's line, at the column of `detail` where that is a part of its
 * value, else at the value. `field` may be NULL: then there is no place to tell.
 */
enum status entry_refuse(struct problem *problem, const struct field *field, const char *message, struct slice detail);

/* Appends the free text without its bars. */
void entry_plain_text(const struct entry *entry, struct buffer *out);

#endif
