#include "tui/minutes.h"

#include "data/entry_read.h"
#include "data/meeting_quorum.h"
#include "data/replay_version.h"
#include "tui/document_words.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/quorum_words.h"

#include <stdlib.h>

enum { SECTION = 2, ITEM = 3 };

struct slice minutes_seat(const struct minutes *minutes, struct slice seat)
{
    const struct roll *roster = minutes->roster;
    size_t at = roll_seat_find(roster, seat);
    return at == ROLL_NONE || !roster->seat[at].title.length ? seat : roster->seat[at].title;
}

static void write_time(struct minutes *minutes, const char *label, const char *field)
{
    struct instant time;
    if (!entry_time(&minutes->meeting->entry, field, &time))
        return;
    format_legal(time.seconds, &minutes->line);
    document_put_fact(minutes->out, label, &minutes->line);
}

static void write_title(struct minutes *minutes)
{
    const struct entry *entry = &minutes->meeting->entry;
    struct instant opens = entry->at;
    buffer_text(&minutes->line, _("Minutes: "));
    buffer_add(&minutes->line, entry_value(entry, "number"));
    buffer_byte(&minutes->line, ' ');
    buffer_add(&minutes->line, entry_value(entry, "title"));
    (void)entry_time(entry, "opens", &opens);
    document_begin(minutes->out, &minutes->line, log_body(minutes->log)->title, opens.seconds);
}

static void write_head(struct minutes *minutes)
{
    const struct entry *entry = &minutes->meeting->entry;
    struct slice chair = entry_value(entry, "chair");
    const struct roll *roster = minutes->roster;
    document_say_fact(minutes->out, _("Body"), log_body(minutes->log)->title);
    write_time(minutes, _("Begins"), "opens");
    write_time(minutes, _("Ends"), "closes");
    document_say_fact(minutes->out, _("Venue"), entry_value(entry, "place"));
    if (chair.at || roster->chair != ROLL_NONE)
        document_say_fact(minutes->out, _("In the chair"),
                          minutes_seat(minutes, chair.at ? chair : roster->seat[roster->chair].id));
    if (entry_value(entry, "again").at)
        document_say_text(minutes->out, _("Called again after a meeting before."));
    document_say_text(minutes->out, _("All times are German legal time."));
    if (entry->text.length) {
        document_say_heading(minutes->out, SECTION, _("Invitation"));
        entry_plain_text(entry, &minutes->line);
        document_quote(minutes->out, buffer_slice(&minutes->line));
        buffer_clear(&minutes->line);
    }
}

enum { PRESENT, LEFT_EARLY, EXCUSED, UNRECORDED, STATES };

static int state_of(struct slice state)
{
    return slice_is(state, "present") ? PRESENT : slice_is(state, "left") ? LEFT_EARLY : EXCUSED;
}

/* The names of a bench's seats, by what is recorded of them. Both lists of seats are in byte order. */
static void take_names(const struct minutes *minutes, struct buffer *names)
{
    const struct meeting_read *meeting = minutes->meeting;
    const struct roll *roster = minutes->roster;
    size_t at = 0;
    for (size_t i = 0; i < roster->seats; i++) {
        const struct roll_seat *seat = &roster->seat[i];
        while (at < meeting->seats && slice_compare(meeting->seat[at].seat, seat->id) < 0)
            at++;
        bool there = at < meeting->seats && slice_equal(meeting->seat[at].seat, seat->id);
        struct buffer *list =
            &names[seat->bench * STATES + (size_t)(there ? state_of(meeting->seat[at].state) : UNRECORDED)];
        buffer_text(list, list->length ? ", " : "");
        buffer_add(list, seat->title.length ? seat->title : seat->id);
        buffer_text(list, seat->voting ? "" : _(" (advisory)"));
    }
}

static enum status write_attendance(struct minutes *minutes)
{
    const char *const labels[STATES] = {_("present"), _("left early"), _("excused"), _("not recorded")};
    const struct roll *roster = minutes->roster;
    struct buffer *names = calloc(roster->benches * STATES + 1, sizeof *names);
    if (!names)
        return STATUS_NO_MEMORY;
    take_names(minutes, names);
    document_say_heading(minutes->out, SECTION, _("Attendance"));
    for (size_t i = 0; i < roster->benches; i++) {
        document_heading(minutes->out, ITEM, roster->bench[i].title);
        for (size_t state = 0; state < STATES; state++)
            if (names[i * STATES + state].length)
                document_put_fact(minutes->out, labels[state], &names[i * STATES + state]);
    }
    for (size_t i = 0; i < roster->benches * STATES; i++)
        buffer_release(&names[i]);
    free(names);
    return STATUS_OK;
}

