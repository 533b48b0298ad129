/*
 * The audit of a bundle: what it says, behind what the ledger has before it, is laid into a temporary database and
 * audited there as a ledger is. What waits in it has no place yet, so there is no state to hold it against.
 */
#include "core/tile.h"
#include "data/bundle_file.h"
#include "data/file.h"
#include "data/import.h"
#include "data/node.h"
#include "data/path.h"
#include "data/seq.h"
#include "data/verify_outside.h"
#include "data/verify_path.h"

#include <inttypes.h>
#include <stdio.h>

struct bundle_audit {
    struct audit *audit;
    struct bundle_file file;
    struct buffer bytes;
    struct merkle tree; /* of the entries so far */
    struct node_sink nodes;
};

static void find(struct bundle_audit *bundle, const char *code, bool warning, const struct digest *id,
                 const struct problem *text)
{
    struct verify_finding finding = {
        .code = code, .warning = warning, .body = bundle->file.body, .index = -1, .text = text};
    if (id) {
        finding.has_id = true;
        finding.id = *id;
    }
    audit_find(bundle->audit, &finding);
}

static void find_say(struct bundle_audit *bundle, const char *code, bool warning, const struct digest *id,
                     const char *message, struct slice detail)
{
    struct problem text;
    problem_clear(&text);
    (void)problem_slices(&text, STATUS_MISMATCH, message, detail, SLICE(""));
    find(bundle, code, warning, id, &text);
}

static enum status lay(struct bundle_audit *bundle, struct slice note)
{
    struct digest leaf = merkle_leaf(note);
    enum status status = outside_lay(bundle->audit, (int64_t)bundle->tree.size, note, &leaf);
    if (status != STATUS_OK)
        return status;
    merkle_add(&bundle->tree, &leaf, node_sink_add, &bundle->nodes);
    if (bundle->nodes.status != STATUS_OK || bundle->tree.size % TILE_WIDTH != 0)
        return bundle->nodes.status;
    return audit_progress(bundle->audit);
}

static enum status lacks_before(const struct bundle_audit *bundle)
{
    char number[24];
    snprintf(number, sizeof number, "%" PRIu64, bundle->file.from);
    return problem_say(
        bundle->audit->problem, STATUS_REFUSED,
        N_("it begins at entry {1}, and the entries before that are not in this ledger: import them first"), number,
        NULL);
}

/* The ledger's entries before the bundle's first one; of one that only waits, all: they name the keys. */
static enum status lay_ledger(struct bundle_audit *bundle, const char *path)
{
    struct audit *audit = bundle->audit;
    struct store *store;
    int64_t seq = 0;
    bool found = false;
    const struct bundle_file *file = &bundle->file;
    bool wanted = file->from > 0 || file->entries == 0;
    if (!wanted || !path || !path_exists(path))
        return file->from > 0 ? lacks_before(bundle) : STATUS_OK;
    enum status status = store_open(path, STORE_AUDIT, &store, audit->problem);
    if (status != STATUS_OK)
        return status;
    status = store_number(store, &seq, &found, "SELECT seq FROM entry WHERE id = ? AND idx = 0", "d", &file->founding);
    int64_t body = seq >> SEQ_INDEX_BITS;
    int64_t last = file->entries ? (int64_t)file->from - 1 : SEQ_INDEX_MAX;
    struct rows rows = {.status = STATUS_OK};
    if (status == STATUS_OK && found) {
        rows = store_ask(store, "SELECT note FROM entry WHERE seq BETWEEN ? AND ? ORDER BY seq", "ii", seq_of(body, 0),
                         seq_of(body, last));
        while (status == STATUS_OK && rows_next(&rows))
            status = lay(bundle, rows_blob(&rows, 0));
        enum status end = rows_end(&rows);
        status = status == STATUS_OK ? end : status;
    }
    if (status == STATUS_STORE && !store_is_sound(store))
        store_problem(store, audit->problem);
    store_close(store);
    return status == STATUS_OK && bundle->tree.size < file->from ? lacks_before(bundle) : status;
}

static bool is_own(const struct bundle_audit *bundle, const struct sealed *sealed)
{
    const struct digest *founding = sealed->entry.kind == KIND_BODY ? &sealed->id : &sealed->entry.founding;
    return slice_equal(sealed->entry.body, bundle->file.body) && digest_equal(founding, &bundle->file.founding);
}

