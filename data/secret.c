#include "data/secret.h"

#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>

enum status secret_init(struct secret *secret, size_t capacity, struct problem *problem)
{
    *secret = (struct secret){0};
    if (sodium_init() >= 0)
        secret->at = sodium_malloc(capacity);
    if (!secret->at)
        return problem_say(problem, STATUS_NO_MEMORY, N_("there is not enough memory for a secret"), NULL, NULL);
    secret->capacity = capacity;
    /* sodium_malloc locks as well, but does not say when that failed. */
    secret->locked = sodium_mlock(secret->at, capacity) == 0;
    return STATUS_OK;
}

void secret_release(struct secret *secret)
{
    sodium_free(secret->at);
    *secret = (struct secret){0};
}

struct slice secret_slice(const struct secret *secret)
{
    return (struct slice){.at = (const char *)secret->at, .length = secret->length};
}

bool secret_equal(const struct secret *a, const struct secret *b)
{
    return a->length == b->length && sodium_memcmp(a->at, b->at, a->length) == 0;
}

bool process_harden(void)
{
    struct rlimit none = {0};
    return setrlimit(RLIMIT_CORE, &none) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}
