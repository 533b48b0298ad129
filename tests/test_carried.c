/* What the notes that a receipt carries say about whose log it is and which keys count, and what they may not say. */
#include "core/carried.h"

#include "data/query.h"
#include "tests/world_head.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { NOTES = 12 };

struct notes {
    struct slice note[NOTES];
    size_t count;
};

static struct slice logged(struct world *w, int64_t index)
{
    struct buffer note;
    buffer_init(&note);
    assert_int_equal(query_entry(ledger_store(w->ledger), 1, index, &note, &w->problem), STATUS_OK);
    struct slice copy = arena_copy(&w->arena, buffer_slice(&note));
    buffer_release(&note);
    return copy;
}

/* Entries of the log at these places, -1 at the end. */
static struct notes take(struct world *w, const int *index)
{
    struct notes notes = {.count = 0};
    for (; *index >= 0; index++)
        notes.note[notes.count++] = logged(w, *index);
    return notes;
}
#define TAKE(w, ...) take(w, (const int[]){__VA_ARGS__, -1})

static enum status read_notes(struct world *w, const struct notes *notes, struct carried *out)
{
    problem_clear(&w->problem);
    enum status status = carried_read(notes->note, notes->count, out, &w->problem);
    assert_true((status == STATUS_OK) == (w->problem.message == NULL));
    return status;
}

static void refuses(struct world *w, struct notes notes, enum status expected, const char *message)
{
    struct carried carried;
    assert_int_equal(read_notes(w, &notes, &carried), expected);
    assert_string_equal(w->problem.message, message);
    carried_release(&carried);
}

/* Founding, two auditors, a holder. */
static void founding_and_offices(void **state)
{
    struct world *w = *state;
    struct carried carried;
    char hex[DIGEST_HEX_LENGTH + 1];
    world_auditors(w);
    struct notes notes = TAKE(w, 0, 1, 3);
    assert_int_equal(read_notes(w, &notes, &carried), STATUS_OK);
    digest_hex(&carried.founding, hex);
    assert_string_equal(hex, w->founding);
    struct signer log = world_signer(w, "rat.example"), revision = world_signer(w, "revision");
    assert_int_equal(carried.logs, 1);
    assert_true(vkey_equal(&carried.log[0], &log.vkey));
    assert_int_equal(carried.keys, 3);
    assert_true(carried.key[0].secretary && carried.key[0].vouched);
    assert_true(carried.key[1].auditor && carried.key[1].vouched);
    assert_true(!carried.key[2].auditor && carried.key[2].vouched);
    assert_int_equal(carried.cosigners, 1);
    assert_int_equal(carried.cosigner[0].type, KEY_TYPE_COSIGNATURE);
    assert_memory_equal(carried.cosigner[0].key.byte, revision.vkey.key.byte, KEY_PUBLIC_LENGTH);
    carried_release(&carried);
}

static void log_handed_over(void **state)
{
    struct world *w = *state;
    struct carried carried;
    world_populate(w);
    int at = (int)log_size(world_log(w));
    world_take(w, world_key_text(w, "gs1", "log", "rat.example", "rat.example#2"), "gs1 rat.example#2 rat.example");
    w->now.seconds++;
    world_take(w,
               world_say(w, "%s\n| Der Rechner ist verbrannt.\n",
                         world_key_text(w, "gs1", "log", "rat.example#2", "rat.example#3")),
               "gs1 rat.example#3 rat.example#2");
    struct notes notes = TAKE(w, 0, at, at + 1);
    struct signer now = world_signer(w, "rat.example#3");
    assert_int_equal(read_notes(w, &notes, &carried), STATUS_OK);
    assert_int_equal(carried.logs, 3);
    assert_true(vkey_equal(&carried.log[2], &now.vkey));
    carried_release(&carried);
    refuses(w, TAKE(w, 0, at + 1), STATUS_MISMATCH, "the log's key was not handed over as it must be");
    refuses(w, TAKE(w, 0, at + 1, at), STATUS_MISMATCH, "the log's key was not handed over as it must be");
}

/* With the key lost, secretaries stand for it, whose own enrolment must be carried where entry 0 does not have them. */
static void log_key_lost(void **state)
{
    struct world *w = *state;
    struct carried carried;
    world_found(w, WORLD_STATUTE, "gs1");
    world_enrol(w, "gs2", "secretary", NULL);
    w->now.seconds++;
    world_take(w,
               world_say(w, "%s\n| Der Rechner ist verbrannt.\n",
                         world_key_text(w, "gs1", "log", "rat.example", "rat.example#2")),
               "gs1 gs2 rat.example#2");
    struct notes notes = TAKE(w, 0, 1, 2);
    assert_int_equal(read_notes(w, &notes, &carried), STATUS_OK);
    assert_int_equal(carried.logs, 2);
    carried_release(&carried);
    refuses(w, TAKE(w, 0, 2), STATUS_MISMATCH, "the log's key was not handed over as it must be");
}

