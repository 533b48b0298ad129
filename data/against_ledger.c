/* Another ledger file, entry by entry. Of it only the tables `entry` and `checkpoint` are believed, and its nodes where
 * they prove something. */
#include "data/against_work.h"
#include "data/head.h"
#include "data/node.h"
#include "data/seq.h"

#include <inttypes.h>
#include <stdio.h>

enum { PROGRESS_EVERY = 1 << 12 };

struct other_ledger {
    struct store *store;
    int64_t number; /* of the body there */
};

/* What cannot be read there is no failure of this program. */
static enum status end_there(struct against *all, struct store *store, enum status status)
{
    return status == STATUS_STORE ? store_problem(store, all->problem) : status;
}

static enum status next_body(struct store *store, int64_t from, int64_t *number, bool *found)
{
    int64_t seq;
    enum status status =
        store_number(store, &seq, found, "SELECT min(seq) FROM entry WHERE seq >= ?", "i", seq_of(from, 0));
    *found = status == STATUS_OK && *found && seq >= seq_of(from, 0);
    if (*found)
        *number = seq >> SEQ_INDEX_BITS;
    return status;
}

/* Its entry 0 is the founding: the same text, whoever signed it how often. */
static enum status is_body(struct store *store, int64_t number, const struct digest *founding, bool *out)
{
    struct rows rows = store_ask(store, "SELECT note FROM entry WHERE seq = ?", "i", seq_of(number, 0));
    struct note note;
    *out = false;
    if (rows_next(&rows) && note_parse(rows_blob(&rows, 0), &note, NULL) == STATUS_OK) {
        struct digest id = digest_of(note.text);
        *out = digest_equal(&id, founding);
    }
    return rows_end(&rows);
}

static enum status find_body(struct store *store, const struct digest *founding, int64_t *number, bool *found)
{
    for (int64_t from = SEQ_BODY_MIN;; from = *number + 1) {
        bool same = false;
        enum status status = next_body(store, from, number, found);
        if (status == STATUS_OK && *found)
            status = is_body(store, *number, founding, &same);
        if (status != STATUS_OK || !*found || same)
            return status;
    }
}

static struct rows all_entries(struct store *store, int64_t number)
{
    return store_ask(store, "SELECT seq, note FROM entry WHERE seq >= ? AND seq <= ? ORDER BY seq", "ii",
                     seq_of(number, 0), seq_of(number, SEQ_INDEX_MAX));
}

static bool go_on(const struct against *all, uint64_t done, uint64_t of)
{
    return done % PROGRESS_EVERY || !all->options->progress || all->options->progress(all->options->context, done, of);
}

/* Walks both logs side by side. *there: how many entries the other one has in a row; *differs: the first that does. */
static enum status walk(struct compared *body, const struct other_ledger *other, uint64_t *there, int64_t *differs)
{
    struct store *store = log_replay(body->log)->store;
    struct rows here = all_entries(store, log_number(body->log)), rows = all_entries(other->store, other->number);
    enum status status = STATUS_OK;
    bool more = true; /* here: behind the last row nothing may be asked */
    *there = 0;
    *differs = -1;
    while (status == STATUS_OK && rows_next(&rows) && rows_number(&rows, 0) == seq_of(other->number, (int64_t)*there)) {
        more = more && *differs < 0 && rows_next(&here);
        if (more) {
            if (slice_equal(rows_blob(&here, 1), rows_blob(&rows, 1)))
                body->told.compared++;
            else
                *differs = (int64_t)*there;
        }
        ++*there;
        if (!go_on(body->all, *there, body->told.own))
            status = STATUS_CANCELLED;
    }
    enum status end = rows_end(&rows), own = rows_end(&here);
    if (status != STATUS_OK)
        return problem_say(body->all->problem, status, NULL, NULL, NULL);
    return end == STATUS_OK && own == STATUS_STORE ? store_problem(store, body->all->problem)
                                                   : end_there(body->all, other->store, end);
}

