/* JSON written as it comes is byte for byte what jansson writes of the same values. */
#include "tui/json.h"
#include "tui/json_write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void assert_same(struct json_write *json, json_t *value)
{
    char *expected = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    assert_non_null(expected);
    assert_int_equal(buffer_status(&json->out), STATUS_OK);
    assert_string_equal(json->out.at, expected);
    free(expected);
    json_decref(value);
    buffer_release(&json->out);
}

static void every_character(void **state)
{
    (void)state;
    for (unsigned code = 0; code < 256; code++) {
        struct json_write json = {.comma = false};
        char text[] = {'a', (char)code, 'z'};
        /* A byte above 127 by itself is not UTF-8. */
        struct slice slice = {.at = text, .length = sizeof text};
        json_write_text(&json, NULL, slice);
        assert_same(&json, json_slice(slice));
    }
}

static void texts(void **state)
{
    static const char *const all[] = {"", "\"", "\\", "Größe", "„Stadt“ – 😀", "\n\n", "a\"b\\c", "\xc3", "abc\xff"};
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct json_write json = {.comma = false};
        json_write_text(&json, NULL, slice_of(all[i]));
        assert_same(&json, json_slice(slice_of(all[i])));
    }
}

static void numbers(void **state)
{
    static const int64_t all[] = {0, 1, -1, 10, 1767258000, INT64_MAX, INT64_MIN, INT64_MIN + 1};
    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct json_write json = {.comma = false};
        json_write_number(&json, NULL, all[i]);
        assert_same(&json, json_integer((json_int_t)all[i]));
    }
}

static void a_document(void **state)
{
    struct json_write json = {.comma = false};
    (void)state;
    json_write_open(&json, NULL, '{');
    json_write_text(&json, "body", SLICE("rat.example"));
    json_write_open(&json, "none", '[');
    json_write_close(&json, ']');
    json_write_open(&json, "seats", '[');
    for (int64_t i = 0; i < 2; i++) {
        json_write_open(&json, NULL, '{');
        json_write_number(&json, "since", i);
        json_write_open(&json, "members", '{');
        json_write_close(&json, '}');
        json_write_close(&json, '}');
    }
    json_write_close(&json, ']');
    json_write_number(&json, "size", 7);
    json_write_close(&json, '}');
    assert_same(&json, json_pack("{s:s, s:[], s:[{s:i, s:{}}, {s:i, s:{}}], s:i}", "body", "rat.example", "none",
                                 "seats", "since", 0, "members", "since", 1, "members", "size", 7));
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_character),
        cmocka_unit_test(texts),
        cmocka_unit_test(numbers),
        cmocka_unit_test(a_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
