#include "tui/minutes.h"

#include "data/replay_version.h"
#include "tui/format.h"
#include "tui/i18n.h"

void minutes_plain(struct slice text, struct buffer *out)
{
    for (size_t i = 0; i < text.length; i++) {
        if (strchr("\\`*_{}[]<>#|~", text.at[i]))
            buffer_byte(out, '\\');
        buffer_byte(out, text.at[i]);
    }
}

void minutes_quote(struct slice text, struct buffer *out)
{
    while (text.length) {
        struct slice line = slice_cut(&text, '\n');
        buffer_text(out, line.length ? "> " : ">");
        for (size_t i = 0; i < line.length; i++) {
            if (line.at[i] == '<')
                buffer_text(out, "&lt;");
            else
                buffer_byte(out, line.at[i]);
        }
        buffer_byte(out, '\n');
    }
    buffer_byte(out, '\n');
}

void minutes_seat(const struct minutes *minutes, struct slice seat, struct buffer *out)
{
    const struct roll *roster = minutes->roster;
    size_t at = roll_seat_find(roster, seat);
    minutes_plain(at == ROLL_NONE ? seat : roster->seat[at].title, out);
}

/* "- Place: Rathaus" */
static void write_fact(const struct minutes *minutes, const char *label, struct slice value)
{
    if (!value.length)
        return;
    buffer_text(minutes->out, "- ");
    buffer_text(minutes->out, label);
    minutes_plain(value, minutes->out);
    buffer_byte(minutes->out, '\n');
}

static void write_time(const struct minutes *minutes, const char *label, const char *field)
{
    struct instant time;
    if (!entry_time(&minutes->meeting->entry, field, &time))
        return;
    buffer_text(minutes->out, "- ");
    buffer_text(minutes->out, label);
    format_moment(time.seconds, minutes->out);
    buffer_byte(minutes->out, '\n');
}

static void write_head(const struct minutes *minutes)
{
    const struct entry *entry = &minutes->meeting->entry;
    struct slice chair = entry_value(entry, "chair");
    const struct roll *roster = minutes->roster;
    struct buffer *out = minutes->out;
    buffer_text(out, "# ");
    buffer_text(out, _("Minutes: "));
    minutes_plain(entry_value(entry, "number"), out);
    buffer_byte(out, ' ');
    minutes_plain(entry_value(entry, "title"), out);
    buffer_text(out, "\n\n");
    write_fact(minutes, _("Body: "), log_body(minutes->log)->title);
    write_time(minutes, _("Begins: "), "opens");
    write_time(minutes, _("Ends: "), "closes");
    write_fact(minutes, _("Place: "), entry_value(entry, "place"));
    if (chair.at || roster->chair != ROLL_NONE) {
        buffer_text(out, "- ");
        buffer_text(out, _("In the chair: "));
        minutes_seat(minutes, chair.at ? chair : roster->seat[roster->chair].id, out);
        buffer_byte(out, '\n');
    }
    if (entry_value(entry, "again").at)
        buffer_text(out, _("- Called again after a meeting before.\n"));
    buffer_byte(out, '\n');
    if (entry->text.length) {
        struct buffer text;
        buffer_init(&text);
        buffer_text(out, _("## Invitation\n\n"));
        entry_plain_text(entry, &text);
        minutes_quote(buffer_slice(&text), out);
        buffer_release(&text);
    }
}

/* The seats of a bench that have this state; `state` NULL: nothing is recorded of them. */
static void write_seats(const struct minutes *minutes, size_t bench, const char *state, const char *label)
{
    const struct meeting_read *meeting = minutes->meeting;
    const struct roll *roster = minutes->roster;
    bool first = true;
    for (size_t i = 0; i < roster->seats; i++) {
        size_t at = 0;
        while (at < meeting->seats && !slice_equal(meeting->seat[at].seat, roster->seat[i].id))
            at++;
        bool there = at < meeting->seats;
        if (roster->seat[i].bench != bench || (state ? !there || !slice_is(meeting->seat[at].state, state) : there))
            continue;
        buffer_text(minutes->out, first ? "- " : "");
        buffer_text(minutes->out, first ? label : ", ");
        minutes_plain(roster->seat[i].title, minutes->out);
        if (!roster->seat[i].voting)
            buffer_text(minutes->out, _(" (advisory)"));
        first = false;
    }
    buffer_text(minutes->out, first ? "" : "\n");
}

