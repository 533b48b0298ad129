/*
 * Carried notes, u16 length || bytes each, and what is left over as a signed head: whatever is taken begins with its
 * founding, has no key that was replaced without a later one of its name, and holds as far as any of its notes too.
 */
#include "core/carried_check.h"
#include "core/tile.h"
#include "tests/fuzz/fuzz.h"

enum { NOTES = CARRIED_NOTES_MAX + 2 };

static void look_at_keys(const struct carried *carried)
{
    HOLDS(carried->logs > 0 && vkey_equal(&carried->log[0], &carried->body.log));
    HOLDS(carried->keys >= carried->body.secretaries && carried->cosigners <= carried->keys);
    for (size_t i = 0; i < carried->keys; i++) {
        size_t later = i + 1;
        while (later < carried->keys && !slice_equal(carried->key[later].vkey.name, carried->key[i].vkey.name))
            later++;
        HOLDS(carried->key[i].replaced == (later < carried->keys));
    }
}

/* Every signature of a key that it names was looked at. */
static void look_at_signatures(const struct carried *carried, struct slice note)
{
    struct arena arena;
    struct sealed sealed;
    arena_init(&arena);
    HOLDS(sealed_open(note, &arena, &sealed) == STATUS_OK && sealed.defect == REASON_NONE);
    for (size_t i = 0; i < sealed.note.lines; i++)
        HOLDS(carried_signature(carried, &sealed, i) <= CARRIED_UNKNOWN);
    arena_release(&arena);
}

static void look_at_head(const struct carried *carried, struct slice bytes)
{
    static struct carried_head head;
    struct problem problem;
    problem_clear(&problem);
    enum status status = carried_head_open(carried, bytes, &head, &problem);
    if (status != STATUS_OK) {
        HOLDS(status == STATUS_FORM || status == STATUS_MISMATCH);
        return;
    }
    HOLDS(slice_equal(head.head.origin, carried->body.name));
    HOLDS(head.cosigners <= carried->cosigners);
}

/* STATUS_OK or a refusal with its sentence. */
static bool taken(const struct slice *note, size_t notes, struct carried *out)
{
    struct problem problem;
    problem_clear(&problem);
    enum status status = carried_read(note, notes, out, &problem);
    if (status == STATUS_OK)
        return true;
    HOLDS(status == STATUS_FORM || status == STATUS_MISMATCH);
    HOLDS(problem.status == status && (problem.message || problem.reason != REASON_NONE));
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct slice note[NOTES];
    struct bundle walk = {.rest = fuzz_input(data, size)};
    struct carried carried, shorter;
    size_t notes = 0;
    fuzz_start();
    while (notes < NOTES && bundle_next(&walk, &note[notes]))
        notes++;
    if (taken(note, notes, &carried)) {
        HOLDS(notes > 0 && notes <= CARRIED_NOTES_MAX);
        look_at_keys(&carried);
        for (size_t i = 0; i < notes; i++)
            look_at_signatures(&carried, note[i]);
        look_at_head(&carried, walk.rest);
        if (notes > 1) {
            HOLDS(taken(note, notes - 1, &shorter));
            HOLDS(digest_equal(&shorter.founding, &carried.founding) && shorter.logs <= carried.logs);
            carried_release(&shorter);
        }
    }
    carried_release(&carried);
    return 0;
}
