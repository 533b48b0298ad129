/* The ledger compared with a head, a receipt, a folder and another ledger: the same, ahead, behind, another history. */
#include "core/receipt_file.h"
#include "core/tile.h"
#include "data/file.h"
#include "tests/compared.h"

#include <setjmp.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* In a ledger that is that long. */
static const char *other_head(struct world *w, const char *path, uint64_t size)
{
    const char *own = forked_turn(w, path);
    const char *file = forked_file(w, world_say(w, "other-%u", (unsigned)size), forked_head(w, size));
    forked_turn(w, own);
    return file;
}

static void a_signed_head(void **state)
{
    struct world *w = *state;
    const char *other = forked_make(w), *own;
    compare_expect(w, compared_head(w, 4), AGAINST_HEAD, "", "same head 4/0 own 7 other 4 compared 0");
    compare_expect(w, compared_head(w, 7), AGAINST_HEAD, "", "same head 7/0 own 7 other 7 compared 0");
    /* Another history: as long as one of ours, and between two of them. */
    compare_expect(w, other_head(w, other, 5), AGAINST_HEAD, "fork@5",
                   "another head 5/0 own 7 other 5 compared 0 proof");
    compare_expect(w, other_head(w, other, 6), AGAINST_HEAD, "fork@6",
                   "another head 6/0 own 7 other 6 compared 0 proof");
    /* A longer one says that this ledger is behind; whether it goes on from here cannot be seen. */
    const char *longer = compared_head(w, 7);
    own = forked_turn(w, other);
    compare_expect(w, longer, AGAINST_HEAD, "behind@7", "same head 7/0 own 6 other 7 compared 0");
    forked_turn(w, own);
}

/* The tail is not signed: it is another history, but this ledger has no head to prove it with. */
static void behind_the_last_signed_head(void **state)
{
    struct world *w = *state;
    world_auditors(w);
    forked_sign(w);
    const char *other = forked_copy(w, "other.db"), *own = forked_turn(w, other);
    world_propose(w, "stadt", "A-1", "");
    const char *head = forked_file(w, "head", forked_sign(w));
    forked_turn(w, own);
    world_propose(w, "stadt", "B-1", "");
    compare_expect(w, head, AGAINST_HEAD, "fork@5", "another head 5/0 own 5 other 5 compared 0 unproved");
    compare_expect(w, other, AGAINST_LEDGER, "fork@4", "another head 5/0 own 5 other 5 compared 4 unproved");
}

static void countersigned(void **state)
{
    struct world *w = *state;
    world_auditors(w);
    world_sign_head(w);
    struct buffer note;
    buffer_init(&note);
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_OK);
    assert_int_equal(world_cosign(w, "hof", &note), STATUS_OK);
    const char *path = forked_file(w, "head", buffer_slice(&note));
    compare_expect(w, path, AGAINST_HEAD, "", "same head 4/2 own 4 other 4 compared 0");
    /* A line that names an auditor and does not hold. */
    note.at[note.length - 20] ^= 1;
    path = forked_file(w, "false", buffer_slice(&note));
    compare_expect(w, path, AGAINST_HEAD, "stranger@-1", "same head -1/0 own 4 other 0 compared 0");
    buffer_release(&note);
}

static const char *signed_by(struct world *w, const char *name, const char *body, uint64_t size)
{
    struct signer signer = world_signer(w, name);
    signer.vkey = vkey_make(slice_of(body), KEY_TYPE_ED25519, &signer.vkey.key);
    struct checkpoint head = {.origin = slice_of(body), .size = size};
    struct buffer text, note;
    buffer_init(&text);
    buffer_init(&note);
    checkpoint_write(&head, &text);
    note_sign(buffer_slice(&text), &signer, &note);
    const char *path = forked_file(w, world_say(w, "%s-%u", name, (unsigned)size), buffer_slice(&note));
    buffer_release(&text);
    buffer_release(&note);
    return path;
}

static void of_others(void **state)
{
    struct world *w = *state;
    world_auditors(w);
    forked_sign(w);
    compare_expect(w, signed_by(w, "dieb", w->body, 3), AGAINST_HEAD, "stranger@-1",
                   "same head -1/0 own 4 other 0 compared 0");
    compare_expect(w, signed_by(w, "dieb", "anderer.example", 3), AGAINST_HEAD, "unknown@-1", "");
    /* It is fine, but not what was asked for. */
    const char *head = compared_head(w, 4), *first = w->body;
    struct heard heard;
    world_found(w, world_edit(w, WORLD_STATUTE, "name: rat.example", "name: zweiter.example"), "gs1");
    compare_with(w, head, first, &heard);
    assert_true(heard.ok);
    heard_release(&heard);
    compare_with(w, head, w->body, &heard);
    assert_string_equal(heard.findings.at, "unknown@-1");
    assert_string_equal(heard.told, "");
    heard_release(&heard);
}

