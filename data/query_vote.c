#include "data/query_vote.h"

#include "core/choice.h"
#include "core/note.h"

enum status query_counted_vote(struct store *store, int64_t body, int64_t ballot, struct slice seat, vote_visit *visit,
                               void *context, struct problem *problem)
{
    struct rows rows =
        store_ask(store,
                  "SELECT idx, at, voter, choice, class FROM vote WHERE body = ? AND ballot = ? AND seat = ? "
                  "ORDER BY class, idx DESC LIMIT 1",
                  "iit", body, ballot, seat);
    if (rows_next(&rows)) {
        struct vote_item item = {.index = rows_number(&rows, 0),
                                 .at = rows_number(&rows, 1),
                                 .voter = rows_text(&rows, 2),
                                 .choice = rows_text(&rows, 3),
                                 .class = rows_number(&rows, 4)};
        visit(context, &item);
    }
    enum status status = rows_end(&rows);
    return status == STATUS_OK ? status : store_problem(store, problem);
}

struct waiting {
    const struct digest *ballot;
    struct slice voter, seat;
    struct buffer choice; /* of the latest so far */
    struct vote_item item;
};

static void look_at(struct waiting *waiting, struct slice bytes)
{
    struct arena arena;
    struct note note;
    struct entry entry;
    struct digest ballot;
    arena_init(&arena);
    if (note_parse(bytes, &note, NULL) == STATUS_OK && entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK &&
        entry.kind == KIND_VOTE && slice_equal(entry.by, waiting->voter) && entry_hash(&entry, "ballot", &ballot) &&
        digest_equal(&ballot, waiting->ballot) && entry.at.seconds >= waiting->item.at &&
        (!waiting->seat.length || slice_equal(entry_value(&entry, "seat"), waiting->seat))) {
        waiting->item.at = entry.at.seconds;
        buffer_clear(&waiting->choice);
        choice_word(&entry, &waiting->choice);
    }
    arena_release(&arena);
}

enum status query_waiting_vote(struct store *store, int64_t body, const struct digest *ballot, struct slice voter,
                               struct slice seat, vote_visit *visit, void *context, struct problem *problem)
{
    struct waiting waiting = {
        .ballot = ballot, .voter = voter, .seat = seat, .item = {.index = -1, .at = INT64_MIN, .voter = voter}};
    buffer_init(&waiting.choice);
    struct rows rows = store_ask(store, "SELECT note FROM pending WHERE body = ?", "i", body);
    while (rows_next(&rows))
        look_at(&waiting, rows_blob(&rows, 0));
    enum status status = rows_end(&rows);
    if (status == STATUS_OK)
        status = buffer_status(&waiting.choice);
    waiting.item.choice = buffer_slice(&waiting.choice);
    if (status == STATUS_OK && waiting.item.choice.length)
        visit(context, &waiting.item);
    buffer_release(&waiting.choice);
    return status == STATUS_OK ? status : store_problem(store, problem);
}

enum status query_vote_reasons(struct store *store, int64_t body, int64_t ballot, reason_visit *visit, void *context,
                               struct problem *problem)
{
    struct rows rows =
        store_ask(store,
                  "SELECT v.idx, v.seat, v.choice, e.note FROM vote v INDEXED BY vote_reason "
                  "JOIN entry e ON e.seq = (v.body << 40) + v.idx "
                  "WHERE v.body = ? AND v.ballot = ? AND v.reason AND NOT EXISTS "
                  "(SELECT 1 FROM vote o WHERE o.body = v.body AND o.ballot = v.ballot AND o.seat = v.seat "
                  "AND (o.class < v.class OR (o.class = v.class AND o.idx > v.idx))) ORDER BY v.seat",
                  "ii", body, ballot);
    bool more = true;
    while (more && rows_next(&rows)) {
        struct reason_item item = {.index = rows_number(&rows, 0),
                                   .seat = rows_text(&rows, 1),
                                   .choice = rows_text(&rows, 2),
                                   .note = rows_blob(&rows, 3)};
        more = visit(context, &item);
    }
    enum status status = rows_end(&rows);
    return status == STATUS_OK ? status : store_problem(store, problem);
}
