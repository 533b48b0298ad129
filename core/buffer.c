#include "core/buffer.h"

#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buffer_init(struct buffer *buffer)
{
    *buffer = (struct buffer){0};
}

void buffer_release(struct buffer *buffer)
{
    free(buffer->at);
    buffer_init(buffer);
}

void buffer_wipe(struct buffer *buffer)
{
    if (buffer->at)
        sodium_memzero(buffer->at, buffer->capacity);
    buffer_release(buffer);
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    buffer->failed = false;
    if (buffer->at)
        buffer->at[0] = '\0';
}

/* Room for `more` bytes and the closing NUL. The old memory stays valid when there is none. */
static bool buffer_reserve(struct buffer *buffer, size_t more)
{
    if (buffer->failed)
        return false;
    if (more >= SIZE_MAX / 2 - buffer->length) {
        buffer->failed = true;
        return false;
    }
    size_t need = buffer->length + more + 1;
    if (need <= buffer->capacity)
        return true;
    size_t capacity = buffer->capacity ? buffer->capacity : 128;
    while (capacity < need)
        capacity *= 2;
    char *at = realloc(buffer->at, capacity);
    if (!at) {
        buffer->failed = true;
        return false;
    }
    buffer->at = at;
    buffer->capacity = capacity;
    return true;
}

void buffer_add(struct buffer *buffer, struct slice bytes)
{
    if (!buffer_reserve(buffer, bytes.length))
        return;
    if (bytes.length)
        memcpy(buffer->at + buffer->length, bytes.at, bytes.length);
    buffer->length += bytes.length;
    buffer->at[buffer->length] = '\0';
}

void buffer_text(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, slice_of(text));
}

void buffer_byte(struct buffer *buffer, char byte)
{
    if (!buffer_reserve(buffer, 1))
        return;
    buffer->at[buffer->length++] = byte;
    buffer->at[buffer->length] = '\0';
}

void buffer_number(struct buffer *buffer, uint64_t number)
{
    char digits[20];
    size_t from = sizeof digits;
    do
        digits[--from] = (char)('0' + number % 10);
    while (number /= 10);
    buffer_add(buffer, (struct slice){.at = &digits[from], .length = sizeof digits - from});
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0 || !buffer_reserve(buffer, (size_t)length)) {
        buffer->failed = true;
        return;
    }
    va_start(arguments, format);
    vsnprintf(buffer->at + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

enum status buffer_status(const struct buffer *buffer)
{
    return buffer->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

struct slice buffer_slice(const struct buffer *buffer)
{
    return (struct slice){.at = buffer->at, .length = buffer->length};
}
