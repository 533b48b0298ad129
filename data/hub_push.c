/* What waits here: sent to the hub, and looked what became of it. */
#include "core/tile.h"
#include "data/hub_work.h"
#include "data/seq.h"

#ifdef HAVE_LIBPQ

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static enum status add_waiting(struct hub_waiting *waiting, const struct digest *id, struct slice note)
{
    if (waiting->count == waiting->capacity) {
        size_t capacity = waiting->capacity ? 2 * waiting->capacity : 64;
        struct digest *more = realloc(waiting->id, capacity * sizeof *more);
        if (!more)
            return STATUS_NO_MEMORY;
        waiting->id = more;
        waiting->capacity = capacity;
    }
    waiting->id[waiting->count++] = *id;
    return bundle_add(note, &waiting->notes) ? buffer_status(&waiting->notes) : STATUS_FORM;
}

enum status hub_waiting_read(struct hub_work *work, struct hub_waiting *waiting)
{
    struct store *store = ledger_store(work->ledger);
    enum status status = STATUS_OK;
    waiting->count = 0;
    buffer_clear(&waiting->notes);
    struct rows rows =
        store_ask(store, "SELECT id, note FROM pending WHERE body = ? ORDER BY since, id", "i", work->local);
    while (status == STATUS_OK && rows_next(&rows)) {
        struct digest id = rows_digest(&rows, 0);
        status = add_waiting(waiting, &id, rows_blob(&rows, 1));
    }
    enum status end = rows_end(&rows);
    if (end == STATUS_STORE)
        store_problem(store, work->problem);
    return status == STATUS_OK ? end : status;
}

void hub_waiting_release(struct hub_waiting *waiting)
{
    buffer_release(&waiting->notes);
    free(waiting->id);
    *waiting = (struct hub_waiting){.count = 0};
}

static void tell(struct hub_work *work, const struct bundle_taken *taken)
{
    work->report->refused += taken->status != STATUS_OK;
    work->report->sent += taken->status == STATUS_OK && taken->entry.index >= 0;
    if (work->options->told)
        work->options->told(work->options->context, taken);
}

/* Sends it, now or with the others; what a rule refuses as things stand is told and stays. */
static enum status sort_out(struct hub_work *work, const struct digest *id, struct slice bytes, struct hub_note *out,
                            size_t *count)
{
    struct problem why;
    struct bundle_taken taken = {.id = *id, .why = &why};
    problem_clear(&why);
    taken.status = ledger_look(work->ledger, bytes, work->options->now, &taken.entry, &why);
    if (taken.status == STATUS_REFUSED || taken.status == STATUS_FORM || taken.status == STATUS_NOT_FOUND) {
        taken.entry.index = -1;
        tell(work, &taken);
        return STATUS_OK;
    }
    if (taken.status != STATUS_OK) {
        *work->problem = why;
        return taken.status;
    }
    enum status status = hub_offer_named(work, bytes);
    if (status == STATUS_OK && taken.entry.signatures < taken.entry.needed)
        return hub_offer(work, HUB_KIND_PENDING, bytes);
    if (status == STATUS_OK)
        out[(*count)++] = (struct hub_note){.bytes = bytes, .place = HUB_PLACE_NONE};
    return status;
}

/* What the hub said of each, against what came back from it. */
static enum status check_places(struct hub_work *work, const struct hub_note *notes, size_t count)
{
    struct store *store = ledger_store(work->ledger);
    char number[24];
    for (size_t i = 0; i < count; i++) {
        if (notes[i].place < 0)
            continue;
        struct digest leaf = merkle_leaf(notes[i].bytes);
        int64_t same = 0;
        if (store_number(store, &same, NULL, "SELECT count(*) FROM entry WHERE seq = ? AND leaf = ?", "id",
                         seq_of(work->local, notes[i].place), &leaf) != STATUS_OK)
            return store_problem(store, work->problem);
        snprintf(number, sizeof number, "%" PRId64, notes[i].place);
        if (!same)
            return problem_slices(work->problem, STATUS_MISMATCH,
                                  N_("the hub acknowledged place {2} of {1} for an entry from here, and does not show "
                                     "it there: it withholds entries or puts them in another order"),
                                  work->body->name, slice_of(number));
    }
    return STATUS_OK;
}

