/* roster: who sits, or sat, where, and since when; and changing that. */
#include "data/query.h"
#include "data/query_find.h"
#include "data/query_roster.h"
#include "tui/command.h"
#include "tui/draft_given.h"
#include "tui/i18n.h"
#include "tui/json_write.h"
#include "tui/roster_change.h"
#include "tui/roster_place.h"

#include <inttypes.h>
#include <stdio.h>

/* What is asked for: the body, and the place that --at names, without it the end of the log. */
struct asked {
    struct session *session;
    int64_t body, size, place;
    struct buffer name, title;
};

static bool take_body(void *context, const struct body_item *item)
{
    struct asked *asked = context;
    if (item->number != asked->body)
        return true;
    asked->size = asked->place = item->size;
    buffer_add(&asked->name, item->name);
    buffer_add(&asked->title, item->title);
    return false;
}

/* The log is not opened: that would read the roster at its end, whichever place is asked for. */
static enum status read_asked(struct session *session, struct asked *asked)
{
    struct found found;
    struct store *store = ledger_store(session->ledger);
    enum status status = query_find_body(store, session->argument[0], &found, &session->problem);
    asked->body = found.body;
    if (status == STATUS_OK)
        status = query_bodies(store, take_body, asked, &session->problem);
    if (status == STATUS_OK && session_has(session, OPTION_AT))
        status = roster_place(store, asked->body, asked->size, session_value(session, OPTION_AT), &asked->place,
                              &session->problem);
    if (status == STATUS_OK)
        status = buffer_status(&asked->name) == STATUS_OK ? buffer_status(&asked->title) : STATUS_NO_MEMORY;
    return status;
}

/* JSON: one document, written as it comes. */
struct document {
    struct json_write json;
    bool in_seats, in_seat, in_offices; /* what is open */
};

static bool bench_json(void *context, const struct roster_bench *bench)
{
    struct json_write *json = &((struct document *)context)->json;
    json_write_open(json, NULL, '{');
    json_write_text(json, "bench", bench->id);
    json_write_text(json, "title", bench->title);
    json_write_number(json, "since", bench->since);
    json_write_close(json, '}');
    return !json->out.failed;
}

/* Behind the members of a seat. */
static void end_seat(struct document *document)
{
    if (document->in_seat) {
        json_write_close(&document->json, ']');
        json_write_close(&document->json, '}');
    }
    document->in_seat = false;
}

static void begin_seats(struct document *document)
{
    if (document->in_seats)
        return;
    document->in_seats = true;
    json_write_close(&document->json, ']');
    json_write_open(&document->json, "seats", '[');
}

static void begin_offices(struct document *document)
{
    if (document->in_offices)
        return;
    document->in_offices = true;
    begin_seats(document);
    end_seat(document);
    json_write_close(&document->json, ']');
    json_write_open(&document->json, "offices", '[');
}

static bool seat_json(void *context, const struct roster_seat *seat)
{
    struct document *document = context;
    struct json_write *json = &document->json;
    begin_seats(document);
    end_seat(document);
    json_write_open(json, NULL, '{');
    json_write_text(json, "seat", seat->id);
    json_write_text(json, "bench", seat->bench);
    json_write_text(json, "weight", seat->weight);
    json_write_text(json, "right", slice_of(seat->voting ? "voting" : "advisory"));
    json_write_text(json, "title", seat->title);
    json_write_number(json, "since", seat->since);
    json_write_open(json, "members", '[');
    document->in_seat = true;
    return !json->out.failed;
}

static bool member_json(void *context, const struct roster_member *member)
{
    struct document *document = context;
    struct json_write *json = &document->json;
    if (!member->seat.length)
        begin_offices(document);
    json_write_open(json, NULL, '{');
    json_write_text(json, "name", member->name);
    json_write_text(json, "role", member->role);
    json_write_text(json, "key", member->vkey);
    json_write_number(json, "since", member->since);
    json_write_number(json, "key_since", member->key_since);
    json_write_close(json, '}');
    return !json->out.failed;
}

static bool entry_json(void *context, const struct roster_entry *entry)
{
    struct json_write *json = &((struct document *)context)->json;
    char at[INSTANT_LENGTH + 1], id[DIGEST_HEX_LENGTH + 1];
    instant_write((struct instant){.seconds = entry->at}, at);
    digest_hex(&entry->id, id);
    json_write_open(json, NULL, '{');
    json_write_number(json, "index", entry->index);
    json_write_text(json, "kind", entry->what);
    json_write_text(json, "at", slice_of(at));
    json_write_text(json, "id", slice_of(id));
    json_write_close(json, '}');
    return !json->out.failed;
}

static enum status show_json(const struct asked *asked)
{
    struct session *session = asked->session;
    struct store *store = ledger_store(session->ledger);
    struct document document = {.in_seats = false};
    struct json_write *json = &document.json;
    struct roster_makers makers = {.bit = NULL};
    const struct roster_visitor visitor = {
        .bench = bench_json, .seat = seat_json, .member = member_json, .context = &document};
    json_write_open(json, NULL, '{');
    json_write_text(json, "body", buffer_slice(&asked->name));
    json_write_number(json, "at", asked->place);
    json_write_open(json, "benches", '[');
    enum status status = query_roster(store, asked->body, asked->place, &visitor, &makers, &session->problem);
    begin_offices(&document);
    json_write_close(json, ']');
    json_write_open(json, "entries", '[');
    if (status == STATUS_OK)
        status = query_roster_entries(store, asked->body, &makers, entry_json, &document, &session->problem);
    json_write_close(json, ']');
    json_write_close(json, '}');
    roster_makers_release(&makers);
    if (status == STATUS_OK)
        status = session_json_written(session, &json->out);
    buffer_release(&json->out);
    return status;
}

