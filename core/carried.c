#include "core/carried.h"

struct reading {
    struct carried *out;
    struct vkey *log;
    struct carried_key *key;
    struct problem *problem;
    struct sealed sealed; /* the note at hand */
};

static enum status wrong(struct reading *r, enum status status, const char *message, struct slice detail)
{
    return problem_slices(r->problem, status, message, detail, SLICE(""));
}

static enum status bad_signature(struct reading *r, size_t line)
{
    return wrong(r, STATUS_MISMATCH, N_("the signature of \"{1}\" under a carried entry does not hold"),
                 r->sealed.note.line[line].name);
}

static enum status open_note(struct reading *r, struct slice bytes)
{
    enum status status = sealed_open(bytes, &r->out->arena, &r->sealed);
    if (status != STATUS_OK)
        return wrong(r, status, NULL, SLICE(""));
    if (r->sealed.defect != REASON_NONE)
        return wrong(r, STATUS_FORM, N_("a carried entry is not well-formed"), SLICE(""));
    return STATUS_OK;
}

static void add_key(struct reading *r, struct carried_key key)
{
    r->key[r->out->keys++] = key;
}

/* The key that the name has by now; NULL: none is known. */
static struct carried_key *present_key(struct reading *r, struct slice name)
{
    for (size_t i = r->out->keys; i-- > 0;)
        if (slice_equal(r->key[i].vkey.name, name))
            return &r->key[i];
    return NULL;
}

/* Entry 0 names its own keys: each of its secretaries signed it once, its author first, and nobody else. */
static enum status read_founding(struct reading *r, struct slice bytes)
{
    struct carried *out = r->out;
    enum status status = open_note(r, bytes);
    if (status == STATUS_OK && r->sealed.entry.kind != KIND_BODY)
        status = wrong(r, STATUS_FORM, N_("the entry that founds the body is missing"), SLICE(""));
    if (status == STATUS_OK)
        status = body_read(&r->sealed.entry, true, &out->arena, &out->body, r->problem);
    if (status != STATUS_OK)
        return status;
    const struct note *note = &r->sealed.note;
    if (note->lines != out->body.secretaries || !slice_equal(note->line[0].name, r->sealed.entry.by))
        return wrong(r, STATUS_MISMATCH, N_("the founding is not signed by its secretaries"), SLICE(""));
    for (size_t i = 0; i < out->body.secretaries; i++) {
        const struct vkey *key = &out->body.secretary[i];
        size_t line = 0;
        while (line < note->lines && !note_line_names(&note->line[line], key))
            line++;
        if (line == note->lines)
            return wrong(r, STATUS_MISMATCH, N_("the founding is not signed by its secretaries"), SLICE(""));
        if (!sealed_line_good(&r->sealed, line, key))
            return bad_signature(r, line);
        add_key(r, (struct carried_key){.vkey = *key, .vouched = true, .secretary = true});
    }
    out->founding = r->sealed.id;
    r->log[out->logs++] = out->body.log;
    return STATUS_OK;
}

/* Counts the secretaries who are vouched for among the lines from `from` on, without those of `old` and `new`. */
static enum status count_secretaries(struct reading *r, size_t from, const struct vkey *old, const struct vkey *new,
                                     uint64_t *count)
{
    const struct note *note = &r->sealed.note;
    *count = 0;
    for (size_t i = from; i < note->lines; i++) {
        const struct carried_key *key = present_key(r, note->line[i].name);
        if ((old && note_line_names(&note->line[i], old)) || (new &&note_line_names(&note->line[i], new)))
            continue;
        for (size_t other = 0; other < i; other++)
            if (slice_equal(note->line[other].name, note->line[i].name))
                return wrong(r, STATUS_MISMATCH, N_("\"{1}\" has signed already"), note->line[i].name);
        if (!key || !note_line_names(&note->line[i], &key->vkey))
            continue;
        if (!sealed_line_good(&r->sealed, i, &key->vkey))
            return bad_signature(r, i);
        *count += key->secretary && key->vouched;
    }
    return STATUS_OK;
}

