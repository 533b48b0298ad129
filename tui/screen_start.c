/* The first screen is an inbox: what waits for oneself, what one did, what is new. */
#include "data/ballot_facts.h"
#include "data/head_due.h"
#include "tui/app.h"
#include "tui/declaration.h"
#include "tui/format.h"
#include "tui/inbox.h"
#include "tui/screen_proposal.h"
#include "tui/screens.h"

#include <stdlib.h>

static void close_start(void *opened)
{
    inbox_release(opened);
    free(opened);
}

/* How many votes are missing, and until when: the first thing one reads. */
static void greet(struct app *app, const struct inbox *inbox)
{
    struct buffer count, deadline;
    unsigned long votes = 0;
    int64_t next = 0;
    buffer_init(&count);
    buffer_init(&deadline);
    for (int64_t i = 0; i < inbox->list[INBOX_TODO].count; i++) {
        const struct inbox_item *item = &inbox->item[INBOX_TODO][i];
        votes += item->task == TASK_VOTE;
        if (item->task == TASK_VOTE && item->has_time && (!next || item->time < next))
            next = item->time;
    }
    buffer_number(&count, votes);
    if (next)
        format_near(next, inbox->now, &deadline);
    if (votes && next)
        app_say(app, STYLE_NORMAL,
                ngettext("{1} ballot waits for your vote. The next deadline: {2}",
                         "{1} ballots wait for your vote. The next deadline: {2}", votes),
                buffer_slice(&count), buffer_slice(&deadline));
    else if (votes)
        app_say(app, STYLE_NORMAL,
                ngettext("{1} ballot waits for your vote.", "{1} ballots wait for your vote.", votes),
                buffer_slice(&count), SLICE(""));
    buffer_release(&count);
    buffer_release(&deadline);
}

/* A secretary is told of a head that the statute wants signed; what cannot be asked is not said. */
static void remind_of_head(struct app *app, const struct inbox *inbox)
{
    for (size_t i = 0; i < inbox->seats; i++) {
        struct log *log;
        struct instant now = {.seconds = inbox->now};
        uint64_t minutes = 0;
        if (!slice_is(inbox->seat[i].role, "secretary") ||
            ledger_log_number(app->session->ledger, inbox->seat[i].body, &log, NULL) != STATUS_OK ||
            head_due(log, now, &minutes) != STATUS_OK || !minutes)
            continue;
        app_say(app, STYLE_NORMAL, _("A signed head is due in {1}: a secretary signs it with W."),
                inbox->seat[i].body_title, SLICE(""));
    }
}

static enum status open_start(struct app *app, const void *argument, void **out)
{
    (void)argument;
    struct inbox *inbox = calloc(1, sizeof *inbox);
    if (!inbox)
        return STATUS_NO_MEMORY;
    enum status status = inbox_load(inbox, app);
    if (status != STATUS_OK) {
        close_start(inbox);
        return status;
    }
    greet(app, inbox);
    remind_of_head(app, inbox);
    *out = inbox;
    return STATUS_OK;
}

static void draw(const void *opened, struct canvas *canvas, struct area area)
{
    inbox_paint(opened, canvas, area);
}

static int page(const void *opened, struct area area)
{
    return inbox_page(opened, area);
}

static void refresh(struct app *app, void *opened)
{
    if (inbox_load(opened, app) != STATUS_OK)
        app_fail(app, &app->problem);
}

/* The ballot that the item is about; false, with a message, when there is none. */
static bool find_ballot(struct app *app, const struct inbox *inbox, struct ballot_facts *out)
{
    const struct inbox_item *item = inbox_focus(inbox);
    if (!item || !item->has_ballot) {
        app_say(app, STYLE_NORMAL, _("Choose a ballot first."), SLICE(""), SLICE(""));
        return false;
    }
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&item->ballot, hex);
    if (ballot_facts_find(app_store(app), hex, out, &app->problem) == STATUS_OK)
        return true;
    app_fail(app, &app->problem);
    return false;
}

static void open_proposal(struct app *app, int64_t body, int64_t index)
{
    const struct proposal_place place = {.body = body, .index = index};
    app_push(app, &screen_proposal, &place);
}

