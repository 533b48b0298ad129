#include "data/replay_version.h"

#include "data/change_sql.h"
#include "data/replay_rules.h"

#include <stdlib.h>
#include <string.h>

/*
 * Beside the one in force so many versions are kept at least, and more while all together are not larger than this: a
 * dozen of 11,000 seats, hundreds of small bodies. Votes that go to open ballots with different rosters in turns would
 * have each of them read anew where it is not kept.
 */
enum { VERSIONS = 4, VERSIONS_BYTES = 32 << 20, FIRST_SEATS = 64 };

static struct version *version_make(int64_t since)
{
    struct version *version = calloc(1, sizeof *version);
    if (!version)
        return NULL;
    version->users = 1;
    version->since = since;
    arena_init(&version->arena);
    buffer_init(&version->note);
    return version;
}

void version_drop(struct version *version)
{
    if (!version || --version->users > 0)
        return;
    version_drop(version->founded);
    arena_release(&version->arena);
    buffer_release(&version->note);
    free(version);
}

void version_forget(struct replay *replay)
{
    while (replay->versions) {
        struct version *next = replay->versions->next;
        version_drop(replay->versions);
        replay->versions = next;
    }
    version_drop(replay->founded);
    version_drop(replay->current);
    replay->founded = replay->current = NULL;
}

/* The body's pos of each bench, in their order. */
static enum status read_benches(struct replay *replay, int64_t place, struct arena *arena, struct roll *out,
                                int64_t **positions)
{
    int64_t count;
    enum status status =
        store_number(replay->store, &count, NULL, "SELECT count(*) FROM bench WHERE body = ?", "i", replay->number);
    if (status != STATUS_OK)
        return status;
    struct roll_bench *bench = arena_array(arena, (size_t)count, sizeof *bench);
    *positions = arena_array(arena, (size_t)count, sizeof **positions);
    if (!bench || !*positions)
        return STATUS_NO_MEMORY;
    struct rows rows = store_ask(replay->store,
                                 "SELECT pos, id, title FROM bench WHERE body = ?1 AND since < ?2 "
                                 "AND (until IS NULL OR until >= ?2) ORDER BY pos",
                                 "ii", replay->number, place);
    while (out->benches < (size_t)count && rows_next(&rows)) {
        struct roll_bench *row = &bench[out->benches];
        (*positions)[out->benches++] = rows_number(&rows, 0);
        *row = (struct roll_bench){.id = arena_copy(arena, rows_text(&rows, 1)),
                                   .title = arena_copy(arena, rows_text(&rows, 2))};
        if (!row->id.at || !row->title.at)
            status = STATUS_NO_MEMORY;
    }
    out->bench = bench;
    enum status end = rows_end(&rows);
    return status == STATUS_OK ? end : status;
}

static enum status read_seat(const struct rows *rows, struct arena *arena, const struct roll *roster,
                             const int64_t *positions, struct roll_seat *out)
{
    unsigned bench = 0;
    while (bench < roster->benches && positions[bench] != rows_number(rows, 1))
        bench++;
    *out = (struct roll_seat){.id = arena_copy(arena, rows_text(rows, 0)),
                              .bench = bench,
                              .weight_text = arena_copy(arena, rows_text(rows, 2)),
                              .voting = rows_number(rows, 3) != 0,
                              .title = arena_copy(arena, rows_text(rows, 4))};
    if (!out->id.at || !out->weight_text.at || !out->title.at)
        return STATUS_NO_MEMORY;
    /* Only tables that somebody else wrote can fail here. */
    return bench < roster->benches && decimal_parse(out->weight_text, &out->weight) ? STATUS_OK : STATUS_NOT_FOUND;
}

/* The seats while they are read: counting them first would take a third as long as reading them. */
struct seats {
    struct roll_seat *seat;
    size_t count, capacity;
};

static struct roll_seat *add_seat(struct seats *seats)
{
    if (seats->count == seats->capacity) {
        size_t capacity = seats->capacity ? seats->capacity * 2 : FIRST_SEATS;
        struct roll_seat *grown = realloc(seats->seat, capacity * sizeof *grown);
        if (!grown)
            return NULL;
        seats->seat = grown;
        seats->capacity = capacity;
    }
    return &seats->seat[seats->count++];
}

