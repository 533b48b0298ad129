#include "core/carried_check.h"

enum status carried_head_open(const struct carried *carried, struct slice bytes, struct carried_head *out,
                              struct problem *problem)
{
    const struct checkpoint_trust trust = {.origin = carried->body.name,
                                           .log = &carried->log[carried->logs - 1],
                                           .logs = 1,
                                           .cosigner = carried->cosigner,
                                           .cosigners = carried->cosigners};
    struct note note;
    out->cosigners = out->unknown = 0;
    enum status status = checkpoint_verify(bytes, &trust, &out->head, &note, problem);
    for (size_t line = 0; status == STATUS_OK && line < note.lines; line++) {
        uint64_t time;
        size_t key = 0;
        while (key < trust.cosigners && !checkpoint_cosignature_verify(&note, line, &trust.cosigner[key], &time))
            key++;
        if (key < trust.cosigners) {
            out->cosigner[out->cosigners].name = trust.cosigner[key].name;
            out->cosigner[out->cosigners++].time = time;
        } else {
            out->unknown += !note_line_names(&note.line[line], trust.log);
        }
    }
    return status;
}

/* A key that the entry itself brings in: nobody vouches for it here but the entry. */
static bool own_key(const struct sealed *sealed, const struct note_line *line, struct vkey *out)
{
    static const char *const field[] = {"key", "new", "old"};
    enum kind kind = sealed->entry.kind;
    if (kind != KIND_ENROL && kind != KIND_KEY)
        return false;
    for (size_t i = 0; i < sizeof field / sizeof field[0]; i++) {
        struct slice text = entry_value(&sealed->entry, field[i]);
        if (text.at && vkey_parse_again(text, out) && note_line_names(line, out))
            return true;
    }
    return false;
}

static bool is_log_key(const struct carried *carried, const struct vkey *key)
{
    for (size_t i = 0; i < carried->logs; i++)
        if (vkey_equal(&carried->log[i], key))
            return true;
    return false;
}

enum carried_signature carried_signature(const struct carried *carried, struct sealed *sealed, size_t line)
{
    const struct carried_key *key = carried_find(carried, &sealed->note.line[line]);
    struct vkey own;
    if (key)
        return !sealed_line_good(sealed, line, &key->vkey) ? CARRIED_FALSE
               : key->vouched                              ? CARRIED_HOLDS
                                                           : CARRIED_UNVOUCHED;
    if (!own_key(sealed, &sealed->note.line[line], &own))
        return CARRIED_UNKNOWN;
    if (!sealed_line_good(sealed, line, &own))
        return CARRIED_FALSE;
    return is_log_key(carried, &own) ? CARRIED_HOLDS : CARRIED_UNVOUCHED;
}
