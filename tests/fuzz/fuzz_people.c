/* The address book: sorted, each handle once, and found again. */
#include "core/text.h"
#include "data/people.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/in_memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct in_memory file;
    struct people people;
    struct problem problem;
    problem_clear(&problem);
    in_memory_open(&file, fuzz_input(data, size));
    if (fuzz_taken(people_read(file.path, &people, &problem), STATUS_FORM, &problem)) {
        for (size_t i = 0; i < people.count; i++) {
            HOLDS(i == 0 || slice_compare(people.at[i - 1].handle, people.at[i].handle) < 0);
            HOLDS(slice_equal(people_find(&people, people.at[i].handle), people.at[i].text));
            HOLDS(people.at[i].text.length > 0);
        }
    }
    people_release(&people);
    in_memory_close(&file);
    return 0;
}
