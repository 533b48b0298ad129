#include "core/checkpoint.h"

#include "core/encode.h"

enum { TIME_LENGTH = 8, COSIGNATURE_LENGTH = TIME_LENGTH + SIGNATURE_LENGTH };

static enum status malformed(struct problem *problem, unsigned long line, const char *message, struct slice detail)
{
    problem_place(problem, line, 0);
    return problem_slices(problem, STATUS_FORM, message, detail, SLICE(""));
}

/* Extension lines are opaque, but none is empty. */
static bool extension_is_valid(struct slice lines)
{
    while (lines.length > 0)
        if (slice_cut(&lines, '\n').length == 0)
            return false;
    return true;
}

enum status checkpoint_parse(struct slice text, struct checkpoint *out, struct problem *problem)
{
    const struct digest empty = merkle_empty();
    size_t length;
    if (text.length == 0 || text.at[text.length - 1] != '\n')
        return malformed(problem, 1, N_("the tree head does not end with a line end"), SLICE(""));
    out->origin = slice_cut(&text, '\n');
    if (out->origin.length == 0)
        return malformed(problem, 1, N_("the tree head names no origin"), SLICE(""));
    struct slice size = slice_cut(&text, '\n'), root = slice_cut(&text, '\n');
    if (!number_decode(size, &out->size))
        return malformed(problem, 2, N_("\"{1}\" is not the size of a log"), size);
    if (!base64_decode(root, out->root.byte, DIGEST_LENGTH, &length) || length != DIGEST_LENGTH)
        return malformed(problem, 3, N_("\"{1}\" is not base64 of a root hash"), root);
    if ((out->size == 0) != digest_equal(&out->root, &empty))
        return malformed(problem, 3, N_("an empty log has the root of the empty tree, and no other log has"), root);
    out->extension = text;
    if (!extension_is_valid(text))
        return malformed(problem, 4, N_("an extension line of the tree head is empty"), SLICE(""));
    return STATUS_OK;
}

void checkpoint_write(const struct checkpoint *checkpoint, struct buffer *out)
{
    buffer_add(out, checkpoint->origin);
    buffer_byte(out, '\n');
    buffer_number(out, checkpoint->size);
    buffer_byte(out, '\n');
    base64_write(checkpoint->root.byte, DIGEST_LENGTH, out);
    buffer_byte(out, '\n');
}

static void write_message(struct slice text, uint64_t time, struct buffer *out)
{
    buffer_text(out, "cosignature/v1\ntime ");
    buffer_number(out, time);
    buffer_byte(out, '\n');
    buffer_add(out, text);
}

bool checkpoint_cosignature_verify(const struct note *note, size_t line, const struct vkey *key, uint64_t *time)
{
    uint8_t bytes[COSIGNATURE_LENGTH];
    size_t length;
    if (key->type != KEY_TYPE_COSIGNATURE || !note_line_names(&note->line[line], key) ||
        !note_line_bytes(&note->line[line], bytes, sizeof bytes, &length) || length != sizeof bytes)
        return false;
    *time = 0;
    for (size_t i = 0; i < TIME_LENGTH; i++)
        *time = *time << 8 | bytes[i];
    if (*time == 0 || *time > INT64_MAX)
        return false;
    struct signature signature;
    memcpy(signature.byte, bytes + TIME_LENGTH, SIGNATURE_LENGTH);
    struct buffer message;
    buffer_init(&message);
    write_message(note->text, *time, &message);
    bool valid = !message.failed && key_verify(&key->key, buffer_slice(&message), &signature);
    buffer_release(&message);
    return valid;
}

void checkpoint_cosign(struct slice text, const struct signer *signer, uint64_t time, struct buffer *out)
{
    struct buffer message;
    buffer_init(&message);
    write_message(text, time, &message);
    if (message.failed) {
        out->failed = true;
    } else {
        struct vkey vkey = vkey_make(signer->vkey.name, KEY_TYPE_COSIGNATURE, &signer->vkey.key);
        struct signature signature = key_sign(signer, buffer_slice(&message));
        uint8_t bytes[COSIGNATURE_LENGTH];
        for (size_t i = 0; i < TIME_LENGTH; i++)
            bytes[i] = (uint8_t)(time >> 8 * (TIME_LENGTH - 1 - i));
        memcpy(bytes + TIME_LENGTH, signature.byte, SIGNATURE_LENGTH);
        note_write_bytes(&vkey, bytes, sizeof bytes, out);
    }
    buffer_release(&message);
}

static bool verify_cosignature(const struct note *note, size_t line, const struct vkey *key)
{
    uint64_t time;
    return checkpoint_cosignature_verify(note, line, key, &time);
}

static bool any_line_names(const struct note *note, const struct vkey *key)
{
    for (size_t line = 0; line < note->lines; line++)
        if (note_line_names(&note->line[line], key))
            return true;
    return false;
}

/* One pair of keys under two names is one cosigner. Lines of the keys before `index` are known to be valid. */
static bool is_counted(const struct note *note, const struct checkpoint_trust *trust, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (memcmp(trust->cosigner[i].key.byte, trust->cosigner[index].key.byte, KEY_PUBLIC_LENGTH) == 0 &&
            any_line_names(note, &trust->cosigner[i]))
            return true;
    return false;
}

static enum status check_quorum(const struct note *note, const struct checkpoint_trust *trust, struct problem *problem)
{
    size_t count = 0;
    for (size_t i = 0; i < trust->cosigners; i++) {
        size_t signed_by;
        enum status status = note_check(note, &trust->cosigner[i], 1, verify_cosignature, NULL, &signed_by, problem);
        if (status != STATUS_OK)
            return status;
        if (signed_by && !is_counted(note, trust, i))
            count++;
    }
    if (count < trust->quorum)
        return problem_say(problem, STATUS_MISMATCH, N_("too few of the known auditors cosigned the tree head"), NULL,
                           NULL);
    return STATUS_OK;
}

/* Everything but the form of the note, which is `note`. */
static enum status check_head(const struct note *note, const struct checkpoint_trust *trust, struct checkpoint *out,
                              struct problem *problem)
{
    size_t signed_by;
    enum status status = note_check(note, trust->log, trust->logs, note_line_verify, NULL, &signed_by, problem);
    if (status != STATUS_OK)
        return status;
    if (signed_by == 0)
        return problem_slices(problem, STATUS_MISMATCH, N_("the tree head is not signed by the key of \"{1}\""),
                              trust->origin, SLICE(""));
    status = checkpoint_parse(note->text, out, problem);
    if (status != STATUS_OK)
        return status;
    if (!slice_equal(out->origin, trust->origin))
        return problem_slices(problem, STATUS_MISMATCH, N_("the tree head is that of \"{1}\", not of \"{2}\""),
                              out->origin, trust->origin);
    return check_quorum(note, trust, problem);
}

enum status checkpoint_verify(struct slice bytes, const struct checkpoint_trust *trust, struct checkpoint *out,
                              struct note *note, struct problem *problem)
{
    struct note own;
    struct note *opened = note ? note : &own;
    enum status status = note_parse(bytes, opened, problem);
    return status == STATUS_OK ? check_head(opened, trust, out, problem) : status;
}

enum status checkpoint_open(struct slice bytes, const struct vkey *log, struct checkpoint *out, struct problem *problem)
{
    const struct checkpoint_trust trust = {.origin = log->name, .log = log, .logs = 1};
    return checkpoint_verify(bytes, &trust, out, NULL, problem);
}
