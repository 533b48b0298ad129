/* Bundles of a body: what is put into one, and what becomes of what waits in it. */
#include "core/tile.h"
#include "data/blob.h"
#include "data/bundle.h"
#include "data/bundle_take.h"
#include "data/head.h"
#include "data/role.h"
#include "tests/audited.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static enum status make(struct world *w, uint64_t since, struct buffer *out, struct bundle_made *made)
{
    struct log *log = world_log(w);
    problem_clear(&w->problem);
    return bundle_make(ledger_store(w->ledger), log_number(log), slice_of(w->body), log_founding(log), since, out, made,
                       &w->problem);
}

/* Two secretaries must sign. */
static void four_eyes(struct world *w)
{
    world_found(w, world_edit(w, WORLD_STATUTE, "approvals: 1", "approvals: 2"), "gs1 gs2");
}

static void sign_head(struct world *w)
{
    struct log *log = world_log(w);
    struct signer signer = world_signer(w, "rat.example");
    assert_int_equal(log_refresh(log, &w->problem), STATUS_OK);
    assert_int_equal(head_sign(log, &signer, w->folder, &w->problem), STATUS_OK);
}

static void entries_go_up_to_the_head(void **state)
{
    struct world *w = *state;
    struct buffer bytes;
    struct bundle_made made;
    struct bundle_file bundle;
    buffer_init(&bytes);
    assert_int_equal(make(w, 0, &bytes, &made), STATUS_REFUSED);
    assert_non_null(strstr(w->problem.message, "sign the head first"));
    sign_head(w);
    uint64_t size = log_size(world_log(w));
    world_propose(w, "stadt", "2026-007", "for: stadt\n");
    assert_int_equal(make(w, 2, &bytes, &made), STATUS_OK);
    assert_int_equal(made.entries, size - 2);
    assert_int_equal(made.headless, 1);
    assert_int_equal(bundle_file_parse(buffer_slice(&bytes), &bundle, &w->problem), STATUS_OK);
    assert_int_equal(bundle.from, 2);
    assert_true(digest_equal(&bundle.founding, log_founding(world_log(w))));
    assert_true(slice_is(bundle.body, w->body));
    struct bundle walk;
    struct slice note;
    assert_int_equal(bundle_open(bundle.notes, (unsigned)(size - 2), &walk, &w->problem), STATUS_OK);
    assert_true(bundle_next(&walk, &note));
    struct digest leaf = merkle_leaf(note);
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&leaf, hex);
    assert_int_equal(
        world_number(w, world_say(w, "SELECT count(*) FROM entry WHERE idx = 2 AND lower(hex(leaf)) = '%s'", hex)), 1);
    buffer_clear(&bytes);
    assert_int_equal(make(w, size, &bytes, &made), STATUS_REFUSED);
    buffer_release(&bytes);
}

struct told {
    size_t count;
    enum status status[4];
    int64_t index[4];
    size_t signatures[4];
    enum reason reason[4];
};

static void tell(void *context, const struct bundle_taken *taken)
{
    struct told *told = context;
    assert_true(told->count < 4);
    told->status[told->count] = taken->status;
    told->index[told->count] = taken->status == STATUS_OK ? taken->entry.index : -2;
    told->signatures[told->count] = taken->status == STATUS_OK ? taken->entry.signatures : 0;
    told->reason[told->count++] = taken->status == STATUS_OK ? REASON_NONE : taken->why->reason;
}

/* A bundle with these notes waiting in it, and perhaps an attachment, is taken in. */
static struct told take_with(struct world *w, const struct slice *note, size_t notes, struct slice blob)
{
    struct told told = {0};
    uint64_t kept = 0;
    struct buffer bytes;
    const struct bundle_file lines = {
        .body = slice_of(w->body), .founding = *log_founding(world_log(w)), .pending = notes, .blobs = blob.length > 0};
    struct bundle_file bundle;
    buffer_init(&bytes);
    bundle_file_begin(&lines, &bytes);
    for (size_t i = 0; i < notes; i++)
        assert_true(bundle_add(note[i], &bytes));
    if (blob.length)
        assert_true(bundle_file_add_blob(blob, &bytes));
    assert_int_equal(bundle_file_parse(buffer_slice(&bytes), &bundle, &w->problem), STATUS_OK);
    assert_int_equal(bundle_take_pending(w->ledger, &bundle, w->now, tell, &told, &kept, &w->problem), STATUS_OK);
    buffer_release(&bytes);
    return told;
}

