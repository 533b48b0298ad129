#include "core/receipt.h"

#include "core/encode.h"

#define FIRST_LINE "c2sp.org/tlog-proof@v1"

static enum status malformed(struct problem *problem, unsigned long line, const char *message)
{
    problem_place(problem, line, 0);
    return problem_slices(problem, STATUS_FORM, message, SLICE(""), SLICE(""));
}

/* True when `line` begins with `name`, which is cut off then. */
static bool cut_name(struct slice *line, struct slice name)
{
    if (!slice_equal(slice_head(*line, name.length), name))
        return false;
    *line = slice_from(*line, name.length);
    return true;
}

/* The lines up to the empty one; `rest` is the head afterwards. */
static enum status parse_hashes(struct slice *rest, unsigned long line, struct merkle_proof *out,
                                struct problem *problem)
{
    out->hashes = 0;
    for (;; line++) {
        if (rest->length == 0)
            return malformed(problem, line, N_("the receipt holds no tree head"));
        struct slice text = slice_cut(rest, '\n');
        if (text.length == 0)
            return STATUS_OK;
        if (out->hashes == RECEIPT_HASHES_MAX)
            return malformed(problem, line, N_("the receipt holds more than 63 hashes"));
        size_t length;
        if (!base64_decode(text, out->hash[out->hashes].byte, DIGEST_LENGTH, &length) || length != DIGEST_LENGTH)
            return malformed(problem, line, N_("a line of the receipt is not base64 of a hash"));
        out->hashes++;
    }
}

enum status receipt_parse(struct slice bytes, struct receipt *out, struct problem *problem)
{
    struct slice rest = bytes;
    unsigned long line = 1;
    if (!slice_is(slice_cut(&rest, '\n'), FIRST_LINE))
        return malformed(problem, line, N_("it is not a receipt: the first line is another"));
    struct slice text = slice_cut(&rest, '\n');
    line++;
    out->extra = (struct slice){0};
    if (cut_name(&text, SLICE("extra "))) {
        size_t length;
        if (!base64_check(text, &length))
            return malformed(problem, line, N_("the extra data of the receipt is not base64"));
        out->extra = text;
        text = slice_cut(&rest, '\n');
        line++;
    }
    if (!cut_name(&text, SLICE("index ")) || !number_decode(text, &out->index))
        return malformed(problem, line, N_("the receipt does not name the index of the entry"));
    enum status status = parse_hashes(&rest, line + 1, &out->proof, problem);
    if (status == STATUS_OK)
        out->head = rest;
    return status;
}

void receipt_write(const struct receipt *receipt, struct buffer *out)
{
    buffer_text(out, FIRST_LINE "\n");
    if (receipt->extra.at) {
        buffer_text(out, "extra ");
        buffer_add(out, receipt->extra);
        buffer_byte(out, '\n');
    }
    buffer_text(out, "index ");
    buffer_number(out, receipt->index);
    buffer_byte(out, '\n');
    for (unsigned i = 0; i < receipt->proof.hashes; i++) {
        base64_write(receipt->proof.hash[i].byte, DIGEST_LENGTH, out);
        buffer_byte(out, '\n');
    }
    buffer_byte(out, '\n');
    buffer_add(out, receipt->head);
}

enum status receipt_verify(const struct receipt *receipt, struct slice entry, const struct checkpoint_trust *trust,
                           struct checkpoint *head, struct problem *problem)
{
    struct checkpoint opened;
    enum status status = checkpoint_verify(receipt->head, trust, &opened, NULL, problem);
    if (status != STATUS_OK)
        return status;
    struct digest leaf = merkle_leaf(entry);
    if (!merkle_verify(receipt->index, opened.size, &leaf, &receipt->proof, &opened.root))
        return problem_say(problem, STATUS_MISMATCH, N_("the entry is not the one that the receipt proves"), NULL,
                           NULL);
    if (head)
        *head = opened;
    return STATUS_OK;
}
