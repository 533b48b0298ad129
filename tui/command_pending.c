/* approve, pending list, pending drop. */
#include "data/bundle_file.h"
#include "data/file.h"
#include "data/query.h"
#include "data/query_inbox.h"
#include "tui/closing.h"
#include "tui/command.h"
#include "tui/command_import.h"
#include "tui/i18n.h"
#include "tui/pending.h"
#include "tui/signing.h"
#include "tui/taken_words.h"

#include <unistd.h>

struct item {
    struct arena arena;
    struct note note;
    struct entry entry;
};

/* What waits is not protected like the log: a row that somebody altered is said to be so, and can still be dropped. */
static enum status item_read(struct item *item, const struct digest *id, struct slice note, struct problem *problem)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(id, hex);
    arena_init(&item->arena);
    enum status status = note_parse(note, &item->note, NULL);
    if (status == STATUS_OK)
        status = entry_parse(item->note.text, &item->arena, &item->entry, NULL);
    if (status == STATUS_OK || status == STATUS_NO_MEMORY)
        return status;
    return problem_say(problem, STATUS_STORE,
                       N_("what waits as {1} was altered: withdraw it with \"stimmbuch pending drop\""), hex, NULL);
}

/* What a founding that came into being, an opening, a closing and a change of keys bring with them. */
static enum status follow_up(struct session *session, const struct submission *submission, struct slice body,
                             const struct digest *ballot, json_t **more)
{
    struct log *log;
    *more = NULL;
    if (submission->kind == KIND_CLOSE) {
        enum status status = closing_result(session, body, ballot, more);
        if (status != STATUS_OK)
            return status;
    }
    if (submission->index < 0 || (submission->kind != KIND_BODY && submission->kind != KIND_BALLOT &&
                                  submission->kind != KIND_CLOSE && submission->kind != KIND_KEY))
        return STATUS_OK;
    enum status status = ledger_log(session->ledger, body, &log, &session->problem);
    if (status == STATUS_OK)
        signing_head(session, log);
    return status;
}

static enum status approve_one(struct session *session, const struct digest *id)
{
    struct buffer note;
    struct submission submission;
    struct item item;
    json_t *more = NULL;
    buffer_init(&note);
    enum status status = ledger_pending(session->ledger, id, &note, &session->problem);
    if (status != STATUS_OK) {
        buffer_release(&note);
        return status;
    }
    status = item_read(&item, id, buffer_slice(&note), &session->problem);
    if (status == STATUS_OK)
        status = signing_add(session, buffer_slice(&note), &submission);
    if (status == STATUS_OK) {
        struct digest ballot = {{0}};
        entry_hash(&item.entry, "ballot", &ballot);
        status = follow_up(session, &submission, item.entry.body, &ballot, &more);
    }
    if (status == STATUS_OK)
        status = submission_print(session, &submission, more);
    arena_release(&item.arena);
    buffer_release(&note);
    return status;
}

/* What a bundle from another machine has waiting, one after the other; the first that fails ends it. */
static enum status approve_bundle(struct session *session, const char *path)
{
    struct buffer ids;
    buffer_init(&ids);
    enum status status = importing_waiting(session, path, &ids);
    size_t count = ids.length / DIGEST_LENGTH;
    if (status == STATUS_OK && count == 0)
        status = problem_say(&session->problem, STATUS_REFUSED,
                             N_("nothing in the bundle waits for a signature: \"stimmbuch import\" takes it in"), NULL,
                             NULL);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct digest id;
        memcpy(id.byte, ids.at + i * DIGEST_LENGTH, DIGEST_LENGTH);
        status = approve_one(session, &id);
    }
    buffer_release(&ids);
    return status;
}

static enum status approve(struct session *session)
{
    struct found found;
    const char *what = session->argument[0];
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK && file_begins(what, bundle_file_magic()))
        return approve_bundle(session, what);
    if (status == STATUS_OK)
        status = query_find_pending(ledger_store(session->ledger), what, &found, &session->problem);
    return status == STATUS_OK ? approve_one(session, &found.id) : status;
}

struct listing {
    struct session *session;
    enum status status;
    size_t count;
};

/* What the entry is about: its title, the proposal that it or its ballot is on, a key, a change of the roster. */
static enum status write_subject(struct session *session, const struct pending_item *pending, const struct entry *entry,
                                 struct buffer *out)
{
    struct slice title = entry_value(entry, "title");
    struct digest id;
    int64_t proposal;
    buffer_add(out, title.at ? title : entry_value(entry, entry->kind == KIND_KEY ? "old" : "key"));
    if (entry->kind == KIND_ROSTER)
        buffer_add(out, entry->field[entry->fields - 1].value);
    if (title.at || (!entry_hash(entry, "ballot", &id) && !entry_hash(entry, "proposal", &id)))
        return buffer_status(out);
    return query_inbox_subject(ledger_store(session->ledger), pending->body, &id, &proposal, out, &session->problem);
}