static struct told take(struct world *w, const struct slice *note, size_t notes)
{
    return take_with(w, note, notes, SLICE(""));
}

static void signatures_of_two_machines_come_together(void **state)
{
    struct world *w = *state;
    four_eyes(w);
    const char *enrol = world_enrol_text(w, "stadt", "holder", "stadt");
    assert_int_equal(world_send(w, enrol, "stadt gs1"), REASON_NONE);
    assert_int_equal(w->entry.index, -1);
    const struct slice elsewhere = world_note(w, enrol, "stadt gs2");
    struct told told = take(w, &elsewhere, 1);
    assert_int_equal(told.count, 1);
    assert_int_equal(told.status[0], STATUS_OK);
    assert_int_equal(told.index[0], 1);
    assert_int_equal(told.signatures[0], 3);
    assert_int_equal(world_number(w, "SELECT count(*) FROM pending"), 0);
}

static void what_waits_goes_on_waiting(void **state)
{
    struct world *w = *state;
    struct buffer bytes;
    struct bundle_made made;
    struct bundle_file bundle;
    buffer_init(&bytes);
    four_eyes(w);
    assert_int_equal(world_send(w, world_enrol_text(w, "stadt", "holder", "stadt"), "stadt"), REASON_NONE);
    struct digest id = w->entry.id;
    assert_int_equal(make(w, 0, &bytes, &made), STATUS_OK);
    assert_int_equal(world_number(w, "SELECT count(shared) FROM pending"), 0);
    assert_int_equal(bundle_share(ledger_store(w->ledger), 1, log_founding(world_log(w)), w->now, &w->problem),
                     STATUS_OK);
    assert_int_equal(world_number(w, "SELECT shared FROM pending"), w->now.seconds);
    assert_int_equal(made.pending, 1);
    assert_int_equal(made.entries, 0);
    assert_int_equal(ledger_pending_drop(w->ledger, &id, &w->problem), STATUS_OK);
    assert_int_equal(bundle_file_parse(buffer_slice(&bytes), &bundle, &w->problem), STATUS_OK);
    for (int times = 0; times < 2; times++) {
        struct told told = {0};
        uint64_t kept = 0;
        assert_int_equal(bundle_take_pending(w->ledger, &bundle, w->now, tell, &told, &kept, &w->problem), STATUS_OK);
        assert_int_equal(told.index[0], -1);
        assert_int_equal(told.signatures[0], 1);
        assert_int_equal(world_number(w, "SELECT count(*) FROM pending"), 1);
        /* Whoever made the bundle has it too. */
        assert_int_equal(world_number(w, "SELECT shared FROM pending"), w->now.seconds);
    }
    buffer_release(&bytes);
}

/* Entries of one second travel in the order in which they were signed. */
static void what_waits_keeps_its_order(void **state)
{
    struct world *w = *state;
    struct digest sent[6];
    enum { SENT = sizeof sent / sizeof sent[0] };
    assert_int_equal(role_make_replica(ledger_store(w->ledger), 1), STATUS_OK);
    for (int i = 0; i < SENT; i++) {
        const char *number = world_say(w, "2026-%03d", i);
        assert_int_equal(world_send(w, world_proposal_text(w, "stadt", number, "for: stadt\n"), "stadt"), REASON_NONE);
        sent[i] = w->entry.id;
    }
    struct rows rows = store_ask(ledger_store(w->ledger), "SELECT id FROM pending ORDER BY since, id", "");
    for (int i = 0; i < SENT; i++) {
        assert_true(rows_next(&rows));
        struct digest id = rows_digest(&rows, 0);
        assert_memory_equal(&id, &sent[i], sizeof id);
    }
    assert_int_equal(rows_end(&rows), STATUS_OK);
}

