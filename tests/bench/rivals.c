#include "tests/bench/rivals.h"

#include "data/file.h"
#include "tests/bench/pty.h"
#include "tests/bench/worlds.h"

#include <stdio.h>

enum { FEEDS = 300 };

/* A list of feeds that nobody fetches. */
static bool write_feeds(const char *folder)
{
    struct buffer text;
    buffer_init(&text);
    for (unsigned i = 1; i <= FEEDS; i++)
        buffer_format(&text, "file:///nowhere/%u.xml \"~Gemeinde %u\"\n", i, i);
    bool done = buffer_status(&text) == STATUS_OK &&
                file_write_atomic(folder, "feeds", buffer_slice(&text), FILE_MODE_PRIVATE, true, NULL) == STATUS_OK;
    buffer_release(&text);
    return done;
}

void rivals_find(const char *folder, struct rival out[RIVALS])
{
    static char feeds[WORLD_PATH], cache[WORLD_PATH];
    snprintf(feeds, sizeof feeds, "%.400s/feeds", folder);
    snprintf(cache, sizeof cache, "%.400s/feeds.db", folder);
    const struct starter starters[RIVALS] = {{{"mc", "tests/screens"}, "Quit"},
                                             {{"tig"}, "[main]"},
                                             {{"newsboat", "-u", feeds, "-c", cache}, "Mark All Rea"},
                                             {{"htop"}, "Quit"}};
    bool fed = write_feeds(folder);
    for (size_t i = 0; i < RIVALS; i++) {
        const char *name = starters[i].words[0];
        out[i] = (struct rival){.starter = starters[i], .installed = pty_has(name) && fed};
        if (!out[i].installed)
            fprintf(stderr, "%s is not installed (.ci/packages bench): nothing to compare with\n", name);
    }
}
