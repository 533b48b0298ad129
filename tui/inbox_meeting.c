#include "tui/inbox_meeting.h"

#include "core/text.h"
#include "tui/app.h"
#include "tui/format.h"
#include "tui/page.h"
#include "tui/quorum_words.h"

void inbox_meeting_release(struct inbox_meeting *meeting)
{
    meeting_quorum_release(&meeting->quorum);
    *meeting = (struct inbox_meeting){.there = false};
}

static bool is_nearer(const struct inbox_meeting *meeting, const struct meeting_item *item, enum meeting_phase phase)
{
    if (!meeting->there || phase != meeting->phase)
        return !meeting->there || phase == PHASE_RUNNING;
    return phase == PHASE_RUNNING ? item->opens > meeting->opens : item->opens < meeting->opens;
}

/* The latest come first: behind the first that is over none can be running but a long one, so all are looked at. */
static bool take(void *context, const struct meeting_item *item)
{
    struct inbox_meeting *meeting = context;
    enum meeting_phase phase = meeting_phase(item, meeting->now);
    if ((phase != PHASE_RUNNING && phase != PHASE_PLANNED) || !is_nearer(meeting, item, phase))
        return true;
    meeting->there = true;
    meeting->phase = phase;
    meeting->body = item->body;
    meeting->index = item->index;
    meeting->opens = item->opens;
    text_string(item->number, meeting->number, sizeof meeting->number);
    text_string(item->title, meeting->title, sizeof meeting->title);
    return true;
}

static enum status read_quorum(struct inbox_meeting *meeting, struct app *app)
{
    struct log *log;
    struct meeting_read read;
    const struct found found = {.body = meeting->body, .index = meeting->index};
    enum status status = ledger_log_number(app->session->ledger, meeting->body, &log, &app->problem);
    if (status != STATUS_OK)
        return status;
    status = meeting_read(&read, app_store(app), &found, &app->problem);
    meeting_quorum_release(&meeting->quorum);
    if (status == STATUS_OK)
        status = meeting_quorum_make(&meeting->quorum, log, &read, (int64_t)log_size(log), 1, &app->problem);
    meeting_read_release(&read);
    return status;
}

enum status inbox_meeting_read(struct inbox_meeting *meeting, struct app *app, int64_t body)
{
    int64_t before_body = meeting->body, before_index = meeting->index;
    bool before = meeting->there;
    meeting->now = app->now.seconds;
    enum status status = query_meetings(app_store(app), body, -1, take, meeting, &app->problem);
    bool other = !before || meeting->body != before_body || meeting->index != before_index;
    return status == STATUS_OK && meeting->there && other ? read_quorum(meeting, app) : status;
}

void inbox_meeting_write(const struct inbox_meeting *meeting, const struct canvas *canvas, struct buffer *out)
{
    buffer_text(out, meeting->number);
    buffer_byte(out, ' ');
    format_near(meeting->opens, meeting->now, out);
    if (meeting->phase != PHASE_RUNNING)
        return;
    buffer_text(out, ", ");
    quorum_write_line(&meeting->quorum, out);
    buffer_format(out, " %s", canvas_sign(canvas, quorum_holds(&meeting->quorum) ? SIGN_GOOD : SIGN_BAD));
}

static void write_box(const struct inbox_meeting *meeting, struct page *page)
{
    struct buffer text;
    buffer_init(&text);
    i18n_pattern("{1}  {2}", slice_of(meeting->number), slice_of(meeting->title), &text);
    page_wrap(page, STYLE_TITLE, 0, buffer_slice(&text));
    buffer_clear(&text);
    if (meeting->phase == PHASE_RUNNING)
        format_near(meeting->opens, meeting->now, &text);
    else
        format_moment(meeting->opens, &text);
    buffer_text(&text, ", ");
    buffer_text(&text, meeting_phase_word(meeting->phase));
    page_wrap(page, STYLE_NORMAL, 0, buffer_slice(&text));
    if (meeting->phase == PHASE_RUNNING) {
        page_next(page);
        quorum_write(&meeting->quorum, QUORUM_BRIEF, page);
        page_next(page);
        quorum_write_benches(&meeting->quorum, page);
    }
    buffer_release(&text);
}

int inbox_meeting_rows(const struct inbox_meeting *meeting, int columns)
{
    struct page page = {.area = {.columns = columns - 4}};
    write_box(meeting, &page);
    return page.line + 2;
}

void inbox_meeting_paint(const struct inbox_meeting *meeting, struct canvas *canvas, struct area box)
{
    struct area inside = canvas_box(canvas, box, slice_of(_("Meeting")), slice_of(_("M: meetings")));
    struct page page = {.canvas = canvas, .area = inside};
    write_box(meeting, &page);
}
