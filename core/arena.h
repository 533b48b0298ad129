/*
 * Memory that is released in one go: parsed values of one entry, statute or roll live in one arena.
 */
#ifndef CORE_ARENA_H
#define CORE_ARENA_H

#include "core/slice.h"

struct arena_block;

struct arena {
    struct arena_block *last;
};

/* An empty arena is all zeros; arena_init says so. */
void arena_init(struct arena *arena);

/* Frees everything that came from the arena; it is empty afterwards and may be used again. */
void arena_release(struct arena *arena);

/* The memory that it takes. */
size_t arena_bytes(const struct arena *arena);

/* `size` zeroed bytes, aligned for any type; NULL without memory. Never returns NULL for size 0. */
void *arena_alloc(struct arena *arena, size_t size);

/* `count` elements of `size` bytes, zeroed; NULL without memory or when the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* A copy of the bytes, followed by a NUL that is not counted; .at is NULL without memory. */
struct slice arena_copy(struct arena *arena, struct slice bytes);

#endif
