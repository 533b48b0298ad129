#include "core/note.h"

#include "core/encode.h"
#include "core/text.h"

static const char em_dash_blank[] = "\xE2\x80\x94 ";

/* Names the line of `bytes` in which `offset` lies. */
static enum status malformed(struct problem *problem, struct slice bytes, size_t offset, const char *message)
{
    unsigned long line = 1;
    for (size_t i = 0; i < offset; i++)
        line += bytes.at[i] == '\n';
    problem_place(problem, line, 0);
    return problem_slices(problem, STATUS_FORM, message, SLICE(""), SLICE(""));
}

/*
 * The offset of the first byte from `i` on that is not valid UTF-8 or is a control character other than LF; the length
 * if there is none.
 */
static size_t find_forbidden(struct slice bytes, size_t i)
{
    while ((i += text_plain_run(slice_from(bytes, i), true)) < bytes.length) {
        uint32_t code = (uint8_t)bytes.at[i];
        size_t length = code < 0x80 ? 1 : text_decode(slice_from(bytes, i), &code);
        if (length == 0 || code < ' ')
            break;
        i += length;
    }
    return i;
}

/* The offset of the last LF LF; false when there is none. */
static bool find_separator(struct slice bytes, size_t *offset)
{
    size_t end = bytes.length;
    while (end > 0) {
        const char *found = memrchr(bytes.at, '\n', end);
        size_t at = found ? (size_t)(found - bytes.at) : 0;
        if (at == 0)
            return false;
        if (bytes.at[at - 1] == '\n') {
            *offset = at - 1;
            return true;
        }
        end = at;
    }
    return false;
}

/* NULL, or what is wrong with the line (given without its line end). */
static const char *line_parse(struct slice text, struct note_line *out)
{
    const struct slice dash = SLICE(em_dash_blank);
    if (!slice_equal(slice_head(text, dash.length), dash))
        return N_("a signature line does not begin with an em dash and a blank");
    struct slice encoded = slice_from(text, dash.length);
    out->name = slice_cut(&encoded, ' ');
    out->encoded = encoded;
    if (!key_name_is_c2sp(out->name))
        return N_("the key name of a signature line is not well-formed");
    uint8_t head[6];
    size_t length, decoded;
    if (!base64_check(encoded, &length) || !base64_decode(slice_head(encoded, 8), head, sizeof head, &decoded))
        return N_("a signature is not canonical base64");
    if (length <= NOTE_KEY_ID_LENGTH)
        return N_("a signature line holds no signature");
    out->key_id = (uint32_t)head[0] << 24 | (uint32_t)head[1] << 16 | (uint32_t)head[2] << 8 | head[3];
    out->length = length - NOTE_KEY_ID_LENGTH;
    return NULL;
}

enum status note_parse(struct slice bytes, struct note *out, struct problem *problem)
{
    out->simple = text_simple_run(bytes);
    size_t forbidden = find_forbidden(bytes, out->simple), separator;
    if (forbidden < bytes.length)
        return malformed(problem, bytes, forbidden,
                         N_("the signed note is not valid UTF-8 or holds a control character"));
    if (!find_separator(bytes, &separator))
        return malformed(problem, bytes, bytes.length, N_("no empty line stands in front of the signatures"));
    struct slice rest = slice_from(bytes, separator + 2);
    if (rest.length == 0)
        return malformed(problem, bytes, bytes.length, N_("no signature stands behind the text"));
    if (rest.at[rest.length - 1] != '\n')
        return malformed(problem, bytes, bytes.length, N_("the last line has no line end"));
    out->text = slice_head(bytes, separator + 1);
    out->lines = 0;
    while (rest.length > 0) {
        size_t offset = (size_t)(rest.at - bytes.at);
        if (out->lines == NOTE_LINES_MAX)
            return malformed(problem, bytes, offset, N_("there are more than 100 signatures"));
        const char *wrong = line_parse(slice_cut(&rest, '\n'), &out->line[out->lines]);
        if (wrong)
            return malformed(problem, bytes, offset, wrong);
        out->lines++;
    }
    return STATUS_OK;
}

bool note_line_bytes(const struct note_line *line, uint8_t *out, size_t capacity, size_t *length)
{
    /* The first 8 characters are the key ID and the first bytes behind it; from there on base64 is aligned again. */
    uint8_t head[6];
    size_t first, rest;
    if (line->length > capacity || !base64_decode(slice_head(line->encoded, 8), head, sizeof head, &first))
        return false;
    first -= NOTE_KEY_ID_LENGTH;
    memcpy(out, head + NOTE_KEY_ID_LENGTH, first);
    if (!base64_decode(slice_from(line->encoded, 8), out + first, capacity - first, &rest))
        return false;
    *length = first + rest;
    return true;
}

