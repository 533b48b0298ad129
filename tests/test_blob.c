/* Attachments in a ledger: who names them, and which of them may be deleted. */
#include "data/blob.h"
#include "data/blob_names.h"
#include "tests/folder.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define SECRET "Vertraulich: die Kennung lautet 4711-0815-Regenbogen"

static struct digest content_of(const char *bytes)
{
    return digest_of(slice_of(bytes));
}

static const char *attachment(struct world *w, const char *bytes)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    struct digest content = content_of(bytes);
    digest_hex(&content, hex);
    return world_say(w, "attachment: %s %zu f.pdf\n", hex, strlen(bytes));
}

static void keep(struct world *w, const char *bytes)
{
    assert_int_equal(blob_keep(ledger_store(w->ledger), slice_of(bytes), &w->problem), STATUS_OK);
}

static bool has(struct world *w, const char *bytes)
{
    struct digest content = content_of(bytes);
    bool there;
    assert_int_equal(blob_has(ledger_store(w->ledger), &content, &there, &w->problem), STATUS_OK);
    return there;
}

static enum status drop(struct world *w, const char *bytes)
{
    struct digest content = content_of(bytes);
    problem_clear(&w->problem);
    return blob_delete(ledger_store(w->ledger), &content, &w->problem);
}

static bool file_holds(struct world *w, const char *words)
{
    struct slice file = folder_file(w, w->folder, strrchr(w->path, '/') + 1);
    return memmem(file.at, file.length, words, strlen(words)) != NULL;
}

/* Not even the file remembers it. */
static void deletes_for_good(void **state)
{
    struct world *w = *state;
    keep(w, SECRET);
    world_propose(w, "stadt", "1", world_say(w, "public: no\n%s", attachment(w, SECRET)));
    assert_true(has(w, SECRET));
    assert_true(file_holds(w, SECRET));
    assert_int_equal(drop(w, SECRET), STATUS_OK);
    assert_false(has(w, SECRET));
    assert_false(file_holds(w, SECRET));
    assert_int_equal(drop(w, SECRET), STATUS_NOT_FOUND);
}

static void public_ones_stay(void **state)
{
    struct world *w = *state;
    keep(w, "Plan");
    world_propose(w, "stadt", "1", world_say(w, "public: no\n%s", attachment(w, "Plan")));
    world_propose(w, "stadt", "2", attachment(w, "Plan"));
    assert_int_equal(drop(w, "Plan"), STATUS_REFUSED);
    assert_true(has(w, "Plan"));
}

/* Another body's public proposal, or what is not in the log yet. */
static void those_that_others_need_stay(void **state)
{
    struct world *w = *state;
    keep(w, "Plan");
    keep(w, "Karte");
    world_propose(w, "stadt", "1", world_say(w, "public: no\n%s%s", attachment(w, "Plan"), attachment(w, "Karte")));
    const char *waits = world_proposal_text(
        w, "stadt", "2", world_say(w, "public: no\nfor: stadt\nfor: kreis\n%s", attachment(w, "Karte")));
    assert_int_equal(world_send(w, waits, "stadt"), REASON_NONE);
    assert_int_equal(w->entry.index, -1);
    world_found(w, world_edit(w, WORLD_STATUTE, "rat.example", "anderer.example"), "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    world_propose(w, "stadt", "1", attachment(w, "Plan"));
    assert_int_equal(drop(w, "Plan"), STATUS_REFUSED);
    assert_int_equal(drop(w, "Karte"), STATUS_REFUSED);
    assert_true(has(w, "Plan") && has(w, "Karte"));
}

static void names_each_once(void **state)
{
    struct world *w = *state;
    struct blob_names names;
    struct digest plan = content_of("Plan"), karte = content_of("Karte"), none = content_of("");
    world_propose(w, "stadt", "1", world_say(w, "public: no\n%s", attachment(w, "Plan")));
    world_propose(w, "stadt", "2", attachment(w, "Plan"));
    world_propose(w, "stadt", "3", world_say(w, "public: no\n%s", attachment(w, "Karte")));
    assert_int_equal(blob_names_load(ledger_store(w->ledger), 1, 9, &names), STATUS_OK);
    assert_int_equal(names.count, 2);
    assert_true(blob_names_find(&names, &plan)->public);
    assert_false(blob_names_find(&names, &karte)->public);
    assert_null(blob_names_find(&names, &none));
    blob_names_release(&names);
    assert_int_equal(blob_names_load(ledger_store(w->ledger), 1, 7, &names), STATUS_OK);
    assert_int_equal(names.count, 1);
    assert_false(blob_names_find(&names, &plan)->public);
    blob_names_release(&names);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        POPULATED_TEST(deletes_for_good),
        POPULATED_TEST(public_ones_stay),
        POPULATED_TEST(those_that_others_need_stay),
        POPULATED_TEST(names_each_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
