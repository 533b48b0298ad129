#include "data/bundle_take.h"

#include "core/note.h"
#include "core/tile.h"
#include "data/blob.h"
#include "data/blob_names.h"

#include <stdlib.h>

/* The note with the signatures that the same text has here already, as far as they are by other keys. */
static enum status join_waiting(struct ledger *ledger, struct slice bytes, const struct digest *id, struct buffer *out,
                                struct problem *problem)
{
    struct buffer waiting;
    struct note *note = malloc(2 * sizeof *note);
    buffer_init(&waiting);
    enum status status = note ? ledger_pending(ledger, id, &waiting, problem) : STATUS_NO_MEMORY;
    bool joined = status == STATUS_OK && note_parse(buffer_slice(&waiting), &note[0], NULL) == STATUS_OK &&
                  note_parse(bytes, &note[1], NULL) == STATUS_OK;
    if (joined)
        note_join(&note[0], &note[1], out);
    else if (status == STATUS_OK || status == STATUS_NOT_FOUND)
        buffer_add(out, bytes);
    if (status == STATUS_NOT_FOUND) {
        problem_clear(problem);
        status = STATUS_OK;
    }
    buffer_release(&waiting);
    free(note);
    return status == STATUS_OK ? buffer_status(out) : status;
}

static struct digest id_of(struct slice bytes)
{
    struct note *note = malloc(sizeof *note);
    bool good = note && note_parse(bytes, note, NULL) == STATUS_OK;
    struct digest id = digest_of(good ? note->text : bytes);
    free(note);
    return id;
}

/* The kind that the first line of an entry names: "stimmbuch/1 vote". */
static enum kind kind_of(struct slice entry)
{
    struct slice line = slice_cut(&entry, '\n');
    enum kind kind;
    slice_cut(&line, ' ');
    return kind_from_name(line, &kind) ? kind : KIND_COUNT;
}

/* What concerns this one entry only. */
static bool is_verdict(enum status status)
{
    return status == STATUS_REFUSED || status == STATUS_FORM || status == STATUS_NOT_FOUND;
}

/* It came before: then it is where it belongs. */
static enum status look_in_log(struct ledger *ledger, struct slice bytes, struct bundle_taken *taken,
                               struct problem *problem)
{
    bool found = false;
    int64_t index;
    if (store_number(ledger_store(ledger), &index, &found, "SELECT idx FROM entry WHERE id = ?", "d", &taken->id) !=
        STATUS_OK)
        return store_problem(ledger_store(ledger), problem);
    if (!found)
        return STATUS_OK;
    taken->status = STATUS_OK;
    taken->entry = (struct submission){.id = taken->id, .kind = kind_of(bytes), .index = index};
    return STATUS_OK;
}

/*
 * A bundle was confirmed as one of its body, by the founding that it names: a note of another body, or another
 * founding, would come in behind that. Bytes that are no entry are refused further on.
 */
static bool is_of_bundle(const struct bundle_file *bundle, struct slice bytes, const struct digest *id)
{
    struct arena arena;
    struct note *note = malloc(sizeof *note);
    struct entry entry;
    arena_init(&arena);
    bool own = true;
    if (note && note_parse(bytes, note, NULL) == STATUS_OK &&
        entry_parse(note->text, &arena, &entry, NULL) == STATUS_OK)
        own = slice_equal(entry.body, bundle->body) &&
              digest_equal(entry.kind == KIND_BODY ? id : &entry.founding, &bundle->founding);
    arena_release(&arena);
    free(note);
    return own;
}

struct taking {
    struct ledger *ledger;
    const struct bundle_file *bundle;
    struct instant now;
    bundle_told *told;
    void *context;
    struct blob_names names; /* by what was taken */
    struct problem *problem;
};

