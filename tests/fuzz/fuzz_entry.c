/* The text of an entry: there is one way to write it, so what is taken apart is put together again as it was. */
#include "core/body.h"
#include "tests/fuzz/fuzz.h"

static void write_back(const struct entry *entry, struct buffer *out)
{
    buffer_text(out, "stimmbuch/1 ");
    buffer_text(out, kind_table(entry->kind)->name);
    buffer_byte(out, '\n');
    for (size_t i = 0; i < entry->fields; i++) {
        buffer_text(out, entry->field[i].rule->name);
        buffer_text(out, ": ");
        buffer_add(out, entry->field[i].value);
        buffer_byte(out, '\n');
    }
    if (entry->text.length) {
        buffer_byte(out, '\n');
        buffer_add(out, entry->text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = fuzz_input(data, size);
    struct arena arena;
    struct entry entry;
    struct body body;
    struct buffer written;
    struct problem problem;
    arena_init(&arena);
    buffer_init(&written);
    problem_clear(&problem);
    if (fuzz_taken(entry_parse(input, &arena, &entry, &problem), STATUS_FORM, &problem)) {
        write_back(&entry, &written);
        HOLDS(slice_equal(buffer_slice(&written), input));
        buffer_clear(&written);
        entry_plain_text(&entry, &written);
        HOLDS(written.length <= input.length);
        if (entry.kind == KIND_BODY)
            (void)fuzz_taken(body_read(&entry, true, &arena, &body, &problem), STATUS_FORM, &problem);
    }
    buffer_release(&written);
    arena_release(&arena);
    return 0;
}
