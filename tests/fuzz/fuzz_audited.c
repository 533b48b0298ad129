/* What an audit leaves for the next one, behind its sum: there is one way to write it. The tables are not opened. */
#include "data/audited_state.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { SUM_LINE = 5 + DIGEST_HEX_LENGTH, MAGIC_LINE = 20 };
    struct slice input = fuzz_input(data, size);
    struct audited_state state, again;
    struct buffer written;
    fuzz_start();
    if (audited_state_parse(input, &state))
        HOLDS(state.tree.size > 0);
    if (!audited_state_parse_rest(input, &state))
        return 0;
    buffer_init(&written);
    HOLDS(audited_state_begin(&state, &written) == STATUS_OK);
    buffer_add(&written, state.tables);
    HOLDS(slice_equal(slice_from(buffer_slice(&written), MAGIC_LINE + SUM_LINE), input));
    HOLDS(audited_state_parse(buffer_slice(&written), &again));
    buffer_release(&written);
    return 0;
}
