#include "data/store_early.h"

#include "data/store_internal.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

struct early {
    struct store *store;
    sqlite3_file *file;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t news;
    bool more, stop;
    int error; /* SQLite's result code of the first failure */
};

/* Data only: the file's length comes with it, its times need not. */
static int bring_to_disk(sqlite3_file *file)
{
    return file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
}

static void *run(void *context)
{
    struct early *early = context;
    pthread_mutex_lock(&early->lock);
    while (early->more || !early->stop) {
        if (!early->more) {
            pthread_cond_wait(&early->news, &early->lock);
            continue;
        }
        early->more = false;
        pthread_mutex_unlock(&early->lock);
        int error = bring_to_disk(early->file);
        pthread_mutex_lock(&early->lock);
        early->error = early->error ? early->error : error;
    }
    pthread_mutex_unlock(&early->lock);
    return NULL;
}

/* Signals are for the caller's thread. */
static bool start(struct early *early)
{
    sigset_t all, before;
    sigfillset(&all);
    if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0)
        return false;
    bool started = pthread_create(&early->thread, NULL, run, early) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

static void release(struct early *early)
{
    pthread_cond_destroy(&early->news);
    pthread_mutex_destroy(&early->lock);
    free(early);
}

struct early *early_begin(struct store *store)
{
    struct early *early = calloc(1, sizeof *early);
    if (!early)
        return NULL;
    early->store = store;
    if (sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &early->file) != SQLITE_OK || !early->file ||
        !early->file->pMethods || pthread_mutex_init(&early->lock, NULL) != 0) {
        free(early);
        return NULL;
    }
    if (pthread_cond_init(&early->news, NULL) != 0) {
        pthread_mutex_destroy(&early->lock);
        free(early);
        return NULL;
    }
    if (start(early))
        return early;
    release(early);
    return NULL;
}

void early_more(struct early *early)
{
    if (!early)
        return;
    pthread_mutex_lock(&early->lock);
    early->more = true;
    pthread_cond_signal(&early->news);
    pthread_mutex_unlock(&early->lock);
}

enum status early_end(struct early *early)
{
    if (!early)
        return STATUS_OK;
    pthread_mutex_lock(&early->lock);
    early->stop = true;
    pthread_cond_signal(&early->news);
    pthread_mutex_unlock(&early->lock);
    pthread_join(early->thread, NULL);
    int error = early->error;
    if (error)
        early->store->error = error;
    release(early);
    return error ? STATUS_STORE : STATUS_OK;
}
