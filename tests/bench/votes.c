#include "tests/bench/votes.h"

#include "core/note.h"
#include "data/store.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>

enum { THREADS_MAX = 64 };

static const char votes_sql[] = "SELECT e.note, m.key FROM vote v "
                                "JOIN chain m ON m.body = v.body AND m.name = v.voter AND m.until IS NULL "
                                "JOIN entry e ON e.seq = (v.body << 40) + v.idx ORDER BY v.ballot LIMIT ?";

static enum status add_vote(struct votes *votes, struct slice bytes, struct slice key, struct problem *problem)
{
    struct note note;
    enum status status = note_parse(bytes, &note, problem);
    struct vote *vote = &votes->vote[votes->count++];
    if (status != STATUS_OK)
        return status;
    *vote = (struct vote){.from = votes->bytes.length, .length = bytes.length, .text = note.text.length};
    buffer_add(&votes->bytes, bytes);
    if (key.length != sizeof vote->key.byte || !note_line_signature(&note.line[0], &vote->signature))
        return STATUS_FORM;
    memcpy(vote->key.byte, key.at, key.length);
    return buffer_status(&votes->bytes);
}

static enum status read_votes(struct store *store, size_t most, struct votes *out, struct problem *problem)
{
    int64_t count;
    enum status status = store_number(store, &count, NULL, "SELECT count(*) FROM vote", "");
    if (status != STATUS_OK)
        return store_problem(store, problem);
    size_t wanted = (size_t)count < most ? (size_t)count : most;
    out->vote = calloc(wanted ? wanted : 1, sizeof *out->vote);
    if (!out->vote)
        return STATUS_NO_MEMORY;
    struct rows rows = store_ask(store, votes_sql, "u", (uint64_t)wanted);
    while (status == STATUS_OK && out->count < wanted && rows_next(&rows))
        status = add_vote(out, rows_blob(&rows, 0), rows_blob(&rows, 1), problem);
    enum status end = rows_end(&rows);
    return status == STATUS_OK ? end : status;
}

enum status votes_load(const char *path, size_t most, struct votes *out, struct problem *problem)
{
    struct store *store;
    *out = (struct votes){.count = 0};
    buffer_init(&out->bytes);
    enum status status = store_open(path, STORE_READ, &store, problem);
    if (status != STATUS_OK)
        return status;
    status = read_votes(store, most, out, problem);
    store_close(store);
    return status;
}

void votes_release(struct votes *votes)
{
    buffer_release(&votes->bytes);
    free(votes->vote);
}

struct slice vote_note(const struct votes *votes, size_t index)
{
    const struct vote *vote = &votes->vote[index];
    return (struct slice){.at = votes->bytes.at + vote->from, .length = vote->length};
}

struct slice vote_text(const struct votes *votes, size_t index)
{
    return slice_head(vote_note(votes, index), votes->vote[index].text);
}

struct share {
    const struct votes *votes;
    size_t from, to;
    bool good;
    pthread_t thread;
};

static void *verify_share(void *context)
{
    struct share *share = context;
    share->good = true;
    for (size_t i = share->from; i < share->to; i++) {
        struct slice text = vote_text(share->votes, i);
        const struct vote *vote = &share->votes->vote[i];
        if (crypto_sign_verify_detached(vote->signature.byte, (const unsigned char *)text.at, text.length,
                                        vote->key.byte) != 0)
            share->good = false;
    }
    return NULL;
}

bool votes_verify(const struct votes *votes, size_t threads)
{
    struct share share[THREADS_MAX];
    threads = threads < THREADS_MAX ? threads : THREADS_MAX;
    size_t started = 0;
    bool good = true;
    for (; started < threads; started++) {
        share[started] = (struct share){
            .votes = votes, .from = votes->count * started / threads, .to = votes->count * (started + 1) / threads};
        if (pthread_create(&share[started].thread, NULL, verify_share, &share[started]) != 0)
            break;
    }
    for (size_t i = 0; i < started; i++)
        good = pthread_join(share[i].thread, NULL) == 0 && share[i].good && good;
    return good && started == threads;
}
