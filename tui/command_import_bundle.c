/* import of a bundle: the entries of its log, its attachments, and what waits in it. */
#include "tui/arriving.h"
#include "tui/command_import.h"
#include "tui/i18n.h"
#include "tui/taken_words.h"

#include <stdio.h>

struct taking {
    struct importing *work;
    json_t *waiting; /* with --json */
    uint64_t refused;
    enum status status;
};

static void tell(void *context, const struct bundle_taken *taken)
{
    struct taking *taking = context;
    taking->refused += taken->status != STATUS_OK;
    if (taking->waiting) {
        json_array_append_new(taking->waiting, taken_json(taken));
        return;
    }
    struct buffer line;
    buffer_init(&line);
    taken_line(taken, &line);
    if (taking->status == STATUS_OK)
        taking->status = buffer_status(&line);
    if (taking->status == STATUS_OK)
        taking->status = session_print(taking->work->session, buffer_slice(&line));
    buffer_release(&line);
}

static enum status take_entries(struct importing *work, const struct published *published,
                                const struct bundle_file *bundle, struct import_report *report)
{
    struct session *session = work->session;
    const struct import_options options = {
        .marks = session->marks_path.at, .jobs = work->jobs, .progress = importing_go_on, .context = work};
    interrupt_hold(&work->interrupt);
    enum status status = import_bundle(session->ledger, published, bundle, &options, report, &session->problem);
    interrupt_release(&work->interrupt, status == STATUS_CANCELLED);
    progress_clear(&work->progress);
    if (status == STATUS_CANCELLED)
        return problem_say(&session->problem, status, N_("interrupted: the ledger is as it was"), NULL, NULL);
    return status;
}

/* What waits comes behind the entries, each with its attachments. What has come is told, whatever fails behind it. */
static enum status take_all(struct importing *work, const struct published *published, const struct bundle_file *bundle)
{
    struct session *session = work->session;
    struct import_report report = {.mark = STATUS_OK};
    struct taking taking = {.work = work, .status = STATUS_OK};
    enum status printed = STATUS_OK, status = importing_ledger(session, published);
    if (status == STATUS_OK && bundle->entries)
        status = take_entries(work, published, bundle, &report);
    if (status != STATUS_OK)
        return status;
    if (bundle->entries)
        status = bundle_take_blobs(session->ledger, bundle, report.body, report.size, &report.blobs, &session->problem);
    if (work->imported)
        taking.waiting = json_array();
    else if (bundle->entries)
        printed = importing_print(work, published, &report, NULL);
    if (status == STATUS_OK)
        status = bundle_take_pending(session->ledger, bundle, session_now(), tell, &taking, &report.blobs,
                                     &session->problem);
    if (work->imported)
        printed = importing_print(work, published, &report, taking.waiting);
    if (status == STATUS_OK)
        status = printed != STATUS_OK ? printed : taking.status;
    if (status == STATUS_OK && taking.refused) {
        char number[24];
        snprintf(number, sizeof number, "%llu", (unsigned long long)taking.refused);
        return problem_say(&session->problem, STATUS_REFUSED,
                           N_("entries that waited in the bundle and were refused: {1}; their authors must hear of it"),
                           number, NULL);
    }
    return status;
}

struct waiting {
    struct session *session;
    struct buffer *ids;
};

static void add_waiting(void *context, const struct bundle_taken *taken)
{
    const struct waiting *waiting = context;
    if (taken->status == STATUS_OK && taken->entry.index < 0 && taken->entry.signatures < taken->entry.needed)
        buffer_add(waiting->ids, (struct slice){(const char *)taken->id.byte, DIGEST_LENGTH});
    if (taken->status == STATUS_OK)
        return;
    struct buffer line;
    buffer_init(&line);
    taken_line(taken, &line);
    if (buffer_status(&line) == STATUS_OK)
        session_note(waiting->session, "{1}", slice_head(buffer_slice(&line), line.length - 1), SLICE(""));
    buffer_release(&line);
}

/* A body that comes new, or its founding, is confirmed by "import", which asks for the founding's id. */
static enum status check_known(struct session *session, const struct bundle_file *bundle)
{
    const struct published published = {.name = bundle->body, .founding = bundle->founding};
    struct buffer waits;
    bool known;
    enum status status = import_known(session->ledger, &published, &known, &session->problem);
    if (status != STATUS_OK || known)
        return status;
    buffer_init(&waits);
    status = ledger_pending(session->ledger, &bundle->founding, &waits, &session->problem);
    buffer_release(&waits);
    if (status != STATUS_NOT_FOUND)
        return status;
    return problem_slices(&session->problem, STATUS_REFUSED,
                          N_("this ledger does not have the body {1} yet: take the bundle in first, with \"stimmbuch "
                             "import\""),
                          bundle->body, SLICE(""));
}

enum status importing_waiting(struct session *session, const char *path, struct buffer *ids)
{
    struct waiting waiting = {.session = session, .ids = ids};
    struct bundle_file bundle;
    struct buffer bytes;
    uint64_t kept = 0;
    buffer_init(&bytes);
    enum status status = arriving_read(path, &bytes, &bundle, &session->problem);
    if (status == STATUS_OK)
        status = check_known(session, &bundle);
    if (status == STATUS_OK)
        status = bundle_take_pending(session->ledger, &bundle, session_now(), add_waiting, &waiting, &kept,
                                     &session->problem);
    if (status == STATUS_OK)
        status = buffer_status(ids);
    buffer_release(&bytes);
    return status;
}

enum status importing_bundle(struct importing *work, const char *path)
{
    struct arriving arriving;
    enum status status = arriving_open(&arriving, path, &work->session->problem);
    if (status == STATUS_OK)
        status = take_all(work, &arriving.published, &arriving.bundle);
    arriving_close(&arriving);
    return status;
}