static void tell_clock(struct hub_work *work, const struct hub_note *notes, size_t count)
{
    struct problem why;
    problem_clear(&why);
    for (size_t i = 0; i < count; i++) {
        if (notes[i].place != HUB_PLACE_CLOCK)
            continue;
        struct bundle_taken taken = {.status = STATUS_REFUSED, .entry.index = -1, .why = &why};
        struct slice text = notes[i].bytes;
        const char *end = memmem(text.at, text.length, "\n\n", 2);
        taken.id = digest_of(slice_head(text, end ? (size_t)(end - text.at) + 1 : text.length));
        problem_refuse(&why, REASON_CLOCK,
                       N_("the entry is dated more than five minutes ahead of the hub's clock: set the clock that is "
                          "wrong"),
                       SLICE(""));
        tell(work, &taken);
    }
}

enum status hub_push(struct hub_work *work, const struct hub_waiting *waiting)
{
    struct bundle walk = {.rest = buffer_slice(&waiting->notes)};
    struct slice bytes;
    size_t count = 0;
    struct hub_note *notes = calloc(waiting->count + 1, sizeof *notes);
    enum status status = notes ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t i = 0; status == STATUS_OK && bundle_next(&walk, &bytes); i++)
        status = sort_out(work, &waiting->id[i], bytes, notes, &count);
    if (status == STATUS_OK && count) {
        status = hub_append(work->hub, &work->body->founding, HUB_KIND_ENTRY, -1, notes, count, work->problem);
        tell_clock(work, notes, count);
        if (status == STATUS_OK)
            status = hub_pull(work);
        if (status == STATUS_OK)
            status = check_places(work, notes, count);
    }
    free(notes);
    return status;
}

static enum reason reason_of(struct slice code)
{
    for (unsigned i = 0; i < REASON_COUNT; i++)
        if (slice_is(code, reason_code((enum reason)i)))
            return (enum reason)i;
    return REASON_NONE;
}

static enum status tell_of(struct hub_work *work, const struct digest *id, struct slice bytes)
{
    struct store *store = ledger_store(work->ledger);
    struct problem why;
    struct bundle_taken taken = {.id = *id, .status = STATUS_OK, .why = &why};
    problem_clear(&why);
    struct rows rows = store_ask(store,
                                 "SELECT e.idx, coalesce(r.code, '') FROM entry e LEFT JOIN rejected r "
                                 "ON r.body = e.body AND r.idx = e.idx WHERE e.id = ? AND e.body = ? "
                                 "ORDER BY e.idx DESC LIMIT 1",
                                 "di", id, work->local);
    bool there = rows_next(&rows);
    if (there) {
        struct slice line = bytes;
        struct slice first = slice_cut(&line, '\n');
        slice_cut(&first, ' ');
        taken.entry = (struct submission){.id = *id, .index = rows_number(&rows, 0), .copy = true};
        if (!kind_from_name(first, &taken.entry.kind))
            taken.entry.kind = KIND_COUNT;
        enum reason reason = reason_of(rows_text(&rows, 1));
        if (reason != REASON_NONE)
            taken.status = problem_refuse(&why, reason, reason_sentence(reason), SLICE(""));
    }
    if (rows_end(&rows) != STATUS_OK)
        return store_problem(store, work->problem);
    if (there)
        tell(work, &taken);
    return STATUS_OK;
}

enum status hub_waiting_tell(struct hub_work *work, const struct hub_waiting *waiting)
{
    struct bundle walk = {.rest = buffer_slice(&waiting->notes)};
    struct slice bytes;
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && bundle_next(&walk, &bytes); i++)
        status = tell_of(work, &waiting->id[i], bytes);
    return status;
}

#endif
