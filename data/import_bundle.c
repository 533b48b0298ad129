/* A bundle in place of a folder: its entries follow those that the ledger has, and lead to the root of its head. */
#include "core/sealed.h"
#include "data/import_work.h"
#include "data/seq.h"

#include <inttypes.h>
#include <stdio.h>

/* What entry 0 says, where the bundle begins with it. */
static enum status read_founding(const struct bundle_file *bundle, struct published *out, struct problem *problem)
{
    struct bundle walk = {.rest = bundle->notes};
    struct slice note;
    struct sealed sealed;
    if (bundle->from > 0 || !bundle_next(&walk, &note))
        return STATUS_OK;
    enum status status = sealed_open(note, &out->arena, &sealed);
    if (status != STATUS_OK)
        return status;
    if (sealed.defect != REASON_NONE || sealed.entry.kind != KIND_BODY ||
        !slice_equal(sealed.entry.body, bundle->body) || !digest_equal(&sealed.id, &bundle->founding))
        return problem_say(problem, STATUS_MISMATCH, N_("the first entry is not the founding that is named"), NULL,
                           NULL);
    buffer_add(&out->first, note);
    out->title = entry_value(&sealed.entry, "title");
    return buffer_status(&out->first);
}

enum status published_bundle_open(const struct bundle_file *bundle, struct published *out, struct problem *problem)
{
    struct note note;
    *out = (struct published){.name = bundle->body, .founding = bundle->founding};
    buffer_init(&out->note);
    buffer_init(&out->first);
    arena_init(&out->arena);
    buffer_add(&out->note, bundle->head);
    enum status status = buffer_status(&out->note);
    if (status == STATUS_OK)
        status = note_parse(buffer_slice(&out->note), &note, problem);
    if (status == STATUS_OK)
        status = checkpoint_parse(note.text, &out->head, problem);
    if (status != STATUS_OK)
        return status;
    if (!slice_equal(out->head.origin, bundle->body) || out->head.size != bundle->from + bundle->entries ||
        out->head.size > (uint64_t)SEQ_INDEX_MAX)
        return problem_say(problem, STATUS_MISMATCH,
                           N_("the bundle's entries do not lead to the signed head that is in it"), NULL, NULL);
    return read_founding(bundle, out, problem);
}

/* Passes over what the ledger has already: the root tells whether it is the same. */
enum status import_file_begin(struct import *import)
{
    const struct bundle_file *file = import->file;
    struct import_bundle *bundle = &import->bundle;
    uint64_t from = import->report->from;
    struct slice passed;
    char number[24];
    snprintf(number, sizeof number, "%" PRIu64, from);
    if (file->from > from)
        return problem_say(import->problem, STATUS_REFUSED,
                           from
                               ? N_("entries are missing between this ledger and the bundle: ask for one that was made "
                                    "with --since {1}")
                               : N_("the bundle does not begin with the founding, and this ledger does not have the "
                                    "body yet: ask for one that was made without --since"),
                           number, NULL);
    bundle->rest.rest = file->notes;
    for (bundle->next = file->from; bundle->next < from && bundle->next < import->report->size; bundle->next++)
        if (!bundle_next(&bundle->rest, &passed))
            return STATUS_MISMATCH;
    bundle->end = import->report->size;
    return STATUS_OK;
}

enum status import_file_end(struct import *import)
{
    struct replay *replay = &import->log->replay;
    const struct checkpoint *head = &import->published->head;
    struct digest root;
    enum status status = replay_root(replay, head->size, &root);
    if (status != STATUS_OK || digest_equal(&root, &head->root))
        return status;
    return problem_slices(
        import->problem, STATUS_MISMATCH,
        N_("the entries do not give the root that the bundle's head names: the bundle was altered, or "
           "{1} has another history here"),
        import->published->name, SLICE(""));
}

enum status import_bundle(struct ledger *ledger, const struct published *published, const struct bundle_file *bundle,
                          const struct import_options *options, struct import_report *out, struct problem *problem)
{
    struct import import = {
        .published = published, .file = bundle, .options = options, .report = out, .problem = problem};
    return import_run(ledger, &import);
}

enum status import_tail(struct ledger *ledger, struct published *published, const struct bundle_file *bundle,
                        const struct import_options *options, struct import_report *out, struct problem *problem)
{
    struct import import = {
        .published = published, .file = bundle, .tail = true, .options = options, .report = out, .problem = problem};
    enum status status = read_founding(bundle, published, problem);
    return status == STATUS_OK ? import_run(ledger, &import) : status;
}
