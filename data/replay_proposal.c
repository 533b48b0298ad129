/* Proposals: who may file them, under which number, in place of what. */
#include "core/fold.h"
#include "data/replay_rules.h"

/* `repeals` names the result of a ballot that adopted something. */
static enum status check_repeals(struct place *place)
{
    struct replay *replay = place->replay;
    struct digest id;
    int64_t index = 0, adopted = 0;
    bool found = false;
    if (!entry_hash(place->entry, "repeals", &id))
        return STATUS_OK;
    enum status status = find_valid(replay, &id, place->entry->size, &index, &found);
    if (status == STATUS_OK && found)
        status = store_number(replay->store, &adopted, NULL,
                              "SELECT count(*) FROM ballot WHERE body = ? AND result = ? AND outcome = 'adopted'", "ii",
                              replay->number, index);
    return status == STATUS_OK && !adopted ? reject(place, REASON_REFERENCE, NULL, SLICE("repeals")) : status;
}

static enum status check_references(struct place *place, struct proposal_row *superseded)
{
    static const char *const names[] = {"supersedes", "amends"};
    *superseded = (struct proposal_row){.found = false};
    for (size_t i = 0; i < 2; i++) {
        struct digest id;
        struct proposal_row row;
        if (!entry_hash(place->entry, names[i], &id))
            continue;
        enum status status = find_proposal(place->replay, &id, place->entry->size, &row);
        if (status != STATUS_OK)
            return status;
        if (!row.found)
            return reject(place, REASON_REFERENCE, NULL, slice_of(names[i]));
        if (i == 0)
            *superseded = row;
    }
    return check_repeals(place);
}

static enum status check_number(struct place *place)
{
    int64_t taken;
    enum status status =
        store_number(place->replay->store, &taken, NULL, "SELECT count(*) FROM proposal WHERE number = ? AND body = ?",
                     "ti", entry_value(place->entry, "number"), place->replay->number);
    if (status == STATUS_OK && taken)
        return reject(place, REASON_NUMBER, N_("the number {1} is taken in this body"),
                      entry_value(place->entry, "number"));
    return status;
}

static enum status check_filing(struct place *place)
{
    const struct body *body = &place->replay->body;
    for (size_t i = 0; i < body->statute.filings; i++) {
        uint64_t seats = 0;
        size_t at = 0;
        for (const struct field *field; (field = entry_next(place->entry, "for", &at));) {
            size_t seat = roll_seat_find(&body->roster, field->value);
            seats += seat != ROLL_NONE && group_holds(body->statute.filing[i].group, &body->roster, seat);
        }
        if (seats >= body->statute.filing[i].count)
            return STATUS_OK;
    }
    return body->statute.filings ? reject(place, REASON_FILING, NULL, SLICE("")) : STATUS_OK;
}

/* May this key replace that proposal: its author, a member of a seat it was filed for, or a secretary? */
static enum status may_supersede(struct place *place, const struct entry *old, struct slice name, bool *may)
{
    struct holder holder;
    enum status status = find_holder(place->replay, name, &holder);
    *may = holder.secretary || slice_equal(name, old->by);
    size_t at = 0;
    for (const struct field *field; status == STATUS_OK && !*may && (field = entry_next(old, "for", &at));) {
        enum seat_class role;
        status = find_role(place->replay, name, field->value, &role);
        *may = role != CLASS_COUNT;
    }
    return status;
}

static enum status check_supersede(struct place *place, const struct proposal_row *row)
{
    if (!row->found)
        return STATUS_OK;
    if (row->superseded || row->undecided || row->adopted)
        return reject(place, REASON_SUPERSEDE, NULL, SLICE(""));
    struct arena arena;
    arena_init(&arena);
    struct buffer bytes;
    buffer_init(&bytes);
    struct entry old;
    size_t lines = place->sealed->note.lines ? place->sealed->note.lines : 1;
    bool may = place->standing->needed > lines; /* whose signatures are still to come is not known */
    enum status status = load_entry(place->replay, row->index, &bytes, &arena, &old);
    if (status == STATUS_OK && !may)
        status = may_supersede(place, &old, place->entry->by, &may);
    for (size_t i = 1; i < place->sealed->note.lines && status == STATUS_OK && !may; i++)
        status = may_supersede(place, &old, place->sealed->note.line[i].name, &may);
    if (status == STATUS_OK && !may)
        status = reject(place, REASON_SUPERSEDE,
                        N_("only its author, a seat it was filed for, or a secretary may supersede it"), SLICE(""));
    buffer_release(&bytes);
    arena_release(&arena);
    return status;
}

static enum status check(struct place *place)
{
    struct proposal_row superseded;
    enum status status = check_references(place, &superseded);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_number(place);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_filing(place);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_supersede(place, &superseded);
    return status;
}

