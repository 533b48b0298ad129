/* Receipts made from a ledger, and checked with nothing beside them. */
#include "core/receipt_file.h"

#include "data/head.h"
#include "data/query.h"
#include "data/receipt_make.h"
#include "tests/world_head.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct slice made(struct world *w, int64_t index)
{
    struct buffer out;
    buffer_init(&out);
    problem_clear(&w->problem);
    assert_int_equal(receipt_make(ledger_store(w->ledger), 1, index, &out, &w->problem), STATUS_OK);
    struct slice copy = arena_copy(&w->arena, buffer_slice(&out));
    buffer_release(&out);
    return copy;
}

static struct receipt_file *check(struct world *w, struct slice bytes, enum status *status)
{
    struct receipt_file *file = arena_alloc(&w->arena, sizeof *file);
    assert_non_null(file);
    problem_clear(&w->problem);
    *status = receipt_file_check(bytes, file, &w->problem);
    assert_true((*status == STATUS_OK) == (w->problem.message == NULL));
    return file;
}

/* The receipt of the entry, which holds. */
static struct receipt_file *held(struct world *w, int64_t index)
{
    enum status status;
    struct receipt_file *file = check(w, made(w, index), &status);
    assert_int_equal(status, STATUS_OK);
    assert_int_equal(file->receipt.index, index);
    return file;
}

static void countersigned(struct world *w, const char *name)
{
    struct buffer note;
    buffer_init(&note);
    assert_int_equal(world_cosign(w, name, &note), STATUS_OK);
    buffer_release(&note);
}

/* Every entry of a log under one head: its own bytes, its signatures, the founding, the auditor. */
static void every_entry(void **state)
{
    struct world *w = *state;
    char founding[DIGEST_HEX_LENGTH + 1];
    world_auditors(w);
    const char *proposal = world_propose(w, "stadt", "2026-001", "for: stadt\n");
    world_vote(w, world_open(w, proposal, "einfach", ""), "stadt", "stadt", "yes");
    world_sign_head(w);
    countersigned(w, "hof");
    int64_t size = (int64_t)log_size(world_log(w));
    for (int64_t i = 0; i < size; i++) {
        struct receipt_file *file = held(w, i);
        struct buffer note;
        buffer_init(&note);
        assert_int_equal(query_entry(ledger_store(w->ledger), 1, i, &note, &w->problem), STATUS_OK);
        assert_true(slice_equal(file->entry.bytes, buffer_slice(&note)));
        buffer_release(&note);
        for (size_t line = 0; line < file->entry.note.lines; line++)
            assert_int_equal(carried_signature(&file->carried, &file->entry, line),
                             file->entry.entry.kind == KIND_ENROL && line == 0 && i != 2 ? CARRIED_UNVOUCHED
                                                                                         : CARRIED_HOLDS);
        digest_hex(&file->carried.founding, founding);
        assert_string_equal(founding, w->founding);
        assert_int_equal(file->head.head.size, size);
        assert_int_equal(file->head.cosigners, 1);
        assert_true(slice_is(file->head.cosigner[0].name, "hof"));
        assert_int_equal(file->head.cosigner[0].time, 1795428900);
        assert_int_equal(file->head.unknown, 0);
        receipt_file_release(file);
    }
}

static void not_under_a_head(void **state)
{
    struct world *w = *state;
    struct buffer out;
    buffer_init(&out);
    world_auditors(w);
    assert_int_equal(receipt_make(ledger_store(w->ledger), 1, 2, &out, &w->problem), STATUS_REFUSED);
    world_sign_head(w);
    world_propose(w, "stadt", "2026-001", "for: stadt\n");
    int64_t last = (int64_t)log_size(world_log(w)) - 1;
    assert_int_equal(receipt_make(ledger_store(w->ledger), 1, last, &out, &w->problem), STATUS_REFUSED);
    assert_int_equal(receipt_make(ledger_store(w->ledger), 1, last - 1, &out, &w->problem), STATUS_OK);
    buffer_release(&out);
}

/* Keys that were replaced, of a voter, a secretary, an auditor and the log: each signature is tried with its own. */
static void keys_over_time(void **state)
{
    struct world *w = *state;
    world_auditors(w);
    world_propose(w, "stadt", "2026-001", "for: stadt\n");
    int64_t early = (int64_t)log_size(world_log(w)) - 1;
    w->now.seconds++;
    world_rotate(w, "stadt");
    w->now.seconds++;
    world_rotate(w, "gs1");
    w->secretaries = "gs1#2";
    w->now.seconds++;
    world_rotate(w, "hof");
    w->now.seconds++;
    const char *text = world_key_text(w, "gs1", "log", "rat.example", "rat.example#2");
    world_take(w, text, "gs1#2 rat.example#2 rat.example");
    int64_t handover = (int64_t)log_size(world_log(w)) - 1;
    struct signer log = world_signer(w, "rat.example#2");
    assert_int_equal(head_sign(world_log(w), &log, world_marks(w), &w->problem), STATUS_OK);
    countersigned(w, "hof#2");
    const int64_t places[] = {early, handover, 0, 1};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        struct receipt_file *file = held(w, places[i]);
        assert_int_equal(file->carried.logs, 2);
        assert_int_equal(file->head.cosigners, 1);
        if (i < 2)
            for (size_t line = 0; line < file->entry.note.lines; line++)
                assert_int_equal(carried_signature(&file->carried, &file->entry, line), CARRIED_HOLDS);
        receipt_file_release(file);
    }
}

