/* Batches of entries: threads take them apart and verify signatures, the caller loads and takes them in order. */
#include "data/verify_pipeline.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* So many batches for each thread that none runs dry while the caller is busy with one. */
enum { BATCHES_FIXED = 2, BATCHES_EACH = 1, NANOSECONDS_A_MILLISECOND = 1000000, NANOSECONDS_A_SECOND = 1000000000 };

struct pipeline {
    pthread_mutex_t lock;
    pthread_cond_t work, news; /* something to do; something is done */
    pthread_t thread[JOBS_MAX];
    unsigned threads;
    void (*first)(void *context);
    void *context;
    bool first_taken, first_done, stop;
    /* Numbers of batches: taken ones < claimed ones < pushed ones; a batch lies in the ring at its number. */
    size_t taken, claimed, pushed;
    size_t ring;
    struct batch batch[];
};

static struct batch *batch_at(struct pipeline *pipeline, size_t number)
{
    return &pipeline->batch[number % pipeline->ring];
}

static void batch_clear(struct batch *batch)
{
    arena_release(&batch->arena);
    buffer_clear(&batch->bytes);
    batch->count = 0;
    batch->done = false;
    batch->status = STATUS_OK;
}

/* First all texts, then all signatures: code that does one thing at a time stays in a processor's nearest cache. */
static void work_at(struct batch *batch)
{
    for (size_t i = 0; i < batch->count && batch->status == STATUS_OK; i++) {
        struct audited *entry = &batch->entry[i];
        struct slice bytes = {.at = batch->bytes.at + entry->from, .length = entry->length};
        batch->status = sealed_open(bytes, &batch->arena, &entry->sealed);
    }
    for (size_t i = 0; i < batch->count && batch->status == STATUS_OK; i++)
        sealed_check(&batch->entry[i].sealed, hints_guess, batch->hints);
}

/* Works at a batch that nobody has claimed, if there is one. Called and left with the lock. */
static bool work_once(struct pipeline *pipeline)
{
    if (pipeline->claimed == pipeline->pushed)
        return false;
    struct batch *batch = batch_at(pipeline, pipeline->claimed++);
    pthread_mutex_unlock(&pipeline->lock);
    work_at(batch);
    pthread_mutex_lock(&pipeline->lock);
    batch->done = true;
    pthread_cond_signal(&pipeline->news);
    return true;
}

static void do_first(struct pipeline *pipeline)
{
    pipeline->first_taken = true;
    pthread_mutex_unlock(&pipeline->lock);
    pipeline->first(pipeline->context);
    pthread_mutex_lock(&pipeline->lock);
    pipeline->first_done = true;
    pthread_cond_signal(&pipeline->news);
}

static void *worker(void *context)
{
    struct pipeline *pipeline = context;
    pthread_mutex_lock(&pipeline->lock);
    if (!pipeline->first_taken)
        do_first(pipeline);
    while (!pipeline->stop)
        if (!work_once(pipeline))
            pthread_cond_wait(&pipeline->work, &pipeline->lock);
    pthread_mutex_unlock(&pipeline->lock);
    return NULL;
}

/* Signals are for the caller's thread. A thread that cannot be had is done without. */
static void start_threads(struct pipeline *pipeline, unsigned threads)
{
    sigset_t all, before;
    sigfillset(&all);
    if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0)
        return;
    while (pipeline->threads < threads &&
           pthread_create(&pipeline->thread[pipeline->threads], NULL, worker, pipeline) == 0)
        pipeline->threads++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

unsigned pipeline_jobs(unsigned wanted)
{
    long processors = wanted ? (long)wanted : sysconf(_SC_NPROCESSORS_ONLN);
    if (processors < 1)
        return 1;
    return processors > JOBS_MAX ? JOBS_MAX : (unsigned)processors;
}

