/* A rule, for the method that the first byte chooses: it prints as one that parses and prints the same. */
#include "core/expression.h"
#include "tests/fuzz/fuzz.h"

#define SEAT(name, of, heavy, votes)                                                                                   \
    {                                                                                                                  \
        .id = SLICE(name), .weight_text = SLICE("1"), .bench = of, .weight = heavy, .voting = votes                    \
    }

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct roll_bench benches[] = {{.id = SLICE("bund")}, {.id = SLICE("laender")}};
    struct decimal one, heavy;
    HOLDS(decimal_parse(SLICE("1"), &one) && decimal_parse(SLICE("21.07"), &heavy));
    struct roll_seat seats[] = {SEAT("bmi", 0, one, true), SEAT("by", 1, heavy, true), SEAT("dvc", 0, one, false),
                                SEAT("nw", 1, one, true)};
    const struct roll roll = {.bench = benches, .benches = 2, .seat = seats, .seats = 4, .chair = 1};
    struct slice input = fuzz_input(data, size);
    enum method method = (enum method)fuzz_choose(&input, METHOD_COUNT);
    const struct expression *expression, *again;
    struct arena arena;
    struct buffer first, second;
    struct problem problem;
    arena_init(&arena);
    buffer_init(&first);
    buffer_init(&second);
    problem_clear(&problem);
    if (fuzz_taken(expression_parse(input, method, &roll, &arena, &expression, &problem), STATUS_FORM, &problem)) {
        expression_write(expression, &first);
        HOLDS(first.length <= EXPRESSION_LENGTH_MAX);
        HOLDS(expression_parse(buffer_slice(&first), method, &roll, &arena, &again, &problem) == STATUS_OK);
        expression_write(again, &second);
        HOLDS(slice_equal(buffer_slice(&first), buffer_slice(&second)));
        HOLDS(expression_comparisons(expression) == expression_comparisons(again));
    }
    buffer_release(&first);
    buffer_release(&second);
    arena_release(&arena);
    return 0;
}
