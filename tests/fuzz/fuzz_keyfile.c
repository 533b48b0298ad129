/* The header of a key file: there is one way to write it. Nothing is decrypted: that costs a second. */
#include "data/keyfile_format.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = fuzz_input(data, size);
    struct keyfile file;
    struct buffer written;
    struct problem problem;
    buffer_init(&written);
    problem_clear(&problem);
    if (fuzz_taken(keyfile_parse(input, "k.key", &file, &problem), STATUS_KEY, &problem)) {
        keyfile_write(&file, &written);
        HOLDS(slice_equal(buffer_slice(&written), input));
        HOLDS(file.memory >= KEYFILE_MEMORY_MIN && file.memory <= KEYFILE_MEMORY_MAX);
        HOLDS(file.ops >= KEYFILE_OPS_MIN && file.ops <= KEYFILE_OPS_MAX);
    }
    buffer_release(&written);
    return 0;
}
