/*
 * Reading a database file ahead: who goes through it from one end to the other asks the system for sixteen pages at a
 * time and not for each. Only store_open.c and store.c use it.
 */
#ifndef DATA_STORE_AHEAD_H
#define DATA_STORE_AHEAD_H

#include <sqlite3.h>

/*
 * A way to open files for one connection, to be named in sqlite3_open_v2; NULL without memory. It lasts longer than the
 * connection.
 */
struct ahead;
struct ahead *ahead_make(void);
const char *ahead_name(const struct ahead *ahead);
void ahead_free(struct ahead *ahead);

#endif
