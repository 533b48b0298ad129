/*
 * A growing byte string. Appending after a failed allocation does nothing and the failure is remembered, so a writer
 * checks once, at the end.
 */
#ifndef CORE_BUFFER_H
#define CORE_BUFFER_H

#include "core/slice.h"
#include "core/status.h"

struct buffer {
    char *at; /* NUL-terminated whenever it is not NULL */
    size_t length;
    size_t capacity;
    bool failed;
};

void buffer_init(struct buffer *buffer);
void buffer_release(struct buffer *buffer);

/* Empties it, keeps the memory, forgets a failure. */
void buffer_clear(struct buffer *buffer);

void buffer_add(struct buffer *buffer, struct slice bytes);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_byte(struct buffer *buffer, char byte);
void buffer_number(struct buffer *buffer, uint64_t number);
void buffer_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* STATUS_OK, or STATUS_NO_MEMORY when any append failed. */
MUST_CHECK enum status buffer_status(const struct buffer *buffer);

/* Borrowed; valid until the next append. */
struct slice buffer_slice(const struct buffer *buffer);

/* Bytes known to hold no secret are not wiped; a buffer with a secret is released with this. */
void buffer_wipe(struct buffer *buffer);

#endif
