/* The folder's signed head: its signatures, the mark, and the countersignatures that the ledger does not have yet. */
#include "data/auditors.h"
#include "data/head.h"
#include "data/import_work.h"
#include "data/replay_version.h"

/* LINE_REST: em dash, blanks and end of a signature line. */
enum { CHECKPOINT_MAX = 65535, LINE_REST = 6 };

/* Whose line it is was found out by its key; one that is not an auditor's is not kept beside those we have. */
static bool is_cosigned(const struct note *note, size_t line, const struct auditors *auditors, size_t keys)
{
    uint64_t time;
    bool good = false;
    for (size_t i = 0; i < keys && !good; i++)
        good = checkpoint_cosignature_verify(note, line, &auditors->key[i], &time);
    return good;
}

/* The stored head with the countersignatures that the folder's has beyond it. */
static enum status merge(const struct import *import, const struct note *new, const struct auditors *auditors,
                         struct buffer *stored, bool *changed)
{
    struct note old;
    *changed = false;
    size_t keys = auditors_at(auditors, import->published->head.size);
    for (size_t i = 0; i < new->lines; i++) {
        if (note_parse(buffer_slice(stored), &old, NULL) != STATUS_OK || !slice_equal(old.text, new->text))
            return STATUS_OK;
        const struct note_line *line = &new->line[i];
        if (note_has_line(&old, line) || !is_cosigned(new, i, auditors, keys) || old.lines == NOTE_LINES_MAX ||
            stored->length + line->name.length + line->encoded.length + LINE_REST > CHECKPOINT_MAX)
            continue;
        note_write_parsed(line, stored);
        *changed = true;
    }
    return buffer_status(stored);
}

static enum status store_head(const struct import *import, const struct note *note, const struct auditors *auditors)
{
    struct store *store = import->log->ledger->store;
    int64_t number = import->log->replay.number;
    uint64_t size = import->published->head.size;
    struct buffer stored;
    bool changed;
    buffer_init(&stored);
    struct rows rows = store_ask(store, "SELECT note FROM checkpoint WHERE body = ? AND size = ?", "iu", number, size);
    bool found = rows_next(&rows);
    if (found)
        buffer_add(&stored, rows_blob(&rows, 0));
    enum status status = rows_end(&rows);
    if (status == STATUS_OK)
        status = buffer_status(&stored);
    if (status == STATUS_OK && !found)
        status = store_run(store, "INSERT INTO checkpoint (body, size, note) VALUES (?, ?, ?)", "iub", number, size,
                           buffer_slice(&import->published->note));
    if (status == STATUS_OK && found) {
        status = merge(import, note, auditors, &stored, &changed);
        if (status == STATUS_OK && changed)
            status = store_run(store, "UPDATE checkpoint SET note = ? WHERE body = ? AND size = ?", "biu",
                               buffer_slice(&stored), number, size);
    }
    buffer_release(&stored);
    return status;
}

enum status import_head(struct import *import)
{
    struct replay *replay = &import->log->replay;
    const struct published *published = import->published;
    struct auditors auditors;
    struct vkey log;
    struct checkpoint head;
    struct note note;
    enum status status = auditors_read(replay->store, replay->number, &auditors);
    if (status == STATUS_OK)
        status = replay_log_key(replay, (int64_t)published->head.size, &log);
    if (status == STATUS_OK) {
        const struct checkpoint_trust trust = {.origin = log.name,
                                               .log = &log,
                                               .logs = 1,
                                               .cosigner = auditors.key,
                                               .cosigners = auditors_at(&auditors, published->head.size)};
        status = checkpoint_verify(buffer_slice(&published->note), &trust, &head, &note, import->problem);
        if (status == STATUS_FORM || status == STATUS_MISMATCH)
            problem_file(import->problem, "checkpoint");
        if (status == STATUS_FORM)
            status = STATUS_MISMATCH;
    }
    if (status == STATUS_OK)
        status = store_head(import, &note, &auditors);
    auditors_release(&auditors);
    if (status == STATUS_OK)
        status = head_compare_mark(replay, import->options->marks, &import->report->behind, import->problem);
    return status;
}
