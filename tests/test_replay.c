/* What the replay asks of every kind: note, kind, form, body, duplicate, head, author, signer, signature; foundings. */
#include "tests/world_text.h"

#include "core/note.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* A defect of the bytes: the ledger does not take it, and in a log it is rejected. */
static void defect(struct world *w, struct slice note, const char *code)
{
    world_refuse_note(w, note, code);
    assert_int_equal(w->problem.status, STATUS_FORM);
}

/* Bytes of a note as a C string, changed in one place. */
static struct slice edited(struct world *w, struct slice note, const char *old, const char *new)
{
    return slice_of(world_edit(w, world_say(w, "%.*s", (int)note.length, note.at), old, new));
}

static void note(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""), *text = world_close_text(w, ballot);
    struct slice good = world_note(w, text, "gs1");
    defect(w, SLICE(""), "note");
    defect(w, slice_of(text), "note");
    defect(w, world_note(w, text, ""), "note");
    defect(w, slice_head(good, good.length - 1), "note");
    defect(w, edited(w, good, "stimmbuch/1", "stimmbuch\t1"), "note");
    defect(w, edited(w, good, "stimmbuch/1", "\xFF"), "note");
    defect(w, edited(w, good, "— gs1 ", "- gs1 "), "note");
    defect(w, edited(w, good, "— gs1 ", "— GS1 "), "note");
    world_take(w, text, "gs1");
}

static void note_with_another_signature(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""), *text = world_close_text(w, ballot);
    struct signer signer = world_signer(w, "gs1");
    static const uint8_t cosignature[72] = {1};
    struct buffer wrong;
    buffer_init(&wrong);
    buffer_text(&wrong, text);
    buffer_byte(&wrong, '\n');
    note_write_bytes(&signer.vkey, cosignature, sizeof cosignature, &wrong);
    defect(w, buffer_slice(&wrong), "note");
    buffer_release(&wrong);
    world_take(w, text, "gs1");
}

static void note_with_too_many_signatures(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""), *text = world_close_text(w, ballot), *names = "gs1";
    for (int i = 1; i < ENTRY_SIGNATURES_MAX; i++)
        names = world_say(w, "%s n%d", names, i);
    world_refuse(w, text, names, "signer");
    defect(w, world_note(w, text, world_say(w, "%s n0", names)), "note");
}

static void note_with_a_long_text(void **state)
{
    struct world *w = *state;
    world_populate(w);
    char *line = malloc(ENTRY_TEXT_MAX + 1);
    assert_non_null(line);
    memset(line, 'x', ENTRY_TEXT_MAX);
    const char *head = world_say(w, "%s\n| ", world_proposal_text(w, "stadt", "1", ""));
    int room = ENTRY_TEXT_MAX - (int)strlen(head) - 1;
    const char *fits = world_say(w, "%s%.*s\n", head, room, line),
               *longer = world_say(w, "%s%.*s\n", head, room + 1, line);
    free(line);
    assert_int_equal(strlen(fits), ENTRY_TEXT_MAX);
    defect(w, world_note(w, longer, "stadt"), "note");
    world_take(w, fits, "stadt");
}

static void kind(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""), *text = world_close_text(w, ballot);
    defect(w, world_note(w, world_edit(w, text, "stimmbuch/1 close", "stimmbuch/1 receipt"), "gs1"), "kind");
    defect(w, world_note(w, "stimmbuch/1 abc\n", "gs1"), "kind");
    defect(w, world_note(w, world_edit(w, text, "stimmbuch/1 close", "stimmbuch/2 close"), "gs1"), "form");
    defect(w, world_note(w, world_edit(w, text, "stimmbuch/1 close", "stimmbuch/1 Close"), "gs1"), "form");
    world_take(w, text, "gs1");
}

static void form(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""), *text = world_close_text(w, ballot);
    defect(w, world_note(w, world_edit(w, text, "by: gs1\n", ""), "gs1"), "form");
    defect(w, world_note(w, world_say(w, "%s\n| why\n", text), "gs1"), "form");
    world_take(w, text, "gs1");
}

static void body(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""), *text = world_close_text(w, ballot);
    const char *founding = world_found_text(w, world_edit(w, WORLD_STATUTE, "Rat der Beispiele", "Rat"), "gs1");
    assert_string_equal(reason_code(world_force(w, world_note(w, founding, "gs1"))), "body");
    struct slice other = world_note(w, world_edit(w, text, w->founding, ballot), "gs1");
    world_refuse_note(w, other, "body");
    other = world_note(w, world_edit(w, text, "body: rat.example", "body: rat2.example"), "gs1");
    assert_int_equal(ledger_submit(w->ledger, other, w->now, &w->entry, &w->problem), STATUS_NOT_FOUND);
    assert_string_equal(reason_code(world_force(w, other)), "body");
    world_take(w, text, "gs1");
}

/* A second founding that is not even well-formed is that first. */
static void body_with_defects(void **state)
{
    struct world *w = *state;
    world_populate(w);
    const char *founding = world_found_text(w, WORLD_STATUTE, "gs1 gs2");
    founding = world_edit(w, founding, "approvals: 1", "approvals: 3");
    assert_string_equal(reason_code(world_force(w, world_note(w, founding, "gs1"))), "form");
}

