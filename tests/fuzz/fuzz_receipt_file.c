/* A receipt with what it carries: whatever holds has its entry under its head, and its founding at the beginning. */
#include "core/receipt_file.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = fuzz_input(data, size);
    static struct receipt_file file;
    struct problem problem;
    problem_clear(&problem);
    fuzz_start();
    enum status status = receipt_file_check(input, &file, &problem);
    if (status == STATUS_OK) {
        HOLDS(merkle_verify(file.receipt.index, file.head.head.size, &file.entry.leaf, &file.receipt.proof,
                            &file.head.head.root));
        HOLDS(slice_equal(file.head.head.origin, file.carried.body.name));
        for (size_t i = 0; file.entry.defect == REASON_NONE && i < file.entry.note.lines; i++)
            HOLDS(carried_signature(&file.carried, &file.entry, i) <= CARRIED_UNKNOWN);
    } else {
        HOLDS(status == STATUS_FORM || status == STATUS_MISMATCH);
        HOLDS(problem.status == status && (problem.message || problem.reason != REASON_NONE));
    }
    receipt_file_release(&file);
    return 0;
}
