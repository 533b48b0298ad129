#include "data/head_cosign.h"

#include "data/auditors.h"
#include "data/head.h"
#include "data/query.h"

/* The auditor's key in the type in which it countersigns: one name and one point, another key ID. */
static struct vkey cosigning_key(const struct vkey *vkey)
{
    return vkey_make(vkey->name, KEY_TYPE_COSIGNATURE, &vkey->key);
}

static bool has_cosigned(const struct note *note, const struct vkey *cosigner)
{
    uint64_t time;
    for (size_t i = 0; i < note->lines; i++)
        if (note_line_names(&note->line[i], cosigner) && checkpoint_cosignature_verify(note, i, cosigner, &time))
            return true;
    return false;
}

struct office {
    struct slice name;
    const struct vkey *vkey;
    bool auditor;
};

static bool look_at_member(void *context, const struct member_item *item)
{
    struct office *office = context;
    struct vkey vkey;
    office->auditor = office->auditor || (slice_is(item->role, "auditor") && slice_equal(item->name, office->name) &&
                                          vkey_parse_again(item->vkey, &vkey) && vkey_equal(&vkey, office->vkey));
    return !office->auditor;
}

static enum status check_auditor(struct log *log, const struct signer *auditor, struct problem *problem)
{
    struct office office = {.name = auditor->vkey.name, .vkey = &auditor->vkey};
    struct slice none = SLICE("");
    enum status status =
        query_members(log_replay(log)->store, log_number(log), &none, look_at_member, &office, problem);
    if (status == STATUS_OK && !office.auditor)
        return problem_slices(problem, STATUS_REFUSED, N_("the key \"{1}\" is no auditor of this body"),
                              auditor->vkey.name, SLICE(""));
    return status;
}

/* The log holds this head: its size, and the same root. */
static enum status check_consistent(struct log *log, const struct checkpoint *head, struct problem *problem)
{
    struct digest root;
    enum status status = STATUS_OK;
    bool holds = head->size <= log_size(log);
    if (holds)
        status = replay_root(log_replay(log), head->size, &root);
    if (status == STATUS_OK && (!holds || !digest_equal(&root, &head->root)))
        return problem_say(problem, STATUS_MISMATCH,
                           N_("the log is not consistent with a head that this key has countersigned"), NULL, NULL);
    return status == STATUS_NOT_FOUND ? problem_say(problem, STATUS_MISMATCH,
                                                    N_("the ledger's tables do not fit its log: run \"stimmbuch "
                                                       "verify\""),
                                                    NULL, NULL)
                                      : status;
}

/* The keys that the auditor's name had so far, for countersigning. */
static enum status read_chain(struct log *log, struct slice name, struct arena *arena, struct vkey **out, size_t *count)
{
    struct store *store = log_replay(log)->store;
    int64_t keys;
    *count = 0;
    enum status status = store_number(store, &keys, NULL, "SELECT count(*) FROM chain WHERE body = ? AND name = ?",
                                      "it", log_number(log), name);
    if (status != STATUS_OK)
        return status;
    *out = arena_array(arena, (size_t)keys, sizeof **out);
    if (!*out)
        return STATUS_NO_MEMORY;
    struct rows rows =
        store_ask(store, "SELECT key FROM chain WHERE body = ? AND name = ?", "it", log_number(log), name);
    while (*count < (size_t)keys && rows_next(&rows)) {
        struct public_key public;
        struct slice key = rows_blob(&rows, 0);
        if (key.length != sizeof public.byte)
            continue;
        memcpy(public.byte, key.at, sizeof public.byte);
        (*out)[(*count)++] = vkey_make(name, KEY_TYPE_COSIGNATURE, &public);
    }
    return rows_end(&rows);
}

static enum status look_at_earlier(struct log *log, const struct vkey *key, size_t keys, struct problem *problem)
{
    enum status status = STATUS_OK;
    struct rows rows = store_ask(log_replay(log)->store, "SELECT note FROM checkpoint WHERE body = ? ORDER BY size",
                                 "i", log_number(log));
    while (status == STATUS_OK && rows_next(&rows)) {
        struct note note;
        struct checkpoint head;
        bool mine = false;
        if (note_parse(rows_blob(&rows, 0), &note, NULL) != STATUS_OK ||
            checkpoint_parse(note.text, &head, NULL) != STATUS_OK)
            continue;
        for (size_t i = 0; i < keys && !mine; i++)
            mine = has_cosigned(&note, &key[i]);
        if (mine)
            status = check_consistent(log, &head, problem);
    }
    enum status end = rows_end(&rows);
    if (end != STATUS_OK && status == STATUS_OK)
        return store_problem(log_replay(log)->store, problem);
    return status;
}

/* All the heads that this auditor has countersigned, with whichever key, lie in this log. */
static enum status check_earlier(struct log *log, struct slice name, struct problem *problem)
{
    struct arena arena;
    struct vkey *key = NULL;
    size_t keys;
    arena_init(&arena);
    enum status status = read_chain(log, name, &arena, &key, &keys);
    if (status == STATUS_STORE)
        status = store_problem(log_replay(log)->store, problem);
    else if (status != STATUS_OK)
        status = problem_say(problem, status, NULL, NULL, NULL);
    if (status == STATUS_OK)
        status = look_at_earlier(log, key, keys, problem);
    arena_release(&arena);
    return status;
}

