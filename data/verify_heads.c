/* Signed heads against the tree of the stored leaves, and the mark kept outside the ledger. */
#include "data/auditors.h"
#include "data/head.h"
#include "data/replay_version.h"
#include "data/verify_compare.h"
#include "data/verify_since.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>

static enum status find_next_head(struct body_audit *body, int64_t above)
{
    bool found;
    enum status status =
        store_number(body->audit->store, &body->next_head, &found,
                     "SELECT min(size) FROM checkpoint WHERE body = ? AND size > ?", "ii", body->number, above);
    /* A table that cannot be read is found at the end. */
    if (status == STATUS_STORE && store_is_damaged(body->audit->store))
        status = STATUS_OK;
    if (status != STATUS_OK || !found)
        body->next_head = INT64_MAX;
    return status;
}

/*
 * The scratch store keeps the roots, so that memory does not grow with the number of heads: in the table of nodes,
 * which nothing else uses there.
 */
enum status verify_head_pass(struct body_audit *body)
{
    int64_t size = (int64_t)body->replay->tree.size;
    enum status status = body->next_head < size ? find_next_head(body, size - 1) : STATUS_OK;
    if (status != STATUS_OK || body->next_head != size)
        return status;
    struct digest root = merkle_root(&body->replay->tree);
    status = store_run(body->scratch, "INSERT INTO node (body, last, level, hash) VALUES (?, ?, 0, ?)", "iid",
                       (int64_t)SCRATCH_BODY, size, &root);
    return status == STATUS_OK ? find_next_head(body, size) : status;
}

static enum status root_at(struct body_audit *body, uint64_t size, struct digest *out)
{
    struct rows rows = store_ask(body->scratch, "SELECT hash FROM node WHERE body = ? AND last = ? AND level = 0", "iu",
                                 (int64_t)SCRATCH_BODY, size);
    bool found = rows_next(&rows);
    if (found)
        *out = rows_digest(&rows, 0);
    enum status status = rows_end(&rows);
    /* A head that was signed while this audit was under way. */
    return status == STATUS_OK && !found ? replay_root(body->replay, size, out) : status;
}

/* STATUS_MISMATCH or STATUS_FORM with a sentence when the head does not hold. */
static enum status check_head(struct body_audit *body, const struct auditors *auditors, int64_t stored,
                              struct slice note, struct problem *text)
{
    uint64_t size = (uint64_t)stored;
    struct replay *replay = body->replay;
    struct vkey log;
    struct checkpoint head;
    struct digest root;
    if (!replay->has_founding)
        return problem_say(text, STATUS_MISMATCH, N_("without a founding there is no key for this signed head"), NULL,
                           NULL);
    /* A table that is ours lets no such size in, but where its conditions were not asked there may be one. */
    if (stored < 1)
        return problem_say(text, STATUS_MISMATCH, N_("a signed head is stored under a size that no log has"), NULL,
                           NULL);
    enum status status = replay_log_key(replay, stored, &log);
    if (status != STATUS_OK)
        return status;
    const struct checkpoint_trust trust = {.origin = log.name,
                                           .log = &log,
                                           .logs = 1,
                                           .cosigner = auditors->key,
                                           .cosigners = auditors_at(auditors, size)};
    status = checkpoint_verify(note, &trust, &head, NULL, text);
    if (status != STATUS_OK)
        return status;
    if (head.size != size)
        return problem_say(text, STATUS_MISMATCH, N_("the signed head is stored under another size than its own"), NULL,
                           NULL);
    if (size > replay->tree.size)
        return problem_say(text, STATUS_MISMATCH,
                           N_("the signed head covers more entries than the log has: some are gone"), NULL, NULL);
    status = root_at(body, size, &root);
    if (status == STATUS_MISMATCH)
        return problem_say(text, status, N_("the stored tree is not the one that an earlier audit has read"), NULL,
                           NULL);
    if (status == STATUS_OK && !digest_equal(&root, &head.root))
        return problem_say(
            text, STATUS_MISMATCH,
            N_("the signed head has another root than the entries give: they, or their order, were altered"), NULL,
            NULL);
    return status;
}

/* Level 0 has the roots; here are hashes of the heads that held, and an audit that goes on from this one finds them. */
enum { HELD_LEVEL = 1 };

