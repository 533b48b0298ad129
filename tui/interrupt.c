#include "tui/interrupt.h"

#include <pthread.h>
#include <stddef.h>
#include <time.h>

static void only_interrupt(sigset_t *out)
{
    sigemptyset(out);
    sigaddset(out, SIGINT);
}

void interrupt_hold(struct interrupt *interrupt)
{
    struct sigaction action;
    sigset_t set;
    only_interrupt(&set);
    /* A signal that is held back waits even if it is ignored, so that is asked first. */
    interrupt->held = sigaction(SIGINT, NULL, &action) == 0 && action.sa_handler != SIG_IGN &&
                      pthread_sigmask(SIG_BLOCK, &set, &interrupt->mask_before) == 0;
}

bool interrupt_waits(const struct interrupt *interrupt)
{
    sigset_t waiting;
    return interrupt->held && sigpending(&waiting) == 0 && sigismember(&waiting, SIGINT) == 1;
}

void interrupt_release(struct interrupt *interrupt, bool answered)
{
    static const struct timespec at_once = {.tv_sec = 0};
    sigset_t set;
    if (!interrupt->held)
        return;
    only_interrupt(&set);
    if (answered)
        sigtimedwait(&set, NULL, &at_once);
    pthread_sigmask(SIG_SETMASK, &interrupt->mask_before, NULL);
}
