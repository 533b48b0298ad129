/* meeting new, list, show. */
#include "core/text.h"
#include "data/compose_meeting.h"
#include "data/meeting_read.h"
#include "tui/agenda_words.h"
#include "tui/command.h"
#include "tui/i18n.h"
#include "tui/proposal_words.h"
#include "tui/writing.h"

static enum status compose_new(struct session *session, struct writing *writing)
{
    return compose_meeting(&writing->author, &writing->draft, &session->problem);
}

static enum status meeting_new(struct session *session)
{
    static const struct writing_kind kind = {KIND_MEETING, WRITING_BODY, true, compose_new};
    return writing_sign(session, &kind);
}

struct listing {
    struct session *session;
    enum status status;
    size_t count;
};

static json_t *item_json(const struct meeting_item *item)
{
    return json_pack("{s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:I}", "id", json_digest(&item->id), "kind",
                     "meeting", "number", json_slice(item->number), "title", json_slice(item->title), "body",
                     json_slice(item->body_name), "opens", json_time(true, item->opens), "closes",
                     json_time(item->has_closes, item->closes), "chair", json_given(item->chair), "items",
                     (json_int_t)item->items, "ballots", (json_int_t)item->ballots);
}

static enum status print_item(struct session *session, const struct meeting_item *item)
{
    struct buffer line;
    buffer_init(&line);
    buffer_add(&line, item->number);
    for (int width = text_width(item->number); width < 12; width++)
        buffer_byte(&line, ' ');
    i18n_time(item->opens, &line);
    buffer_text(&line, "  ");
    text_safe(item->title, &line);
    buffer_byte(&line, '\n');
    enum status status = buffer_status(&line);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&line));
    buffer_release(&line);
    return status;
}

static bool list_item(void *context, const struct meeting_item *item)
{
    struct listing *listing = context;
    listing->count++;
    listing->status = session_has(listing->session, OPTION_JSON) ? session_json(listing->session, item_json(item))
                                                                 : print_item(listing->session, item);
    return listing->status == STATUS_OK;
}

static enum status meeting_list(struct session *session)
{
    struct listing listing = {.session = session, .status = STATUS_OK};
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = query_meetings(ledger_store(session->ledger), 0, -1, list_item, &listing, &session->problem);
    if (status == STATUS_OK && listing.status == STATUS_OK && listing.count == 0 && !session_has(session, OPTION_JSON))
        session_note(session, _("There is no meeting."), SLICE(""), SLICE(""));
    return status == STATUS_OK ? listing.status : status;
}

static json_t *topics_json(const struct meeting_read *meeting)
{
    json_t *topics = json_array();
    for (size_t i = 0; i < meeting->topics; i++) {
        const struct meeting_topic *topic = &meeting->topic[i];
        struct slice amends = entry_value(&topic->entry, "amends");
        json_array_append_new(
            topics, json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:b}", "proposal", json_digest(&topic->id), "number",
                              json_slice(topic->number), "title", json_slice(topic->title), "type",
                              json_slice(entry_value(&topic->entry, "kind")), "state", json_slice(topic->state),
                              "amends", json_given(amends), "agenda", topic->listed));
    }
    return topics;
}

static json_t *ballots_json(const struct meeting_read *meeting)
{
    json_t *ballots = json_array();
    for (size_t i = 0; i < meeting->ballots; i++) {
        const struct meeting_ballot *ballot = &meeting->ballot[i];
        const struct ballot_facts *facts = &ballot->facts;
        json_array_append_new(ballots,
                              json_pack("{s:o, s:o, s:s, s:s, s:o, s:o}", "ballot", json_digest(&facts->id), "proposal",
                                        json_digest(&facts->proposal_id), "rule", facts->rule, "state",
                                        facts->open      ? "open"
                                        : facts->is_void ? "void"
                                                         : "closed",
                                        "result",
                                        ballot->outcome.length ? json_slice(ballot->outcome)
                                                               : json_string(facts->is_void ? "void" : "open"),
                                        "number", json_given(ballot->decision)));
    }
    return ballots;
}

static json_t *attendance_json(const struct meeting_read *meeting)
{
    json_t *seats = json_array();
    for (size_t i = 0; i < meeting->seats; i++)
        json_array_append_new(seats, json_pack("{s:o, s:o}", "seat", json_slice(meeting->seat[i].seat), "state",
                                               json_slice(meeting->seat[i].state)));
    return seats;
}

static enum status show_json(struct session *session, const struct meeting_read *meeting)
{
    const struct entry *entry = &meeting->entry;
    struct buffer text;
    buffer_init(&text);
    entry_plain_text(entry, &text);
    json_t *object = json_pack(
        "{s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "id", json_digest(&meeting->id),
        "kind", "meeting", "number", json_given(entry_value(entry, "number")), "title",
        json_given(entry_value(entry, "title")), "body", json_slice(entry->body), "opens",
        json_given(entry_value(entry, "opens")), "closes", json_given(entry_value(entry, "closes")), "place",
        json_given(entry_value(entry, "place")), "chair", json_given(entry_value(entry, "chair")), "again",
        json_given(entry_value(entry, "again")), "text", json_slice(buffer_slice(&text)), "agenda",
        topics_json(meeting), "attendance", attendance_json(meeting), "ballots", ballots_json(meeting), "minutes",
        meeting->has_minutes ? json_pack("{s:o, s:o, s:I}", "id", json_digest(&meeting->minutes.id), "sha256",
                                         json_digest(&meeting->minutes.content), "confirmations",
                                         (json_int_t)meeting->minutes.confirmations)
                             : json_null());
    buffer_release(&text);
    return session_json(session, object);
}

