/*
 * The JSON files that an import reads: named ones, and those in named folders.
 */
#ifndef DATA_OPARL_FILES_H
#define DATA_OPARL_FILES_H

#include "core/arena.h"
#include "data/oparl_report.h"

struct oparl_files {
    struct arena *arena;
    const char **path; /* `count` of them; the strings lie in the arena, the array is owned */
    size_t count, capacity;
};

void oparl_files_init(struct oparl_files *files, struct arena *arena);
void oparl_files_release(struct oparl_files *files);

/*
 * Adds `path` itself when it is a file (or "-": standard input), or the regular files below it whose names end in
 * ".json", in byte order. What is passed over goes into the report. Failures as in data/oparl.h.
 */
MUST_CHECK enum status oparl_files_add(struct oparl_files *files, const char *path, struct oparl_report *report,
                                       struct problem *problem);

#endif
