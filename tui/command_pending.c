/* approve, pending list, pending drop. */
#include "data/query.h"
#include "tui/closing.h"
#include "tui/command.h"
#include "tui/i18n.h"
#include "tui/pending.h"
#include "tui/signing.h"

struct item {
    struct arena arena;
    struct note note;
    struct entry entry;
};

static enum status item_read(struct item *item, struct slice note)
{
    arena_init(&item->arena);
    enum status status = note_parse(note, &item->note, NULL);
    return status == STATUS_OK ? entry_parse(item->note.text, &item->arena, &item->entry, NULL) : status;
}

/* What a founding that came into being, an opening and a closing bring with them. */
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
                                  submission->kind != KIND_CLOSE))
        return STATUS_OK;
    enum status status = ledger_log(session->ledger, body, &log, &session->problem);
    if (status == STATUS_OK)
        signing_head(session, log);
    return status;
}

static enum status approve(struct session *session)
{
    struct found found;
    struct buffer note;
    struct submission submission;
    struct item item;
    json_t *more = NULL;
    buffer_init(&note);
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = query_find_pending(ledger_store(session->ledger), session->argument[0], &found, &session->problem);
    if (status == STATUS_OK)
        status = ledger_pending(session->ledger, &found.id, &note, &session->problem);
    if (status != STATUS_OK) {
        buffer_release(&note);
        return status;
    }
    status = item_read(&item, buffer_slice(&note));
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

struct listing {
    struct session *session;
    enum status status;
    size_t count;
};

static enum status list_words(struct session *session, const struct pending_item *pending, const struct entry *entry)
{
    struct buffer line;
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&pending->id, hex);
    buffer_init(&line);
    buffer_add(&line, slice_head(slice_of(hex), 12));
    buffer_text(&line, "  ");
    const char *kind = i18n_word(slice_of(kind_table(entry->kind)->name));
    buffer_text(&line, kind ? kind : kind_table(entry->kind)->name);
    buffer_text(&line, "  ");
    buffer_add(&line, entry->by);
    buffer_text(&line, "  ");
    buffer_add(&line, entry_value(entry, "title"));
    buffer_byte(&line, '\n');
    enum status status = buffer_status(&line);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&line));
    buffer_release(&line);
    return status;
}

static bool list_pending(void *context, const struct pending_item *pending)
{
    struct listing *listing = context;
    struct item item;
    listing->status = item_read(&item, pending->note);
    listing->count++;
    if (listing->status == STATUS_OK && session_has(listing->session, OPTION_JSON)) {
        struct slice title = entry_value(&item.entry, "title");
        listing->status = session_json(
            listing->session,
            json_pack("{s:o, s:s, s:o, s:s, s:o, s:o, s:I}", "id", json_digest(&pending->id), "kind",
                      kind_table(item.entry.kind)->name, "title",
                      json_slice(title.at ? title : entry_value(&item.entry, "key")), "state", "pending", "body",
                      json_slice(item.entry.body), "by", json_slice(item.entry.by), "signatures",
                      (json_int_t)item.note.lines));
    } else if (listing->status == STATUS_OK) {
        listing->status = list_words(listing->session, pending, &item.entry);
    }
    arena_release(&item.arena);
    return listing->status == STATUS_OK;
}

static enum status pending_list(struct session *session)
{
    struct listing listing = {.session = session, .status = STATUS_OK};
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = query_pending(ledger_store(session->ledger), list_pending, &listing, &session->problem);
    if (status == STATUS_OK && listing.status == STATUS_OK && listing.count == 0 && !session_has(session, OPTION_JSON))
        session_note(session, _("Nothing waits for signatures."), SLICE(""), SLICE(""));
    return status == STATUS_OK ? listing.status : status;
}

static enum status pending_drop(struct session *session)
{
    struct found found;
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = query_find_pending(ledger_store(session->ledger), session->argument[0], &found, &session->problem);
    if (status == STATUS_OK)
        status = pending_forget(session, &found.id);
    if (status == STATUS_OK)
        session_note(session, _("Dropped. It was on this machine only; nobody has to know."), SLICE(""), SLICE(""));
    return status;
}

const struct command commands_pending[] = {
    {"approve", NULL, "ID", 1, 1, "", N_("add your signature to an entry that waits for it"), approve},
    {"pending", NULL, "", 0, 0, "", N_("show what waits for signatures"), pending_list},
    {"pending", "list", "", 0, 0, "", N_("show what waits for signatures"), pending_list},
    {"pending", "drop", "ID", 1, 1, "", N_("withdraw an entry that still waits"), pending_drop},
    {0},
};
