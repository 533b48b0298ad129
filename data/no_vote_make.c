/* a proof of not having voted, made from a ledger */
#include "data/carry.h"
#include "data/head.h"
#include "data/no_vote_file.h"
#include "data/node.h"
#include "data/query_vote.h"
#include "data/seq.h"

enum { TICK = 1024 };

struct making {
    struct store *store;
    const struct ballot_facts *ballot;
    struct no_vote_file *file;
    struct stream_out *out;
    uint64_t size; /* of the head */
    no_vote_progress *progress;
    void *context;
    struct problem *problem;
};

static bool note_vote(void *context, const struct vote_item *item)
{
    (void)item;
    *(bool *)context = true;
    return false;
}

static enum status check_silence(struct making *m, struct slice seat)
{
    bool voted = false;
    int64_t seats;
    if (store_number(m->store, &seats, NULL,
                     "SELECT count(*) FROM seat WHERE body = ?1 AND id = ?2 AND since < ?3 "
                     "AND (until IS NULL OR until >= ?3)",
                     "iti", m->ballot->body, seat, m->ballot->index) != STATUS_OK)
        return store_problem(m->store, m->problem);
    if (seats == 0)
        return problem_slices(m->problem, STATUS_NOT_FOUND, N_("there is no seat \"{1}\""), seat, SLICE(""));
    enum status status =
        query_counted_vote(m->store, m->ballot->body, m->ballot->index, seat, note_vote, &voted, m->problem);
    if (status == STATUS_OK && voted)
        return problem_slices(m->problem, STATUS_REFUSED, N_("the seat \"{1}\" has voted in this ballot"), seat,
                              SLICE(""));
    return status;
}

/* From the ballot to what ended it, or as far as the newest signed head goes. */
static enum status set_claim(struct making *m, struct slice seat)
{
    struct no_vote *claim = &m->file->claim;
    if (head_newest(m->store, m->ballot->body, &m->size, &m->file->head) != STATUS_OK)
        return store_problem(m->store, m->problem);
    if (m->size <= (uint64_t)m->ballot->index)
        return problem_say(m->problem, STATUS_REFUSED,
                           N_("no signed head holds this ballot yet: run \"stimmbuch checkpoint\" where the log's key "
                              "is, then ask again"),
                           NULL, NULL);
    bool ended = !m->ballot->open && (uint64_t)m->ballot->ended < m->size;
    *claim = (struct no_vote){.ballot = m->ballot->id,
                              .seat = seat,
                              .first = (uint64_t)m->ballot->index,
                              .last = ended ? (uint64_t)m->ballot->ended : m->size - 1,
                              .head = m->file->head.length};
    struct node_source source = {.store = m->store, .body = m->ballot->body};
    enum status status =
        merkle_range_prove(claim->first, claim->last + 1, m->size, node_source_read, &source, &claim->range);
    if (status == STATUS_NOT_FOUND)
        return problem_say(m->problem, STATUS_MISMATCH,
                           N_("the ledger gives no proof that holds: run \"stimmbuch verify\""), NULL, NULL);
    return status == STATUS_OK ? status : store_problem(m->store, m->problem);
}

static enum status write_beginning(struct making *m)
{
    struct no_vote_file *file = m->file;
    struct carry carry;
    carry_begin(&carry, m->store, m->ballot->body);
    enum status status = carry_head(&carry, buffer_slice(&file->head), (int64_t)m->size, m->problem);
    if (status == STATUS_OK)
        status = carry_write(&carry, &file->notes, m->problem);
    if (status != STATUS_OK)
        return status;
    if (file->notes.length > NO_VOTE_NOTES_MAX)
        return problem_say(m->problem, STATUS_REFUSED, N_("more would have to be carried than a reader takes"), NULL,
                           NULL);
    file->claim.carried = carry.count;
    no_vote_write(&file->claim, &file->header);
    if (buffer_status(&file->header) != STATUS_OK)
        return problem_say(m->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    status = stream_write(m->out, buffer_slice(&file->header), m->problem);
    if (status == STATUS_OK)
        status = stream_write(m->out, buffer_slice(&file->head), m->problem);
    return status == STATUS_OK ? stream_write(m->out, buffer_slice(&file->notes), m->problem) : status;
}

static enum status write_entry(struct making *m, struct slice note)
{
    char length[2] = {(char)(unsigned char)(note.length >> 8), (char)(unsigned char)(note.length & 0xff)};
    enum status status = no_vote_take(&m->file->check, note, m->problem);
    if (status == STATUS_OK)
        status = stream_write(m->out, (struct slice){length, sizeof length}, m->problem);
    return status == STATUS_OK ? stream_write(m->out, note, m->problem) : status;
}

static enum status write_entries(struct making *m)
{
    const struct no_vote *claim = &m->file->claim;
    uint64_t done = 0, all = claim->last - claim->first + 1;
    enum status status = STATUS_OK;
    struct rows rows =
        store_ask(m->store, "SELECT note FROM entry WHERE seq BETWEEN ? AND ? ORDER BY seq", "ii",
                  seq_of(m->ballot->body, (int64_t)claim->first), seq_of(m->ballot->body, (int64_t)claim->last));
    for (; status == STATUS_OK && rows_next(&rows); done++) {
        status = write_entry(m, rows_blob(&rows, 0));
        if (m->progress && done % TICK == 0 && !m->progress(m->context, done, all))
            status = STATUS_CANCELLED;
    }
    enum status end = rows_end(&rows);
    if (status == STATUS_OK && end != STATUS_OK)
        status = store_problem(m->store, m->problem);
    return status == STATUS_OK ? no_vote_end(&m->file->check, m->problem) : status;
}

enum status no_vote_make(struct store *store, const struct ballot_facts *ballot, struct slice seat,
                         struct stream_out *out, struct no_vote_file *file, no_vote_progress *progress, void *context,
                         struct problem *problem)
{
    struct making m = {.store = store,
                       .ballot = ballot,
                       .file = file,
                       .out = out,
                       .progress = progress,
                       .context = context,
                       .problem = problem};
    *file = (struct no_vote_file){.claim = {.first = 0}};
    enum status status = check_silence(&m, seat);
    if (status == STATUS_OK)
        status = set_claim(&m, seat);
    if (status == STATUS_OK)
        status = write_beginning(&m);
    if (status == STATUS_OK)
        status = no_vote_file_begin(file, problem);
    if (status == STATUS_OK)
        status = write_entries(&m);
    if (status == STATUS_FORM)
        status = problem_say(problem, STATUS_MISMATCH,
                             N_("the ledger gives no proof that holds: run \"stimmbuch verify\""), NULL, NULL);
    return status;
}
