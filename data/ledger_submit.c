/* The one door: every entry that is stored comes through here. */
#include "data/ledger_internal.h"
#include "data/pending_twin.h"
#include "data/role.h"
#include "data/seq.h"

#include <stdlib.h>

struct request {
    struct ledger *ledger;
    struct log *log; /* NULL: a founding */
    struct sealed *sealed;
    struct submission *out;
    struct problem *problem;
    bool written; /* something was changed, perhaps not all of it */
};

static enum status refuse(const struct request *request, const struct standing *standing)
{
    if (request->problem) {
        *request->problem = standing->detail;
        request->problem->status = STATUS_REFUSED;
        request->problem->reason = standing->reason;
    }
    return STATUS_REFUSED;
}

static enum status check_clock(const struct sealed *sealed, struct instant now, struct problem *problem)
{
    if (sealed->entry.at.seconds <= now.seconds + REPLAY_CLOCK_SKEW)
        return STATUS_OK;
    char entry[INSTANT_LENGTH + 1], clock[INSTANT_LENGTH + 1];
    instant_write(sealed->entry.at, entry);
    instant_write(now, clock);
    problem_say(problem, STATUS_REFUSED,
                N_("the entry is dated {1}, but this machine's clock says {2}: set the clock that is wrong"), entry,
                clock);
    if (problem)
        problem->reason = REASON_CLOCK;
    return STATUS_REFUSED;
}

/* Takes the bytes apart; a defect of form is the caller's mistake here, not a rejection. */
static enum status open_note(struct slice note, struct instant now, struct arena *arena, struct sealed *out,
                             struct problem *problem)
{
    enum status status = sealed_open(note, arena, out);
    if (status != STATUS_OK)
        return problem_say(problem, status, NULL, NULL, NULL);
    if (out->defect != REASON_NONE) {
        if (problem)
            *problem = out->detail;
        return STATUS_FORM;
    }
    return check_clock(out, now, problem);
}

enum status ledger_next_number(struct ledger *ledger, int64_t *out, struct problem *problem)
{
    if (store_number(ledger->store, out, NULL, "SELECT coalesce(max(seq) >> 40, 0) + 1 FROM entry", "") != STATUS_OK)
        return store_problem(ledger->store, problem);
    if (*out > SEQ_BODY_MAX)
        return problem_say(problem, STATUS_REFUSED,
                           N_("this ledger has no room for another body: found it in a new one"), NULL, NULL);
    return STATUS_OK;
}

