#include "data/folder_sync.h"

#include <errno.h>
#include <unistd.h>

/* Files are taken one by one, by whoever is free, and closed. */
static void *sync_some(void *context)
{
    struct folder_sync *sync = context;
    size_t i;
    while ((i = atomic_fetch_add(&sync->next, 1)) < sync->count) {
        bool done = fsync(sync->file[i]) == 0;
        sync->error[i] = errno;
        if (close(sync->file[i]) != 0 && done) {
            sync->error[i] = errno;
            done = false;
        }
        if (!done)
            atomic_store(&sync->failed, i);
    }
    return NULL;
}

void folder_sync_start(struct folder_sync *sync)
{
    if (sync->count == 0)
        return;
    sync->started = true;
    atomic_store(&sync->next, 0);
    atomic_store(&sync->failed, FOLDER_SYNC_MAX);
    sync->threads = 0;
    while (sync->threads < FOLDER_SYNC_THREADS && sync->threads < sync->count &&
           pthread_create(&sync->thread[sync->threads], NULL, sync_some, sync) == 0)
        sync->threads++;
    if (sync->threads == 0) /* none can be made */
        sync_some(sync);
}

bool folder_sync_wait(struct folder_sync *sync, size_t *failed, int *error)
{
    for (size_t i = 0; i < sync->threads; i++)
        pthread_join(sync->thread[i], NULL);
    sync->threads = 0;
    *failed = atomic_load(&sync->failed);
    *error = *failed < sync->count ? sync->error[*failed] : 0;
    return *failed >= sync->count;
}

void folder_sync_reset(struct folder_sync *sync)
{
    size_t failed;
    int error;
    (void)folder_sync_wait(sync, &failed, &error);
    for (size_t i = 0; i < sync->count && !sync->started; i++)
        close(sync->file[i]);
    sync->count = 0;
    sync->started = false;
}
