#include "data/bundle_take.h"

#include "core/note.h"
#include "core/tile.h"
#include "data/blob.h"
#include "data/named_blobs.h"

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

static enum status take(struct ledger *ledger, struct slice bytes, struct instant now, bundle_told *told, void *context,
                        struct problem *problem)
{
    struct bundle_taken taken = {.id = id_of(bytes)};
    struct buffer joined;
    buffer_init(&joined);
    problem_clear(problem);
    enum status status = join_waiting(ledger, bytes, &taken.id, &joined, problem);
    if (status == STATUS_OK) {
        taken.status = ledger_submit(ledger, buffer_slice(&joined), now, &taken.entry, problem);
        taken.why = problem;
        if (taken.status == STATUS_REFUSED && problem->reason == REASON_DUPLICATE)
            status = look_in_log(ledger, bytes, &taken, problem);
        else if (taken.status != STATUS_OK && !is_verdict(taken.status))
            status = taken.status;
    }
    if (status == STATUS_OK)
        told(context, &taken);
    buffer_release(&joined);
    return status;
}

enum status bundle_take_pending(struct ledger *ledger, const struct bundle_file *bundle, struct instant now,
                                bundle_told *told, void *context, struct problem *problem)
{
    struct bundle walk = {.rest = bundle->notes};
    struct slice note;
    enum status status = STATUS_OK;
    for (uint64_t i = 0; status == STATUS_OK && bundle_next(&walk, &note); i++)
        if (i >= bundle->entries)
            status = take(ledger, note, now, told, context, problem);
    return status;
}

enum status bundle_take_blobs(struct ledger *ledger, const struct bundle_file *bundle, uint64_t *kept,
                              struct problem *problem)
{
    struct bundle walk = {.rest = bundle->notes};
    struct bundle_file blobs = *bundle;
    struct slice note, blob;
    struct named_blobs named;
    *kept = 0;
    if (bundle->blobs == 0)
        return STATUS_OK;
    named_blobs_init(&named);
    while (bundle_next(&walk, &note))
        named_blobs_add(&named, note);
    enum status status = named_blobs_sort(&named);
    if (status == STATUS_OK)
        status = ledger_batch_begin(ledger, problem);
    bool begun = status == STATUS_OK;
    while (status == STATUS_OK && bundle_file_blob(&blobs, &blob)) {
        struct digest content = digest_of(blob);
        if (!named_blobs_has(&named, &content))
            continue;
        status = blob_keep(ledger_store(ledger), blob, problem);
        *kept += status == STATUS_OK;
    }
    if (begun) {
        enum status end = ledger_batch_end(ledger, status == STATUS_OK, problem);
        status = status == STATUS_OK ? end : status;
    }
    named_blobs_release(&named);
    return status;
}
