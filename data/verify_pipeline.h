/*
 * Entries in batches: threads take them apart and verify their signatures, the caller loads and takes them in order.
 * For verify*.c only.
 */
#ifndef DATA_VERIFY_PIPELINE_H
#define DATA_VERIFY_PIPELINE_H

#include "core/arena.h"
#include "core/sealed.h"
#include "data/store.h"

enum { BATCH_ENTRIES = 128, BATCH_BYTES = 1 << 17, JOBS_MAX = 64 };

/* Keys by key ID, from a table that may lie: whoever uses one checks it again. */
struct hints;
MUST_CHECK enum status hints_make(struct hints **out); /* none yet */
MUST_CHECK enum status hints_load(struct store *store, int64_t body, struct hints **out);
/* The keys that an entry brings, for guessing who signed those behind it. From one thread, while others guess. */
void hints_take(struct hints *hints, struct slice note);
void hints_free(struct hints *hints);
/* A sealed_guess. */
bool hints_guess(const void *hints, const struct note_line *line, struct public_key *out);

/* An entry on its way through the pipeline. */
struct audited {
    int64_t index; /* as the key of its row says, which is read in the order of keys */
    bool in_place; /* the row's columns for body and index say the same */
    struct digest id, leaf;
    size_t from, length;  /* of the note in the batch's bytes */
    struct sealed sealed; /* once the batch is done */
};

struct batch {
    const struct hints *hints; /* borrowed */
    struct buffer bytes;
    struct arena arena;
    enum status status; /* of taking the entries apart: STATUS_OK or STATUS_NO_MEMORY */
    bool done;
    size_t count;
    struct audited entry[BATCH_ENTRIES];
};

/*
 * A ring of batches: loaded in order, verified by whoever is free, taken in order. `first`, when not NULL, is work that
 * one of the threads does before all else. With one job there is no thread but the caller's.
 */
struct pipeline;
/* How many threads are meant; 0: one for each processor. */
unsigned pipeline_jobs(unsigned wanted);
MUST_CHECK enum status pipeline_open(unsigned jobs, void (*first)(void *context), void *context, struct pipeline **out);
/* Stops after the batches that are being worked at, and joins every thread. NULL is fine. */
void pipeline_close(struct pipeline *pipeline);
/* An empty batch to be loaded; NULL when all are in use. */
struct batch *pipeline_empty(struct pipeline *pipeline);
/* Hands on the batch that pipeline_empty gave. */
void pipeline_push(struct pipeline *pipeline);
/* The oldest batch, verified; NULL when none is under way. The caller works too rather than wait. */
struct batch *pipeline_take(struct pipeline *pipeline);
/* Empties the batch that pipeline_take gave. */
void pipeline_release(struct pipeline *pipeline);
/* Drops all batches that are under way. */
void pipeline_drain(struct pipeline *pipeline);
/* Waits until `first` is done, or for some milliseconds; true: it is done. */
bool pipeline_first_done(struct pipeline *pipeline, long milliseconds);

#endif
