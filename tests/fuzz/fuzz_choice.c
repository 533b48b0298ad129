/* What a person chooses, by the method that the first byte chooses: its canonical word is one, and counts. */
#include "core/choice.h"
#include "tests/fuzz/fuzz.h"

#define OPTIONS "option: a Ahorn\noption: b Buche\noption: c-1 Linde\noption: zz Zeder\n"

static void read_options(enum method method, struct arena *arena, struct entry *entry, struct offer *offer)
{
    static const char text[] =
        "stimmbuch/1 proposal\nbody: rat.example\n"
        "founding: 2f6c0c5f0a3f8a7e6a0e4f6b0c1d2e3f4a5b6c7d8e9f00112233445566778899\nby: anna.rat.example\n"
        "at: 2026-11-23T10:15:00Z\nsize: 3\n"
        "root: 2f6c0c5f0a3f8a7e6a0e4f6b0c1d2e3f4a5b6c7d8e9f00112233445566778899\nnumber: 2026-001\n"
        "title: Baum des Jahres\nkind: decision\nfor: eins\n" OPTIONS;
    HOLDS(entry_parse(SLICE(text), arena, entry, NULL) == STATUS_OK);
    HOLDS(offer_read(method, method_has_winner(method) ? entry : NULL, offer));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = fuzz_input(data, size);
    size_t variant = fuzz_choose(&input, 2 * METHOD_COUNT);
    enum method method = (enum method)(variant / 2);
    bool forbidden = variant % 2 != 0;
    struct arena arena;
    struct entry entry;
    struct offer offer;
    struct choices choices;
    struct buffer word, again;
    struct problem problem;
    arena_init(&arena);
    buffer_init(&word);
    buffer_init(&again);
    problem_clear(&problem);
    read_options(method, &arena, &entry, &offer);
    if (fuzz_taken(choice_parse(&offer, forbidden, input, &word, &problem), STATUS_USAGE, &problem)) {
        HOLDS(choice_parse(&offer, forbidden, buffer_slice(&word), &again, &problem) == STATUS_OK);
        HOLDS(slice_equal(buffer_slice(&word), buffer_slice(&again)));
        HOLDS(choices_make(&offer, 1, &arena, &choices) == STATUS_OK);
        HOLDS(choices_set(&choices, &offer, 0, buffer_slice(&word)));
    }
    buffer_release(&word);
    buffer_release(&again);
    arena_release(&arena);
    return 0;
}
