/* hub init, sync: a body's entries are ordered by a server, and every ledger of it is a copy. */
#include "data/path.h"
#include "data/query.h"
#include "tui/command.h"
#include "tui/i18n.h"
#include "tui/sync_words.h"
#include "tui/syncing.h"

enum { URLS_MAX = 64 };

/* The body that is meant: --body, or the only one of the ledger. */
struct subject {
    int64_t number;
    size_t count;
};

static bool count_body(void *context, const struct body_item *item)
{
    struct subject *subject = context;
    subject->number = item->number;
    subject->count++;
    return true;
}

static enum status find_log(struct session *session, struct log **out)
{
    struct subject subject = {.count = 0};
    if (session_has(session, OPTION_BODY))
        return session_log(session, session->option[OPTION_BODY], out);
    enum status status = query_bodies(ledger_store(session->ledger), count_body, &subject, &session->problem);
    if (status == STATUS_OK && subject.count == 0)
        return problem_say(&session->problem, STATUS_NOT_FOUND, N_("this ledger has no body yet"), NULL, NULL);
    if (status == STATUS_OK && subject.count > 1)
        return problem_say(&session->problem, STATUS_USAGE, N_("this ledger has several bodies: name one with --body"),
                           NULL, NULL);
    return status == STATUS_OK ? ledger_log_number(session->ledger, subject.number, out, &session->problem) : status;
}

static bool show_progress(void *context, uint64_t done, uint64_t all)
{
    struct syncing *syncing = context;
    progress_tell(&syncing->progress, done, all);
    return !interrupt_waits(&syncing->interrupt);
}

static enum status load(struct syncing *syncing, struct log *log, struct hub_report *report)
{
    struct session *session = syncing->session;
    const struct hub_options options = {
        .marks = session->marks_path.at, .now = session_now(), .progress = show_progress, .context = syncing};
    progress_begin(&syncing->progress, session, true);
    interrupt_hold(&syncing->interrupt);
    enum status status =
        hub_init(syncing->hub, syncing->url, session->ledger, log, &options, report, &session->problem);
    interrupt_release(&syncing->interrupt, status == STATUS_CANCELLED);
    progress_clear(&syncing->progress);
    if (status == STATUS_CANCELLED)
        return problem_say(&session->problem, status,
                           N_("interrupted: run \"stimmbuch hub init\" once more, it goes on where it was"), NULL,
                           NULL);
    return status;
}

static enum status print_init(struct session *session, struct log *log, const struct hub_report *report)
{
    struct slice name = log_body(log)->name;
    struct buffer out, number;
    if (session_has(session, OPTION_JSON))
        return session_json(session, json_pack("{s:o, s:o, s:s, s:I, s:I}", "body", json_slice(name), "founding",
                                               json_digest(log_founding(log)), "hub", session->argument[0], "sent",
                                               (json_int_t)report->sent, "size", (json_int_t)report->size));
    buffer_init(&out);
    buffer_init(&number);
    buffer_number(&number, report->sent);
    i18n_pattern(_("The hub orders the entries of {1} from now on; it got {2} of them. What is signed here waits until "
                   "\"stimmbuch sync\" sends it."),
                 name, buffer_slice(&number), &out);
    buffer_byte(&out, '\n');
    enum status status = buffer_status(&out);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&out));
    buffer_release(&out);
    buffer_release(&number);
    return status;
}

static enum status init(struct session *session)
{
    struct syncing syncing = {.session = session, .url = session->argument[0]};
    struct hub_report report;
    struct log *log = NULL;
    hub_report_init(&report);
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = find_log(session, &log);
    if (status == STATUS_OK)
        status = hub_open(syncing.url, NULL, NULL, &syncing.hub, &session->problem);
    if (status == STATUS_OK)
        status = load(&syncing, log, &report);
    if (status == STATUS_OK)
        status = print_init(session, log, &report);
    syncing_close(&syncing);
    hub_report_release(&report);
    return status;
}

