#include "tui/live.h"

#include "data/hub_follow.h"
#include "data/query.h"
#include "data/role.h"
#include "tui/sync_words.h"
#include "tui/syncing.h"
#include "tui/taken_words.h"

#include <pthread.h>
#include <stdlib.h>

enum { HUBS_MAX = 4, NEWS_MAX = 4096 };

/* One hub, and the thread that keeps up with it. */
struct following {
    struct live *live;
    struct buffer url;
    struct ledger *ledger; /* the thread's */
    struct problem problem;
    struct worker *worker; /* to end it by */
    struct worker *own;    /* the same, for the thread itself */
    struct hub *line;      /* while there is a round */
    enum live_state state; /* behind the lock */
};

struct live {
    struct session *session; /* its paths are only read */
    pthread_mutex_t lock;
    struct following hub[HUBS_MAX];
    size_t hubs;
    struct buffer news; /* behind the lock */
    enum style style;
    enum status status; /* of finding the hubs */
};

static void set_state(struct following *following, enum live_state state)
{
    pthread_mutex_lock(&following->live->lock);
    following->state = state;
    pthread_mutex_unlock(&following->live->lock);
}

static void add_news(struct live *live, struct slice text, enum style style)
{
    pthread_mutex_lock(&live->lock);
    if (live->news.length + text.length < NEWS_MAX)
        buffer_add(&live->news, text);
    live->style = style == STYLE_NORMAL && live->news.length > text.length ? live->style : style;
    pthread_mutex_unlock(&live->lock);
}

static void tell(void *context, const struct bundle_taken *taken)
{
    struct following *following = context;
    struct buffer line;
    const char *kind = taken->entry.kind < KIND_COUNT ? i18n_word(slice_of(kind_table(taken->entry.kind)->name)) : NULL;
    buffer_init(&line);
    if (taken->entry.index >= 0 && kind)
        i18n_pattern("{1} ", slice_of(kind), SLICE(""), &line);
    taken_line(taken, &line);
    /* What waits and is refused is told by the list of what waits, each time one looks. */
    if (taken->status == STATUS_OK || taken->entry.index >= 0)
        add_news(following->live, buffer_slice(&line), taken->status == STATUS_OK ? STYLE_GOOD : STYLE_BAD);
    buffer_release(&line);
}

static bool go_on(void *context)
{
    struct following *following = context;
    return worker_progress(following->own, 0, 0);
}

static bool progress(void *context, uint64_t done, uint64_t all)
{
    (void)done;
    (void)all;
    return go_on(context);
}

/* Only bodies that are here and have this hub: a new one is taken by "sync", which asks for its founding. */
static enum status meet(void *context, const struct hub_body *body)
{
    struct following *following = context;
    struct session *session = following->live->session;
    struct store *store = ledger_store(following->ledger);
    const struct hub_options options = {.marks = session->marks_path.at,
                                        .jobs = 1,
                                        .now = session_now(),
                                        .progress = progress,
                                        .told = tell,
                                        .context = following};
    struct hub_report report;
    struct buffer url;
    int64_t number = 0;
    buffer_init(&url);
    enum status status = role_body(store, &body->founding, &number);
    if (status == STATUS_OK && number)
        status = syncing_hub(store, &session->config, number, &url);
    bool ours = status == STATUS_OK && slice_equal(buffer_slice(&url), buffer_slice(&following->url));
    buffer_release(&url);
    if (status != STATUS_OK || !ours)
        return status == STATUS_OK ? status : store_problem(store, &following->problem);
    status = hub_sync(following->line, following->ledger, body, &options, &report, &following->problem);
    hub_report_release(&report);
    return status;
}

static enum status have_round(void *context, struct hub *hub)
{
    struct following *following = context;
    following->line = hub;
    return hub_bodies(hub, meet, following, &following->problem);
}

static void reached(void *context, bool is, const struct problem *why)
{
    (void)why;
    set_state(context, is ? LIVE_ON : LIVE_AWAY);
}

