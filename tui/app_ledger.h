/* The screens follow the ledger; where they cannot, that is said until they can again. */
#ifndef TUI_APP_LEDGER_H
#define TUI_APP_LEDGER_H

struct app;

enum ledger_state {
    LEDGER_FOLLOWED,
    LEDGER_UNREADABLE, /* it cannot be asked whether somebody wrote */
    LEDGER_MOVED       /* the file was removed or replaced: what is shown is of one that nobody else has */
};

/* Has another process written? Then the screen on top reads anew. */
void app_follow(struct app *app);

/* What is to stand in the line of messages while there is no message; NULL: all is well. */
const char *app_ledger_words(const struct app *app);

#endif
