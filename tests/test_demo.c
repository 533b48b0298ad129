/* A sample world of one small body, built from a script of a few lines; tests/flow_demo.sh builds the real one. */
#include "data/demo.h"
#include "data/demo_cast.h"

#include "data/ledger.h"
#include "data/path.h"
#include "data/query.h"
#include "tests/scratch.h"
#include "tests/world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { NOW = 1795429800 /* 2026-11-23T10:30:00Z */ };

static const char PROPOSAL[] = "stimmbuch/1 proposal\nnumber: 2026-001\ntitle: Antrag\nkind: decision\n";

static const char START[] = "day 9\n"
                            "body rat.txt gs\n"
                            "who stadt.rat.example Anna Blume, Stadt\n"
                            "seat rat.example stadt\n"
                            "seat rat.example kreis\n"
                            "propose rat.example stadt antrag.txt\n"
                            "day 2\n";

/* What a build is told, and what it says. */
struct built {
    struct demo_paths paths;
    struct problem problem;
    enum status status;
    size_t stop_at; /* progress stops it there; 0: never */
};

static bool watch(void *context, size_t done, size_t all)
{
    const struct built *built = context;
    assert_true(done <= all);
    return !built->stop_at || done < built->stop_at;
}

/* Samples and world lie in the same scratch folder: samples/ and demo/. */
static void build(void *const *state, const char *more, struct built *built)
{
    char path[SCRATCH_PATH], samples[SCRATCH_PATH];
    struct buffer script;
    buffer_init(&script);
    buffer_text(&script, START);
    buffer_text(&script, more);
    mkdir(scratch_path(state, "samples", samples), 0700);
    assert_int_equal(mkdir(scratch_path(state, "demo", path), 0700), 0);
    scratch_write(state, "samples/world.txt", buffer_slice(&script), 0600);
    scratch_write(state, "samples/rat.txt", slice_of(WORLD_STATUTE), 0600);
    scratch_write(state, "samples/antrag.txt", SLICE(PROPOSAL), 0600);
    scratch_write(state, "samples/schlecht.txt", SLICE("stimmbuch/1 proposal\nnumber: 2026-002\ntitel: x\n"), 0600);
    problem_clear(&built->problem);
    assert_int_equal(demo_paths_init(&built->paths, path), STATUS_OK);
    struct demo_plan plan = {.samples = samples,
                             .paths = &built->paths,
                             .now = {.seconds = NOW},
                             .kdf = KDF_INTERACTIVE,
                             .progress = watch,
                             .context = built};
    built->status = demo_build(&plan, &built->problem);
    buffer_release(&script);
}

static bool take_state(void *context, const struct ballot_item *item)
{
    char *out = context;
    snprintf(out, 80, "%.*s %.*s %lld %lld", (int)item->state.length, item->state.at, (int)item->outcome.length,
             item->outcome.at, (long long)item->start, (long long)item->closes);
    return false;
}

static void a_world_with_a_decision_and_an_open_ballot(void **state)
{
    struct built built = {.stop_at = 0};
    struct demo_cast cast;
    struct arena arena;
    struct store *store;
    char ballot[80] = "";
    arena_init(&arena);
    build(state,
          "delegate stadt.rat.example\nopen rat.example 2026-001 einfach 3\n"
          "vote rat.example 2026-001 kreis no Zu teuer.\n",
          &built);
    assert_int_equal(built.status, STATUS_OK);
    assert_true(demo_is_built(&built.paths));

    assert_int_equal(store_open(built.paths.ledger.at, STORE_READ, &store, NULL), STATUS_OK);
    assert_int_equal(query_ballots(store, SLICE(""), 0, -1, take_state, ballot, NULL), STATUS_OK);
    store_close(store);
    /* The first entry of 2026-11-21, 08:00; noon of 2026-11-26. */
    assert_string_equal(ballot, "open  1795248000 1795694400");

    assert_int_equal(demo_cast_read(&built.paths, (struct instant){.seconds = NOW}, &arena, &cast, NULL), STATUS_OK);
    assert_string_equal(cast.delegate.at, "stadt.rat.example");
    assert_string_equal(cast.who.at, "Anna Blume, Stadt");
    assert_string_equal(cast.to_vote.at, "2026-001");
    assert_int_equal(cast.decided.length, 0);
    assert_int_equal(cast.bodies.count, 1);
    assert_int_equal(cast.secretaries.count, 1);
    assert_string_equal(cast.secretaries.at[0].at, "gs.rat.example");
    assert_int_equal(cast.auditors.count, 0);
    /* When the deadline is over there is nothing to vote on. */
    assert_int_equal(demo_cast_read(&built.paths, (struct instant){.seconds = 1795694400}, &arena, &cast, NULL),
                     STATUS_OK);
    assert_int_equal(cast.to_vote.length, 0);
    arena_release(&arena);
    demo_paths_release(&built.paths);
}

