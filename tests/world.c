#include "tests/world.h"

#include "core/body.h"
#include "core/draft.h"
#include "core/note.h"
#include "data/ledger_internal.h"
#include "tests/scratch.h"
#include "tests/world_check.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

const char WORLD_STATUTE[] = "stimmbuch/1 body\n"
                             "name: rat.example\n"
                             "title: Rat der Beispiele\n"
                             "level: steering\n"
                             "approvals: 1\n"
                             "bench: kommunen Kommunen\n"
                             "bench: bund Bund\n"
                             "seat: stadt kommunen 1 voting Kreisfreie Stadt\n"
                             "seat: kreis kommunen 2 voting Landkreis\n"
                             "seat: gemeinde kommunen 1.5 voting Gemeinde\n"
                             "seat: bmds bund 3 voting Bundesministerium\n"
                             "seat: dvc bund 0 advisory Koordinierungsstelle\n"
                             "chair: stadt\n"
                             "rule: einfach Einfache Mehrheit\n"
                             "quorum: einfach heads(present) >= 2\n"
                             "adopted: einfach heads(yes) > heads(no)\n"
                             "rule: konsent Konsent\n"
                             "method: konsent consent\n"
                             "adopted: konsent heads(object) = 0\n"
                             "rule: mehrheit Mehrheit aller Sitze\n"
                             "adopted: mehrheit heads(yes) > 1/2 * heads(all)\n"
                             "abstention: mehrheit forbidden\n"
                             "early: mehrheit decided 10\n"
                             "rule: umlauf Umlauf mit Schweigen als Enthaltung\n"
                             "adopted: umlauf heads(abstain) <= 1 and weight(yes) > weight(no)\n"
                             "silent: umlauf abstain\n"
                             "rule: schweigen Schweigen ist Zustimmung\n"
                             "quorum: schweigen heads(present) >= 1\n"
                             "adopted: schweigen heads(yes) = heads(all) or proposer in bund\n"
                             "silent: schweigen consent\n"
                             "rule: empfehlung Nur Empfehlungen\n"
                             "kind: empfehlung recommendation\n"
                             "adopted: empfehlung heads(yes) > heads(no)\n"
                             "rule: geheim Geheime Wahl auf Papier\n"
                             "method: geheim external\n";

/* Where a commit costs nothing, if there is such a place, and TMPDIR does not name another. */
static const char *scratch_parent(void)
{
    const char *parent = getenv("TMPDIR");
    if (parent)
        return parent;
    return access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : "/tmp";
}

static void open_ledger(struct world *w)
{
    enum status status = ledger_open(w->path, STORE_CREATE, &w->ledger, &w->problem);
    if (status != STATUS_OK)
        fail_msg("%s (%s, %s)", w->problem.message, w->problem.detail[0], w->problem.detail[1]);
}

int world_make(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    if (!w || key_init(NULL) != STATUS_OK)
        return -1;
    arena_init(&w->arena);
    snprintf(w->folder, sizeof w->folder, "%s/stimmbuch-XXXXXX", scratch_parent());
    if (!mkdtemp(w->folder))
        return -1;
    snprintf(w->path, sizeof w->path, "%.200s/ledger.db", w->folder);
    assert_true(instant_parse(SLICE("2026-11-23T10:00:00Z"), &w->now));
    open_ledger(w);
    *state = w;
    return 0;
}

int world_remove(void **state)
{
    struct world *w = *state;
    if (w->ledger && !w->unchecked)
        world_check(w);
    ledger_close(w->ledger);
    arena_release(&w->arena);
    /* scratch_remove frees the name it is given. */
    void *folder = strdup(w->folder);
    free(w);
    // cppcheck-suppress memleak
    return scratch_remove(&folder);
}

void world_reopen(struct world *w)
{
    ledger_close(w->ledger);
    w->ledger = NULL;
    open_ledger(w);
}