bool note_line_signature(const struct note_line *line, struct signature *out)
{
    size_t length;
    return line->length == SIGNATURE_LENGTH && note_line_bytes(line, out->byte, SIGNATURE_LENGTH, &length);
}

bool note_line_names(const struct note_line *line, const struct vkey *key)
{
    return line->key_id == key->id && slice_equal(line->name, key->name);
}

bool note_line_verify(const struct note *note, size_t line, const struct vkey *key)
{
    struct signature signature;
    return key->type == KEY_TYPE_ED25519 && note_line_names(&note->line[line], key) &&
           note_line_signature(&note->line[line], &signature) && key_verify(&key->key, note->text, &signature);
}

/* True when one of the first `count` keys has the same name and key ID. */
static bool is_ambiguous(const struct vkey *key, const struct vkey *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (keys[i].id == key->id && slice_equal(keys[i].name, key->name))
            return true;
    return false;
}

enum status note_check(const struct note *note, const struct vkey *keys, size_t count, note_verifier *verify,
                       bool *verified, size_t *count_verified, struct problem *problem)
{
    *count_verified = 0;
    for (size_t k = 0; k < count; k++) {
        bool signed_by = false;
        for (size_t line = 0; line < note->lines; line++) {
            if (!note_line_names(&note->line[line], &keys[k]))
                continue;
            if (is_ambiguous(&keys[k], keys, k))
                return problem_slices(problem, STATUS_FORM, N_("two keys share the name and key ID of \"{1}\""),
                                      keys[k].name, SLICE(""));
            if (!verify(note, line, &keys[k]))
                return problem_slices(problem, STATUS_MISMATCH, N_("the signature of \"{1}\" is not valid"),
                                      keys[k].name, SLICE(""));
            signed_by = true;
        }
        if (verified)
            verified[k] = signed_by;
        *count_verified += signed_by;
    }
    return STATUS_OK;
}

enum status note_open(struct slice bytes, const struct vkey *keys, size_t count, bool *verified, struct note *out,
                      struct problem *problem)
{
    size_t count_verified;
    enum status status = note_parse(bytes, out, problem);
    if (status == STATUS_OK)
        status = note_check(out, keys, count, note_line_verify, verified, &count_verified, problem);
    if (status == STATUS_OK && count_verified == 0)
        status = problem_say(problem, STATUS_MISMATCH, N_("no signature is by a known key"), NULL, NULL);
    return status;
}

void note_write_bytes(const struct vkey *key, const uint8_t *bytes, size_t length, struct buffer *out)
{
    uint8_t blob[NOTE_KEY_ID_LENGTH + NOTE_SIGNATURE_MAX] = {(uint8_t)(key->id >> 24), (uint8_t)(key->id >> 16),
                                                             (uint8_t)(key->id >> 8), (uint8_t)key->id};
    if (length > NOTE_SIGNATURE_MAX) {
        out->failed = true;
        return;
    }
    memcpy(blob + NOTE_KEY_ID_LENGTH, bytes, length);
    buffer_text(out, em_dash_blank);
    buffer_add(out, key->name);
    buffer_byte(out, ' ');
    base64_write(blob, NOTE_KEY_ID_LENGTH + length, out);
    buffer_byte(out, '\n');
}

void note_write_line(const struct vkey *key, const struct signature *signature, struct buffer *out)
{
    note_write_bytes(key, signature->byte, SIGNATURE_LENGTH, out);
}

void note_write_parsed(const struct note_line *line, struct buffer *out)
{
    buffer_text(out, em_dash_blank);
    buffer_add(out, line->name);
    buffer_byte(out, ' ');
    buffer_add(out, line->encoded);
    buffer_byte(out, '\n');
}

bool note_has_line(const struct note *note, const struct note_line *line)
{
    for (size_t i = 0; i < note->lines; i++)
        if (note->line[i].key_id == line->key_id && slice_equal(note->line[i].name, line->name))
            return true;
    return false;
}

void note_join(const struct note *first, const struct note *second, struct buffer *out)
{
    buffer_add(out, first->text);
    buffer_byte(out, '\n');
    for (size_t i = 0; i < first->lines; i++)
        note_write_parsed(&first->line[i], out);
    for (size_t i = 0; i < second->lines; i++)
        if (!note_has_line(first, &second->line[i]))
            note_write_parsed(&second->line[i], out);
}

void note_sign(struct slice text, const struct signer *signer, struct buffer *out)
{
    struct signature signature = key_sign(signer, text);
    buffer_add(out, text);
    buffer_byte(out, '\n');
    note_write_line(&signer->vkey, &signature, out);
}
