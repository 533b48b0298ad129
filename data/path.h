/* Paths: their folders, and where they really lead. */
#ifndef DATA_PATH_H
#define DATA_PATH_H

#include "core/status.h"

/* Makes the folder that the file `path` lies in, and its parents, 0700. */
MUST_CHECK enum status path_make_parent(const char *path, struct problem *problem);

/*
 * The path with its folder resolved (symbolic links in it are followed) and the last part as it is. The caller frees
 * it; NULL without memory. When the folder cannot be resolved, a copy of the path.
 */
char *path_real(const char *path);

/* folder/name in new memory, or NULL. */
char *path_join(const char *folder, const char *name);

/* Something has this name already (a link counts, wherever it leads). */
bool path_exists(const char *path);

#endif
