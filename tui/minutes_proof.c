#include "tui/minutes_proof.h"

#include "data/entry_read.h"
#include "data/file.h"
#include "tui/document_out.h"
#include "tui/format.h"
#include "tui/i18n.h"

enum { FILE_LIMIT = 64 << 20 };

struct proof {
    struct session *session;
    struct log *log;
    const struct found *found;
    struct minutes_item item;
    struct arena arena;
    struct entry entry; /* the signed minutes */
    struct slice bytes; /* the file */
    bool same, written; /* it is the signed one; the ledger gives the same bytes */
};

/* Writes the minutes anew as of the head that whoever signed them saw, in the file's own format. */
static enum status write_again(struct proof *proof)
{
    struct document document;
    struct buffer bytes;
    buffer_init(&bytes);
    document_init(&document, "");
    enum status status =
        minutes_document(proof->session, proof->log, proof->found, (int64_t)proof->entry.size, &document);
    if (status == STATUS_OK)
        status = document_write(proof->session, &document, document_format_of_bytes(proof->bytes), &bytes);
    proof->written = proof->written || (status == STATUS_OK && slice_equal(buffer_slice(&bytes), proof->bytes));
    document_release(&document);
    buffer_release(&bytes);
    /* Where no PDF can be made nothing is said of it. */
    if (status == STATUS_REFUSED)
        problem_clear(&proof->session->problem);
    return status == STATUS_REFUSED ? STATUS_OK : status;
}

/* In the language that is spoken, else in the other one. */
static enum status write_in_both(struct proof *proof)
{
    const char *own = i18n_german() ? "de" : "en", *other = i18n_german() ? "en" : "de";
    enum status status = write_again(proof);
    if (status == STATUS_OK && !proof->written && i18n_start(other)) {
        status = write_again(proof);
        (void)i18n_start(own);
    }
    return status;
}

static enum status print_json(const struct proof *proof)
{
    return session_json(proof->session,
                        json_pack("{s:o, s:o, s:I, s:b, s:b, s:I}", "meeting", json_digest(&proof->found->id),
                                  "minutes", json_digest(&proof->item.id), "index", (json_int_t)proof->item.index,
                                  "signed", proof->same, "from_ledger", proof->written, "confirmations",
                                  (json_int_t)proof->item.confirmations));
}

static void write_words(const struct proof *proof, struct buffer *out)
{
    struct buffer at, index;
    buffer_init(&at);
    buffer_init(&index);
    format_moment(proof->entry.at.seconds, &at);
    buffer_number(&index, (uint64_t)proof->item.index);
    i18n_pattern(_("This file is the one that was signed as the minutes: entry #{1}, {2}.\n"), buffer_slice(&index),
                 buffer_slice(&at), out);
    unsigned long count = (unsigned long)proof->item.confirmations;
    i18n_count(ngettext("{1} member has confirmed it.\n", "{1} members have confirmed it.\n", count), count, out);
    buffer_text(out, proof->written
                         ? _("It says what the ledger says: written anew from it, it is the same to the last byte.\n")
                         : _("It is not what this program writes from the ledger: it was changed by hand, or made with "
                             "another version of the program or other fonts.\n"));
    buffer_release(&at);
    buffer_release(&index);
}

static enum status print(const struct proof *proof)
{
    struct session *session = proof->session;
    struct buffer words;
    if (!proof->same) {
        problem_say(&session->problem, STATUS_MISMATCH,
                    N_("{1} is not the file that was signed as the minutes of this meeting"),
                    session->option[OPTION_AGAINST], NULL);
        return session_has(session, OPTION_JSON) && print_json(proof) != STATUS_OK ? STATUS_FILE : STATUS_MISMATCH;
    }
    if (session_has(session, OPTION_JSON))
        return print_json(proof);
    buffer_init(&words);
    write_words(proof, &words);
    enum status status = buffer_status(&words);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&words));
    buffer_release(&words);
    return status;
}

enum status minutes_prove(struct session *session, struct log *log, const struct found *found)
{
    struct proof proof = {.session = session, .log = log, .found = found};
    struct store *store = ledger_store(session->ledger);
    struct buffer bytes;
    bool there = false;
    buffer_init(&bytes);
    arena_init(&proof.arena);
    enum status status = file_read(session->option[OPTION_AGAINST], FILE_LIMIT, &bytes, &session->problem);
    if (status == STATUS_OK)
        status = query_minutes(store, found->body, found->index, &proof.item, &there, &session->problem);
    if (status == STATUS_OK && !there)
        status = problem_say(&session->problem, STATUS_REFUSED,
                             N_("the minutes of this meeting are not signed yet: there is nothing to compare with"),
                             NULL, NULL);
    if (status == STATUS_OK)
        status = entry_read(store, found->body, proof.item.index, &proof.arena, &proof.entry, &session->problem);
    if (status == STATUS_OK) {
        struct digest content = digest_of(buffer_slice(&bytes));
        proof.bytes = buffer_slice(&bytes);
        proof.same = digest_equal(&content, &proof.item.content);
        status = proof.same ? write_in_both(&proof) : STATUS_OK;
    }
    if (status == STATUS_OK)
        status = print(&proof);
    arena_release(&proof.arena);
    buffer_release(&bytes);
    return status;
}