static enum status keep_up(struct worker *worker, void *context)
{
    struct following *following = context;
    struct session *session = following->live->session;
    struct buffer words;
    following->own = worker;
    enum status status = ledger_open(session->ledger_path.at, STORE_WRITE, &following->ledger, &following->problem);
    const struct hub_follow follow = {.url = following->url.at,
                                      .ledger = following->ledger,
                                      .go_on = go_on,
                                      .round = have_round,
                                      .reached = reached,
                                      .context = following};
    if (status == STATUS_OK)
        status = hub_follow(&follow, &following->problem);
    if (status != STATUS_CANCELLED) {
        set_state(following, LIVE_WRONG);
        buffer_init(&words);
        i18n_problem(&following->problem, &words);
        add_news(following->live, buffer_slice(&words), STYLE_BAD);
        buffer_release(&words);
    }
    ledger_close(following->ledger);
    return status;
}

static bool add_hub(void *context, const struct body_item *item)
{
    struct live *live = context;
    struct following *following = &live->hub[live->hubs];
    if (live->hubs == HUBS_MAX)
        return false;
    *following = (struct following){.live = live, .state = LIVE_LOOKING};
    live->status =
        syncing_hub(ledger_store(live->session->ledger), &live->session->config, item->number, &following->url);
    bool known = live->status != STATUS_OK || following->url.length == 0;
    for (size_t i = 0; i < live->hubs && !known; i++)
        known = slice_equal(buffer_slice(&live->hub[i].url), buffer_slice(&following->url));
    if (known)
        buffer_release(&following->url);
    else
        live->hubs++;
    return live->status == STATUS_OK;
}

struct live *live_start(struct session *session)
{
    struct live *live = calloc(1, sizeof *live);
    if (!live)
        return NULL;
    live->session = session;
    pthread_mutex_init(&live->lock, NULL);
    enum status status = query_bodies(ledger_store(session->ledger), add_hub, live, NULL);
    for (size_t i = 0; i < live->hubs && status == STATUS_OK; i++)
        status = worker_start(keep_up, &live->hub[i], &live->hub[i].worker);
    if (live->hubs && status == STATUS_OK)
        return live;
    live_end(live);
    return NULL;
}

void live_end(struct live *live)
{
    if (!live)
        return;
    for (size_t i = 0; i < live->hubs; i++)
        if (live->hub[i].worker)
            worker_cancel(live->hub[i].worker);
    for (size_t i = 0; i < live->hubs; i++) {
        worker_free(live->hub[i].worker);
        buffer_release(&live->hub[i].url);
    }
    buffer_release(&live->news);
    pthread_mutex_destroy(&live->lock);
    free(live);
}

enum live_state live_state(struct live *live)
{
    enum live_state state = LIVE_NONE;
    if (!live)
        return state;
    pthread_mutex_lock(&live->lock);
    for (size_t i = 0; i < live->hubs; i++)
        if (live->hub[i].state > state)
            state = live->hub[i].state;
    pthread_mutex_unlock(&live->lock);
    return state;
}

const char *live_words(enum live_state state)
{
    switch (state) {
    case LIVE_LOOKING:
        return _("looking for the hub");
    case LIVE_ON:
        return _("hub: connected");
    case LIVE_AWAY:
        return _("hub: out of reach");
    case LIVE_WRONG:
        return _("hub: left alone");
    default:
        return "";
    }
}

void live_hear(struct app *app)
{
    struct live *live = app->live;
    struct buffer words;
    if (!live || app->message.length)
        return;
    buffer_init(&words);
    pthread_mutex_lock(&live->lock);
    buffer_add(&words, buffer_slice(&live->news));
    enum style style = live->style;
    buffer_clear(&live->news);
    pthread_mutex_unlock(&live->lock);
    struct slice text = buffer_slice(&words);
    while (text.length && text.at[text.length - 1] == '\n')
        text.length--;
    if (text.length)
        app_say(app, style, "{1}", text, SLICE(""));
    buffer_release(&words);
}
