#include "tui/ledger_places.h"

#include "data/query_ledger.h"

#include <stdlib.h>

enum { FIRST_CAPACITY = 256 };

struct ledger_search {
    struct buffer path;
    int64_t body;
    enum kind kind;
    struct worker *worker;
    int64_t *place;
    int64_t count, capacity;
    bool no_memory;
    struct problem problem;
};

static void search_free(struct ledger_search *search)
{
    if (!search)
        return;
    buffer_release(&search->path);
    free(search->place);
    free(search);
}

static bool add(void *context, int64_t index)
{
    struct ledger_search *search = context;
    if (search->count == search->capacity) {
        int64_t capacity = search->capacity ? search->capacity * 2 : FIRST_CAPACITY;
        int64_t *grown = realloc(search->place, (size_t)capacity * sizeof *grown);
        search->no_memory = !grown;
        if (!grown)
            return false;
        search->place = grown;
        search->capacity = capacity;
    }
    search->place[search->count++] = index;
    return true;
}

static bool go_on(void *context)
{
    const struct ledger_search *search = context;
    return worker_progress(search->worker, 0, 0);
}

static enum status find(struct worker *worker, void *context)
{
    struct ledger_search *search = context;
    struct store *store;
    search->worker = worker;
    enum status status = store_open(search->path.at, STORE_READ, &store, &search->problem);
    if (status != STATUS_OK)
        return status;
    store_watch(store, go_on, search);
    status = query_kind_places(store, search->body, search->kind, add, search, &search->problem);
    store_close(store);
    return search->no_memory ? STATUS_NO_MEMORY : status;
}

enum status ledger_places_find(struct ledger_places *places, struct app *app, int64_t body, enum kind kind)
{
    app_work_end(app);
    search_free(places->search);
    places->searching = false;
    places->search = calloc(1, sizeof *places->search);
    if (!places->search)
        return STATUS_NO_MEMORY;
    places->search->body = body;
    places->search->kind = kind;
    buffer_init(&places->search->path);
    buffer_add(&places->search->path, buffer_slice(&app->session->ledger_path));
    enum status status = buffer_status(&places->search->path);
    if (status == STATUS_OK)
        status = app_work(app, find, places->search);
    places->searching = status == STATUS_OK;
    return status;
}

bool ledger_places_take(struct ledger_places *places, struct app *app, struct problem *problem)
{
    uint64_t done, all;
    enum status status;
    if (!places->searching || !worker_poll(app->worker, &done, &all, &status))
        return false;
    app_work_end(app);
    places->searching = false;
    *problem = places->search->problem;
    problem->status = status;
    free(places->place);
    places->place = status == STATUS_OK ? places->search->place : NULL;
    places->count = status == STATUS_OK ? places->search->count : 0;
    if (status == STATUS_OK)
        places->search->place = NULL;
    search_free(places->search);
    places->search = NULL;
    return true;
}

void ledger_places_release(struct ledger_places *places)
{
    search_free(places->search);
    free(places->place);
    *places = (struct ledger_places){.count = 0};
}
