#include "tui/attendance.h"

#include "core/fold.h"
#include "data/compose_meeting.h"
#include "tui/screen_sign.h"

static const char *const states[] = {
    [PRESENCE_NONE] = "", [PRESENCE_HERE] = "present", [PRESENCE_EXCUSED] = "excused", [PRESENCE_LEFT] = "left"};

const char *presence_state(enum presence presence)
{
    return states[presence];
}

static enum presence presence_of(struct slice state)
{
    for (unsigned i = PRESENCE_HERE; i <= PRESENCE_LEFT; i++)
        if (slice_is(state, states[i]))
            return (enum presence)i;
    return PRESENCE_NONE;
}

static void release_reading(struct attendance *attendance)
{
    if (attendance->loaded) {
        meeting_quorum_release(&attendance->quorum);
        meeting_read_release(&attendance->read);
    }
    attendance->loaded = false;
}

void attendance_release(struct attendance *attendance)
{
    release_reading(attendance);
    arena_release(&attendance->arena);
    buffer_release(&attendance->heading);
}

size_t attendance_focus(const struct attendance *attendance)
{
    return attendance->list.count ? attendance->seat[attendance->shown[attendance->list.focus]] : ROLL_NONE;
}

/* Counts the changes, and the quorum as it would be with them. */
static enum status count_changes(struct attendance *attendance)
{
    attendance->changes = attendance->takes_away = 0;
    for (size_t i = 0; i < attendance->seats; i++) {
        bool changed = attendance->wanted[i] != attendance->now[i];
        attendance->changes += changed;
        attendance->takes_away += changed && attendance->now[i] == PRESENCE_HERE;
        attendance->quorum.roll.seat[i].present = attendance->wanted[i] == PRESENCE_HERE;
    }
    return meeting_quorum_count(&attendance->quorum);
}

/* The seats of each bench one behind the other, in the order of the statute. */
static void sort_by_bench(struct attendance *attendance)
{
    const struct roll *roll = &attendance->quorum.roll;
    size_t count = 0;
    for (size_t bench = 0; bench < roll->benches; bench++)
        for (size_t i = 0; i < roll->seats; i++)
            if (roll->seat[i].bench == bench)
                attendance->seat[count++] = i;
}

/* The states as the ledger has them; another roster than before begins without changes. */
static enum status take_states(struct attendance *attendance)
{
    const struct roll *roll = &attendance->quorum.roll;
    if (attendance->roster != attendance->quorum.version->since || !attendance->now) {
        arena_release(&attendance->arena);
        attendance->roster = attendance->quorum.version->since;
        attendance->seats = roll->seats;
        attendance->seat = arena_array(&attendance->arena, roll->seats, sizeof *attendance->seat);
        attendance->shown = arena_array(&attendance->arena, roll->seats, sizeof *attendance->shown);
        attendance->now = arena_array(&attendance->arena, roll->seats, 1);
        attendance->wanted = arena_array(&attendance->arena, roll->seats, 1);
        if (!attendance->seat || !attendance->shown || !attendance->now || !attendance->wanted) {
            attendance->seats = 0;
            attendance->now = NULL;
            return STATUS_NO_MEMORY;
        }
    }
    for (size_t i = 0; i < attendance->read.seats; i++) {
        size_t seat = roll_seat_find(roll, attendance->read.seat[i].seat);
        uint8_t state = (uint8_t)presence_of(attendance->read.seat[i].state);
        if (seat == ROLL_NONE || attendance->now[seat] == state)
            continue;
        if (attendance->wanted[seat] == attendance->now[seat])
            attendance->wanted[seat] = state;
        attendance->now[seat] = state;
    }
    sort_by_bench(attendance);
    return count_changes(attendance);
}

static enum status read_all(struct attendance *attendance, struct app *app, struct log *log)
{
    const struct found found = {.body = attendance->place.body, .index = attendance->place.index};
    enum status status = meeting_read(&attendance->read, app_store(app), &found, &app->problem);
    if (status == STATUS_OK)
        status =
            meeting_quorum_make(&attendance->quorum, log, &attendance->read, (int64_t)log_size(log), 1, &app->problem);
    if (status == STATUS_OK)
        status = take_states(attendance);
    attendance->approvals = log_body(log)->approvals;
    return status;
}