enum status pipeline_open(unsigned jobs, void (*first)(void *context), void *context, struct pipeline **out)
{
    size_t ring = BATCHES_FIXED + (size_t)BATCHES_EACH * jobs;
    struct pipeline *pipeline = calloc(1, sizeof *pipeline + ring * sizeof pipeline->batch[0]);
    *out = pipeline;
    if (!pipeline)
        return STATUS_NO_MEMORY;
    pipeline->ring = ring;
    pipeline->first = first;
    pipeline->context = context;
    pipeline->first_taken = pipeline->first_done = !first;
    if (pthread_mutex_init(&pipeline->lock, NULL) != 0 || pthread_cond_init(&pipeline->work, NULL) != 0 ||
        pthread_cond_init(&pipeline->news, NULL) != 0) {
        free(pipeline);
        *out = NULL;
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < ring; i++) {
        buffer_init(&pipeline->batch[i].bytes);
        arena_init(&pipeline->batch[i].arena);
    }
    start_threads(pipeline, jobs - 1);
    /* Alone, the caller does one thing after the other. */
    if (pipeline->threads == 0 && first) {
        pipeline->first_taken = pipeline->first_done = true;
        first(context);
    }
    return STATUS_OK;
}

void pipeline_close(struct pipeline *pipeline)
{
    if (!pipeline)
        return;
    pthread_mutex_lock(&pipeline->lock);
    pipeline->stop = true;
    pthread_cond_broadcast(&pipeline->work);
    pthread_mutex_unlock(&pipeline->lock);
    for (unsigned i = 0; i < pipeline->threads; i++)
        pthread_join(pipeline->thread[i], NULL);
    for (size_t i = 0; i < pipeline->ring; i++) {
        batch_clear(&pipeline->batch[i]);
        buffer_release(&pipeline->batch[i].bytes);
    }
    pthread_cond_destroy(&pipeline->news);
    pthread_cond_destroy(&pipeline->work);
    pthread_mutex_destroy(&pipeline->lock);
    free(pipeline);
}

struct batch *pipeline_empty(struct pipeline *pipeline)
{
    /* `pushed` and `taken` are the caller's own; only `claimed` and `done` are shared. */
    return pipeline->pushed - pipeline->taken < pipeline->ring ? batch_at(pipeline, pipeline->pushed) : NULL;
}

void pipeline_push(struct pipeline *pipeline)
{
    pthread_mutex_lock(&pipeline->lock);
    pipeline->pushed++;
    pthread_cond_signal(&pipeline->work);
    pthread_mutex_unlock(&pipeline->lock);
}

struct batch *pipeline_take(struct pipeline *pipeline)
{
    if (pipeline->taken == pipeline->pushed)
        return NULL;
    struct batch *batch = batch_at(pipeline, pipeline->taken);
    pthread_mutex_lock(&pipeline->lock);
    while (!batch->done)
        if (!work_once(pipeline))
            pthread_cond_wait(&pipeline->news, &pipeline->lock);
    pthread_mutex_unlock(&pipeline->lock);
    return batch;
}

void pipeline_release(struct pipeline *pipeline)
{
    batch_clear(batch_at(pipeline, pipeline->taken));
    pipeline->taken++;
}

void pipeline_drain(struct pipeline *pipeline)
{
    pthread_mutex_lock(&pipeline->lock);
    for (; pipeline->claimed < pipeline->pushed; pipeline->claimed++)
        batch_at(pipeline, pipeline->claimed)->done = true;
    pthread_mutex_unlock(&pipeline->lock);
    while (pipeline_take(pipeline))
        pipeline_release(pipeline);
}

bool pipeline_first_done(struct pipeline *pipeline, long milliseconds)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += milliseconds * NANOSECONDS_A_MILLISECOND;
    until.tv_sec += until.tv_nsec / NANOSECONDS_A_SECOND;
    until.tv_nsec %= NANOSECONDS_A_SECOND;
    pthread_mutex_lock(&pipeline->lock);
    while (!pipeline->first_done && pthread_cond_timedwait(&pipeline->news, &pipeline->lock, &until) == 0)
        ;
    bool done = pipeline->first_done;
    pthread_mutex_unlock(&pipeline->lock);
    return done;
}
