/* A draft of any kind, which the first byte chooses: once tidied it is read back the same. */
#include "core/draft.h"
#include "tests/fuzz/fuzz.h"

/* The draft as a person would write it: without what the program adds and without bars. */
static void write_draft(const struct draft *draft, struct buffer *out)
{
    buffer_text(out, "stimmbuch/1 ");
    buffer_text(out, kind_table(draft->kind)->name);
    buffer_byte(out, '\n');
    for (size_t i = 0; i < draft->fields; i++) {
        buffer_text(out, draft->field[i].rule->name);
        buffer_text(out, ": ");
        buffer_add(out, draft->field[i].value);
        buffer_byte(out, '\n');
    }
    if (draft->text.length) {
        buffer_byte(out, '\n');
        buffer_add(out, draft->text);
        buffer_byte(out, '\n');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = fuzz_input(data, size);
    enum kind kind = (enum kind)fuzz_choose(&input, KIND_COUNT);
    struct arena arena;
    struct draft draft, again;
    struct buffer first, second;
    struct problem problem;
    arena_init(&arena);
    buffer_init(&first);
    buffer_init(&second);
    problem_clear(&problem);
    if (fuzz_taken(draft_read(&draft, kind, input, &arena, &problem), STATUS_FORM, &problem)) {
        write_draft(&draft, &first);
        HOLDS(draft_read(&again, kind, buffer_slice(&first), &arena, &problem) == STATUS_OK);
        HOLDS(again.fields == draft.fields && slice_equal(again.text, draft.text));
        buffer_clear(&first);
        problem_clear(&problem);
        enum status status = draft_compose(&draft, &first, &problem);
        HOLDS(status == draft_compose(&again, &second, &problem));
        if (fuzz_taken(status, STATUS_FORM, &problem))
            HOLDS(slice_equal(buffer_slice(&first), buffer_slice(&second)));
    }
    buffer_release(&first);
    buffer_release(&second);
    arena_release(&arena);
    return 0;
}