/* A rotated key, and one that an auditor has by a roster. */
static void keys_over_time(void **state)
{
    struct world *w = *state;
    struct carried carried;
    world_populate(w);
    world_enrol(w, "revision", "auditor", NULL);
    int at = (int)log_size(world_log(w)) - 1;
    world_roster(w, "member: - dvc holder dvc\nmember: + dvc auditor\n");
    w->now.seconds++;
    world_rotate(w, "revision");
    struct notes notes = TAKE(w, 0, 5, at, at + 1, at + 2);
    struct signer second = world_signer(w, "revision#2");
    assert_int_equal(read_notes(w, &notes, &carried), STATUS_OK);
    assert_int_equal(carried.cosigners, 2);
    assert_true(slice_is(carried.cosigner[0].name, "dvc"));
    assert_memory_equal(carried.cosigner[1].key.byte, second.vkey.key.byte, KEY_PUBLIC_LENGTH);
    carried_release(&carried);
    refuses(w, TAKE(w, 0, at + 2), STATUS_MISMATCH, "a key of \"{1}\" was not replaced as it must be");
}

/* Secretaries whom nobody vouches for vouch for nobody. */
static void nobody_vouches(void **state)
{
    struct world *w = *state;
    struct carried carried;
    world_found(w, world_edit(w, WORLD_STATUTE, "approvals: 1", "approvals: 2"), "gs1 gs2");
    world_take(w, world_enrol_text(w, "gs3", "secretary", NULL), "gs3 gs1 gs2");
    world_take(w, world_enrol_text(w, "revision", "auditor", NULL), "revision gs1 gs3");
    struct notes with = TAKE(w, 0, 1, 2), without = TAKE(w, 0, 2);
    assert_int_equal(read_notes(w, &with, &carried), STATUS_OK);
    assert_int_equal(carried.cosigners, 1);
    carried_release(&carried);
    assert_int_equal(read_notes(w, &without, &carried), STATUS_OK);
    assert_int_equal(carried.cosigners, 0);
    assert_true(carried.key[2].auditor && !carried.key[2].vouched);
    carried_release(&carried);
}

/* An enrolment that secretaries have not signed, one twice, or one that the key itself has not. */
static void false_enrolments(void **state)
{
    struct world *w = *state;
    struct carried carried;
    world_found(w, world_edit(w, WORLD_STATUTE, "approvals: 1", "approvals: 2"), "gs1 gs2");
    const char *text = world_enrol_text(w, "revision", "auditor", NULL);
    struct notes notes = {.note = {logged(w, 0), world_note(w, text, "revision gs1")}, .count = 2};
    assert_int_equal(read_notes(w, &notes, &carried), STATUS_OK);
    assert_int_equal(carried.cosigners, 0);
    carried_release(&carried);
    notes.note[1] = world_note(w, text, "revision gs1 gs1");
    refuses(w, notes, STATUS_MISMATCH, "\"{1}\" has signed already");
    notes.note[1] = world_note(w, text, "gs1 gs2");
    refuses(w, notes, STATUS_MISMATCH, "the key that is enrolled has not signed its enrolment");
    notes.note[1] =
        world_note(w, world_edit(w, text, world_vkey(w, "revision"), world_vkey(w, "revision#2")), "revision gs1 gs2");
    refuses(w, notes, STATUS_MISMATCH, "the key that is enrolled has not signed its enrolment");
}

/* One character of a signature, of the founding and of an enrolment; every other founding is another body. */
static void false_signatures(void **state)
{
    struct world *w = *state;
    world_auditors(w);
    for (int spoilt = 0; spoilt < 2; spoilt++) {
        struct notes notes = TAKE(w, 0, 1);
        struct slice *note = &notes.note[spoilt];
        char *copy = (char *)(uintptr_t)arena_copy(&w->arena, *note).at;
        copy[note->length - 30] = copy[note->length - 30] == 'A' ? 'B' : 'A';
        note->at = copy;
        refuses(w, notes, STATUS_MISMATCH, "the signature of \"{1}\" under a carried entry does not hold");
    }
    struct notes other = TAKE(w, 0, 1);
    const char *text = world_found_text(w, WORLD_STATUTE, "gs1 gs2");
    other.note[0] = world_note(w, text, "gs1 gs2");
    refuses(w, other, STATUS_MISMATCH, "an entry of another body is carried");
    other.note[0] = world_note(w, text, "gs1");
    refuses(w, other, STATUS_MISMATCH, "the founding is not signed by its secretaries");
    other.note[0] = world_note(w, text, "gs2 gs1");
    refuses(w, other, STATUS_MISMATCH, "the founding is not signed by its secretaries");
}

static void what_does_not_belong(void **state)
{
    struct world *w = *state;
    world_populate(w);
    world_propose(w, "stadt", "2026-001", "");
    int proposal = (int)log_size(world_log(w)) - 1;
    refuses(w, (struct notes){.count = 0}, STATUS_FORM, "the entry that founds the body is missing");
    refuses(w, TAKE(w, 1), STATUS_FORM, "the entry that founds the body is missing");
    refuses(w, TAKE(w, 0, 0), STATUS_MISMATCH, "an entry of another body is carried");
    refuses(w, TAKE(w, 0, proposal), STATUS_FORM, "an entry is carried that does not belong here");
    struct notes notes = TAKE(w, 0, 1);
    notes.note[1].length--;
    refuses(w, notes, STATUS_FORM, "a carried entry is not well-formed");
    world_revoke(w, "stadt");
    refuses(w, TAKE(w, 0, 1, proposal + 1), STATUS_FORM, "an entry is carried that does not belong here");
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        WORLD_TEST(founding_and_offices), WORLD_TEST(log_handed_over),      WORLD_TEST(log_key_lost),
        WORLD_TEST(keys_over_time),       WORLD_TEST(nobody_vouches),       WORLD_TEST(false_enrolments),
        WORLD_TEST(false_signatures),     WORLD_TEST(what_does_not_belong),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