static const char *keep(struct world *w, const struct buffer *text)
{
    assert_int_equal(buffer_status(text), STATUS_OK);
    struct slice copy = arena_copy(&w->arena, buffer_slice(text));
    assert_non_null(copy.at);
    return copy.at;
}

const char *world_say(struct world *w, const char *format, ...)
{
    char *text;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    assert_true(length >= 0);
    struct slice copy = arena_copy(&w->arena, slice_of(text));
    free(text);
    assert_non_null(copy.at);
    return copy.at;
}

const char *world_edit(struct world *w, const char *text, const char *old, const char *new)
{
    const char *at = strstr(text, old);
    if (!at || strstr(at + 1, old))
        fail_msg("\"%s\" is not once in:\n%s", old, text);
    return world_say(w, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
}

struct signer world_signer(struct world *w, const char *name)
{
    struct digest seed = digest_of(slice_of(name));
    struct public_key key;
    uint8_t *secret = arena_alloc(&w->arena, KEY_SECRET_LENGTH);
    struct slice kept = arena_copy(&w->arena, slice_head(slice_of(name), strcspn(name, "#")));
    assert_non_null(secret);
    assert_non_null(kept.at);
    crypto_sign_seed_keypair(key.byte, secret, seed.byte);
    return (struct signer){.vkey = vkey_make(kept, KEY_TYPE_ED25519, &key), .secret = secret};
}

const char *world_vkey(struct world *w, const char *name)
{
    struct signer signer = world_signer(w, name);
    struct buffer text;
    buffer_init(&text);
    vkey_write(&signer.vkey, &text);
    const char *kept = keep(w, &text);
    buffer_release(&text);
    return kept;
}

/* Cuts the next name off; NULL when there is none left. */
static const char *next_name(struct world *w, struct slice *names)
{
    if (!names->length)
        return NULL;
    return arena_copy(&w->arena, slice_cut(names, ' ')).at;
}

const char *world_found_text(struct world *w, const char *statute, const char *secretaries)
{
    struct draft draft;
    struct buffer text;
    struct body body;
    struct entry entry;
    struct slice names = slice_of(secretaries), name = {0};
    buffer_init(&text);
    assert_int_equal(draft_read(&draft, KIND_BODY, slice_of(statute), &w->arena, &w->problem), STATUS_OK);
    for (size_t i = 0; i < draft.fields; i++)
        if (strcmp(draft.field[i].rule->name, "name") == 0)
            name = draft.field[i].value;
    assert_int_equal(draft_add_text(&draft, "log", world_vkey(w, arena_copy(&w->arena, name).at)), STATUS_OK);
    for (const char *one; (one = next_name(w, &names));) {
        if (!draft_has(&draft, "by"))
            assert_int_equal(draft_add_text(&draft, "by", one), STATUS_OK);
        assert_int_equal(draft_add_text(&draft, "secretary", world_vkey(w, one)), STATUS_OK);
    }
    assert_int_equal(draft_add_time(&draft, "at", w->now), STATUS_OK);
    assert_int_equal(draft_compose(&draft, &text, &w->problem), STATUS_OK);
    const char *first = keep(w, &text);
    assert_int_equal(entry_parse(slice_of(first), &w->arena, &entry, &w->problem), STATUS_OK);
    assert_int_equal(body_read(&entry, false, &w->arena, &body, &w->problem), STATUS_OK);
    assert_int_equal(draft_canonical_rules(&draft, &body.statute), STATUS_OK);
    buffer_clear(&text);
    assert_int_equal(draft_compose(&draft, &text, &w->problem), STATUS_OK);
    const char *kept = keep(w, &text);
    buffer_release(&text);
    return kept;
}

void world_found(struct world *w, const char *statute, const char *secretaries)
{
    const char *text = world_found_text(w, statute, secretaries);
    w->founding = world_take(w, text, secretaries);
    const char *name = strstr(text, "name: ") + strlen("name: ");
    w->body = world_say(w, "%.*s", (int)strcspn(name, "\n"), name);
    struct slice rest = slice_of(secretaries), all = rest;
    for (uint64_t i = 0; i < log_body(world_log(w))->approvals; i++)
        slice_cut(&rest, ' ');
    all.length -= rest.length ? rest.length + 1 : 0;
    w->secretaries = arena_copy(&w->arena, all).at;
}

struct log *world_log(struct world *w)
{
    struct log *log;
    assert_int_equal(ledger_log(w->ledger, slice_of(w->body), &log, &w->problem), STATUS_OK);
    return log;
}

struct slice world_note(struct world *w, const char *text, const char *signers)
{
    struct slice names = slice_of(signers);
    struct buffer note;
    buffer_init(&note);
    buffer_text(&note, text);
    buffer_byte(&note, '\n');
    for (const char *one; (one = next_name(w, &names));) {
        struct signer signer = world_signer(w, one);
        struct signature signature = key_sign(&signer, slice_of(text));
        note_write_line(&signer.vkey, &signature, &note);
    }
    struct slice kept = {.length = note.length};
    kept.at = keep(w, &note);
    buffer_release(&note);
    return kept;
}

enum reason world_send_note(struct world *w, struct slice note)
{
    problem_clear(&w->problem);
    enum status status = ledger_submit(w->ledger, note, w->now, &w->entry, &w->problem);
    if (status != STATUS_OK && status != STATUS_REFUSED && status != STATUS_FORM)
        fail_msg("%s: %s", status_sentence(status), w->problem.message);
    if (status != STATUS_OK && w->problem.reason == REASON_NONE)
        fail_msg("refused without a reason: %s", w->problem.message);
    return status == STATUS_OK ? REASON_NONE : w->problem.reason;
}

enum reason world_send(struct world *w, const char *text, const char *signers)
{
    return world_send_note(w, world_note(w, text, signers));
}

const char *world_take(struct world *w, const char *text, const char *signers)
{
    enum reason reason = world_send(w, text, signers);
    if (reason != REASON_NONE)
        fail_msg("refused as %s: %s (%s)\n%s", reason_code(reason), w->problem.message, w->problem.detail[0], text);
    if (w->entry.index < 0)
        fail_msg("%zu of %zu signatures\n%s", w->entry.signatures, w->entry.needed, text);
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&w->entry.id, hex);
    return world_say(w, "%s", hex);
}

