/* Lookups in the state that several kinds ask for. */
#include "data/replay_ids.h"
#include "data/replay_memory.h"
#include "data/seq.h"

/*
 * How many ballots on the proposal are so. Where two indexes begin with the body, SQLite, which counts no rows here,
 * takes the primary key and goes through all ballots of the body: that is why statements name the other one.
 */
#define BALLOTS                                                                                                        \
    "(SELECT count(*) FROM ballot b INDEXED BY ballot_proposal WHERE b.body = p.body AND b.proposal = p.idx AND "

enum status find_proposal(struct replay *replay, const struct digest *id, uint64_t size, struct proposal_row *out)
{
    *out = (struct proposal_row){.found = false};
    struct rows rows = store_ask(replay->store,
                                 "SELECT idx, at, log_time, state, " BALLOTS "b.outcome = 'adopted'), " BALLOTS
                                 "b.state = 'open'), " BALLOTS
                                 "b.state <> 'void' AND b.result IS NULL) FROM proposal p WHERE id = ? AND body = ?",
                                 "di", id, replay->number);
    if (rows_next(&rows) && (uint64_t)rows_number(&rows, 0) < size) {
        struct slice state = rows_text(&rows, 3);
        *out = (struct proposal_row){.found = true,
                                     .index = rows_number(&rows, 0),
                                     .at = rows_number(&rows, 1),
                                     .log_time = rows_number(&rows, 2),
                                     .superseded = slice_is(state, "superseded"),
                                     .halted = value_word("adjourned|referred|withdrawn", state) >= 0,
                                     .adopted = rows_number(&rows, 4) != 0,
                                     .open = rows_number(&rows, 5) != 0,
                                     .undecided = rows_number(&rows, 6) != 0};
        if (state.length < sizeof out->state)
            memcpy(out->state, state.at, state.length);
    }
    return rows_end(&rows);
}

static enum status ask_ballot(struct replay *replay, const struct digest *id, struct ballot_row *out)
{
    *out = (struct ballot_row){.found = false};
    struct rows rows =
        store_ask(replay->store,
                  "SELECT idx, proposal, opens, closes, start, state, ended, result, round, rule, title, meeting "
                  "FROM ballot WHERE id = ? AND body = ?",
                  "di", id, replay->number);
    if (rows_next(&rows)) {
        struct slice state = rows_text(&rows, 5), rule = rows_text(&rows, 9), title = rows_text(&rows, 10);
        *out = (struct ballot_row){.found = true,
                                   .index = rows_number(&rows, 0),
                                   .proposal = rows_number(&rows, 1),
                                   .opens = rows_number(&rows, 2),
                                   .closes = rows_number(&rows, 3),
                                   .start = rows_number(&rows, 4),
                                   .open = slice_is(state, "open"),
                                   .is_void = slice_is(state, "void"),
                                   .ended = rows_number(&rows, 6),
                                   .result = rows_number(&rows, 7),
                                   .has_opens = !rows_null(&rows, 2),
                                   .has_closes = !rows_null(&rows, 3),
                                   .has_result = !rows_null(&rows, 7),
                                   .round = (uint64_t)rows_number(&rows, 8),
                                   .meeting = rows_number(&rows, 11),
                                   .has_meeting = !rows_null(&rows, 11),
                                   .title_length = title.length};
        if (title.length <= sizeof out->title)
            memcpy(out->title, title.at, title.length);
        if (rule.length < sizeof out->rule)
            memcpy(out->rule, rule.at, rule.length);
    }
    return rows_end(&rows);
}

enum status find_ballot(struct replay *replay, const struct digest *id, uint64_t size, struct ballot_row *out)
{
    enum status status = STATUS_OK;
    if (!memory_ballot(replay, id, out)) {
        status = ask_ballot(replay, id, out);
        if (status == STATUS_OK && out->found)
            memory_keep_ballot(replay, id, out);
    }
    if (out->found && (uint64_t)out->index >= size)
        out->found = false;
    return status;
}

enum status find_valid(struct replay *replay, const struct digest *id, uint64_t size, int64_t *index, bool *found)
{
    enum status status = STATUS_OK;
    int64_t rejected = 1;
    *index = -1;
    *found = true;
    while (status == STATUS_OK && *found && rejected) {
        status = find_id(replay, id, size, index, found);
        if (status == STATUS_OK && *found)
            status =
                store_number(replay->store, &rejected, NULL, "SELECT count(*) FROM rejected WHERE body = ? AND idx = ?",
                             "ii", replay->number, *index);
    }
    if (status == STATUS_OK && *found && replay->known)
        status = known_prove_id(replay, (uint64_t)*index, id);
    return status;
}

enum status is_recused(struct replay *replay, int64_t proposal, struct slice seat, bool *out)
{
    int64_t all, own;
    *out = false;
    if (memory_no_recusal(replay, proposal))
        return STATUS_OK;
    struct rows rows = store_ask(
        replay->store, "SELECT count(*), coalesce(sum(seat = ?), 0) FROM recusal WHERE body = ? AND proposal = ?",
        "tii", seat, replay->number, proposal);
    bool found = rows_next(&rows);
    all = found ? rows_number(&rows, 0) : 0;
    own = found ? rows_number(&rows, 1) : 0;
    enum status status = rows_end(&rows);
    *out = own > 0;
    if (status == STATUS_OK && all == 0)
        memory_keep_no_recusal(replay, proposal);
    return status;
}

enum status load_entry(struct replay *replay, int64_t index, struct buffer *bytes, struct arena *arena,
                       struct entry *out)
{
    struct rows rows = store_ask(replay->log, "SELECT note FROM entry WHERE seq = ? AND idx = ?", "ii",
                                 seq_of(replay->log_number, index), index);
    bool found = rows_next(&rows);
    buffer_clear(bytes);
    if (found)
        buffer_add(bytes, rows_blob(&rows, 0));
    enum status status = rows_end(&rows);
    if (status == STATUS_OK)
        status = found ? buffer_status(bytes) : STATUS_NOT_FOUND;
    if (status == STATUS_OK && known_holds(replay->known, (uint64_t)index))
        status = known_prove_bytes(replay, (uint64_t)index, buffer_slice(bytes));
    struct note note;
    if (status == STATUS_OK)
        status = note_parse(buffer_slice(bytes), &note, NULL);
    if (status == STATUS_OK)
        status = entry_parse(note.text, arena, out, NULL);
    return status;
}

int64_t ballot_start(const struct replay *replay, const struct entry *entry)
{
    struct instant start = instant_later(entry->at, (struct instant){.seconds = replay->log_time}), opens;
    if (entry_time(entry, "opens", &opens))
        start = instant_later(start, opens);
    return start.seconds;
}
