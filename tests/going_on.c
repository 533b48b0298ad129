#include "tests/going_on.h"

#include "data/file.h"
#include "data/path.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void note_finding(void *context, const struct verify_finding *finding)
{
    struct said *said = context;
    assert_non_null(finding->text->message);
    buffer_format(&said->findings, "%s%s%s@%lld%s", said->findings.length ? " " : "", finding->warning ? "(" : "",
                  finding->code, (long long)finding->index, finding->warning ? ")" : "");
}

static void note_body(void *context, const struct verify_body *body)
{
    struct said *said = context;
    said->body = *body;
    said->body.name = SLICE("");
}

static void note_unkept(void *context, const struct problem *problem)
{
    struct said *said = context;
    assert_non_null(problem->message);
    said->unkept++;
}

struct said said_of(struct world *w, const struct verify_options *wanted)
{
    struct said said = {.ok = false};
    struct verify_options options = *wanted;
    buffer_init(&said.findings);
    options.jobs = wanted->jobs ? wanted->jobs : 1;
    options.now = w->now.seconds;
    options.finding = note_finding;
    options.body_done = note_body;
    options.unkept = note_unkept;
    options.context = &said;
    problem_clear(&w->problem);
    enum status status = verify_ledger(w->path, &options, &said.ok, &w->problem);
    if (status != STATUS_OK)
        fail_msg("%s: %s", status_sentence(status), w->problem.message);
    buffer_text(&said.findings, "");
    return said;
}

void said_release(struct said *said)
{
    buffer_release(&said->findings);
}

const char *kept_folder(struct world *w, const char *name)
{
    return world_say(w, "%s/%s", w->folder, name);
}

void kept_read(struct world *w, const char *folder, struct buffer *out)
{
    char *path = path_join(folder, w->founding);
    assert_non_null(path);
    buffer_init(out);
    if (file_read(path, SIZE_MAX / 2, out, &w->problem) != STATUS_OK)
        fail_msg("%s: %s", path, w->problem.message);
    free(path);
}

void kept_write(struct world *w, const char *folder, struct slice bytes)
{
    assert_int_equal(folder_make(folder, &w->problem), STATUS_OK);
    assert_int_equal(file_write_atomic(folder, w->founding, bytes, FILE_MODE_PRIVATE, true, &w->problem), STATUS_OK);
}

void keep_audit(struct world *w, const char *folder)
{
    struct said said = said_of(w, &(struct verify_options){.audited = folder});
    if (!said.ok || said.unkept)
        fail_msg("not kept: %s", said.findings.at);
    said_release(&said);
}

/* Of the findings, those of entries from index `from` on. */
static const char *findings_from(struct world *w, const struct buffer *findings, uint64_t from)
{
    struct slice rest = buffer_slice(findings);
    const char *out = "";
    while (rest.length) {
        struct slice word = slice_cut(&rest, ' ');
        const char *at = memchr(word.at, '@', word.length);
        assert_non_null(at);
        if (strtoll(at + 1, NULL, 10) >= (long long)from)
            out = world_say(w, "%s%s%.*s", out, *out ? " " : "", (int)word.length, word.at);
    }
    return out;
}

static void expect_the_same(struct world *w, const char *folder, uint64_t from, const struct said *full)
{
    struct said said =
        said_of(w, &(struct verify_options){.jobs = from % 2 ? 1 : 4, .audited = folder, .scope = VERIFY_NEW});
    const char *expected = findings_from(w, &full->findings, from);
    if (strcmp(said.findings.at ? said.findings.at : "", expected) != 0 || said.ok != full->ok)
        fail_msg("from %u on: \"%s\" (%d), but all say \"%s\" (%d)", (unsigned)from, said.findings.at, said.ok,
                 expected, full->ok);
    assert_int_equal(said.body.basis, VERIFY_FROM_AUDIT);
    assert_int_equal(said.body.from, from);
    assert_int_equal(said.body.entries, full->body.entries);
    assert_memory_equal(&said.body.root, &full->body.root, sizeof full->body.root);
    assert_int_equal(said.unkept, 0);
    said_release(&said);
}

static struct slice note_at(struct world *w, uint64_t index)
{
    struct rows rows = store_ask(ledger_store(w->ledger), "SELECT note FROM entry WHERE idx = ?", "u", index);
    assert_true(rows_next(&rows));
    struct slice note = arena_copy(&w->arena, rows_blob(&rows, 0));
    assert_int_equal(rows_end(&rows), STATUS_OK);
    return note;
}

static void follow(struct world *twin, struct slice note, uint64_t index)
{
    if (index == 0)
        assert_int_equal(world_send_note(twin, note), REASON_NONE);
    else
        world_force(twin, note);
}

/* What is gone on from was itself gone on to, in steps, all but once in a while. */
static void go_on_from(struct world *w, struct world *twin, enum verify_scope scope, const struct said *full)
{
    const char *kept = kept_folder(twin, "kept"), *copy = kept_folder(w, "copy");
    struct buffer bytes;
    struct said said = said_of(twin, &(struct verify_options){.audited = kept, .scope = scope});
    assert_true(said.ok);
    assert_int_equal(said.body.basis, scope == VERIFY_ALL ? VERIFY_FROM_FOUNDING : VERIFY_FROM_AUDIT);
    said_release(&said);
    kept_read(twin, kept, &bytes);
    kept_write(w, copy, buffer_slice(&bytes));
    buffer_release(&bytes);
    expect_the_same(w, copy, log_size(world_log(twin)), full);
}

void going_on_expect(struct world *w, uint64_t step)
{
    void *state;
    assert_int_equal(world_make(&state), 0);
    struct world *twin = state;
    uint64_t size = log_size(world_log(w));
    struct said full = said_of(w, &(struct verify_options){.jobs = 1});
    assert_true(full.ok);
    twin->body = w->body;
    twin->founding = w->founding;
    twin->now.seconds = w->now.seconds + 1000000; /* a writer's clock, which is no matter of the replay */
    for (uint64_t i = 0, audits = 0; i < size; i++) {
        follow(twin, note_at(w, i), i);
        if (i % step == 0)
            go_on_from(w, twin, audits++ % 5 == 0 ? VERIFY_ALL : VERIFY_NEW, &full);
    }
    said_release(&full);
    assert_int_equal(world_remove(&state), 0);
}
