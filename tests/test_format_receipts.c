/* The examples of section 11 of data/FORMAT.md, put together as it says and read by the program. */
#include "core/receipt_file.h"
#include "core/tile.h"
#include "data/no_vote_file.h"
#include "tests/format_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void the_receipt(void **state)
{
    struct receipt_file *file = calloc(1, sizeof *file);
    assert_non_null(file);
    assert_int_equal(receipt_file_check(format_block(*state, "receipt"), file, NULL), STATUS_OK);
    assert_int_equal(file->receipt.index, 5);
    assert_int_equal(file->entry.entry.kind, KIND_VOTE);
    assert_int_equal(carried_signature(&file->carried, &file->entry, 0), CARRIED_HOLDS);
    assert_true(slice_is(file->carried.body.name, "orte.example"));
    assert_int_equal(file->head.head.size, 8);
    assert_int_equal(file->head.cosigners, 1);
    assert_true(slice_is(file->head.cosigner[0].name, "pruefer"));
    assert_int_equal(file->head.unknown, 0);
    receipt_file_release(file);
    free(file);
}

/* Notes with an empty line between two; each begins with the first line of an entry. */
static void add_notes(struct slice block, struct buffer *out)
{
    static const char gap[] = "\n\nstimmbuch/1 ";
    while (block.length) {
        size_t end = 0;
        while (end < block.length && !slice_equal(slice_head(slice_from(block, end), sizeof gap - 1), SLICE(gap)))
            end++;
        size_t length = end < block.length ? end + 1 : end;
        assert_true(bundle_add(slice_head(block, length), out));
        block = slice_from(block, length + 1);
    }
}

static void the_proof(void **state)
{
    char path[] = "/tmp/format-no-vote-XXXXXX";
    struct buffer bytes;
    struct stream *stream = malloc(sizeof *stream);
    struct no_vote_file *file = malloc(sizeof *file);
    int descriptor = mkstemp(path);
    assert_true(stream && file && descriptor >= 0);
    buffer_init(&bytes);
    buffer_add(&bytes, format_block(*state, "no-vote-lines"));
    buffer_byte(&bytes, '\n');
    buffer_add(&bytes, format_block(*state, "no-vote-head"));
    add_notes(format_block(*state, "no-vote-carried"), &bytes);
    add_notes(format_block(*state, "no-vote-entries"), &bytes);
    assert_int_equal(write(descriptor, bytes.at, bytes.length), bytes.length);
    assert_int_equal(close(descriptor), 0);
    assert_int_equal(stream_open(stream, path, NULL), STATUS_OK);
    assert_int_equal(no_vote_read(stream, file, NULL, NULL, NULL), STATUS_OK);
    assert_int_equal(file->check.found, 0);
    assert_int_equal(file->check.votes, 1);
    assert_true(file->check.ended);
    assert_int_equal(file->check.last_kind, KIND_CLOSE);
    assert_true(slice_is(file->claim.seat, "insel"));
    assert_int_equal(file->check.head.cosigners, 1);
    no_vote_file_release(file);
    stream_close(stream);
    unlink(path);
    buffer_release(&bytes);
    free(stream);
    free(file);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(the_receipt), cmocka_unit_test(the_proof)};
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, format_text_make, format_text_remove);
}