/* Makes place for the next world. */
static void put_aside(void *const *state, size_t number)
{
    char demo[SCRATCH_PATH], old[SCRATCH_PATH], name[24];
    snprintf(name, sizeof name, "old-%zu", number);
    assert_int_equal(rename(scratch_path(state, "demo", demo), scratch_path(state, name, old)), 0);
}

static void a_fault_is_named_with_its_file_and_line(void **state)
{
    static const struct {
        const char *line, *file;
        unsigned long at;
        enum status status;
    } rows[] = {
        {"vote rat.example 2026-001 stadt yes\n", "samples/world.txt", 8, STATUS_NOT_FOUND},
        {"propose rat.example bmds antrag.txt\n", "samples/world.txt", 8, STATUS_NOT_FOUND},
        {"propose rat.example kreis antrag.txt\n", "samples/world.txt", 8, STATUS_REFUSED},
        {"open rat.example 2026-001 keine\n", "samples/world.txt", 8, STATUS_REFUSED},
        {"open rat.example 2026-009 einfach\n", "samples/world.txt", 8, STATUS_NOT_FOUND},
        {"propose rat.example kreis fehlt.txt\n", "samples/fehlt.txt", 0, STATUS_FILE},
        {"propose rat.example kreis schlecht.txt\n", "samples/schlecht.txt", 3, STATUS_FORM},
        {"seat anders.example kreis\n", "samples/world.txt", 8, STATUS_NOT_FOUND},
        {"seat rat.example dort\n", "samples/world.txt", 8, STATUS_REFUSED},
        {"sit rat.example dort\n", "samples/world.txt", 8, STATUS_FORM},
        {"body rat.txt gs\n", "samples/world.txt", 8, STATUS_REFUSED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct built built = {.stop_at = 0};
        char file[SCRATCH_PATH];
        build(state, rows[i].line, &built);
        if (built.status != rows[i].status || built.problem.line != rows[i].at ||
            strcmp(built.problem.file, scratch_path(state, rows[i].file, file)) != 0)
            fail_msg("%s: status %d, %s, line %lu: %s", rows[i].line, built.status, built.problem.file,
                     built.problem.line, built.problem.message);
        if (demo_is_built(&built.paths))
            fail_msg("%s", rows[i].line);
        demo_paths_release(&built.paths);
        put_aside(state, i);
    }
}

static void it_stops_when_it_is_told_to(void **state)
{
    struct built built = {.stop_at = 3};
    build(state, "", &built);
    assert_int_equal(built.status, STATUS_CANCELLED);
    assert_false(demo_is_built(&built.paths));
    demo_paths_release(&built.paths);
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_world_with_a_decision_and_an_open_ballot),
        SCRATCH_TEST(a_fault_is_named_with_its_file_and_line),
        SCRATCH_TEST(it_stops_when_it_is_told_to),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    /* Where a commit costs nothing, if there is such a place. */
    if (access("/dev/shm", W_OK | X_OK) == 0)
        setenv("TMPDIR", "/dev/shm", 0);
    return key_init(NULL) == STATUS_OK ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
