#include "tui/key_steps.h"

#include "data/compose_change.h"
#include "data/query_key.h"
#include "tui/key_after.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"

/* The bodies that are still to be asked, and of a rotation a key that was made before. */
struct search {
    struct app *app;
    bool rotates, own;      /* own: the key at the screen ends itself */
    const struct vkey *old; /* the one at the screen */
    struct slice old_text;
    int64_t after;       /* bodies up to this one, in their order, are done; 0: none is */
    int64_t body;        /* the first of the others, or 0 */
    struct buffer vkey;  /* of a revocation: the key that the entry names there */
    struct buffer label; /* of a rotation: the new key's, where it is in the keyring already */
    enum status status;
};

static void say(struct app *app, enum status status, struct problem *problem)
{
    problem->status = status;
    app_fail(app, problem);
}

/* Somebody else may have the same name in another body: only a key whose file is here is the one of such a run. */
static void find_new(struct search *search, const struct vkey *vkey)
{
    struct vkey there;
    struct buffer label;
    buffer_init(&label);
    key_label_write(vkey, &label);
    if (buffer_status(&label) == STATUS_OK && !search->label.length &&
        keyring_find(&search->app->session->keyring, buffer_slice(&label), &there, NULL) == STATUS_OK)
        buffer_add(&search->label, buffer_slice(&label));
    buffer_release(&label);
}

static bool take_use(void *context, const struct key_use *use)
{
    struct search *search = context;
    struct vkey vkey;
    bool there = search->own ? use->in_chain : use->overseen;
    if (search->after) {
        search->after = use->body == search->after ? 0 : search->after;
        return true;
    }
    if (search->rotates) {
        if (!use->holds || !vkey_parse_again(use->vkey, &vkey))
            return true;
        there = vkey_equal(&vkey, search->old);
        if (!there)
            find_new(search, &vkey);
    }
    if (!there || search->body)
        return true;
    search->body = use->body;
    buffer_add(&search->vkey, search->own || search->rotates ? search->old_text : use->vkey);
    return true;
}

static void release(struct search *search)
{
    buffer_release(&search->vkey);
    buffer_release(&search->label);
}

/* `name`: whose key it is. */
static enum status look(struct search *search, struct slice name, struct slice other, struct problem *problem)
{
    enum status status = query_key_uses(app_store(search->app), name, search->own ? search->old_text : SLICE(""), other,
                                        take_use, search, problem);
    if (status == STATUS_OK)
        status = buffer_status(&search->vkey);
    return status == STATUS_OK ? buffer_status(&search->label) : status;
}

/* Composes the entry for one body and puts its text on the screen; a key in `request` is taken over. */
static enum status ask(struct app *app, int64_t body, const char *action, struct slice old_text, const struct vkey *new,
                       struct slice reason, const struct sign_request *request, struct problem *problem)
{
    struct arena arena;
    struct draft draft;
    struct log *log;
    struct author author;
    struct vkey old;
    arena_init(&arena);
    draft_init(&draft, KIND_KEY, &arena);
    enum status status = vkey_parse(old_text, &old, problem);
    if (status == STATUS_OK)
        status = ledger_log_number(app->session->ledger, body, &log, problem);
    if (status == STATUS_OK)
        status = sign_author(app, log, &author, problem);
    if (status == STATUS_OK)
        status = compose_key(&author, action, &old, new, reason.length ? reason : (struct slice){.at = NULL}, &draft,
                             problem);
    if (status == STATUS_OK)
        sign_ask(app, &draft, request);
    arena_release(&arena);
    return status;
}

/* The successor: handed on, found in the keyring, or made now. */
static enum status ask_rotation(struct app *app, const struct search *search, struct slice reason,
                                struct unlocked **handed, struct problem *problem)
{
    struct sign_request request = {.beside = true, .after = SIGN_NEXT};
    struct unlocked *made = NULL;
    struct vkey new;
    enum status status = STATUS_OK;
    if (*handed) {
        request.log_key = handed;
        request.sealed = true;
        new = unlocked_signer(*handed).vkey;
    } else if (search->label.length) {
        request.beside_label = buffer_slice(&search->label);
        status = keyring_find(&app->session->keyring, request.beside_label, &new, problem);
        new.name = search->old->name;
    } else {
        status = unlocked_generate(search->old->name, &made, problem);
        request.log_key = &made;
        if (status == STATUS_OK)
            new = unlocked_signer(made).vkey;
    }
    if (status == STATUS_OK)
        status = ask(app, search->body, "rotate", search->old_text, &new, reason, &request, problem);
    unlocked_free(made);
    return status;
}

static enum status rotate(struct app *app, struct slice reason, struct unlocked **handed, struct problem *problem)
{
    struct vkey own;
    struct buffer text;
    struct search search = {.app = app, .rotates = true, .old = &own};
    buffer_init(&text);
    enum status status = session_key_name(app->session, &own);
    if (status != STATUS_OK) {
        *problem = app->session->problem;
        return status;
    }
    vkey_write(&own, &text);
    search.old_text = buffer_slice(&text);
    status = buffer_status(&text);
    if (status == STATUS_OK)
        status = look(&search, own.name, SLICE(""), problem);
    if (status == STATUS_OK && search.body)
        status = ask_rotation(app, &search, reason, handed, problem);
    else if (status == STATUS_OK && search.label.length)
        key_after_rotation(app, &own, buffer_slice(&search.label));
    else if (status == STATUS_OK)
        status =
            problem_slices(problem, STATUS_NOT_FOUND,
                           N_("in no body of this ledger has the key {1} a place or an office"), own.name, SLICE(""));
    release(&search);
    buffer_release(&text);
    return status;
}

