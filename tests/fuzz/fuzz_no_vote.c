/* A proof of not having voted: there is one way to write its lines, and what holds names the places it counted. */
#include "data/no_vote_file.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/in_memory.h"

static void check_held(const struct no_vote_file *file, struct slice input)
{
    struct buffer written;
    buffer_init(&written);
    no_vote_write(&file->claim, &written);
    HOLDS(slice_equal(buffer_slice(&written), slice_head(input, written.length)));
    HOLDS(file->check.found <= file->check.votes);
    HOLDS(file->check.votes <= file->claim.last - file->claim.first);
    HOLDS(file->check.ended || file->claim.last + 1 == file->check.head.head.size);
    buffer_release(&written);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = fuzz_input(data, size);
    struct in_memory memory;
    static struct stream stream;
    static struct no_vote_file file;
    struct problem problem;
    problem_clear(&problem);
    fuzz_start();
    in_memory_open(&memory, input);
    HOLDS(stream_open(&stream, memory.path, &problem) == STATUS_OK);
    enum status status = no_vote_read(&stream, &file, NULL, NULL, &problem);
    if (status == STATUS_OK) {
        check_held(&file, input);
    } else {
        HOLDS(status == STATUS_FORM || status == STATUS_MISMATCH);
        HOLDS(problem.status == status && (problem.message || problem.reason != REASON_NONE));
    }
    no_vote_file_release(&file);
    stream_close(&stream);
    in_memory_close(&memory);
    return 0;
}
