#include "data/bundle_file.h"

#include "core/encode.h"
#include "core/field.h"
#include "core/tile.h"

#define FIRST_LINE "stimmbuch/1 bundle"

enum { LENGTH_BYTES = 4, BITS_A_BYTE = 8 };

static enum status malformed(struct problem *problem, unsigned long line, const char *message)
{
    problem_place(problem, line, 0);
    return problem_slices(problem, STATUS_FORM, message, SLICE(""), SLICE(""));
}

/* The value of the line `name: value` that comes next. */
static bool cut_field(struct slice *rest, const char *name, struct slice *value)
{
    struct slice line = slice_cut(rest, '\n'), word = slice_head(line, strlen(name));
    if (!slice_is(word, name) || !slice_is(slice_head(slice_from(line, word.length), 2), ": "))
        return false;
    *value = slice_from(line, word.length + 2);
    return true;
}

static enum status cut_number(struct slice *rest, const char *name, uint64_t limit, unsigned long line, uint64_t *out,
                              struct problem *problem)
{
    struct slice value;
    if (!cut_field(rest, name, &value) || !number_decode(value, out))
        return malformed(problem, line, N_("a line of the bundle is not what belongs there"));
    if (*out > limit)
        return malformed(problem, line, N_("the bundle says that it holds more than a bundle may"));
    return STATUS_OK;
}

static enum status parse_numbers(struct slice *rest, struct bundle_file *out, uint64_t *head, struct problem *problem)
{
    const struct {
        const char *name;
        uint64_t limit, *to;
    } fields[] = {
        {"from", MERKLE_SIZE_MAX, &out->from},
        {"entries", BUNDLE_NOTES_MAX, &out->entries},
        {"pending", BUNDLE_PENDING_MAX, &out->pending},
        {"blobs", BUNDLE_BLOBS_MAX, &out->blobs},
        {"head", BUNDLE_ENTRY_MAX, head},
    };
    enum status status = STATUS_OK;
    enum { FIRST = 4 }; /* line */
    for (size_t i = 0; status == STATUS_OK && i < sizeof fields / sizeof fields[0]; i++)
        status = cut_number(rest, fields[i].name, fields[i].limit, FIRST + i, fields[i].to, problem);
    return status;
}

/* Splits notes and blobs, whose numbers the lines gave, and finds that nothing is missing or left over. */
static enum status parse_parts(struct bundle_file *out, struct problem *problem)
{
    struct bundle walk = {.rest = out->notes};
    struct slice part;
    for (uint64_t i = 0; i < out->entries + out->pending; i++)
        if (!bundle_next(&walk, &part))
            return problem_say(problem, STATUS_FORM,
                               N_("the bundle ends before all its entries are there: it was cut off"), NULL, NULL);
    out->notes = slice_head(out->notes, out->notes.length - walk.rest.length);
    out->rest = walk.rest;
    struct bundle_file blobs = *out;
    for (uint64_t i = 0; i < out->blobs; i++)
        if (!bundle_file_blob(&blobs, &part))
            return problem_say(problem, STATUS_FORM,
                               N_("the bundle ends before all its attachments are there: it was cut off"), NULL, NULL);
    if (blobs.rest.length)
        return problem_say(problem, STATUS_FORM, N_("something is left over behind the last part of the bundle"), NULL,
                           NULL);
    return STATUS_OK;
}

enum status bundle_file_parse(struct slice bytes, struct bundle_file *out, struct problem *problem)
{
    struct slice rest = bytes, hash;
    uint64_t head;
    if (!slice_is(slice_cut(&rest, '\n'), FIRST_LINE))
        return malformed(problem, 1, N_("it is not a bundle: the first line is another"));
    if (!cut_field(&rest, "body", &out->body) || !value_matches("NAME", out->body, NULL))
        return malformed(problem, 2, N_("the bundle does not name its body"));
    if (!cut_field(&rest, "founding", &hash) || !digest_from_hex(hash, &out->founding))
        return malformed(problem, 3, N_("the bundle does not name the founding of its body"));
    enum status status = parse_numbers(&rest, out, &head, problem);
    if (status != STATUS_OK)
        return status;
    enum { EMPTY = 9 }; /* line */
    if (rest.length == 0 || rest.at[0] != '\n')
        return malformed(problem, EMPTY, N_("an empty line is missing behind the lines of the bundle"));
    rest = slice_from(rest, 1);
    if (rest.length < head)
        return problem_say(problem, STATUS_FORM, N_("the bundle ends within its head: it was cut off"), NULL, NULL);
    if ((out->entries > 0) != (head > 0) || (out->entries == 0 && out->from > 0) ||
        out->from > MERKLE_SIZE_MAX - out->entries)
        return problem_say(
            problem, STATUS_FORM,
            N_("the bundle has entries without the signed head that they lead to, or a head without them"), NULL, NULL);
    out->head = slice_head(rest, (size_t)head);
    out->notes = slice_from(rest, (size_t)head);
    return parse_parts(out, problem);
}

bool bundle_file_blob(struct bundle_file *bundle, struct slice *blob)
{
    size_t length = 0;
    if (bundle->rest.length < LENGTH_BYTES)
        return false;
    for (size_t i = 0; i < LENGTH_BYTES; i++)
        length = length << BITS_A_BYTE | (unsigned char)bundle->rest.at[i];
    struct slice rest = slice_from(bundle->rest, LENGTH_BYTES);
    if (rest.length < length)
        return false;
    *blob = slice_head(rest, length);
    bundle->rest = slice_from(rest, length);
    return true;
}

static void add_number(const char *name, uint64_t number, struct buffer *out)
{
    buffer_text(out, name);
    buffer_text(out, ": ");
    buffer_number(out, number);
    buffer_byte(out, '\n');
}

void bundle_file_begin(const struct bundle_file *bundle, struct buffer *out)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&bundle->founding, hex);
    buffer_text(out, FIRST_LINE "\nbody: ");
    buffer_add(out, bundle->body);
    buffer_text(out, "\nfounding: ");
    buffer_text(out, hex);
    buffer_byte(out, '\n');
    add_number("from", bundle->from, out);
    add_number("entries", bundle->entries, out);
    add_number("pending", bundle->pending, out);
    add_number("blobs", bundle->blobs, out);
    add_number("head", bundle->head.length, out);
    buffer_byte(out, '\n');
    buffer_add(out, bundle->head);
}

bool bundle_file_add_blob(struct slice blob, struct buffer *out)
{
    if (blob.length > BUNDLE_FILE_MAX)
        return false;
    for (unsigned shift = BITS_A_BYTE * LENGTH_BYTES; shift > 0;) {
        shift -= BITS_A_BYTE;
        buffer_byte(out, (char)(unsigned char)(blob.length >> shift & 0xff));
    }
    buffer_add(out, blob);
    return true;
}

struct slice bundle_file_magic(void)
{
    return SLICE(FIRST_LINE "\n");
}
