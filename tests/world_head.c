#include "tests/world_head.h"

#include "data/head.h"
#include "data/head_cosign.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

const char *world_marks(struct world *w)
{
    return world_say(w, "%s/state/heads", w->folder);
}

void world_sign_head(struct world *w)
{
    struct signer signer = world_signer(w, w->body);
    assert_int_equal(head_sign(world_log(w), &signer, world_marks(w), &w->problem), STATUS_OK);
}

enum status world_cosign_at(struct world *w, uint64_t size, const char *name, struct buffer *note)
{
    struct signer signer = world_signer(w, name);
    problem_clear(&w->problem);
    buffer_clear(note);
    return head_cosign(world_log(w), size, &signer, 1795428900, world_marks(w), note, &w->problem);
}

enum status world_cosign(struct world *w, const char *name, struct buffer *note)
{
    return world_cosign_at(w, (uint64_t)world_number(w, "SELECT coalesce(max(size), 0) FROM checkpoint"), name, note);
}

uint64_t world_cosigners(struct world *w, int64_t size)
{
    uint64_t count;
    assert_int_equal(head_cosigners(world_log(w), size, &count, &w->problem), STATUS_OK);
    return count;
}

void world_auditors(struct world *w)
{
    world_found(w, WORLD_STATUTE, "gs1");
    world_enrol(w, "revision", "auditor", NULL);
    world_enrol(w, "hof", "auditor", NULL);
    world_enrol(w, "stadt", "holder", "stadt");
}

void world_foreign_head(struct world *w, const char *auditor)
{
    struct buffer text, foreign;
    buffer_init(&text);
    buffer_init(&foreign);
    struct checkpoint head = {.origin = slice_of(w->body), .size = 1, .root = log_root(world_log(w))};
    struct signer log = world_signer(w, w->body), cosigner = world_signer(w, auditor);
    checkpoint_write(&head, &text);
    note_sign(buffer_slice(&text), &log, &foreign);
    checkpoint_cosign(buffer_slice(&text), &cosigner, 1, &foreign);
    assert_int_equal(store_run(ledger_store(w->ledger), "INSERT INTO checkpoint (body, size, note) VALUES (1, 1, ?)",
                               "b", buffer_slice(&foreign)),
                     STATUS_OK);
    buffer_release(&text);
    buffer_release(&foreign);
}
