/* Lookups in the state that several kinds ask for. */
#include "data/replay_rules.h"

enum status find_proposal(struct replay *replay, const struct digest *id, uint64_t size, struct proposal_row *out)
{
    *out = (struct proposal_row){.found = false};
    struct rows rows = store_ask(
        replay->store,
        "SELECT idx, at, log_time, state = 'superseded', "
        "(SELECT count(*) FROM ballot b WHERE b.body = p.body AND b.proposal = p.idx AND b.outcome = 'adopted'), "
        "(SELECT count(*) FROM ballot b WHERE b.body = p.body AND b.proposal = p.idx AND b.state = 'open'), "
        "(SELECT count(*) FROM ballot b WHERE b.body = p.body AND b.proposal = p.idx AND b.state <> 'void' AND "
        "b.result IS NULL) "
        "FROM proposal p WHERE id = ? AND body = ?",
        "di", id, replay->number);
    if (rows_next(&rows) && (uint64_t)rows_number(&rows, 0) < size)
        *out = (struct proposal_row){.found = true,
                                     .index = rows_number(&rows, 0),
                                     .at = rows_number(&rows, 1),
                                     .log_time = rows_number(&rows, 2),
                                     .superseded = rows_number(&rows, 3) != 0,
                                     .adopted = rows_number(&rows, 4) != 0,
                                     .open = rows_number(&rows, 5) != 0,
                                     .undecided = rows_number(&rows, 6) != 0};
    return rows_end(&rows);
}

enum status find_ballot(struct replay *replay, const struct digest *id, uint64_t size, struct ballot_row *out)
{
    *out = (struct ballot_row){.found = false};
    struct rows rows = store_ask(replay->store,
                                 "SELECT idx, proposal, opens, closes, start, state, ended, result, round, rule, title "
                                 "FROM ballot WHERE id = ? AND body = ?",
                                 "di", id, replay->number);
    if (rows_next(&rows) && (uint64_t)rows_number(&rows, 0) < size) {
        struct slice state = rows_text(&rows, 5), rule = rows_text(&rows, 9);
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
                                   .title = digest_of(rows_text(&rows, 10))};
        if (rule.length < sizeof out->rule)
            memcpy(out->rule, rule.at, rule.length);
    }
    return rows_end(&rows);
}

enum status is_recused(struct replay *replay, int64_t proposal, struct slice seat, bool *out)
{
    int64_t count;
    enum status status =
        store_number(replay->store, &count, NULL, "SELECT count(*) FROM recusal WHERE body = ? AND proposal = ? AND seat = ?",
                     "iit", replay->number, proposal, seat);
    *out = count != 0;
    return status;
}

enum status load_entry(struct replay *replay, int64_t index, struct buffer *bytes, struct arena *arena,
                       struct entry *out)
{
    struct rows rows = store_ask(replay->log, "SELECT note FROM entry WHERE body = ? AND idx = ?", "ii",
                                 replay->log_number, index);
    bool found = rows_next(&rows);
    buffer_clear(bytes);
    if (found)
        buffer_add(bytes, rows_blob(&rows, 0));
    enum status status = rows_end(&rows);
    if (status == STATUS_OK)
        status = found ? buffer_status(bytes) : STATUS_NOT_FOUND;
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
