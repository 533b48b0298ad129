/* The configuration: every value that is taken is one that its option can have, and taken again when written anew. */
#include "core/text.h"
#include "data/config.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct config config, again;
    struct problem problem;
    struct buffer text;
    problem_clear(&problem);
    if (!fuzz_taken(config_parse(fuzz_input(data, size), &config, &problem), STATUS_FORM, &problem))
        return 0;
    buffer_init(&text);
    for (size_t i = 0; i < CONFIG_COUNT; i++)
        if (config.value[i])
            buffer_format(&text, "%s=%s\n", config_rows[i].name, config.value[i]);
    int minutes = config_minutes(&config, CONFIG_LOCK_MINUTES, 0);
    HOLDS(minutes >= 0 && minutes <= CONFIG_MINUTES_MAX);
    HOLDS(config_parse(buffer_slice(&text), &again, &problem) == STATUS_OK);
    for (size_t i = 0; i < CONFIG_COUNT; i++)
        HOLDS(config.value[i] ? again.value[i] && strcmp(config.value[i], again.value[i]) == 0 : !again.value[i]);
    config_release(&config);
    config_release(&again);
    buffer_release(&text);
    return 0;
}
