#include "data/head.h"

#include "data/file.h"
#include "data/node.h"
#include "data/path.h"
#include "data/replay_version.h"
#include "data/role.h"
#include "data/seq.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { MARK_LIMIT = 1 << 16 };

enum status head_newest(struct store *store, int64_t body, uint64_t *size, struct buffer *note)
{
    struct rows rows =
        store_ask(store, "SELECT size, note FROM checkpoint WHERE body = ? ORDER BY size DESC LIMIT 1", "i", body);
    *size = 0;
    if (rows_next(&rows)) {
        *size = (uint64_t)rows_number(&rows, 0);
        buffer_add(note, rows_blob(&rows, 1));
    }
    enum status status = rows_end(&rows);
    return status == STATUS_OK ? buffer_status(note) : status;
}

enum status head_open(struct replay *replay, struct slice bytes, struct checkpoint *out, struct problem *problem)
{
    struct note note;
    struct vkey log;
    enum status status = note_parse(bytes, &note, problem);
    if (status == STATUS_OK)
        status = checkpoint_parse(note.text, out, problem);
    if (status == STATUS_OK)
        status = replay_log_key(replay, (int64_t)out->size, &log);
    return status == STATUS_OK ? checkpoint_open(bytes, &log, out, problem) : status;
}

/* What lies under that path; a mark that cannot even be looked at is not taken for none. */
static enum status read_path(struct replay *replay, const char *path, struct buffer *out, struct problem *problem)
{
    struct checkpoint head;
    struct stat st;
    if (lstat(path, &st) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return STATUS_NOT_FOUND;
    enum status status = file_read(path, MARK_LIMIT, out, problem);
    if (status == STATUS_OK)
        status = head_open(replay, buffer_slice(out), &head, problem);
    if (status == STATUS_FORM || status == STATUS_MISMATCH)
        return problem_say(problem, STATUS_MISMATCH,
                           N_("the mark {1} is not a head signed by this body's log: it is damaged, or the ledger is "
                              "older than the log's present key"),
                           path, NULL);
    return status;
}

enum status head_read_mark(struct replay *replay, const char *marks, struct buffer *out, struct problem *problem)
{
    char name[DIGEST_HEX_LENGTH + 1];
    digest_hex(&replay->founding, name);
    char *path = path_join(marks, name);
    if (!path)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    enum status status = read_path(replay, path, out, problem);
    free(path);
    return status;
}

/* Reads the mark, if there is one: *found. */
static enum status read_mark(struct replay *replay, const char *marks, struct checkpoint *out, bool *found,
                             struct problem *problem)
{
    struct buffer bytes;
    buffer_init(&bytes);
    enum status status = head_read_mark(replay, marks, &bytes, problem);
    *found = status == STATUS_OK;
    if (*found)
        status = head_open(replay, buffer_slice(&bytes), out, problem);
    buffer_release(&bytes);
    out->origin = replay->body.name;
    out->extension = SLICE("");
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status head_check_mark(struct replay *replay, const char *marks, struct problem *problem)
{
    bool behind;
    enum status status = head_compare_mark(replay, marks, &behind, problem);
    if (status == STATUS_OK && behind)
        return problem_slices(
            problem, STATUS_MISMATCH,
            N_("the ledger of {1} is behind a head that this machine has seen: it was rolled back or is an "
               "old copy"),
            replay->body.name, SLICE(""));
    return status;
}

enum status head_compare_mark(struct replay *replay, const char *marks, bool *behind, struct problem *problem)
{
    struct checkpoint mark = {.size = 0};
    struct digest root;
    bool found;
    enum status status = read_mark(replay, marks, &mark, &found, problem);
    *behind = status == STATUS_OK && found && mark.size > replay->tree.size;
    if (status != STATUS_OK || !found || *behind)
        return status;
    status = replay_root(replay, mark.size, &root);
    if (status == STATUS_MISMATCH || (status == STATUS_OK && !digest_equal(&root, &mark.root)))
        return problem_slices(problem, STATUS_MISMATCH,
                              N_("the ledger of {1} holds another history than a head that this machine has seen"),
                              replay->body.name, SLICE(""));
    return status;
}

/* The tree as the stored bytes give it, from the last signed head on; its beginning is that head's. */
static enum status hash_again(struct log *log, uint64_t from, const struct digest *from_root, struct merkle *tree,
                              struct problem *problem)
{
    struct store *store = log_replay(log)->store;
    struct node_source source = {.store = store, .body = log_number(log)};
    enum status status = merkle_load(from, node_source_read, &source, tree);
    if (status != STATUS_OK)
        return status;
    struct digest root = merkle_root(tree);
    bool sound = digest_equal(&root, from_root);
    struct rows rows =
        store_ask(store, "SELECT leaf, note FROM entry WHERE seq >= ? AND seq < ? ORDER BY seq", "ii",
                  seq_of(log_number(log), (int64_t)from), seq_of(log_number(log), (int64_t)log_size(log)));
    while (rows_next(&rows)) {
        struct digest leaf = merkle_leaf(rows_blob(&rows, 1)), stored = rows_digest(&rows, 0);
        sound = sound && digest_equal(&leaf, &stored);
        merkle_add(tree, &leaf, NULL, NULL);
    }
    status = rows_end(&rows);
    root = merkle_root(tree);
    struct digest head = log_root(log);
    if (status == STATUS_OK && (!sound || !digest_equal(&root, &head)))
        return problem_say(problem, STATUS_MISMATCH,
                           N_("the stored entries do not continue the last signed head: run \"stimmbuch verify\""),
                           NULL, NULL);
    return status;
}

/* The last signed head, opened; size 0 with the empty tree's root when there is none. `note` keeps its bytes. */
static enum status last_head(struct log *log, struct checkpoint *out, struct buffer *note, struct problem *problem)
{
    *out = (struct checkpoint){.size = 0, .root = merkle_empty()};
    uint64_t size;
    enum status status = head_newest(log_replay(log)->store, log_number(log), &size, note);
    if (status == STATUS_OK && size > 0)
        status = head_open(log_replay(log), buffer_slice(note), out, problem);
    return status == STATUS_FORM ? STATUS_MISMATCH : status;
}

enum status head_mark(struct log *log, struct slice note, const char *marks, struct problem *problem)
{
    char name[DIGEST_HEX_LENGTH + 1];
    digest_hex(log_founding(log), name);
    enum status status = folder_make(marks, problem);
    return status == STATUS_OK ? file_write_atomic(marks, name, note, FILE_MODE_PRIVATE, true, problem) : status;
}

enum status head_mark_newest(struct log *log, uint64_t size, struct slice note, const char *marks,
                             struct problem *problem)
{
    struct checkpoint mark = {.size = 0};
    bool found;
    enum status status = read_mark(log_replay(log), marks, &mark, &found, problem);
    return status != STATUS_OK || (found && mark.size >= size) ? status : head_mark(log, note, marks, problem);
}

static enum status store_head(struct log *log, struct slice note, const char *marks, struct problem *problem)
{
    struct store *store = log_replay(log)->store;
    enum status status = store_begin(store, problem);
    if (status != STATUS_OK)
        return status;
    status = store_run(store, "INSERT OR IGNORE INTO checkpoint (body, size, note) VALUES (?, ?, ?)", "iub",
                       log_number(log), log_size(log), note);
    if (status != STATUS_OK) {
        store_problem(store, problem);
        store_rollback(store);
        return status;
    }
    status = store_commit(store, problem);
    if (status != STATUS_OK)
        return status;
    return head_mark(log, note, marks, problem);
}

/* Is it a head that goes on from the last one that was signed? */
static enum status check_next(struct log *log, const struct checkpoint *last, const struct checkpoint *head,
                              struct problem *problem)
{
    struct merkle tree;
    if (last->size == head->size)
        return problem_say(problem, STATUS_MISMATCH,
                           N_("the log's key has signed another history of this size: run \"stimmbuch verify\""), NULL,
                           NULL);
    if (last->size > head->size)
        return problem_say(problem, STATUS_MISMATCH, N_("the ledger is behind a head that it holds itself"), NULL,
                           NULL);
    enum status status = hash_again(log, last->size, &last->root, &tree, problem);
    return status == STATUS_STORE ? store_problem(log_replay(log)->store, problem) : status;
}

static enum status sign_head(struct log *log, const struct checkpoint *head, const struct signer *signer,
                             const char *marks, struct problem *problem)
{
    struct buffer text, note;
    buffer_init(&text);
    buffer_init(&note);
    checkpoint_write(head, &text);
    note_sign(buffer_slice(&text), signer, &note);
    enum status status = buffer_status(&text) == STATUS_OK ? buffer_status(&note) : STATUS_NO_MEMORY;
    if (status == STATUS_OK)
        status = store_head(log, buffer_slice(&note), marks, problem);
    buffer_release(&text);
    buffer_release(&note);
    return status;
}

/*
 * Two places that sign heads of one log would sooner or later fork it. Where a hub orders the entries, it is the one
 * that has the key.
 */
static enum status check_role(struct log *log, struct problem *problem)
{
    struct store *store = log_replay(log)->store;
    struct buffer hub;
    uint64_t items;
    bool copy;
    buffer_init(&hub);
    enum status status = role_is_replica(store, log_number(log), &copy);
    if (status == STATUS_OK)
        status = role_hub(store, log_number(log), &hub, &items);
    bool ordered = hub.length > 0;
    buffer_release(&hub);
    if (status != STATUS_OK)
        return store_problem(store, problem);
    if (!copy || ordered)
        return STATUS_OK;
    return problem_slices(problem, STATUS_REFUSED,
                          N_("this ledger holds a copy of {1}: heads are signed where the body is written"),
                          log_body(log)->name, SLICE(""));
}

enum status head_sign(struct log *log, const struct signer *signer, const char *marks, struct problem *problem)
{
    struct checkpoint last = {.size = 0};
    struct buffer note;
    enum status status = log_refresh(log, problem);
    if (status == STATUS_OK)
        status = check_role(log, problem);
    if (status != STATUS_OK)
        return status;
    struct checkpoint head = {.origin = log_body(log)->name, .size = log_size(log), .root = log_root(log)};
    if (!vkey_equal(&signer->vkey, &log_body(log)->log))
        return problem_say(problem, STATUS_KEY, N_("this is not the log's key"), NULL, NULL);
    buffer_init(&note);
    status = head_check_mark(log_replay(log), marks, problem);
    if (status == STATUS_OK)
        status = last_head(log, &last, &note, problem);
    if (status == STATUS_OK && last.size == head.size && digest_equal(&last.root, &head.root)) {
        /* It is signed already; but its program may have died before it was the mark. */
        status = head_mark_newest(log, last.size, buffer_slice(&note), marks, problem);
    } else if (status == STATUS_OK) {
        status = check_next(log, &last, &head, problem);
        if (status == STATUS_OK)
            status = sign_head(log, &head, signer, marks, problem);
    }
    buffer_release(&note);
    return status;
}
