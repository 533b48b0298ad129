/* A proof that a log was forked: there is one way to write it; one that is taken may still prove nothing. */
#include "core/fork.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = fuzz_input(data, size);
    static struct fork fork;
    struct checkpoint head[2];
    struct carried carried = {.keys = 0};
    struct buffer written;
    struct problem problem;
    fuzz_start();
    buffer_init(&written);
    problem_clear(&problem);
    if (fuzz_taken(fork_parse(input, &fork, &problem), STATUS_FORM, &problem)) {
        fork_write(&fork, &written);
        HOLDS(slice_equal(buffer_slice(&written), input));
        enum status status = fork_verify(&fork, &carried, head, &problem);
        HOLDS(status == STATUS_OK || status == STATUS_FORM || status == STATUS_MISMATCH);
        HOLDS(status != STATUS_OK || head[0].size <= head[1].size);
        carried_release(&carried);
    }
    buffer_release(&written);
    return 0;
}
