/* The drafts of one kind that lie where one looks for them: in the folder of drafts and in the present one. */
#ifndef TUI_DRAFT_FILES_H
#define TUI_DRAFT_FILES_H

#include "core/arena.h"
#include "core/entry.h"

enum { DRAFT_FILES_MAX = 64 };

struct draft_file {
    const char *path;
    struct slice title; /* its own, or the file's name */
};

struct draft_files {
    struct arena arena;
    struct draft_file file[DRAFT_FILES_MAX]; /* those of the folder of drafts first, each by name */
    size_t count;
    size_t looked; /* how many files were looked at; the screen does not wait for thousands */
    bool more;     /* there are others that are not shown */
};

void draft_files_init(struct draft_files *files);
void draft_files_release(struct draft_files *files);

/*
 * Reads them anew: files NAME.txt and NAME.md whose first line is "stimmbuch/1 KIND", in `folder` and the folders in
 * it, and in the present one. What cannot be read is left out. STATUS_NO_MEMORY is the only failure.
 */
MUST_CHECK enum status draft_files_load(struct draft_files *files, const char *folder, enum kind kind);

/* Where the file of that path is among them; `count`: it is not. */
size_t draft_files_find(const struct draft_files *files, const char *path);

#endif