/* The old key was handed over: what it signed before keeps its weight, what it signs later has none. */
static void a_former_key(void **state)
{
    struct world *w = *state;
    world_auditors(w);
    const char *before = forked_file(w, "before", forked_sign(w)), *second = world_say(w, "%s#2", w->body);
    world_take(w, world_key_text(w, "gs1", "log", w->body, second), world_say(w, "gs1 %s %s", w->body, second));
    world_propose(w, "stadt", "B-1", "");
    compare_expect(w, before, AGAINST_HEAD, "", "same head 4/0 own 6 other 4 compared 0");
    struct heard heard;
    compare_with(w, signed_by(w, w->body, w->body, 5), NULL, &heard);
    assert_string_equal(heard.findings.at, "stranger@-1");
    heard_release(&heard);
}

static void a_receipt(void **state)
{
    struct world *w = *state;
    const char *other = forked_make(w);
    compare_expect(w, compared_receipt(w, 5), AGAINST_RECEIPT, "", "same head 7/0 own 7 other 7 compared 0");
    compare_expect(w, compared_receipt(w, 1), AGAINST_RECEIPT, "", "same head 7/0 own 7 other 7 compared 0");
    const char *own = forked_turn(w, other), *lost = compared_receipt(w, 5);
    forked_turn(w, own);
    compare_expect(w, lost, AGAINST_RECEIPT, "fork@6 receipt@5", "another head 6/0 own 7 other 6 compared 0 proof");
    /* Under a head of another history the entry may still be there. */
    own = forked_turn(w, other);
    const char *kept = compared_receipt(w, 3);
    forked_turn(w, own);
    compare_expect(w, kept, AGAINST_RECEIPT, "fork@6", "another head 6/0 own 7 other 6 compared 0 proof");
}

/* What it carries was altered: it says nothing for itself any more, and that is a finding too. */
static void a_receipt_that_does_not_hold(void **state)
{
    struct world *w = *state;
    struct buffer bytes;
    buffer_init(&bytes);
    world_auditors(w);
    forked_sign(w);
    assert_int_equal(file_read(compared_receipt(w, 3), RECEIPT_BYTES_MAX, &bytes, &w->problem), STATUS_OK);
    char *extra = strstr(bytes.at, "extra ");
    assert_non_null(extra);
    extra[100] = extra[100] == 'A' ? 'B' : 'A';
    compare_expect(w, forked_file(w, "altered", buffer_slice(&bytes)), AGAINST_RECEIPT, "receipt@-1",
                   "same head 4/0 own 4 other 4 compared 0");
    buffer_release(&bytes);
}

static void a_receipt_of_what_is_gone(void **state)
{
    struct world *w = *state;
    world_auditors(w);
    forked_sign(w);
    const char *old = forked_copy(w, "old.db");
    world_propose(w, "stadt", "1", "");
    world_propose(w, "stadt", "2", "");
    forked_sign(w);
    const char *gone = compared_receipt(w, 5), *there = compared_receipt(w, 2);
    forked_turn(w, old);
    compare_expect(w, gone, AGAINST_RECEIPT, "behind@6 receipt@5", "same head 6/0 own 4 other 6 compared 0");
    compare_expect(w, there, AGAINST_RECEIPT, "behind@6", "same head 6/0 own 4 other 6 compared 0");
}

static void a_folder(void **state)
{
    struct world *w = *state;
    const char *other = forked_make(w);
    const char *ours = compared_folder(w, "ours");
    compare_expect(w, ours, AGAINST_FOLDER, "", "same head 7/0 own 7 other 7 compared 0");
    const char *own = forked_turn(w, other);
    /* The folder is the longer one, and its tree shows that it does not begin like this ledger. */
    compare_expect(w, ours, AGAINST_FOLDER, "fork@6", "another head 7/0 own 6 other 7 compared 0 proof");
    /* Without the tree, or with another, nothing can be shown. */
    const char *tile = world_say(w, "%s/tile/0/000.p/7", ours);
    struct buffer bytes;
    buffer_init(&bytes);
    assert_int_equal(file_read(tile, TILE_BYTES_MAX, &bytes, &w->problem), STATUS_OK);
    bytes.at[40] ^= 1;
    assert_int_equal(file_write_atomic(world_say(w, "%s/tile/0/000.p", ours), "7", buffer_slice(&bytes),
                                       FILE_MODE_SHARED, true, &w->problem),
                     STATUS_OK);
    compare_expect(w, ours, AGAINST_FOLDER, "other@7 behind@7", "same head 7/0 own 6 other 7 compared 0");
    assert_int_equal(unlink(tile), 0);
    assert_int_equal(mkfifo(tile, 0600), 0);
    compare_expect(w, ours, AGAINST_FOLDER, "other@7 behind@7", "same head 7/0 own 6 other 7 compared 0");
    buffer_release(&bytes);
    forked_turn(w, own);
}

