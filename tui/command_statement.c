/* state: a signed statement or practical report on a proposal. */
#include "tui/command.h"
#include "tui/writing.h"

static enum status compose(struct session *session, struct writing *writing)
{
    return compose_statement(&writing->author, &writing->about.id, session_given(session, OPTION_SEAT), &writing->draft,
                             &session->problem);
}

static enum status state(struct session *session)
{
    static const struct writing_kind kind = {KIND_STATEMENT, WRITING_PROPOSAL, true, compose};
    return writing_sign(session, &kind);
}

const struct command commands_statement[] = {
    {"state", NULL, "PROPOSAL [FILE]", 1, 2, "seat", N_("sign a statement or a practical report on a proposal"), state},
    {0},
};
