/*
 * A stage for screens: a world whose body is in the middle of its work, the program's screens on its ledger, and keys
 * that are pressed. Nothing of it depends on the run: not the ids, not the clock, not the machine.
 *
 *     struct stage *stage = *state;            // cmocka set-up: stage_make
 *     stage_enter(stage, "stadt", "de");
 *     stage_press(stage, "2 / strasse Enter v");
 *     stage_paint(stage, 24, 80, false, &text);
 */
#ifndef TESTS_STAGE_H
#define TESTS_STAGE_H

#include "tests/world.h"
#include "tui/app.h"

struct stage {
    struct world *w;
    struct session session;
    struct app app;
    char label[64]; /* whose key it is */
    bool open;
    bool spoilt; /* keys may lead elsewhere than they did, even out of the screens */
};

/*
 * The keys "stadt" (a delegate) and "gs1" (the secretary) lie in the keyring; nobody knows their passphrases.
 * Proposals: 2026-001 adopted, with costs and statements; 2026-002 being voted on, without a vote of stadt; 2026-003
 * being voted on by consent, stadt has voted; 2026-004 with wide characters, nothing yet; 2026-005 rejected.
 */
int stage_make(void **state);
int stage_remove(void **state);

/* The same with a ledger in which no body is. */
int stage_make_empty(void **state);

/* Opens the screens as if --as were not given; leaves them first when they are open. Lists are as they were left. */
void stage_return(struct stage *stage, const char *language);

/* Opens the screens with that key ("" for none) in that language; leaves them first when they are open. */
void stage_enter(struct stage *stage, const char *key, const char *language);

/*
 * Presses the keys, named as in tui/keymap.h with blanks between them; what is no name is typed, letter by letter. What
 * works beside the screen is waited for.
 */
void stage_press(struct stage *stage, const char *keys);

/* The same in a hurry: what works beside the screen is not heard of. */
void stage_hit(struct stage *stage, const char *keys);

/* Paints what is to be seen now. Release it with canvas_release. */
struct canvas stage_paint(struct stage *stage, int rows, int columns, bool ascii);

/* All that it shows in that size, line by line; free it. */
char *stage_text(struct stage *stage, int rows, int columns);

/* Whether the screen, painted in that size, has these words on one line; stage_expect fails where it has not. */
bool stage_shows(struct stage *stage, int rows, int columns, const char *words);
void stage_expect(struct stage *stage, int rows, int columns, const char *words);

#endif
