#include "tui/key_revocation.h"

#include "data/compose_change.h"
#include "data/query_key.h"
#include "tui/i18n.h"
#include "tui/signing.h"

/* A body in which the name is revoked, and the key of its chain that the entry names. */
struct ending {
    struct ending *next;
    int64_t body;
    struct slice vkey;
};

struct revocation {
    struct arena arena;
    bool own;
    struct slice vkey; /* the owner's key, as text; empty for a secretary */
    struct ending *first, **last;
    enum status status;
};

static bool take_use(void *context, const struct key_use *use)
{
    struct revocation *revocation = context;
    if (revocation->own ? !use->in_chain : !use->overseen)
        return true;
    struct ending *ending = arena_alloc(&revocation->arena, sizeof *ending);
    if (ending)
        *ending = (struct ending){
            .body = use->body, .vkey = arena_copy(&revocation->arena, revocation->own ? revocation->vkey : use->vkey)};
    if (!ending || !ending->vkey.at) {
        revocation->status = STATUS_NO_MEMORY;
        return false;
    }
    *revocation->last = ending;
    revocation->last = &ending->next;
    return true;
}

static enum status revoke_in(struct session *session, const struct ending *ending, struct arena *arena)
{
    struct log *log;
    struct author author;
    struct draft draft;
    struct submission submission;
    struct vkey old;
    draft_init(&draft, KIND_KEY, arena);
    enum status status = vkey_parse(ending->vkey, &old, &session->problem);
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, ending->body, &log, &session->problem);
    if (status == STATUS_OK)
        status = signing_author(session, log, &author);
    if (status == STATUS_OK)
        status = compose_key(&author, "revoke", &old, NULL, session_given(session, OPTION_REASON), &draft,
                             &session->problem);
    if (status == STATUS_OK)
        status = signing_submit(session, &draft, NULL, &submission);
    return status == STATUS_OK
               ? submission_print(session, &submission, json_pack("{s:o}", "body", json_slice(log_body(log)->name)))
               : status;
}

static enum status revoke_all(struct session *session, struct revocation *revocation)
{
    const char *yes = session->option[OPTION_YES];
    enum status status = STATUS_OK;
    for (const struct ending *ending = revocation->first; ending && status == STATUS_OK; ending = ending->next) {
        status = revoke_in(session, ending, &revocation->arena);
        /* One answer is enough for all bodies. */
        session->option[OPTION_YES] = "";
    }
    session->option[OPTION_YES] = yes;
    return status;
}

/* Whose revocation it is, and in which bodies. */
static enum status find_endings(struct session *session, const char *label, struct revocation *revocation)
{
    struct vkey vkey;
    struct buffer text;
    struct slice name = slice_of(label), other = SLICE("");
    buffer_init(&text);
    name = slice_cut(&name, '+');
    revocation->own = !session_has(session, OPTION_AS) || strcmp(session->option[OPTION_AS], label) == 0;
    if (revocation->own)
        session->option[OPTION_AS] = label;
    enum status status = session_key_name(session, &vkey);
    if (status == STATUS_OK && revocation->own)
        vkey_write(&vkey, &text);
    else if (status == STATUS_OK)
        other = vkey.name;
    if (status == STATUS_OK)
        status = buffer_status(&text);
    revocation->vkey = buffer_slice(&text);
    if (status == STATUS_OK)
        status = query_key_uses(ledger_store(session->ledger), name, buffer_slice(&text), other, take_use, revocation,
                                &session->problem);
    buffer_release(&text);
    if (status != STATUS_OK || revocation->status != STATUS_OK)
        return status == STATUS_OK ? revocation->status : status;
    if (!revocation->first)
        return problem_say(&session->problem, STATUS_NOT_FOUND,
                           revocation->own
                               ? N_("in no body of this ledger is {1} a key that can be revoked")
                               : N_("in no body of this ledger can you, as a secretary, revoke a key of \"{1}\""),
                           label, NULL);
    return STATUS_OK;
}

enum status key_revoke(struct session *session, const char *label)
{
    struct revocation revocation = {.status = STATUS_OK};
    arena_init(&revocation.arena);
    revocation.last = &revocation.first;
    enum status status = find_endings(session, label, &revocation);
    if (status == STATUS_OK)
        status = revoke_all(session, &revocation);
    arena_release(&revocation.arena);
    return status;
}
