/* A hub on this machine: votes a second beside bare inserts into the same server, and the way to a new replica. */
#include "data/file.h"
#include "data/hub_work.h"
#include "tests/bench/bench.h"
#include "tests/bench/timing.h"
#include "tests/bench/votes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef HAVE_LIBPQ

enum { ROUNDS = 3, SINGLE = 400, MANY = 20000, GROUP = 128, RATE_WANTED = 750, NANOSECONDS = 1000000000 };

struct hubbing {
    struct bench *bench;
    struct votes votes;
    struct hub_note *notes;
    struct hub *hub;
    pid_t server;
    int stop; /* the server ends when this is closed */
    char url[WORLD_PATH], top[WORLD_PATH], marks[WORLD_PATH];
    unsigned bodies, ledgers;
    struct hub_body body;
    struct problem problem;
};

/* tests/hub in the folder that make runs in; its first line is the administrator's URL. */
static bool start_server(struct hubbing *work)
{
    int in[2], out[2];
    if (pipe(in) != 0 || pipe(out) != 0)
        return bench_failed("pipes", NULL);
    work->server = fork();
    if (work->server == 0) {
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        close(in[1]);
        close(out[0]);
        execl("tests/hub", "tests/hub", "--bench", (char *)NULL);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    work->stop = in[1];
    FILE *answer = fdopen(out[0], "r");
    bool good = answer && fgets(work->url, sizeof work->url, answer);
    if (answer)
        fclose(answer);
    work->url[strcspn(work->url, "\n")] = '\0';
    return (good && strncmp(work->url, "postgresql:", 11) == 0) || bench_failed("no hub", NULL);
}

static enum status ask(struct hubbing *work, const char *sql, const struct hub_values *values)
{
    PGresult *result;
    enum status status = hub_ask(work->hub, sql, values, &result, &work->problem);
    work->hub->pq.PQclear(result);
    return status;
}

/* A body that has no entry yet: the votes are appended to it as any bytes would be. */
static enum status new_body(struct hubbing *work)
{
    struct hub_values values = {.count = 0};
    char name[32];
    snprintf(name, sizeof name, "bench-%u", work->bodies++);
    work->body.founding = digest_of(slice_of(name));
    hub_add_bytes(&values, hub_digest(&work->body.founding));
    hub_add_text(&values, slice_of(name));
    return ask(work, "SELECT stimmbuch.admit($1, $2)", &values);
}

static enum status append(struct hubbing *work, size_t count, size_t group)
{
    enum status status = new_body(work);
    for (size_t at = 0; status == STATUS_OK && at < count; at += group)
        status = hub_append(work->hub, &work->body.founding, HUB_KIND_ENTRY, -1, work->notes + at,
                            at + group < count ? group : count - at, &work->problem);
    return status;
}

static bool append_single(void *context)
{
    return append(context, SINGLE, 1) == STATUS_OK;
}

static bool append_many(void *context)
{
    return append(context, MANY, MANY) == STATUS_OK;
}

/* The same bytes into a table with nothing but a key, as many in a statement. */
static bool insert(struct hubbing *work, size_t count, size_t group)
{
    const struct hub_values none = {.count = 0};
    enum status status = ask(work, "DROP TABLE IF EXISTS bare", &none);
    if (status == STATUS_OK)
        status = ask(work, "CREATE TABLE bare (idx bigint PRIMARY KEY, note bytea NOT NULL)", &none);
    for (size_t at = 0; status == STATUS_OK && at < count; at += group) {
        struct buffer sql;
        buffer_init(&sql);
        buffer_text(&sql, "INSERT INTO bare VALUES ");
        for (size_t i = at; i < at + group && i < count; i++) {
            buffer_format(&sql, "%s(%zu, '\\x", i > at ? "," : "", i);
            for (size_t k = 0; k < work->notes[i].bytes.length; k++) {
                unsigned char byte = (unsigned char)work->notes[i].bytes.at[k];
                buffer_byte(&sql, "0123456789abcdef"[byte >> 4]);
                buffer_byte(&sql, "0123456789abcdef"[byte & 15]);
            }
            buffer_text(&sql, "')");
        }
        status = buffer_status(&sql);
        if (status == STATUS_OK)
            status = ask(work, sql.at, &none);
        buffer_release(&sql);
    }
    return status == STATUS_OK;
}

static bool insert_single(void *context)
{
    return insert(context, SINGLE, 1);
}

static bool insert_many(void *context)
{
    return insert(context, MANY, GROUP);
}

static bool bare(void *context)
{
    struct hubbing *work = context;
    return votes_verify(&work->votes, (size_t)sysconf(_SC_NPROCESSORS_ONLN));
}

static enum status find_body(void *context, const struct hub_body *body)
{
    struct hubbing *work = context;
    if (slice_is(body->name, WORLD_BODY))
        work->body = *body;
    return STATUS_OK;
}

/* Everything into a new ledger. */
static bool replicate(void *context)
{
    struct hubbing *work = context;
    struct ledger *ledger = NULL;
    struct hub_report report;
    char path[WORLD_PATH + 16];
    const struct hub_options options = {.marks = work->marks, .now.seconds = INT32_MAX};
    snprintf(path, sizeof path, "%s/%u.db", work->top, work->ledgers++);
    hub_report_init(&report);
    enum status status = ledger_open(path, STORE_CREATE, &ledger, &work->problem);
    if (status == STATUS_OK)
        status = hub_bodies(work->hub, find_body, work, &work->problem);
    work->body.name = SLICE(WORLD_BODY);
    if (status == STATUS_OK)
        status = hub_sync(work->hub, ledger, &work->body, &options, &report, &work->problem);
    bool good = status == STATUS_OK && report.size > WORLD_VOTES && report.rejected == 0;
    hub_report_release(&report);
    ledger_close(ledger);
    world_remove(path);
    return good;
}

/* The hub gets the ledger of votes. */
static bool load(struct hubbing *work)
{
    struct ledger *ledger = NULL;
    struct log *log;
    struct hub_report report;
    const struct hub_options options = {.marks = work->marks};
    char path[WORLD_PATH];
    hub_report_init(&report);
    bool good = world_copy(&work->bench->worlds, work->bench->worlds.votes, "hub.db", path) &&
                ledger_open(path, STORE_WRITE, &ledger, &work->problem) == STATUS_OK &&
                ledger_log(ledger, SLICE(WORLD_BODY), &log, &work->problem) == STATUS_OK;
    uint64_t began = timing_now();
    good = good && hub_init(work->hub, work->url, ledger, log, &options, &report, &work->problem) == STATUS_OK;
    struct row row = {.what = "hub init: 100,000 votes to a new hub", .unit = UNIT_A_SECOND, .failed = !good};
    if (good)
        row.ours = report.sent * NANOSECONDS / (timing_now() - began + 1);
    report_add(&work->bench->report, &row);
    hub_report_release(&report);
    ledger_close(ledger);
    world_remove(path);
    return good || bench_failed(row.what, &work->problem);
}

static void measure(struct hubbing *work, const char *what, timed *ours, timed *theirs, uint64_t count, uint64_t limit)
{
    struct timing own, other;
    struct row row = {.unit = UNIT_A_SECOND, .wanted = limit ? WANTED_RATIO_AT_LEAST : WANTED_NOTHING, .limit = limit};
    snprintf(row.what, sizeof row.what, "%s", what);
    row.failed = !timing_beside(ours, theirs, work, ROUNDS, &own, &other);
    if (row.failed) {
        bench_failed(what, &work->problem);
    } else {
        row.ours = count * NANOSECONDS / (own.median + 1);
        row.bare = count * NANOSECONDS / (other.median + 1);
    }
    report_add(&work->bench->report, &row);
}

void bench_hub(struct bench *bench)
{
    struct hubbing work = {.bench = bench, .server = -1, .stop = -1};
    problem_clear(&work.problem);
    snprintf(work.top, sizeof work.top, "%s/hub", bench->worlds.folder);
    snprintf(work.marks, sizeof work.marks, "%s/hub/marks", bench->worlds.folder);
    bool good = folder_make(work.top, &work.problem) == STATUS_OK && start_server(&work) &&
                votes_load(bench->worlds.votes, WORLD_VOTES, &work.votes, &work.problem) == STATUS_OK &&
                (work.notes = calloc(work.votes.count + 1, sizeof *work.notes)) &&
                hub_open(work.url, NULL, NULL, &work.hub, &work.problem) == STATUS_OK;
    for (size_t i = 0; good && i < work.votes.count; i++)
        work.notes[i].bytes = vote_note(&work.votes, i);
    if (!good) {
        bench_failed("a hub", &work.problem);
    } else if (load(&work)) {
        measure(&work, "hub: votes, each with its own commit; beside bare inserts", append_single, insert_single,
                SINGLE, 0);
        measure(&work, "hub: votes, 128 a commit; beside bare inserts", append_many, insert_many, MANY, 0);
        measure(&work, "sync 100,000 votes into an empty ledger; beside verifying", replicate, bare, work.votes.count,
                RATE_WANTED);
    }
    hub_close(work.hub);
    if (work.stop >= 0)
        close(work.stop);
    if (work.server > 0)
        waitpid(work.server, NULL, 0);
    votes_release(&work.votes);
    free(work.notes);
    world_remove_folder(work.top);
}

#else

void bench_hub(struct bench *bench)
{
    (void)bench;
    fprintf(stderr, "hub: built without libpq\n");
}

#endif
