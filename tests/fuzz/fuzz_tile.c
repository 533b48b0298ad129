/* The path of a tile: there is one way to write it; or a bundle of so many entries as the first byte says. */
#include "core/tile.h"
#include "tests/fuzz/fuzz.h"

static void path(struct slice input)
{
    struct tile tile;
    char written[TILE_PATH_MAX];
    if (!tile_parse(input, &tile))
        return;
    HOLDS(tile_path(&tile, written) == input.length);
    HOLDS(slice_is(input, written));
}

static void bundle(struct slice input, unsigned width)
{
    struct bundle read;
    struct slice entry;
    struct buffer written;
    struct problem problem;
    unsigned count = 0;
    buffer_init(&written);
    problem_clear(&problem);
    if (fuzz_taken(bundle_open(input, width, &read, &problem), STATUS_FORM, &problem)) {
        while (bundle_next(&read, &entry)) {
            HOLDS(bundle_add(entry, &written));
            count++;
        }
        HOLDS(count == width);
        HOLDS(slice_equal(buffer_slice(&written), input));
    }
    buffer_release(&written);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = fuzz_input(data, size);
    path(input);
    unsigned width = (unsigned)fuzz_choose(&input, TILE_WIDTH);
    bundle(input, width ? width : TILE_WIDTH);
    return 0;
}
