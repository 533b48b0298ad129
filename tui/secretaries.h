/* Who will be the secretaries of a body that is being founded: one's own key first, then others. */
#ifndef TUI_SECRETARIES_H
#define TUI_SECRETARIES_H

#include "tui/session.h"

struct secretaries {
    struct arena arena;
    struct vkey key[SESSION_SECRETARIES_MAX + 1];
    size_t count;
};

/* With the --as key alone. Fails as session_key_name, with its problem in the session. Release it in any case. */
MUST_CHECK enum status secretaries_begin(struct secretaries *secretaries, struct session *session);
void secretaries_release(struct secretaries *secretaries);

/*
 * Adds one by its verifier key (NAME+hash+base64), or by the name of a key in this keyring. STATUS_REFUSED where one of
 * this name or key is there already; STATUS_USAGE where there is no room.
 */
MUST_CHECK enum status secretaries_add(struct secretaries *secretaries, const struct session *session,
                                       struct slice text, struct problem *problem);

/* Takes the one that was added last away; one's own key stays. False: there is no other. */
bool secretaries_drop(struct secretaries *secretaries);

/* "gs1, gs2" */
void secretaries_write(const struct secretaries *secretaries, struct buffer *out);

#endif
