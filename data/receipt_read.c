#include "data/receipt_read.h"

#include <stdlib.h>

static enum status read_whole(struct stream *stream, struct buffer *out, struct problem *problem)
{
    struct slice piece;
    do {
        enum status status = stream_peek(stream, STREAM_PIECE_MAX, &piece, problem);
        if (status != STATUS_OK)
            return status;
        if (piece.length > RECEIPT_BYTES_MAX - out->length)
            return problem_say(problem, STATUS_FORM, N_("the file is larger than a receipt may be"), NULL, NULL);
        buffer_add(out, piece);
        stream_take(stream, piece.length);
    } while (piece.length == STREAM_PIECE_MAX);
    return buffer_status(out) == STATUS_OK ? STATUS_OK : problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
}

static enum status read_stream(struct stream *stream, struct receipt_reading *out, no_vote_progress *progress,
                               void *context, struct problem *problem)
{
    struct slice start;
    enum status status = stream_peek(stream, sizeof NO_VOTE_FIRST_LINE, &start, problem);
    out->is_receipt = status == STATUS_OK && !no_vote_is(start);
    if (status != STATUS_OK)
        return status;
    if (!out->is_receipt)
        return no_vote_read(stream, &out->no_vote, progress, context, problem);
    status = read_whole(stream, &out->bytes, problem);
    return status == STATUS_OK ? receipt_file_check(buffer_slice(&out->bytes), &out->receipt, problem) : status;
}

enum status receipt_read(const char *path, struct receipt_reading *out, no_vote_progress *progress, void *context,
                         struct problem *problem)
{
    memset(out, 0, sizeof *out);
    struct stream *stream = malloc(sizeof *stream);
    if (!stream)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    enum status status = stream_open(stream, path, problem);
    if (status == STATUS_OK)
        status = read_stream(stream, out, progress, context, problem);
    stream_close(stream);
    free(stream);
    if (status != STATUS_FORM)
        return status;
    /* To whom it was given it proves nothing, in whatever way it is wrong. */
    problem->status = STATUS_MISMATCH;
    problem_file(problem, path);
    return STATUS_MISMATCH;
}

void receipt_reading_release(struct receipt_reading *reading)
{
    buffer_release(&reading->bytes);
    receipt_file_release(&reading->receipt);
    no_vote_file_release(&reading->no_vote);
}
