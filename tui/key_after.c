#include "tui/key_after.h"
#include "tui/app_key.h"

static enum status take_over(struct app *app, const struct vkey *old, struct slice label, struct buffer *kept,
                             struct problem *problem)
{
    const struct keyring *keyring = &app->session->keyring;
    key_label_write(old, kept);
    enum status status = buffer_status(kept);
    if (status == STATUS_OK)
        status = keyfile_copy(keyring, old->name, buffer_slice(kept), false, problem);
    if (status == STATUS_OK)
        status = keyfile_copy(keyring, label, old->name, true, problem);
    return status == STATUS_OK ? keyfile_remove(keyring, label, problem) : status;
}

void key_after_rotation(struct app *app, const struct vkey *old, struct slice label)
{
    struct problem problem = {.status = STATUS_OK};
    struct buffer kept;
    buffer_init(&kept);
    problem.status = take_over(app, old, label, &kept, &problem);
    if (problem.status == STATUS_OK)
        problem.status = app_use_key(app, old->name, &problem);
    if (problem.status == STATUS_OK)
        app_say(app, STYLE_GOOD,
                _("{1} is the new key now; the old one is kept as {2}, to revoke with if it was stolen."), old->name,
                buffer_slice(&kept));
    else
        app_fail(app, &problem);
    buffer_release(&kept);
}

void key_after_revocation(struct app *app, struct slice name)
{
    app_say(app, STYLE_GOOD, _("The key {1} is ended, with all its places and offices."), name, SLICE(""));
}
