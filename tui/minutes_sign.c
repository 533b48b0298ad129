#include "tui/minutes_sign.h"

#include "core/note.h"
#include "data/compose_meeting.h"
#include "data/query_meeting.h"
#include "tui/screen_sign.h"

struct meeting {
    struct digest id;
    struct buffer *number; /* NULL: nobody wants to know */
};

static bool take_meeting(void *context, const struct meeting_item *item)
{
    struct meeting *meeting = context;
    meeting->id = item->id;
    if (meeting->number)
        buffer_add(meeting->number, item->number);
    return false;
}

static enum status find_meeting(struct app *app, const struct meeting_place *place, struct meeting *out)
{
    return query_meetings(app_store(app), place->body, place->index, take_meeting, out, &app->problem);
}

struct looking {
    struct digest meeting;
    struct minutes_waiting *out;
};

static bool take_pending(void *context, const struct pending_item *item)
{
    struct looking *looking = context;
    struct arena arena;
    struct note note;
    struct entry entry;
    struct digest meeting;
    struct slice attachment;
    arena_init(&arena);
    if (note_parse(item->note, &note, NULL) == STATUS_OK && entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK &&
        entry.kind == KIND_MINUTES && entry_hash(&entry, "meeting", &meeting) &&
        digest_equal(&meeting, &looking->meeting)) {
        attachment = entry_value(&entry, "attachment");
        looking->out->there = digest_from_hex(slice_cut(&attachment, ' '), &looking->out->content);
        buffer_add(&looking->out->note, item->note);
    }
    arena_release(&arena);
    return !looking->out->there;
}

enum status minutes_find_waiting(struct app *app, const struct meeting_place *place, struct minutes_waiting *out)
{
    struct meeting meeting = {.number = NULL};
    struct looking looking = {.out = out};
    out->there = false;
    buffer_clear(&out->note);
    enum status status = find_meeting(app, place, &meeting);
    looking.meeting = meeting.id;
    if (status == STATUS_OK)
        status = query_pending(app_store(app), take_pending, &looking, &app->problem);
    return status == STATUS_OK ? buffer_status(&out->note) : status;
}

enum status minutes_name(struct app *app, const struct meeting_place *place, struct buffer *out)
{
    struct buffer number;
    struct meeting meeting = {.number = &number};
    buffer_init(&number);
    enum status status = find_meeting(app, place, &meeting);
    i18n_pattern(_("minutes-{1}.md"), buffer_slice(&number), SLICE(""), out);
    buffer_release(&number);
    return status == STATUS_OK ? buffer_status(out) : status;
}

static enum status compose(struct app *app, const struct meeting_place *place, struct slice bytes, struct slice name,
                           struct draft *draft)
{
    struct log *log;
    struct author author;
    struct meeting meeting = {.number = NULL};
    enum status status = find_meeting(app, place, &meeting);
    if (status == STATUS_OK)
        status = ledger_log_number(app->session->ledger, place->body, &log, &app->problem);
    if (status == STATUS_OK)
        status = sign_author(app, log, &author, &app->problem);
    return status == STATUS_OK ? compose_minutes(&author, &meeting.id, bytes, name, draft) : status;
}

void minutes_sign(struct app *app, const struct meeting_place *place, struct slice bytes, struct slice name)
{
    struct arena arena;
    struct draft draft;
    arena_init(&arena);
    draft_init(&draft, KIND_MINUTES, &arena);
    problem_clear(&app->problem);
    enum status status = compose(app, place, bytes, name, &draft);
    if (status == STATUS_OK) {
        sign_ask(app, &draft, &(struct sign_request){.after = SIGN_RECEIPT, .blob = bytes});
    } else {
        app->problem.status = status;
        app_fail(app, &app->problem);
    }
    arena_release(&arena);
}
