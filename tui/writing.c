/* A command that writes one entry: the way that all of them go. */
#include "tui/writing.h"

#include "data/attachment.h"
#include "tui/ballot.h"
#include "tui/draft_given.h"
#include "tui/i18n.h"
#include "tui/signing.h"

static enum status find_ballot(struct session *session, struct found *out)
{
    struct ballot_facts ballot;
    enum status status = ballot_find(session, session->argument[0], &ballot);
    if (status == STATUS_OK)
        *out = (struct found){.body = ballot.body, .index = ballot.index, .id = ballot.id};
    return status;
}

static enum status find(struct session *session, enum writing_about about, struct writing *writing)
{
    const char *named = session->argument[0];
    struct store *store = ledger_store(session->ledger);
    enum status status = STATUS_OK;
    switch (about) {
    case WRITING_BODY:
        return session_log(session, named, &writing->log);
    case WRITING_PROPOSAL:
        status = query_find_proposal(store, named, &writing->about, &session->problem);
        break;
    case WRITING_MEETING:
        status = query_find_meeting(store, named, &writing->about, &session->problem);
        break;
    case WRITING_BALLOT:
        status = find_ballot(session, &writing->about);
        break;
    }
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, writing->about.body, &writing->log, &session->problem);
    return status;
}

static void say_missing(void *context, struct slice name)
{
    session_note(context, _("Note: the file {1} is not beside the draft: only its hash is kept."), name, SLICE(""));
}

struct kept {
    const struct draft *draft;
    const char *path;
    struct store *store;
};

static enum status keep_attachments(void *context, struct problem *problem)
{
    const struct kept *kept = context;
    return attachment_keep(kept->draft, kept->path, kept->store, problem);
}

static const char *named_draft(const struct session *session)
{
    return session->arguments > 1 ? session->argument[1] : NULL;
}

static enum status read_draft(struct session *session, struct writing *writing, enum kind kind, struct buffer *path)
{
    const struct draft_wanted wanted = {kind, named_draft(session), writing->log, session->argument[0]};
    enum status status = draft_given(session, &wanted, path);
    if (status == STATUS_OK)
        status = session_draft(session, path->at, kind, &writing->arena, &writing->draft);
    return status == STATUS_OK ? attachment_complete(&writing->draft, path->at, &session->problem) : status;
}

enum status writing_sign(struct session *session, const struct writing_kind *kind)
{
    struct writing writing = {.log = NULL};
    struct submission submission;
    struct buffer path;
    arena_init(&writing.arena);
    buffer_init(&path);
    draft_init(&writing.draft, kind->kind, &writing.arena);
    enum status status = kind->from_file ? draft_given_check(session, named_draft(session)) : STATUS_OK;
    if (status == STATUS_OK)
        status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = find(session, kind->about, &writing);
    if (status == STATUS_OK && kind->from_file)
        status = read_draft(session, &writing, kind->kind, &path);
    if (status == STATUS_OK)
        status = signing_author(session, writing.log, &writing.author);
    if (status == STATUS_OK)
        status = kind->compose(session, &writing);
    if (status == STATUS_OK && kind->from_file)
        status = attachment_look(&writing.draft, path.at, say_missing, session);
    if (status == STATUS_OK) {
        struct kept kept = {&writing.draft, path.at, ledger_store(session->ledger)};
        status = signing_submit_files(session, &writing.draft, kind->from_file ? keep_attachments : NULL, &kept,
                                      &submission);
    }
    if (status == STATUS_OK)
        status = submission_print(session, &submission, NULL);
    buffer_release(&path);
    arena_release(&writing.arena);
    return status;
}
