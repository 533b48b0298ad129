/* A receipt: there is one way to write it. */
#include "core/receipt.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = fuzz_input(data, size);
    static struct receipt receipt;
    struct buffer written;
    struct problem problem;
    buffer_init(&written);
    problem_clear(&problem);
    if (fuzz_taken(receipt_parse(input, &receipt, &problem), STATUS_FORM, &problem)) {
        receipt_write(&receipt, &written);
        HOLDS(slice_equal(buffer_slice(&written), input));
    }
    buffer_release(&written);
    return 0;
}
