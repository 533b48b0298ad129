#include "tui/syncing.h"

#include "data/fork_prove.h"
#include "data/hub_follow.h"
#include "data/path.h"
#include "data/query.h"
#include "data/role.h"
#include "tui/command_import.h"
#include "tui/fork_offer.h"
#include "tui/i18n.h"
#include "tui/sync_words.h"
#include "tui/taken_words.h"

#include <time.h>

/* How often a lost line is opened again within one round. */
enum { TRIES = 4 };

static bool go_on(void *context)
{
    const struct syncing *syncing = context;
    return !interrupt_waits(&syncing->interrupt);
}

static bool progress(void *context, uint64_t done, uint64_t all)
{
    struct syncing *syncing = context;
    progress_tell(&syncing->progress, done, all);
    return go_on(context);
}

static void tell(void *context, const struct bundle_taken *taken)
{
    struct syncing *syncing = context;
    syncing->refused += taken->status != STATUS_OK;
    if (syncing->waiting)
        json_array_append_new(syncing->waiting, taken_json(taken));
    else
        taken_line(taken, &syncing->told);
}

enum status syncing_hub(struct store *store, const struct config *config, int64_t body, struct buffer *url)
{
    uint64_t items;
    bool copy;
    enum status status = role_hub(store, body, url, &items);
    if (status == STATUS_OK && url->length == 0 && config->value[CONFIG_HUB]) {
        status = role_is_replica(store, body, &copy);
        if (status == STATUS_OK && copy)
            buffer_text(url, config->value[CONFIG_HUB]);
    }
    return status == STATUS_OK ? buffer_status(url) : status;
}

enum status syncing_url(struct session *session, int64_t body, struct buffer *url)
{
    struct store *store = ledger_store(session->ledger);
    enum status status = syncing_hub(store, &session->config, body, url);
    return status == STATUS_OK ? status : store_problem(store, &session->problem);
}

/* The body's number here, 0 where it is not; *other: it has another hub, or none and is written here. */
static enum status find_local(struct syncing *syncing, const struct hub_body *body, int64_t *number, bool *other)
{
    struct session *session = syncing->session;
    struct buffer url;
    bool copy = true;
    *number = 0;
    *other = false;
    if (!session->ledger)
        return STATUS_OK;
    struct store *store = ledger_store(session->ledger);
    if (role_body(store, &body->founding, number) != STATUS_OK)
        return store_problem(store, &session->problem);
    if (!*number)
        return STATUS_OK;
    buffer_init(&url);
    enum status status = syncing_url(session, *number, &url);
    if (status == STATUS_OK && role_is_replica(store, *number, &copy) != STATUS_OK)
        status = store_problem(store, &session->problem);
    *other = !slice_is(buffer_slice(&url), syncing->url) && !(syncing->given && (copy || syncing->only));
    buffer_release(&url);
    return status;
}

/* Which hub it is, for the next time. */
static enum status remember(struct syncing *syncing, int64_t number)
{
    struct session *session = syncing->session;
    struct store *store = ledger_store(session->ledger);
    struct buffer url;
    uint64_t items;
    buffer_init(&url);
    enum status status = role_hub(store, number, &url, &items);
    bool known = status == STATUS_OK && slice_is(buffer_slice(&url), syncing->url);
    buffer_release(&url);
    if (status != STATUS_OK)
        return store_problem(store, &session->problem);
    status = known ? STATUS_OK : store_begin(store, &session->problem);
    if (known || status != STATUS_OK)
        return status;
    status = role_set_hub(store, number, slice_of(syncing->url));
    if (status == STATUS_OK)
        return store_commit(store, &session->problem);
    store_problem(store, &session->problem);
    store_rollback(store);
    return status;
}