/* Words for people. Those that stand in every line are translated once. */
struct telling {
    struct buffer out;
    const char *since, *weight, *advisory, *decimal_mark, *holder;
};

static void add_since(struct telling *telling, int64_t since)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRId64, since);
    i18n_pattern(telling->since, (struct slice){digits, (size_t)length}, SLICE(""), &telling->out);
    buffer_byte(&telling->out, '\n');
}

static bool bench_words(void *context, const struct roster_bench *bench)
{
    struct telling *telling = context;
    struct buffer *out = &telling->out;
    buffer_add(out, bench->id);
    buffer_text(out, ": ");
    buffer_add(out, bench->title);
    add_since(telling, bench->since);
    return !out->failed;
}

static bool seat_words(void *context, const struct roster_seat *seat)
{
    struct telling *telling = context;
    struct buffer *out = &telling->out;
    struct slice weight = seat->weight;
    buffer_text(out, "  ");
    buffer_add(out, seat->id);
    buffer_text(out, ": ");
    buffer_add(out, seat->title);
    buffer_text(out, " · ");
    buffer_add(out, seat->bench);
    buffer_text(out, seat->voting ? telling->weight : telling->advisory);
    if (seat->voting) {
        buffer_add(out, slice_cut(&weight, '.'));
        buffer_text(out, weight.length ? telling->decimal_mark : "");
        buffer_add(out, weight);
    }
    add_since(telling, seat->since);
    return !out->failed;
}

static bool member_words(void *context, const struct roster_member *member)
{
    struct telling *telling = context;
    struct buffer *out = &telling->out;
    const char *role = slice_is(member->role, "holder") ? telling->holder : i18n_word(member->role);
    buffer_text(out, member->seat.length ? "      " : "  ");
    buffer_add(out, member->name);
    buffer_text(out, " (");
    buffer_text(out, role ? role : "");
    buffer_byte(out, ')');
    add_since(telling, member->since);
    return !out->failed;
}

static bool entry_words(void *context, const struct roster_entry *entry)
{
    struct buffer *out = &((struct telling *)context)->out;
    char hex[DIGEST_HEX_LENGTH + 1];
    const char *what = i18n_word(entry->what);
    digest_hex(&entry->id, hex);
    buffer_text(out, "  ");
    buffer_number(out, (uint64_t)entry->index);
    buffer_text(out, "  ");
    i18n_time(entry->at, out);
    buffer_text(out, "  ");
    buffer_add(out, what ? slice_of(what) : entry->what);
    buffer_text(out, "  ");
    buffer_add(out, slice_head(slice_of(hex), 12));
    buffer_byte(out, '\n');
    return !out->failed;
}

static enum status show_words(const struct asked *asked)
{
    struct session *session = asked->session;
    struct store *store = ledger_store(session->ledger);
    struct telling telling = {.since = _(" · since entry {1}"),
                              .weight = _(" · weight "),
                              .advisory = _(" · advisory"),
                              .decimal_mark = i18n_vocabulary()->phrase[PHRASE_DECIMAL_MARK],
                              .holder = i18n_word(SLICE("holder"))};
    struct buffer *out = &telling.out, number;
    buffer_init(&number);
    const struct roster_visitor visitor = {
        .bench = bench_words, .seat = seat_words, .member = member_words, .context = &telling};
    buffer_number(&number, (uint64_t)asked->place);
    i18n_pattern(_("{1}: the roster as the entries before {2} leave it"), buffer_slice(&asked->title),
                 buffer_slice(&number), out);
    buffer_text(out, "\n\n");
    struct roster_makers makers = {.bit = NULL};
    enum status status = query_roster(store, asked->body, asked->place, &visitor, &makers, &session->problem);
    buffer_byte(out, '\n');
    buffer_text(out, _("Entries that made it so:"));
    buffer_byte(out, '\n');
    if (status == STATUS_OK)
        status = query_roster_entries(store, asked->body, &makers, entry_words, &telling, &session->problem);
    roster_makers_release(&makers);
    if (status == STATUS_OK)
        status = buffer_status(out);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(out));
    buffer_release(out);
    buffer_release(&number);
    return status;
}

static enum status change(struct session *session)
{
    struct log *log;
    enum status status = draft_given_check(session, session->option[OPTION_CHANGE]);
    if (status == STATUS_OK)
        status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = session_log(session, session->argument[0], &log);
    return status == STATUS_OK ? roster_change(session, log, session->option[OPTION_CHANGE]) : status;
}

static enum status roster(struct session *session)
{
    struct asked asked = {.session = session};
    if (session_has(session, OPTION_CHANGE) && session_has(session, OPTION_AT))
        return problem_say(&session->problem, STATUS_USAGE, N_("give --at or --change, not both"), NULL, NULL);
    if (session_has(session, OPTION_CHANGE))
        return change(session);
    if (session_has(session, OPTION_PART))
        return problem_say(&session->problem, STATUS_USAGE, N_("--part belongs to --change"), NULL, NULL);
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = read_asked(session, &asked);
    if (status == STATUS_OK)
        status = session_has(session, OPTION_JSON) ? show_json(&asked) : show_words(&asked);
    buffer_release(&asked.name);
    buffer_release(&asked.title);
    return status;
}

const struct command commands_roster[] = {
    {"roster", NULL, "BODY", 1, 1, "at change part", N_("show who sits where, of any day; change seats and members"),
     roster},
    {0},
};
