#include "core/instant.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void reads_and_writes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t seconds;
    } rows[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"1970-01-01T00:00:59Z", 59},
        {"1970-12-31T23:59:59Z", 31535999},
        {"2000-02-29T12:00:00Z", 951825600},
        {"2000-03-01T00:00:00Z", 951868800},
        {"2024-02-29T00:00:00Z", 1709164800},
        {"2026-11-23T10:15:00Z", 1795428900},
        {"2038-01-19T03:14:08Z", 2147483648},
        {"2100-02-28T23:59:59Z", 4107542399},
        {"2100-03-01T00:00:00Z", 4107542400},
        {"9999-12-31T23:59:59Z", 253402300799},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct instant instant;
        char text[INSTANT_LENGTH + 1];
        if (!instant_parse(slice_of(rows[i].text), &instant))
            fail_msg("%s is refused", rows[i].text);
        assert_int_equal(instant.seconds, rows[i].seconds);
        instant_write(instant, text);
        assert_string_equal(text, rows[i].text);
    }
}

static void refuses(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "1969-12-31T23:59:59Z",
        "0000-01-01T00:00:00Z",
        "2026-00-10T00:00:00Z",
        "2026-13-10T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-32T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2100-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-04-30T24:00:00Z",
        "2026-04-30T00:60:00Z",
        "2026-04-30T23:59:60Z",
        "2026-04-30t00:00:00Z",
        "2026-04-30T00:00:00z",
        "2026-04-30 00:00:00Z",
        "2026-04-30T00:00:00",
        "2026-04-30T00:00:00+",
        "2026-04-30T00:00:00Z ",
        "+026-04-30T00:00:00Z",
        "2026-4-30T00:00:00Z",
        "2026-04-30T00:00:0xZ",
        "2026-04-30T00:00:00.0Z",
        "12026-04-30T00:00:00Z",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct instant instant;
        if (instant_parse(slice_of(rows[i]), &instant))
            fail_msg("%s is taken", rows[i]);
    }
}

/* Every day from 1970 to 2400 comes out as it went in, and no other follows it. */
static void every_day(void **state)
{
    (void)state;
    char last[INSTANT_LENGTH + 1] = "";
    for (int64_t day = 0; day < 157000; day++) {
        struct instant in = {.seconds = day * 86400 + 43199}, out;
        char text[INSTANT_LENGTH + 1];
        instant_write(in, text);
        assert_true(strcmp(last, text) < 0);
        assert_true(instant_parse(slice_of(text), &out));
        assert_int_equal(out.seconds, in.seconds);
        memcpy(last, text, sizeof last);
    }
    assert_string_equal(last, "2399-11-07T11:59:59Z");
}

static void beyond_what_can_be_written(void **state)
{
    (void)state;
    char text[INSTANT_LENGTH + 1];
    instant_write((struct instant){.seconds = -1}, text);
    assert_string_equal(text, "1970-01-01T00:00:00Z");
    instant_write((struct instant){.seconds = INT64_MIN}, text);
    assert_string_equal(text, "1970-01-01T00:00:00Z");
    instant_write((struct instant){.seconds = INT64_MAX}, text);
    assert_string_equal(text, "9999-12-31T23:59:59Z");
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_and_writes),
        cmocka_unit_test(refuses),
        cmocka_unit_test(every_day),
        cmocka_unit_test(beyond_what_can_be_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