/* A body that is new here is confirmed by its founding, as with an import. */
static enum status confirm(struct syncing *syncing, const struct hub_body *body)
{
    struct session *session = syncing->session;
    struct published published = {.name = body->name, .founding = body->founding};
    struct arena arena;
    struct sealed sealed;
    struct buffer first;
    arena_init(&arena);
    buffer_init(&first);
    enum status status = hub_first(syncing->hub, body->number, &first, &session->problem);
    if (status == STATUS_OK && sealed_open(buffer_slice(&first), &arena, &sealed) == STATUS_OK &&
        sealed.defect == REASON_NONE)
        published.title = entry_value(&sealed.entry, "title");
    if (status == STATUS_NOT_FOUND)
        status = problem_slices(&session->problem, STATUS_NOT_FOUND, N_("the hub has no entry of {1} yet"), body->name,
                                SLICE(""));
    if (status == STATUS_OK)
        status = importing_ledger(session, &published);
    buffer_release(&first);
    arena_release(&arena);
    return status;
}

/* A head of another history: the proof for others. */
static void offer_fork(struct syncing *syncing, const struct hub_report *report)
{
    struct session *session = syncing->session;
    struct problem ignored;
    struct buffer proof, words;
    struct log *log;
    buffer_init(&proof);
    buffer_init(&words);
    if (ledger_log_number(session->ledger, report->body, &log, &ignored) == STATUS_OK &&
        fork_prove(log, buffer_slice(&report->fork), NULL, &proof, &ignored) == STATUS_OK)
        fork_offer_keep(session, log_body(log)->name, buffer_slice(&proof), NULL, &words);
    if (words.length)
        session_note(session, "{1}", slice_head(buffer_slice(&words), words.length - 1), SLICE(""));
    buffer_release(&proof);
    buffer_release(&words);
}

static enum status print(struct syncing *syncing, const struct hub_body *body, const struct hub_report *report)
{
    struct session *session = syncing->session;
    struct buffer out;
    bool quiet = syncing->watching && report->size == report->from && !report->sent && !report->heads &&
                 !report->blobs && !report->refused && !report->waiting;
    buffer_init(&out);
    sync_warnings(report, &out);
    if (out.length && !quiet)
        session_note(session, "{1}", slice_head(buffer_slice(&out), out.length - 1), SLICE(""));
    buffer_clear(&out);
    enum status status = STATUS_OK;
    if (session_has(session, OPTION_JSON)) {
        json_t *object = sync_json(body, report, syncing->waiting);
        syncing->waiting = NULL;
        if (syncing->synced)
            json_array_append_new(syncing->synced, object);
        else if (quiet)
            json_decref(object);
        else
            status = session_json(session, object);
    } else if (!quiet) {
        sync_words(body->name, report, &out);
        buffer_add(&out, buffer_slice(&syncing->told));
        status = buffer_status(&out);
        if (status == STATUS_OK)
            status = session_print(session, buffer_slice(&out));
    }
    buffer_release(&out);
    return status;
}

static enum status exchange(struct syncing *syncing, const struct hub_body *body)
{
    struct session *session = syncing->session;
    const struct hub_options options = {
        .marks = session->marks_path.at, .now = session_now(), .progress = progress, .told = tell, .context = syncing};
    struct hub_report report;
    buffer_clear(&syncing->told);
    syncing->waiting = session_has(session, OPTION_JSON) ? json_array() : NULL;
    interrupt_hold(&syncing->interrupt);
    enum status status = hub_sync(syncing->hub, session->ledger, body, &options, &report, &session->problem);
    interrupt_release(&syncing->interrupt, status == STATUS_CANCELLED);
    progress_clear(&syncing->progress);
    if (status == STATUS_CANCELLED)
        problem_say(&session->problem, status, N_("interrupted: what has come stays, the next time goes on there"),
                    NULL, NULL);
    if (status == STATUS_MISMATCH && report.fork.length)
        offer_fork(syncing, &report);
    /* Also where the first exchange was cut: the next one goes on without the URL. */
    bool cut = status == STATUS_HUB || status == STATUS_CANCELLED;
    if (report.body && (status == STATUS_OK || cut)) {
        struct problem why = session->problem;
        enum status kept = remember(syncing, report.body);
        if (cut)
            session->problem = why;
        else
            status = kept;
    }
    enum status printed = STATUS_OK;
    /* What became of one's own entries is told, whatever fails behind it. */
    if (status == STATUS_OK || report.sent || report.refused)
        printed = print(syncing, body, &report);
    json_decref(syncing->waiting);
    syncing->waiting = NULL;
    hub_report_release(&report);
    return status == STATUS_OK ? printed : status;
}

