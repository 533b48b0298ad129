#include "tui/seat.h"

#include "data/query.h"

struct look {
    struct slice name;
    bool deputy, holder;
};

static bool look_at(void *context, const struct member_item *item)
{
    struct look *look = context;
    if (slice_equal(item->name, look->name)) {
        look->holder = look->holder || slice_is(item->role, "holder");
        look->deputy = look->deputy || slice_is(item->role, "deputy");
    }
    return true;
}

enum status own_seat(struct session *session, struct log *log, struct own_seat *out)
{
    struct vkey vkey;
    struct place_item place;
    *out = (struct own_seat){.deputy = false};
    enum status status = session_key_name(session, &vkey);
    if (status != STATUS_OK)
        return status;
    struct store *store = ledger_store(session->ledger);
    if (session_has(session, OPTION_SEAT)) {
        struct look look = {.name = vkey.name};
        out->id = session_value(session, OPTION_SEAT);
        status = query_members(store, log_number(log), &out->id, look_at, &look, &session->problem);
        out->deputy = look.deputy && !look.holder;
        return status;
    }
    status = query_place(store, log_number(log), vkey.name, &place, &session->problem);
    if (status != STATUS_OK)
        return status;
    if (place.seats == 0)
        return problem_slices(&session->problem, STATUS_REFUSED,
                              N_("the key \"{1}\" has no place in this body: enrol first"), vkey.name, SLICE(""));
    if (place.seats > 1)
        return problem_slices(&session->problem, STATUS_USAGE,
                              N_("the key \"{1}\" has several seats: say which with --seat"), vkey.name, SLICE(""));
    memcpy(out->text, place.seat, sizeof out->text);
    out->id = slice_of(out->text);
    out->deputy = strcmp(place.role, "deputy") == 0;
    return STATUS_OK;
}