static enum status add_tag(struct replay *replay, int64_t seq, const char *family, struct slice value)
{
    struct buffer tag;
    buffer_init(&tag);
    buffer_text(&tag, family);
    buffer_add(&tag, value);
    enum status status = buffer_status(&tag);
    if (status == STATUS_OK)
        status = store_run(replay->store, "INSERT OR IGNORE INTO tag (tag, seq) VALUES (?, ?)", "ti",
                           buffer_slice(&tag), seq);
    buffer_release(&tag);
    return status;
}

static enum status add_tags(struct replay *replay, const struct entry *entry, int64_t seq)
{
    const struct roll *roster = &replay->body.roster;
    enum status status = STATUS_OK;
    size_t at = 0;
    for (const struct field *field; status == STATUS_OK && (field = entry_next(entry, "demand", &at));)
        status = add_tag(replay, seq, "demand:", field->value);
    at = 0;
    for (const struct field *field; status == STATUS_OK && (field = entry_next(entry, "for", &at));) {
        size_t seat = roll_seat_find(roster, field->value);
        status = add_tag(replay, seq, "seat:", field->value);
        if (status == STATUS_OK && seat != ROLL_NONE)
            status = add_tag(replay, seq, "bench:", roster->bench[roster->seat[seat].bench].id);
    }
    return status;
}

enum { SUFFIX_MIN = 3 };

static void add_suffix(struct slice suffix, void *context)
{
    struct buffer *words = context;
    buffer_byte(words, ' ');
    buffer_add(words, suffix);
}

/* Titles are found by inner parts of compounds ("strasse" in Hauptstraße): their words' endings go in as well. */
static enum status add_search(struct replay *replay, const struct entry *entry, int64_t seq)
{
    struct buffer text, words, title;
    buffer_init(&text);
    buffer_init(&words);
    buffer_init(&title);
    fold_words(entry_value(entry, "title"), &title);
    struct slice rest = buffer_slice(&title);
    buffer_add(&words, rest);
    while (rest.length)
        fold_suffixes(slice_cut(&rest, ' '), SUFFIX_MIN, add_suffix, &words);
    fold_words(entry_value(entry, "number"), &words);
    entry_plain_text(entry, &text);
    fold_words(buffer_slice(&text), &words);
    enum status status = buffer_status(&words);
    if (status == STATUS_OK && (buffer_status(&text) != STATUS_OK || buffer_status(&title) != STATUS_OK))
        status = STATUS_NO_MEMORY;
    if (status == STATUS_OK)
        status = store_run(replay->store, "INSERT INTO search (rowid, words) VALUES (?, ?)", "it", seq,
                           buffer_slice(&words));
    buffer_release(&text);
    buffer_release(&words);
    buffer_release(&title);
    return status;
}

/* What the entry replaces, amends or repeals becomes a place in the log. */
static enum status add_links(struct replay *replay, const struct entry *entry, int64_t seq)
{
    struct digest id;
    struct proposal_row other;
    int64_t index;
    bool found;
    enum status status = STATUS_OK;
    if (entry_hash(entry, "supersedes", &id)) {
        status = find_proposal(replay, &id, entry->size, &other);
        if (status == STATUS_OK)
            status = store_run(replay->store, "UPDATE proposal SET replaces = ? WHERE seq = ?", "ii", other.index, seq);
        if (status == STATUS_OK)
            status = store_run(replay->store, "UPDATE proposal SET state = 'superseded' WHERE seq = ?", "i",
                               (replay->number << 40) + other.index);
    }
    if (status == STATUS_OK && entry_hash(entry, "amends", &id)) {
        status = find_proposal(replay, &id, entry->size, &other);
        if (status == STATUS_OK)
            status = store_run(replay->store, "UPDATE proposal SET amends = ? WHERE seq = ?", "ii", other.index, seq);
    }
    if (status == STATUS_OK && entry_hash(entry, "repeals", &id)) {
        status = find_valid(replay, &id, entry->size, &index, &found);
        if (status == STATUS_OK)
            status = store_run(replay->store,
                               "UPDATE proposal SET repeals = (SELECT idx FROM ballot WHERE body = ? AND result = ?) "
                               "WHERE seq = ?",
                               "iii", replay->number, index, seq);
    }
    return status;
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    const struct entry *entry = &sealed->entry;
    int64_t seq = (replay->number << 40) + index;
    enum status status = store_run(
        replay->store,
        "INSERT INTO proposal (seq, body, idx, id, number, title, kind, author, at, log_time, state) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')",
        "iiidttttii", seq, replay->number, index, &sealed->id, entry_value(entry, "number"),
        entry_value(entry, "title"), entry_value(entry, "kind"), entry->by, entry->at.seconds, replay->log_time);
    if (status == STATUS_OK)
        status = add_links(replay, entry, seq);
    if (status == STATUS_OK)
        status = add_tags(replay, entry, seq);
    if (status == STATUS_OK && replay->index_search)
        status = add_search(replay, entry, seq);
    return status;
}

const struct kind_rules rules_proposal = {.authorship = BY_PROPOSAL, .check = check, .apply = apply};