static enum status meet(void *context, const struct hub_body *body)
{
    struct syncing *syncing = context;
    struct session *session = syncing->session;
    int64_t number;
    bool other;
    if (syncing->only && !slice_is(body->name, syncing->only))
        return STATUS_OK;
    enum status status = find_local(syncing, body, &number, &other);
    if (status != STATUS_OK || other || (!number && !syncing->given))
        return status;
    struct digest wanted;
    if (!number && session_has(session, OPTION_FOUNDING) && !syncing->only &&
        digest_from_hex(session_value(session, OPTION_FOUNDING), &wanted) && !digest_equal(&wanted, &body->founding))
        return STATUS_OK;
    syncing->found = true;
    if (!number)
        status = confirm(syncing, body);
    return status == STATUS_OK ? exchange(syncing, body) : status;
}

static void pause_for(long milliseconds)
{
    const struct timespec time = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000};
    nanosleep(&time, NULL);
}

enum status syncing_round(struct syncing *syncing)
{
    struct session *session = syncing->session;
    syncing->found = false;
    progress_begin(&syncing->progress, session, true);
    enum status status = hub_bodies(syncing->hub, meet, syncing, &session->problem);
    if (status != STATUS_OK || syncing->found)
        return status;
    return problem_say(&session->problem, STATUS_NOT_FOUND,
                       syncing->only    ? N_("the hub does not have the body {1}")
                       : syncing->given ? N_("the hub has no body yet: \"stimmbuch hub init\" gives it one")
                                        : N_("the hub does not have the bodies of this ledger any more"),
                       syncing->only, NULL);
}

static enum status round_trip(struct syncing *syncing)
{
    enum status status = STATUS_OK;
    if (!syncing->hub)
        status = hub_open(syncing->url, go_on, syncing, &syncing->hub, &syncing->session->problem);
    if (status == STATUS_OK)
        status = syncing_round(syncing);
    if (status == STATUS_HUB) {
        hub_close(syncing->hub);
        syncing->hub = NULL;
    }
    return status;
}

enum status syncing_once(struct syncing *syncing)
{
    enum status status = round_trip(syncing);
    /* A server that fails is followed by another one, under the same URL, within seconds. */
    for (long i = 1; status == STATUS_HUB && syncing->found && i < TRIES; i++) {
        pause_for(i * i * 150);
        status = round_trip(syncing);
        syncing->found = true;
    }
    return status;
}

struct watching {
    struct syncing *syncing;
    struct hub_follow *follow;
    syncing_also *also;
    void *context;
};

static enum status watch_round(void *context, struct hub *hub)
{
    struct watching *watching = context;
    struct syncing *syncing = watching->syncing;
    syncing->hub = hub;
    enum status status = syncing_round(syncing);
    if (status == STATUS_OK && watching->also)
        status = watching->also(watching->context);
    watching->follow->ledger = syncing->session->ledger;
    syncing->hub = NULL;
    return status;
}

static void watch_reached(void *context, bool reached, const struct problem *why)
{
    const struct watching *watching = context;
    struct buffer words;
    if (reached)
        return;
    buffer_init(&words);
    i18n_problem(why, &words);
    session_note(watching->syncing->session, _("{1}; it is tried again"), buffer_slice(&words), SLICE(""));
    buffer_release(&words);
}

enum status syncing_watch(struct syncing *syncing, syncing_also *also, void *context)
{
    struct hub_follow follow = {.url = syncing->url, .round = watch_round, .reached = watch_reached};
    struct watching watching = {.syncing = syncing, .follow = &follow, .also = also, .context = context};
    follow.context = &watching;
    syncing->watching = true;
    return hub_follow(&follow, &syncing->session->problem);
}

void syncing_close(struct syncing *syncing)
{
    hub_close(syncing->hub);
    syncing->hub = NULL;
    buffer_release(&syncing->told);
}