static enum status submit(struct taking *taking, struct slice bytes, struct bundle_taken *taken)
{
    struct problem *problem = taking->problem;
    struct buffer joined;
    if (!is_of_bundle(taking->bundle, bytes, &taken->id)) {
        taken->status = problem_refuse(problem, REASON_BODY, N_("it is not of the body {1}, whose bundle this is"),
                                       taking->bundle->body);
        return STATUS_OK;
    }
    buffer_init(&joined);
    enum status status = join_waiting(taking->ledger, bytes, &taken->id, &joined, problem);
    if (status == STATUS_OK) {
        taken->status = ledger_submit(taking->ledger, buffer_slice(&joined), taking->now, &taken->entry, problem);
        if (taken->status == STATUS_REFUSED && problem->reason == REASON_DUPLICATE)
            status = look_in_log(taking->ledger, bytes, taken, problem);
        else if (taken->status != STATUS_OK && !is_verdict(taken->status))
            status = taken->status;
    }
    buffer_release(&joined);
    return status;
}

/* Whoever made the bundle has it too. */
static enum status note_shared(struct taking *taking, const struct digest *id)
{
    struct store *store = ledger_store(taking->ledger);
    enum status status = store_begin(store, taking->problem);
    if (status != STATUS_OK)
        return status;
    status = store_run(store, "UPDATE pending SET shared = ? WHERE id = ?", "id", taking->now.seconds, id);
    if (status == STATUS_OK)
        return store_commit(store, taking->problem);
    store_problem(store, taking->problem);
    store_rollback(store);
    return status;
}

static enum status take(struct taking *taking, struct slice bytes)
{
    struct bundle_taken taken = {.id = id_of(bytes), .why = taking->problem};
    problem_clear(taking->problem);
    enum status status = submit(taking, bytes, &taken);
    if (status == STATUS_OK && taken.status == STATUS_OK && taken.entry.index < 0)
        status = note_shared(taking, &taken.id);
    if (status == STATUS_OK && taken.status == STATUS_OK)
        status = blob_names_add(&taking->names, bytes);
    if (status == STATUS_OK)
        taking->told(taking->context, &taken);
    return status;
}

/* Those that are named, in one transaction; the others are left where they are. */
static enum status keep_blobs(struct ledger *ledger, const struct bundle_file *bundle, const struct blob_names *names,
                              uint64_t *kept, struct problem *problem)
{
    struct bundle_file blobs = *bundle;
    struct slice blob;
    if (names->count == 0 || bundle->blobs == 0)
        return STATUS_OK;
    enum status status = ledger_batch_begin(ledger, problem);
    if (status != STATUS_OK)
        return status;
    while (status == STATUS_OK && bundle_file_blob(&blobs, &blob)) {
        struct digest content = digest_of(blob);
        if (!blob_names_find(names, &content))
            continue;
        status = blob_keep(ledger_store(ledger), blob, problem);
        *kept += status == STATUS_OK;
    }
    enum status end = ledger_batch_end(ledger, status == STATUS_OK, problem);
    return status == STATUS_OK ? end : status;
}

enum status bundle_take_pending(struct ledger *ledger, const struct bundle_file *bundle, struct instant now,
                                bundle_told *told, void *context, uint64_t *kept, struct problem *problem)
{
    struct taking taking = {
        .ledger = ledger, .bundle = bundle, .now = now, .told = told, .context = context, .problem = problem};
    struct bundle walk = {.rest = bundle->notes};
    struct slice note;
    enum status status = STATUS_OK;
    for (uint64_t i = 0; status == STATUS_OK && bundle_next(&walk, &note); i++)
        if (i >= bundle->entries)
            status = take(&taking, note);
    blob_names_sort(&taking.names);
    enum status blobs = keep_blobs(ledger, bundle, &taking.names, kept, problem);
    blob_names_release(&taking.names);
    return status == STATUS_OK ? blobs : status;
}

enum status bundle_take_blobs(struct ledger *ledger, const struct bundle_file *bundle, int64_t body, uint64_t size,
                              uint64_t *kept, struct problem *problem)
{
    struct blob_names names = {0};
    if (bundle->blobs == 0)
        return STATUS_OK;
    enum status status = blob_names_load(ledger_store(ledger), body, size, &names);
    if (status == STATUS_STORE)
        store_problem(ledger_store(ledger), problem);
    if (status == STATUS_OK)
        status = keep_blobs(ledger, bundle, &names, kept, problem);
    blob_names_release(&names);
    return status;
}
