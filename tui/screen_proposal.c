/* One proposal: read it, see what it costs and whom it binds, and go on to vote, count, open a ballot or step aside. */
#include "tui/screen_proposal.h"

#include "core/encode.h"
#include "data/blob.h"
#include "data/query_page.h"
#include "data/query_version.h"
#include "data/query_vote.h"
#include "tui/app.h"
#include "tui/declaration.h"
#include "tui/drafting.h"
#include "tui/opening.h"
#include "tui/proposal_facts.h"
#include "tui/proposal_paint.h"
#include "tui/screen_versions.h"
#include "tui/screens.h"
#include "tui/source.h"
#include "tui/statute.h"
#include "tui/taking.h"

#include <stdlib.h>

static void copy(char *out, size_t size, struct slice text)
{
    size_t length = text.length < size ? text.length : size - 1;
    if (length)
        memcpy(out, text.at, length);
    out[length] = '\0';
}

static bool take(void *context, const struct page_item *item)
{
    struct proposal_view *view = context;
    if (item->seq != view->found.seq)
        return false;
    copy(view->state, sizeof view->state, item->state);
    copy(view->choice, sizeof view->choice, item->choice);
    return false;
}

static bool take_waiting(void *context, const struct vote_item *item)
{
    struct proposal_view *view = context;
    copy(view->choice, sizeof view->choice, item->choice);
    view->waits = true;
    return false;
}

/* In a copy of a body's log a vote waits for the place that orders it: to whoever signed it, it is cast. */
static enum status load_waiting(struct app *app, struct proposal_view *view)
{
    const struct talk_ballot *open = proposal_talk_open(&view->talk);
    view->waits = false;
    if (!open || view->choice[0] || !app->who[0])
        return STATUS_OK;
    return query_waiting_vote(app_store(app), view->found.body, &open->facts.id, slice_of(app->who), SLICE(""),
                              take_waiting, view, &app->problem);
}

static bool count_version(void *context, const struct version_item *item)
{
    (void)item;
    ++*(int64_t *)context;
    return true;
}

static enum status load_way(struct app *app, struct proposal_view *view)
{
    struct proposal_way way;
    buffer_clear(&view->links);
    enum status status = link_facts_words(app->session, view->found.body, view->found.index, &view->links);
    if (status == STATUS_OK)
        status = buffer_status(&view->links);
    if (status != STATUS_OK) {
        app->problem = app->session->problem;
        return status;
    }
    view->versions = 0;
    status = query_versions(app_store(app), KIND_PROPOSAL, view->found.body, view->found.index, count_version,
                            &view->versions, &app->problem);
    if (status != STATUS_OK)
        return status;
    status = proposal_way_read(&way, app_store(app), view->found.body, view->found.index, &app->problem);
    proposal_way_release(status == STATUS_OK ? &view->way : &way);
    if (status == STATUS_OK)
        view->way = way;
    return status;
}

/* What changes while the ledger grows: state, votes, statements, ballots. */
static enum status load_talk(struct app *app, struct proposal_view *view)
{
    struct proposal_talk talk;
    const struct page_question question = {.who = slice_of(app->who), .from = view->found.seq + 1, .limit = 1};
    enum status status = query_page(app_store(app), &question, take, view, &app->problem);
    if (status != STATUS_OK)
        return status;
    struct log *log;
    status = ledger_log_number(app->session->ledger, view->found.body, &log, &app->problem);
    if (status != STATUS_OK)
        return status;
    status = proposal_talk_read(&talk, app_store(app), view->found.body, view->found.index, &app->problem);
    buffer_clear(&view->body);
    if (status == STATUS_OK) {
        buffer_add(&view->body, log_body(log)->title);
        status = buffer_status(&view->body);
    }
    if (status != STATUS_OK) {
        proposal_talk_release(&talk);
        return status;
    }
    proposal_talk_release(&view->talk);
    view->talk = talk;
    view->now = app->now.seconds;
    status = load_waiting(app, view);
    return status == STATUS_OK ? load_way(app, view) : status;
}

static void close_proposal(void *opened)
{
    struct proposal_view *view = opened;
    proposal_read_release(&view->read);
    proposal_talk_release(&view->talk);
    proposal_way_release(&view->way);
    buffer_release(&view->links);
    people_release(&view->people);
    buffer_release(&view->body);
    free(view);
}

/* An address book that cannot be read only means that no person is named. */
static void load_people(struct app *app, struct proposal_view *view)
{
    if (people_read(app->session->people_path.at, &view->people, NULL) != STATUS_OK)
        view->people = (struct people){.count = 0};
}

