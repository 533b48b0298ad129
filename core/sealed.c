#include "core/sealed.h"

#include "core/merkle.h"

static enum status defect(struct sealed *out, enum reason reason)
{
    out->defect = reason;
    out->detail.reason = reason;
    return STATUS_OK;
}

/* What core/note lets pass and an entry's note may not be. */
static const char *excess(const struct sealed *sealed)
{
    if (sealed->bytes.length > ENTRY_NOTE_MAX || sealed->note.text.length > ENTRY_TEXT_MAX ||
        sealed->note.lines > ENTRY_SIGNATURES_MAX)
        return N_("the note is larger or has more signatures than an entry may");
    for (size_t i = 0; i < sealed->note.lines; i++)
        if (sealed->note.line[i].length != SIGNATURE_LENGTH || !key_name_is_ours(sealed->note.line[i].name))
            return N_("a signature line is not one that an entry may have");
    return NULL;
}

static void check_line(struct sealed *sealed, size_t index, const struct public_key *key)
{
    struct signature signature;
    sealed->line[index].key = *key;
    sealed->line[index].state =
        note_line_signature(&sealed->note.line[index], &signature) && key_verify(key, sealed->note.text, &signature)
            ? LINE_GOOD
            : LINE_BAD;
}

enum status sealed_open(struct slice bytes, struct arena *arena, struct sealed *out)
{
    out->bytes = bytes;
    out->defect = REASON_NONE;
    out->assumed = false;
    out->leaf = merkle_leaf(bytes);
    problem_clear(&out->detail);
    enum status status = note_parse(bytes, &out->note, &out->detail);
    const char *wrong = status == STATUS_OK ? excess(out) : NULL;
    if (wrong)
        status = problem_say(&out->detail, STATUS_FORM, wrong, NULL, NULL);
    if (status != STATUS_OK) {
        out->note.lines = 0;
        /* Without a text there is nothing but the bytes to identify it by. */
        out->id = digest_of(bytes);
        return defect(out, REASON_NOTE);
    }
    out->id = digest_of(out->note.text);
    status = entry_parse_simple(out->note.text, out->note.simple, arena, &out->entry, &out->detail);
    if (status == STATUS_NO_MEMORY)
        return status;
    if (status != STATUS_OK)
        return defect(out, out->detail.reason == REASON_KIND ? REASON_KIND : REASON_FORM);
    for (size_t i = 0; i < out->note.lines; i++)
        out->line[i].state = LINE_UNCHECKED;
    return STATUS_OK;
}

void sealed_check(struct sealed *sealed, sealed_guess *guess, const void *context)
{
    struct public_key key;
    for (size_t i = 0; sealed->defect == REASON_NONE && i < sealed->note.lines; i++)
        if (guess(context, &sealed->note.line[i], &key))
            check_line(sealed, i, &key);
}

bool sealed_line_good(struct sealed *sealed, size_t index, const struct vkey *key)
{
    if (sealed->assumed)
        return true;
    if (sealed->line[index].state == LINE_UNCHECKED ||
        memcmp(&sealed->line[index].key, &key->key, sizeof key->key) != 0)
        check_line(sealed, index, &key->key);
    return sealed->line[index].state == LINE_GOOD;
}
