/* Signed heads that came into a ledger, or were altered in it, after an audit from which the next one goes on. */
#include "tests/audited.h"
#include "tests/forked.h"
#include "tests/going_on.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* The log of forked_make, audited with its seven entries; then it goes on, with a head of eight. */
struct scene {
    struct world *w;
    const char *folder;
    struct slice strange[2]; /* the heads of 5 and of 6 entries in the other history */
    struct slice own;        /* that of 7 before the auditor countersigned it */
    struct buffer state, ledger;
};

static struct scene begin(void **state)
{
    struct scene scene = {.w = *state};
    struct world *w = scene.w;
    struct buffer note;
    buffer_init(&note);
    const char *own = forked_turn(w, forked_make(w));
    scene.strange[0] = forked_head(w, 5);
    scene.strange[1] = forked_head(w, 6);
    forked_turn(w, own);
    scene.own = forked_head(w, 7);
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_OK);
    scene.folder = kept_folder(w, "kept");
    keep_audit(w, scene.folder);
    kept_read(w, scene.folder, &scene.state);
    world_propose(w, "stadt", "B-4", "");
    forked_sign(w);
    audited_read(w, &scene.ledger);
    w->unchecked = true;
    buffer_release(&note);
    return scene;
}

static void end(struct scene *scene)
{
    buffer_release(&scene->state);
    buffer_release(&scene->ledger);
}

/*
 * Puts this under the size into the ledger as it was, and audits what is new; `seen`: good heads that were looked at.
 */
static void expect(struct scene *scene, int size, struct slice note, const char *findings, uint64_t seen)
{
    struct world *w = scene->w;
    struct buffer sql;
    buffer_init(&sql);
    buffer_format(&sql, "INSERT OR REPLACE INTO checkpoint (body, size, note) VALUES (1, %d, x'", size);
    for (size_t i = 0; i < note.length; i++)
        buffer_format(&sql, "%02x", (unsigned char)note.at[i]);
    buffer_text(&sql, "')");
    assert_int_equal(buffer_status(&sql), STATUS_OK);
    audited_write(w, buffer_slice(&scene->ledger));
    kept_write(w, scene->folder, buffer_slice(&scene->state));
    audited_alter(w, sql.at);
    struct said said = said_of(w, &(struct verify_options){.audited = scene->folder, .scope = VERIFY_NEW});
    assert_string_equal(said.findings.at, findings);
    assert_int_equal(said.ok, *findings == '\0');
    assert_int_equal(said.body.basis, VERIFY_FROM_AUDIT);
    assert_int_equal(said.body.checkpoints, seen);
    said_release(&said);
    buffer_release(&sql);
}

static void another_history(void **state)
{
    struct scene scene = begin(state);
    /* That of 7 is as large as what was audited, and that of 8 is the newest: these two are looked at always. */
    expect(&scene, 6, scene.strange[1], "checkpoint@6", 2);
    expect(&scene, 5, scene.strange[0], "checkpoint@5", 2);
    expect(&scene, 4, scene.strange[0], "checkpoint@4", 2);
    expect(&scene, 3, SLICE("no note"), "checkpoint@3", 2);
    end(&scene);
}

/* Another note for the same head: countersigned since, or not any more. It is looked at, and holds. */
static void other_signatures(void **state)
{
    struct scene scene = begin(state);
    struct world *w = scene.w;
    audited_write(w, buffer_slice(&scene.ledger));
    struct said said = said_of(w, &(struct verify_options){.audited = scene.folder, .scope = VERIFY_NEW});
    assert_true(said.ok);
    assert_int_equal(said.body.checkpoints, 2);
    said_release(&said);
    buffer_release(&scene.state);
    kept_read(w, scene.folder, &scene.state);
    world_reopen(w);
    struct slice both = forked_head(w, 7);
    ledger_close(w->ledger);
    w->ledger = NULL;
    assert_true(both.length > scene.own.length);
    expect(&scene, 7, both, "", 1);
    expect(&scene, 7, scene.own, "", 2);
    /* One that was spoiled. */
    struct buffer bad;
    buffer_init(&bad);
    buffer_add(&bad, both);
    assert_int_equal(buffer_status(&bad), STATUS_OK);
    bad.at[bad.length - 20] ^= 1;
    expect(&scene, 7, buffer_slice(&bad), "checkpoint@7", 1);
    buffer_release(&bad);
    end(&scene);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {WORLD_TEST(another_history), WORLD_TEST(other_signatures)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
