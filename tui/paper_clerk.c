#include "tui/paper_clerk.h"

#include "data/query_meeting.h"
#include "data/query_vote.h"
#include "tui/own_places.h"

struct calling {
    struct app *app;
    struct paper *paper;
    const struct roll *roster;
    enum status status;
};

static bool take_vote(void *context, const struct vote_item *item)
{
    (void)item;
    *(bool *)context = true;
    return false;
}

static void add(struct paper *paper, const struct roll_seat *from)
{
    struct paper_seat *seat = &paper->seat[paper->seats];
    if (from->id.length >= sizeof seat->id)
        return;
    memset(seat->id, 0, sizeof seat->id);
    memcpy(seat->id, from->id.at, from->id.length);
    memcpy(seat->role, "clerk", sizeof "clerk");
    buffer_clear(&seat->title);
    buffer_add(&seat->title, from->title);
    paper->seats++;
}

static bool take_present(void *context, const struct attendance_item *item)
{
    struct calling *calling = context;
    struct paper *paper = calling->paper;
    size_t at = roll_seat_find(calling->roster, item->seat);
    bool voted = false;
    if (!slice_is(item->state, "present") || at == ROLL_NONE || !calling->roster->seat[at].voting)
        return true;
    calling->status = query_counted_vote(app_store(calling->app), paper->facts.body, paper->facts.index, item->seat,
                                         take_vote, &voted, &calling->app->problem);
    if (calling->status == STATUS_OK && !voted)
        add(paper, &calling->roster->seat[at]);
    return calling->status == STATUS_OK && paper->seats < PAPER_SEATS;
}

enum status paper_clerk_seats(struct app *app, struct paper *paper)
{
    struct own_places own;
    struct ballot_place place = {.in_meeting = false};
    struct found meeting;
    struct log *log;
    char hex[DIGEST_HEX_LENGTH + 1];
    enum status status = own_places_read(&own, app, paper->facts.body);
    if (status == STATUS_OK)
        status = ledger_log_number(app->session->ledger, paper->facts.body, &log, &app->problem);
    if (status == STATUS_OK)
        status = query_ballot_place(app_store(app), paper->facts.body, paper->facts.index, &place, &app->problem);
    if (status != STATUS_OK || !own.secretary || !place.in_meeting || !log_body(log)->statute.clerk)
        return status;
    struct calling calling = {.app = app, .paper = paper, .roster = &log_body(log)->roster, .status = STATUS_OK};
    digest_hex(&place.meeting, hex);
    status = query_find_meeting(app_store(app), hex, &meeting, &app->problem);
    if (status == STATUS_OK)
        status = query_attendance(app_store(app), meeting.body, meeting.index, INT64_MAX, take_present, &calling,
                                  &app->problem);
    if (status == STATUS_OK)
        status = calling.status;
    if (status == STATUS_OK && !paper->seats)
        return problem_say(&app->problem, STATUS_REFUSED,
                           N_("every seat that is present has voted: there is no vote to record"), NULL, NULL);
    return status;
}
