/*
 * A world's log as a folder in tlog-tiles layout, written here for tests of reading one: it shares nothing with the
 * program's own export but core/tile. And the other end: a second ledger into which it is taken.
 */
#ifndef TESTS_WORLD_PUBLISH_H
#define TESTS_WORLD_PUBLISH_H

#include "data/import.h"
#include "tests/world_head.h"

/*
 * Signs the present head, with the body's first log key or its second, and writes the whole log to the world's folder
 * of that name, over what lies there. Its path.
 */
const char *world_publish(struct world *w, const char *name);

/* FOLDER/PATH; it stays as long as the world. */
const char *world_file(struct world *w, const char *folder, const char *path);

/* Replaces a file's content, or makes it, with its folders. */
void world_write(struct world *w, const char *path, struct slice bytes);
/* Changes the byte at that offset; negative: from the end. */
void world_spoil(struct world *w, const char *path, long offset);

/* The ledger of that name in the world's folder, made when it is not there. To be closed. */
struct ledger *world_copy(struct world *w, const char *name);

/* Imports the folder; what it brought is in `report`, what was wrong in w->problem. */
enum status world_import(struct world *w, struct ledger *ledger, const char *folder, struct import_report *report);

/* Replays the copy into an empty store and compares, as world_remove does with the world's own ledger. */
void world_check_copy(struct world *w, struct ledger *copy);

#endif
