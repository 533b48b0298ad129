/* The file that an audit leaves for the next one: one way to write it, and nothing else is read. */
#include "data/audited_state.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <sodium.h>

enum { LEAVES = 13 };

static struct audited_state sample(void)
{
    struct audited_state state = {.at = 1795428900, .full = 1795428000, .tables = SLICE("not looked at here\n")};
    for (char i = 0; i < LEAVES; i++) {
        struct digest leaf = merkle_leaf((struct slice){.at = &i, .length = 1});
        merkle_add(&state.tree, &leaf, NULL, NULL);
    }
    state.root = merkle_root(&state.tree);
    state.founding = digest_of(SLICE("founding"));
    return state;
}

static void written_and_read(void **state)
{
    struct audited_state written = sample(), read;
    struct buffer bytes, again;
    (void)state;
    buffer_init(&bytes);
    buffer_init(&again);
    assert_int_equal(audited_state_begin(&written, &bytes), STATUS_OK);
    buffer_add(&bytes, written.tables);
    assert_true(audited_state_parse(buffer_slice(&bytes), &read));
    assert_int_equal(read.tree.size, LEAVES);
    assert_int_equal(read.tree.peaks, 3);
    assert_int_equal(read.at, 1795428900);
    assert_int_equal(read.full, 1795428000);
    assert_true(slice_equal(read.tables, written.tables));
    assert_true(digest_equal(&read.founding, &written.founding));
    assert_int_equal(audited_state_begin(&read, &again), STATUS_OK);
    buffer_add(&again, read.tables);
    assert_true(slice_equal(buffer_slice(&bytes), buffer_slice(&again)));
    buffer_release(&bytes);
    buffer_release(&again);
}

/* Any byte, and any length. */
static void damaged(void **state)
{
    struct audited_state written = sample(), read;
    struct buffer bytes;
    (void)state;
    buffer_init(&bytes);
    assert_int_equal(audited_state_begin(&written, &bytes), STATUS_OK);
    buffer_add(&bytes, written.tables);
    for (size_t i = 0; i < bytes.length; i++) {
        assert_false(audited_state_parse(slice_head(buffer_slice(&bytes), i), &read));
        bytes.at[i] ^= 1;
        assert_false(audited_state_parse(buffer_slice(&bytes), &read));
        bytes.at[i] ^= 1;
    }
    buffer_byte(&bytes, 'x');
    assert_false(audited_state_parse(buffer_slice(&bytes), &read));
    buffer_release(&bytes);
}

#define HASH "0000000000000000000000000000000000000000000000000000000000000000"

/* Behind a sum that fits. */
static void ill_formed(void **state)
{
    static const char *const rests[] = {
        "",
        "founding " HASH "\n",
        /* the empty log; peaks that are too few, too many, or do not give the root */
        "founding " HASH "\nsize 0\nroot " HASH "\nat 1\nfull 1\ntables 0\n",
        "founding " HASH "\nsize 3\nroot " HASH "\nat 1\nfull 1\npeak " HASH "\ntables 0\n",
        "founding " HASH "\nsize 1\nroot " HASH "\nat 1\nfull 1\npeak " HASH "\npeak " HASH "\ntables 0\n",
        "founding " HASH "\nsize 3\nroot " HASH "\nat 1\nfull 1\npeak " HASH "\npeak " HASH "\ntables 0\n",
        /* numbers and names in another way, lines in another order, bytes that are too few or too many */
        "founding " HASH "\nsize 01\nroot " HASH "\nat 1\nfull 1\npeak " HASH "\ntables 0\n",
        "founding " HASH "\nsize 1\nroot " HASH "\nat -1\nfull 1\npeak " HASH "\ntables 0\n",
        "founding " HASH "\nsize 1\nroot " HASH "\nat 1\nfull 9223372036854775808\npeak " HASH "\ntables 0\n",
        "founding " HASH "\nsize 18446744073709551615\nroot " HASH "\nat 1\nfull 1\npeak " HASH "\ntables 0\n",
        "founding " HASH "\nroot " HASH "\nsize 1\nat 1\nfull 1\npeak " HASH "\ntables 0\n",
        "Founding " HASH "\nsize 1\nroot " HASH "\nat 1\nfull 1\npeak " HASH "\ntables 0\n",
        "founding " HASH "\nsize 1\nroot " HASH "\nat 1\nfull 1\npeak " HASH "\ntables 1\n",
        "founding " HASH "\nsize 1\nroot " HASH "\nat 1\nfull 1\npeak " HASH "\ntables 0\nx",
        "founding " HASH "\nsize 1\nroot " HASH "\nat 1\nfull 1\npeak " HASH "\ntables 0",
        "founding " HASH "0\nsize 1\nroot " HASH "\nat 1\nfull 1\npeak " HASH "\ntables 0\n",
    };
    struct audited_state read;
    (void)state;
    assert_true(audited_state_parse_rest(
        SLICE("founding " HASH "\nsize 1\nroot " HASH "\nat 1\nfull 1\npeak " HASH "\ntables 0\n"), &read));
    for (size_t i = 0; i < sizeof rests / sizeof rests[0]; i++)
        if (audited_state_parse_rest(slice_of(rests[i]), &read))
            fail_msg("taken: %s", rests[i]);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    if (sodium_init() < 0)
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_and_read),
        cmocka_unit_test(damaged),
        cmocka_unit_test(ill_formed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