static unsigned open_item(struct app *app, const struct inbox *inbox)
{
    const struct inbox_item *item = inbox_focus(inbox);
    struct ballot_facts ballot;
    if (!item && !inbox->has_key)
        app_push(app, &screen_keys, NULL);
    else if (!item && !inbox->has_body)
        app_push(app, &screen_founding, NULL);
    else if (!item)
        app_say(app, STYLE_NORMAL, _("There is nothing here to open."), SLICE(""), SLICE(""));
    else if (item->task == TASK_APPROVE)
        app_push(app, &screen_pending, NULL);
    else if (item->proposal >= 0)
        open_proposal(app, item->body, item->proposal);
    else if (!item->has_ballot)
        app_act(app, ACTION_TAB_MEMBERS);
    else if (!find_ballot(app, inbox, &ballot))
        return REACT_REDRAW;
    else if (item->task == TASK_CLOSE)
        app_push(app, &screen_result, &ballot);
    else
        open_proposal(app, ballot.body, ballot.proposal);
    return REACT_REDRAW;
}

static unsigned open_ballot(struct app *app, const struct inbox *inbox, const struct screen *screen)
{
    struct ballot_facts ballot;
    if (find_ballot(app, inbox, &ballot))
        app_push(app, screen, &ballot);
    return REACT_REDRAW;
}

static unsigned object(struct app *app, const struct inbox *inbox)
{
    struct ballot_facts ballot;
    if (find_ballot(app, inbox, &ballot))
        declaration_object(app, &ballot);
    return REACT_REDRAW;
}

/* To the next list that is there, or the one before. */
static unsigned turn(struct inbox *inbox, int step)
{
    do
        inbox->focus = (enum inbox_list)(((int)inbox->focus + step + INBOX_LISTS) % INBOX_LISTS);
    while (!inbox_has_list(inbox, inbox->focus));
    return REACT_REDRAW;
}

/* Beyond the end of a list the next one begins. */
static unsigned move(struct app *app, struct inbox *inbox, enum action action)
{
    struct list *list = &inbox->list[inbox->focus];
    int64_t before = list->focus;
    if (!list_act(list, action, inbox_page(inbox, app->area)))
        return REACT_NONE;
    if (list->focus == before && action == ACTION_DOWN && inbox->focus + 1 < INBOX_LISTS)
        return turn(inbox, 1);
    if (list->focus == before && action == ACTION_UP && inbox->focus > 0)
        return turn(inbox, -1);
    return REACT_REDRAW;
}

static unsigned act(struct app *app, void *opened, enum action action)
{
    struct inbox *inbox = opened;
    switch (action) {
    case ACTION_ENTER:
        return open_item(app, inbox);
    case ACTION_VOTE:
        return open_ballot(app, inbox, &screen_ballot);
    case ACTION_RESULT:
        return open_ballot(app, inbox, &screen_result);
    case ACTION_OBJECT:
        return object(app, inbox);
    case ACTION_APPROVE:
        app_push(app, &screen_pending, NULL);
        return REACT_REDRAW;
    case ACTION_NEXT_AREA:
        return turn(inbox, 1);
    default:
        return move(app, inbox, action);
    }
}

/* The ballot that is to be done or was, else the entry that is new. */
static bool entry(const void *opened, struct found *found)
{
    const struct inbox_item *item = inbox_focus(opened);
    if (!item)
        return false;
    *found = (struct found){.body = item->body, .index = item->has_ballot ? -1 : item->proposal, .id = item->ballot};
    return item->has_ballot || item->proposal >= 0;
}

static const enum action actions[] = {ACTION_ENTER,  ACTION_VOTE,    ACTION_APPROVE,  ACTION_NEXT_AREA,
                                      ACTION_RESULT, ACTION_PALETTE, ACTION_MEETINGS, ACTION_NONE};

const struct screen screen_start = {.name = N_("Start"),
                                    .tab = ACTION_TAB_START,
                                    .actions = actions,
                                    .open = open_start,
                                    .close = close_start,
                                    .draw = draw,
                                    .act = act,
                                    .refresh = refresh,
                                    .page = page,
                                    .entry = entry};
