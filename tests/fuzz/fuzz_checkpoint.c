/* The text of a tree head, and a head with its signatures, neither of which verifies here. */
#include "core/checkpoint.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct public_key nobody = {.byte = {1}};
    struct slice input = fuzz_input(data, size);
    struct checkpoint head;
    struct buffer written;
    struct problem problem;
    buffer_init(&written);
    problem_clear(&problem);
    fuzz_start();
    if (fuzz_taken(checkpoint_parse(input, &head, &problem), STATUS_FORM, &problem)) {
        checkpoint_write(&head, &written);
        buffer_add(&written, head.extension);
        HOLDS(slice_equal(buffer_slice(&written), input));
    }
    struct vkey log = vkey_make(SLICE("committee.example/ledger"), KEY_TYPE_ED25519, &nobody);
    HOLDS(checkpoint_open(input, &log, &head, &problem) != STATUS_OK);
    buffer_release(&written);
    return 0;
}
