/* The script of the sample world. */
#include "data/demo_script.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct demo_script script;
    struct problem problem;
    arena_init(&arena);
    problem_clear(&problem);
    enum status status = demo_script_read(fuzz_input(data, size), &arena, &script, &problem);
    if (fuzz_taken(status, STATUS_FORM, &problem)) {
        for (size_t i = 0; i < script.actions; i++) {
            const struct demo_action *action = &script.action[i];
            HOLDS(action->verb != DEMO_DAY && action->verb < DEMO_VERBS && action->line > 0);
            HOLDS(action->day >= 1 && action->day <= DEMO_DAYS_MAX && action->day <= script.action[0].day);
            HOLDS(action->word[0].length > 0);
        }
    }
    arena_release(&arena);
    return 0;
}
