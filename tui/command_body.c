/* body found, list, show, check. */
#include "core/body.h"
#include "data/query.h"
#include "data/role.h"
#include "tui/command.h"
#include "tui/founding.h"
#include "tui/i18n.h"
#include "tui/signing.h"
#include "tui/statute_json.h"
#include "tui/statute_text.h"

static enum status body_found(struct session *session)
{
    struct submission submission;
    struct founding_seats seats;
    struct slice name;
    founding_seats_init(&seats);
    enum status status =
        founding_run(session, session->arguments ? session->argument[0] : NULL, &seats, &name, &submission);
    if (status == STATUS_OK && submission.index < 0)
        session_note(session, _("The founding waits for the other secretaries: they run \"stimmbuch approve {1}\"."),
                     SLICE("ID"), SLICE(""));
    if (status == STATUS_OK)
        status = submission_print(session, &submission, NULL);
    if (status == STATUS_OK)
        status = founding_seats_submit(session, name, submission.index == 0, &seats);
    founding_seats_release(&seats);
    return status;
}

static enum status body_check(struct session *session)
{
    struct founding founding;
    founding_init(&founding);
    enum status status = founding_check(&founding, session->argument[0], &session->problem);
    if (status == STATUS_OK)
        session_note_changes(session, session->argument[0], &founding.draft);
    if (status == STATUS_OK)
        session_note(session, _("{1} is well-formed."), slice_of(session->argument[0]), SLICE(""));
    founding_release(&founding);
    return status == STATUS_FORM || status == STATUS_REFUSED ? STATUS_MISMATCH : status;
}

struct listing {
    struct session *session;
    enum status status;
};

/* For programs. */
static const char *role_name(bool copy)
{
    return copy ? "replica" : "writer";
}

static bool list_body(void *context, const struct body_item *item)
{
    struct listing *listing = context;
    struct session *session = listing->session;
    if (session_has(session, OPTION_JSON)) {
        listing->status =
            session_json(session, json_pack("{s:o, s:o, s:o, s:o, s:I, s:I, s:s}", "name", json_slice(item->name),
                                            "title", json_slice(item->title), "founding", json_digest(&item->founding),
                                            "level", json_slice(item->level), "approvals", (json_int_t)item->approvals,
                                            "size", (json_int_t)item->size, "role", role_name(item->copy)));
        return listing->status == STATUS_OK;
    }
    struct buffer line;
    buffer_init(&line);
    buffer_add(&line, item->name);
    buffer_text(&line, "  ");
    buffer_add(&line, item->title);
    if (item->copy)
        buffer_format(&line, "  (%s)", _("copy"));
    buffer_byte(&line, '\n');
    listing->status =
        buffer_status(&line) == STATUS_OK ? session_print(session, buffer_slice(&line)) : STATUS_NO_MEMORY;
    buffer_release(&line);
    return listing->status == STATUS_OK;
}

static enum status body_list(struct session *session)
{
    struct listing listing = {.session = session, .status = STATUS_OK};
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = query_bodies(ledger_store(session->ledger), list_body, &listing, &session->problem);
    return status == STATUS_OK ? listing.status : status;
}

static bool member_json(void *context, const struct member_item *item)
{
    json_t *members = context;
    json_array_append_new(members, json_pack("{s:o, s:o, s:o}", "name", json_slice(item->name), "role",
                                             json_slice(item->role), "key", json_slice(item->vkey)));
    return true;
}

static bool secretary_json(void *context, const struct member_item *item)
{
    if (slice_is(item->role, "secretary"))
        json_array_append_new(context, json_slice(item->vkey));
    return true;
}

static enum status seats_json(struct session *session, struct log *log, json_t *seats)
{
    const struct roll *roster = &log_body(log)->roster;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < roster->seats && status == STATUS_OK; i++) {
        const struct roll_seat *seat = &roster->seat[i];
        json_t *members = json_array();
        status = query_members(ledger_store(session->ledger), log_number(log), &seat->id, member_json, members,
                               &session->problem);
        json_array_append_new(seats,
                              json_pack("{s:o, s:o, s:o, s:s, s:o, s:o}", "seat", json_slice(seat->id), "bench",
                                        json_slice(roster->bench[seat->bench].id), "weight",
                                        json_slice(seat->weight_text), "right", seat->voting ? "voting" : "advisory",
                                        "title", json_slice(seat->title), "members", members));
    }
    return status;
}