/* The line that names the key, which must hold; *found: there is one. */
static enum status own_line(struct reading *r, const struct vkey *key, bool *found)
{
    *found = false;
    for (size_t i = 0; i < r->sealed.note.lines; i++) {
        if (!note_line_names(&r->sealed.note.line[i], key))
            continue;
        if (!sealed_line_good(&r->sealed, i, key))
            return bad_signature(r, i);
        *found = true;
    }
    return STATUS_OK;
}

/* An office for a key that is known, or a key that is new. What nobody vouches for changes nothing that was vouched. */
static void give_office(struct reading *r, const struct vkey *vkey, struct slice role, bool vouched)
{
    struct carried_key *known = present_key(r, vkey->name);
    struct carried_key key = {.vkey = *vkey,
                              .vouched = vouched,
                              .secretary = slice_is(role, "secretary"),
                              .auditor = slice_is(role, "auditor")};
    if (!known) {
        add_key(r, key);
    } else if (vouched && vkey_equal(&known->vkey, vkey)) {
        known->secretary = (known->vouched && known->secretary) || key.secretary;
        known->auditor = (known->vouched && known->auditor) || key.auditor;
        known->vouched = true;
    }
}

static enum status read_enrol(struct reading *r)
{
    const struct entry *entry = &r->sealed.entry;
    struct vkey key;
    uint64_t secretaries;
    bool own = vkey_parse_again(entry_value(entry, "key"), &key) && slice_equal(key.name, entry->by) &&
               note_line_names(&r->sealed.note.line[0], &key);
    if (!own)
        return wrong(r, STATUS_MISMATCH, N_("the key that is enrolled has not signed its enrolment"), entry->by);
    if (!sealed_line_good(&r->sealed, 0, &key))
        return bad_signature(r, 0);
    if (slice_equal(key.name, r->out->body.name))
        return wrong(r, STATUS_FORM, N_("the log's key cannot be enrolled"), SLICE(""));
    enum status status = count_secretaries(r, 1, NULL, NULL, &secretaries);
    if (status == STATUS_OK)
        give_office(r, &key, entry_value(entry, "role"), secretaries >= r->out->body.approvals);
    return status;
}

static enum status read_roster(struct reading *r)
{
    uint64_t secretaries;
    size_t at = 0;
    enum status status = count_secretaries(r, 0, NULL, NULL, &secretaries);
    if (status != STATUS_OK || secretaries < r->out->body.approvals)
        return status;
    for (const struct field *field; (field = entry_next(&r->sealed.entry, "member", &at));) {
        struct slice role = value_part(field->value, 2);
        const struct carried_key *known = present_key(r, value_part(field->value, 1));
        if (known && slice_is(value_part(field->value, 0), "+") &&
            (slice_is(role, "secretary") || slice_is(role, "auditor")))
            give_office(r, &known->vkey, role, true);
    }
    return STATUS_OK;
}

static enum status read_rotation(struct reading *r, const struct vkey *old, const struct vkey *new)
{
    bool by_old, by_new;
    struct carried_key *known = present_key(r, old->name);
    enum status status = own_line(r, old, &by_old);
    if (status == STATUS_OK)
        status = own_line(r, new, &by_new);
    if (status != STATUS_OK)
        return status;
    if (!known || !vkey_equal(&known->vkey, old) || !slice_equal(old->name, new->name) || !by_old || !by_new)
        return wrong(r, STATUS_MISMATCH, N_("a key of \"{1}\" was not replaced as it must be"), old->name);
    struct carried_key next = *known;
    next.vkey = *new;
    known->replaced = true;
    add_key(r, next);
    return STATUS_OK;
}

