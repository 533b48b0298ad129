#include "data/change_sql.h"
#include "data/node.h"
#include "data/replay_ids.h"
#include "data/replay_memory.h"
#include "data/replay_version.h"
#include "data/replay_votes.h"
#include "data/seq.h"

#include <stdlib.h>

static const struct kind_rules *const rules[KIND_COUNT] = {
    [KIND_BODY] = &rules_body,
    [KIND_ENROL] = &rules_enrol,
    [KIND_ROSTER] = &rules_roster,
    [KIND_STATUTE] = &rules_statute,
    [KIND_KEY] = &rules_key,
    [KIND_MEETING] = &rules_meeting,
    [KIND_ATTENDANCE] = &rules_attendance,
    [KIND_PROPOSAL] = &rules_proposal,
    [KIND_STATEMENT] = &rules_statement,
    [KIND_STATUS] = &rules_status,
    [KIND_BALLOT] = &rules_ballot,
    [KIND_VOTE] = &rules_vote,
    [KIND_RECUSAL] = &rules_recusal,
    [KIND_OBJECTION] = &rules_objection,
    [KIND_CLOSE] = &rules_close,
    [KIND_RESULT] = &rules_result,
    [KIND_VOID] = &rules_void,
    [KIND_MINUTES] = &rules_minutes,
    [KIND_CONFIRM] = &rules_confirm,
};

/* A merkle_source over the replay's own tree: what is recent is known without asking the tables. */
static enum status find_node(void *context, unsigned level, uint64_t index, struct digest *out)
{
    struct replay *replay = context;
    if (recent_find(&replay->recent, replay->tree.size, level, index, out) ||
        known_peak(replay->known, level, index, out))
        return STATUS_OK;
    struct node_source source = {.store = replay->log, .body = replay->log_number};
    return node_source_read(&source, level, index, out);
}

enum status replay_root(struct replay *replay, uint64_t size, struct digest *out)
{
    size_t slot = size % REPLAY_ROOTS;
    if (size > 0 && replay->roots[slot].size == size) {
        *out = replay->roots[slot].root;
        return STATUS_OK;
    }
    struct merkle earlier;
    const struct merkle *tree = size == replay->tree.size ? &replay->tree : &earlier;
    enum status status = tree == &earlier ? merkle_load(size, find_node, replay, &earlier) : STATUS_OK;
    if (status == STATUS_OK)
        *out = merkle_root(tree);
    if (status == STATUS_OK && known_holds(replay->known, size))
        status = known_prove_root(replay, size, out);
    if (status != STATUS_OK)
        return status;
    replay->roots[slot].size = size;
    replay->roots[slot].root = *out;
    return STATUS_OK;
}

struct node_listener {
    struct replay *replay;
    merkle_sink *sink;
    void *context;
};

static void take_node(void *context, unsigned level, uint64_t index, const struct digest *hash)
{
    struct node_listener *listener = context;
    recent_add(&listener->replay->recent, level, index, hash);
    if (listener->sink)
        listener->sink(listener->context, level, index, hash);
}

enum status replay_add_leaf(struct replay *replay, const struct digest *leaf, merkle_sink *sink, void *context)
{
    struct node_listener listener = {.replay = replay, .sink = sink, .context = context};
    if (replay->tree.size >= (UINT64_C(1) << 40) - 1)
        return STATUS_REFUSED;
    recent_add(&replay->recent, 0, replay->tree.size, leaf);
    merkle_add(&replay->tree, leaf, take_node, &listener);
    return STATUS_OK;
}

void replay_start(struct replay *replay, struct store *store, int64_t number, struct store *log, int64_t log_number)
{
    *replay = (struct replay){.store = store, .number = number, .log = log, .log_number = log_number};
}

void replay_close(struct replay *replay)
{
    version_forget(replay);
    memory_free(replay->memory);
    votes_free(replay->votes);
    replay->memory = NULL;
    replay->votes = NULL;
    met_release(&replay->met);
}

/* Reads the body of a log that was replayed before, where it has changed: statutes are parsed anew, not stored. */
static enum status load_body(struct replay *replay)
{
    int64_t changed = 0;
    enum status status = replay->founded ? STATUS_OK : version_load(replay);
    if (status == STATUS_OK) {
        replay->founding = entry_id(&replay->founded->statute);
        replay->has_founding = true;
        status = store_number(replay->store, &replay->changed, NULL,
                              "SELECT idx FROM change WHERE body = ? AND what NOT IN ('body', 'enrol') "
                              "ORDER BY idx DESC LIMIT 1",
                              "i", replay->number);
    }
    if (status == STATUS_OK)
        status = store_number(replay->store, &replay->changed_at, NULL,
                              "SELECT at FROM change WHERE body = ? ORDER BY idx DESC LIMIT 1", "i", replay->number);
    if (status == STATUS_OK)
        status = store_number(replay->store, &changed, NULL,
                              "SELECT idx " FROM_VERSIONS "AND what <> 'body' ORDER BY idx DESC LIMIT 1", "i",
                              replay->number);
    if (status == STATUS_OK && changed != replay->current->since)
        status = version_advance(replay, changed);
    return status;
}

