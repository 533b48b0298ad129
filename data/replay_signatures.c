/* Who may write which kind, and which signatures an entry bears: the codes author, signer, signature. */
#include "data/replay_memory.h"

#include <stdlib.h>

static enum status ask_holder(struct replay *replay, struct slice name, struct holder *out)
{
    *out = (struct holder){.known = false};
    struct rows rows = store_ask(replay->store, "SELECT role, key, keyid FROM member WHERE body = ? AND name = ?", "it",
                                 replay->number, name);
    while (rows_next(&rows)) {
        struct slice role = rows_text(&rows, 0), key = rows_blob(&rows, 1);
        if (key.length != KEY_PUBLIC_LENGTH || name.length > KEY_NAME_MAX)
            continue;
        if (!out->known) {
            memcpy(out->name, name.at, name.length);
            memcpy(out->vkey.key.byte, key.at, KEY_PUBLIC_LENGTH);
            out->vkey.name = (struct slice){.at = out->name, .length = name.length};
            out->vkey.type = KEY_TYPE_ED25519;
            out->vkey.id = (uint32_t)rows_number(&rows, 2);
        }
        out->known = true;
        out->secretary = out->secretary || slice_is(role, "secretary");
        out->auditor = out->auditor || slice_is(role, "auditor");
        out->has_place = out->has_place || slice_is(role, "holder") || slice_is(role, "deputy");
    }
    enum status status = rows_end(&rows);
    /* The struct is returned by value through `out`: its name must point into the copy that the caller holds. */
    out->vkey.name.at = out->name;
    return status;
}

enum status find_holder(struct replay *replay, struct slice name, struct holder *out)
{
    if (memory_holder(replay, name, out))
        return STATUS_OK;
    enum status status = ask_holder(replay, name, out);
    if (status == STATUS_OK)
        memory_keep_holder(replay, name, out);
    return status;
}

enum status find_role(struct replay *replay, struct slice name, struct slice seat, enum seat_class *out)
{
    *out = CLASS_COUNT;
    struct rows rows = store_ask(replay->store, "SELECT role FROM member WHERE body = ? AND seat = ? AND name = ?",
                                 "itt", replay->number, seat, name);
    if (rows_next(&rows))
        *out = slice_is(rows_text(&rows, 0), "holder") ? CLASS_HOLDER : CLASS_DEPUTY;
    return rows_end(&rows);
}

/* One line checked so far; a key signs once. */
struct lines {
    struct holder holder[ENTRY_SIGNATURES_MAX];
    size_t count;
    size_t secretaries;
};

static enum status reject_line(struct place *place, size_t index)
{
    return reject(place, REASON_SIGNER, N_("the signature of \"{1}\" does not belong under this entry"),
                  place->sealed->note.line[index].name);
}

/* Looks the signer of line `index` up; rejects an unknown key and one that signed before. */
static enum status take_line(struct place *place, struct lines *lines, size_t index)
{
    const struct note_line *line = &place->sealed->note.line[index];
    struct holder *holder = &lines->holder[index];
    enum status status = find_holder(place->replay, line->name, holder);
    if (status != STATUS_OK)
        return status;
    if (!holder->known || !note_line_names(line, &holder->vkey))
        return reject_line(place, index);
    for (size_t i = 0; i < index; i++)
        if (slice_equal(place->sealed->note.line[i].name, line->name))
            return reject(place, REASON_SIGNER, N_("\"{1}\" has signed already"), line->name);
    lines->count++;
    lines->secretaries += holder->secretary;
    return STATUS_OK;
}

/* The keys of entries 0 and `enrol` are in the entry itself. */
static void own_key(struct holder *holder, struct slice text)
{
    holder->known = vkey_parse_again(text, &holder->vkey);
}

static enum status check_author(struct place *place, enum authorship authorship, struct holder *author)
{
    const struct entry *entry = place->entry;
    if (authorship == BY_ENROL) {
        *author = (struct holder){.known = false};
        own_key(author, entry_value(entry, "key"));
        if (!slice_equal(author->vkey.name, entry->by))
            return reject(place, REASON_AUTHOR, N_("the author of an enrolment is the key that is enrolled"),
                          SLICE(""));
        return STATUS_OK;
    }
    enum status status = find_holder(place->replay, entry->by, author);
    if (status != STATUS_OK)
        return status;
    bool may = authorship == BY_SECRETARIES ? author->secretary
               : authorship == BY_PLACE     ? author->has_place
               : authorship == BY_VOTE
                   ? (slice_is(entry_value(entry, "as"), "clerk") ? author->secretary : author->has_place)
                   : author->secretary || author->has_place;
    return may ? STATUS_OK : reject(place, REASON_AUTHOR, NULL, SLICE(""));
}

static enum status check_seats(struct place *place)
{
    size_t at = 0;
    for (const struct field *field; (field = entry_next(place->entry, "for", &at));)
        if (roll_seat_find(&place->replay->founded.roster, field->value) == ROLL_NONE)
            return reject(place, REASON_SEAT, N_("there is no seat \"{1}\""), field->value);
    return STATUS_OK;
}

/* Lines from `from` on must be secretaries, `wanted` of them in all. */
static enum status check_secretaries(struct place *place, struct lines *lines, size_t from, size_t wanted)
{
    const struct note *note = &place->sealed->note;
    for (size_t i = from; i < note->lines; i++) {
        if (i >= lines->count) {
            enum status status = take_line(place, lines, i);
            if (status != STATUS_OK || place->standing->reason != REASON_NONE)
                return status;
        }
        if (!lines->holder[i].secretary || i - from >= wanted)
            return reject_line(place, i);
    }
    place->standing->needed = from + wanted;
    if (note->lines < from + wanted && place->mode == REPLAY_LOGGED)
        return reject(place, REASON_SIGNER, N_("signatures are missing"), SLICE(""));
    return STATUS_OK;
}

