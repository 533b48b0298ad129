/* recuse: declare a conflict of interest. */
#include "tui/command.h"
#include "tui/seat.h"
#include "tui/writing.h"

static enum status compose(struct session *session, struct writing *writing)
{
    struct own_seat seat;
    enum status status = own_seat(session, writing->log, &seat);
    if (status != STATUS_OK)
        return status;
    return compose_recusal(&writing->author, &writing->about.id, seat.id, session_given(session, OPTION_REASON),
                           &writing->draft, &session->problem);
}

static enum status recuse(struct session *session)
{
    static const struct writing_kind kind = {KIND_RECUSAL, WRITING_PROPOSAL, false, compose};
    return writing_sign(session, &kind);
}

const struct command commands_recusal[] = {
    {"recuse", NULL, "PROPOSAL", 1, 1, "seat reason", N_("declare that a seat takes no part in deciding a proposal"),
     recuse},
    {0},
};