/* The hubs of the bodies that are meant, each once. */
struct hubs {
    struct session *session;
    struct buffer url[URLS_MAX];
    size_t count;
    enum status status;
};

static bool add_hub(void *context, const struct body_item *item)
{
    struct hubs *hubs = context;
    struct session *session = hubs->session;
    if ((session_has(session, OPTION_BODY) && !slice_is(item->name, session->option[OPTION_BODY])) ||
        hubs->count == URLS_MAX)
        return true;
    struct buffer *url = &hubs->url[hubs->count];
    buffer_init(url);
    hubs->status = syncing_url(session, item->number, url);
    bool known = hubs->status != STATUS_OK || url->length == 0;
    for (size_t i = 0; i < hubs->count && !known; i++)
        known = slice_equal(buffer_slice(&hubs->url[i]), buffer_slice(url));
    if (known)
        buffer_release(url);
    else
        hubs->count++;
    return hubs->status == STATUS_OK;
}

static enum status find_hubs(struct hubs *hubs)
{
    struct session *session = hubs->session;
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = query_bodies(ledger_store(session->ledger), add_hub, hubs, &session->problem);
    if (status == STATUS_OK)
        status = hubs->status;
    if (status == STATUS_OK && hubs->count == 0)
        return problem_say(&session->problem, STATUS_USAGE,
                           N_("no body of this ledger has a hub that is known: name its URL"), NULL, NULL);
    return status;
}

static enum status run(struct syncing *syncing)
{
    struct session *session = syncing->session;
    enum status status =
        session_has(session, OPTION_WATCH) ? syncing_watch(syncing, NULL, NULL) : syncing_once(syncing);
    uint64_t refused = syncing->refused;
    syncing_close(syncing);
    if (status != STATUS_OK || refused == 0)
        return status;
    struct buffer number;
    buffer_init(&number);
    buffer_number(&number, refused);
    status = problem_slices(&session->problem, STATUS_REFUSED,
                            N_("entries that were signed here and are refused, or have no effect: {1}"),
                            buffer_slice(&number), SLICE(""));
    buffer_release(&number);
    return status;
}

/* The hub that was named, and the ledger is made where there is none. */
static enum status sync_given(struct session *session, struct syncing *syncing)
{
    syncing->url = session->argument[0];
    syncing->given = true;
    enum status status = hub_check_url(syncing->url, &session->problem);
    if (status == STATUS_OK && path_exists(session->ledger_path.at))
        status = session_ledger(session, STORE_WRITE);
    return status == STATUS_OK ? run(syncing) : status;
}

static enum status sync_bodies(struct session *session)
{
    struct hubs hubs = {.session = session, .status = STATUS_OK};
    bool whole = session_has(session, OPTION_JSON) && !session_has(session, OPTION_WATCH);
    struct syncing syncing = {
        .session = session, .only = session->option[OPTION_BODY], .synced = whole ? json_array() : NULL};
    json_t *synced = syncing.synced;
    enum status status = session->arguments ? sync_given(session, &syncing) : find_hubs(&hubs);
    for (size_t i = 0; status == STATUS_OK && i < hubs.count; i++) {
        syncing = (struct syncing){.session = session, .only = syncing.only, .synced = synced, .url = hubs.url[i].at};
        status = run(&syncing);
    }
    for (size_t i = 0; i < hubs.count; i++)
        buffer_release(&hubs.url[i]);
    enum status printed = STATUS_OK;
    if (synced && (status == STATUS_OK || json_array_size(synced)))
        printed = session_json(session, json_pack("{s:O}", "synced", synced));
    json_decref(synced);
    return status == STATUS_OK ? printed : status;
}

const struct command commands_hub[] = {
    {"hub", "init", "URL", 1, 1, "body",
     N_("let a PostgreSQL server order a body's entries, and give it what is there"), init},
    {"sync", NULL, "[URL]", 0, 1, "body watch founding proof",
     N_("exchange new entries, and those that wait, with the hub"), sync_bodies},
    {0},
};
