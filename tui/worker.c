#include "tui/worker.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { WAKE_MS = 1000 };

struct worker {
    pthread_t thread;
    pthread_mutex_t lock;
    worker_function *function;
    void *context;
    int wake[2];
    uint64_t done, all;
    bool ended, cancelled;
    enum status status;
    int64_t last_wake; /* the thread's own */
};

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A full pipe is fine: the screen has not read the last wake-up yet. */
static void wake_up(struct worker *worker)
{
    ssize_t written = write(worker->wake[1], "", 1);
    (void)written;
}

static void *run(void *argument)
{
    struct worker *worker = argument;
    enum status status = worker->function(worker, worker->context);
    pthread_mutex_lock(&worker->lock);
    worker->status = status;
    worker->ended = true;
    pthread_mutex_unlock(&worker->lock);
    wake_up(worker);
    return NULL;
}

/* Signals belong to the screen's thread. */
static int start_thread(struct worker *worker)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&worker->thread, NULL, run, worker);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failed;
}

enum status worker_start(worker_function *function, void *context, struct worker **out)
{
    *out = NULL;
    struct worker *worker = calloc(1, sizeof *worker);
    if (!worker)
        return STATUS_NO_MEMORY;
    worker->function = function;
    worker->context = context;
    if (pipe2(worker->wake, O_CLOEXEC | O_NONBLOCK) != 0) {
        free(worker);
        return STATUS_STORE;
    }
    pthread_mutex_init(&worker->lock, NULL);
    if (start_thread(worker) != 0) {
        pthread_mutex_destroy(&worker->lock);
        close(worker->wake[0]);
        close(worker->wake[1]);
        free(worker);
        return STATUS_STORE;
    }
    *out = worker;
    return STATUS_OK;
}

bool worker_progress(struct worker *worker, uint64_t done, uint64_t all)
{
    int64_t now = milliseconds();
    pthread_mutex_lock(&worker->lock);
    worker->done = done;
    worker->all = all;
    bool go_on = !worker->cancelled;
    pthread_mutex_unlock(&worker->lock);
    if (now - worker->last_wake >= WAKE_MS) {
        worker->last_wake = now;
        wake_up(worker);
    }
    return go_on;
}

bool worker_poll(struct worker *worker, uint64_t *done, uint64_t *all, enum status *status)
{
    pthread_mutex_lock(&worker->lock);
    *done = worker->done;
    *all = worker->all;
    *status = worker->status;
    bool ended = worker->ended;
    pthread_mutex_unlock(&worker->lock);
    return ended;
}

void worker_cancel(struct worker *worker)
{
    pthread_mutex_lock(&worker->lock);
    worker->cancelled = true;
    pthread_mutex_unlock(&worker->lock);
}

int worker_wake(const struct worker *worker)
{
    return worker->wake[0];
}

void worker_free(struct worker *worker)
{
    if (!worker)
        return;
    worker_cancel(worker);
    pthread_join(worker->thread, NULL);
    pthread_mutex_destroy(&worker->lock);
    close(worker->wake[0]);
    close(worker->wake[1]);
    free(worker);
}