static enum status read_seats(struct replay *replay, int64_t place, struct arena *arena, const int64_t *positions,
                              const struct roll *roster, struct seats *seats)
{
    enum status status = STATUS_OK;
    struct rows rows = store_ask(replay->store,
                                 "SELECT id, bench, weight, voting, title FROM seat WHERE body = ?1 AND since < ?2 "
                                 "AND (until IS NULL OR until >= ?2) ORDER BY id",
                                 "ii", replay->number, place);
    while (status == STATUS_OK && rows_next(&rows)) {
        struct roll_seat *seat = add_seat(seats);
        status = seat ? read_seat(&rows, arena, roster, positions, seat) : STATUS_NO_MEMORY;
    }
    enum status end = rows_end(&rows);
    return status == STATUS_OK ? end : status;
}

enum status roster_read(struct replay *replay, int64_t place, struct arena *arena, struct roll *out)
{
    int64_t *positions = NULL;
    struct seats seats = {.count = 0};
    *out = (struct roll){.chair = ROLL_NONE};
    enum status status = read_benches(replay, place, arena, out, &positions);
    if (status == STATUS_OK)
        status = read_seats(replay, place, arena, positions, out, &seats);
    if (status == STATUS_OK) {
        out->seat = arena_array(arena, seats.count, sizeof *out->seat);
        status = out->seat ? STATUS_OK : STATUS_NO_MEMORY;
    }
    if (status == STATUS_OK && seats.count)
        memcpy(out->seat, seats.seat, seats.count * sizeof *out->seat);
    out->seats = status == STATUS_OK ? seats.count : 0;
    free(seats.seat);
    return status;
}

static enum status read_log_key(struct replay *replay, int64_t place, struct vkey *out)
{
    struct rows rows = store_ask(replay->store,
                                 "SELECT key FROM chain WHERE body = ?1 AND name = ?2 AND since < ?3 "
                                 "AND (until IS NULL OR until >= ?3)",
                                 "iti", replay->number, replay->founded->body.name, place);
    struct public_key key;
    bool found = rows_next(&rows) && rows_blob(&rows, 0).length == sizeof key.byte;
    if (found) {
        memcpy(key.byte, rows_blob(&rows, 0).at, sizeof key.byte);
        *out = vkey_make(replay->founded->body.name, KEY_TYPE_ED25519, &key);
    }
    enum status status = rows_end(&rows);
    return status == STATUS_OK && !found ? STATUS_NOT_FOUND : status;
}

enum status replay_log_key(struct replay *replay, int64_t place, struct vkey *out)
{
    if (place <= replay->current->since)
        return read_log_key(replay, place, out);
    *out = replay->body.log;
    return STATUS_OK;
}

static size_t version_bytes(const struct version *version)
{
    return sizeof *version + version->note.capacity + arena_bytes(&version->arena);
}

/* What the founding says once and for all, with benches, seats, statute and log key of the place behind `since`. */
static enum status read_version(struct replay *replay, struct version *out)
{
    int64_t place = out->since + 1, statute;
    struct version *entry_0 = replay->founded;
    if (!entry_0)
        return STATUS_NOT_FOUND;
    const struct body *founded = &entry_0->body;
    out->founded = entry_0;
    entry_0->users++;
    out->body = (struct body){.name = founded->name,
                              .title = founded->title,
                              .level = founded->level,
                              .approvals = founded->approvals,
                              .secretary = founded->secretary,
                              .secretaries = founded->secretaries};
    enum status status = store_number(replay->store, &statute, NULL,
                                      "SELECT idx " FROM_VERSIONS "AND idx < ?2 AND what IN ('body', 'statute') "
                                      "ORDER BY idx DESC LIMIT 1",
                                      "ii", replay->number, place);
    if (status == STATUS_OK)
        status = load_entry(replay, statute, &out->note, &out->arena, &out->statute);
    if (status == STATUS_OK && out->statute.kind != KIND_BODY && out->statute.kind != KIND_STATUTE)
        status = STATUS_FORM;
    if (status == STATUS_OK)
        status = read_log_key(replay, place, &out->body.log);
    if (status == STATUS_OK)
        status = roster_read(replay, place, &out->arena, &out->body.roster);
    if (status == STATUS_OK)
        status = statute_read(&out->statute, true, &out->body.roster, &out->arena, &out->body.statute, NULL);
    out->bytes = version_bytes(out);
    return status;
}

