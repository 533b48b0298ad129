/* What an audit keeps for the next one: when it is believed, what is found against it, and what is not claimed. */
#include "data/audited_state.h"
#include "data/path.h"
#include "tests/audited.h"
#include "tests/going_on.h"
#include "tests/world_meeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* An audit of what is new; and what it says, beginning with what. */
static void expect(struct world *w, const char *folder, const char *findings, bool ok, enum verify_basis basis,
                   enum verify_kept kept)
{
    struct said said = said_of(w, &(struct verify_options){.audited = folder, .scope = VERIFY_NEW});
    if (strcmp(said.findings.at ? said.findings.at : "", findings) != 0)
        fail_msg("\"%s\", expected \"%s\"", said.findings.at, findings);
    assert_int_equal(said.ok, ok);
    assert_int_equal(said.body.basis, basis);
    assert_int_equal(said.body.kept, kept);
    said_release(&said);
}

static void set_back(struct world *w, const char *folder, struct slice state, struct slice ledger)
{
    audited_write(w, ledger);
    kept_write(w, folder, state);
}

/* Sixteen entries are audited, an open ballot with votes among them; then a few more are appended. */
enum { KNOWN = 16, SIZE = 21 };

struct scene {
    struct world *w;
    const char *folder, *ballot;
    struct buffer state, ledger;
};

static struct scene begin(void **state)
{
    struct scene scene = {.w = *state};
    struct world *w = scene.w;
    const char *ballot = scene.ballot = world_begin(w, "einfach", "");
    const char *proposal = world_propose(w, "kreis", "2026-002", "for: kreis\n");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    /* They name heads of sizes that the audit has read. */
    const char *statement = world_statement_text(w, proposal, "bmds", "concern", NULL);
    for (int i = 0; i < 5; i++) {
        w->now.seconds++;
        world_state(w, proposal, "stadt", "neutral", NULL);
    }
    assert_int_equal(log_size(world_log(w)), KNOWN);
    scene.folder = kept_folder(w, "kept");
    keep_audit(w, scene.folder);
    kept_read(w, scene.folder, &scene.state);
    world_take(w, statement, "bmds");
    world_vote(w, ballot, "gemeinde", "gemeinde", "yes");
    world_vote(w, ballot, "bmds", "bmds", "no");
    world_result(w, ballot, world_close(w, ballot));
    assert_int_equal(log_size(world_log(w)), SIZE);
    audited_read(w, &scene.ledger);
    w->unchecked = true;
    return scene;
}

static void end(struct scene *scene)
{
    buffer_release(&scene->state);
    buffer_release(&scene->ledger);
}

