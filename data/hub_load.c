/* libpq, loaded when it is needed: who has no hub need not have it. */
#include "core/status.h"

#ifdef HAVE_LIBPQ
#include "data/hub_load.h"

#include <dlfcn.h>
#include <string.h>

enum status hub_pq_load(struct hub_pq *pq, struct problem *problem)
{
    pq->library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (!pq->library)
        return problem_say(problem, STATUS_FILE,
                           N_("a hub needs libpq, PostgreSQL's library, which is not on this machine: on Debian, "
                              "install libpq5"),
                           NULL, NULL);
    const struct {
        const char *name;
        void *where;
    } functions[] = {
#define HUB_PQ_ROW(name) {#name, &pq->name},
        HUB_PQ_TABLE(HUB_PQ_ROW)
#undef HUB_PQ_ROW
    };
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        void *found = dlsym(pq->library, functions[i].name);
        if (!found)
            return problem_say(problem, STATUS_FILE,
                               N_("this machine's libpq is older than PostgreSQL 14: it has no {1}"), functions[i].name,
                               NULL);
        memcpy(functions[i].where, &found, sizeof found);
    }
    return STATUS_OK;
}

#endif
