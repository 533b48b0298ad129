/* Statements to the hub and their results, without ever waiting where nobody can stop it. */
#include "data/hub_pq.h"

#ifdef HAVE_LIBPQ

#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <time.h>

/* How long a server may be silent, and how often it is looked whether somebody wants to stop. */
enum { PATIENCE_MS = 30000, LOOK_MS = 200 };
/* What is taken in until a result is whole, in bytes: an attachment of 64 MiB and its frame; and results that nobody
 * wants to see, at most. */
enum { RESULT_MAX = 80 << 20, DRAINED_MAX = 256 };
/* Types of PostgreSQL, by their numbers in pg_type, which never change. */
enum { TYPE_BYTEA = 17, TYPE_BIGINT = 20, TYPE_INTEGER = 23, TYPE_TEXT = 25 };

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void add(struct hub_values *values, Oid type, struct slice value)
{
    values->type[values->count] = type;
    values->value[values->count++] = value;
}

void hub_add_bytes(struct hub_values *values, struct slice bytes)
{
    add(values, TYPE_BYTEA, bytes);
}

void hub_add_text(struct hub_values *values, struct slice text)
{
    add(values, TYPE_TEXT, text);
}

static void add_number(struct hub_values *values, Oid type, uint64_t number, size_t length)
{
    char *at = values->number[values->count];
    for (size_t i = 0; i < length; i++)
        at[i] = (char)(number >> 8 * (length - 1 - i));
    add(values, type, (struct slice){at, length});
}

void hub_add_number(struct hub_values *values, int64_t number)
{
    add_number(values, TYPE_BIGINT, (uint64_t)number, 8);
}

void hub_add_small(struct hub_values *values, int32_t number)
{
    add_number(values, TYPE_INTEGER, (uint32_t)number, 4);
}

/* The server's or the library's words on one line, as far as there is room for them. */
static struct slice one_line(const char *text, char out[PROBLEM_DETAIL_MAX])
{
    size_t length = 0;
    for (struct slice rest = slice_of(text); rest.length && length + 2 < PROBLEM_DETAIL_MAX;) {
        struct slice line = slice_cut(&rest, '\n');
        while (line.length && strchr(" \t", line.at[0]))
            line = slice_from(line, 1);
        if (length && line.length) {
            out[length++] = ';';
            out[length++] = ' ';
        }
        line = slice_head(line, PROBLEM_DETAIL_MAX - 1 - length);
        memcpy(out + length, line.at, line.length);
        length += line.length;
    }
    return (struct slice){out, length};
}

static const struct {
    const char *code; /* of the SQL standard and PostgreSQL; a prefix is enough */
    enum status status;
    const char *message;
} errors[] = {
    {"42501", STATUS_REFUSED, N_("the hub does not allow this role to do that: {1}")},
    {"3F000", STATUS_NOT_FOUND,
     N_("the database is no hub yet: its administrator makes it one with \"stimmbuch hub "
        "init\"")},
    {"42P01", STATUS_NOT_FOUND,
     N_("the database is no hub yet: its administrator makes it one with \"stimmbuch hub init\"")},
    {"42883", STATUS_MISMATCH, N_("the hub has other tables than this program knows: {1}")},
    {"42703", STATUS_MISMATCH, N_("the hub has other tables than this program knows: {1}")},
    {"SB002", STATUS_MISMATCH, N_("somebody else has added entries to the hub meanwhile: {1}")},
    {"SB004", STATUS_NOT_FOUND, N_("the hub does not have this body")},
    {"SB", STATUS_REFUSED, N_("the hub refuses: {1}")},
    {"22", STATUS_REFUSED, N_("the hub refuses: {1}")},
    {"23", STATUS_REFUSED, N_("the hub refuses: {1}")},
};

enum status hub_failed(struct hub *hub, const PGresult *result, struct problem *problem)
{
    char line[PROBLEM_DETAIL_MAX];
    const char *code = result ? hub->pq.PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    const char *words = code ? hub->pq.PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    struct slice text = one_line(words ? words : hub->pq.PQerrorMessage(hub->connection), line);
    for (size_t i = 0; code && i < sizeof errors / sizeof errors[0]; i++)
        if (strncmp(code, errors[i].code, strlen(errors[i].code)) == 0)
            return problem_slices(problem, errors[i].status, errors[i].message, text, SLICE(""));
    return problem_slices(problem, STATUS_HUB, N_("the hub cannot be reached: {1}"), text, SLICE(""));
}

enum status hub_strange(struct problem *problem)
{
    return problem_say(problem, STATUS_MISMATCH, N_("the hub answers otherwise than a hub does"), NULL, NULL);
}

enum status hub_send(struct hub *hub, const char *sql, const struct hub_values *values, struct problem *problem)
{
    const char *value[HUB_PARAMETERS_MAX];
    int length[HUB_PARAMETERS_MAX], format[HUB_PARAMETERS_MAX];
    for (int i = 0; i < values->count; i++) {
        value[i] = values->value[i].at;
        length[i] = (int)values->value[i].length;
        format[i] = 1;
    }
    return hub->pq.PQsendQueryParams(hub->connection, sql, values->count, values->type, value, length, format, 1)
               ? STATUS_OK
               : hub_failed(hub, NULL, problem);
}