/* What stands in `sql` is done to the good ledger of 21 entries, of which 16 are known. */
static const struct {
    const char *sql, *findings;
    bool ok;
    enum verify_basis basis;
} alterations[] = {
    {"SELECT 1", "", true, VERIFY_FROM_AUDIT},
    /* an old entry's bytes, which nobody has need of: they are not read again, and nothing is said about them */
    {"UPDATE entry SET note = CAST(replace(CAST(note AS TEXT), 'yes', 'no') AS BLOB) WHERE idx = 9", "", true,
     VERIFY_FROM_AUDIT},
    /* one that the replay reads: the statute's */
    {"UPDATE entry SET note = CAST(substr(CAST(note AS TEXT), 1, length(CAST(note AS TEXT)) - 20) || "
     "CASE substr(CAST(note AS TEXT), -20, 1) WHEN 'A' THEN 'B' ELSE 'A' END || substr(CAST(note AS TEXT), -19) AS "
     "BLOB) WHERE idx = 0",
     "mark@0", false, VERIFY_FROM_AUDIT},
    /* the stored tree: its peak; a node that only older heads are made of; leaves of an older head */
    {"UPDATE node SET hash = zeroblob(32) WHERE last = 15 AND level = 4", "mark@-1 node@15", false,
     VERIFY_FROM_FOUNDING},
    {"UPDATE node SET hash = zeroblob(32) WHERE last = 7 AND level = 3", "mark@11", false, VERIFY_FROM_AUDIT},
    {"UPDATE entry SET leaf = zeroblob(32) WHERE idx = 9", "mark@11", false, VERIFY_FROM_AUDIT},
    {"DELETE FROM node", "mark@-1 node@7", false, VERIFY_FROM_FOUNDING},
    /* whether a text was there before: it names a head of size 11 */
    {"UPDATE entry SET note = CAST(replace(CAST(note AS TEXT), 'neutral', 'support') AS BLOB) WHERE idx = 12",
     "mark@11", false, VERIFY_FROM_AUDIT},
    {"UPDATE entry SET id = zeroblob(32) WHERE idx = 12", "mark@11", false, VERIFY_FROM_AUDIT},
    {"UPDATE entry SET note = CAST(replace(CAST(note AS TEXT), 'concern', 'support') AS BLOB) WHERE idx = 16",
     "leaf@16 id@16 signature@16", false, VERIFY_FROM_AUDIT},
    /* a new entry */
    {"UPDATE entry SET note = CAST(replace(CAST(note AS TEXT), 'choice: yes', 'choice: no') AS BLOB) WHERE idx = 17",
     "leaf@17 id@17 signature@17 (follows@20)", false, VERIFY_FROM_AUDIT},
    {"UPDATE entry SET leaf = zeroblob(32) WHERE idx = 18", "leaf@18 head@19 head@20", false, VERIFY_FROM_AUDIT},
    {"DELETE FROM entry WHERE idx = 18", "gap@18", false, VERIFY_FROM_AUDIT},
    {"DELETE FROM entry WHERE idx >= 18", "tables@-1 tables@-1 tables@-1 tables@-1", false, VERIFY_FROM_AUDIT},
    {"INSERT INTO node (body, last, level, hash) VALUES (1, 23, 3, zeroblob(32))", "node@23", false, VERIFY_FROM_AUDIT},
    /* shorter than what was audited */
    {"DELETE FROM entry WHERE idx >= 15", "mark@-1 node@15", false, VERIFY_FROM_FOUNDING},
    /* tables: of the new entries, and of what is not over for long */
    {"UPDATE ballot SET outcome = 'rejected'", "tables@-1", false, VERIFY_FROM_AUDIT},
    {"DELETE FROM vote WHERE idx = 18", "tables@-1", false, VERIFY_FROM_AUDIT},
    {"UPDATE vote SET choice = 'no' WHERE idx = 9", "tables@-1", false, VERIFY_FROM_AUDIT},
    {"INSERT INTO vote SELECT body, 20, seat, class, idx, voter, at, choice, reason FROM vote WHERE idx = 9", "", true,
     VERIFY_FROM_AUDIT},
    {"INSERT INTO vote SELECT body, 21, seat, class, idx, voter, at, choice, reason FROM vote WHERE idx = 9",
     "tables@-1", false, VERIFY_FROM_AUDIT},
    {"UPDATE statement SET stance = 'support' WHERE idx = 16", "tables@-1", false, VERIFY_FROM_AUDIT},
    {"UPDATE member SET until = 3 WHERE name = 'stadt'", "tables@-1", false, VERIFY_FROM_AUDIT},
    {"INSERT INTO rejected (body, idx, code) VALUES (1, 17, 'seat')", "tables@-1", false, VERIFY_FROM_AUDIT},
    {"DELETE FROM body", "tables@-1", false, VERIFY_FROM_AUDIT},
    {"DROP TABLE objection", "schema@-1 tables@-1", false, VERIFY_FROM_AUDIT},
};

static void what_was_altered_since(void **state)
{
    struct scene scene = begin(state);
    for (size_t i = 0; i < sizeof alterations / sizeof alterations[0]; i++) {
        set_back(scene.w, scene.folder, buffer_slice(&scene.state), buffer_slice(&scene.ledger));
        audited_alter(scene.w, alterations[i].sql);
        struct said said = said_of(scene.w, &(struct verify_options){.audited = scene.folder, .scope = VERIFY_NEW});
        if (strcmp(said.findings.at ? said.findings.at : "", alterations[i].findings) != 0 ||
            said.ok != alterations[i].ok || said.body.basis != alterations[i].basis)
            fail_msg("%s: \"%s\", expected \"%s\" (%d)", alterations[i].sql, said.findings.at, alterations[i].findings,
                     said.body.basis);
        said_release(&said);
    }
    end(&scene);
}