static enum status show_json(struct session *session, struct log *log, bool copy, struct slice hub)
{
    const struct body *body = log_body(log);
    struct digest root = log_root(log);
    struct buffer vkey;
    buffer_init(&vkey);
    vkey_write(&body->log, &vkey);
    json_t *benches = json_array(), *seats = json_array(), *secretaries = json_array();
    for (size_t i = 0; i < body->roster.benches; i++)
        json_array_append_new(benches, json_pack("{s:o, s:o}", "bench", json_slice(body->roster.bench[i].id), "title",
                                                 json_slice(body->roster.bench[i].title)));
    struct slice office = SLICE("");
    enum status status = query_members(ledger_store(session->ledger), log_number(log), &office, secretary_json,
                                       secretaries, &session->problem);
    if (status == STATUS_OK)
        status = seats_json(session, log, seats);
    json_t *object = json_pack(
        "{s:o, s:o, s:o, s:o, s:I, s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:o}", "name", json_slice(body->name),
        "title", json_slice(body->title), "founding", json_digest(log_founding(log)), "level", json_slice(body->level),
        "approvals", (json_int_t)body->approvals, "size", (json_int_t)log_size(log), "root", json_digest(&root), "log",
        json_slice(buffer_slice(&vkey)), "secretaries", secretaries, "benches", benches, "seats", seats, "rules",
        rules_json(&body->statute), "role", role_name(copy), "hub", hub.length ? json_slice(hub) : json_null());
    buffer_release(&vkey);
    if (status == STATUS_OK)
        return session_json(session, object);
    json_decref(object);
    return status;
}

struct seat_listing {
    struct buffer *out;
};

static bool member_words(void *context, const struct member_item *item)
{
    struct buffer *out = ((struct seat_listing *)context)->out;
    const char *role = i18n_word(item->role);
    buffer_text(out, "      ");
    buffer_add(out, item->name);
    buffer_text(out, " (");
    buffer_text(out, role ? role : "");
    buffer_text(out, ")\n");
    return true;
}

/* As the statute writes it, with the language's decimal mark. */
static void weight_words(struct slice weight, struct buffer *out)
{
    buffer_add(out, slice_cut(&weight, '.'));
    if (weight.length)
        buffer_text(out, i18n_vocabulary()->phrase[PHRASE_DECIMAL_MARK]);
    buffer_add(out, weight);
}

static enum status show_words(struct session *session, struct log *log, bool copy, struct slice hub)
{
    const struct body *body = log_body(log);
    struct buffer out;
    buffer_init(&out);
    struct seat_listing listing = {.out = &out};
    enum status status = STATUS_OK;
    buffer_add(&out, body->title);
    buffer_text(&out, "\n");
    buffer_add(&out, body->name);
    buffer_byte(&out, '\n');
    char founding[DIGEST_HEX_LENGTH + 1];
    digest_hex(log_founding(log), founding);
    i18n_pattern(_("Founding: {1}"), slice_of(founding), SLICE(""), &out);
    if (hub.length) {
        buffer_byte(&out, '\n');
        i18n_pattern(_("Hub: {1}"), hub, SLICE(""), &out);
    } else if (copy) {
        buffer_format(&out, "\n%s", _("This ledger holds a copy: what is signed here waits for the writer."));
    }
    buffer_text(&out, "\n\n");
    for (size_t i = 0; i < body->roster.seats && status == STATUS_OK; i++) {
        const struct roll_seat *seat = &body->roster.seat[i];
        buffer_text(&out, "  ");
        buffer_add(&out, seat->id);
        buffer_text(&out, ": ");
        buffer_add(&out, seat->title);
        buffer_text(&out, " · ");
        buffer_add(&out, body->roster.bench[seat->bench].title);
        buffer_text(&out, seat->voting ? _(" · weight ") : _(" · advisory"));
        if (seat->voting)
            weight_words(seat->weight_text, &out);
        buffer_byte(&out, '\n');
        status = query_members(ledger_store(session->ledger), log_number(log), &seat->id, member_words, &listing,
                               &session->problem);
    }
    buffer_byte(&out, '\n');
    if (status == STATUS_OK)
        status = statute_text(body, STATUTE_SHORT, &out);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&out));
    buffer_release(&out);
    return status;
}

static enum status body_show(struct session *session)
{
    struct log *log;
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = session_log(session, session->argument[0], &log);
    if (status != STATUS_OK)
        return status;
    struct store *store = ledger_store(session->ledger);
    struct buffer hub;
    uint64_t items;
    bool copy;
    buffer_init(&hub);
    status = role_is_replica(store, log_number(log), &copy);
    if (status == STATUS_OK)
        status = role_hub(store, log_number(log), &hub, &items);
    if (status != STATUS_OK)
        store_problem(store, &session->problem);
    else if (session_has(session, OPTION_JSON))
        status = show_json(session, log, copy, buffer_slice(&hub));
    else
        status = show_words(session, log, copy, buffer_slice(&hub));
    buffer_release(&hub);
    return status;
}

const struct command commands_body[] = {
    {"body", "found", "[FILE]", 0, 1, "kdf secretary seats",
     N_("found a body from a statute file, or from your editor"), body_found},
    {"body", "list", "", 0, 0, "", N_("show the bodies of this ledger"), body_list},
    {"body", "show", "BODY", 1, 1, "", N_("show a body: seats, members, rules"), body_show},
    {"body", "check", "FILE", 1, 1, "", N_("say what is wrong with a statute file"), body_check},
    {0},
};
