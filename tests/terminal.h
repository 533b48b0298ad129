/*
 * A terminal for tests: a program on a pseudo-terminal, whose output libvterm shows as a person would see it.
 *
 *     const char *const arguments[] = {"build/release/stimmbuch", "--lang", "en", NULL};
 *     struct emulator *e = emulator_start(30, 100, arguments, environment);
 *     emulator_wait(e, "To do");
 *     emulator_type(e, "v");
 *
 * It waits for what is to be seen, never for time; what does not come within EMULATOR_LIMIT seconds fails the test.
 */
#ifndef TESTS_TERMINAL_H
#define TESTS_TERMINAL_H

#include "core/buffer.h"

#include <sys/types.h>

enum { EMULATOR_LIMIT = 30, EMULATOR_CELL = 32 };

struct emulator;

/*
 * `arguments` and `environment` end with NULL; the environment is all that the program gets beside PATH, HOME, TERM,
 * LC_ALL and TZ, which it may name anew.
 */
struct emulator *emulator_start(int rows, int columns, const char *const *arguments, const char *const *environment);

/* One without a program of its own, on that pseudo-terminal, which it closes: it shows the bytes that it is given. */
struct emulator *emulator_watch(int master, int rows, int columns);
void emulator_take(struct emulator *e, struct slice bytes);

/* Kills what still runs; NULL is fine. */
void emulator_free(struct emulator *e);

/* What a key sends; keys with names of their own. */
#define KEY_UP_BYTES "\033OA"
#define KEY_DOWN_BYTES "\033OB"
void emulator_type(struct emulator *e, const char *bytes);

/* As a window is resized; what the program shows then is to be waited for. */
void emulator_resize(struct emulator *e, int rows, int columns);

void emulator_signal(struct emulator *e, int signal);

/* Waits until the screen shows the text, or no longer does. A text does not go over the end of a line. */
void emulator_wait(struct emulator *e, const char *text);
void emulator_wait_gone(struct emulator *e, const char *text);

/* Waits until the cursor stands on this text (on its first cell). */
void emulator_wait_cursor(struct emulator *e, const char *text);

/* Waits until the program ends: its wait status. */
int emulator_wait_end(struct emulator *e);

/* Reads what comes within so many milliseconds, and says how many bytes that were. */
size_t emulator_listen(struct emulator *e, int milliseconds);

/* Listens until the screen has exactly this text, or for some seconds; NULL: until nothing comes any more. */
void emulator_settle(struct emulator *e, const char *text);

/* What is to be seen, a line a row, blanks at their ends cut; valid until the next call. */
const char *emulator_text(struct emulator *e);

/* All bytes the program wrote since the start or the last emulator_forget. */
struct slice emulator_bytes(const struct emulator *e);
void emulator_forget(struct emulator *e);

/* Nothing in them steers a terminal: no OSC, DCS, bell or C1, no sequence that ncurses does not write. */
void emulator_expect_tame(struct slice bytes);

struct emulator_cell {
    char text[EMULATOR_CELL]; /* " " for an empty one, "" for the right half of a wide one */
    int width;
    bool bold, reverse, underline;
    int colour; /* 0 to 7 of ANSI, -1 the terminal's own, -2 any other */
    bool plain_background;
};
struct emulator_cell emulator_cell(const struct emulator *e, int row, int column);

bool emulator_alternate(const struct emulator *e); /* the alternate screen is on */
bool emulator_cursor_visible(const struct emulator *e);
void emulator_cursor(const struct emulator *e, int *row, int *column);
bool emulator_is_cooked(const struct emulator *e); /* the line is edited and echoed, as a shell wants it */

#endif