/* A result that a new proposal names by its id. */
static void what_is_named_by_its_id(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_vote(w, ballot, "kreis", "kreis", "yes");
    const char *result = world_result(w, ballot, world_close(w, ballot)), *folder = kept_folder(w, "kept");
    struct buffer kept, ledger;
    keep_audit(w, folder);
    kept_read(w, folder, &kept);
    world_propose(w, "kreis", "2026-002", world_say(w, "for: kreis\nrepeals: %s\n", result));
    audited_read(w, &ledger);
    w->unchecked = true;
    expect(w, folder, "", true, VERIFY_FROM_AUDIT, VERIFY_KEPT_GOOD);
    set_back(w, folder, buffer_slice(&kept), buffer_slice(&ledger));
    audited_alter(w, "UPDATE entry SET id = (SELECT id FROM entry WHERE idx = 11) WHERE idx = 5");
    expect(w, folder, "mark@5", false, VERIFY_FROM_AUDIT, VERIFY_KEPT_GOOD);
    buffer_release(&kept);
    buffer_release(&ledger);
}

static void spoil(struct scene *scene, size_t at, size_t length)
{
    struct buffer bytes;
    buffer_init(&bytes);
    buffer_add(&bytes, slice_head(buffer_slice(&scene->state), length));
    assert_int_equal(buffer_status(&bytes), STATUS_OK);
    if (at < length)
        bytes.at[at] ^= 1;
    kept_write(scene->w, scene->folder, buffer_slice(&bytes));
    expect(scene->w, scene->folder, "", true, VERIFY_FROM_FOUNDING, VERIFY_KEPT_DAMAGED);
    buffer_release(&bytes);
}

/* Of a file that is not as it was written nothing is believed, and all is checked anew. */
static void damaged(void **state)
{
    struct scene scene = begin(state);
    size_t length = scene.state.length;
    const size_t places[] = {0, 18, 30, 90, 110, 180, 260, 300, 1000, length / 2, length - 1};
    audited_write(scene.w, buffer_slice(&scene.ledger));
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        spoil(&scene, places[i], length);
    spoil(&scene, SIZE_MAX, length - 1);
    spoil(&scene, SIZE_MAX, 1);
    spoil(&scene, SIZE_MAX, 0);
    /* The next audit was kept in its place. */
    expect(scene.w, scene.folder, "", true, VERIFY_FROM_AUDIT, VERIFY_KEPT_GOOD);
    end(&scene);
}

/* Well written, but of another body, or with other tables. */
static void of_somebody_else(void **state)
{
    struct scene scene = begin(state);
    struct audited_state good, other;
    audited_write(scene.w, buffer_slice(&scene.ledger));
    assert_true(audited_state_parse(buffer_slice(&scene.state), &good));
    for (int i = 0; i < 3; i++) {
        struct buffer bytes;
        buffer_init(&bytes);
        other = good;
        if (i == 0)
            other.founding.byte[0] ^= 1;
        else
            other.tables = i == 1 ? SLICE("SQLite format 3 but for the rest, which is none of it") : SLICE("");
        assert_int_equal(audited_state_begin(&other, &bytes), STATUS_OK);
        buffer_add(&bytes, other.tables);
        kept_write(scene.w, scene.folder, buffer_slice(&bytes));
        expect(scene.w, scene.folder, "", true, VERIFY_FROM_FOUNDING, VERIFY_KEPT_DAMAGED);
        buffer_release(&bytes);
    }
    end(&scene);
}

static struct said since(struct world *w, const char *folder, uint64_t index)
{
    return said_of(w, &(struct verify_options){.audited = folder, .scope = VERIFY_SINCE, .since = index});
}