/* The newest head that the log's key has signed; `note` stays empty without one. */
static enum status newest_head(struct compared *body, const struct other_ledger *other, struct buffer *note)
{
    struct checkpoint head;
    bool found = false;
    struct rows rows =
        store_ask(other->store, "SELECT note FROM checkpoint WHERE body = ? ORDER BY size DESC", "i", other->number);
    while (!found && rows_next(&rows)) {
        struct slice bytes = rows_blob(&rows, 0);
        found = head_open(log_replay(body->log), bytes, &head, NULL) == STATUS_OK;
        /* Without a good one the newest is told of. */
        if (found || !note->length) {
            buffer_clear(note);
            buffer_add(note, bytes);
        }
    }
    enum status status = rows_end(&rows);
    return status == STATUS_OK ? buffer_status(note) : end_there(body->all, other->store, status);
}

static void tell_tail(struct compared *body)
{
    char own[24], other[24];
    snprintf(own, sizeof own, "%" PRIu64, body->told.own);
    snprintf(other, sizeof other, "%" PRIu64, body->told.other);
    compared_find(body, "behind", (int64_t)body->told.own,
                  N_("this ledger has {1} entries, and the other one goes on to {2}: it was rolled back, or is an old "
                     "copy"),
                  own, other);
}

static enum status compare_body(struct compared *body, const struct other_ledger *other)
{
    struct node_source source = {.store = other->store, .body = other->number};
    struct fork_tree tree = {.source = node_source_read, .context = &source};
    struct buffer note;
    int64_t differs;
    enum status status = walk(body, other, &body->told.other, &differs);
    if (status != STATUS_OK)
        return status;
    if (differs >= 0) {
        body->told.same = false;
        body->forked = true;
        compared_find(body, "fork", differs, N_("another history: from this entry on the other ledger holds others"),
                      NULL, NULL);
    }
    tree.size = body->told.other;
    buffer_init(&note);
    status = newest_head(body, other, &note);
    if (status == STATUS_OK && note.length)
        status = compare_head(body, buffer_slice(&note), &tree);
    buffer_release(&note);
    if (status == STATUS_OK && differs < 0 && body->told.other > body->told.own &&
        !(body->told.has_head && body->told.head > body->told.own))
        tell_tail(body);
    if (differs >= 0 && !body->told.proof.length && !body->told.unproved)
        body->told.unproved = N_("what differs lies behind the signed heads");
    return status;
}

static enum status visit(struct against *all, struct store *there, int64_t number)
{
    struct compared body;
    struct log *log;
    struct other_ledger other = {.store = there};
    bool found;
    enum status status = ledger_log_number(all->ledger, number, &log, all->problem);
    if (status != STATUS_OK)
        return status;
    status = end_there(all, there, find_body(there, log_founding(log), &other.number, &found));
    if (status != STATUS_OK)
        return status;
    if (!found && all->options->bodies)
        against_find(all, "unknown", N_("the other ledger does not have the body \"{1}\""), log_body(log)->name);
    if (!found)
        return STATUS_OK;
    compared_begin(&body, all, log);
    status = compare_body(&body, &other);
    if (status == STATUS_OK)
        compared_end(&body);
    buffer_release(&body.proof);
    return status;
}

static enum status each_body(struct against *all, struct store *there)
{
    struct store *store = ledger_store(all->ledger);
    for (int64_t number = SEQ_BODY_MIN;; number++) {
        bool found;
        enum status status = next_body(store, number, &number, &found);
        if (status != STATUS_OK)
            return store_problem(store, all->problem);
        if (!found)
            return STATUS_OK;
        if (against_wants(all, number))
            status = visit(all, there, number);
        if (status != STATUS_OK)
            return status;
    }
}

enum status compare_ledgers(struct against *all)
{
    struct store *there;
    enum status status = store_open(all->options->path, STORE_AUDIT, &there, all->problem);
    if (status != STATUS_OK)
        return status;
    status = each_body(all, there);
    if (status == STATUS_OK && !all->bodies && !all->found)
        against_find(all, "unknown", N_("the two ledgers have no body in common"), SLICE(""));
    store_close(there);
    return status;
}
