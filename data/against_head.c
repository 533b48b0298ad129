/* A signed head of the other side against the log. */
#include "data/against_work.h"
#include "data/auditors.h"
#include "data/head.h"
#include "data/replay_version.h"

#include <inttypes.h>
#include <stdio.h>

/* Was it signed by a key that the log had, but no longer at that size? */
static bool by_former_key(struct log *log, struct slice note)
{
    struct rows rows = store_ask(log_replay(log)->store, "SELECT vkey FROM chain WHERE body = ? AND name = ?", "it",
                                 log_number(log), log_body(log)->name);
    bool found = false;
    while (!found && rows_next(&rows)) {
        struct vkey key;
        struct checkpoint head;
        found = vkey_parse(rows_text(&rows, 0), &key, NULL) == STATUS_OK &&
                checkpoint_open(note, &key, &head, NULL) == STATUS_OK;
    }
    return rows_end(&rows) == STATUS_OK && found;
}

static uint64_t count_names(const struct note *note, const struct auditors *auditors, size_t keys)
{
    uint64_t count = 0;
    for (size_t i = 0; i < keys; i++) {
        bool signed_by = false;
        for (size_t line = 0; line < note->lines && !signed_by; line++)
            signed_by = note_line_names(&note->line[line], &auditors->key[i]);
        for (size_t earlier = 0; earlier < i && signed_by; earlier++)
            if (slice_equal(auditors->key[earlier].name, auditors->key[i].name))
                signed_by = false;
        count += signed_by;
    }
    return count;
}

/* Opens it by the log's key at its size; lines of auditors of this body must hold too. */
static enum status open_head(struct compared *body, struct slice bytes, struct checkpoint *out, struct problem *text)
{
    struct replay *replay = log_replay(body->log);
    struct auditors auditors;
    struct note note;
    struct vkey log;
    enum status status = head_open(replay, bytes, out, text);
    if (status != STATUS_OK)
        return status;
    status = auditors_read(replay->store, replay->number, &auditors);
    if (status == STATUS_OK)
        status = replay_log_key(replay, (int64_t)out->size, &log);
    if (status == STATUS_OK) {
        const struct checkpoint_trust trust = {.origin = log.name,
                                               .log = &log,
                                               .logs = 1,
                                               .cosigner = auditors.key,
                                               .cosigners = auditors_at(&auditors, out->size)};
        status = checkpoint_verify(bytes, &trust, out, &note, text);
        if (status == STATUS_OK)
            body->told.cosigners = count_names(&note, &auditors, trust.cosigners);
    }
    auditors_release(&auditors);
    return status == STATUS_STORE ? store_problem(replay->store, body->all->problem) : status;
}

static void prove(struct compared *body, struct slice note, const struct fork_tree *tree)
{
    enum status status = fork_prove(body->log, note, tree, &body->proof, &body->unproved);
    if (status == STATUS_OK)
        body->told.proof = buffer_slice(&body->proof);
    else
        body->told.unproved = body->unproved.message ? body->unproved.message : status_sentence(status);
}

static void other_history(struct compared *body, struct slice note, const struct fork_tree *tree, const char *message)
{
    char number[24];
    uint64_t size = body->told.head < body->told.own ? body->told.head : body->told.own;
    snprintf(number, sizeof number, "%" PRIu64, size);
    body->told.same = false;
    if (!body->forked)
        compared_find(body, "fork", (int64_t)size, message, number, NULL);
    body->forked = true;
    prove(body, note, tree);
}

/* The tree of the other side, which must give its own head, at this ledger's size. */
static enum status root_there(struct compared *body, const struct checkpoint *head, const struct fork_tree *tree,
                              struct digest *out, bool *fits)
{
    struct merkle whole, begin;
    enum status status = merkle_load(head->size, tree->source, tree->context, &whole);
    if (status == STATUS_OK)
        status = merkle_load(body->told.own, tree->source, tree->context, &begin);
    *fits = false;
    if (status == STATUS_NO_MEMORY)
        return status;
    if (status == STATUS_OK) {
        struct digest root = merkle_root(&whole);
        struct merkle_proof proof;
        *out = merkle_root(&begin);
        *fits =
            digest_equal(&root, &head->root) &&
            merkle_prove_consistency(body->told.own, head->size, tree->source, tree->context, &proof) == STATUS_OK &&
            merkle_verify_consistency(body->told.own, head->size, out, &head->root, &proof);
    }
    return STATUS_OK;
}

/* The head holds more entries than the ledger has. */
static enum status compare_longer(struct compared *body, const struct checkpoint *head, struct slice note,
                                  const struct fork_tree *tree)
{
    struct digest there, here = log_root(body->log);
    char own[24], other[24];
    bool fits = false;
    enum status status = STATUS_OK;
    snprintf(own, sizeof own, "%" PRIu64, body->told.own);
    snprintf(other, sizeof other, "%" PRIu64, head->size);
    if (tree)
        status = root_there(body, head, tree, &there, &fits);
    if (status != STATUS_OK)
        return problem_say(body->all->problem, status, NULL, NULL, NULL);
    if (tree && !fits)
        compared_find(body, "other", (int64_t)head->size,
                      N_("what is kept elsewhere does not fit its own signed head: it was altered, or is not complete"),
                      NULL, NULL);
    if (fits && !digest_equal(&there, &here))
        other_history(body, note, tree,
                      N_("another history: the longer log kept elsewhere does not begin with the {1} entries of this "
                         "ledger"));
    body->told.unseen = !fits && !body->forked;
    if (!body->forked)
        compared_find(body, "behind", (int64_t)head->size,
                      N_("this ledger has {1} entries, and a head of {2} was signed: it was rolled back, or is an old "
                         "copy"),
                      own, other);
    return STATUS_OK;
}

enum status compare_head(struct compared *body, struct slice note, const struct fork_tree *tree)
{
    struct checkpoint head;
    struct digest root;
    struct problem text;
    problem_clear(&text);
    enum status status = open_head(body, note, &head, &text);
    if (status == STATUS_FORM || status == STATUS_MISMATCH) {
        if (by_former_key(body->log, note))
            compared_find(body, "stranger", -1,
                          N_("the head is signed by a key that the log no longer had at this size: whoever kept it can "
                             "sign anything"),
                          NULL, NULL);
        else
            compared_tell(body, "stranger", -1, &text);
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    body->told.has_head = true;
    body->told.head = head.size;
    if (body->told.other < head.size)
        body->told.other = head.size;
    if (head.size > body->told.own)
        return compare_longer(body, &head, note, tree);
    status = replay_root(log_replay(body->log), head.size, &root);
    if (status != STATUS_OK)
        return problem_say(body->all->problem, STATUS_MISMATCH,
                           N_("the ledger's tables do not fit its log: run \"stimmbuch verify\""), NULL, NULL);
    if (!digest_equal(&root, &head.root))
        other_history(body, note, tree,
                      N_("another history: a head was signed whose {1} entries are not the first ones of this ledger"));
    return STATUS_OK;
}
