#include "core/group.h"

bool group_find(const struct roll *roll, struct slice id, struct group *out)
{
    if (slice_is(id, "chair")) {
        *out = (struct group){.kind = GROUP_CHAIR, .id = id};
        return roll->chair != ROLL_NONE;
    }
    bool bench = roll_bench_find(roll, id) != ROLL_NONE;
    *out = (struct group){.kind = bench ? GROUP_BENCH : GROUP_SEAT, .id = id};
    return bench || roll_seat_find(roll, id) != ROLL_NONE;
}

bool group_holds(struct group group, const struct roll *roll, size_t seat)
{
    switch (group.kind) {
    case GROUP_EVERY:
        return true;
    case GROUP_BENCH:
        return slice_equal(roll->bench[roll->seat[seat].bench].id, group.id);
    case GROUP_SEAT:
        return slice_equal(roll->seat[seat].id, group.id);
    case GROUP_CHAIR:
        return seat == roll->chair;
    }
    return false;
}

void group_write(struct group group, struct buffer *out)
{
    if (group.kind == GROUP_CHAIR)
        buffer_text(out, "chair");
    else
        buffer_add(out, group.id);
}
