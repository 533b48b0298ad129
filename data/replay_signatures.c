/* Who may write which kind, and which signatures an entry bears: the codes author, signer, signature. */
#include "data/replay_memory.h"

#include <stdlib.h>

/* One line checked so far; a key signs once. */
struct lines {
    struct holder holder[ENTRY_SIGNATURES_MAX]; /* of the note's lines */
    size_t count;
};

/* Most notes have one line: clearing them all would take longer than looking that one up. */
static void lines_begin(struct lines *lines, size_t count)
{
    lines->count = 0;
    for (size_t i = 0; i < count || i == 0; i++)
        lines->holder[i] = (struct holder){.known = false};
}

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
    return STATUS_OK;
}

/* The keys of entries 0 and `enrol` are in the entry itself. */
static void own_key(struct holder *holder, struct slice text)
{
    holder->known = vkey_parse_again(text, &holder->vkey);
}

/* In a `key` entry: does the author act on the key that it has itself? */
static bool acts_on_own(const struct entry *entry, const struct holder *author)
{
    struct vkey old;
    return author->known && vkey_parse_again(entry_value(entry, "old"), &old) && slice_equal(old.name, entry->by);
}

static bool may_write(const struct entry *entry, enum authorship authorship, const struct holder *author)
{
    switch (authorship) {
    case BY_SECRETARY:
    case BY_SECRETARIES:
        return author->secretary;
    case BY_PLACE:
        return author->has_place;
    case BY_VOTE:
        return slice_is(entry_value(entry, "as"), "clerk") ? author->secretary : author->has_place;
    case BY_KEY:
        if (slice_is(entry_value(entry, "action"), "rotate"))
            return acts_on_own(entry, author) && (author->has_place || author->secretary || author->auditor);
        return author->secretary || (slice_is(entry_value(entry, "action"), "revoke") && acts_on_own(entry, author));
    default:
        return author->secretary || author->has_place;
    }
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
    return may_write(entry, authorship, author) ? STATUS_OK : reject(place, REASON_AUTHOR, NULL, SLICE(""));
}

/* Who revokes an own key signs with the key named, which may be an earlier one of the chain. */
static enum status take_old_key(struct place *place, struct holder *author)
{
    struct vkey old;
    bool in_chain;
    if (!slice_is(entry_value(place->entry, "action"), "revoke") || !acts_on_own(place->entry, author) ||
        !vkey_parse_again(entry_value(place->entry, "old"), &old))
        return STATUS_OK;
    enum status status = is_in_chain(place->replay, &old, &in_chain);
    if (status == STATUS_OK && !in_chain)
        return reject(place, REASON_SIGNER, N_("this is no key of the author"), SLICE(""));
    author->vkey = old;
    return status;
}

static enum status check_seats(struct place *place)
{
    size_t at = 0;
    for (const struct field *field; (field = entry_next(place->entry, "for", &at));)
        if (roll_seat_find(&place->replay->body.roster, field->value) == ROLL_NONE)
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

/* Is the line by the key that the entry names in that field? Then it is taken as such. */
static bool is_named(struct place *place, struct lines *lines, size_t index, const char *field)
{
    struct holder named = {.known = false};
    own_key(&named, entry_value(place->entry, field));
    bool is = named.known && note_line_names(&place->sealed->note.line[index], &named.vkey);
    if (is)
        lines->holder[index] = named;
    return is;
}

static enum status check_rotation(struct place *place, struct lines *lines)
{
    size_t count = place->sealed->note.lines;
    place->standing->needed = 2;
    if (count > 1 && !is_named(place, lines, 1, "new"))
        return reject_line(place, 1);
    if (count > 2)
        return reject_line(place, 2);
    if (count == 1 && place->mode == REPLAY_LOGGED)
        return reject(place, REASON_SIGNER, N_("signatures are missing"), SLICE(""));
    return STATUS_OK;
}

/* The old key of a log and its new one stand anywhere behind the author; all others are secretaries. */
static enum status check_handover(struct place *place, struct lines *lines)
{
    const struct note *note = &place->sealed->note;
    size_t new = 0, old = 0, wanted = place->replay->body.approvals;
    for (size_t i = 1; i < note->lines; i++) {
        bool is_new = is_named(place, lines, i, "new"), is_old = !is_new && is_named(place, lines, i, "old");
        new += is_new;
        old += is_old;
        enum status status = is_new || is_old ? STATUS_OK : take_line(place, lines, i);
        if (status != STATUS_OK || place->standing->reason != REASON_NONE)
            return status;
        if (new > 1 || old > 1 || !(is_new || is_old || lines->holder[i].secretary))
            return reject_line(place, i);
    }
    /* Where the old key is lost, the text says so, and one more secretary stands for it. */
    bool lost = !old && place->entry->text.length > 0;
    size_t secretaries = (note->lines ? note->lines : 1) - new - old;
    place->standing->needed = wanted + 2;
    if (secretaries > wanted + lost)
        return reject_line(place, note->lines - 1);
    if (place->mode == REPLAY_LOGGED && (!new || secretaries < wanted + lost || !(old || lost)))
        return reject(place, REASON_SIGNER, N_("signatures are missing"), SLICE(""));
    return STATUS_OK;
}

static enum status check_key_lines(struct place *place, struct lines *lines)
{
    struct slice action = entry_value(place->entry, "action");
    if (slice_is(action, "rotate"))
        return check_rotation(place, lines);
    if (slice_is(action, "log"))
        return check_handover(place, lines);
    return acts_on_own(place->entry, &lines->holder[0])
               ? check_alone(place)
               : check_secretaries(place, lines, 0, place->replay->body.approvals);
}

static enum status check_lines(struct place *place, enum authorship authorship, struct lines *lines)
{
    size_t approvals = place->replay->body.approvals;
    bool all = false;
    enum status status;
    switch (authorship) {
    case BY_KEY:
        return check_key_lines(place, lines);
    case BY_ATTENDANCE:
        status = lines->holder[0].secretary ? replay_rules(place->entry->kind)->takes_away(place, &all) : STATUS_OK;
        if (status != STATUS_OK)
            return status;
        return all ? check_secretaries(place, lines, 0, approvals) : check_alone(place);
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
    enum authorship authorship = replay_rules(place->entry->kind)->authorship;
    struct lines lines;
    lines_begin(&lines, place->sealed->note.lines);
    if (authorship == BY_FOUNDING)
        return check_founding(place, &lines);
    enum status status = check_author(place, authorship, &lines.holder[0]);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE && authorship == BY_PROPOSAL)
        status = check_seats(place);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE && authorship == BY_KEY)
        status = take_old_key(place, &lines.holder[0]);
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
