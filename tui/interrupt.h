/*
 * Ctrl-C during long work: it waits until the work asks, so that the work can end as if it had not begun.
 *
 *     struct interrupt held;
 *     interrupt_hold(&held);
 *     while (more && !interrupt_waits(&held)) …
 *     interrupt_release(&held);
 */
#ifndef TUI_INTERRUPT_H
#define TUI_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

struct interrupt {
    sigset_t mask_before;
    bool held; /* false: it cannot be held back, or the caller of the program ignores it */
};

void interrupt_hold(struct interrupt *interrupt);

/* Ctrl-C was pressed since. Safe from any thread. */
bool interrupt_waits(const struct interrupt *interrupt);

/* One that came too late to stop anything ends the program now; `answered`: it did, and is forgotten. */
void interrupt_release(struct interrupt *interrupt, bool answered);

#endif
