/* Before an export: does the folder hold nothing, or an earlier state of the same log? */
#include "data/export_work.h"
#include "data/head.h"

enum { HEAD_LIMIT = 1 << 16 };

static enum status refuse(struct export_work *work, const char *message, struct slice second)
{
    return problem_slices(work->problem, STATUS_REFUSED, message, slice_of(work->path), second);
}

/* A head that does not hold, as far as it is known whose it is. */
static enum status not_ours(struct export_work *work, struct slice bytes, enum status status)
{
    struct note note;
    struct checkpoint head;
    if (status != STATUS_FORM && status != STATUS_MISMATCH)
        return status;
    if (note_parse(bytes, &note, NULL) == STATUS_OK && checkpoint_parse(note.text, &head, NULL) == STATUS_OK &&
        !slice_equal(head.origin, log_body(work->log)->name))
        return refuse(work, N_("the folder '{1}' holds the log of {2}: give another one"), head.origin);
    return problem_slices(work->problem, STATUS_MISMATCH,
                          N_("the folder '{1}' holds a head that is not signed by the log of {2}: give another one"),
                          slice_of(work->path), log_body(work->log)->name);
}

/* Every head that the folder has files of must be one that this log holds, and no later one than is exported. */
static enum status check_head(struct export_work *work, struct slice bytes, uint64_t *size)
{
    struct checkpoint head;
    struct digest root;
    enum status status = head_open(log_replay(work->log), bytes, &head, work->problem);
    if (status != STATUS_OK)
        return not_ours(work, bytes, status);
    if (head.size > work->head.size) {
        struct buffer number;
        buffer_init(&number);
        buffer_number(&number, head.size);
        status = refuse(work,
                        N_("the folder '{1}' holds a later state than the newest signed head here, {2} entries: import "
                           "it, or run \"stimmbuch checkpoint\" first"),
                        buffer_slice(&number));
        buffer_release(&number);
        return status;
    }
    status = replay_root(log_replay(work->log), head.size, &root);
    if (status == STATUS_OK && !digest_equal(&root, &head.root))
        return problem_slices(
            work->problem, STATUS_MISMATCH,
            N_("the folder '{1}' holds another history of {2} than this ledger: keep both, they prove "
               "that one was altered"),
            slice_of(work->path), log_body(work->log)->name);
    *size = head.size;
    return status;
}

static enum status read_head(struct export_work *work, const char *name, struct buffer *bytes, bool *found,
                             uint64_t *size)
{
    *size = 0;
    enum status status = folder_writer_read(work->folder, name, HEAD_LIMIT, bytes, found, work->problem);
    return status == STATUS_OK && *found ? check_head(work, buffer_slice(bytes), size) : status;
}

/* Without a head nobody knows whose tiles these would be. */
static enum status check_empty(struct export_work *work)
{
    struct buffer name;
    buffer_init(&name);
    enum status status = folder_writer_first(work->folder, &name, work->problem);
    if (status == STATUS_OK && name.length)
        status = refuse(work, N_("the folder '{1}' holds '{2}', but no log: give an empty or a new one"),
                        buffer_slice(&name));
    buffer_release(&name);
    return status;
}

enum status export_check_state(struct export_work *work)
{
    struct buffer newest, unfinished;
    bool is_log = false;
    uint64_t size;
    buffer_init(&newest);
    buffer_init(&unfinished);
    enum status status = read_head(work, "checkpoint", &newest, &is_log, &work->old);
    if (status == STATUS_OK)
        status = read_head(work, ".unfinished", &unfinished, &work->unfinished, &size);
    if (status == STATUS_OK && !is_log && !work->unfinished)
        status = check_empty(work);
    work->same_head = is_log && slice_equal(buffer_slice(&newest), buffer_slice(&work->note));
    buffer_release(&newest);
    buffer_release(&unfinished);
    return status;
}