/* Marks the seats of `for` in which the key has a place; *covers tells whether one of them was not marked before. */
static enum status cover_seats(struct place *place, struct slice name, bool *covered, bool *covers)
{
    size_t at = 0, seat = 0;
    *covers = false;
    for (const struct field *field; (field = entry_next(place->entry, "for", &at)); seat++) {
        enum seat_class role;
        enum status status = find_role(place->replay, name, field->value, &role);
        if (status != STATUS_OK)
            return status;
        if (role == CLASS_COUNT || covered[seat])
            continue;
        covered[seat] = true;
        *covers = true;
    }
    return STATUS_OK;
}

/* Every line behind the first covers a seat; `covered` has a flag for each `for` line, *missing counts those unset. */
static enum status check_coverage(struct place *place, struct lines *lines, bool *covered, size_t *missing)
{
    const struct note *note = &place->sealed->note;
    bool covers;
    enum status status = cover_seats(place, place->entry->by, covered, &covers);
    for (size_t i = 1; i < note->lines && status == STATUS_OK; i++) {
        status = take_line(place, lines, i);
        if (status != STATUS_OK || place->standing->reason != REASON_NONE)
            return status;
        status = cover_seats(place, note->line[i].name, covered, &covers);
        if (status == STATUS_OK && !covers)
            return reject_line(place, i);
    }
    size_t at = 0, seat = 0;
    *missing = 0;
    while (entry_next(place->entry, "for", &at))
        *missing += !covered[seat++];
    place->standing->needed = (note->lines ? note->lines : 1) + *missing;
    return status;
}

static enum status check_filers(struct place *place, struct lines *lines)
{
    size_t missing = 0;
    bool *covered = calloc(place->entry->fields, sizeof *covered);
    if (!covered)
        return STATUS_NO_MEMORY;
    enum status status = check_coverage(place, lines, covered, &missing);
    free(covered);
    if (status != STATUS_OK || place->standing->reason != REASON_NONE)
        return status;
    if (missing && place->mode == REPLAY_LOGGED)
        return reject(place, REASON_SIGNER, N_("a seat that it is filed for has not signed"), SLICE(""));
    return STATUS_OK;
}

static enum status check_alone(struct place *place)
{
    place->standing->needed = 1;
    return place->sealed->note.lines > 1 ? reject_line(place, 1) : STATUS_OK;
}

static enum status check_lines(struct place *place, enum authorship authorship, struct lines *lines)
{
    size_t approvals = place->replay->founded.approvals;
    switch (authorship) {
    case BY_ENROL:
        return check_secretaries(place, lines, 1, approvals);
    case BY_PROPOSAL:
        return check_filers(place, lines);
    case BY_SECRETARIES:
        return check_secretaries(place, lines, 0, approvals);
    case BY_VOTE:
    case BY_RECUSAL:
        if (lines->holder[0].secretary)
            return check_secretaries(place, lines, 0, approvals);
        return check_alone(place);
    default:
        return check_alone(place);
    }
}

static enum status check_signatures(struct place *place, const struct lines *lines)
{
    for (size_t i = 0; i < place->sealed->note.lines; i++)
        if (!sealed_line_good(place->sealed, i, &lines->holder[i].vkey))
            return reject(place, REASON_SIGNATURE, N_("the signature of \"{1}\" is not valid"),
                          place->sealed->note.line[i].name);
    return STATUS_OK;
}

/* Entry 0 names its own keys: every secretary signs once, the author first. */
static enum status check_founding(struct place *place, struct lines *lines)
{
    const struct note *note = &place->sealed->note;
    size_t at = 0, secretaries = 0;
    for (const struct field *field; (field = entry_next(place->entry, "secretary", &at)); secretaries++) {
        struct holder holder = {.known = false};
        bool author, signed_once = false;
        own_key(&holder, field->value);
        author = slice_equal(holder.vkey.name, place->entry->by);
        for (size_t i = 0; i < note->lines; i++) {
            if (!note_line_names(&note->line[i], &holder.vkey))
                continue;
            if (signed_once || author != (i == 0))
                return reject_line(place, i);
            lines->holder[i] = holder;
            signed_once = true;
        }
    }
    place->standing->needed = secretaries;
    for (size_t i = 0; i < note->lines; i++)
        if (!lines->holder[i].known)
            return reject_line(place, i);
    if (note->lines < secretaries && place->mode == REPLAY_LOGGED)
        return reject(place, REASON_SIGNER, N_("signatures are missing"), SLICE(""));
    return check_signatures(place, lines);
}

enum status replay_check_signatures(struct place *place)
{
    enum authorship authorship = replay_authorship(place->entry->kind);
    struct lines lines = {.count = 0};
    if (authorship == BY_FOUNDING)
        return check_founding(place, &lines);
    enum status status = check_author(place, authorship, &lines.holder[0]);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE && authorship == BY_PROPOSAL)
        status = check_seats(place);
    if (status != STATUS_OK || place->standing->reason != REASON_NONE)
        return status;
    if (place->sealed->note.lines == 0) {
        if (place->mode != REPLAY_UNSIGNED)
            return reject(place, REASON_SIGNER, N_("signatures are missing"), SLICE(""));
    } else if (!note_line_names(&place->sealed->note.line[0], &lines.holder[0].vkey)) {
        return reject(place, REASON_SIGNER, N_("the first signature is not the author's"), SLICE(""));
    }
    lines.count = 1;
    status = check_lines(place, authorship, &lines);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_signatures(place, &lines);
    return status;
}
