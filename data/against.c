/* What the other side is, and who is told of what comes out. */
#include "core/receipt_file.h"
#include "data/against_work.h"
#include "data/file.h"
#include "data/path.h"
#include "data/query_find.h"
#include "data/seq.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define RECEIPT_LINE "c2sp.org/tlog-proof@v1\n"
#define DATABASE_LINE "SQLite format 3"

static void tell(struct against *all, const struct verify_finding *finding)
{
    all->found = true;
    if (all->options->finding)
        all->options->finding(all->options->context, finding);
}

void against_find(struct against *all, const char *code, const char *message, struct slice detail)
{
    struct problem text;
    problem_clear(&text);
    problem_slices(&text, STATUS_MISMATCH, message, detail, SLICE(""));
    tell(all, &(struct verify_finding){.code = code, .index = -1, .text = &text});
}

void compared_tell(struct compared *body, const char *code, int64_t index, const struct problem *text)
{
    tell(body->all, &(struct verify_finding){.code = code, .body = body->told.name, .index = index, .text = text});
}

void compared_find(struct compared *body, const char *code, int64_t index, const char *message, const char *first,
                   const char *second)
{
    struct problem text;
    problem_clear(&text);
    problem_say(&text, STATUS_MISMATCH, message, first, second);
    compared_tell(body, code, index, &text);
}

void compared_begin(struct compared *body, struct against *all, struct log *log)
{
    *body = (struct compared){.all = all, .log = log};
    body->told = (struct against_body){.name = log_body(log)->name, .same = true, .own = log_size(log), .entry = -1};
    buffer_init(&body->proof);
    problem_clear(&body->unproved);
}

void compared_end(struct compared *body)
{
    body->all->bodies++;
    if (body->all->options->body_done)
        body->all->options->body_done(body->all->options->context, &body->told);
}

bool against_wants(const struct against *all, int64_t number)
{
    for (size_t i = 0; i < all->options->bodies; i++)
        if (all->wanted[i] == number)
            return true;
    return all->options->bodies == 0;
}