/* Adds the line to the head as it now stands in the table: others may have countersigned it meanwhile. */
static enum status add_line(struct log *log, uint64_t size, const struct signer *auditor, uint64_t time,
                            struct buffer *bytes, struct problem *problem)
{
    struct store *store = log_replay(log)->store;
    struct vkey cosigner = cosigning_key(&auditor->vkey);
    struct checkpoint head;
    struct note note;
    uint64_t newest;
    enum status status = head_newest(store, log_number(log), &newest, bytes);
    if (status != STATUS_OK)
        return store_problem(store, problem);
    if (newest == 0)
        return problem_say(problem, STATUS_REFUSED,
                           N_("no head of this body is signed: its secretary runs \"stimmbuch checkpoint\""), NULL,
                           NULL);
    if (newest != size)
        return problem_say(problem, STATUS_REFUSED, N_("a newer head was signed meanwhile: try again"), NULL, NULL);
    status = head_open(log_replay(log), buffer_slice(bytes), &head, problem);
    if (status == STATUS_OK)
        status = check_consistent(log, &head, problem);
    if (status == STATUS_OK)
        status = note_parse(buffer_slice(bytes), &note, problem);
    if (status != STATUS_OK || has_cosigned(&note, &cosigner))
        return status;
    if (note.lines == NOTE_LINES_MAX)
        return problem_say(problem, STATUS_REFUSED, N_("this head has as many signatures as a note may have"), NULL,
                           NULL);
    struct buffer line;
    buffer_init(&line);
    checkpoint_cosign(note.text, auditor, time, &line);
    buffer_add(bytes, buffer_slice(&line));
    status = buffer_status(&line) == STATUS_OK ? buffer_status(bytes) : STATUS_NO_MEMORY;
    buffer_release(&line);
    if (status == STATUS_OK && store_run(store, "UPDATE checkpoint SET note = ? WHERE body = ? AND size = ?", "biu",
                                         buffer_slice(bytes), log_number(log), size) != STATUS_OK)
        status = store_problem(store, problem);
    return status;
}

enum status head_cosign(struct log *log, uint64_t size, const struct signer *auditor, uint64_t time, const char *marks,
                        struct buffer *note, struct problem *problem)
{
    struct store *store = log_replay(log)->store;
    enum status status = log_refresh(log, problem);
    if (status == STATUS_OK)
        status = check_auditor(log, auditor, problem);
    if (status == STATUS_OK)
        status = head_check_mark(log_replay(log), marks, problem);
    if (status == STATUS_OK)
        status = check_earlier(log, auditor->vkey.name, problem);
    if (status == STATUS_OK)
        status = store_begin(store, problem);
    if (status != STATUS_OK)
        return status;
    status = add_line(log, size, auditor, time, note, problem);
    if (status != STATUS_OK) {
        store_rollback(store);
        return status;
    }
    status = store_commit(store, problem);
    return status == STATUS_OK ? head_mark_newest(log, size, buffer_slice(note), marks, problem) : status;
}

/* Is it a head of this log, and more than `size` long? The row that it lies in proves nothing. */
static enum status holds_more(struct log *log, struct slice text, uint64_t size, struct checkpoint *head, bool *out)
{
    struct digest root;
    *out = checkpoint_parse(text, head, NULL) == STATUS_OK && slice_equal(head->origin, log_body(log)->name) &&
           head->size > size && head->size <= log_size(log);
    enum status status = *out ? replay_root(log_replay(log), head->size, &root) : STATUS_OK;
    *out = *out && status == STATUS_OK && digest_equal(&root, &head->root);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status look_at_head(struct log *log, struct slice bytes, uint64_t size, const struct auditors *auditors,
                                bool *seen)
{
    struct note note;
    struct checkpoint head;
    bool holds;
    if (note_parse(bytes, &note, NULL) != STATUS_OK)
        return STATUS_OK;
    enum status status = holds_more(log, note.text, size, &head, &holds);
    size_t keys = status == STATUS_OK && holds ? auditors_at(auditors, head.size) : 0;
    for (size_t i = 0; i < keys; i++)
        seen[i] = seen[i] || has_cosigned(&note, &auditors->key[i]);
    return status;
}

static enum status look_at_heads(struct log *log, int64_t size, const struct auditors *auditors, bool *seen)
{
    enum status status = STATUS_OK;
    struct rows rows =
        store_ask(log_replay(log)->store, "SELECT note FROM checkpoint WHERE body = ? AND size > ? ORDER BY size", "ii",
                  log_number(log), size);
    while (status == STATUS_OK && rows_next(&rows))
        status = look_at_head(log, rows_blob(&rows, 0), (uint64_t)size, auditors, seen);
    enum status end = rows_end(&rows);
    return status == STATUS_OK ? end : status;
}

/* Several keys of one name are one auditor. */
static uint64_t count_names(const struct auditors *auditors, const bool *seen)
{
    uint64_t count = 0;
    for (size_t i = 0; i < auditors->keys; i++) {
        bool first = seen[i];
        for (size_t k = 0; k < i && first; k++)
            first = !seen[k] || !slice_equal(auditors->key[k].name, auditors->key[i].name);
        count += first;
    }
    return count;
}

enum status head_cosigners(struct log *log, int64_t size, uint64_t *out, struct problem *problem)
{
    struct store *store = log_replay(log)->store;
    struct auditors auditors;
    *out = 0;
    enum status status = auditors_read(store, log_number(log), &auditors);
    bool *seen =
        status == STATUS_OK && auditors.keys ? arena_array(&auditors.arena, auditors.keys, sizeof *seen) : NULL;
    if (status == STATUS_OK && auditors.keys && !seen)
        status = STATUS_NO_MEMORY;
    if (status == STATUS_OK && seen)
        status = look_at_heads(log, size, &auditors, seen);
    if (status == STATUS_OK && seen)
        *out = count_names(&auditors, seen);
    auditors_release(&auditors);
    if (status == STATUS_STORE)
        return store_problem(store, problem);
    return status == STATUS_OK ? status : problem_say(problem, status, NULL, NULL, NULL);
}
