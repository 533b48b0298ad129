#include "tests/bench/fill_large.h"

#include "data/compose_change.h"
#include "data/compose_meeting.h"

#include <string.h>

static enum status submit_part(struct fill *fill, const struct roster_parts *parts, size_t part)
{
    struct arena arena;
    struct draft draft;
    struct author author = fill_author(fill, &fill->secretary);
    arena_init(&arena);
    draft_init(&draft, KIND_ROSTER, &arena);
    enum status status = compose_roster(&author, parts, part, &draft, &fill->problem);
    if (status == STATUS_OK)
        status = fill_submit(fill, &draft, &fill->secretary, NULL);
    arena_release(&arena);
    return status;
}

enum status fill_roster(struct fill *fill, struct slice text)
{
    struct arena arena;
    struct draft draft;
    struct roster_parts parts = {.parts = 0};
    arena_init(&arena);
    enum status status = draft_read(&draft, KIND_ROSTER, text, &arena, &fill->problem);
    if (status == STATUS_OK)
        status = roster_split(&draft, &parts);
    for (size_t i = 0; i < parts.parts && status == STATUS_OK; i++)
        status = submit_part(fill, &parts, i);
    arena_release(&arena);
    return status;
}

/* The first line is there; the roster is taken and the text let go. */
static enum status take(struct fill *fill, struct buffer *text)
{
    enum status status = buffer_status(text);
    if (status == STATUS_OK)
        status = fill_roster(fill, buffer_slice(text));
    buffer_release(text);
    return status;
}

static void begin(struct buffer *text)
{
    buffer_init(text);
    buffer_text(text, "stimmbuch/1 roster\n");
}

static enum status add_seats(struct fill *fill, size_t seats)
{
    struct buffer text;
    begin(&text);
    for (size_t i = FILL_FOUNDED; i < seats; i++) {
        char seat[8];
        seat_name(i, seat);
        buffer_format(&text, "seat: + %s b 1 voting Sitz %zu\n", seat, i);
    }
    return take(fill, &text);
}

/* The seats beyond those that everybody has already. */
static enum status share_seats(struct fill *fill, size_t seats)
{
    struct buffer text;
    begin(&text);
    for (size_t i = fill->members; i < seats; i++) {
        char seat[8];
        seat_name(i, seat);
        buffer_text(&text, "member: + ");
        buffer_add(&text, fill->member[i % fill->members].vkey.name);
        buffer_format(&text, " holder %s\n", seat);
    }
    return take(fill, &text);
}

static enum status enrol_all(struct fill *fill, struct slice body, size_t seats)
{
    struct signer *member = arena_array(&fill->arena, seats, sizeof *member);
    if (!member)
        return STATUS_NO_MEMORY;
    memcpy(member, fill->member, fill->members * sizeof *member);
    fill->member = member;
    enum status status = STATUS_OK;
    for (; fill->members < seats && status == STATUS_OK; fill->members++) {
        status = member_key(body, fill->members, &fill->arena, &fill->member[fill->members]);
        if (status == STATUS_OK)
            status = fill_enrol(fill, fill->members);
    }
    return status;
}

enum status fill_large_body(struct fill *fill, const char *name, size_t seats, size_t keys)
{
    enum status status = fill_body(fill, name, FILL_FOUNDED);
    if (status == STATUS_OK)
        status = add_seats(fill, seats);
    if (status == STATUS_OK)
        status = keys > FILL_FOUNDED ? enrol_all(fill, slice_of(name), seats) : share_seats(fill, seats);
    return status;
}

enum status fill_changes(struct fill *fill, size_t seats, size_t changes)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < changes && status == STATUS_OK; i++) {
        struct buffer text;
        char heavy[8], helped[8], ended[8], made[8];
        size_t step = i * (seats / (changes + 1));
        seat_name(step, heavy);
        seat_name(step + 1, helped);
        seat_name(seats - 1 - i, ended);
        seat_name(seats + i, made);
        begin(&text);
        buffer_format(&text, "seat: = %s b 2 voting Zwei Stimmen\nseat: - %s\nseat: + %s b 1 voting Neu\nmember: + ",
                      heavy, ended, made);
        buffer_add(&text, fill->member[step].vkey.name);
        buffer_format(&text, " deputy %s\n", helped);
        status = take(fill, &text);
    }
    return status;
}

static enum status invite(struct fill *fill, const char *number, const char *proposal)
{
    struct arena arena;
    struct draft draft;
    struct author author = fill_author(fill, &fill->secretary);
    const struct instant opens = {.seconds = fill->at.seconds + 3600};
    arena_init(&arena);
    draft_init(&draft, KIND_MEETING, &arena);
    enum status status = draft_add_text(&draft, "number", number);
    if (status == STATUS_OK)
        status = draft_add_text(&draft, "title", "Sitzung");
    if (status == STATUS_OK)
        status = draft_add_time(&draft, "opens", opens);
    if (status == STATUS_OK)
        status = draft_add_text(&draft, "item", proposal);
    if (status == STATUS_OK)
        status = compose_meeting(&author, &draft, &fill->problem);
    if (status == STATUS_OK)
        status = fill_submit(fill, &draft, &fill->secretary, NULL);
    arena_release(&arena);
    return status;
}

static enum status record(struct fill *fill, const struct digest *meeting, size_t first, size_t count)
{
    struct arena arena;
    struct draft draft;
    struct author author = fill_author(fill, &fill->secretary);
    arena_init(&arena);
    draft_init(&draft, KIND_ATTENDANCE, &arena);
    struct attendance_line *line = arena_array(&arena, count, sizeof *line);
    char(*name)[8] = arena_array(&arena, count, sizeof *name);
    enum status status = line && name ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        seat_name(first + i, name[i]);
        line[i] = (struct attendance_line){.seat = slice_of(name[i]), .state = "present"};
    }
    if (status == STATUS_OK)
        status = compose_attendance_lines(&author, meeting, line, count, &draft);
    if (status == STATUS_OK)
        status = fill_submit(fill, &draft, &fill->secretary, NULL);
    arena_release(&arena);
    return status;
}

enum status fill_meeting(struct fill *fill, const char *number, const char *proposal, size_t present)
{
    enum { LINES = 500 };
    enum status status = invite(fill, number, proposal);
    const struct digest meeting = fill->entry.id;
    fill->meeting = meeting;
    for (size_t first = 0; first < present && status == STATUS_OK; first += LINES)
        status = record(fill, &meeting, first, present - first < LINES ? present - first : LINES);
    return status;
}
