/* Proofs of not having voted: made from a ledger, read back with nothing beside them, and what they may not claim. */
#include "data/no_vote_file.h"
#include "tests/world_head.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *proof_path(struct world *w)
{
    return world_say(w, "%s/proof", w->folder);
}

static enum status make(struct world *w, const char *ballot, const char *seat, struct no_vote_file *file)
{
    struct ballot_facts facts;
    struct stream_out out;
    unlink(proof_path(w));
    problem_clear(&w->problem);
    assert_int_equal(ballot_facts_find(ledger_store(w->ledger), ballot, &facts, &w->problem), STATUS_OK);
    assert_int_equal(stream_create(&out, proof_path(w), &w->problem), STATUS_OK);
    enum status status =
        no_vote_make(ledger_store(w->ledger), &facts, slice_of(seat), &out, file, NULL, NULL, &w->problem);
    if (status == STATUS_OK)
        status = stream_finish(&out, &w->problem);
    stream_release(&out);
    return status;
}

static enum status read_back(struct world *w, struct no_vote_file *file)
{
    struct stream *stream = malloc(sizeof *stream);
    assert_non_null(stream);
    problem_clear(&w->problem);
    enum status status = stream_open(stream, proof_path(w), &w->problem);
    if (status == STATUS_OK)
        status = no_vote_read(stream, file, NULL, NULL, &w->problem);
    stream_close(stream);
    free(stream);
    return status;
}

/* Made and read back, both say the same. */
static void proves(struct world *w, const char *ballot, const char *seat, uint64_t votes, uint64_t found, bool ended)
{
    struct no_vote_file made, got;
    char hex[DIGEST_HEX_LENGTH + 1];
    assert_int_equal(make(w, ballot, seat, &made), STATUS_OK);
    assert_int_equal(read_back(w, &got), STATUS_OK);
    const struct no_vote_check *const both[] = {&made.check, &got.check};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(both[i]->votes, votes);
        assert_int_equal(both[i]->found, found);
        assert_int_equal(both[i]->ended, ended);
        assert_true(slice_is(both[i]->title, "2026-001 Antrag"));
    }
    digest_hex(&got.claim.ballot, hex);
    assert_string_equal(hex, ballot);
    assert_true(slice_is(got.claim.seat, seat));
    no_vote_file_release(&made);
    no_vote_file_release(&got);
}

static void refuses(struct world *w, const char *ballot, const char *seat, enum status status, const char *message)
{
    struct no_vote_file file;
    assert_int_equal(make(w, ballot, seat, &file), status);
    assert_string_equal(w->problem.message, message);
    assert_int_equal(access(proof_path(w), F_OK), -1);
    no_vote_file_release(&file);
}

static void open_and_closed(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    refuses(
        w, ballot, "kreis", STATUS_REFUSED,
        "no signed head holds this ballot yet: run \"stimmbuch checkpoint\" where the log's key is, then ask again");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_sign_head(w);
    proves(w, ballot, "kreis", 1, 0, false);
    refuses(w, ballot, "stadt", STATUS_REFUSED, "the seat \"{1}\" has voted in this ballot");
    refuses(w, ballot, "nirgends", STATUS_NOT_FOUND, "there is no seat \"{1}\"");
    world_vote(w, ballot, "gemeinde", "gemeinde", "no");
    w->now.seconds += 60;
    world_close(w, ballot);
    proves(w, ballot, "kreis", 1, 0, false);
    world_sign_head(w);
    proves(w, ballot, "kreis", 2, 0, true);
    world_propose(w, "stadt", "2026-002", "");
    world_sign_head(w);
    proves(w, ballot, "kreis", 2, 0, true);
}

/* A ballot that was made void; one next to it, in which the seat did vote. */
static void void_and_another(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    const char *other = world_open(w, world_propose(w, "stadt", "2026-002", ""), "einfach", "");
    world_vote(w, other, "kreis", "kreis", "yes");
    world_void(w, ballot);
    world_sign_head(w);
    proves(w, ballot, "kreis", 0, 0, true);
}

/* A vote that was rejected stands in the log: what follows from it this file cannot say. */
static void a_rejected_vote(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    struct slice late = world_note(w, world_vote_text(w, ballot, "kreis", "kreis", "holder", "yes"), "kreis");
    w->now.seconds += 60;
    world_close(w, ballot);
    assert_int_equal(world_force(w, late), REASON_CLOSED);
    world_sign_head(w);
    proves(w, ballot, "kreis", 0, 0, true);
}

static void a_vote_of_no_effect(void **state)
{
    struct world *w = *state;
    const char *ballot = world_begin(w, "einfach", "");
    const char *text = world_vote_text(w, ballot, "kreis", "kreis", "holder", "yes");
    assert_int_equal(world_force(w, world_note(w, text, "stadt")), REASON_SIGNER);
    world_sign_head(w);
    proves(w, ballot, "kreis", 1, 1, false);
    proves(w, ballot, "gemeinde", 1, 0, false);
}

