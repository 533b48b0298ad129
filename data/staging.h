/*
 * A folder that is either there complete or not at all: it is built as PLACE.part beside its place, and gets its name
 * when it is done. What an interrupted run left under PLACE.part is removed by the next one; a folder of that name that
 * somebody else made is left alone.
 *
 *     status = staging_open(&staging, "demo", problem);
 *     ... write into staging.work ...
 *     status = staging_finish(&staging, problem);
 *     staging_close(&staging);                          // in every case
 *
 * Failures are STATUS_FILE with the path.
 */
#ifndef DATA_STAGING_H
#define DATA_STAGING_H

#include "core/status.h"

struct staging {
    char *place, *work; /* the folder's name to be, and its name until then */
    int folder;         /* open and locked while it is built; -1 */
    bool begun;         /* `work` is ours to remove */
};

/*
 * Makes the empty folder `work`, 0700, and the folders above it. `place` is not there yet, or an empty folder; this is
 * the time to find out, not staging_finish. Fails also while another process builds the same folder. After a failure
 * staging_close has nothing to do, but may be called.
 */
MUST_CHECK enum status staging_open(struct staging *staging, const char *place, struct problem *problem);

/* Gives the folder its name. The files in it must have been synchronised by whoever wrote them. */
MUST_CHECK enum status staging_finish(struct staging *staging, struct problem *problem);

/* Removes what was not finished. */
void staging_close(struct staging *staging);

#endif