/* What the statute asks of those present, by the roster as it was; each ballot says what held when it ended. */
static enum status write_quorum(struct minutes *minutes)
{
    const struct meeting_read *meeting = minutes->meeting;
    int64_t place = meeting->last ? meeting->last : minutes->before;
    struct meeting_quorum quorum;
    enum status status = meeting_quorum_make(&quorum, minutes->log, meeting, place, 1, &minutes->session->problem);
    if (status == STATUS_OK) {
        document_say_heading(minutes->out, SECTION, _("Quorum"));
        quorum_write_line(&quorum, &minutes->line);
        document_put_text(minutes->out, &minutes->line);
        document_table(minutes->out, slice_of(_("Present at the end, voting seats")), 3, 1);
        document_say_cell(minutes->out, _("Bench"));
        document_say_cell(minutes->out, _("Seats"));
        document_say_cell(minutes->out, _("present"));
        for (size_t i = 0; i < quorum.benches; i++) {
            if (!quorum.bench[i].seats)
                continue;
            document_cell(minutes->out, quorum.bench[i].title);
            document_put_number(minutes->out, quorum.bench[i].seats);
            document_put_number(minutes->out, quorum.bench[i].present);
        }
        document_say_text(minutes->out, _("Whether there was a quorum for a ballot is told with each ballot."));
    }
    meeting_quorum_release(&quorum);
    return status;
}

static void write_name(struct minutes *minutes, size_t at)
{
    const struct meeting_topic *topic = &minutes->meeting->topic[at];
    i18n_count(_("Item {1}: "), at + 1, &minutes->line);
    buffer_add(&minutes->line, topic->number);
    buffer_byte(&minutes->line, ' ');
    buffer_add(&minutes->line, topic->title);
}

static enum status write_topics(struct minutes *minutes)
{
    const struct meeting_read *meeting = minutes->meeting;
    enum status status = STATUS_OK;
    document_say_heading(minutes->out, SECTION, _("Agenda"));
    for (size_t i = 0; i < meeting->topics; i++) {
        write_name(minutes, i);
        if (!meeting->topic[i].listed)
            buffer_text(&minutes->line, _(" (not on the agenda)"));
        document_put_item(minutes->out, &minutes->line);
    }
    if (!meeting->topics) {
        document_say_text(minutes->out, _("There were no items."));
        return status;
    }
    document_say_heading(minutes->out, SECTION, _("Items"));
    for (size_t i = 0; i < meeting->topics && status == STATUS_OK; i++) {
        write_name(minutes, i);
        document_put_heading(minutes->out, ITEM, &minutes->line);
        status = minutes_topic(minutes, &meeting->topic[i]);
    }
    return status;
}

/* So that whoever holds the paper can find what it was written from: the head behind the last entry told of. */
static enum status write_source(struct minutes *minutes)
{
    struct replay *replay = log_replay(minutes->log);
    struct digest root;
    uint64_t size = (uint64_t)minutes->end + 1;
    enum status status = replay_root(replay, size, &root);
    if (status != STATUS_OK)
        return store_problem(replay->store, &minutes->session->problem);
    document_put_head(minutes->out, SECTION, log_body(minutes->log)->name, size, &root);
    return status;
}

/* The body as it was when the meeting was last heard of: a seat that ended since was there all the same. */
static enum status find_version(struct minutes *minutes, struct version **out)
{
    struct replay *replay = log_replay(minutes->log);
    int64_t place = minutes->meeting->last ? minutes->meeting->last : minutes->before;
    return version_at(replay, place, out) == STATUS_OK ? STATUS_OK
                                                       : store_problem(replay->store, &minutes->session->problem);
}

enum status minutes_document(struct session *session, struct log *log, const struct found *found, int64_t before,
                             struct document *out)
{
    struct meeting_read meeting;
    struct version *version = NULL;
    int64_t size = (int64_t)log_size(log);
    struct minutes minutes = {
        .session = session, .log = log, .meeting = &meeting, .before = before < size ? before : size, .out = out};
    document_init(out, "");
    buffer_init(&minutes.line);
    enum status status = meeting_read_at(&meeting, ledger_store(session->ledger), found, before, &session->problem);
    minutes.end = meeting.end;
    if (status == STATUS_OK)
        status = find_version(&minutes, &version);
    if (status == STATUS_OK) {
        minutes.roster = &version->body.roster;
        write_title(&minutes);
        write_head(&minutes);
        status = write_attendance(&minutes);
    }
    if (status == STATUS_OK)
        status = write_quorum(&minutes);
    if (status == STATUS_OK)
        status = write_topics(&minutes);
    if (status == STATUS_OK)
        status = write_source(&minutes);
    out->failed = out->failed || minutes.line.failed;
    buffer_release(&minutes.line);
    version_drop(version);
    meeting_read_release(&meeting);
    return status == STATUS_OK ? document_status(out) : status;
}

enum status minutes_before(struct session *session, const struct found *found, int64_t *before)
{
    struct store *store = ledger_store(session->ledger);
    struct minutes_item item;
    struct arena arena;
    struct entry entry;
    bool there = false;
    *before = INT64_MAX;
    arena_init(&arena);
    enum status status = query_minutes(store, found->body, found->index, &item, &there, &session->problem);
    if (status == STATUS_OK && there)
        status = entry_read(store, found->body, item.index, &arena, &entry, &session->problem);
    if (status == STATUS_OK && there)
        *before = (int64_t)entry.size;
    arena_release(&arena);
    return status;
}

enum status minutes_write(struct session *session, struct log *log, const struct found *found, struct buffer *out)
{
    struct document document;
    int64_t before;
    document_init(&document, "");
    enum status status = minutes_before(session, found, &before);
    if (status == STATUS_OK)
        status = minutes_document(session, log, found, before, &document);
    if (status == STATUS_OK)
        status = document_write_markdown(&document, out);
    document_release(&document);
    return status;
}
