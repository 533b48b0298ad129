/*
 * Many files synchronised at once, beside the program's own work: a disk that confirms them together needs little more
 * time than for one.
 */
#ifndef DATA_FOLDER_SYNC_H
#define DATA_FOLDER_SYNC_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

enum { FOLDER_SYNC_MAX = 64, FOLDER_SYNC_THREADS = 16 };

/* Zeros to begin with. Open files are put behind those that are there; from start to reset nothing is touched. */
struct folder_sync {
    int file[FOLDER_SYNC_MAX];
    size_t count;
    bool started;
    atomic_size_t next, failed;
    int error[FOLDER_SYNC_MAX];
    pthread_t thread[FOLDER_SYNC_THREADS];
    size_t threads;
};

/* Begins, if there is anything. */
void folder_sync_start(struct folder_sync *sync);

/* Waits for the end of what was started. False when a file could not be synchronised: `failed` is its place. */
bool folder_sync_wait(struct folder_sync *sync, size_t *failed, int *error);

/* Waits, and closes what was never started: empty again. */
void folder_sync_reset(struct folder_sync *sync);

#endif
