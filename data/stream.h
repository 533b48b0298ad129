/*
 * Files of any size, a piece at a time. Reading never takes more memory than one piece; a file is written under a
 * temporary name beside its own, which it gets when it is whole.
 *
 * Failures are STATUS_FILE with the path in problem.file and as {1}.
 */
#ifndef DATA_STREAM_H
#define DATA_STREAM_H

#include "core/buffer.h"

enum { STREAM_PIECE_MAX = 1 << 17 };

struct stream {
    const char *path; /* borrowed */
    int descriptor;
    size_t from, length; /* what lies in `bytes` and was not taken yet */
    char bytes[STREAM_PIECE_MAX];
};

/* `path` is a regular file, a pipe, or "-": standard input. To be closed whatever comes back. */
MUST_CHECK enum status stream_open(struct stream *stream, const char *path, struct problem *problem);
void stream_close(struct stream *stream);

/* The next bytes, `length` of them or what there is until the end; they stay where they are until stream_take. */
MUST_CHECK enum status stream_peek(struct stream *stream, size_t length, struct slice *out, struct problem *problem);

/* Passes over bytes that were peeked at. */
void stream_take(struct stream *stream, size_t length);

struct stream_out {
    char *path, *temporary; /* temporary NULL: standard output */
    int descriptor;
    struct buffer waiting;
};

/* `path` NULL: standard output. STATUS_FILE when a file of that name is there already. */
MUST_CHECK enum status stream_create(struct stream_out *out, const char *path, struct problem *problem);
MUST_CHECK enum status stream_write(struct stream_out *out, struct slice bytes, struct problem *problem);

/* The whole file is there, on the disk and under its name, which no other file has got meanwhile. */
MUST_CHECK enum status stream_finish(struct stream_out *out, struct problem *problem);

/* After stream_create, whatever came back; what is not finished is gone. */
void stream_release(struct stream_out *out);

#endif