/* From index N on: by an audit that has read no more than that, else with all entries but not with all signatures. */
static void from_an_index_on(void **state)
{
    static const struct {
        uint64_t since;
        bool kept;
        const char *findings;
        enum verify_basis basis;
        enum verify_kept what;
        uint64_t from, signatures;
    } cases[] = {
        {KNOWN, true, "", VERIFY_FROM_AUDIT, VERIFY_KEPT_GOOD, KNOWN, SIZE - KNOWN},
        {SIZE, true, "", VERIFY_FROM_AUDIT, VERIFY_KEPT_GOOD, KNOWN, SIZE - KNOWN},
        {KNOWN - 1, true, "", VERIFY_FROM_SIGNED, VERIFY_KEPT_LATER, KNOWN - 1, SIZE - KNOWN + 1},
        {KNOWN, false, "", VERIFY_FROM_SIGNED, VERIFY_KEPT_NONE, KNOWN, SIZE - KNOWN},
        {0, false, "", VERIFY_FROM_SIGNED, VERIFY_KEPT_NONE, 0, SIZE + 5},
        {SIZE + 1, true, "mark@-1", VERIFY_FROM_AUDIT, VERIFY_KEPT_GOOD, KNOWN, SIZE - KNOWN},
        {SIZE + 1, false, "mark@-1", VERIFY_FROM_SIGNED, VERIFY_KEPT_NONE, SIZE + 1, 0},
    };
    struct scene scene = begin(state);
    audited_write(scene.w, buffer_slice(&scene.ledger));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *folder = kept_folder(scene.w, cases[i].kept ? "kept" : world_say(scene.w, "none-%zu", i));
        kept_write(scene.w, scene.folder, buffer_slice(&scene.state));
        struct said said = since(scene.w, folder, cases[i].since);
        assert_string_equal(said.findings.at ? said.findings.at : "", cases[i].findings);
        assert_int_equal(said.ok, *cases[i].findings == '\0');
        assert_int_equal(said.body.basis, cases[i].basis);
        assert_int_equal(said.body.kept, cases[i].what);
        assert_int_equal(said.body.from, cases[i].from);
        assert_int_equal(said.body.signatures, cases[i].signatures);
        /* Where signatures were not verified nothing is kept. */
        assert_true(cases[i].kept || !path_exists(folder));
        said_release(&said);
    }
    /* A bad signature in front of N is not looked at, and behind it is found. */
    audited_alter(scene.w,
                  "UPDATE entry SET note = CAST(substr(CAST(note AS TEXT), 1, length(CAST(note AS TEXT)) - 20) "
                  "|| CASE substr(CAST(note AS TEXT), -20, 1) WHEN 'A' THEN 'B' ELSE 'A' END || "
                  "substr(CAST(note AS TEXT), -19) AS BLOB) WHERE idx = 10");
    struct said before = since(scene.w, kept_folder(scene.w, "none"), 10),
                behind = since(scene.w, kept_folder(scene.w, "none"), 11);
    assert_string_equal(before.findings.at, "leaf@10 signature@10 (follows@20)");
    assert_string_equal(behind.findings.at, "leaf@10");
    said_release(&before);
    said_release(&behind);
    end(&scene);
}

static bool is_kept(struct world *w, const char *folder, struct slice expected)
{
    struct buffer now;
    kept_read(w, folder, &now);
    bool same = slice_equal(buffer_slice(&now), expected);
    buffer_release(&now);
    return same;
}

/* Less is there than was audited, or something else; an audit of everything may well be of an old copy. */
static void rolled_back(void **state)
{
    struct world *w = *state;
    struct buffer before, kept;
    const char *folder = kept_folder(w, "kept"), *proposal;
    world_populate(w);
    proposal = world_propose(w, "stadt", "2026-001", "for: stadt\n");
    audited_read(w, &before);
    world_reopen(w);
    world_state(w, proposal, "stadt", "neutral", NULL);
    keep_audit(w, folder);
    ledger_close(w->ledger);
    w->ledger = NULL;
    audited_write(w, buffer_slice(&before));
    kept_read(w, folder, &kept);
    /* Once shorter, and once another history that is as long. */
    for (int i = 0; i < 2; i++) {
        struct said said = said_of(w, &(struct verify_options){.audited = folder});
        assert_true(said.ok);
        assert_int_equal(said.body.kept, VERIFY_KEPT_DIFFERS);
        said_release(&said);
        assert_true(is_kept(w, folder, buffer_slice(&kept)));
        expect(w, folder, "mark@-1", false, VERIFY_FROM_FOUNDING, VERIFY_KEPT_DIFFERS);
        world_reopen(w);
        world_state(w, proposal, "stadt", "support", NULL);
        world_state(w, proposal, "stadt", "oppose", NULL);
    }
    buffer_release(&kept);
    buffer_release(&before);
}

