#include "data/demo_cast.h"

#include "data/people.h"
#include "data/query.h"

struct casting {
    struct store *store;
    struct keyring keyring;
    struct instant now;
    struct arena *arena;
    struct demo_cast *out;
    struct problem *problem;
    int64_t body[DEMO_NAMES_MAX]; /* of each of out->bodies */
    int64_t own_body;             /* the delegate's */
    enum status status;
};

static bool keep(struct casting *c, struct slice text, struct slice *out)
{
    *out = arena_copy(c->arena, text);
    if (!out->at)
        c->status = STATUS_NO_MEMORY;
    return c->status == STATUS_OK;
}

/* Beyond the most that there may be, names are left out. */
static bool add(struct casting *c, struct slice name, struct demo_names *names)
{
    return names->count == DEMO_NAMES_MAX || keep(c, name, &names->at[names->count++]);
}

static bool take_body(void *context, const struct body_item *item)
{
    struct casting *c = context;
    if (c->out->bodies.count < DEMO_NAMES_MAX)
        c->body[c->out->bodies.count] = item->number;
    return add(c, item->name, &c->out->bodies);
}

static bool take_member(void *context, const struct member_item *item)
{
    struct casting *c = context;
    struct vkey vkey;
    if (keyring_find(&c->keyring, item->name, &vkey, NULL) != STATUS_OK)
        return true;
    if (slice_is(item->role, "secretary"))
        return add(c, item->name, &c->out->secretaries);
    if (slice_is(item->role, "auditor"))
        return add(c, item->name, &c->out->auditors);
    if (c->out->delegate.length || !slice_is(item->role, "holder"))
        return true;
    return keep(c, item->name, &c->out->delegate) && keep(c, item->seat, &c->out->seat);
}

static enum status read_members(struct casting *c)
{
    enum status status = query_bodies(c->store, take_body, c, c->problem);
    for (size_t i = 0; i < c->out->bodies.count && status == STATUS_OK && c->status == STATUS_OK; i++) {
        bool had = c->out->delegate.length;
        status = query_members(c->store, c->body[i], NULL, take_member, c, c->problem);
        if (!had && c->out->delegate.length)
            c->own_body = c->body[i];
    }
    return status == STATUS_OK ? c->status : status;
}

/* They come newest first, so the last one that fits is the oldest. */
static bool take_ballot(void *context, const struct ballot_item *item)
{
    struct casting *c = context;
    int64_t at;
    bool voted = true;
    if (item->body != c->own_body)
        return !item->has_result || keep(c, item->number, &c->out->decided);
    if (!slice_is(item->state, "open") || (item->has_closes && item->closes <= c->now.seconds))
        return true;
    c->status =
        query_last_vote(c->store, item->body, item->index, c->out->seat, c->out->delegate, &at, &voted, c->problem);
    return c->status == STATUS_OK && (voted || keep(c, item->number, &c->out->to_vote));
}

static enum status read_person(struct casting *c, const char *people)
{
    struct buffer text;
    buffer_init(&text);
    enum status status = people_get(people, c->out->delegate, &text, c->problem);
    if (status == STATUS_OK && !keep(c, buffer_slice(&text), &c->out->who))
        status = c->status;
    buffer_release(&text);
    /* Everybody may erase the address book. */
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status demo_cast_read(const struct demo_paths *paths, struct instant now, struct arena *arena,
                           struct demo_cast *out, struct problem *problem)
{
    struct casting c = {.keyring = {.folder = paths->keys.at},
                        .now = now,
                        .arena = arena,
                        .out = out,
                        .problem = problem,
                        .status = STATUS_OK};
    *out = (struct demo_cast){.delegate = SLICE("")};
    enum status status = store_open(paths->ledger.at, STORE_READ, &c.store, problem);
    if (status == STATUS_OK)
        status = read_members(&c);
    if (status == STATUS_OK)
        status = query_ballots(c.store, SLICE(""), 0, -1, take_ballot, &c, problem);
    if (status == STATUS_OK)
        status = c.status;
    if (status == STATUS_OK && out->delegate.length)
        status = read_person(&c, paths->people.at);
    store_close(c.store);
    return status;
}
