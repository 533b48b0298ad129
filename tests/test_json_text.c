/* JSON written straight into a buffer: the same bytes as jansson's, for whatever text. */
#include "tui/json_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>

static void commas_come_by_themselves(void **state)
{
    (void)state;
    struct buffer out;
    buffer_init(&out);
    json_text_open(&out, NULL, '{');
    json_text_slice(&out, "seat", SLICE("eins"));
    json_text_number(&out, "since", 0);
    json_text_open(&out, "members", '[');
    json_text_open(&out, NULL, '{');
    json_text_number(&out, "index", INT64_MIN);
    json_text_close(&out, '}');
    json_text_open(&out, NULL, '[');
    json_text_close(&out, ']');
    json_text_close(&out, ']');
    json_text_open(&out, "none", '{');
    json_text_close(&out, '}');
    json_text_close(&out, '}');
    assert_int_equal(buffer_status(&out), STATUS_OK);
    assert_string_equal(out.at, "{\"seat\":\"eins\",\"since\":0,\"members\":[{\"index\":-9223372036854775808},[]],"
                                "\"none\":{}}");
    buffer_release(&out);
}

static void assert_as_jansson(struct slice text)
{
    struct buffer out;
    buffer_init(&out);
    json_text_open(&out, NULL, '{');
    json_text_slice(&out, "a", text);
    json_text_close(&out, '}');
    json_t *value = json_pack("{s:o}", "a", json_stringn(text.at, text.length));
    char *wanted = json_dumps(value, JSON_COMPACT);
    assert_non_null(wanted);
    assert_string_equal(out.at, wanted);
    free(wanted);
    json_decref(value);
    buffer_release(&out);
}

static void text_is_escaped_as_jansson_does_it(void **state)
{
    (void)state;
    for (int byte = 0; byte < 0x80; byte++) {
        const char text[] = {'x', (char)byte, 'y', (char)byte};
        assert_as_jansson((struct slice){.at = text, .length = sizeof text});
    }
    assert_as_jansson(SLICE(""));
    assert_as_jansson(SLICE("Straßenkataster \"Süd\" \\ 東京都 \xf0\x9f\x98\x80 /"));
}

static void what_is_not_utf8_is_left_empty(void **state)
{
    (void)state;
    static const char *const bad[] = {"\xff", "a\xc3", "\xed\xa0\x80", "\xc0\x80"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct buffer out;
        buffer_init(&out);
        json_text_open(&out, NULL, '{');
        json_text_slice(&out, "a", slice_of(bad[i]));
        json_text_close(&out, '}');
        assert_string_equal(out.at, "{\"a\":\"\"}");
        buffer_release(&out);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_come_by_themselves),
        cmocka_unit_test(text_is_escaped_as_jansson_does_it),
        cmocka_unit_test(what_is_not_utf8_is_left_empty),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