static void write_attendance(const struct minutes *minutes)
{
    const struct roll *roster = minutes->roster;
    buffer_text(minutes->out, _("## Attendance\n\n"));
    for (size_t i = 0; i < roster->benches; i++) {
        buffer_text(minutes->out, "**");
        minutes_plain(roster->bench[i].title, minutes->out);
        buffer_text(minutes->out, "**\n\n");
        write_seats(minutes, i, "present", _("present: "));
        write_seats(minutes, i, "left", _("left early: "));
        write_seats(minutes, i, "excused", _("excused: "));
        write_seats(minutes, i, NULL, _("not recorded: "));
        buffer_byte(minutes->out, '\n');
    }
}

static enum status write_topics(const struct minutes *minutes)
{
    const struct meeting_read *meeting = minutes->meeting;
    enum status status = STATUS_OK;
    buffer_text(minutes->out, _("## Items\n\n"));
    for (size_t i = 0; i < meeting->topics && status == STATUS_OK; i++) {
        const struct meeting_topic *topic = &meeting->topic[i];
        buffer_text(minutes->out, "### ");
        buffer_number(minutes->out, i + 1);
        buffer_text(minutes->out, ". ");
        minutes_plain(topic->number, minutes->out);
        buffer_byte(minutes->out, ' ');
        minutes_plain(topic->title, minutes->out);
        buffer_text(minutes->out, "\n\n");
        status = minutes_topic(minutes, topic);
    }
    if (!meeting->topics)
        buffer_text(minutes->out, _("There were none.\n\n"));
    return status;
}

/* So that whoever holds the paper can find what it was written from. */
static void write_source(const struct minutes *minutes)
{
    struct digest root = log_root(minutes->log);
    char hex[DIGEST_HEX_LENGTH + 1];
    struct buffer size;
    buffer_init(&size);
    buffer_number(&size, log_size(minutes->log));
    digest_hex(&root, hex);
    buffer_text(minutes->out, "---\n\n");
    i18n_pattern(_("Written from the ledger as it stood with {1} entries, root {2}.\n"), buffer_slice(&size),
                 slice_of(hex), minutes->out);
    buffer_release(&size);
}

/* The body as it was when the meeting was last heard of: a seat that ended since was there all the same. */
static enum status find_version(struct session *session, struct log *log, const struct meeting_read *meeting,
                                struct version **out)
{
    struct replay *replay = log_replay(log);
    int64_t place = meeting->last ? meeting->last : (int64_t)log_size(log);
    return version_at(replay, place, out) == STATUS_OK ? STATUS_OK : store_problem(replay->store, &session->problem);
}

enum status minutes_write(struct session *session, struct log *log, const struct found *found, struct buffer *out)
{
    struct meeting_read meeting;
    struct version *version = NULL;
    struct minutes minutes = {.session = session, .log = log, .meeting = &meeting, .out = out};
    enum status status = meeting_read(&meeting, ledger_store(session->ledger), found, &session->problem);
    if (status == STATUS_OK)
        status = find_version(session, log, &meeting, &version);
    if (status == STATUS_OK) {
        minutes.roster = &version->body.roster;
        write_head(&minutes);
        write_attendance(&minutes);
        status = write_topics(&minutes);
        write_source(&minutes);
    }
    version_drop(version);
    meeting_read_release(&meeting);
    return status == STATUS_OK ? buffer_status(out) : status;
}
