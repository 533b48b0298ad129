/* A JSON file of a council information system: every draft it gives is one, and its number and name occur once. */
#include "core/draft.h"
#include "data/oparl.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/in_memory.h"

static enum status check(const struct oparl_draft *draft, void *context, struct problem *problem)
{
    struct arena arena;
    struct draft read;
    size_t *drafts = context;
    arena_init(&arena);
    HOLDS(draft->name.length > 0 && !memchr(draft->name.at, '/', draft->name.length) && draft->name.at[0] != '.');
    HOLDS(draft->text.length < ENTRY_TEXT_MAX);
    HOLDS(draft_read(&read, KIND_PROPOSAL, draft->text, &arena, problem) == STATUS_OK);
    HOLDS(draft_has(&read, "number") && draft_has(&read, "title") && draft_has(&read, "kind"));
    arena_release(&arena);
    (*drafts)++;
    return STATUS_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct in_memory file;
    struct oparl_report report;
    struct problem problem;
    size_t drafts = 0;
    problem_clear(&problem);
    in_memory_open(&file, fuzz_input(data, size));
    const char *const paths[] = {file.path};
    oparl_report_init(&report);
    HOLDS(oparl_import(paths, 1, check, &drafts, &report, &problem) == STATUS_OK);
    HOLDS(drafts <= size);
    oparl_report_release(&report);
    in_memory_close(&file);
    return 0;
}