static struct digest hash_of(struct slice note)
{
    struct digest hash;
    crypto_generichash(hash.byte, sizeof hash.byte, (const unsigned char *)note.at, note.length, NULL, 0);
    return hash;
}

/*
 * Has the earlier audit seen this very head? A row that was put in since, and one that was countersigned since, is
 * looked at as a new one is, wherever it stands. The newest one is looked at always.
 */
static enum status held_before(struct body_audit *body, int64_t size, int64_t newest, const struct digest *hash,
                               bool *held)
{
    *held = false;
    if (!since_continues(body) || size == newest || size >= (int64_t)body->known.tree.size)
        return STATUS_OK;
    struct rows rows = store_ask(body->scratch, "SELECT hash FROM node WHERE body = ? AND last = ? AND level = ?",
                                 "iii", (int64_t)SCRATCH_BODY, size, (int64_t)HELD_LEVEL);
    if (rows_next(&rows)) {
        struct digest kept = rows_digest(&rows, 0);
        *held = digest_equal(&kept, hash);
    }
    return rows_end(&rows);
}

static enum status note_held(struct body_audit *body, int64_t size, const struct digest *hash)
{
    body->summary.checkpoints++;
    return store_run(body->scratch, "INSERT OR REPLACE INTO node (body, last, level, hash) VALUES (?, ?, ?, ?)", "iiid",
                     (int64_t)SCRATCH_BODY, size, (int64_t)HELD_LEVEL, hash);
}

static enum status newest_head(struct body_audit *body, int64_t *out)
{
    enum status status = store_number(body->audit->store, out, NULL, "SELECT max(size) FROM checkpoint WHERE body = ?",
                                      "i", body->number);
    return status == STATUS_STORE && store_is_damaged(body->audit->store) ? STATUS_OK : status;
}

static enum status look_at_head(struct body_audit *body, const struct auditors *auditors, int64_t size,
                                struct slice note, int64_t newest)
{
    struct problem text;
    bool held;
    const struct digest hash = hash_of(note);
    enum status status = held_before(body, size, newest, &hash, &held);
    if (status != STATUS_OK || held)
        return status;
    problem_clear(&text);
    status = check_head(body, auditors, size, note, &text);
    if (status == STATUS_OK)
        return note_held(body, size, &hash);
    if (status != STATUS_MISMATCH && status != STATUS_FORM)
        return status;
    body_find(body, "checkpoint", size, NULL, &text);
    return STATUS_OK;
}

static enum status check_heads(struct body_audit *body, const struct auditors *auditors)
{
    int64_t newest = 0;
    enum status status = newest_head(body, &newest);
    struct rows rows = store_ask(body->audit->store, "SELECT size, note FROM checkpoint WHERE body = ? ORDER BY size",
                                 "i", body->number);
    while (status == STATUS_OK && rows_next(&rows))
        status = look_at_head(body, auditors, rows_number(&rows, 0), rows_blob(&rows, 1), newest);
    enum status end = rows_end(&rows);
    if (end == STATUS_STORE && store_is_damaged(body->audit->store)) {
        body_say(body, "checkpoint", -1, N_("the signed heads cannot be read"), NULL);
        end = STATUS_OK;
    }
    return status == STATUS_OK ? end : status;
}

static enum status check_mark(struct body_audit *body)
{
    struct problem text;
    const char *marks = body->audit->options->marks;
    /* After a gap the log looks shorter than it is; and a mark is found by the founding. */
    if (!marks || body->gap || !body->replay->has_founding)
        return STATUS_OK;
    problem_clear(&text);
    bool behind = false;
    enum status status = body->audit->old ? head_compare_mark(body->replay, marks, &behind, &text)
                                          : head_check_mark(body->replay, marks, &text);
    if (status == STATUS_MISMATCH) {
        body_find(body, "mark", -1, NULL, &text);
        return STATUS_OK;
    }
    if (status == STATUS_FILE && body->audit->problem)
        *body->audit->problem = text;
    return status;
}

enum status verify_heads(struct body_audit *body)
{
    struct auditors auditors;
    enum status status = auditors_read(body->scratch, SCRATCH_BODY, &auditors);
    if (status == STATUS_OK)
        status = check_heads(body, &auditors);
    auditors_release(&auditors);
    return status == STATUS_OK ? check_mark(body) : status;
}