static enum status open_proposal(struct app *app, const void *argument, void **out)
{
    const struct proposal_place *place = argument;
    struct proposal_view *view = calloc(1, sizeof *view);
    if (!view)
        return STATUS_NO_MEMORY;
    view->below = PART_COSTS;
    view->found = (struct found){.body = place->body, .index = place->index, .seq = (place->body << 40) + place->index};
    load_people(app, view);
    enum status status = proposal_read(&view->read, app_store(app), place->body, place->index, &app->problem);
    if (status == STATUS_OK) {
        view->found.id = entry_id(&view->read.entry);
        status = load_talk(app, view);
    }
    if (status != STATUS_OK)
        close_proposal(view);
    else
        *out = view;
    return status;
}

static void draw(const void *opened, struct canvas *canvas, struct area area)
{
    proposal_paint(opened, canvas, area);
}

static int page(const void *opened, struct area area)
{
    int lines;
    return proposal_focus_area(opened, area, &lines).rows;
}

/* After the ledger or the size changed, no part may be scrolled beyond its end. */
static void stay_inside(struct app *app, struct proposal_view *view)
{
    int lines, rows = proposal_focus_area(view, app->area, &lines).rows;
    int most = lines > rows ? lines - rows : 0;
    if (view->top[view->focus] > most)
        view->top[view->focus] = most;
}

static void refresh(struct app *app, void *opened)
{
    if (load_talk(app, opened) != STATUS_OK)
        app_fail(app, &app->problem);
    stay_inside(app, opened);
}

static unsigned turn(struct app *app, struct proposal_view *view, int step)
{
    view->focus = (enum proposal_part)(((int)view->focus + step + PARTS) % PARTS);
    if (view->focus != PART_MOTION)
        view->below = view->focus;
    stay_inside(app, view);
    return REACT_REDRAW;
}

static unsigned scroll(struct app *app, struct proposal_view *view, enum action action)
{
    struct pager pager = {.top = view->top[view->focus]};
    int rows = proposal_focus_area(view, app->area, &pager.lines).rows;
    if (!pager_act(&pager, action, rows))
        return REACT_NONE;
    view->top[view->focus] = pager.top;
    return REACT_REDRAW;
}

static unsigned vote(struct app *app, const struct proposal_view *view)
{
    const struct talk_ballot *open = proposal_talk_open(&view->talk);
    if (open)
        app_push(app, &screen_ballot, &open->facts);
    else
        app_say(app, STYLE_WARN, _("No ballot on this proposal is open: a secretary opens one with B."), SLICE(""),
                SLICE(""));
    return REACT_REDRAW;
}

static unsigned result(struct app *app, const struct proposal_view *view)
{
    if (view->talk.ballots)
        app_push(app, &screen_result, &view->talk.ballot[0].facts);
    else
        app_say(app, STYLE_WARN, _("There is no ballot on this proposal yet."), SLICE(""), SLICE(""));
    return REACT_REDRAW;
}

static unsigned open_ballot(struct app *app, const struct proposal_view *view)
{
    if (proposal_talk_open(&view->talk))
        app_say(app, STYLE_WARN, _("A ballot on this proposal is open already."), SLICE(""), SLICE(""));
    else if (strcmp(view->state, "adopted") == 0)
        app_say(app, STYLE_WARN, _("This proposal is adopted: it is not voted on again."), SLICE(""), SLICE(""));
    else if (strcmp(view->state, "superseded") == 0)
        app_say(app, STYLE_WARN, _("This proposal was replaced by a later one."), SLICE(""), SLICE(""));
    else
        app_push(app, &screen_opening, &(struct opening_place){view->found, -1});
    return REACT_REDRAW;
}

/* An objection to the ballot, or its end by the secretaries. */
static unsigned end_ballot(struct app *app, const struct proposal_view *view, enum action action)
{
    const struct talk_ballot *open = proposal_talk_open(&view->talk);
    if (open && action == ACTION_OBJECT)
        declaration_object(app, &open->facts);
    else if (open)
        declaration_void(app, &open->facts);
    else
        app_say(app, STYLE_WARN, _("No ballot on this proposal is open."), SLICE(""), SLICE(""));
    return REACT_REDRAW;
}

