/* One meeting: its agenda in the order of votes, who is there, whether there is a quorum, what was invited to. */
#include "tui/screen_meeting.h"

#include "tui/app.h"
#include "tui/declaration.h"
#include "tui/meeting_view.h"
#include "tui/minutes_confirm.h"
#include "tui/opening.h"
#include "tui/screen_proposal.h"
#include "tui/screens.h"
#include "tui/source.h"

#include <stdlib.h>

static void close_screen(void *state)
{
    meeting_view_release(state);
    free(state);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct meeting_view *view = calloc(1, sizeof *view);
    if (!view)
        return STATUS_NO_MEMORY;
    view->place = *(const struct meeting_place *)argument;
    view->below = MEETING_QUORUM;
    enum status status = meeting_view_load(view, app);
    if (status != STATUS_OK)
        close_screen(view);
    else
        *state = view;
    return status;
}

static void refresh(struct app *app, void *state)
{
    problem_clear(&app->problem);
    if (meeting_view_load(state, app) != STATUS_OK)
        app_fail(app, &app->problem);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    meeting_paint(state, canvas, area);
}

static int page(const void *state, struct area area)
{
    int lines;
    return meeting_focus_area(state, area, &lines).rows;
}

static unsigned turn(struct meeting_view *view, int step)
{
    view->focus = (enum meeting_part)(((int)view->focus + step + MEETING_PARTS) % MEETING_PARTS);
    if (view->focus != MEETING_AGENDA)
        view->below = view->focus;
    return REACT_REDRAW;
}

static unsigned move(struct app *app, struct meeting_view *view, enum action action)
{
    struct pager pager = {.top = view->top[view->focus]};
    int rows = meeting_focus_area(view, app->area, &pager.lines).rows;
    if (view->focus == MEETING_AGENDA)
        return list_act(&view->list, action, rows) ? REACT_REDRAW : REACT_NONE;
    if (!pager_act(&pager, action, rows))
        return REACT_NONE;
    view->top[view->focus] = pager.top;
    return REACT_REDRAW;
}

static struct found found_of(const struct meeting_view *view, const struct meeting_topic *topic)
{
    return (struct found){.body = view->place.body,
                          .index = topic->index,
                          .seq = (view->place.body << 40) + topic->index,
                          .id = topic->id};
}

static void open_ballot(struct app *app, const struct meeting_view *view, const struct meeting_topic *topic)
{
    const struct meeting_ballot *ballot = meeting_view_ballot(view, topic);
    if (ballot && ballot->facts.open)
        app_say(app, STYLE_WARN, _("A ballot on this proposal is open already."), SLICE(""), SLICE(""));
    else
        app_push(app, &screen_opening, &(struct opening_place){found_of(view, topic), view->place.index});
}

static void vote(struct app *app, const struct meeting_view *view, const struct meeting_topic *topic, bool result)
{
    const struct meeting_ballot *ballot = meeting_view_ballot(view, topic);
    if (ballot && (result || ballot->facts.open))
        app_push(app, result ? &screen_result : &screen_ballot, &ballot->facts);
    else
        app_say(app, STYLE_WARN,
                ballot ? _("This ballot is not open any more.")
                       : _("There is no ballot on this item in this meeting yet. A secretary opens one with B."),
                SLICE(""), SLICE(""));
}

/* A ballot in a meeting knows no objection; the rules say so. */
static void object(struct app *app, const struct meeting_view *view, const struct meeting_topic *topic)
{
    const struct meeting_ballot *ballot = meeting_view_ballot(view, topic);
    if (ballot)
        declaration_object(app, &ballot->facts);
    else
        app_say(app, STYLE_NORMAL, _("Choose a ballot first."), SLICE(""), SLICE(""));
}

/* What is done with the selected item. */
static unsigned act_on_topic(struct app *app, const struct meeting_view *view, enum action action)
{
    const struct meeting_topic *topic = meeting_view_topic(view);
    if (!topic) {
        app_say(app, STYLE_NORMAL, _("There is no agenda."), SLICE(""), SLICE(""));
        return REACT_REDRAW;
    }
    struct found found = found_of(view, topic);
    if (action == ACTION_ENTER)
        app_push(app, &screen_proposal, &(struct proposal_place){found.body, found.index});
    else if (action == ACTION_OPEN_BALLOT)
        open_ballot(app, view, topic);
    else if (action == ACTION_OBJECT)
        object(app, view, topic);
    else if (action == ACTION_STATUS)
        app_push(app, &screen_declaration, &(struct declaration_place){.kind = KIND_STATUS, .proposal = &found});
    else
        vote(app, view, topic, action == ACTION_RESULT);
    return REACT_REDRAW;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct meeting_view *view = state;
    switch (action) {
    case ACTION_NEXT_AREA:
    case ACTION_RIGHT:
        return turn(view, 1);
    case ACTION_LEFT:
        return turn(view, -1);
    case ACTION_ENTER:
    case ACTION_OPEN_BALLOT:
    case ACTION_STATUS:
    case ACTION_OBJECT:
    case ACTION_VOTE:
    case ACTION_RESULT:
        return act_on_topic(app, view, action);
    case ACTION_ATTEND:
        app_push(app, &screen_attendance, &view->place);
        return REACT_REDRAW;
    case ACTION_MINUTES:
        app_push(app, &screen_minutes, &view->place);
        return REACT_REDRAW;
    case ACTION_CONFIRM:
        minutes_confirm(app, &view->place);
        return REACT_REDRAW;
    case ACTION_SOURCE:
        source_turn(app, &view->source);
        return REACT_REDRAW;
    case ACTION_INVITE:
        app_push(app, &screen_invitation, &(struct invitation_place){view->place.body, view->place.index});
        return REACT_REDRAW;
    default:
        return move(app, view, action);
    }
}

/* The invitation. */
static bool entry(const void *state, struct found *found)
{
    const struct meeting_view *view = state;
    *found = (struct found){.body = view->place.body, .index = view->place.index};
    return true;
}

static const enum action actions[] = {
    ACTION_UP,     ACTION_DOWN,        ACTION_ENTER,   ACTION_ATTEND,  ACTION_NEXT_AREA, ACTION_VOTE,   ACTION_RESULT,
    ACTION_STATUS, ACTION_OPEN_BALLOT, ACTION_MINUTES, ACTION_CONFIRM, ACTION_INVITE,    ACTION_SOURCE, ACTION_NONE};

const struct screen screen_meeting = {.name = N_("Meeting"),
                                      .tab = ACTION_NONE,
                                      .actions = actions,
                                      .open = open_screen,
                                      .close = close_screen,
                                      .draw = draw,
                                      .act = act,
                                      .refresh = refresh,
                                      .page = page,
                                      .entry = entry};