/* Form, body, and the signatures whose keys are known. */
static enum status look_at_waiting(struct bundle_audit *bundle, struct slice note)
{
    struct arena arena;
    struct sealed sealed;
    arena_init(&arena);
    /* A founding and an enrolment bring their keys along. */
    hints_take(bundle->audit->hints, note);
    enum status status = sealed_open(note, &arena, &sealed);
    if (status == STATUS_OK && sealed.defect != REASON_NONE)
        find(bundle, reason_code(sealed.defect), false, &sealed.id, &sealed.detail);
    if (status == STATUS_OK && sealed.defect == REASON_NONE && !is_own(bundle, &sealed))
        find_say(bundle, "body", false, &sealed.id, N_("it is not of the body {1}, whose bundle this is"),
                 bundle->file.body);
    if (status == STATUS_OK && sealed.defect == REASON_NONE) {
        sealed_check(&sealed, hints_guess, bundle->audit->hints);
        for (size_t i = 0; i < sealed.note.lines; i++)
            if (sealed.line[i].state == LINE_BAD)
                find_say(bundle, "signature", false, &sealed.id,
                         N_("it waits in the bundle, and the signature of {1} does not hold: it was altered"),
                         sealed.note.line[i].name);
            else if (sealed.line[i].state == LINE_UNCHECKED)
                find_say(
                    bundle, "signer", true, &sealed.id,
                    N_("it waits in the bundle, and the key of {1} is not known here: its signature was not checked"),
                    sealed.note.line[i].name);
    }
    arena_release(&arena);
    return status;
}

static enum status lay_all(struct bundle_audit *bundle, const char *ledger)
{
    struct audit *audit = bundle->audit;
    const struct bundle_file *file = &bundle->file;
    struct bundle walk = {.rest = file->notes};
    struct slice note;
    enum status status = lay_ledger(bundle, ledger);
    for (uint64_t i = 0; status == STATUS_OK && i < file->entries && bundle_next(&walk, &note); i++)
        status = lay(bundle, note);
    if (status == STATUS_OK && file->entries)
        status = store_run(audit->store, "INSERT INTO checkpoint (body, size, note) VALUES (?, ?, ?)", "iub",
                           (int64_t)OUTSIDE_BODY, file->from + file->entries, file->head);
    while (status == STATUS_OK && bundle_next(&walk, &note))
        status = look_at_waiting(bundle, note);
    return status;
}

static enum status run(struct bundle_audit *bundle, const char *ledger)
{
    struct audit *audit = bundle->audit;
    enum status status = hints_make(&audit->hints);
    if (status == STATUS_OK)
        status = store_scratch(&audit->store, audit->problem);
    bundle->nodes = (struct node_sink){.store = audit->store, .body = OUTSIDE_BODY, .status = STATUS_OK};
    if (status == STATUS_OK)
        status = pipeline_open(pipeline_jobs(audit->options->jobs), NULL, NULL, &audit->pipeline);
    if (status == STATUS_OK)
        status = store_begin(audit->store, audit->problem);
    if (status == STATUS_OK)
        status = lay_all(bundle, ledger);
    if (status == STATUS_OK)
        status = store_commit(audit->store, audit->problem);
    audit->all = audit->steps.entries = bundle->tree.size;
    audit->steps.file += status == STATUS_OK;
    if (status == STATUS_OK && bundle->tree.size > 0)
        status = verify_body(audit, OUTSIDE_BODY);
    if (status == STATUS_STORE && audit->store && !store_is_sound(audit->store))
        return store_problem(audit->store, audit->problem);
    return status;
}

/* The head that is in it is that of its entries: without it there is nothing that they lead to. */
static enum status check_head(struct bundle_audit *bundle)
{
    struct published published;
    struct problem text;
    problem_clear(&text);
    if (bundle->file.entries == 0)
        return STATUS_OK;
    enum status status = published_bundle_open(&bundle->file, &published, &text);
    published_close(&published);
    if (status != STATUS_FORM && status != STATUS_MISMATCH)
        return status;
    find(bundle, "checkpoint", false, NULL, &text);
    return STATUS_OK;
}

enum status verify_bundle(const char *path, const char *ledger, const struct verify_options *options, bool *ok,
                          uint64_t *waiting, struct problem *problem)
{
    struct audit audit = {.options = options, .problem = problem, .old = true};
    struct bundle_audit bundle = {.audit = &audit};
    struct problem text;
    *ok = false;
    *waiting = 0;
    problem_clear(&text);
    buffer_init(&bundle.bytes);
    enum status status = file_read(path, BUNDLE_FILE_MAX, &bundle.bytes, problem);
    if (status == STATUS_OK) {
        enum status parsed = bundle_file_parse(buffer_slice(&bundle.bytes), &bundle.file, &text);
        if (parsed == STATUS_OK) {
            *waiting = bundle.file.pending;
            audit.steps.bodies = 1;
            status = check_head(&bundle);
            if (status == STATUS_OK)
                status = run(&bundle, ledger);
        } else {
            audit_find(&audit, &(struct verify_finding){.code = "bundle", .index = -1, .text = &text});
        }
    }
    pipeline_close(audit.pipeline);
    hints_free(audit.hints);
    store_close(audit.store);
    buffer_release(&bundle.bytes);
    if (audit.cancelled)
        status = STATUS_CANCELLED;
    *ok = status == STATUS_OK && !audit.errors;
    if (status == STATUS_CANCELLED || status == STATUS_NO_MEMORY)
        return problem_say(problem, status, NULL, NULL, NULL);
    return status;
}
