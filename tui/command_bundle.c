/* bundle: what another ledger of the body needs, in one file that travels by stick or mail. */
#include "core/entry.h"
#include "core/note.h"
#include "data/bundle.h"
#include "data/file.h"
#include "data/query.h"
#include "tui/command.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <unistd.h>

/* The body of that name, or its founding that waits for signatures. */
struct subject {
    const char *wanted;
    int64_t body; /* 0: it waits */
    struct buffer name;
    struct digest founding;
    bool found;
};

static bool look_at_pending(void *context, const struct pending_item *item)
{
    struct subject *subject = context;
    struct note note;
    struct entry entry;
    struct arena arena;
    arena_init(&arena);
    if (item->body == 0 && note_parse(item->note, &note, NULL) == STATUS_OK &&
        entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK && slice_is(entry.body, subject->wanted)) {
        subject->found = true;
        subject->founding = item->id;
        buffer_add(&subject->name, entry.body);
    }
    arena_release(&arena);
    return !subject->found;
}

static enum status find_subject(struct session *session, struct subject *subject)
{
    struct log *log;
    enum status status = session_log(session, subject->wanted, &log);
    if (status == STATUS_OK) {
        subject->body = log_number(log);
        subject->founding = *log_founding(log);
        buffer_add(&subject->name, log_body(log)->name);
        return buffer_status(&subject->name);
    }
    if (status != STATUS_NOT_FOUND)
        return status;
    struct problem problem;
    problem_clear(&problem);
    enum status looked = query_pending(ledger_store(session->ledger), look_at_pending, subject, &problem);
    if (looked != STATUS_OK || !subject->found)
        return looked != STATUS_OK ? looked : status;
    problem_clear(&session->problem);
    return buffer_status(&subject->name);
}

static void note_counts(const struct session *session, const struct bundle_made *made)
{
    const struct {
        uint64_t count;
        const char *words;
    } notes[] = {
        {made->headless,
         ngettext("{1} entry behind the newest signed head stays here: \"stimmbuch checkpoint\" signs one",
                  "{1} entries behind the newest signed head stay here: \"stimmbuch checkpoint\" signs one",
                  made->headless)},
        {made->closed,
         ngettext("{1} attachment of a proposal that is not public travels along: give the file to members only",
                  "{1} attachments of proposals that are not public travel along: give the file to "
                  "members only",
                  made->closed)},
        {made->missing, ngettext("{1} attachment is not here and does not travel along",
                                 "{1} attachments are not here and do not travel along", made->missing)},
    };
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++) {
        struct buffer number;
        buffer_init(&number);
        buffer_number(&number, notes[i].count);
        if (notes[i].count)
            session_note(session, notes[i].words, buffer_slice(&number), SLICE(""));
        buffer_release(&number);
    }
}

static enum status print_made(struct session *session, const struct subject *subject, const struct bundle_made *made)
{
    if (session_has(session, OPTION_JSON))
        return session_json(session, json_pack("{s:o, s:o, s:s, s:I, s:I, s:I, s:I, s:I}", "body",
                                               json_slice(buffer_slice(&subject->name)), "founding",
                                               json_digest(&subject->founding), "file", session->argument[1], "from",
                                               (json_int_t)made->from, "entries", (json_int_t)made->entries, "pending",
                                               (json_int_t)made->pending, "blobs", (json_int_t)made->blobs, "missing",
                                               (json_int_t)made->missing));
    struct buffer line;
    buffer_init(&line);
    i18n_count(ngettext("{1} entry of the log, ", "{1} entries of the log, ", made->entries), made->entries, &line);
    i18n_count(ngettext("{1} that waits, ", "{1} that wait, ", made->pending), made->pending, &line);
    i18n_count(ngettext("{1} attachment", "{1} attachments", made->blobs), made->blobs, &line);
    buffer_byte(&line, '\n');
    enum status status = buffer_status(&line);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&line));
    buffer_release(&line);
    return status;
}

static enum status bundle(struct session *session)
{
    struct subject subject = {.wanted = session->argument[0]};
    struct bundle_made made;
    struct buffer bytes;
    uint64_t since = 0;
    buffer_init(&bytes);
    buffer_init(&subject.name);
    enum status status = STATUS_OK;
    if (session_has(session, OPTION_SINCE) && !value_number(session_value(session, OPTION_SINCE), &since))
        status = problem_say(&session->problem, STATUS_USAGE, N_("--{1} wants a number"), "since", NULL);
    /* What is taken along is marked, where that is possible. */
    bool writable = access(session->ledger_path.at, W_OK) == 0;
    if (status == STATUS_OK)
        status = session_ledger(session, writable ? STORE_WRITE : STORE_READ);
    if (status == STATUS_OK)
        status = find_subject(session, &subject);
    if (status == STATUS_OK)
        status = bundle_make(ledger_store(session->ledger), subject.body, buffer_slice(&subject.name),
                             &subject.founding, since, &bytes, &made, &session->problem);
    if (status == STATUS_OK && made.pending)
        status = bundle_share(ledger_store(session->ledger), subject.body, &subject.founding, session_now(),
                              &session->problem);
    if (status == STATUS_OK)
        status = file_write_new(session->argument[1], buffer_slice(&bytes), &session->problem);
    if (status == STATUS_OK) {
        note_counts(session, &made);
        status = print_made(session, &subject, &made);
    }
    buffer_release(&bytes);
    buffer_release(&subject.name);
    return status;
}

const struct command commands_bundle[] = {
    {"bundle", NULL, "BODY FILE", 2, 2, "since",
     N_("take new entries and those that wait along in one file, for another ledger of the body"), bundle},
    {0},
};