static void one_that_is_refused_stops_no_other(void **state)
{
    struct world *w = *state;
    const struct slice notes[] = {
        world_note(w, world_proposal_text(w, "fremd", "2026-001", ""), "fremd"),
        SLICE("no note"),
        world_note(w, world_proposal_text(w, "stadt", "2026-001", "for: stadt\n"), "stadt"),
        world_note(w, world_proposal_text(w, "kreis", "2026-001", "for: kreis\n"), "kreis"),
    };
    struct told told = take(w, notes, 4);
    assert_int_equal(told.count, 4);
    assert_int_equal(told.status[0], STATUS_REFUSED);
    assert_int_equal(told.status[1], STATUS_FORM);
    assert_int_equal(told.status[2], STATUS_OK);
    assert_true(told.index[2] > 0);
    assert_int_equal(told.status[3], STATUS_REFUSED);
    assert_string_equal(reason_code(told.reason[3]), "number");
}

static void what_came_before_is_where_it_belongs(void **state)
{
    struct world *w = *state;
    const struct slice note = world_note(w, world_proposal_text(w, "stadt", "2026-001", "for: stadt\n"), "stadt");
    struct told first = take(w, &note, 1), again = take(w, &note, 1);
    assert_int_equal(first.status[0], STATUS_OK);
    assert_int_equal(again.status[0], STATUS_OK);
    assert_int_equal(again.index[0], first.index[0]);
    assert_int_equal(log_size(world_log(w)), (uint64_t)first.index[0] + 1);
}

static void attachments_travel_with_what_names_them(void **state)
{
    struct world *w = *state;
    struct store *store = ledger_store(w->ledger);
    struct digest content = digest_of(SLICE("Anlage"));
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&content, hex);
    assert_int_equal(blob_keep(store, SLICE("Anlage"), &w->problem), STATUS_OK);
    assert_int_equal(blob_keep(store, SLICE("nobody names it"), &w->problem), STATUS_OK);
    uint64_t before = log_size(world_log(w));
    const char *lines = world_say(w, "for: stadt\nattachment: %s 6 a.txt\nattachment: %064d 9 b.txt\n", hex, 7);
    world_propose(w, "stadt", "2026-001", lines);
    sign_head(w);
    struct buffer bytes;
    struct bundle_made made;
    struct bundle_file bundle;
    uint64_t kept = 0;
    buffer_init(&bytes);
    assert_int_equal(make(w, before, &bytes, &made), STATUS_OK);
    assert_int_equal(made.blobs, 1);
    assert_int_equal(made.missing, 1);
    /* A stranger puts another one in. */
    const char *at = strstr(bytes.at, "blobs: 1");
    bytes.at[at - bytes.at + 7] = '2';
    assert_true(bundle_file_add_blob(SLICE("surplus"), &bytes));
    assert_int_equal(bundle_file_parse(buffer_slice(&bytes), &bundle, &w->problem), STATUS_OK);
    assert_int_equal(bundle_take_blobs(w->ledger, &bundle, 1, log_size(world_log(w)), &kept, &w->problem), STATUS_OK);
    assert_int_equal(kept, 1);
    assert_int_equal(world_number(w, "SELECT count(*) FROM blob"), 2);
    buffer_release(&bytes);
}

/* A stranger's entry, which anybody can write, does not bring its attachment into the ledger; a member's does. */
static void what_is_refused_brings_no_attachment(void **state)
{
    struct world *w = *state;
    const struct digest content = digest_of(SLICE("Anlage"));
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&content, hex);
    const char *lines = world_say(w, "for: stadt\nattachment: %s 6 a.txt\n", hex);
    const struct slice strange = world_note(w, world_proposal_text(w, "fremd", "2026-001", lines), "fremd"),
                       own = world_note(w, world_proposal_text(w, "stadt", "2026-001", lines), "stadt");
    assert_int_equal(take_with(w, &strange, 1, SLICE("Anlage")).status[0], STATUS_REFUSED);
    assert_int_equal(world_number(w, "SELECT count(*) FROM blob"), 0);
    assert_int_equal(take_with(w, &own, 1, SLICE("Anlage")).status[0], STATUS_OK);
    assert_int_equal(world_number(w, "SELECT count(*) FROM blob"), 1);
}

/* Whoever takes in a bundle knows whose it is: nothing else comes in behind it, and least of all a new body. */
static void another_body_does_not_come_along(void **state)
{
    struct world *w = *state;
    const char *statute = world_edit(w, WORLD_STATUTE, "rat.example", "anderer.example");
    const struct slice founding = world_note(w, world_found_text(w, statute, "gs1"), "gs1");
    struct told told = take(w, &founding, 1);
    assert_int_equal(told.status[0], STATUS_REFUSED);
    assert_int_equal(told.reason[0], REASON_BODY);
    assert_int_equal(world_number(w, "SELECT count(*) FROM body"), 1);
    const struct slice other = world_note(
        w, world_edit(w, world_proposal_text(w, "stadt", "2026-001", "for: stadt\n"), "body: rat", "body: kreis"),
        "stadt");
    assert_int_equal(take(w, &other, 1).reason[0], REASON_BODY);
}

