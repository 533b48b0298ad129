/* With several keys the screens begin with the one that was used last. */
#include "data/file.h"
#include "tests/stage_sign.h"
#include "tui/kept_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void write_last_key(struct stage *stage, struct slice text)
{
    struct buffer folder;
    buffer_init(&folder);
    assert_true(kept_file_folder(&stage->app, &folder));
    assert_int_equal(file_write_atomic(folder.at, "last-key", text, FILE_MODE_PRIVATE, true, NULL), STATUS_OK);
    buffer_release(&folder);
}

/* Of several keys, and where --as names none. */
static void the_key_that_was_used_last_is_chosen_again(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "stadt", "en");
    stage_return(stage, "en");
    assert_string_equal(stage->app.who, "stadt");
    assert_true(stage_says(stage, "The key is stadt, which was used last."));
    stage_enter(stage, "gs1", "de");
    assert_string_equal(stage->app.who, "gs1");
    stage_return(stage, "de");
    assert_string_equal(stage->app.who, "gs1");
    stage_expect(stage, 24, 80, "Jörg Süß, Geschäftsstelle");
}

static void what_names_no_key_chooses_none(void **state)
{
    struct stage *stage = *state;
    static const char *const texts[] = {"",         "\n",       "nobody\n", "../keys/stadt\n", "stadt.key\n",
                                        " stadt\n", "stadt\r\n"};
    stage_enter(stage, "", "en");
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        write_last_key(stage, slice_of(texts[i]));
        stage_return(stage, "en");
        assert_string_equal(stage->app.who, "");
    }
    write_last_key(stage, SLICE("stadt"));
    stage_return(stage, "en");
    assert_string_equal(stage->app.who, "stadt");
}

#define STAGE_TEST(test) cmocka_unit_test_setup_teardown(test, stage_make, stage_remove)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        STAGE_TEST(the_key_that_was_used_last_is_chosen_again),
        STAGE_TEST(what_names_no_key_chooses_none),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
