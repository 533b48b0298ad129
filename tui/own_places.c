#include "tui/own_places.h"

#include "data/query_inbox.h"

struct reading {
    struct own_places *own;
    int64_t body;
};

static bool take(void *context, const struct inbox_place *item)
{
    struct reading *reading = context;
    struct own_places *own = reading->own;
    if (item->body != reading->body)
        return true;
    own->secretary = own->secretary || slice_is(item->role, "secretary");
    if (item->seat.length && item->seat.length < sizeof own->seat[0] && own->seats < OWN_SEATS)
        memcpy(own->seat[own->seats++], item->seat.at, item->seat.length);
    return true;
}

enum status own_places_read(struct own_places *out, struct app *app, int64_t body)
{
    struct reading reading = {.own = out, .body = body};
    *out = (struct own_places){.seats = 0};
    if (!app->who[0])
        return STATUS_OK;
    return query_inbox_places(app_store(app), slice_of(app->who), take, &reading, &app->problem);
}

bool own_places_has(const struct own_places *own, struct slice seat)
{
    for (size_t i = 0; i < own->seats; i++)
        if (slice_is(seat, own->seat[i]))
            return true;
    return false;
}
