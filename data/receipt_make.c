#include "data/receipt_make.h"

#include "core/encode.h"
#include "core/receipt_file.h"
#include "data/carry.h"
#include "data/head.h"
#include "data/node.h"
#include "data/query.h"

#include <stdlib.h>

struct making {
    struct store *store;
    int64_t body, index;
    struct buffer head, entry, notes, extra;
    uint64_t size;
    struct carry carry;
    struct problem *problem;
};

static enum status read_head(struct making *m)
{
    if (head_newest(m->store, m->body, &m->size, &m->head) != STATUS_OK)
        return store_problem(m->store, m->problem);
    if (m->size <= (uint64_t)m->index)
        return problem_say(m->problem, STATUS_REFUSED,
                           N_("no signed head holds this entry yet: run \"stimmbuch checkpoint\" where the log's key "
                              "is, then ask again"),
                           NULL, NULL);
    return STATUS_OK;
}

/* The entry, and behind it what makes its keys known; entry 0 is that itself. */
static enum status write_notes(struct making *m)
{
    carry_begin(&m->carry, m->store, m->body);
    enum status status = query_entry(m->store, m->body, m->index, &m->entry, m->problem);
    const struct slice entry = buffer_slice(&m->entry);
    if (status == STATUS_OK)
        status = carry_signers(&m->carry, entry, m->index, m->problem);
    if (status == STATUS_OK)
        status = carry_head(&m->carry, buffer_slice(&m->head), (int64_t)m->size, m->problem);
    if (status == STATUS_OK && m->index > 0 && receipt_carry(&entry, 1, &m->notes) != STATUS_OK)
        status = problem_say(m->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    if (status == STATUS_OK)
        status = carry_write(&m->carry, &m->notes, m->problem);
    return status;
}

/* A receipt that does not hold is worth nothing to anybody: what was made is checked as its reader will. */
static enum status check(struct making *m, struct slice bytes)
{
    struct receipt_file *file = calloc(1, sizeof *file);
    if (!file)
        return problem_say(m->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    enum status status = receipt_file_check(bytes, file, NULL);
    receipt_file_release(file);
    free(file);
    if (status == STATUS_FORM || status == STATUS_MISMATCH)
        return problem_say(m->problem, STATUS_MISMATCH,
                           N_("the ledger gives no receipt that holds: run \"stimmbuch verify\""), NULL, NULL);
    return status;
}

static enum status write(struct making *m, struct buffer *out)
{
    struct node_source source = {.store = m->store, .body = m->body};
    struct receipt receipt = {.index = (uint64_t)m->index, .head = buffer_slice(&m->head)};
    size_t from = out->length;
    enum status status = merkle_prove(receipt.index, m->size, node_source_read, &source, &receipt.proof);
    if (status == STATUS_NOT_FOUND)
        return problem_say(m->problem, STATUS_MISMATCH,
                           N_("the ledger gives no receipt that holds: run \"stimmbuch verify\""), NULL, NULL);
    if (status != STATUS_OK)
        return store_problem(m->store, m->problem);
    base64_write((const uint8_t *)m->notes.at, m->notes.length, &m->extra);
    if (buffer_status(&m->extra) != STATUS_OK)
        return problem_say(m->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    receipt.extra = buffer_slice(&m->extra);
    receipt_write(&receipt, out);
    if (buffer_status(out) != STATUS_OK)
        return problem_say(m->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    if (out->length - from > RECEIPT_BYTES_MAX)
        return problem_say(m->problem, STATUS_REFUSED, N_("the receipt would be larger than a reader takes"), NULL,
                           NULL);
    return check(m, slice_from(buffer_slice(out), from));
}

enum status receipt_make(struct store *store, int64_t body, int64_t index, struct buffer *out, struct problem *problem)
{
    struct making m = {.store = store, .body = body, .index = index, .problem = problem};
    struct buffer *const buffers[] = {&m.head, &m.entry, &m.notes, &m.extra};
    for (size_t i = 0; i < sizeof buffers / sizeof buffers[0]; i++)
        buffer_init(buffers[i]);
    /* In one transaction: otherwise the file would be locked and looked at for each node anew. */
    enum status status = store_begin_read(store, problem);
    if (status == STATUS_OK) {
        status = read_head(&m);
        if (status == STATUS_OK)
            status = write_notes(&m);
        if (status == STATUS_OK)
            status = write(&m, out);
        store_rollback(store);
    }
    for (size_t i = 0; i < sizeof buffers / sizeof buffers[0]; i++)
        buffer_release(buffers[i]);
    return status;
}
