/* A verifier key: there is one way to write it. */
#include "core/key.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = fuzz_input(data, size);
    struct vkey key, again;
    struct buffer written;
    struct problem problem;
    buffer_init(&written);
    problem_clear(&problem);
    fuzz_start();
    if (fuzz_taken(vkey_parse(input, &key, &problem), STATUS_FORM, &problem)) {
        vkey_write(&key, &written);
        HOLDS(slice_equal(buffer_slice(&written), input));
        HOLDS(key_name_is_c2sp(key.name));
        HOLDS(vkey_parse_again(input, &again) && vkey_equal(&key, &again));
    }
    buffer_release(&written);
    return 0;
}