static bool stop_at_once(void *context, uint64_t done, uint64_t all)
{
    (void)context;
    (void)done;
    (void)all;
    return false;
}

/* Nothing is kept of an audit that found an error, was stopped, or has read nothing new. */
static void what_is_not_kept(void **state)
{
    struct scene scene = begin(state);
    struct world *w = scene.w;
    struct slice kept = buffer_slice(&scene.state);
    bool ok;
    set_back(w, scene.folder, kept, buffer_slice(&scene.ledger));
    for (int i = 0; i < 2; i++) {
        const struct verify_options options = {
            .jobs = 2, .audited = scene.folder, .scope = i ? VERIFY_NEW : VERIFY_ALL, .progress = stop_at_once};
        assert_int_equal(verify_ledger(w->path, &options, &ok, &w->problem), STATUS_CANCELLED);
        assert_true(is_kept(w, scene.folder, kept));
    }
    audited_alter(w, "UPDATE member SET until = 3 WHERE name = 'stadt'");
    expect(w, scene.folder, "tables@-1", false, VERIFY_FROM_AUDIT, VERIFY_KEPT_GOOD);
    assert_true(is_kept(w, scene.folder, kept));
    /* About the file as a whole, and found last. */
    set_back(w, scene.folder, kept, buffer_slice(&scene.ledger));
    audited_alter(w, "INSERT INTO blob (sha256, bytes) VALUES (zeroblob(32), x'00')");
    struct said said = said_of(w, &(struct verify_options){.audited = scene.folder});
    assert_string_equal(said.findings.at, "blob@-1");
    said_release(&said);
    assert_true(is_kept(w, scene.folder, kept));
    set_back(w, scene.folder, kept, buffer_slice(&scene.ledger));
    said = said_of(w, &(struct verify_options){.audited = w->path});
    assert_true(said.ok);
    assert_int_equal(said.unkept, 1);
    said_release(&said);
    w->now.seconds += 5;
    expect(w, scene.folder, "", true, VERIFY_FROM_AUDIT, VERIFY_KEPT_GOOD);
    struct buffer once;
    kept_read(w, scene.folder, &once);
    w->now.seconds += 5;
    expect(w, scene.folder, "", true, VERIFY_FROM_AUDIT, VERIFY_KEPT_GOOD);
    assert_true(is_kept(w, scene.folder, buffer_slice(&once)));
    buffer_release(&once);
    end(&scene);
}

/* Nothing else than without: votes are compared in another way where they are to be kept. */
static void a_full_audit_that_keeps(void **state)
{
    static const char *const alterations_of_votes[] = {
        "DELETE FROM vote WHERE idx = 18", "UPDATE vote SET choice = 'no' WHERE idx = 9",
        "INSERT INTO vote SELECT body, 20, seat, class, idx, voter, at, choice, reason FROM vote WHERE idx = 9",
        "UPDATE vote SET at = at + 1 WHERE idx = 23"};
    struct world *w = *state;
    struct scene scene = begin(state);
    struct buffer ledger;
    audited_write(w, buffer_slice(&scene.ledger));
    world_reopen(w);
    const char *proposal = world_propose(w, "stadt", "2026-003", "for: stadt\n");
    const char *open = world_open(w, proposal, "einfach", "");
    world_vote(w, open, "stadt", "stadt", "yes");
    audited_read(w, &ledger);
    for (size_t i = 0; i < sizeof alterations_of_votes / sizeof alterations_of_votes[0]; i++) {
        audited_write(w, buffer_slice(&ledger));
        audited_alter(w, alterations_of_votes[i]);
        struct said said = said_of(w, &(struct verify_options){.audited = scene.folder});
        assert_string_equal(said.findings.at, "tables@-1");
        said_release(&said);
    }
    buffer_release(&ledger);
    end(&scene);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(what_was_altered_since), WORLD_TEST(what_is_named_by_its_id), WORLD_TEST(damaged),
        WORLD_TEST(of_somebody_else),       WORLD_TEST(from_an_index_on),        WORLD_TEST(rolled_back),
        WORLD_TEST(what_is_not_kept),       WORLD_TEST(a_full_audit_that_keeps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
