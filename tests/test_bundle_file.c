/* Bundles: one way to write them, and everything else is refused with its place. */
#include "core/tile.h"
#include "data/bundle_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define FOUNDING "2f6c0c5f0a3f8a7e6a0e4f6b0c1d2e3f4a5b6c7d8e9f00112233445566778899"
#define LINES(from, entries, pending, blobs, head)                                                                     \
    "stimmbuch/1 bundle\nbody: rat.example\nfounding: " FOUNDING "\nfrom: " from "\nentries: " entries                 \
    "\npending: " pending "\nblobs: " blobs "\nhead: " head "\n\n"
/* "abc" and "" as entries, "x" waits, one blob of two bytes. */
#define PARTS "HEAD\n\0\3abc\0\0\0\1x\0\0\0\2zz"

static enum status parse(struct slice bytes, struct bundle_file *out, struct problem *problem)
{
    problem_clear(problem);
    return bundle_file_parse(bytes, out, problem);
}

static void a_bundle_is_read_and_written_back(void **state)
{
    (void)state;
    struct slice bytes = SLICE(LINES("7", "2", "1", "1", "5") PARTS), note, blob;
    struct bundle_file bundle;
    struct problem problem;
    assert_int_equal(parse(bytes, &bundle, &problem), STATUS_OK);
    assert_true(slice_is(bundle.body, "rat.example"));
    assert_int_equal(bundle.from, 7);
    assert_int_equal(bundle.entries, 2);
    assert_int_equal(bundle.pending, 1);
    assert_true(slice_is(bundle.head, "HEAD\n"));
    struct bundle walk;
    assert_int_equal(bundle_open(bundle.notes, 3, &walk, &problem), STATUS_OK);
    assert_true(bundle_next(&walk, &note) && slice_is(note, "abc"));
    assert_true(bundle_next(&walk, &note) && note.length == 0);
    assert_true(bundle_next(&walk, &note) && slice_is(note, "x"));
    struct bundle_file rest = bundle;
    assert_true(bundle_file_blob(&rest, &blob) && slice_is(blob, "zz"));
    assert_false(bundle_file_blob(&rest, &blob));

    struct buffer written;
    buffer_init(&written);
    bundle_file_begin(&bundle, &written);
    buffer_add(&written, bundle.notes);
    assert_true(bundle_file_add_blob(SLICE("zz"), &written));
    assert_true(slice_equal(buffer_slice(&written), bytes));
    buffer_release(&written);
}

static void only_what_waits(void **state)
{
    (void)state;
    struct bundle_file bundle;
    struct problem problem;
    assert_int_equal(parse(SLICE(LINES("0", "0", "1", "0", "0") "\0\1x"), &bundle, &problem), STATUS_OK);
    assert_int_equal(bundle.head.length, 0);
    assert_int_equal(bundle.notes.length, 3);
    assert_true(slice_is(bundle_file_magic(), "stimmbuch/1 bundle\n"));
}

static void each_end_is_too_early(void **state)
{
    (void)state;
    struct slice bytes = SLICE(LINES("7", "2", "1", "1", "5") PARTS);
    struct bundle_file bundle;
    struct problem problem;
    for (size_t length = 0; length < bytes.length; length++)
        assert_int_equal(parse(slice_head(bytes, length), &bundle, &problem), STATUS_FORM);
}

static void what_is_malformed_says_where(void **state)
{
    (void)state;
    const struct {
        struct slice bytes;
        unsigned long line;
        const char *part;
    } cases[] = {
        {SLICE("stimmbuch/2 bundle\n"), 1, "the first line is another"},
        {SLICE("stimmbuch/1 bundle\nbody: Rat\n"), 2, "does not name its body"},
        {SLICE("stimmbuch/1 bundle\nbody: rat.example\nfounding: 2F\n"), 3, "does not name the founding"},
        {SLICE(LINES("07", "2", "1", "1", "5") PARTS), 4, "not what belongs there"},
        {SLICE(LINES("9223372036854775808", "2", "1", "1", "5") PARTS), 4, "not what belongs there"},
        {SLICE(LINES("7", "1000001", "1", "1", "5") PARTS), 5, "more than a bundle may"},
        {SLICE(LINES("7", "2", "10001", "1", "5") PARTS), 6, "more than a bundle may"},
        {SLICE(LINES("7", "2", "1", "10001", "5") PARTS), 7, "more than a bundle may"},
        {SLICE(LINES("7", "2", "1", "1", "65536") PARTS), 8, "more than a bundle may"},
        {SLICE("stimmbuch/1 bundle\nbody: rat.example\nfounding: " FOUNDING
               "\nfrom: 0\nentries: 0\npending: 0\nblobs: 0\nhead: 0\nx\n\n"),
         9, "empty line is missing"},
        {SLICE(LINES("7", "2", "1", "1", "5") PARTS "\n"), 0, "left over"},
        {SLICE(LINES("7", "2", "1", "1", "0") "\0\3abc\0\0\0\1x\0\0\0\2zz"), 0, "without the signed head"},
        {SLICE(LINES("0", "0", "1", "1", "5") "HEAD\n\0\1x\0\0\0\2zz"), 0, "without the signed head"},
        {SLICE(LINES("1", "0", "1", "0", "0") "\0\1x"), 0, "without the signed head"},
        {SLICE(LINES("9223372036854775806", "2", "1", "1", "5") PARTS), 0, "without the signed head"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct bundle_file bundle;
        struct problem problem;
        assert_int_equal(parse(cases[i].bytes, &bundle, &problem), STATUS_FORM);
        assert_int_equal(problem.line, cases[i].line);
        if (!strstr(problem.message, cases[i].part))
            fail_msg("case %zu: %s", i, problem.message);
    }
}

static void so_many_and_no_more(void **state)
{
    (void)state;
    struct bundle_file bundle;
    struct problem problem;
    struct buffer bytes;
    buffer_init(&bytes);
    buffer_add(&bytes, SLICE(LINES("0", "1000000", "10000", "0", "1") "\n"));
    for (size_t i = 0; i < BUNDLE_NOTES_MAX + BUNDLE_PENDING_MAX; i++)
        assert_true(bundle_add(SLICE(""), &bytes));
    assert_int_equal(parse(buffer_slice(&bytes), &bundle, &problem), STATUS_OK);
    buffer_release(&bytes);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bundle_is_read_and_written_back),
        cmocka_unit_test(only_what_waits),
        cmocka_unit_test(each_end_is_too_early),
        cmocka_unit_test(what_is_malformed_says_where),
        cmocka_unit_test(so_many_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