/* The log that the head is of. Without one, the finding is told. */
static enum status find_log(struct against *all, struct slice origin, struct log **out)
{
    enum status status = ledger_log(all->ledger, origin, out, all->problem);
    bool known = status == STATUS_OK;
    if (known && against_wants(all, log_number(*out)))
        return STATUS_OK;
    *out = NULL;
    if (known)
        against_find(all, "unknown", N_("what is kept elsewhere is of the body \"{1}\", which was not asked for"),
                     origin);
    else if (status == STATUS_NOT_FOUND)
        against_find(all, "unknown",
                     N_("what is kept elsewhere is of the body \"{1}\", which this ledger does not "
                        "have"),
                     origin);
    return known || status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status leaf_here(struct compared *body, uint64_t index, struct digest *out)
{
    struct store *store = log_replay(body->log)->store;
    struct rows rows =
        store_ask(store, "SELECT note FROM entry WHERE seq = ?", "i", seq_of(log_number(body->log), (int64_t)index));
    bool found = rows_next(&rows);
    if (found)
        *out = merkle_leaf(rows_blob(&rows, 0));
    enum status status = rows_end(&rows);
    if (status != STATUS_OK)
        return store_problem(store, body->all->problem);
    return found ? STATUS_OK : STATUS_NOT_FOUND;
}

/* Does the ledger hold the entry in its place? A receipt that is `sound` by itself shows which one it was. */
static enum status compare_entry(struct compared *body, const struct receipt *receipt, bool sound)
{
    struct checkpoint head;
    struct note note;
    struct digest leaf;
    enum status status = leaf_here(body, receipt->index, &leaf);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    if (status == STATUS_NOT_FOUND)
        compared_find(body, "receipt", (int64_t)receipt->index,
                      N_("the entry that the receipt proves is not in this ledger: it ends before that place"), NULL,
                      NULL);
    else if (note_parse(receipt->head, &note, NULL) != STATUS_OK ||
             checkpoint_parse(note.text, &head, NULL) != STATUS_OK ||
             !merkle_verify(receipt->index, head.size, &leaf, &receipt->proof, &head.root)) {
        body->told.same = body->told.same && !(sound && body->told.has_head);
        compared_find(body, "receipt", (int64_t)receipt->index,
                      N_("in the place of the entry that the receipt proves this ledger holds another one"), NULL,
                      NULL);
    } else {
        body->told.entry = (int64_t)receipt->index;
    }
    return STATUS_OK;
}

/* A receipt that does not hold by itself says nothing about the ledger; that is told too. */
static enum status check_receipt(struct compared *body, struct slice bytes, bool *sound)
{
    struct receipt_file file;
    struct problem text;
    problem_clear(&text);
    enum status status = receipt_file_check(bytes, &file, &text);
    *sound = status == STATUS_OK;
    if (status == STATUS_FORM || status == STATUS_MISMATCH) {
        compared_tell(body, "receipt", -1, &text);
        status = STATUS_OK;
    }
    receipt_file_release(&file);
    return status == STATUS_OK ? STATUS_OK : problem_say(body->all->problem, status, NULL, NULL, NULL);
}

/* `head` is the one signed head that the other side consists of, or has. */
static enum status compare_note(struct against *all, struct slice bytes, const struct receipt *receipt,
                                struct slice file, struct folder_source *folder)
{
    struct note note;
    struct checkpoint head;
    struct log *log = NULL;
    struct compared body;
    bool sound = false;
    struct fork_tree tree = {.source = folder_source_read, .context = folder};
    enum status status = note_parse(bytes, &note, all->problem);
    if (status == STATUS_OK)
        status = checkpoint_parse(note.text, &head, all->problem);
    if (status == STATUS_OK)
        status = find_log(all, head.origin, &log);
    if (status != STATUS_OK || !log)
        return status;
    if (folder)
        folder->size = head.size;
    tree.size = head.size;
    compared_begin(&body, all, log);
    status = compare_head(&body, bytes, folder ? &tree : NULL);
    if (status == STATUS_OK && receipt && receipt->extra.at)
        status = check_receipt(&body, file, &sound);
    if (status == STATUS_OK && receipt)
        status = compare_entry(&body, receipt, sound);
    if (status == STATUS_OK)
        compared_end(&body);
    buffer_release(&body.proof);
    return status;
}

/* The bytes of a head, or of a file that may hold one; *head is the part that does. */
static enum status read_head(const char *path, enum against_kind *kind, struct buffer *bytes, struct receipt *receipt,
                             struct slice *head, struct problem *problem)
{
    struct note note;
    struct checkpoint parsed;
    enum status status = file_read(path, RECEIPT_BYTES_MAX, bytes, problem);
    if (status != STATUS_OK)
        return status;
    problem_file(problem, path);
    *head = buffer_slice(bytes);
    if (*kind == AGAINST_HEAD && slice_is(slice_head(*head, sizeof RECEIPT_LINE - 1), RECEIPT_LINE)) {
        *kind = AGAINST_RECEIPT;
        status = receipt_parse(*head, receipt, problem);
        *head = receipt->head;
    }
    if (status == STATUS_OK)
        status = note_parse(*head, &note, problem);
    if (status == STATUS_OK)
        status = checkpoint_parse(note.text, &parsed, problem);
    if (status != STATUS_FORM || *kind != AGAINST_HEAD)
        return status;
    problem_place(problem, 0, 0);
    if (fork_is(*head))
        return problem_say(problem, status,
                           N_("this proves by itself that a log was forked: \"stimmbuch receipt check\" checks it"),
                           NULL, NULL);
    return problem_say(problem, status, N_("this is no signed head, no receipt, no exported folder and no ledger"),
                       NULL, NULL);
}

/* The first bytes tell a database from the small files. */
static bool is_database(const char *path)
{
    char line[sizeof DATABASE_LINE] = "";
    FILE *file = fopen(path, "rb");
    bool read = file && fread(line, 1, sizeof line, file) == sizeof line;
    if (file)
        fclose(file);
    return read && memcmp(line, DATABASE_LINE, sizeof line) == 0;
}

static enum against_kind look(const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return AGAINST_HEAD;
    if (S_ISDIR(st.st_mode))
        return AGAINST_FOLDER;
    return S_ISREG(st.st_mode) && is_database(path) ? AGAINST_LEDGER : AGAINST_HEAD;
}

static enum status compare_file(struct against *all, const char *path, enum against_kind *kind)
{
    struct folder_source *folder = calloc(1, sizeof *folder);
    struct buffer bytes;
    struct receipt receipt;
    struct slice head;
    buffer_init(&bytes);
    enum status status = folder ? read_head(path, kind, &bytes, &receipt, &head, all->problem)
                                : problem_say(all->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    if (status == STATUS_OK) {
        folder->path = all->options->path;
        status = compare_note(all, head, *kind == AGAINST_RECEIPT ? &receipt : NULL, buffer_slice(&bytes),
                              *kind == AGAINST_FOLDER ? folder : NULL);
    }
    buffer_release(&bytes);
    free(folder);
    return status;
}

/* The file that holds the head; the caller frees it. */
static char *head_path(const char *path, enum against_kind kind)
{
    return kind == AGAINST_FOLDER ? path_join(path, "checkpoint") : strdup(path);
}

static enum status compare(struct against *all, enum against_kind *kind)
{
    *kind = look(all->options->path);
    if (*kind == AGAINST_LEDGER)
        return compare_ledgers(all);
    char *path = head_path(all->options->path, *kind);
    enum status status = path ? compare_file(all, path, kind) : STATUS_NO_MEMORY;
    free(path);
    return status == STATUS_NO_MEMORY ? problem_say(all->problem, status, NULL, NULL, NULL) : status;
}

enum status against_look(const char *path, struct problem *problem)
{
    enum against_kind kind = look(path);
    struct buffer bytes;
    struct receipt receipt;
    struct slice head;
    if (kind == AGAINST_LEDGER) {
        struct store *store;
        enum status opened = store_open(path, STORE_AUDIT, &store, problem);
        if (opened == STATUS_OK)
            store_close(store);
        return opened;
    }
    char *file = head_path(path, kind);
    buffer_init(&bytes);
    enum status status = file ? read_head(file, &kind, &bytes, &receipt, &head, problem)
                              : problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    buffer_release(&bytes);
    free(file);
    return status;
}

enum status against_compare(struct ledger *ledger, const struct against_options *options, enum against_kind *kind,
                            bool *ok, struct problem *problem)
{
    struct against all = {.options = options, .ledger = ledger, .problem = problem};
    enum status status = STATUS_OK;
    *ok = false;
    all.wanted = calloc(options->bodies + 1, sizeof *all.wanted);
    if (!all.wanted)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    for (size_t i = 0; i < options->bodies && status == STATUS_OK; i++) {
        struct found found;
        status = query_find_body(ledger_store(ledger), options->body[i], &found, problem);
        all.wanted[i] = status == STATUS_OK ? found.body : 0;
    }
    if (status == STATUS_OK)
        status = compare(&all, kind);
    if (status == STATUS_OK)
        problem_clear(problem);
    free(all.wanted);
    *ok = status == STATUS_OK && !all.found;
    return status;
}