/*
 * libpq puts aside whatever comes until a result is whole, and a server can go on for ever. What lies ready at the
 * socket is at most what is read of it next, and less only by what comes at that very moment.
 */
static bool takes_more(struct hub *hub, int socket)
{
    int ready = 0;
    if (ioctl(socket, FIONREAD, &ready) == 0 && ready > 0)
        hub->unfinished += (uint64_t)ready;
    return hub->unfinished <= RESULT_MAX;
}

/* One turn of waiting; *ready: something came. */
static enum status turn(struct hub *hub, bool *ready, struct problem *problem)
{
    int left = hub->pq.PQflush(hub->connection);
    if (left < 0)
        return hub_failed(hub, NULL, problem);
    struct pollfd socket = {.fd = hub->pq.PQsocket(hub->connection), .events = (short)(POLLIN | (left ? POLLOUT : 0))};
    int found = poll(&socket, 1, LOOK_MS);
    *ready = found > 0 && (socket.revents & ~POLLOUT);
    if (*ready && !takes_more(hub, socket.fd))
        return hub_strange(problem);
    if (socket.fd < 0 || (found < 0 && errno != EINTR) || (*ready && !hub->pq.PQconsumeInput(hub->connection)))
        return hub_failed(hub, NULL, problem);
    if (hub->go_on && !hub->go_on(hub->context))
        return problem_say(problem, STATUS_CANCELLED, NULL, NULL, NULL);
    return STATUS_OK;
}

enum status hub_wait(struct hub *hub, struct problem *problem)
{
    int64_t end = milliseconds() + PATIENCE_MS;
    bool ready = false;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && !ready) {
        status = turn(hub, &ready, problem);
        if (status == STATUS_OK && !ready && milliseconds() > end)
            return problem_say(problem, STATUS_HUB,
                               N_("the hub does not answer, perhaps because its standbys are away: what was sent may "
                                  "be stored or not, the next \"stimmbuch sync\" finds out"),
                               NULL, NULL);
    }
    return status;
}

enum status hub_next(struct hub *hub, PGresult **out, struct problem *problem)
{
    *out = NULL;
    hub->unfinished = 0;
    while (hub->pq.PQisBusy(hub->connection)) {
        enum status status = hub_wait(hub, problem);
        if (status != STATUS_OK)
            return status;
    }
    *out = hub->pq.PQgetResult(hub->connection);
    ExecStatusType kind = hub->pq.PQresultStatus(*out);
    if (!*out || kind == PGRES_TUPLES_OK || kind == PGRES_SINGLE_TUPLE || kind == PGRES_COMMAND_OK ||
        kind == PGRES_PIPELINE_SYNC)
        return STATUS_OK;
    enum status status = hub_failed(hub, *out, problem);
    hub->pq.PQclear(*out);
    *out = NULL;
    return status;
}

enum status hub_drain(struct hub *hub, struct problem *problem)
{
    PGresult *result;
    for (int i = 0; i < DRAINED_MAX; i++) {
        enum status status = hub_next(hub, &result, problem);
        bool more = result != NULL;
        hub->pq.PQclear(result);
        if (!more)
            return status;
    }
    return hub_strange(problem);
}

enum status hub_ask(struct hub *hub, const char *sql, const struct hub_values *values, PGresult **out,
                    struct problem *problem)
{
    *out = NULL;
    enum status status = hub_send(hub, sql, values, problem);
    if (status == STATUS_OK)
        status = hub_next(hub, out, problem);
    if (status == STATUS_HUB || status == STATUS_CANCELLED)
        return status;
    struct problem ignored;
    enum status end = hub_drain(hub, status == STATUS_OK ? problem : &ignored);
    if (status == STATUS_OK && (end != STATUS_OK || !*out)) {
        hub->pq.PQclear(*out);
        *out = NULL;
        return end != STATUS_OK ? end : hub_strange(problem);
    }
    return status;
}

bool hub_are(const struct hub *hub, const PGresult *result, const char *types)
{
    int columns = hub->pq.PQnfields(result);
    if (columns != (int)strlen(types))
        return false;
    for (int i = 0; i < columns; i++) {
        Oid type = hub->pq.PQftype(result, i);
        Oid wanted = types[i] == 'i'   ? TYPE_INTEGER
                     : types[i] == 'l' ? TYPE_BIGINT
                     : types[i] == 'b' ? TYPE_BYTEA
                                       : TYPE_TEXT;
        if (type != wanted || hub->pq.PQfformat(result, i) != 1)
            return false;
    }
    return true;
}

struct slice hub_bytes(const struct hub *hub, const PGresult *result, int row, int column)
{
    return (struct slice){hub->pq.PQgetvalue(result, row, column), (size_t)hub->pq.PQgetlength(result, row, column)};
}

int64_t hub_number(const struct hub *hub, const PGresult *result, int row, int column)
{
    struct slice bytes = hub_bytes(hub, result, row, column);
    uint64_t number = 0;
    if (hub->pq.PQgetisnull(result, row, column) || bytes.length > sizeof number)
        return -1;
    for (size_t i = 0; i < bytes.length; i++)
        number = number << 8 | (unsigned char)bytes.at[i];
    return (int64_t)number;
}

#endif
