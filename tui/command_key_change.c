/* key rotate, key revoke. */
#include "data/query_key.h"
#include "tui/command.h"
#include "tui/key_handover.h"
#include "tui/key_revocation.h"
#include "tui/key_rotation.h"

/* Whether it is the name of a body of this ledger: its key is then the log's. */
static enum status is_body(struct session *session, const char *name, bool *out)
{
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = query_key_of_log(ledger_store(session->ledger), slice_of(name), out, &session->problem);
    return status;
}

static enum status rotate(struct session *session)
{
    bool body = false;
    const char *name = session->argument[0];
    enum keyfile_kdf kdf = KDF_MODERATE;
    if (session_has(session, OPTION_KDF) && !keyfile_kdf_parse(session_value(session, OPTION_KDF), &kdf))
        return problem_say(&session->problem, STATUS_USAGE, N_("--kdf is one of interactive, moderate, sensitive"),
                           NULL, NULL);
    enum status status = is_body(session, name, &body);
    if (status != STATUS_OK)
        return status;
    if (!body && session_has(session, OPTION_LOST))
        return problem_say(&session->problem, STATUS_USAGE,
                           N_("--lost is for the keys of logs: the secretaries revoke a lost key with \"key revoke\""),
                           NULL, NULL);
    return body ? key_hand_over(session, name, kdf) : key_rotate(session, name, kdf);
}

static enum status revoke(struct session *session)
{
    bool body = false;
    enum status status = is_body(session, session->argument[0], &body);
    if (status == STATUS_OK && body)
        return problem_say(&session->problem, STATUS_REFUSED,
                           N_("a log always has a key: hand it over with \"stimmbuch key rotate {1}\""),
                           session->argument[0], NULL);
    return status == STATUS_OK ? key_revoke(session, session->argument[0]) : status;
}

const struct command commands_key_change[] = {
    {"key", "rotate", "NAME", 1, 1, "kdf reason lost", N_("put a new key in the place of one, or of a body's log key"),
     rotate},
    {"key", "revoke", "NAME", 1, 1, "reason", N_("end a key for good, with all its places and offices"), revoke},
    {0},
};
