/*
 * The user's configuration, $XDG_CONFIG_HOME/stimmbuch/config: one option a line.
 *
 *     # how the screens look
 *     theme = dark
 *     lock-minutes = 5
 *
 * Lines that begin with # or ; are comments; so is what stands behind a blank and a semicolon. Every option may stand
 * once, from the first column on. A name or a value that is not known is refused, never passed over.
 */
#ifndef DATA_CONFIG_H
#define DATA_CONFIG_H

#include "core/arena.h"
#include "core/status.h"

enum { CONFIG_FILE_MAX = 65536, CONFIG_LINE_MAX = 190, CONFIG_MINUTES_MAX = 1440 };

/* What a value may be. */
enum config_kind {
    CONFIG_WORD,    /* one of the words, "|" between them */
    CONFIG_MINUTES, /* a whole number up to CONFIG_MINUTES_MAX */
    CONFIG_PATH,    /* from / on, or from ~/, which is the home folder */
    CONFIG_TEXT,    /* anything that is not empty */
};

/* id, name, kind, the words (CONFIG_WORD), what holds without it (shown in the sample), help */
#define CONFIG_TABLE(X)                                                                                                \
    X(LANGUAGE, "language", WORD, "de|en", "de", N_("the language; goes before that of the system"))                   \
    X(THEME, "theme", WORD, "auto|light|dark|mono", "auto",                                                            \
      N_("colours for a light or a dark background, or none; auto goes by COLORFGBG, where the terminal sets it"))     \
    X(ASCII, "ascii", WORD, "auto|on|off", "auto",                                                                     \
      N_("frames, bars and signs from ASCII only; auto does so in the locale C"))                                      \
    X(MOUSE, "mouse", WORD, "on|off", "off",                                                                           \
      N_("click, double click and wheel on the screens; while it is on, marking text to copy needs Shift"))            \
    X(LOCK_MINUTES, "lock-minutes", MINUTES, NULL, "10",                                                               \
      N_("after so many minutes without a key press the passphrase is asked for again; 0: never"))                     \
    X(LEDGER, "ledger", PATH, NULL, "~/.local/share/stimmbuch/ledger.db", N_("the ledger file"))                       \
    X(KEYS, "keys", PATH, NULL, "~/.local/share/stimmbuch/keys", N_("the folder with the key files"))                  \
    X(HUB, "hub", TEXT, NULL, "postgresql://name@hub.example/stimmbuch",                                               \
      N_("the hub of bodies for which the ledger knows none; the screens keep up with it"))                            \
    X(BODY, "body", TEXT, NULL, "rat.example", N_("the body whose lists are shown first, by its name"))                \
    X(EDITOR, "editor", TEXT, NULL, "vi", N_("the editor for longer texts, where VISUAL and EDITOR are not set"))      \
    X(PAGER, "pager", TEXT, NULL, "less", N_("the pager for long reading, where PAGER is not set"))

enum config_option {
#define CONFIG_ENUM(id, name, kind, words, usual, help) CONFIG_##id,
    CONFIG_TABLE(CONFIG_ENUM)
#undef CONFIG_ENUM
        CONFIG_COUNT
};

struct config_row {
    const char *name, *words, *usual, *help; /* help: English, to be translated where it is shown */
    enum config_kind kind;
};
extern const struct config_row config_rows[CONFIG_COUNT];

/* All zero: nothing is configured. */
struct config {
    const char *value[CONFIG_COUNT]; /* NULL: does not stand there */
    struct arena arena;
};

/*
 * Reads the file; one that is not there or is empty configures nothing. STATUS_FORM with the line: an option that there
 * is not, stands twice or cannot have that value, or no option at all; STATUS_FILE: not readable, or over
 * CONFIG_FILE_MAX bytes. On failure `out` is empty.
 */
MUST_CHECK enum status config_read(const char *path, struct config *out, struct problem *problem);

/* The same from memory. */
MUST_CHECK enum status config_parse(struct slice bytes, struct config *out, struct problem *problem);

void config_release(struct config *config);

/* Is the option set to this word? */
bool config_is(const struct config *config, enum config_option option, const char *word);

/* The minutes of a CONFIG_MINUTES option, or `usual` where it is not set. */
int config_minutes(const struct config *config, enum config_option option, int usual);

#endif