static enum status load(struct replay *replay, struct problem *problem)
{
    struct store *store = replay->store;
    int64_t number = replay->number, size = 0;
    replay->index_search = true;
    enum status status = store_number(store, &size, NULL, "SELECT " SEQ_LOG_SIZE("?1"), "i", number);
    struct node_source source = {.store = store, .body = number};
    if (status == STATUS_OK)
        status = merkle_load((uint64_t)size, node_source_read, &source, &replay->tree);
    if (status == STATUS_OK)
        status = store_number(store, &replay->log_time, NULL, "SELECT log_time FROM body WHERE num = ?", "i", number);
    replay->recent.first = (uint64_t)size;
    if (status == STATUS_OK && size > 0)
        status = load_body(replay);
    if (status == STATUS_NOT_FOUND || status == STATUS_FORM)
        status = problem_say(problem, STATUS_STORE,
                             N_("the ledger's tables do not fit its log: run \"stimmbuch verify\""), NULL, NULL);
    else if (status == STATUS_STORE)
        store_problem(store, problem);
    return status;
}

enum status replay_open(struct replay *replay, struct store *store, int64_t number, struct problem *problem)
{
    replay_start(replay, store, number, store, number);
    return load(replay, problem);
}

enum status replay_reopen(struct replay *replay, struct problem *problem)
{
    struct version *founded = replay->founded, *current = replay->current, *versions = replay->versions;
    const struct body body = replay->body;
    replay->founded = replay->current = replay->versions = NULL;
    struct store *store = replay->store;
    int64_t number = replay->number;
    replay_close(replay);
    replay_start(replay, store, number, store, number);
    replay->founded = founded;
    replay->current = current;
    replay->versions = versions;
    replay->body = body;
    return load(replay, problem);
}

enum status replay_resume(struct replay *replay, struct known *known)
{
    replay->known = known;
    replay->tree = known->tree;
    replay->recent.first = known->tree.size;
    enum status status = store_number(replay->store, &replay->log_time, NULL, "SELECT log_time FROM body WHERE num = ?",
                                      "i", replay->number);
    return status == STATUS_OK ? load_body(replay) : status;
}

enum status reject(struct place *place, enum reason reason, const char *message, struct slice detail)
{
    if (place->standing->reason == REASON_NONE) {
        place->standing->reason = reason;
        problem_refuse(&place->standing->detail, reason, message, detail);
    }
    return STATUS_OK;
}

/*
 * The first entry behind `index` with that text. What lies before the head that an entry names cannot be the same
 * entry: it would name the root of a tree that it is itself in. So of a beginning that is known only what comes behind
 * that head is read; and where the index, which proves nothing, knows of none, all of it.
 */
static enum status next_same(struct place *place, int64_t *index, bool *found)
{
    const struct replay *replay = place->replay;
    const struct digest *id = &place->sealed->id;
    int64_t size = (int64_t)replay->tree.size, seq = 0;
    if (!replay->known || replay->own_ids)
        return find_id(replay, id, replay->tree.size, index, found);
    int64_t first = (int64_t)replay->known->ids_from - 1, after = *index < first ? first : *index, at = after;
    enum status status = find_id(replay, id, replay->tree.size, &at, found);
    seq = seq_of(replay->log_number, at);
    if (status == STATUS_OK && *found)
        status = store_number(replay->log, &seq, found, "SELECT seq FROM entry NOT INDEXED WHERE seq = ? AND id = ?",
                              "id", seq, id);
    if (status == STATUS_OK && !*found)
        status = store_number(replay->log, &seq, found,
                              "SELECT seq FROM entry NOT INDEXED WHERE id = ? AND seq > ? AND seq < ? ORDER BY seq "
                              "LIMIT 1",
                              "dii", id, seq_of(replay->log_number, after), seq_of(replay->log_number, size));
    *index = seq & SEQ_INDEX_MAX;
    return status;
}

/*
 * The same text is one entry, and the first counts, also when it was rejected: what its author saw refused must not
 * come to life at a later place. Bytes that its author never signed do not count, else they could block the real one.
 */
static enum status check_same_text(struct place *place)
{
    const struct replay *replay = place->replay;
    int64_t earlier = -1, unsigned_code = 0;
    enum status status = known_ids(place->replay, place->entry->size);
    bool found = met_perhaps(&replay->met, &place->sealed->id);
    while (status == STATUS_OK && found) {
        status = next_same(place, &earlier, &found);
        if (status == STATUS_OK && found)
            status = store_number(replay->store, &unsigned_code, NULL,
                                  "SELECT count(*) FROM rejected WHERE body = ? AND idx = ? AND "
                                  "code IN ('note', 'kind', 'form', 'signer', 'signature')",
                                  "ii", replay->number, earlier);
        if (status == STATUS_OK && found && !unsigned_code)
            return reject(place, REASON_DUPLICATE, NULL, SLICE(""));
    }
    return status;
}