void key_steps_rotate(struct app *app, struct slice reason)
{
    struct problem problem = {.status = STATUS_OK};
    struct unlocked *none = NULL;
    enum status status = rotate(app, reason, &none, &problem);
    if (status != STATUS_OK)
        say(app, status, &problem);
}

/* Of somebody else's key the form alone was opened: it is left with the text. */
static bool asked_by_form(const struct app *app)
{
    return app->stack[app->depth - 1].screen == &screen_keys;
}

/* `after`: as in the search. *more: there was a body to ask. */
static enum status revoke(struct app *app, struct slice name, int64_t after, struct slice reason, bool *more,
                          struct problem *problem)
{
    struct vkey own;
    struct buffer text;
    struct search search = {.app = app, .old = &own, .after = after};
    buffer_init(&text);
    enum status status = session_key_name(app->session, &own);
    if (status != STATUS_OK) {
        *problem = app->session->problem;
        return status;
    }
    vkey_write(&own, &text);
    search.own = slice_equal(own.name, name);
    search.old_text = buffer_slice(&text);
    status = buffer_status(&text);
    if (status == STATUS_OK)
        status = look(&search, name, search.own ? SLICE("") : own.name, problem);
    *more = status == STATUS_OK && search.body;
    if (*more)
        status = ask(app, search.body, "revoke", buffer_slice(&search.vkey), NULL, reason,
                     &(struct sign_request){.after = SIGN_NEXT, .leave = !search.own && asked_by_form(app)}, problem);
    release(&search);
    buffer_release(&text);
    return status;
}

void key_steps_revoke(struct app *app, struct slice name, struct slice reason)
{
    struct problem problem = {.status = STATUS_OK};
    bool more;
    enum status status = revoke(app, name, 0, reason, &more, &problem);
    if (status == STATUS_OK && !more)
        status = problem_slices(&problem, STATUS_NOT_FOUND,
                                slice_is(name, app->who)
                                    ? N_("in no body of this ledger is {1} a key that can be revoked")
                                    : N_("in no body of this ledger can you, as a secretary, revoke a key of \"{1}\""),
                                name, SLICE(""));
    if (status != STATUS_OK)
        say(app, status, &problem);
}

/* The old key signs where it is here. */
static enum status hand_over(struct app *app, struct slice body, bool lost, struct slice reason,
                             struct problem *problem)
{
    struct log *log;
    struct unlocked *made = NULL;
    struct buffer label, text;
    struct vkey there;
    buffer_init(&label);
    buffer_init(&text);
    struct sign_request request = {.log_key = &made, .beside = true, .after = SIGN_RECEIPT};
    enum status status = ledger_log(app->session->ledger, body, &log, problem);
    if (status == STATUS_OK) {
        key_label_write(&log_body(log)->log, &label);
        vkey_write(&log_body(log)->log, &text);
        status = buffer_status(&label) == STATUS_OK ? buffer_status(&text) : STATUS_NO_MEMORY;
    }
    if (status == STATUS_OK && !lost &&
        keyring_find(&app->session->keyring, buffer_slice(&label), &there, NULL) == STATUS_OK)
        request.old_label = buffer_slice(&label);
    if (status == STATUS_OK)
        status = unlocked_generate(body, &made, problem);
    if (status == STATUS_OK) {
        const struct vkey new = unlocked_signer(made).vkey;
        status = ask(app, log_number(log), "log", buffer_slice(&text), &new, reason, &request, problem);
    }
    unlocked_free(made);
    buffer_release(&label);
    buffer_release(&text);
    return status;
}

void key_steps_hand_over(struct app *app, struct slice body, bool lost, struct slice reason)
{
    struct problem problem = {.status = STATUS_OK};
    enum status status = hand_over(app, body, lost, reason, &problem);
    if (status != STATUS_OK)
        say(app, status, &problem);
}

enum status key_step_take(struct key_step *step, const struct entry *entry, struct unlocked **new)
{
    struct slice action = entry_value(entry, "action");
    *step =
        (struct key_step){.rotates = slice_is(action, "rotate"), .revokes = slice_is(action, "revoke"), .new = *new};
    *new = NULL;
    buffer_init(&step->old);
    buffer_init(&step->reason);
    buffer_add(&step->old, entry_value(entry, "old"));
    entry_plain_text(entry, &step->reason);
    while (step->reason.length && step->reason.at[step->reason.length - 1] == '\n')
        step->reason.at[--step->reason.length] = '\0';
    return buffer_status(&step->old) == STATUS_OK ? buffer_status(&step->reason) : STATUS_NO_MEMORY;
}

void key_step_go(struct app *app, struct key_step *step)
{
    struct problem problem = {.status = STATUS_OK};
    struct slice name = buffer_slice(&step->old);
    enum status status = STATUS_OK;
    bool more = true;
    name = slice_cut(&name, '+');
    if (step->rotates)
        status = rotate(app, buffer_slice(&step->reason), &step->new, &problem);
    else if (step->revokes)
        status = revoke(app, name, step->body, buffer_slice(&step->reason), &more, &problem);
    if (status != STATUS_OK)
        say(app, status, &problem);
    else if (step->revokes && !more && !step->waits)
        key_after_revocation(app, name);
    unlocked_free(step->new);
    buffer_release(&step->old);
    buffer_release(&step->reason);
}
