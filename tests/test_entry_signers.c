/* Whose signatures an entry bears: those of every entry of a world hold, and a signature that was changed does not. */
#include "data/entry_signers.h"

#include "data/query.h"
#include "data/query_ledger.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static size_t ask(struct world *w, int64_t index, struct slice bytes, struct entry_signer *out)
{
    struct note note;
    assert_int_equal(note_parse(bytes, &note, &w->problem), STATUS_OK);
    assert_int_equal(entry_signers(ledger_store(w->ledger), 1, index, &note, out, &w->problem), STATUS_OK);
    return note.lines;
}

static bool all_hold(void *context, const struct entry_item *item)
{
    struct world *w = context;
    struct entry_signer signer[NOTE_LINES_MAX];
    size_t count = ask(w, item->index, item->note, signer);
    for (size_t i = 0; i < count; i++)
        if (signer[i].state != SIGNER_HOLDS)
            fail_msg("entry %d, signature of %.*s: %d", (int)item->index, (int)signer[i].name.length, signer[i].name.at,
                     (int)signer[i].state);
    return true;
}

/* Founding, enrolments, votes, a key before, at and after its rotation, a key that was revoked since. */
static void every_signature_of_a_world_holds(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_rotate(w, "stadt");
    w->now.seconds++;
    world_take(w, world_vote_text(w, ballot, "stadt", "stadt", "holder", "no"), "stadt#2");
    world_take(w, world_key_text(w, "kreis", "revoke", "kreis", NULL), "kreis");
    assert_int_equal(query_entries(ledger_store(w->ledger), 1, INT64_MAX, INT64_MAX, all_hold, w, &w->problem),
                     STATUS_OK);
}

static void what_does_not_hold_is_told_apart(void **state)
{
    struct world *w = *state;
    struct entry_signer signer[NOTE_LINES_MAX];
    struct buffer note;
    buffer_init(&note);
    const char *ballot = world_begin(w, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    int64_t index = world_number(w, "SELECT max(idx) FROM entry WHERE body = 1");
    assert_int_equal(query_entry(ledger_store(w->ledger), 1, index, &note, &w->problem), STATUS_OK);
    assert_int_equal(ask(w, index, buffer_slice(&note), signer), 1);
    assert_int_equal(signer[0].state, SIGNER_HOLDS);
    assert_true(slice_is(signer[0].name, "stadt"));
    /* The same signature under another choice. */
    char *choice = strstr(note.at, "choice: yes");
    assert_non_null(choice);
    memcpy(choice, "choice: YES", strlen("choice: YES"));
    ask(w, index, buffer_slice(&note), signer);
    assert_int_equal(signer[0].state, SIGNER_FALSE);
    /* Before the key came into the body, nobody knows it. */
    memcpy(choice, "choice: yes", strlen("choice: yes"));
    ask(w, 0, buffer_slice(&note), signer);
    assert_int_equal(signer[0].state, SIGNER_UNKNOWN);
    buffer_release(&note);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        WORLD_TEST(every_signature_of_a_world_holds),
        WORLD_TEST(what_does_not_hold_is_told_apart),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