static void a_folder_that_goes_on(void **state)
{
    struct world *w = *state;
    world_auditors(w);
    forked_sign(w);
    const char *old = forked_copy(w, "old.db");
    for (int i = 0; i < 9; i++)
        world_propose(w, "stadt", world_say(w, "%d", i), "");
    forked_sign(w);
    const char *longer = compared_folder(w, "longer");
    forked_turn(w, old);
    compare_expect(w, longer, AGAINST_FOLDER, "behind@13", "same head 13/0 own 4 other 13 compared 0");
}

static void another_ledger(void **state)
{
    struct world *w = *state;
    const char *other = forked_make(w), *copy = forked_copy(w, "copy.db");
    compare_expect(w, copy, AGAINST_LEDGER, "", "same head 7/0 own 7 other 7 compared 7");
    compare_expect(w, other, AGAINST_LEDGER, "fork@4", "another head 6/0 own 7 other 6 compared 4 proof");
    const char *own = forked_turn(w, other);
    compare_expect(w, own, AGAINST_LEDGER, "fork@4", "another head 7/0 own 6 other 7 compared 4 proof");
    forked_turn(w, own);
    /* Neither side has signed its tail. */
    world_propose(w, "stadt", "B-4", "");
    compare_expect(w, copy, AGAINST_LEDGER, "", "same head 7/0 own 8 other 7 compared 7");
    own = forked_turn(w, copy);
    compare_expect(w, own, AGAINST_LEDGER, "behind@7", "same head 7/0 own 7 other 8 compared 7");
    world_propose(w, "stadt", "C-4", "");
    world_propose(w, "stadt", "C-5", "");
    compare_expect(w, own, AGAINST_LEDGER, "fork@7", "another head 7/0 own 9 other 8 compared 7 unproved");
    forked_turn(w, own);
}

/* A ledger holds several bodies; those that both have are compared. */
static void ledgers_of_several_bodies(void **state)
{
    struct world *w = *state;
    struct heard heard;
    world_auditors(w);
    forked_sign(w);
    const char *first = w->body, *fewer = forked_copy(w, "fewer.db");
    world_found(w, world_edit(w, WORLD_STATUTE, "name: rat.example", "name: zweiter.example"), "gs1");
    compare_expect(w, fewer, AGAINST_LEDGER, "", "same head 4/0 own 4 other 4 compared 4");
    compare_with(w, fewer, w->body, &heard);
    assert_string_equal(heard.findings.at, "unknown@-1");
    heard_release(&heard);
    compare_with(w, fewer, first, &heard);
    assert_true(heard.ok);
    heard_release(&heard);
    /* The same name, founded anew, is another body. */
    struct ledger *anew;
    const char *path = world_say(w, "%s/anew.db", w->folder);
    assert_int_equal(ledger_open(path, STORE_CREATE, &anew, &w->problem), STATUS_OK);
    ledger_close(anew);
    const char *own = forked_turn(w, path);
    world_found(w, world_edit(w, WORLD_STATUTE, "steering", "advisory"), "gs1");
    forked_turn(w, own);
    compare_with(w, path, NULL, &heard);
    assert_string_equal(heard.findings.at, "unknown@-1");
    assert_string_equal(heard.told, "");
    heard_release(&heard);
}

static void what_is_none_of_these(void **state)
{
    struct world *w = *state;
    struct heard heard;
    world_auditors(w);
    forked_sign(w);
    compare_with(w, forked_file(w, "letter", SLICE("Sehr geehrte Damen und Herren\n")), NULL, &heard);
    assert_int_equal(heard.status, STATUS_FORM);
    assert_non_null(strstr(w->problem.message, "no signed head, no receipt"));
    heard_release(&heard);
    compare_with(w, forked_file(w, "receipt", SLICE("c2sp.org/tlog-proof@v1\nindex x\n\n")), NULL, &heard);
    assert_int_equal(heard.status, STATUS_FORM);
    heard_release(&heard);
    compare_with(w, world_say(w, "%s/none", w->folder), NULL, &heard);
    assert_int_equal(heard.status, STATUS_FILE);
    heard_release(&heard);
    compare_with(w, w->folder, NULL, &heard);
    assert_int_equal(heard.status, STATUS_FILE);
    heard_release(&heard);
    compare_with(w, compared_head(w, 4), "gibt-es.nicht", &heard);
    assert_int_equal(heard.status, STATUS_NOT_FOUND);
    heard_release(&heard);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(a_signed_head),
        WORLD_TEST(behind_the_last_signed_head),
        WORLD_TEST(countersigned),
        WORLD_TEST(of_others),
        WORLD_TEST(a_former_key),
        WORLD_TEST(a_receipt),
        WORLD_TEST(a_receipt_that_does_not_hold),
        WORLD_TEST(a_receipt_of_what_is_gone),
        WORLD_TEST(a_folder),
        WORLD_TEST(a_folder_that_goes_on),
        WORLD_TEST(another_ledger),
        WORLD_TEST(ledgers_of_several_bodies),
        WORLD_TEST(what_is_none_of_these),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
