#include "data/setting.h"

/* The latest line of each seat before the ballot: the rows come by seat, the last one counts. */
static enum status mark_present(struct replay *replay, int64_t meeting, int64_t before, struct roll *roll)
{
    struct rows rows = store_ask(replay->store,
                                 "SELECT seat, state = 'present' FROM attendance "
                                 "WHERE body = ? AND meeting = ? AND idx < ? ORDER BY seat, idx",
                                 "iii", replay->number, meeting, before);
    while (rows_next(&rows)) {
        size_t seat = roll_seat_find(roll, rows_text(&rows, 0));
        if (seat != ROLL_NONE)
            roll->seat[seat].present = rows_number(&rows, 1) != 0;
    }
    return rows_end(&rows);
}

enum status setting_of(struct replay *replay, int64_t ballot, struct roll *roll, struct setting *out)
{
    int64_t meeting = 0;
    *out = (struct setting){.call = 1};
    struct rows rows = store_ask(replay->store,
                                 "SELECT m.idx, a.call, m.chair, a.ended FROM ballot a LEFT JOIN meeting m "
                                 "ON m.body = a.body AND m.idx = a.meeting WHERE a.body = ? AND a.idx = ?",
                                 "ii", replay->number, ballot);
    bool found = rows_next(&rows);
    if (found && !rows_null(&rows, 3)) {
        out->has_ended = true;
        out->ended = rows_number(&rows, 3);
    }
    if (found && !rows_null(&rows, 0)) {
        meeting = rows_number(&rows, 0);
        out->meeting = true;
        out->call = (uint32_t)rows_number(&rows, 1);
        if (rows_text(&rows, 2).length)
            roll->chair = roll_seat_find(roll, rows_text(&rows, 2));
    }
    enum status status = rows_end(&rows);
    return status == STATUS_OK && out->meeting ? mark_present(replay, meeting, ballot, roll) : status;
}