static struct slice file_bytes(struct world *w)
{
    char bytes[1 << 16];
    FILE *file = fopen(proof_path(w), "rb");
    assert_non_null(file);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    assert_in_range(length, 1, sizeof bytes - 1);
    return arena_copy(&w->arena, (struct slice){bytes, length});
}

static void put_bytes(struct world *w, struct slice bytes)
{
    FILE *file = fopen(proof_path(w), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
}

/* One byte of the file altered, anywhere: refused, but that it may name another seat, which did not vote either. */
static void every_byte(void **state)
{
    struct world *w = *state;
    struct no_vote_file file;
    const char *ballot = world_begin(w, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_sign_head(w);
    assert_int_equal(make(w, ballot, "kreis", &file), STATUS_OK);
    no_vote_file_release(&file);
    struct slice good = file_bytes(w);
    char *bytes = (char *)(uintptr_t)arena_copy(&w->arena, good).at;
    for (size_t i = 0; i < good.length; i++) {
        bytes[i] = (char)(bytes[i] ^ 1);
        put_bytes(w, (struct slice){bytes, good.length});
        if (read_back(w, &file) == STATUS_OK) {
            assert_false(slice_is(file.claim.seat, "kreis"));
            assert_int_equal(file.claim.seat.length, 5);
        }
        no_vote_file_release(&file);
        bytes[i] = good.at[i];
    }
    for (size_t length = 0; length < good.length; length++) {
        put_bytes(w, slice_head(good, length));
        assert_int_not_equal(read_back(w, &file), STATUS_OK);
        no_vote_file_release(&file);
    }
}

/* The file with its last entry left out, and said so. */
static void stops_too_early(void **state)
{
    struct world *w = *state;
    struct no_vote_file file;
    struct merkle_range range;
    struct buffer short_one;
    const char *ballot = world_begin(w, "einfach", "");
    world_vote(w, ballot, "stadt", "stadt", "yes");
    world_sign_head(w);
    assert_int_equal(make(w, ballot, "kreis", &file), STATUS_OK);
    struct slice good = file_bytes(w);
    struct buffer vote;
    buffer_init(&vote);
    buffer_init(&short_one);
    int64_t last = (int64_t)file.claim.last;
    assert_int_equal(query_entry(ledger_store(w->ledger), 1, last, &vote, &w->problem), STATUS_OK);
    range = file.claim.range;
    file.claim.last--;
    file.claim.range.right[file.claim.range.rights++] = merkle_leaf(buffer_slice(&vote));
    no_vote_write(&file.claim, &short_one);
    struct slice rest = slice_from(good, file.header.length);
    buffer_add(&short_one, slice_head(rest, rest.length - 2 - vote.length));
    put_bytes(w, buffer_slice(&short_one));
    struct no_vote_file cut;
    assert_int_equal(read_back(w, &cut), STATUS_MISMATCH);
    assert_string_equal(w->problem.message, "its entries stop before the ballot ends");
    no_vote_file_release(&cut);
    file.claim.last++;
    file.claim.range = range;
    no_vote_file_release(&file);
    buffer_release(&vote);
    buffer_release(&short_one);
}

static void messages(void **state)
{
    struct world *w = *state;
#define START NO_VOTE_FIRST_LINE "\nballot " ID "\nseat kreis\n"
#define ID "5fdeca1a4678d0197596fb489ee7cd1679cfb9ae11093f7b008fdf41b486f550"
    static const struct {
        const char *text, *message;
        unsigned long line;
    } rows[] = {
        {"x\n", "it is not a proof of not having voted: the first line is another", 1},
        {NO_VOTE_FIRST_LINE "\nballot 12\n", "it does not name the ballot", 2},
        {NO_VOTE_FIRST_LINE "\nballot " ID "\nseat KREIS\n", "it does not name the seat", 3},
        {START "first 0\n", "the line \"{1}\" is missing or not as it must be", 4},
        {START "first 2\nlast 1\n", "the line \"{1}\" is missing or not as it must be", 5},
        {START "first 2\nlast 2\ncarried 1001\n", "the line \"{1}\" is missing or not as it must be", 6},
        {START "first 2\nlast 2\ncarried 1\nhead 65536\n", "the line \"{1}\" is missing or not as it must be", 7},
        {START "first 2\nlast 2\ncarried 1\nhead 9\nleft AAAA\n", "a line is not base64 of a hash", 8},
        {START "first 2\nlast 2\ncarried 1\nhead 9\n\n", "it does not hold the hashes that its places need", 8},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct no_vote_file file;
        put_bytes(w, slice_of(rows[i].text));
        assert_int_equal(read_back(w, &file), STATUS_FORM);
        assert_string_equal(w->problem.message, rows[i].message);
        assert_int_equal(w->problem.line, rows[i].line);
        no_vote_file_release(&file);
    }
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        WORLD_TEST(open_and_closed), WORLD_TEST(void_and_another),    WORLD_TEST(a_rejected_vote),
        WORLD_TEST(every_byte),      WORLD_TEST(a_vote_of_no_effect), WORLD_TEST(stops_too_early),
        WORLD_TEST(messages),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