static void add_word(struct buffer *line, struct slice word)
{
    const char *words = word.at ? i18n_word(word) : NULL;
    if (word.at)
        buffer_text(line, "  ");
    buffer_add(line, words ? slice_of(words) : word);
}

static enum status list_words(struct session *session, const struct pending_item *pending, const struct entry *entry,
                              struct slice subject, const struct bundle_taken *stands)
{
    struct buffer line;
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&pending->id, hex);
    buffer_init(&line);
    buffer_add(&line, slice_head(slice_of(hex), 12));
    add_word(&line, slice_of(kind_table(entry->kind)->name));
    buffer_text(&line, "  ");
    buffer_add(&line, entry->by);
    add_word(&line, entry_value(entry, entry->kind == KIND_KEY ? "action" : "role"));
    /* A founding and a roster have many. */
    bool many = entry->kind == KIND_BODY || entry->kind == KIND_ROSTER;
    struct slice seat = many ? SLICE("") : entry_value(entry, "seat");
    if (seat.length)
        buffer_text(&line, "  ");
    buffer_add(&line, seat);
    buffer_text(&line, "  ");
    buffer_add(&line, subject);
    buffer_text(&line, "  ");
    taken_words(stands, &line);
    buffer_byte(&line, '\n');
    enum status status = buffer_status(&line);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&line));
    buffer_release(&line);
    return status;
}

static json_t *list_json(const struct pending_item *pending, const struct item *item, struct slice subject,
                         const struct bundle_taken *stands)
{
    json_t *object = json_pack("{s:o, s:s, s:o, s:s, s:o, s:o, s:I, s:s}", "id", json_digest(&pending->id), "kind",
                               kind_table(item->entry.kind)->name, "title", json_slice(subject), "state", "pending",
                               "body", json_slice(item->entry.body), "by", json_slice(item->entry.by), "signatures",
                               (json_int_t)item->note.lines, "waits", taken_code(stands));
    if (stands->status == STATUS_OK)
        json_object_set_new(object, "needed", json_integer((json_int_t)stands->entry.needed));
    return object;
}

static bool list_pending(void *context, const struct pending_item *pending)
{
    struct listing *listing = context;
    struct session *session = listing->session;
    struct item item;
    struct bundle_taken stands;
    struct buffer subject;
    struct problem why;
    buffer_init(&subject);
    problem_clear(&why);
    enum status status = item_read(&item, &pending->id, pending->note, &session->problem);
    listing->count++;
    /* One that was altered hides no other. */
    bool altered = status == STATUS_STORE;
    if (altered)
        listing->status = status;
    if (status == STATUS_OK)
        status = write_subject(session, pending, &item.entry, &subject);
    if (status == STATUS_OK) {
        status = taken_look(session->ledger, pending->note, &pending->id, session_now(), &stands, &why);
        if (status != STATUS_OK)
            session->problem = why;
    }
    if (status == STATUS_OK)
        status = session_has(session, OPTION_JSON)
                     ? session_json(session, list_json(pending, &item, buffer_slice(&subject), &stands))
                     : list_words(session, pending, &item.entry, buffer_slice(&subject), &stands);
    if (status != STATUS_OK)
        listing->status = status;
    buffer_release(&subject);
    arena_release(&item.arena);
    return status == STATUS_OK || altered;
}

static enum status pending_list(struct session *session)
{
    struct listing listing = {.session = session, .status = STATUS_OK};
    /* How a change of the roster stands is tried out on the tables, and undone. */
    bool writable = access(session->ledger_path.at, W_OK) == 0;
    enum status status = session_ledger(session, writable ? STORE_WRITE : STORE_READ);
    if (status == STATUS_OK)
        status = query_pending(ledger_store(session->ledger), list_pending, &listing, &session->problem);
    if (status == STATUS_OK && listing.status == STATUS_OK && listing.count == 0 && !session_has(session, OPTION_JSON))
        session_note(session, _("Nothing waits."), SLICE(""), SLICE(""));
    return status == STATUS_OK ? listing.status : status;
}

static enum status pending_drop(struct session *session)
{
    struct found found;
    const char *words = "";
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = query_find_pending(ledger_store(session->ledger), session->argument[0], &found, &session->problem);
    if (status == STATUS_OK)
        status = pending_forget(session, &found.id, &words);
    if (status == STATUS_OK && session_has(session, OPTION_JSON))
        status = session_json(session, json_pack("{s:o, s:b}", "id", json_digest(&found.id), "dropped", (int)true));
    if (status == STATUS_OK)
        session_note(session, words, SLICE(""), SLICE(""));
    return status;
}

const struct command commands_pending[] = {
    {"approve", NULL, "ID|FILE", 1, 1, "number count result winner",
     N_("add your signature to an entry that waits for it, or to those in a bundle"), approve},
    {"pending", NULL, "", 0, 0, "", N_("show what waits for signatures or for the writer"), pending_list},
    {"pending", "list", "", 0, 0, "", N_("show what waits for signatures or for the writer"), pending_list},
    {"pending", "drop", "ID", 1, 1, "", N_("withdraw an entry that still waits"), pending_drop},
    {0},
};
