#include "core/arena.h"

#include <stdlib.h>

struct arena_block {
    struct arena_block *before;
    size_t used, size;
    max_align_t memory[];
};

enum { BLOCK_SIZE = 8192 };

void arena_init(struct arena *arena)
{
    arena->last = NULL;
}

void arena_release(struct arena *arena)
{
    while (arena->last) {
        struct arena_block *before = arena->last->before;
        free(arena->last);
        arena->last = before;
    }
}

size_t arena_bytes(const struct arena *arena)
{
    size_t bytes = 0;
    for (const struct arena_block *block = arena->last; block; block = block->before)
        bytes += sizeof *block + block->size;
    return bytes;
}

static struct arena_block *block_new(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX - sizeof(struct arena_block))
        return NULL;
    struct arena_block *block = malloc(sizeof(struct arena_block) + size);
    if (!block)
        return NULL;
    *block = (struct arena_block){.before = arena->last, .size = size};
    arena->last = block;
    return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t align = sizeof(max_align_t);
    if (size > SIZE_MAX - align)
        return NULL;
    size = size ? (size + align - 1) / align * align : align;
    struct arena_block *block = arena->last;
    if (!block || block->size - block->used < size) {
        block = block_new(arena, size > BLOCK_SIZE ? size : BLOCK_SIZE);
        if (!block)
            return NULL;
    }
    void *memory = (char *)block->memory + block->used;
    block->used += size;
    return memset(memory, 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    return arena_alloc(arena, count * size);
}

struct slice arena_copy(struct arena *arena, struct slice bytes)
{
    char *copy = bytes.length < SIZE_MAX ? arena_alloc(arena, bytes.length + 1) : NULL;
    if (!copy)
        return (struct slice){0};
    if (bytes.length)
        memcpy(copy, bytes.at, bytes.length);
    return (struct slice){.at = copy, .length = bytes.length};
}