enum status attendance_load(struct attendance *attendance, struct app *app)
{
    struct log *log;
    size_t marked = attendance->changes;
    int64_t roster = attendance->roster;
    release_reading(attendance);
    attendance->loaded = true;
    attendance->read = (struct meeting_read){.body = attendance->place.body};
    attendance->quorum = (struct meeting_quorum){.rules = 0};
    list_resize(&attendance->list, 0);
    enum status status = ledger_log_number(app->session->ledger, attendance->place.body, &log, &app->problem);
    if (status == STATUS_OK)
        status = read_all(attendance, app, log);
    if (status == STATUS_OK)
        status = own_places_read(&attendance->own, app, attendance->place.body);
    if (status != STATUS_OK)
        return status;
    if (marked && attendance->roster != roster)
        app_say(app, STYLE_WARN, _("The roster of the body has changed: mark the seats again."), SLICE(""), SLICE(""));
    attendance->read.id = entry_id(&attendance->read.entry);
    buffer_clear(&attendance->heading);
    i18n_pattern("{1}  {2}", entry_value(&attendance->read.entry, "number"),
                 entry_value(&attendance->read.entry, "title"), &attendance->heading);
    return attendance_filter(attendance);
}

static bool is_own(const struct attendance *attendance, size_t seat)
{
    return attendance->own.secretary || own_places_has(&attendance->own, attendance->quorum.roll.seat[seat].id);
}

enum status attendance_set(struct attendance *attendance, enum presence presence, struct problem *problem)
{
    size_t seat = attendance_focus(attendance);
    if (seat == ROLL_NONE)
        return problem_say(problem, STATUS_REFUSED, N_("there is no seat here"), NULL, NULL);
    if (!is_own(attendance, seat))
        return problem_slices(
            problem, STATUS_REFUSED,
            N_("only a secretary says of the seat \"{1}\" that it is present; of your own seat you do"),
            attendance->quorum.roll.seat[seat].id, SLICE(""));
    attendance->wanted[seat] = (uint8_t)presence;
    return count_changes(attendance);
}

static bool matches(const struct roll_seat *seat, struct slice words, struct buffer *folded)
{
    bool all = true;
    buffer_clear(folded);
    fold_words(seat->id, folded);
    fold_words(seat->title, folded);
    while (all && words.length) {
        struct slice word = slice_cut(&words, ' ');
        all = !word.length || (folded->at && memmem(folded->at, folded->length, word.at, word.length));
    }
    return all;
}

enum status attendance_filter(struct attendance *attendance)
{
    struct buffer words, folded;
    int64_t count = 0;
    buffer_init(&words);
    buffer_init(&folded);
    fold_words(input_value(&attendance->search), &words);
    for (size_t i = 0; i < attendance->seats; i++)
        if (!words.length || matches(&attendance->quorum.roll.seat[attendance->seat[i]], buffer_slice(&words), &folded))
            attendance->shown[count++] = i;
    enum status status = buffer_status(&words) == STATUS_OK ? buffer_status(&folded) : STATUS_NO_MEMORY;
    list_resize(&attendance->list, count);
    buffer_release(&words);
    buffer_release(&folded);
    return status;
}

enum status attendance_compose(const struct attendance *attendance, struct app *app, struct draft *draft,
                               struct problem *problem)
{
    struct log *log;
    struct author author;
    size_t lines = 0;
    if (!attendance->changes)
        return problem_say(problem, STATUS_USAGE, N_("nothing is changed yet: p present, x excused, z left"), NULL,
                           NULL);
    struct attendance_line *line = arena_array(draft->arena, ATTENDANCE_LINES, sizeof *line);
    if (!line)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < attendance->seats && lines < ATTENDANCE_LINES; i++)
        if (attendance->wanted[i] != attendance->now[i] && attendance->wanted[i] != PRESENCE_NONE)
            line[lines++] = (struct attendance_line){.seat = attendance->quorum.roll.seat[i].id,
                                                     .state = states[attendance->wanted[i]]};
    enum status status = ledger_log_number(app->session->ledger, attendance->place.body, &log, problem);
    if (status == STATUS_OK)
        status = sign_author(app, log, &author, problem);
    if (status == STATUS_OK)
        status = compose_attendance_lines(&author, &attendance->read.id, line, lines, draft);
    return status;
}
