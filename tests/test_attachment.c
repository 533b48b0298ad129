/* Attachments of a draft: completed from the file beside it, compared with it, and kept. */
#include "data/attachment.h"

#include "data/blob.h"
#include "tests/scratch.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define HEAD "stimmbuch/1 proposal\nnumber: 1\ntitle: T\nkind: decision\n"
#define PLAN "Der Plan.\n"
#define NO_HASH "0000000000000000000000000000000000000000000000000000000000000000"

struct desk {
    struct world *w;
    void *folder;
    char draft[SCRATCH_PATH], hash[DIGEST_HEX_LENGTH + 1];
};

static int make(void **state)
{
    struct desk *desk = calloc(1, sizeof *desk);
    void *world = NULL;
    if (!desk || world_make(&world) != 0 || scratch_make(&desk->folder) != 0)
        return -1;
    struct digest content = digest_of(SLICE(PLAN));
    digest_hex(&content, desk->hash);
    desk->w = world;
    scratch_path(&desk->folder, "draft.txt", desk->draft);
    scratch_write(&desk->folder, "Plan 1.pdf", SLICE(PLAN), 0644);
    *state = desk;
    return 0;
}

static int release(void **state)
{
    struct desk *desk = *state;
    void *world = desk->w;
    int failed = world_remove(&world) | scratch_remove(&desk->folder);
    free(desk);
    return failed;
}

static enum status complete(struct desk *desk, const char *lines, struct draft *draft)
{
    const char *text = world_say(desk->w, HEAD "%s", lines);
    problem_clear(&desk->w->problem);
    assert_int_equal(draft_read(draft, KIND_PROPOSAL, slice_of(text), &desk->w->arena, &desk->w->problem), STATUS_OK);
    return attachment_complete(draft, desk->draft, &desk->w->problem);
}

static void assert_last(const struct draft *draft, const char *expected)
{
    struct slice value = draft->field[draft->fields - 1].value;
    assert_string_equal(value.at, expected);
}

static void a_name_gets_hash_and_size(void **state)
{
    struct desk *desk = *state;
    struct draft draft;
    assert_int_equal(complete(desk, "attachment: Plan 1.pdf\n", &draft), STATUS_OK);
    assert_last(&draft, world_say(desk->w, "%s 10 Plan 1.pdf", desk->hash));
    const char *line = world_say(desk->w, "attachment: %s 10 Plan 1.pdf\n", desk->hash);
    assert_int_equal(complete(desk, line, &draft), STATUS_OK);
    assert_last(&draft, world_say(desk->w, "%s 10 Plan 1.pdf", desk->hash));
}

static void what_does_not_fit_is_refused_in_its_line(void **state)
{
    struct desk *desk = *state;
    struct draft draft;
    char path[SCRATCH_PATH];
    assert_int_equal(symlink("Plan 1.pdf", scratch_path(&desk->folder, "link.pdf", path)), 0);
    assert_int_equal(mkfifo(scratch_path(&desk->folder, "pipe", path), 0600), 0);
    assert_int_equal(mkdir(scratch_path(&desk->folder, "folder", path), 0700), 0);
    scratch_write(&desk->folder, "empty", SLICE(""), 0644);
    scratch_write(&desk->folder, "huge", SLICE("x"), 0644);
    assert_int_equal(truncate(scratch_path(&desk->folder, "huge", path), ATTACHMENT_LIMIT + 1), 0);
    const struct {
        const char *line;
        enum status status;
        const char *says;
    } rows[] = {
        {NO_HASH " 10 Plan 1.pdf", STATUS_REFUSED, "is not the one that hash and size say"},
        {world_say(desk->w, "%s 11 Plan 1.pdf", desk->hash), STATUS_REFUSED, "is not the one that hash and size say"},
        {"Fehlt.pdf", STATUS_FILE, "there is no file \"{1}\" beside the draft"},
        {"../Plan 1.pdf", STATUS_FORM, "without folders"},
        {"/etc/passwd", STATUS_FORM, "without folders"},
        {"..", STATUS_FORM, "without folders"},
        {".", STATUS_FORM, "without folders"},
        {NO_HASH " 10 folder/Plan.pdf", STATUS_FORM, "without folders"},
        {"link.pdf", STATUS_FILE, "no regular file"},
        {"pipe", STATUS_FILE, "no regular file"},
        {"folder", STATUS_FILE, "no regular file"},
        {"empty", STATUS_FILE, "empty"},
        {"huge", STATUS_FILE, "larger"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        enum status status = complete(desk, world_say(desk->w, "attachment: %s\n", rows[i].line), &draft);
        const struct problem *problem = &desk->w->problem;
        if (status != rows[i].status || problem->line != 5 || !strstr(problem->message, rows[i].says) ||
            strcmp(problem->file, desk->draft) != 0 || strcmp(problem->field, "attachment") != 0)
            fail_msg("%s: status %d, line %lu of %s: %s", rows[i].line, status, problem->line, problem->file,
                     problem->message);
    }
}

static void count_missing(void *context, struct slice name)
{
    assert_true(slice_is(name, "Fehlt.pdf"));
    ++*(int *)context;
}

static bool is_kept(struct desk *desk)
{
    struct digest content = digest_of(SLICE(PLAN));
    struct buffer bytes;
    bool found;
    buffer_init(&bytes);
    assert_int_equal(blob_get(ledger_store(desk->w->ledger), &content, &bytes, &found, &desk->w->problem), STATUS_OK);
    assert_true(!found || slice_is(buffer_slice(&bytes), PLAN));
    buffer_release(&bytes);
    return found;
}

static void files_are_kept_and_missing_ones_named(void **state)
{
    struct desk *desk = *state;
    struct draft draft;
    int missing = 0;
    bool there;
    struct store *store = ledger_store(desk->w->ledger);
    assert_int_equal(complete(desk, "attachment: " NO_HASH " 4 Fehlt.pdf\nattachment: Plan 1.pdf\n", &draft),
                     STATUS_OK);
    assert_false(is_kept(desk));
    assert_int_equal(attachment_look(&draft, desk->draft, count_missing, &missing), STATUS_OK);
    assert_int_equal(missing, 1);
    assert_false(is_kept(desk));
    assert_int_equal(attachment_keep(&draft, desk->draft, store, &desk->w->problem), STATUS_OK);
    assert_true(is_kept(desk));
    assert_int_equal(attachment_is_there(desk->draft, SLICE("Plan 1.pdf"), &there), STATUS_OK);
    assert_true(there);
    assert_int_equal(attachment_is_there(desk->draft, SLICE("Fehlt.pdf"), &there), STATUS_OK);
    assert_false(there);
}

/* Between looking and keeping, the file was exchanged: what was shown is not what would be kept. */
static void an_exchanged_file_is_not_kept(void **state)
{
    struct desk *desk = *state;
    struct draft draft;
    assert_int_equal(complete(desk, "attachment: Plan 1.pdf\n", &draft), STATUS_OK);
    scratch_write(&desk->folder, "Plan 1.pdf", SLICE("Ein Plan.\n"), 0644);
    assert_int_equal(attachment_keep(&draft, desk->draft, ledger_store(desk->w->ledger), &desk->w->problem),
                     STATUS_REFUSED);
    assert_false(is_kept(desk));
}

#define DESK_TEST(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        DESK_TEST(a_name_gets_hash_and_size),
        DESK_TEST(what_does_not_fit_is_refused_in_its_line),
        DESK_TEST(files_are_kept_and_missing_ones_named),
        DESK_TEST(an_exchanged_file_is_not_kept),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
