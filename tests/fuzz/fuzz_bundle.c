/* A bundle: there is one way to write it. */
#include "core/tile.h"
#include "data/bundle_file.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = fuzz_input(data, size), blob;
    struct bundle_file bundle;
    struct buffer written;
    struct problem problem;
    buffer_init(&written);
    problem_clear(&problem);
    if (fuzz_taken(bundle_file_parse(input, &bundle, &problem), STATUS_FORM, &problem)) {
        struct slice magic = bundle_file_magic();
        HOLDS(slice_equal(slice_head(input, magic.length), magic));
        bundle_file_begin(&bundle, &written);
        buffer_add(&written, bundle.notes);
        while (bundle_file_blob(&bundle, &blob))
            HOLDS(bundle_file_add_blob(blob, &written));
        HOLDS(slice_equal(buffer_slice(&written), input));
    }
    buffer_release(&written);
    return 0;
}
