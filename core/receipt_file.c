#include "core/receipt_file.h"

#include "core/encode.h"
#include "core/tile.h"

#include <stdlib.h>

enum status receipt_carry(const struct slice *note, size_t notes, struct buffer *out)
{
    for (size_t i = 0; i < notes; i++)
        if (!bundle_add(note[i], out))
            return STATUS_FORM;
    return buffer_status(out);
}

/* The bytes behind `extra`, whose text receipt_parse has found to be base64. */
static enum status decode_extra(struct slice text, struct buffer *out, struct problem *problem)
{
    size_t length = 0;
    if (!text.at || !base64_check(text, &length) || length == 0)
        return problem_say(problem, STATUS_FORM, N_("the receipt does not carry its entry"), NULL, NULL);
    uint8_t *bytes = malloc(length);
    if (bytes && base64_decode(text, bytes, length, &length))
        buffer_add(out, (struct slice){.at = (const char *)bytes, .length = length});
    free(bytes);
    return bytes && buffer_status(out) == STATUS_OK ? STATUS_OK
                                                    : problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
}

/* The notes one after the other; there is room for CARRIED_NOTES_MAX + 1. */
static enum status split_notes(struct slice bytes, struct slice *note, size_t *notes, struct problem *problem)
{
    struct bundle bundle = {.rest = bytes};
    *notes = 0;
    while (*notes <= CARRIED_NOTES_MAX && bundle_next(&bundle, &note[*notes]))
        ++*notes;
    if (bundle.rest.length)
        return problem_say(problem, STATUS_FORM, N_("what the receipt carries is not a list of entries"), NULL, NULL);
    return STATUS_OK;
}

/* The entry of a founding is what is carried; any other has the founding behind it. */
static enum status read_notes(struct receipt_file *out, struct problem *problem)
{
    struct slice *note = arena_array(&out->arena, CARRIED_NOTES_MAX + 1, sizeof *note);
    size_t notes = 0;
    if (!note)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    enum status status = split_notes(buffer_slice(&out->notes), note, &notes, problem);
    if (status == STATUS_OK && sealed_open(note[0], &out->arena, &out->entry) != STATUS_OK)
        status = problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    if (status != STATUS_OK)
        return status;
    size_t from = out->receipt.index > 0;
    return carried_read(note + from, notes - from, &out->carried, problem);
}

static enum status check_place(const struct receipt_file *out, struct problem *problem)
{
    const struct checkpoint *head = &out->head.head;
    const struct sealed *sealed = &out->entry;
    if (!merkle_verify(out->receipt.index, head->size, &sealed->leaf, &out->receipt.proof, &head->root))
        return problem_say(problem, STATUS_MISMATCH, N_("the entry is not the one that the receipt proves"), NULL,
                           NULL);
    if (out->receipt.index == 0 || sealed->defect != REASON_NONE)
        return STATUS_OK;
    if (!slice_equal(sealed->entry.body, out->carried.body.name) ||
        !digest_equal(&sealed->entry.founding, &out->carried.founding))
        return problem_slices(problem, STATUS_MISMATCH, N_("the entry names another body than the log it lies in"),
                              sealed->entry.body, SLICE(""));
    return STATUS_OK;
}

enum status receipt_file_check(struct slice bytes, struct receipt_file *out, struct problem *problem)
{
    buffer_init(&out->notes);
    arena_init(&out->arena);
    arena_init(&out->carried.arena);
    enum status status = receipt_parse(bytes, &out->receipt, problem);
    if (status == STATUS_OK)
        status = decode_extra(out->receipt.extra, &out->notes, problem);
    if (status == STATUS_OK)
        status = read_notes(out, problem);
    if (status == STATUS_OK)
        status = carried_head_open(&out->carried, out->receipt.head, &out->head, problem);
    if (status == STATUS_OK)
        status = check_place(out, problem);
    return status;
}

void receipt_file_release(struct receipt_file *file)
{
    buffer_release(&file->notes);
    arena_release(&file->arena);
    carried_release(&file->carried);
}
