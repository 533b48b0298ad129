/* a proof of not having voted, read a piece at a time */
#include "core/tile.h"
#include "data/no_vote_file.h"

enum { TICK = 1024 };

bool no_vote_is(struct slice bytes)
{
    return slice_equal(slice_head(bytes, sizeof NO_VOTE_FIRST_LINE), SLICE(NO_VOTE_FIRST_LINE "\n"));
}

static enum status cut_short(struct problem *problem)
{
    return problem_say(problem, STATUS_FORM, N_("the file ends in the middle"), NULL, NULL);
}

/* Exactly so many bytes, which then are passed over. */
static enum status read_bytes(struct stream *stream, size_t length, struct slice *out, struct problem *problem)
{
    enum status status = stream_peek(stream, length, out, problem);
    if (status == STATUS_OK && out->length < length)
        return cut_short(problem);
    if (status == STATUS_OK)
        stream_take(stream, length);
    return status;
}

/* The next entry; valid until the next one. */
static enum status read_note(struct stream *stream, struct slice *out, struct problem *problem)
{
    struct slice length;
    enum status status = read_bytes(stream, 2, &length, problem);
    if (status != STATUS_OK)
        return status;
    return read_bytes(stream, (size_t)(unsigned char)length.at[0] << 8 | (unsigned char)length.at[1], out, problem);
}

static enum status read_header(struct stream *stream, struct no_vote_file *file, struct problem *problem)
{
    struct slice bytes;
    size_t used;
    enum status status = stream_peek(stream, NO_VOTE_HEADER_MAX, &bytes, problem);
    if (status == STATUS_OK)
        status = no_vote_parse(bytes, &file->claim, &used, problem);
    if (status != STATUS_OK)
        return status;
    /* What the claim borrows must stay, so it is read from the copy. */
    buffer_add(&file->header, slice_head(bytes, used));
    status = buffer_status(&file->header);
    if (status == STATUS_OK)
        status = no_vote_parse(buffer_slice(&file->header), &file->claim, &used, problem);
    stream_take(stream, used);
    if (status == STATUS_OK)
        status = read_bytes(stream, (size_t)file->claim.head, &bytes, problem);
    if (status == STATUS_OK)
        buffer_add(&file->head, bytes);
    return status;
}

/* The carried notes, joined in one buffer as they stand in the file. */
static enum status read_carried(struct stream *stream, struct no_vote_file *file, struct problem *problem)
{
    enum status status = STATUS_OK;
    for (uint64_t i = 0; i < file->claim.carried && status == STATUS_OK; i++) {
        struct slice note;
        status = read_note(stream, &note, problem);
        if (status == STATUS_OK && file->notes.length + note.length > NO_VOTE_NOTES_MAX)
            return problem_say(problem, STATUS_FORM, N_("the entries that it carries are too large"), NULL, NULL);
        if (status == STATUS_OK && !bundle_add(note, &file->notes))
            status = STATUS_FORM;
    }
    if (status == STATUS_OK && (buffer_status(&file->head) != STATUS_OK || buffer_status(&file->notes) != STATUS_OK))
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    return status;
}

enum status no_vote_file_begin(struct no_vote_file *file, struct problem *problem)
{
    struct slice note[CARRIED_NOTES_MAX];
    struct bundle bundle = {.rest = buffer_slice(&file->notes)};
    size_t notes = 0;
    while (notes < CARRIED_NOTES_MAX && bundle_next(&bundle, &note[notes]))
        notes++;
    return no_vote_begin(&file->check, &file->claim, buffer_slice(&file->head), note, problem);
}

static enum status read_entries(struct stream *stream, struct no_vote_file *file, no_vote_progress *progress,
                                void *context, struct problem *problem)
{
    uint64_t all = file->claim.last - file->claim.first + 1;
    struct slice bytes;
    enum status status = STATUS_OK;
    for (uint64_t done = 0; done < all && status == STATUS_OK; done++) {
        status = read_note(stream, &bytes, problem);
        if (status == STATUS_OK)
            status = no_vote_take(&file->check, bytes, problem);
        if (progress && done % TICK == 0 && !progress(context, done, all))
            return STATUS_CANCELLED;
    }
    if (status == STATUS_OK)
        status = stream_peek(stream, 1, &bytes, problem);
    if (status == STATUS_OK && bytes.length)
        return problem_say(problem, STATUS_FORM, N_("bytes are left over behind its last entry"), NULL, NULL);
    return status;
}

enum status no_vote_read(struct stream *stream, struct no_vote_file *file, no_vote_progress *progress, void *context,
                         struct problem *problem)
{
    *file = (struct no_vote_file){.claim = {.first = 0}};
    enum status status = read_header(stream, file, problem);
    if (status == STATUS_OK)
        status = read_carried(stream, file, problem);
    if (status == STATUS_OK)
        status = no_vote_file_begin(file, problem);
    if (status == STATUS_OK)
        status = read_entries(stream, file, progress, context, problem);
    return status == STATUS_OK ? no_vote_end(&file->check, problem) : status;
}

void no_vote_file_release(struct no_vote_file *file)
{
    buffer_release(&file->header);
    buffer_release(&file->head);
    buffer_release(&file->notes);
    no_vote_release(&file->check);
}
