#include "core/no_vote.h"

#include "core/encode.h"

static enum status malformed(struct problem *problem, unsigned long line, const char *message)
{
    problem_place(problem, line, 0);
    return problem_say(problem, STATUS_FORM, message, NULL, NULL);
}

struct lines {
    struct slice rest;
    unsigned long line;
    struct problem *problem;
};

/* Cuts the next line, which must begin with `name` and a blank; false, and nothing cut, when it does not. */
static bool cut(struct lines *lines, struct slice name, struct slice *value)
{
    struct slice rest = lines->rest, line = slice_cut(&rest, '\n');
    if (!slice_equal(slice_head(line, name.length), name) || line.length <= name.length || line.at[name.length] != ' ')
        return false;
    *value = slice_from(line, name.length + 1);
    lines->rest = rest;
    lines->line++;
    return true;
}

static enum status cut_number(struct lines *lines, struct slice name, uint64_t least, uint64_t most, uint64_t *out)
{
    struct slice value;
    unsigned long line = lines->line;
    if (!cut(lines, name, &value) || !number_decode(value, out) || *out < least || *out > most) {
        problem_place(lines->problem, line, 0);
        return problem_slices(lines->problem, STATUS_FORM, N_("the line \"{1}\" is missing or not as it must be"), name,
                              SLICE(""));
    }
    return STATUS_OK;
}

static enum status cut_hashes(struct lines *lines, struct slice name, struct digest *out, unsigned *count)
{
    struct slice value;
    for (*count = 0; cut(lines, name, &value); ++*count) {
        size_t length;
        if (*count == MERKLE_LEVELS)
            return malformed(lines->problem, lines->line - 1, N_("it holds more hashes than a tree is high"));
        if (!base64_decode(value, out[*count].byte, DIGEST_LENGTH, &length) || length != DIGEST_LENGTH)
            return malformed(lines->problem, lines->line - 1, N_("a line is not base64 of a hash"));
    }
    return STATUS_OK;
}

static enum status cut_lines(struct lines *lines, struct no_vote *out)
{
    struct slice value;
    if (!cut(lines, SLICE("ballot"), &value) || !digest_from_hex(value, &out->ballot))
        return malformed(lines->problem, 2, N_("it does not name the ballot"));
    if (!cut(lines, SLICE("seat"), &out->seat) || !value_matches("ID", out->seat, NULL))
        return malformed(lines->problem, 3, N_("it does not name the seat"));
    enum status status = cut_number(lines, SLICE("first"), 1, MERKLE_SIZE_MAX - 1, &out->first);
    if (status == STATUS_OK)
        status = cut_number(lines, SLICE("last"), out->first, MERKLE_SIZE_MAX - 1, &out->last);
    if (status == STATUS_OK)
        status = cut_number(lines, SLICE("carried"), 1, CARRIED_NOTES_MAX, &out->carried);
    if (status == STATUS_OK)
        status = cut_number(lines, SLICE("head"), 1, ENTRY_NOTE_MAX, &out->head);
    if (status == STATUS_OK)
        status = cut_hashes(lines, SLICE("left"), out->range.left, &out->range.lefts);
    if (status == STATUS_OK)
        status = cut_hashes(lines, SLICE("right"), out->range.right, &out->range.rights);
    if (status == STATUS_OK && out->range.lefts != merkle_range_lefts(out->first))
        status = malformed(lines->problem, lines->line, N_("it does not hold the hashes that its places need"));
    return status;
}

enum status no_vote_parse(struct slice bytes, struct no_vote *out, size_t *used, struct problem *problem)
{
    struct slice header = slice_head(bytes, NO_VOTE_HEADER_MAX);
    struct lines lines = {.rest = header, .line = 2, .problem = problem};
    if (!slice_is(slice_cut(&lines.rest, '\n'), NO_VOTE_FIRST_LINE))
        return malformed(problem, 1, N_("it is not a proof of not having voted: the first line is another"));
    enum status status = cut_lines(&lines, out);
    if (status != STATUS_OK)
        return status;
    if (lines.rest.length == 0 || lines.rest.at[0] != '\n')
        return malformed(problem, lines.line, N_("the empty line behind the hashes is missing"));
    *used = header.length - lines.rest.length + 1;
    return STATUS_OK;
}

static void write_number(const char *name, uint64_t number, struct buffer *out)
{
    buffer_text(out, name);
    buffer_number(out, number);
    buffer_byte(out, '\n');
}

static void write_hashes(const char *name, const struct digest *hash, unsigned count, struct buffer *out)
{
    for (unsigned i = 0; i < count; i++) {
        buffer_text(out, name);
        base64_write(hash[i].byte, DIGEST_LENGTH, out);
        buffer_byte(out, '\n');
    }
}

void no_vote_write(const struct no_vote *claim, struct buffer *out)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&claim->ballot, hex);
    buffer_format(out, NO_VOTE_FIRST_LINE "\nballot %s\nseat ", hex);
    buffer_add(out, claim->seat);
    buffer_byte(out, '\n');
    write_number("first ", claim->first, out);
    write_number("last ", claim->last, out);
    write_number("carried ", claim->carried, out);
    write_number("head ", claim->head, out);
    write_hashes("left ", claim->range.left, claim->range.lefts, out);
    write_hashes("right ", claim->range.right, claim->range.rights, out);
    buffer_byte(out, '\n');
}