/* Signed by the new key, and by the old one or, where that is lost, one secretary more, as the text then says. */
static enum status read_handover(struct reading *r, const struct vkey *old, const struct vkey *new)
{
    struct carried *out = r->out;
    uint64_t secretaries;
    bool by_old, by_new;
    enum status status = own_line(r, old, &by_old);
    if (status == STATUS_OK)
        status = own_line(r, new, &by_new);
    if (status == STATUS_OK)
        status = count_secretaries(r, 0, old, new, &secretaries);
    if (status != STATUS_OK)
        return status;
    bool lost = !by_old && r->sealed.entry.text.length > 0 && secretaries > out->body.approvals;
    if (!vkey_equal(old, &r->log[out->logs - 1]) || !slice_equal(new->name, out->body.name) || !by_new ||
        !(by_old || lost))
        return wrong(r, STATUS_MISMATCH, N_("the log's key was not handed over as it must be"), SLICE(""));
    r->log[out->logs++] = *new;
    return STATUS_OK;
}

static enum status read_key(struct reading *r)
{
    const struct entry *entry = &r->sealed.entry;
    struct slice action = entry_value(entry, "action");
    struct vkey old, new;
    if (slice_is(action, "revoke") || !vkey_parse_again(entry_value(entry, "old"), &old) ||
        !vkey_parse_again(entry_value(entry, "new"), &new))
        return wrong(r, STATUS_FORM, N_("an entry is carried that does not belong here"), SLICE(""));
    return slice_is(action, "log") ? read_handover(r, &old, &new) : read_rotation(r, &old, &new);
}

static enum status read_later(struct reading *r, struct slice bytes)
{
    enum status status = open_note(r, bytes);
    if (status != STATUS_OK)
        return status;
    const struct entry *entry = &r->sealed.entry;
    if (!slice_equal(entry->body, r->out->body.name) || !digest_equal(&entry->founding, &r->out->founding))
        return wrong(r, STATUS_MISMATCH, N_("an entry of another body is carried"), entry->body);
    switch (entry->kind) {
    case KIND_ENROL:
        return read_enrol(r);
    case KIND_ROSTER:
        return read_roster(r);
    case KIND_KEY:
        return read_key(r);
    default:
        return wrong(r, STATUS_FORM, N_("an entry is carried that does not belong here"), SLICE(""));
    }
}

static enum status list_cosigners(struct carried *out)
{
    out->cosigner = arena_array(&out->arena, out->keys, sizeof *out->cosigner);
    if (!out->cosigner)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < out->keys; i++) {
        const struct carried_key *key = &out->key[i];
        if (key->auditor && key->vouched && !key->replaced)
            out->cosigner[out->cosigners++] = vkey_make(key->vkey.name, KEY_TYPE_COSIGNATURE, &key->vkey.key);
    }
    return STATUS_OK;
}

enum status carried_read(const struct slice *note, size_t notes, struct carried *out, struct problem *problem)
{
    struct reading r = {.out = out, .problem = problem};
    *out = (struct carried){.keys = 0};
    arena_init(&out->arena);
    if (notes == 0 || notes > CARRIED_NOTES_MAX)
        return wrong(&r, STATUS_FORM,
                     notes ? N_("more than 1000 entries are carried") : N_("the entry that founds the body is missing"),
                     SLICE(""));
    /* Each note brings one key, entry 0 at most as many as it has signatures. */
    r.log = arena_array(&out->arena, notes, sizeof *r.log);
    r.key = arena_array(&out->arena, notes + ENTRY_SIGNATURES_MAX, sizeof *r.key);
    if (!r.log || !r.key)
        return wrong(&r, STATUS_NO_MEMORY, NULL, SLICE(""));
    out->log = r.log;
    out->key = r.key;
    enum status status = read_founding(&r, note[0]);
    for (size_t i = 1; i < notes && status == STATUS_OK; i++)
        status = read_later(&r, note[i]);
    if (status == STATUS_OK && list_cosigners(out) != STATUS_OK)
        status = wrong(&r, STATUS_NO_MEMORY, NULL, SLICE(""));
    return status;
}

void carried_release(struct carried *carried)
{
    arena_release(&carried->arena);
}

const struct carried_key *carried_find(const struct carried *carried, const struct note_line *line)
{
    for (size_t i = carried->keys; i-- > 0;)
        if (note_line_names(line, &carried->key[i].vkey))
            return &carried->key[i];
    return NULL;
}
