/* The one way into the hub: stimmbuch.append, several transactions under way at a time. */
#include "data/hub_work.h"

#ifdef HAVE_LIBPQ

/* Of one group: its rows, one by one at most, and what goes with them. */
enum { RESULTS_MAX = 2 * 128 };
enum { GROUP_NOTES = 128, GROUP_BYTES = 1 << 20, UNDER_WAY = 4, TYPE_BYTEA = 17, TYPE_BYTEAS = 1001 };

/* Notes that go in one transaction. */
struct hub_group {
    size_t from, count;
};

struct appending {
    struct hub *hub;
    const struct digest *founding;
    int kind;
    int64_t at;
    struct hub_note *notes;
    size_t count, sent;
    struct hub_group group[UNDER_WAY];
    size_t first, groups; /* a ring */
    struct buffer array;
    enum status status; /* the first failure; what is under way behind it is still heard of */
    struct problem *problem;
};

static void add_number(struct buffer *out, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buffer_byte(out, (char)(number >> shift));
}

/* PostgreSQL's binary form of bytea[]: dimensions, nulls, type; size and lower bound; each u32 length || bytes. */
static struct hub_group make_group(struct appending *work)
{
    struct hub_group group = {.from = work->sent};
    size_t bytes = 0;
    while (work->sent + group.count < work->count && group.count < GROUP_NOTES && bytes < GROUP_BYTES)
        bytes += work->notes[work->sent + group.count++].bytes.length;
    buffer_clear(&work->array);
    add_number(&work->array, 1);
    add_number(&work->array, 0);
    add_number(&work->array, TYPE_BYTEA);
    add_number(&work->array, (uint32_t)group.count);
    add_number(&work->array, 1);
    for (size_t i = group.from; i < group.from + group.count; i++) {
        add_number(&work->array, (uint32_t)work->notes[i].bytes.length);
        buffer_add(&work->array, work->notes[i].bytes);
    }
    return group;
}

static enum status send_group(struct appending *work)
{
    struct hub_values values = {.count = 0};
    struct hub_group group = make_group(work);
    if (buffer_status(&work->array) != STATUS_OK)
        return problem_say(work->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    hub_add_bytes(&values, hub_digest(work->founding));
    hub_add_small(&values, work->kind);
    hub_add_number(&values, work->at < 0 ? 0 : work->at + (int64_t)group.from);
    if (work->at < 0)
        values.value[2].at = NULL;
    hub_add_bytes(&values, buffer_slice(&work->array));
    values.type[3] = TYPE_BYTEAS;
    enum status status = hub_send(work->hub, "SELECT * FROM stimmbuch.append($1, $2, $3, $4)", &values, work->problem);
    if (status == STATUS_OK && !work->hub->pq.PQpipelineSync(work->hub->connection))
        status = hub_failed(work->hub, NULL, work->problem);
    if (status == STATUS_OK) {
        work->group[(work->first + work->groups++) % UNDER_WAY] = group;
        work->sent += group.count;
    }
    return status;
}

/*
 * The places that the server gave, from *count on; they count when the group's end is acknowledged. libpq may hand rows
 * out one by one: it forgets at the beginning of a pipeline that this was asked for another statement.
 */
static enum status read_places(struct appending *work, const PGresult *result, const struct hub_group *group,
                               int64_t places[GROUP_NOTES], size_t *count)
{
    const struct hub *hub = work->hub;
    size_t rows = (size_t)hub->pq.PQntuples(result);
    if (!hub_are(hub, result, "l") || rows > group->count - *count)
        return hub_strange(work->problem);
    for (size_t i = 0; i < rows; i++) {
        int64_t place = hub_number(hub, result, (int)i, 0);
        if (place < HUB_PLACE_CLOCK)
            return hub_strange(work->problem);
        places[(*count)++] = place;
    }
    return STATUS_OK;
}

/* Remembers the first failure: only one of the line ends it all, after one of the server the next groups answer. */
static enum status note_failure(struct appending *work, enum status status)
{
    if (work->status == STATUS_OK)
        work->status = status;
    return status == STATUS_HUB || status == STATUS_CANCELLED ? status : STATUS_OK;
}

/* Waits for the end of the oldest group. */
static enum status take_group(struct appending *work)
{
    struct hub *hub = work->hub;
    const struct hub_group group = work->group[work->first];
    int64_t places[GROUP_NOTES];
    struct problem ignored;
    size_t count = 0, results = 0;
    bool end = false;
    hub->doubtful = false;
    while (!end) {
        PGresult *result;
        enum status status = hub_next(hub, &result, work->status == STATUS_OK ? work->problem : &ignored);
        ExecStatusType kind = hub->pq.PQresultStatus(result);
        end = status == STATUS_OK && result && kind == PGRES_PIPELINE_SYNC;
        bool strange = results++ > RESULTS_MAX;
        if (strange)
            status = hub_strange(work->problem);
        else if (status == STATUS_OK && result && !end) {
            status = read_places(work, result, &group, places, &count);
            strange = status != STATUS_OK;
        }
        hub->pq.PQclear(result);
        if (status != STATUS_OK && (note_failure(work, status) != STATUS_OK || strange))
            return status;
    }
    work->first = (work->first + 1) % UNDER_WAY;
    work->groups--;
    if (hub->doubtful)
        return work->status = problem_say(work->problem, STATUS_HUB,
                                          N_("the hub did not wait until its standbys had the entries: they are not "
                                             "acknowledged, \"stimmbuch sync\" sends them again"),
                                          NULL, NULL);
    if (count < group.count && work->status == STATUS_OK)
        return work->status = hub_strange(work->problem);
    for (size_t i = 0; count == group.count && i < count; i++)
        work->notes[group.from + i].place = places[i];
    return STATUS_OK;
}

static enum status append_all(struct appending *work)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK && (work->groups || (work->sent < work->count && work->status == STATUS_OK))) {
        bool more = work->sent < work->count && work->status == STATUS_OK;
        status = more && work->groups < UNDER_WAY ? send_group(work) : take_group(work);
    }
    return status == STATUS_OK ? work->status : status;
}

enum status hub_append(struct hub *hub, const struct digest *founding, int kind, int64_t at, struct hub_note *notes,
                       size_t count, struct problem *problem)
{
    struct appending work = {.hub = hub,
                             .founding = founding,
                             .kind = kind,
                             .at = at,
                             .notes = notes,
                             .count = count,
                             .status = STATUS_OK,
                             .problem = problem};
    if (count == 0)
        return STATUS_OK;
    if (!hub->pq.PQenterPipelineMode(hub->connection))
        return hub_failed(hub, NULL, problem);
    buffer_init(&work.array);
    enum status status = append_all(&work);
    buffer_release(&work.array);
    if (!hub->pq.PQexitPipelineMode(hub->connection) && status == STATUS_OK)
        status = hub_failed(hub, NULL, problem);
    return status;
}

#endif
