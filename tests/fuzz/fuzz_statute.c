/* A statute as a person writes it: what a body is founded from is an entry, and its rules have their one spelling. */
#include "core/body.h"
#include "data/compose_body.h"
#include "tests/fuzz/fuzz.h"

#include <sodium.h>

static struct vkey key_of(struct slice name)
{
    static const uint8_t seed[crypto_sign_SEEDBYTES] = {7};
    uint8_t secret[crypto_sign_SECRETKEYBYTES];
    struct public_key key;
    crypto_sign_seed_keypair(key.byte, secret, seed);
    return vkey_make(name, KEY_TYPE_ED25519, &key);
}

static void found(struct draft *draft, struct arena *arena)
{
    struct slice name;
    struct problem problem;
    struct buffer text;
    struct entry entry;
    struct body body;
    problem_clear(&problem);
    buffer_init(&text);
    if (fuzz_taken(founding_name(draft, &name, &problem), STATUS_FORM, &problem)) {
        struct vkey log = key_of(name), secretary = key_of(SLICE("gs.example"));
        struct founding_keys keys = {.log = &log, .secretary = &secretary, .secretaries = 1};
        enum status status = compose_body(draft, &keys, (struct instant){.seconds = 1767258000}, &text, &problem);
        if (fuzz_taken(status, STATUS_FORM, &problem) && text.length <= ENTRY_TEXT_MAX) {
            HOLDS(entry_parse(buffer_slice(&text), arena, &entry, &problem) == STATUS_OK);
            HOLDS(body_read(&entry, true, arena, &body, &problem) == STATUS_OK);
        }
    }
    buffer_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct draft draft;
    struct problem problem;
    arena_init(&arena);
    problem_clear(&problem);
    fuzz_start();
    enum status status = draft_read(&draft, KIND_BODY, fuzz_input(data, size), &arena, &problem);
    if (fuzz_taken(status, STATUS_FORM, &problem))
        found(&draft, &arena);
    arena_release(&arena);
    return 0;
}
