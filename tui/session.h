/* One run of the program: its options, the ledger, the keys, and how it speaks. */
#ifndef TUI_SESSION_H
#define TUI_SESSION_H

#include "core/draft.h"
#include "data/config.h"
#include "data/keyfile.h"
#include "data/keyring.h"
#include "data/ledger.h"
#include "data/secret.h"
#include "tui/json.h"
#include "tui/option.h"

enum { SESSION_SECRETARIES_MAX = 15, SESSION_COUNTS_MAX = 64 };

struct session {
    const struct command *command;
    char *const *argument; /* behind the verb */
    size_t arguments, secretaries, counts;
    const char *option[OPTION_COUNT]; /* NULL: not given; "" for those without a value */
    const char *secretary[SESSION_SECRETARIES_MAX];
    const char *count[SESSION_COUNTS_MAX], *sample_passphrase; /* that of a sample world's keys, which all know */
    struct config config;
    struct problem problem;
    struct buffer ledger_path, keys_path, people_path, drafts_path, demo_path, samples_path;
    /* Of signed heads, of audits without an error (what is known already), and of proofs that a log was forked. */
    struct buffer marks_path, audited_path, proofs_path;
    json_t *lacks; /* what a proposal lacks for its ballot, for the error: tui/gate_lacks.h; or NULL */
    struct ledger *ledger; /* open in that mode */
    enum store_mode mode;
    bool unfiled; /* the ledger is empty and lies nowhere */
    struct keyring keyring;
    struct unlocked *key; /* the --as key, once unlocked */
    char *only_key;       /* the name of the key that is meant, when --as was not given */
    struct arena labels;  /* of keys that were chosen instead: others borrow them */
    int signal;           /* that ended the screens, or 0; the program dies of it when everything is released */
};

/* Works out the paths (tui/session_paths.c). */
MUST_CHECK enum status session_init(struct session *session);
void session_release(struct session *session);

static inline bool session_has(const struct session *session, enum option option)
{
    return session->option[option] != NULL;
}

/* An option's value as a slice; empty, or with session_given without .at, when it is not given. */
struct slice session_value(const struct session *session, enum option option);
struct slice session_given(const struct session *session, enum option option);

/* Opens the ledger once. */
MUST_CHECK enum status session_ledger(struct session *session, enum store_mode mode);

/* An empty one that lies nowhere, until session_ledger is asked to create the file: for a first run on the screen. */
MUST_CHECK enum status session_no_ledger(struct session *session);

/* The log of the body that the argument names, by its name or its founding id; the ledger is open. */
MUST_CHECK enum status session_log(struct session *session, const char *body, struct log **out);

/* This machine's clock. And the file that --passphrase-file or $STIMMBUCH_PASSPHRASE_FILE names, or NULL. */
struct instant session_now(void);
const char *session_passphrase_file(const struct session *session);

/* A passphrase for the key with that label: from the file named, else asked for. `again`: twice, for a new one. */
MUST_CHECK enum status session_passphrase(struct session *session, const char *label, bool again, struct secret *out);

/* Unlocks the --as key, once a run. STATUS_KEY when none is named and there is not exactly one. */
MUST_CHECK enum status session_key(struct session *session, struct signer *out);

/* The key under that label is the --as key from now on, and locked. STATUS_NO_MEMORY. */
MUST_CHECK enum status session_use_key(struct session *session, struct slice label);

/* The name of the --as key, without its passphrase. */
MUST_CHECK enum status session_key_name(struct session *session, struct vkey *out);

/* Reads a draft file that the user named. On success the problem holds the file, for what is found later. */
MUST_CHECK enum status session_draft_read(const char *path, enum kind kind, struct arena *arena, struct draft *out,
                                          struct problem *problem);

/* Says how much it had to tidy up. */
void session_note_changes(const struct session *session, const char *path, const struct draft *draft);
MUST_CHECK enum status session_draft(struct session *session, const char *path, enum kind kind, struct arena *arena,
                                     struct draft *out);

/* For people, on standard error; not with --quiet. The pattern is translated already. */
void session_note(const struct session *session, const char *pattern, struct slice first, struct slice second);

/*
 * For results that people read, on standard output; characters that could act on a terminal are shown as U+FFFD, since
 * a ledger may be hostile. STATUS_FILE when it cannot be written (a closed pipe is fine). Or bytes just as they are.
 */
MUST_CHECK enum status session_print(struct session *session, struct slice text);
MUST_CHECK enum status session_print_bytes(struct session *session, struct slice bytes);
/* Prints a JSON value on one line and lets go of it; NULL means there was no memory. */
MUST_CHECK enum status session_json(struct session *session, json_t *value);
/* The same for one that is written already (tui/json_write.h), to which the line's end is added. */
MUST_CHECK enum status session_json_written(struct session *session, struct buffer *text);

#endif