/* Members take along what is not public, and are told of it. */
static void what_is_not_public_is_counted(void **state)
{
    struct world *w = *state;
    const struct digest content = digest_of(SLICE("Anlage"));
    char hex[DIGEST_HEX_LENGTH + 1];
    struct buffer bytes;
    struct bundle_made made;
    uint64_t before = log_size(world_log(w));
    digest_hex(&content, hex);
    assert_int_equal(blob_keep(ledger_store(w->ledger), SLICE("Anlage"), &w->problem), STATUS_OK);
    world_propose(w, "stadt", "2026-001", world_say(w, "public: no\nfor: stadt\nattachment: %s 6 a.txt\n", hex));
    sign_head(w);
    buffer_init(&bytes);
    assert_int_equal(make(w, before, &bytes, &made), STATUS_OK);
    assert_int_equal(made.blobs, 1);
    assert_int_equal(made.closed, 1);
    world_propose(w, "stadt", "2026-002", world_say(w, "for: stadt\nattachment: %s 6 a.txt\n", hex));
    sign_head(w);
    buffer_clear(&bytes);
    assert_int_equal(make(w, before, &bytes, &made), STATUS_OK);
    assert_int_equal(made.blobs, 1);
    assert_int_equal(made.closed, 0);
    buffer_release(&bytes);
}

/* Without some of the entries that its head covers there is no bundle that anybody could take in. */
static void entries_are_gone(void **state)
{
    struct world *w = *state;
    struct buffer bytes;
    struct bundle_made made;
    sign_head(w);
    struct log *log = world_log(w);
    audited_alter(w, "DELETE FROM entry WHERE idx = 3");
    w->unchecked = true;
    buffer_init(&bytes);
    assert_int_equal(bundle_make(ledger_store(w->ledger), log_number(log), slice_of(w->body), log_founding(log), 0,
                                 &bytes, &made, &w->problem),
                     STATUS_MISMATCH);
    assert_int_equal(bytes.length, 0);
    buffer_release(&bytes);
}

/* The one attachment alone fills what a bundle may hold. */
static void more_than_a_bundle_holds_is_refused(void **state)
{
    struct world *w = *state;
    struct buffer large, bytes;
    struct bundle_made made;
    char hex[DIGEST_HEX_LENGTH + 1];
    buffer_init(&large);
    buffer_init(&bytes);
    while (large.length < BUNDLE_FILE_MAX)
        buffer_add(&large, SLICE("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"));
    assert_int_equal(buffer_status(&large), STATUS_OK);
    struct digest content = digest_of(buffer_slice(&large));
    digest_hex(&content, hex);
    assert_int_equal(blob_keep(ledger_store(w->ledger), buffer_slice(&large), &w->problem), STATUS_OK);
    world_propose(w, "stadt", "2026-001", world_say(w, "for: stadt\nattachment: %s %d gross\n", hex, BUNDLE_FILE_MAX));
    sign_head(w);
    assert_int_equal(make(w, 0, &bytes, &made), STATUS_REFUSED);
    assert_non_null(strstr(w->problem.message, "more than a bundle may hold"));
    buffer_release(&large);
    buffer_release(&bytes);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        POPULATED_TEST(entries_go_up_to_the_head),
        WORLD_TEST(signatures_of_two_machines_come_together),
        WORLD_TEST(what_waits_goes_on_waiting),
        POPULATED_TEST(what_waits_keeps_its_order),
        POPULATED_TEST(one_that_is_refused_stops_no_other),
        POPULATED_TEST(what_came_before_is_where_it_belongs),
        POPULATED_TEST(attachments_travel_with_what_names_them),
        POPULATED_TEST(more_than_a_bundle_holds_is_refused),
        POPULATED_TEST(what_is_refused_brings_no_attachment),
        POPULATED_TEST(another_body_does_not_come_along),
        POPULATED_TEST(what_is_not_public_is_counted),
        POPULATED_TEST(entries_are_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