/* Keeps it in the list, which lets go of those that were not used for the longest time. */
static void keep(struct replay *replay, struct version *version)
{
    size_t count = 0, bytes = 0;
    version->users++;
    version->next = replay->versions;
    replay->versions = version;
    struct version **rest = &replay->versions;
    while (*rest && (count < VERSIONS || bytes + (*rest)->bytes <= VERSIONS_BYTES)) {
        count++;
        bytes += (*rest)->bytes;
        rest = &(*rest)->next;
    }
    while (*rest) {
        struct version *last = *rest;
        *rest = last->next;
        version_drop(last);
    }
}

/* The one kept for that index, which comes to the front; NULL when there is none. */
static struct version *find_kept(struct replay *replay, int64_t since)
{
    struct version **at = &replay->versions;
    while (*at && (*at)->since != since)
        at = &(*at)->next;
    struct version *found = *at;
    if (found) {
        *at = found->next;
        found->next = replay->versions;
        replay->versions = found;
    }
    return found;
}

/* The index of the entry that made the version of a place before the one in force. */
static enum status find_since(struct replay *replay, int64_t place, int64_t *out)
{
    return store_number(replay->store, out, NULL,
                        "SELECT idx " FROM_VERSIONS "AND idx < ?2 AND what <> 'body' ORDER BY idx DESC LIMIT 1", "ii",
                        replay->number, place);
}

enum status version_at(struct replay *replay, int64_t place, struct version **out)
{
    struct version *found = replay->current;
    int64_t since = 0;
    *out = NULL;
    enum status status = STATUS_OK;
    if (place <= replay->current->since) {
        status = find_since(replay, place, &since);
        found = status == STATUS_OK && since > 0 ? find_kept(replay, since) : replay->founded;
    }
    if (status == STATUS_OK && !found) {
        found = version_make(since);
        status = found ? read_version(replay, found) : STATUS_NO_MEMORY;
        if (status == STATUS_OK)
            keep(replay, found);
        else
            version_drop(found);
        *out = status == STATUS_OK ? found : NULL;
        return status;
    }
    if (status == STATUS_OK) {
        found->users++;
        *out = found;
    }
    return status;
}

enum status replay_body_at(struct replay *replay, int64_t place, const struct body **out)
{
    struct version *version;
    enum status status = version_at(replay, place, &version);
    if (status == STATUS_OK)
        *out = &version->body;
    version_drop(version);
    return status;
}

static void make_current(struct replay *replay, struct version *version)
{
    version_drop(replay->current);
    replay->current = version;
    replay->body = version->body;
}

/* Was a ballot opened under the version in force that has no result yet? */
static enum status is_needed(struct replay *replay, bool *needed)
{
    int64_t one;
    *needed = false;
    if (replay->current == replay->founded)
        return STATUS_OK;
    return store_number(
        replay->store, &one, needed,
        "SELECT 1 FROM ballot WHERE body = ? AND idx > ? AND result IS NULL AND state <> 'void' LIMIT 1", "ii",
        replay->number, replay->current->since);
}

enum status version_advance(struct replay *replay, int64_t index)
{
    bool needed;
    struct version *next = version_make(index);
    enum status status = next ? is_needed(replay, &needed) : STATUS_NO_MEMORY;
    if (status == STATUS_OK)
        status = read_version(replay, next);
    if (status != STATUS_OK) {
        version_drop(next);
        return status;
    }
    if (needed)
        keep(replay, replay->current);
    make_current(replay, next);
    return STATUS_OK;
}

/* The version has entry 0, if that could be had: from now on it is the only one that is known. */
static enum status found(struct replay *replay, struct version *version, enum status status)
{
    /* Of an altered ledger entry 0 may be anything. */
    if (status == STATUS_OK && version->statute.kind != KIND_BODY)
        status = STATUS_FORM;
    if (status == STATUS_OK)
        status = body_read(&version->statute, true, &version->arena, &version->body, NULL);
    if (status != STATUS_OK) {
        version_drop(version);
        return status;
    }
    version_forget(replay);
    replay->founded = version;
    version->users++;
    make_current(replay, version);
    return STATUS_OK;
}

enum status version_found(struct replay *replay, struct slice text)
{
    struct version *version = version_make(0);
    if (!version)
        return STATUS_NO_MEMORY;
    buffer_add(&version->note, text);
    enum status status = buffer_status(&version->note);
    if (status == STATUS_OK)
        status = entry_parse(buffer_slice(&version->note), &version->arena, &version->statute, NULL);
    return found(replay, version, status);
}

enum status version_load(struct replay *replay)
{
    struct version *version = version_make(0);
    if (!version)
        return STATUS_NO_MEMORY;
    return found(replay, version, load_entry(replay, 0, &version->note, &version->arena, &version->statute));
}
