#include "tui/roster_change.h"

#include "data/compose_change.h"
#include "tui/draft_given.h"
#include "tui/draft_of_body.h"
#include "tui/i18n.h"
#include "tui/signing.h"

static enum status submit_part(struct session *session, struct log *log, const struct roster_parts *parts, size_t part,
                               struct submission *out)
{
    struct author author;
    struct draft draft;
    struct arena arena;
    arena_init(&arena);
    draft_init(&draft, KIND_ROSTER, &arena);
    enum status status = signing_author(session, log, &author);
    if (status == STATUS_OK)
        status = compose_roster(&author, parts, part, &draft, &session->problem);
    if (status == STATUS_OK)
        status = signing_submit(session, &draft, NULL, out);
    if (status == STATUS_OK)
        status = submission_print(session, out, NULL);
    arena_release(&arena);
    return status;
}

/* What is still to do when a part waits, or was refused, and others follow. */
static void say_next(struct session *session, struct log *log, const char *path, size_t next, size_t parts, bool waits)
{
    struct buffer command, rest;
    buffer_init(&command);
    buffer_init(&rest);
    buffer_text(&command, "stimmbuch roster ");
    buffer_add(&command, log_body(log)->name);
    buffer_text(&command, " --change ");
    buffer_text(&command, path);
    buffer_text(&command, " --part ");
    buffer_number(&command, next + 1);
    buffer_number(&rest, parts - next);
    session_note(session,
                 waits ? _("More parts follow: {2}. When this one is in the ledger: \"{1}\".")
                       : _("Parts that are not in the ledger: {2}. Go on with \"{1}\"."),
                 buffer_slice(&command), buffer_slice(&rest));
    buffer_release(&command);
    buffer_release(&rest);
}

static enum status submit_all(struct session *session, struct log *log, const struct roster_parts *parts,
                              const char *path)
{
    struct submission submission;
    const char *yes = session->option[OPTION_YES];
    enum status status = STATUS_OK;
    for (size_t i = 0; i < parts->parts && status == STATUS_OK; i++) {
        status = submit_part(session, log, parts, i, &submission);
        bool waits = status == STATUS_OK && submission.index < 0;
        if ((waits && i + 1 < parts->parts) || (status != STATUS_OK && i > 0))
            say_next(session, log, path, waits ? i + 1 : i, parts->parts, waits);
        if (waits)
            break;
        /* One --yes covers all texts, and so does one answer on the terminal. */
        session->option[OPTION_YES] = "";
    }
    session->option[OPTION_YES] = yes;
    return status;
}

static enum status submit_one(struct session *session, struct log *log, const struct roster_parts *parts,
                              const char *path)
{
    struct submission submission;
    uint64_t part;
    if (!value_number(session_value(session, OPTION_PART), &part) || part == 0 || part > parts->parts) {
        struct buffer number;
        buffer_init(&number);
        buffer_number(&number, parts->parts);
        enum status status = problem_slices(&session->problem, STATUS_USAGE, N_("--part is a number from 1 to {1}"),
                                            buffer_slice(&number), SLICE(""));
        buffer_release(&number);
        return status;
    }
    enum status status = submit_part(session, log, parts, (size_t)part - 1, &submission);
    if (status == STATUS_OK && part < parts->parts)
        say_next(session, log, path, (size_t)part, parts->parts, true);
    return status;
}

enum status roster_submit(struct session *session, struct log *log, const struct draft *draft, const char *path)
{
    struct roster_parts parts;
    enum status status = roster_split(draft, &parts);
    if (status != STATUS_OK)
        return status;
    return session_has(session, OPTION_PART) ? submit_one(session, log, &parts, path)
                                             : submit_all(session, log, &parts, path);
}

enum status roster_change(struct session *session, struct log *log, const char *named)
{
    const struct draft_wanted wanted = {.kind = KIND_ROSTER, .named = named, .log = log};
    struct arena arena;
    struct draft draft;
    struct buffer path;
    arena_init(&arena);
    buffer_init(&path);
    enum status status = draft_given(session, &wanted, &path);
    if (status == STATUS_OK)
        status = draft_of_body(session, path.at, KIND_ROSTER, &log_body(log)->roster, &arena, &draft);
    if (status == STATUS_OK)
        status = roster_submit(session, log, &draft, path.at);
    buffer_release(&path);
    arena_release(&arena);
    return status;
}