enum reason world_force(struct world *w, struct slice note)
{
    struct sealed *sealed = arena_alloc(&w->arena, sizeof *sealed);
    struct log *log = world_log(w);
    struct standing standing;
    assert_int_equal(store_begin(ledger_store(w->ledger), &w->problem), STATUS_OK);
    assert_int_equal(sealed_open(note, &w->arena, sealed), STATUS_OK);
    assert_int_equal(replay_check(log_replay(log), sealed, REPLAY_LOGGED, &standing), STATUS_OK);
    assert_int_equal(log_append(log, sealed, standing.reason), STATUS_OK);
    assert_int_equal(store_commit(ledger_store(w->ledger), &w->problem), STATUS_OK);
    return standing.reason;
}

void world_refuse_note(struct world *w, struct slice note, const char *code)
{
    int64_t entries = world_number(w, "SELECT count(*) FROM entry"),
            pending = world_number(w, "SELECT count(*) FROM pending");
    assert_string_equal(reason_code(world_send_note(w, note)), code);
    assert_non_null(w->problem.message);
    assert_int_equal(world_number(w, "SELECT count(*) FROM entry"), entries);
    assert_int_equal(world_number(w, "SELECT count(*) FROM pending"), pending);
    assert_string_equal(reason_code(world_force(w, note)), code);
}

void world_refuse(struct world *w, const char *text, const char *signers, const char *code)
{
    world_refuse_note(w, world_note(w, text, signers), code);
}

int64_t world_number(struct world *w, const char *sql)
{
    struct rows rows = store_ask(ledger_store(w->ledger), sql, "");
    int64_t number = rows_next(&rows) ? rows_number(&rows, 0) : -1;
    assert_int_equal(rows_end(&rows), STATUS_OK);
    return number;
}
