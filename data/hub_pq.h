/*
 * One connection to a hub, and statements. For data/hub*.c only.
 *
 * Without libpq's header at build time, or without the library at run time, hub_open says so and nothing else is
 * called.
 */
#ifndef DATA_HUB_PQ_H
#define DATA_HUB_PQ_H

#include "core/buffer.h"
#include "data/hub.h"

/* The tables and functions of a hub: data/hub.sql. */
extern const char hub_sql[];

enum { HUB_KIND_ENTRY, HUB_KIND_PENDING, HUB_KIND_HEAD, HUB_KIND_BLOB };

#ifdef HAVE_LIBPQ
#include "data/hub_load.h"

struct hub {
    struct hub_pq pq;
    PGconn *connection;
    hub_go_on *go_on;
    void *context;
    uint64_t unfinished; /* bytes that came of a result that is not whole yet */
    bool doubtful;       /* the server said that a commit was not waited for: nothing is acknowledged */
    bool listening;
    bool looked; /* what this ledger and the hub share was compared (data/hub_pull.c) */
};

/* Parameters of a statement: binary. */
enum { HUB_PARAMETERS_MAX = 4 };
struct hub_values {
    int count;
    Oid type[HUB_PARAMETERS_MAX];
    struct slice value[HUB_PARAMETERS_MAX]; /* .at NULL: null */
    char number[HUB_PARAMETERS_MAX][8];     /* what slices of numbers point into */
};
void hub_add_bytes(struct hub_values *values, struct slice bytes);
void hub_add_text(struct hub_values *values, struct slice text);
void hub_add_number(struct hub_values *values, int64_t number); /* bigint */
void hub_add_small(struct hub_values *values, int32_t number);  /* integer */

/* Hands a statement over; its result is waited for with hub_next. STATUS_HUB. */
MUST_CHECK enum status hub_send(struct hub *hub, const char *sql, const struct hub_values *values,
                                struct problem *problem);

/*
 * The next result, or NULL behind the last one of a statement; while it is waited for, go_on is asked. An error of the
 * server is put into words: STATUS_REFUSED what it does not allow, STATUS_HUB where the line or the server is gone,
 * STATUS_MISMATCH where it has other tables, STATUS_CANCELLED. After a failure the connection is of no use any more.
 */
MUST_CHECK enum status hub_next(struct hub *hub, PGresult **out, struct problem *problem);

/* One statement and its only result, with rows or without; to be cleared. The connection can go on after a refusal. */
MUST_CHECK enum status hub_ask(struct hub *hub, const char *sql, const struct hub_values *values, PGresult **out,
                               struct problem *problem);

/* Reads what is still to come of a statement, and drops it. */
MUST_CHECK enum status hub_drain(struct hub *hub, struct problem *problem);

/* Flushes what was handed over, and waits until something can be read. */
MUST_CHECK enum status hub_wait(struct hub *hub, struct problem *problem);

/* Has the result that many columns, of these types ("i" integer, "l" bigint, "b" bytea, "t" text)? And its values. */
bool hub_are(const struct hub *hub, const PGresult *result, const char *types);
struct slice hub_bytes(const struct hub *hub, const PGresult *result, int row, int column);
int64_t hub_number(const struct hub *hub, const PGresult *result, int row, int column); /* -1 for null */

/* Puts an error of the server or the line into words, as hub_next says; result may be NULL. */
enum status hub_failed(struct hub *hub, const PGresult *result, struct problem *problem);

/* The answer has another form than the hub's: an old or foreign database, or a hostile one. */
enum status hub_strange(struct problem *problem);

/*
 * Opens what the URL says, after looking at it: no password in it, several hosts as they like, and outside of this
 * machine nothing but TLS with the server's name verified. STATUS_USAGE, STATUS_HUB.
 */
MUST_CHECK enum status hub_connect(struct hub *hub, const char *url, struct problem *problem);
#endif

#endif
