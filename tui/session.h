/*
 * One run of the program: its options, the ledger, the keys, and how it speaks.
 */
#ifndef TUI_SESSION_H
#define TUI_SESSION_H

#include "core/draft.h"
#include "data/keyfile.h"
#include "data/keyring.h"
#include "data/ledger.h"
#include "data/secret.h"

#include <jansson.h>

/* Every option of every verb; a verb's row names those it takes. */
#define OPTION_TABLE(X)                                                                                                \
    X(LEDGER, "ledger", "FILE", N_("the ledger file"))                                                                 \
    X(KEYS, "keys", "DIR", N_("the folder with the key files"))                                                        \
    X(AS, "as", "KEYNAME", N_("the key to sign with"))                                                                 \
    X(PASSPHRASE_FILE, "passphrase-file", "FILE", N_("a file whose first line is the passphrase"))                     \
    X(JSON, "json", NULL, N_("print JSON"))                                                                            \
    X(LANG, "lang", "de|en", N_("the language"))                                                                       \
    X(QUIET, "quiet", NULL, N_("print results only"))                                                                  \
    X(YES, "yes", NULL, N_("sign without asking"))                                                                     \
    X(HELP, "help", NULL, N_("show the help of this verb"))                                                            \
    X(KDF, "kdf", "interactive|moderate|sensitive", N_("how costly it is to try passphrases"))                         \
    X(SECRETARY, "secretary", "VKEY", N_("a further secretary's verifier key (may be repeated)"))                      \
    X(ROLE, "role", "holder|deputy|secretary|auditor", N_("what to enrol for"))                                        \
    X(SEAT, "seat", "SEAT", N_("the seat, when you hold several"))                                                     \
    X(SEARCH, "search", "TEXT", N_("only proposals with these words"))                                                 \
    X(STATUS, "status", "STATE", N_("only those in this state"))                                                       \
    X(DEMAND, "demand", "1-5", N_("only proposals that serve this demand"))                                            \
    X(BENCH, "bench", "BENCH", N_("only proposals filed by this bench"))                                               \
    X(RULE, "rule", "RULE", N_("the rule of the statute to decide by"))                                                \
    X(OPENS, "opens", "TIME", N_("when voting begins (2026-11-23T10:15:00Z, or +2d, +3h, +30m)"))                      \
    X(CLOSES, "closes", "TIME", N_("the deadline (2026-11-30T12:00:00Z, or +7d, +3h, +30m)"))                          \
    X(MEETING, "meeting", "ID", N_("the meeting (comes with a later version)"))                                        \
    X(QUESTION, "question", "TEXT", N_("the question on the ballot"))                                                  \
    X(REASON, "reason", "TEXT", N_("a reason; public for ever"))                                                       \
    X(CLERK, "clerk", NULL, N_("record a vote called out in the meeting (comes with a later version)"))                \
    X(JOBS, "jobs", "N", N_("how many threads"))                                                                       \
    X(DIR, "dir", "DIR", N_("the folder to use"))                                                                      \
    X(LIMIT, "limit", "N", N_("at most so many"))                                                                      \
    X(ASCII, "ascii", NULL, N_("screens: frames, bars and signs from ASCII only"))                                     \
    X(MONO, "mono", NULL, N_("screens: no colours, as with NO_COLOR"))

enum option {
#define OPTION_ENUM(id, name, value, help) OPTION_##id,
    OPTION_TABLE(OPTION_ENUM)
#undef OPTION_ENUM
        OPTION_COUNT
};

enum { SESSION_SECRETARIES_MAX = 15 };

struct session {
    const struct command *command;
    char *const *argument; /* behind the verb */
    size_t arguments;
    const char *option[OPTION_COUNT]; /* NULL: not given; "" for those without a value */
    const char *secretary[SESSION_SECRETARIES_MAX];
    size_t secretaries;
    struct problem problem;
    struct buffer ledger_path, keys_path, marks_path, people_path, drafts_path, demo_path;
    struct ledger *ledger;
    struct keyring keyring;
    struct unlocked *key; /* the --as key, once unlocked */
    char *only_key;       /* the name of the key that is meant, when --as was not given */
    int signal;           /* that ended the screens, or 0; the program dies of it when everything is released */
};

/* Works out the paths. */
MUST_CHECK enum status session_init(struct session *session);
void session_release(struct session *session);

static inline bool session_has(const struct session *session, enum option option)
{
    return session->option[option] != NULL;
}

/* An option's value as a slice; empty when it is not given. */
struct slice session_value(const struct session *session, enum option option);

/* The same, but its .at is NULL when the option is not given. */
struct slice session_given(const struct session *session, enum option option);

/* Opens the ledger once. */
MUST_CHECK enum status session_ledger(struct session *session, enum store_mode mode);

/* This machine's clock. */
struct instant session_now(void);

/* The file that --passphrase-file or $STIMMBUCH_PASSPHRASE_FILE names, or NULL. */
const char *session_passphrase_file(const struct session *session);

/* A passphrase for the key with that label: from the file named, else asked for. `again`: twice, for a new one. */
MUST_CHECK enum status session_passphrase(struct session *session, const char *label, bool again, struct secret *out);

/* Unlocks the --as key, once a run. STATUS_KEY when none is named and there is not exactly one. */
MUST_CHECK enum status session_key(struct session *session, struct signer *out);

/* The name of the --as key, without its passphrase. */
MUST_CHECK enum status session_key_name(struct session *session, struct vkey *out);

/* Reads a draft file that the user named. */
MUST_CHECK enum status session_draft(struct session *session, const char *path, enum kind kind, struct arena *arena,
                                     struct draft *out);

/* For people, on standard error; not with --quiet. The pattern is translated already. */
void session_note(const struct session *session, const char *pattern, struct slice first, struct slice second);

/*
 * For results that people read, on standard output; characters that could act on a terminal are shown as U+FFFD, since
 * a ledger may be hostile. STATUS_FILE when it cannot be written (a closed pipe is fine).
 */
MUST_CHECK enum status session_print(struct session *session, struct slice text);

/* Prints a JSON value on one line and lets go of it; NULL means there was no memory. */
MUST_CHECK enum status session_json(struct session *session, json_t *value);

/* A JSON string of any bytes from the ledger; hex of an id. */
json_t *json_slice(struct slice text);
json_t *json_digest(const struct digest *digest);

#endif