/* "  2026-007  adopted · B-12": what came out of the ballots on a proposal in this meeting, the last of them. */
static void outcome_words(const struct meeting_read *meeting, const struct meeting_topic *topic, struct buffer *out)
{
    for (size_t i = 0; i < meeting->ballots; i++) {
        const struct meeting_ballot *ballot = &meeting->ballot[i];
        if (ballot->facts.proposal != topic->index)
            continue;
        const char *word = ballot_facts_overdue(&ballot->facts, session_now().seconds)
                               ? _("deadline passed, to be closed")
                               : i18n_word(ballot->outcome.length  ? ballot->outcome
                                           : ballot->facts.is_void ? SLICE("void")
                                           : ballot->facts.open    ? SLICE("open")
                                                                   : SLICE("closed"));
        buffer_text(out, "      ");
        buffer_text(out, ballot->facts.rule);
        buffer_text(out, ": ");
        buffer_text(out, word ? word : "");
        buffer_text(out, ballot->decision.length ? " · " : "");
        buffer_add(out, ballot->decision);
        buffer_byte(out, '\n');
    }
}

static void topics_words(const struct meeting_read *meeting, struct buffer *out)
{
    bool listed = true;
    buffer_text(out, meeting->topics ? _("Agenda, in the proposed order of votes:\n") : _("There is no agenda.\n"));
    for (size_t i = 0; i < meeting->topics; i++) {
        const struct meeting_topic *topic = &meeting->topic[i];
        if (listed && !topic->listed)
            buffer_text(out, _("Also voted on:\n"));
        listed = topic->listed;
        buffer_text(out, entry_value(&topic->entry, "amends").at ? "    ↳ " : "  ");
        buffer_add(out, topic->number);
        buffer_text(out, "  ");
        buffer_add(out, topic->title);
        buffer_text(out, " · ");
        buffer_text(out, proposal_state(topic->state));
        buffer_byte(out, '\n');
        outcome_words(meeting, topic, out);
    }
    buffer_text(out, agenda_words(meeting));
    buffer_text(out, *agenda_words(meeting) ? "\n" : "");
}

static void attendance_words(const struct meeting_read *meeting, struct buffer *out)
{
    static const char *const states[] = {"present", "excused", "left"};
    for (size_t s = 0; s < sizeof states / sizeof states[0]; s++) {
        const char *word = i18n_word(slice_of(states[s]));
        bool first = true;
        for (size_t i = 0; i < meeting->seats; i++) {
            if (!slice_is(meeting->seat[i].state, states[s]))
                continue;
            buffer_text(out, first ? word : "");
            buffer_text(out, first ? ": " : ", ");
            buffer_add(out, meeting->seat[i].seat);
            first = false;
        }
        buffer_text(out, first ? "" : "\n");
    }
    buffer_text(out, meeting->seats ? "\n" : "");
}

static enum status show_words(struct session *session, const struct meeting_read *meeting)
{
    const struct entry *entry = &meeting->entry;
    struct instant opens = {0};
    struct slice place = entry_value(entry, "place");
    struct buffer out;
    buffer_init(&out);
    entry_time(entry, "opens", &opens);
    buffer_add(&out, entry_value(entry, "number"));
    buffer_text(&out, "  ");
    buffer_add(&out, entry_value(entry, "title"));
    buffer_byte(&out, '\n');
    i18n_time(opens.seconds, &out);
    buffer_text(&out, place.at ? " · " : "");
    buffer_add(&out, place);
    buffer_text(&out, "\n\n");
    entry_plain_text(entry, &out);
    buffer_text(&out, entry->text.length ? "\n" : "");
    attendance_words(meeting, &out);
    topics_words(meeting, &out);
    if (meeting->has_minutes)
        i18n_count(ngettext("\nThe minutes are signed, and confirmed by {1} member.\n",
                            "\nThe minutes are signed, and confirmed by {1} members.\n",
                            (unsigned long)meeting->minutes.confirmations),
                   (uint64_t)meeting->minutes.confirmations, &out);
    enum status status = buffer_status(&out);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&out));
    buffer_release(&out);
    return status;
}

static enum status meeting_show(struct session *session)
{
    struct found found;
    struct meeting_read meeting;
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = query_find_meeting(ledger_store(session->ledger), session->argument[0], &found, &session->problem);
    if (status != STATUS_OK)
        return status;
    status = meeting_read(&meeting, ledger_store(session->ledger), &found, &session->problem);
    if (status == STATUS_OK)
        status = session_has(session, OPTION_JSON) ? show_json(session, &meeting) : show_words(session, &meeting);
    meeting_read_release(&meeting);
    return status;
}

const struct command commands_meeting[] = {
    {"meeting", "new", "BODY [FILE]", 1, 2, "", N_("invite to a meeting from a draft, or from your editor"),
     meeting_new},
    {"meeting", "list", "", 0, 0, "", N_("show meetings, the latest first"), meeting_list},
    {"meeting", "show", "MEETING", 1, 1, "", N_("show a meeting: agenda in the order of votes, attendance, results"),
     meeting_show},
    {0},
};
