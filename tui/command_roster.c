/* roster: who sits, or sat, where, and since when; and changing that. */
#include "data/query_roster.h"
#include "tui/command.h"
#include "tui/i18n.h"
#include "tui/roster_change.h"
#include "tui/roster_place.h"

/* The place that --at names; without it the end of the log. */
static enum status read_place(struct session *session, struct log *log, int64_t *out)
{
    *out = (int64_t)log_size(log);
    if (!session_has(session, OPTION_AT))
        return STATUS_OK;
    return roster_place(ledger_store(session->ledger), log, session_value(session, OPTION_AT), out, &session->problem);
}

/* JSON: one document. */
struct document {
    json_t *benches, *seats, *members, *offices, *entries; /* members: those of the last seat */
};

static bool bench_json(void *context, const struct roster_bench *bench)
{
    struct document *document = context;
    return json_array_append_new(document->benches,
                                 json_pack("{s:o, s:o, s:I}", "bench", json_slice(bench->id), "title",
                                           json_slice(bench->title), "since", (json_int_t)bench->since)) == 0;
}

static bool seat_json(void *context, const struct roster_seat *seat)
{
    struct document *document = context;
    json_t *object =
        json_pack("{s:o, s:o, s:o, s:s, s:o, s:I}", "seat", json_slice(seat->id), "bench", json_slice(seat->bench),
                  "weight", json_slice(seat->weight), "right", seat->voting ? "voting" : "advisory", "title",
                  json_slice(seat->title), "since", (json_int_t)seat->since);
    document->members = json_array();
    return object && json_object_set_new(object, "members", document->members) == 0 &&
           json_array_append_new(document->seats, object) == 0;
}

static bool member_json(void *context, const struct roster_member *member)
{
    struct document *document = context;
    return json_array_append_new(member->seat.length ? document->members : document->offices,
                                 json_pack("{s:o, s:o, s:o, s:I, s:I}", "name", json_slice(member->name), "role",
                                           json_slice(member->role), "key", json_slice(member->vkey), "since",
                                           (json_int_t)member->since, "key_since", (json_int_t)member->key_since)) == 0;
}

static bool entry_json(void *context, const struct roster_entry *entry)
{
    struct document *document = context;
    char at[INSTANT_LENGTH + 1];
    instant_write((struct instant){.seconds = entry->at}, at);
    return json_array_append_new(document->entries,
                                 json_pack("{s:I, s:o, s:s, s:o}", "index", (json_int_t)entry->index, "kind",
                                           json_slice(entry->what), "at", at, "id", json_digest(&entry->id))) == 0;
}

