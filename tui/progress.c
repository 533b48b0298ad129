#include "tui/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { SECOND = 1000 };

static int64_t milliseconds(void)
{
    struct timespec now = {.tv_sec = 0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_begin(struct progress *progress, const struct session *session, bool counted)
{
    const char *terminal = getenv("TERM");
    *progress =
        (struct progress){.shown = isatty(STDERR_FILENO) && !session_has(session, OPTION_QUIET),
                          .lines = session_has(session, OPTION_PLAIN) || (terminal && strcmp(terminal, "dumb") == 0),
                          .counted = counted,
                          .began = milliseconds()};
}

static void tell_line(struct progress *progress, unsigned percent)
{
    unsigned tenth = percent / 10;
    if (tenth <= progress->said || milliseconds() - progress->began < SECOND)
        return;
    progress->said = tenth;
    fprintf(stderr, "%u %%\n", tenth * 10);
}

/* Who listens to a terminal hears every line of it. */
static void tell_over(struct progress *progress, unsigned percent, uint64_t done, uint64_t all)
{
    int64_t now = milliseconds();
    if (progress->told && now - progress->told < SECOND)
        return;
    progress->told = now;
    if (progress->counted)
        fprintf(stderr, "\r%3u %%  %llu / %llu", percent, (unsigned long long)done, (unsigned long long)all);
    else
        fprintf(stderr, "\r%3u %%", percent);
}

void progress_tell(struct progress *progress, uint64_t done, uint64_t all)
{
    if (!progress->shown || !all)
        return;
    unsigned percent = (unsigned)(done * 100 / all);
    if (progress->lines)
        tell_line(progress, percent);
    else
        tell_over(progress, percent, done, all);
}

void progress_clear(const struct progress *progress)
{
    if (progress->shown && !progress->lines)
        fprintf(stderr, "\r%40s\r", "");
}