static void duplicate(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""),
               *text = world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes");
    world_take(w, text, "stadt");
    world_refuse(w, text, "stadt", "duplicate");
    /* Also of an entry that was rejected, and whoever signs. */
    const char *close = world_edit(w, world_close_text(w, ballot), "by: gs1", "by: stadt");
    world_refuse(w, close, "stadt", "author");
    world_refuse(w, close, "stadt kreis", "duplicate");
}

/* Who sees a text before it is complete cannot block it by putting it into the log without its signatures. */
static void no_duplicate_of_what_was_not_signed(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""),
               *text = world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes");
    struct slice unsigned_text =
        edited(w, world_note(w, world_edit(w, text, "yes", "no"), "stadt"), "choice: no", "choice: yes");
    assert_string_equal(reason_code(world_force(w, world_note(w, text, "kreis"))), "signer");
    assert_string_equal(reason_code(world_force(w, unsigned_text)), "signature");
    world_take(w, text, "stadt");
    world_refuse(w, text, "stadt", "duplicate");
}

static void head(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""), *text = world_close_text(w, ballot);
    const char *size = world_say(w, "size: %u\n", (unsigned)log_size(world_log(w)));
    world_refuse(w, world_edit(w, text, size, "size: 1000\n"), "gs1", "head");
    world_refuse(w, world_edit(w, text, size, "size: 3\n"), "gs1", "head");
    world_refuse(w, world_edit(w, text, "root: ", "root: 0") /* one digit too many */, "gs1", "form");
    const char *root = world_say(w, "%.64s", strstr(text, "root: ") + 6);
    world_refuse(w, world_edit(w, text, root, ballot), "gs1", "head");
    world_take(w, text, "gs1");
}

static void head_of_its_own_index(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    unsigned size = (unsigned)log_size(world_log(w));
    const char *text = world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes");
    world_refuse(w, world_edit(w, text, world_say(w, "size: %u\n", size), world_say(w, "size: %u\n", size + 1)),
                 "stadt", "head");
    /* The log has grown by one; an older head is as good. */
    world_take(w, text, "stadt");
    assert_int_equal(w->entry.index, size + 1);
}

static void author(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    world_refuse(w, world_vote_text(w, ballot, "fremd", "stadt", "holder", "yes"), "fremd", "author");
    world_enrol(w, "pruefer", "auditor", NULL);
    world_refuse(w, world_proposal_text(w, "pruefer", "2", ""), "pruefer", "author");
    world_refuse(w, world_recusal_text(w, w->founding, "pruefer", "stadt"), "pruefer", "author");
    world_propose(w, "dvc", "2", "");
}

static void signer(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    const char *vote = world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes"),
               *close = world_close_text(w, ballot);
    world_refuse(w, vote, "kreis", "signer");
    world_refuse(w, world_edit(w, vote, "choice: yes", "choice: no"), "stadt gs1", "signer");
    world_refuse(w, world_edit(w, vote, "choice: yes", "choice: abstain"), "stadt stadt", "signer");
    world_refuse(w, close, "gs1 stadt", "signer");
    close = world_close_text(w, ballot);
    world_refuse(w, close, "gs1 fremd", "signer");
    world_take(w, world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes"), "stadt");
}

static void signature(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", ""),
               *vote = world_vote_text(w, ballot, "stadt", "stadt", "holder", "yes");
    struct slice good = world_note(w, vote, "stadt");
    world_refuse_note(w, edited(w, good, "choice: yes", "choice: no"), "signature");
    char *bytes = arena_copy(&w->arena, good).at ? strndup(good.at, good.length) : NULL;
    assert_non_null(bytes);
    size_t at = good.length - 20;
    bytes[at] = bytes[at] == 'A' ? 'B' : 'A';
    world_refuse_note(w, slice_of(bytes), "signature");
    free(bytes);
    w->now.seconds++;
    world_vote(w, ballot, "stadt", "stadt", "yes");
}

static void the_first_reason_is_named(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    const char *vote = world_vote_text(w, ballot, "fremd", "nirgends", "holder", "consent");
    struct slice spoilt = edited(w, world_note(w, vote, "fremd"), "choice: consent", "choice: object");
    world_refuse_note(w, edited(w, spoilt, w->founding, ballot), "body");
    world_refuse_note(w, edited(w, spoilt, "size: ", "size: 9"), "head");
    world_refuse_note(w, spoilt, "author");
    vote = world_vote_text(w, ballot, "stadt", "nirgends", "holder", "consent");
    spoilt = edited(w, world_note(w, vote, "stadt fremd"), "choice: consent", "choice: object");
    world_refuse_note(w, spoilt, "signer");
    vote = world_vote_text(w, ballot, "stadt", "nirgends", "holder", "consent");
    world_refuse_note(w, edited(w, world_note(w, vote, "stadt"), "choice: consent", "choice: object"), "signature");
    vote = world_vote_text(w, ballot, "stadt", "nirgends", "holder", "consent");
    world_refuse(w, vote, "stadt", "seat");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(note),
        WORLD_TEST(note_with_another_signature),
        WORLD_TEST(note_with_too_many_signatures),
        WORLD_TEST(note_with_a_long_text),
        WORLD_TEST(kind),
        WORLD_TEST(form),
        WORLD_TEST(body),
        WORLD_TEST(body_with_defects),
        WORLD_TEST(duplicate),
        WORLD_TEST(no_duplicate_of_what_was_not_signed),
        WORLD_TEST(head),
        WORLD_TEST(head_of_its_own_index),
        WORLD_TEST(author),
        WORLD_TEST(signer),
        WORLD_TEST(signature),
        WORLD_TEST(the_first_reason_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