static enum status show_json(struct session *session, struct log *log, int64_t place)
{
    struct store *store = ledger_store(session->ledger);
    struct document document = {
        .benches = json_array(), .seats = json_array(), .offices = json_array(), .entries = json_array()};
    const struct roster_visitor visitor = {
        .bench = bench_json, .seat = seat_json, .member = member_json, .context = &document};
    json_t *object = json_pack("{s:o, s:I, s:o, s:o, s:o, s:o}", "body", json_slice(log_body(log)->name), "at",
                               (json_int_t)place, "benches", document.benches, "seats", document.seats, "offices",
                               document.offices, "entries", document.entries);
    if (!object)
        return problem_say(&session->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    struct roster_makers makers = {.bit = NULL};
    enum status status = query_roster(store, log_number(log), place, &visitor, &makers, &session->problem);
    if (status == STATUS_OK)
        status = query_roster_entries(store, log_number(log), &makers, entry_json, &document, &session->problem);
    roster_makers_release(&makers);
    if (status == STATUS_OK)
        return session_json(session, object);
    json_decref(object);
    return status;
}

/* Words for people. */
static void add_since(struct buffer *out, int64_t since)
{
    struct buffer number;
    buffer_init(&number);
    buffer_number(&number, (uint64_t)since);
    i18n_pattern(_(" · since entry {1}"), buffer_slice(&number), SLICE(""), out);
    buffer_byte(out, '\n');
    buffer_release(&number);
}

static bool bench_words(void *context, const struct roster_bench *bench)
{
    struct buffer *out = context;
    buffer_add(out, bench->id);
    buffer_text(out, ": ");
    buffer_add(out, bench->title);
    add_since(out, bench->since);
    return !out->failed;
}

static bool seat_words(void *context, const struct roster_seat *seat)
{
    struct buffer *out = context;
    struct slice weight = seat->weight;
    buffer_text(out, "  ");
    buffer_add(out, seat->id);
    buffer_text(out, ": ");
    buffer_add(out, seat->title);
    buffer_text(out, " · ");
    buffer_add(out, seat->bench);
    buffer_text(out, seat->voting ? _(" · weight ") : _(" · advisory"));
    if (seat->voting) {
        buffer_add(out, slice_cut(&weight, '.'));
        buffer_text(out, weight.length ? i18n_vocabulary()->phrase[PHRASE_DECIMAL_MARK] : "");
        buffer_add(out, weight);
    }
    add_since(out, seat->since);
    return !out->failed;
}

static bool member_words(void *context, const struct roster_member *member)
{
    struct buffer *out = context;
    const char *role = i18n_word(member->role);
    buffer_text(out, member->seat.length ? "      " : "  ");
    buffer_add(out, member->name);
    buffer_text(out, " (");
    buffer_text(out, role ? role : "");
    buffer_byte(out, ')');
    add_since(out, member->since);
    return !out->failed;
}

static bool entry_words(void *context, const struct roster_entry *entry)
{
    struct buffer *out = context;
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

static enum status show_words(struct session *session, struct log *log, int64_t place)
{
    struct store *store = ledger_store(session->ledger);
    struct buffer out, number;
    buffer_init(&out);
    buffer_init(&number);
    const struct roster_visitor visitor = {
        .bench = bench_words, .seat = seat_words, .member = member_words, .context = &out};
    buffer_number(&number, (uint64_t)place);
    i18n_pattern(_("{1}: the roster as the entries before {2} leave it"), log_body(log)->title, buffer_slice(&number),
                 &out);
    buffer_text(&out, "\n\n");
    struct roster_makers makers = {.bit = NULL};
    enum status status = query_roster(store, log_number(log), place, &visitor, &makers, &session->problem);
    buffer_byte(&out, '\n');
    buffer_text(&out, _("Entries that made it so:"));
    buffer_byte(&out, '\n');
    if (status == STATUS_OK)
        status = query_roster_entries(store, log_number(log), &makers, entry_words, &out, &session->problem);
    roster_makers_release(&makers);
    if (status == STATUS_OK)
        status = buffer_status(&out);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&out));
    buffer_release(&out);
    buffer_release(&number);
    return status;
}

static enum status roster(struct session *session)
{
    struct log *log;
    int64_t place;
    bool change = session_has(session, OPTION_CHANGE);
    if (change && session_has(session, OPTION_AT))
        return problem_say(&session->problem, STATUS_USAGE, N_("give --at or --change, not both"), NULL, NULL);
    if (!change && session_has(session, OPTION_PART))
        return problem_say(&session->problem, STATUS_USAGE, N_("--part belongs to --change"), NULL, NULL);
    enum status status = session_ledger(session, change ? STORE_WRITE : STORE_READ);
    if (status == STATUS_OK)
        status = session_log(session, session->argument[0], &log);
    if (status == STATUS_OK && change)
        return roster_change(session, log, session->option[OPTION_CHANGE]);
    if (status == STATUS_OK)
        status = read_place(session, log, &place);
    if (status != STATUS_OK)
        return status;
    return session_has(session, OPTION_JSON) ? show_json(session, log, place) : show_words(session, log, place);
}

const struct command commands_roster[] = {
    {"roster", NULL, "BODY", 1, 1, "at change part", N_("show who sits where, of any day; change seats and members"),
     roster},
    {0},
};