/* What stands in the log though it is no entry, and an entry with a signature that is not its author's. */
static void what_was_rejected(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *text = world_proposal_text(w, "stadt", "2026-001", "");
    struct slice note = world_note(w, text, "stadt"), other = world_note(w, text, "kreis");
    char *forged = (char *)(uintptr_t)arena_copy(&w->arena, note).at;
    forged[note.length - 20] = forged[note.length - 20] == 'A' ? 'B' : 'A';
    assert_int_equal(world_force(w, SLICE("no note at all")), REASON_NOTE);
    assert_int_equal(world_force(w, (struct slice){forged, note.length}), REASON_SIGNATURE);
    assert_int_equal(world_force(w, other), REASON_SIGNER);
    world_sign_head(w);
    int64_t last = (int64_t)log_size(world_log(w)) - 1;
    struct receipt_file *file = held(w, last - 2);
    assert_int_equal(file->entry.defect, REASON_NOTE);
    receipt_file_release(file);
    file = held(w, last - 1);
    assert_int_equal(carried_signature(&file->carried, &file->entry, 0), CARRIED_FALSE);
    receipt_file_release(file);
    file = held(w, last);
    assert_int_equal(carried_signature(&file->carried, &file->entry, 0), CARRIED_HOLDS);
    receipt_file_release(file);
}

/*
 * Whatever byte is altered, it is refused; but for those few that make the secretary under the enrolment somebody else:
 * then the same entry is in the same tree, and nobody vouches for its author's key.
 */
static void every_byte(void **state)
{
    struct world *w = *state;
    enum status status;
    world_found(w, WORLD_STATUTE, "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    world_propose(w, "stadt", "2026-001", "");
    world_sign_head(w);
    struct slice good = made(w, 2);
    struct receipt_file *sound = check(w, good, &status);
    char *bytes = (char *)(uintptr_t)arena_copy(&w->arena, good).at;
    size_t held_still = 0;
    for (size_t i = 0; i < good.length; i++) {
        struct receipt_file file;
        bytes[i] = (char)(bytes[i] ^ 1);
        if (receipt_file_check((struct slice){bytes, good.length}, &file, NULL) == STATUS_OK) {
            held_still++;
            assert_true(slice_equal(file.entry.bytes, sound->entry.bytes));
            assert_memory_equal(&file.head.head.root, &sound->head.head.root, DIGEST_LENGTH);
            assert_memory_equal(&file.carried.founding, &sound->carried.founding, DIGEST_LENGTH);
            assert_int_equal(carried_signature(&file.carried, &file.entry, 0), CARRIED_UNVOUCHED);
        }
        receipt_file_release(&file);
        bytes[i] = good.at[i];
    }
    assert_in_range(held_still, 1, 8);
    for (size_t length = 0; length < good.length; length++) {
        struct receipt_file file;
        assert_int_not_equal(receipt_file_check(slice_head(good, length), &file, NULL), STATUS_OK);
        receipt_file_release(&file);
    }
    receipt_file_release(sound);
}

static void messages(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *text, *message;
    } rows[] = {
        {"c2sp.org/tlog-proof@v1\nindex 0\n\nx", "the receipt does not carry its entry"},
        {"c2sp.org/tlog-proof@v1\nextra \nindex 0\n\nx", "the receipt does not carry its entry"},
        {"c2sp.org/tlog-proof@v1\nextra AAAA\nindex 0\n\nx", "what the receipt carries is not a list of entries"},
        {"c2sp.org/tlog-proof@v1\nextra AAJhYg==\nindex 1\n\nx", "the entry that founds the body is missing"},
        {"c2sp.org/tlog-proof@v1\nextra AAJhYg==\nindex 0\n\nx", "a carried entry is not well-formed"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        enum status status;
        struct receipt_file *file = check(w, slice_of(rows[i].text), &status);
        assert_int_equal(status, STATUS_FORM);
        assert_string_equal(w->problem.message, rows[i].message);
        receipt_file_release(file);
    }
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        WORLD_TEST(every_entry),       WORLD_TEST(not_under_a_head), WORLD_TEST(keys_over_time),
        WORLD_TEST(what_was_rejected), WORLD_TEST(every_byte),       WORLD_TEST(messages),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