/* Of one's own proposal a new version; of another's a proposal of one's own. */
static unsigned propose(struct app *app, const struct proposal_view *view)
{
    bool own = app->who[0] && slice_is(view->read.entry.by, app->who);
    app_push(app, &screen_draft, &(struct draft_place){KIND_PROPOSAL, view->found.body, own ? view->found.index : -1});
    return REACT_REDRAW;
}

/*
 * The next attachment, so that pressing the key again comes to all of them. It is saved, and never opened: it may be
 * anything.
 */
static unsigned attachment(struct app *app, struct proposal_view *view)
{
    const struct entry *entry = &view->read.entry;
    size_t count = 0, at = 0, wanted = view->attachment;
    const struct field *field, *chosen = NULL;
    while ((field = entry_next(entry, "attachment", &at)))
        if (count++ == wanted)
            chosen = field;
    if (!chosen) {
        app_say(app, STYLE_NORMAL, _("This proposal has no attachment."), SLICE(""), SLICE(""));
        return REACT_REDRAW;
    }
    view->attachment = (wanted + 1) % count;
    struct digest content;
    struct slice name = value_rest(chosen->value, 2);
    struct buffer bytes;
    bool there = false;
    buffer_init(&bytes);
    if (!hex_decode(value_part(chosen->value, 0), content.byte, DIGEST_LENGTH) ||
        blob_get(app_store(app), &content, &bytes, &there, &app->problem) != STATUS_OK)
        app_fail(app, &app->problem);
    else if (!there)
        app_say(app, STYLE_WARN, _("The file {1} is not in this ledger, which has only its hash."), name, SLICE(""));
    else
        taking_save(app, name, buffer_slice(&bytes));
    buffer_release(&bytes);
    return REACT_REDRAW;
}

static unsigned act(struct app *app, void *opened, enum action action)
{
    struct proposal_view *view = opened;
    switch (action) {
    case ACTION_NEXT_AREA:
    case ACTION_RIGHT:
        return turn(app, view, 1);
    case ACTION_LEFT:
        return turn(app, view, -1);
    case ACTION_VOTE:
        return vote(app, view);
    case ACTION_RESULT:
        return result(app, view);
    case ACTION_OPEN_BALLOT:
        return open_ballot(app, view);
    case ACTION_STATE:
        app_push(app, &screen_statement, &view->found);
        return REACT_REDRAW;
    case ACTION_COSTS:
        app_push(app, &screen_costs, &(struct proposal_place){view->found.body, view->found.index});
        return REACT_REDRAW;
    case ACTION_STATUTE:
        app_push(app, &screen_statute, &(struct statute_place){.body = view->found.body});
        return REACT_REDRAW;
    case ACTION_RECUSE:
        declaration_recuse(app, &view->found);
        return REACT_REDRAW;
    case ACTION_STATUS:
        app_push(app, &screen_declaration, &(struct declaration_place){.kind = KIND_STATUS, .proposal = &view->found});
        return REACT_REDRAW;
    case ACTION_OBJECT:
    case ACTION_VOID:
        return end_ballot(app, view, action);
    case ACTION_PROPOSE:
        return propose(app, view);
    case ACTION_ATTACHMENT:
        return attachment(app, view);
    case ACTION_VERSIONS:
        app_push(app, &screen_versions, &(struct versions_place){KIND_PROPOSAL, view->found.body, view->found.index});
        return REACT_REDRAW;
    case ACTION_SOURCE:
        source_turn(app, &view->source);
        stay_inside(app, view);
        return REACT_REDRAW;
    default:
        return scroll(app, view, action);
    }
}

static bool entry(const void *opened, struct found *found)
{
    *found = ((const struct proposal_view *)opened)->found;
    return true;
}

static const enum action actions[] = {
    ACTION_VOTE,     ACTION_NEXT_AREA,   ACTION_RESULT, ACTION_DOWN,   ACTION_STATE,   ACTION_COSTS,
    ACTION_RECUSE,   ACTION_OPEN_BALLOT, ACTION_STATUS, ACTION_OBJECT, ACTION_PROPOSE, ACTION_ATTACHMENT,
    ACTION_VERSIONS, ACTION_SOURCE,      ACTION_EXPORT, ACTION_COPY,   ACTION_NONE};

const struct screen screen_proposal = {.name = N_("Proposal"),
                                       .tab = ACTION_TAB_PROPOSALS,
                                       .actions = actions,
                                       .open = open_proposal,
                                       .close = close_proposal,
                                       .draw = draw,
                                       .act = act,
                                       .refresh = refresh,
                                       .page = page,
                                       .entry = entry};
