/*
 * What is read of a published log before anything of it is checked: the name of an attachment, of which there is one
 * way to write it; or an entry, whose keys may be those of the signatures behind it.
 */
#include "core/sealed.h"
#include "data/published.h"
#include "data/verify_pipeline.h"
#include "tests/fuzz/fuzz.h"

static void blob(struct slice input)
{
    struct digest content;
    char written[PUBLISHED_BLOB_PATH];
    if (!published_blob_parse(input, &content))
        return;
    published_blob_path(&content, written);
    HOLDS(slice_is(input, written));
}

/* A wrong guess costs time and nothing else: what is good by a guessed key is good. */
static void entry(struct slice input)
{
    struct hints *hints;
    struct arena arena;
    struct sealed sealed;
    struct public_key key;
    fuzz_start();
    arena_init(&arena);
    HOLDS(hints_make(&hints) == STATUS_OK);
    hints_take(hints, input);
    HOLDS(sealed_open(input, &arena, &sealed) == STATUS_OK);
    if (sealed.defect == REASON_NONE)
        sealed_check(&sealed, hints_guess, hints);
    for (size_t i = 0; sealed.defect == REASON_NONE && i < sealed.note.lines; i++) {
        struct signature signature;
        if (sealed.line[i].state != LINE_GOOD)
            continue;
        HOLDS(hints_guess(hints, &sealed.note.line[i], &key));
        HOLDS(note_line_signature(&sealed.note.line[i], &signature));
        HOLDS(key_verify(&key, sealed.note.text, &signature));
    }
    arena_release(&arena);
    hints_free(hints);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice input = fuzz_input(data, size);
    blob(input);
    entry(input);
    return 0;
}