/* The log an entry belongs to. A founding gets a new one, which joins the ledger once it is stored. */
static enum status find_log(struct request *request)
{
    const struct entry *entry = &request->sealed->entry;
    struct ledger *ledger = request->ledger;
    if (entry->kind != KIND_BODY)
        return ledger_log(ledger, entry->body, &request->log, request->problem);
    int64_t taken, number;
    enum status status =
        store_number(ledger->store, &taken, NULL, "SELECT count(*) FROM body WHERE name = ?", "t", entry->body);
    if (status != STATUS_OK) {
        store_problem(ledger->store, request->problem);
        return status;
    }
    if (taken)
        return problem_slices(request->problem, STATUS_REFUSED,
                              N_("this ledger has a body \"{1}\" already: give the new one another name"), entry->body,
                              SLICE(""));
    status = ledger_next_number(ledger, &number, request->problem);
    if (status != STATUS_OK)
        return status;
    request->log = calloc(1, sizeof *request->log);
    if (!request->log)
        return problem_say(request->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    request->log->ledger = ledger;
    replay_start(&request->log->replay, ledger->store, number, ledger->store, number);
    request->log->replay.index_search = true;
    return STATUS_OK;
}

/* A founding's log that did not come into being. */
static void drop_log(struct request *request, bool founded)
{
    if (!request->log || request->sealed->entry.kind != KIND_BODY)
        return;
    if (founded) {
        request->log->next = request->ledger->logs;
        request->ledger->logs = request->log;
        return;
    }
    replay_close(&request->log->replay);
    free(request->log);
    request->log = NULL;
}

static enum status keep_pending(struct request *request, int64_t now)
{
    const struct sealed *sealed = request->sealed;
    struct digest twin = {{0}};
    bool found;
    char hex[DIGEST_HEX_LENGTH + 1];
    enum status status = pending_twin(request->ledger->store, &sealed->entry, &sealed->id, &found, &twin);
    /* A vote that is signed in full may have left for the writer: another one takes its place there. */
    if (sealed->entry.kind == KIND_VOTE && request->out->signatures >= request->out->needed)
        found = false;
    if (status != STATUS_OK)
        return status;
    digest_hex(&twin, hex);
    if (found)
        return problem_refuse(request->problem, REASON_DUPLICATE,
                              N_("an entry that does the same waits for signatures already: \"stimmbuch approve {1}\", "
                                 "or drop it with \"pending drop\""),
                              slice_of(hex));
    int64_t body = sealed->entry.kind == KIND_BODY ? 0 : request->log->replay.number;
    /* Those of one second keep the order in which they were signed: it is the one in which they travel. */
    return store_run(request->ledger->store,
                     "INSERT INTO pending (id, body, note, since) VALUES (?1, ?2, ?3, "
                     "max(?4, (SELECT coalesce(max(since) + 1, 0) FROM pending))) "
                     "ON CONFLICT (id) DO UPDATE SET note = ?3 WHERE length(note) < length(?3)",
                     "dibi", &sealed->id, body, sealed->bytes, now);
}

static enum status store_entry(struct request *request, int64_t now)
{
    struct submission *out = request->out;
    struct store *store = request->ledger->store;
    enum status status;
    request->written = true;
    if (out->copy || out->signatures < out->needed) {
        status = keep_pending(request, now);
    } else {
        out->index = (int64_t)request->log->replay.tree.size;
        request->log->stale = true;
        status = log_append(request->log, request->sealed, REASON_NONE);
        if (status == STATUS_OK)
            status = store_run(store, "DELETE FROM pending WHERE id = ?", "d", &request->sealed->id);
    }
    if (status == STATUS_STORE)
        store_problem(store, request->problem);
    return status;
}

/* The check itself could not be done. */
static enum status check_failed(const struct request *request, enum status status)
{
    if (status == STATUS_STORE)
        return store_problem(request->ledger->store, request->problem);
    if (status == STATUS_NOT_FOUND || status == STATUS_FORM)
        return problem_say(request->problem, STATUS_STORE,
                           N_("the ledger's tables do not fit its log: run \"stimmbuch verify\""), NULL, NULL);
    return problem_say(request->problem, status, NULL, NULL, NULL);
}

/* Would the writer take it as the state is now? */
static enum status check_entry(struct request *request, enum replay_mode mode, struct standing *standing)
{
    enum status status = replay_check(&request->log->replay, request->sealed, mode, standing);
    if (status == STATUS_OK && standing->reason != REASON_NONE)
        return refuse(request, standing);
    if (status == STATUS_OK)
        status = log_check_final(request->log, &request->sealed->entry, request->problem);
    return status == STATUS_OK || status == STATUS_REFUSED ? status : check_failed(request, status);
}

/* Fills in what became, or would become, of the entry, without a place yet. */
static enum status report(struct request *request, const struct standing *standing)
{
    *request->out = (struct submission){.id = request->sealed->id,
                                        .kind = request->sealed->entry.kind,
                                        .index = -1,
                                        .signatures = standing->signatures,
                                        .needed = standing->needed};
    if (request->sealed->entry.kind != KIND_BODY &&
        role_is_replica(request->ledger->store, request->log->replay.number, &request->out->copy) != STATUS_OK)
        return store_problem(request->ledger->store, request->problem);
    return STATUS_OK;
}

/* Inside the transaction: check against the state as it is now, then store. */
static enum status check_and_store(struct request *request, int64_t now)
{
    struct standing standing;
    enum status status = check_entry(request, REPLAY_PARTIAL, &standing);
    if (status == STATUS_OK)
        status = report(request, &standing);
    return status == STATUS_OK ? store_entry(request, now) : status;
}

enum status ledger_submit(struct ledger *ledger, struct slice note, struct instant now, struct submission *out,
                          struct problem *problem)
{
    struct arena arena;
    arena_init(&arena);
    struct sealed sealed;
    struct request request = {.ledger = ledger, .sealed = &sealed, .out = out, .problem = problem};
    bool begun = false;
    enum status status = open_note(note, now, &arena, &sealed, problem);
    if (status == STATUS_OK) {
        status = ledger_enter(ledger, problem);
        begun = status == STATUS_OK;
    }
    if (status == STATUS_OK)
        status = find_log(&request);
    if (status == STATUS_OK)
        status = check_and_store(&request, now.seconds);
    if (begun)
        status = ledger_leave(ledger, status, request.written, problem);
    if (request.log && status == STATUS_OK)
        request.log->stale = false;
    if (begun)
        drop_log(&request, status == STATUS_OK && out->index == 0);
    arena_release(&arena);
    return status;
}

/* Against the state as it is, with nothing written: the entry is parsed. */
static enum status try_entry(struct request *request, enum replay_mode mode)
{
    struct standing standing;
    struct ledger *ledger = request->ledger;
    bool begun = false;
    enum status status = STATUS_OK;
    /* One read transaction: all questions see one state, and the file is locked once instead of for each. */
    if (ledger->batch == BATCH_NONE) {
        status = store_begin_read(ledger->store, request->problem);
        begun = status == STATUS_OK;
    }
    if (status == STATUS_OK)
        status = find_log(request);
    if (status == STATUS_OK)
        status = check_entry(request, mode, &standing);
    if (status == STATUS_OK && request->out)
        status = report(request, &standing);
    if (begun)
        store_rollback(ledger->store);
    drop_log(request, false);
    return status;
}

enum status ledger_try(struct ledger *ledger, struct slice text, struct instant now, struct problem *problem)
{
    struct arena arena;
    arena_init(&arena);
    struct sealed sealed = {.bytes = text, .id = digest_of(text)};
    struct request request = {.ledger = ledger, .sealed = &sealed, .problem = problem};
    sealed.note.text = text;
    enum status status = entry_parse(text, &arena, &sealed.entry, problem);
    if (status == STATUS_OK)
        status = check_clock(&sealed, now, problem);
    if (status == STATUS_OK)
        status = try_entry(&request, REPLAY_UNSIGNED);
    arena_release(&arena);
    return status;
}

enum status ledger_look(struct ledger *ledger, struct slice note, struct instant now, struct submission *out,
                        struct problem *problem)
{
    struct arena arena;
    arena_init(&arena);
    struct sealed sealed;
    struct request request = {.ledger = ledger, .sealed = &sealed, .out = out, .problem = problem};
    enum status status = open_note(note, now, &arena, &sealed, problem);
    if (status == STATUS_OK)
        status = try_entry(&request, REPLAY_PARTIAL);
    arena_release(&arena);
    return status;
}

enum status ledger_pending(struct ledger *ledger, const struct digest *id, struct buffer *note, struct problem *problem)
{
    struct rows rows = store_ask(ledger->store, "SELECT note FROM pending WHERE id = ?", "d", id);
    bool found = rows_next(&rows);
    if (found)
        buffer_add(note, rows_blob(&rows, 0));
    if (rows_end(&rows) != STATUS_OK)
        return store_problem(ledger->store, problem);
    if (!found)
        return problem_say(problem, STATUS_NOT_FOUND, N_("no entry with this id waits for signatures"), NULL, NULL);
    return buffer_status(note);
}

enum status ledger_pending_drop(struct ledger *ledger, const struct digest *id, struct problem *problem)
{
    int64_t found;
    enum status status = store_begin(ledger->store, problem);
    if (status != STATUS_OK)
        return status;
    status = store_number(ledger->store, &found, NULL, "SELECT count(*) FROM pending WHERE id = ?", "d", id);
    if (status == STATUS_OK)
        status = store_run(ledger->store, "DELETE FROM pending WHERE id = ?", "d", id);
    if (status != STATUS_OK) {
        store_problem(ledger->store, problem);
        store_rollback(ledger->store);
        return status;
    }
    status = store_commit(ledger->store, problem);
    if (status == STATUS_OK && !found)
        return problem_say(problem, STATUS_NOT_FOUND, N_("no entry with this id waits for signatures"), NULL, NULL);
    return status;
}
