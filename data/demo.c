#include "data/demo.h"

#include "data/demo_build.h"
#include "data/file.h"
#include "data/path.h"
#include "data/people.h"

#include <stdlib.h>

enum { SCRIPT_LIMIT = 1 << 20 };

static const char SCRIPT[] = "world.txt";

enum status demo_paths_init(struct demo_paths *paths, const char *folder)
{
    struct {
        struct buffer *path;
        const char *name;
    } parts[] = {{&paths->folder, ""},
                 {&paths->ledger, "/ledger.db"},
                 {&paths->keys, "/keys"},
                 {&paths->passphrase, "/passphrase"},
                 {&paths->people, "/people"},
                 {&paths->marks, "/state/heads"},
                 {&paths->audited, "/state/audits"}};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        buffer_init(parts[i].path);
        buffer_text(parts[i].path, folder);
        buffer_text(parts[i].path, parts[i].name);
        if (buffer_status(parts[i].path) != STATUS_OK)
            status = STATUS_NO_MEMORY;
    }
    return status;
}

void demo_paths_release(struct demo_paths *paths)
{
    buffer_release(&paths->folder);
    buffer_release(&paths->ledger);
    buffer_release(&paths->keys);
    buffer_release(&paths->passphrase);
    buffer_release(&paths->people);
    buffer_release(&paths->marks);
    buffer_release(&paths->audited);
}

bool demo_is_built(const struct demo_paths *paths)
{
    return path_exists(paths->ledger.at) && path_exists(paths->keys.at) && path_exists(paths->passphrase.at);
}

static bool go_on(const struct demo_build *build, size_t done, size_t all)
{
    const struct demo_plan *plan = build->plan;
    return !plan->progress || plan->progress(plan->context, done, all);
}

static enum status cancelled(struct demo_build *build)
{
    return problem_say(build->problem, STATUS_CANCELLED, NULL, NULL, NULL);
}

/* What a person can act on is the line of the script, unless a file that it names is at fault. */
static void place_problem(const struct demo_build *build, const char *script)
{
    if (!build->problem || build->problem->file[0])
        return;
    problem_file(build->problem, script);
    problem_place(build->problem, build->action->line, 1);
}

static enum status act_all(struct demo_build *build, const struct demo_script *script, const char *path)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < script->actions && status == STATUS_OK; i++) {
        if (!go_on(build, i, script->actions + script->actions / 4))
            return cancelled(build);
        build->action = &script->action[i];
        problem_clear(build->problem);
        status = demo_act(build);
        arena_release(&build->arena);
    }
    if (status != STATUS_OK)
        place_problem(build, path);
    return status;
}

/* Sealing the keys takes about a quarter of the time that the entries take. */
static enum status store_keys(struct demo_build *build, size_t actions)
{
    struct keyring keyring = {.folder = build->plan->paths->keys.at};
    size_t share = actions / 4;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < build->keys.count && status == STATUS_OK; i++) {
        if (!go_on(build, actions + share * i / build->keys.count, actions + share))
            return cancelled(build);
        status = demo_keys_store(&build->keys, i, &keyring, build->plan->kdf, SLICE(DEMO_PASSPHRASE), build->problem);
    }
    return status;
}

static enum status store_files(struct demo_build *build)
{
    const struct demo_paths *paths = build->plan->paths;
    struct people people;
    enum status status = file_write_atomic(paths->folder.at, "people", buffer_slice(&build->people), FILE_MODE_PRIVATE,
                                           false, build->problem);
    if (status == STATUS_OK)
        status = people_read(paths->people.at, &people, build->problem);
    if (status == STATUS_OK)
        people_release(&people);
    if (status == STATUS_OK)
        status = file_write_atomic(paths->folder.at, "passphrase", SLICE(DEMO_PASSPHRASE "\n"), FILE_MODE_PRIVATE,
                                   false, build->problem);
    return status;
}

static enum status build_all(struct demo_build *build, const struct demo_script *script, const char *path)
{
    enum status status = ledger_open(build->plan->paths->ledger.at, STORE_CREATE, &build->ledger, build->problem);
    if (status == STATUS_OK)
        status = act_all(build, script, path);
    if (status == STATUS_OK)
        status = store_keys(build, script->actions);
    if (status == STATUS_OK)
        status = store_files(build);
    ledger_close(build->ledger);
    return status;
}

enum status demo_build(const struct demo_plan *plan, struct problem *problem)
{
    struct demo_build build = {.plan = plan, .problem = problem};
    struct demo_script script;
    struct arena arena;
    struct buffer bytes;
    arena_init(&arena);
    arena_init(&build.arena);
    buffer_init(&bytes);
    buffer_init(&build.people);
    char *path = path_join(plan->samples, SCRIPT);
    enum status status = path ? file_read(path, SCRIPT_LIMIT, &bytes, problem)
                              : problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    if (status == STATUS_OK) {
        problem_file(problem, path);
        status = demo_script_read(buffer_slice(&bytes), &arena, &script, problem);
    }
    if (status == STATUS_OK)
        status = build_all(&build, &script, path);
    demo_keys_release(&build.keys);
    buffer_release(&build.people);
    buffer_release(&bytes);
    arena_release(&arena);
    free(path);
    return status;
}