static enum status check_head(struct place *place)
{
    const struct entry *entry = place->entry;
    struct digest root;
    if (entry->size > place->replay->tree.size)
        return reject(place, REASON_HEAD, N_("it names a tree head larger than the log"), SLICE(""));
    enum status status = replay_root(place->replay, entry->size, &root);
    if (status == STATUS_NOT_FOUND)
        return reject(place, REASON_HEAD, N_("the stored nodes that its tree head is made of are missing"), SLICE(""));
    if (status == STATUS_OK && !digest_equal(&root, &entry->root))
        return reject(place, REASON_HEAD, NULL, SLICE(""));
    return status;
}

static enum status check_common(struct place *place)
{
    const struct replay *replay = place->replay;
    const struct sealed *sealed = place->sealed;
    if (sealed->defect != REASON_NONE) {
        place->standing->reason = sealed->defect;
        place->standing->detail = sealed->detail;
        return STATUS_OK;
    }
    if (place->entry->kind == KIND_BODY) {
        enum status status = rules_body.check(place);
        if (status == STATUS_OK && replay->tree.size > 0)
            return reject(place, REASON_BODY, N_("a log has one founding, at its beginning"), SLICE(""));
        return status;
    }
    if (!rules[place->entry->kind])
        return reject(place, REASON_KIND, NULL, SLICE(""));
    if (!replay->has_founding)
        return reject(place, REASON_BODY, N_("the log does not begin with a founding"), SLICE(""));
    if (!slice_equal(place->entry->body, replay->body.name) ||
        !digest_equal(&place->entry->founding, &replay->founding))
        return reject(place, REASON_BODY, NULL, SLICE(""));
    enum status status = check_same_text(place);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_head(place);
    return status;
}

/* What an author decides who saw the body otherwise than it is now is decided anew. */
static bool is_stale(const struct replay *replay, const struct entry *entry)
{
    switch (entry->kind) {
    case KIND_ROSTER:
    case KIND_STATUTE:
    case KIND_KEY:
    case KIND_BALLOT:
    case KIND_CLOSE:
    case KIND_VOID:
        return replay->changed > 0 && (uint64_t)replay->changed >= entry->size;
    default:
        return false;
    }
}

enum status replay_check(struct replay *replay, struct sealed *sealed, enum replay_mode mode, struct standing *standing)
{
    standing->reason = REASON_NONE;
    standing->signatures = standing->needed = 0;
    problem_clear(&standing->detail);
    struct place place = {
        .replay = replay, .sealed = sealed, .entry = &sealed->entry, .mode = mode, .standing = standing};
    enum status status = check_common(&place);
    if (status != STATUS_OK || standing->reason != REASON_NONE)
        return status;
    standing->signatures = sealed->note.lines;
    status = replay_check_signatures(&place);
    if (status == STATUS_OK && standing->reason == REASON_NONE && is_stale(replay, &sealed->entry))
        return reject(&place, REASON_STALE, NULL, SLICE(""));
    if (status == STATUS_OK && standing->reason == REASON_NONE && sealed->entry.kind != KIND_BODY)
        status = rules[sealed->entry.kind]->check(&place);
    return status;
}

/* Log time goes by the author's office at the entry's own place, which the entry itself may end. */
static enum status find_log_time(struct replay *replay, const struct sealed *sealed, int64_t *out)
{
    struct holder author;
    *out = replay->log_time;
    if (sealed->entry.kind == KIND_BODY || sealed->entry.at.seconds <= replay->log_time)
        return STATUS_OK;
    enum status status = find_holder(replay, sealed->entry.by, &author);
    if (status == STATUS_OK && author.secretary)
        *out = sealed->entry.at.seconds;
    return status;
}

enum status replay_apply(struct replay *replay, const struct sealed *sealed, enum reason reason)
{
    int64_t index = (int64_t)replay->tree.size, log_time;
    met_add(&replay->met, &sealed->id);
    enum status status = replay_keep_id(replay, &sealed->id);
    if (status == STATUS_OK && reason != REASON_NONE)
        return store_run(replay->store, "INSERT INTO rejected (body, idx, code) VALUES (?, ?, ?)", "iis",
                         replay->number, index, reason_code(reason));
    if (status == STATUS_OK)
        status = find_log_time(replay, sealed, &log_time);
    if (status == STATUS_OK)
        status = rules[sealed->entry.kind]->apply(replay, sealed, index);
    memory_forget(replay, &sealed->entry);
    if (status != STATUS_OK || sealed->entry.kind == KIND_BODY || log_time == replay->log_time)
        return status;
    replay->log_time = log_time;
    return store_run(replay->store, "UPDATE body SET log_time = ? WHERE num = ?", "ii", log_time, replay->number);
}

const struct kind_rules *replay_rules(enum kind kind)
{
    return rules[kind];
}
