/* Proofs that a log was forked: made from two ledgers of one body, taken, and refused when anything in them differs. */
#include "data/fork_prove.h"

#include "data/file.h"
#include "data/head.h"
#include "data/node.h"
#include "tests/forked.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

/* From the world's ledger and a head of the other one. */
static enum status prove(struct world *w, struct slice head, const struct fork_tree *tree, struct buffer *out)
{
    problem_clear(&w->problem);
    return fork_prove(world_log(w), head, tree, out, &w->problem);
}

static struct slice head_of(struct world *w, const char *path, uint64_t size)
{
    const char *own = forked_turn(w, path);
    struct slice head = forked_head(w, size);
    forked_turn(w, own);
    return head;
}

static enum status check(struct world *w, struct slice bytes, struct checkpoint head[2])
{
    struct fork fork;
    struct carried carried = {.keys = 0};
    problem_clear(&w->problem);
    enum status status = fork_parse(bytes, &fork, &w->problem);
    if (status != STATUS_OK)
        return status;
    struct buffer again;
    buffer_init(&again);
    fork_write(&fork, &again);
    assert_true(slice_equal(buffer_slice(&again), bytes));
    buffer_release(&again);
    status = fork_verify(&fork, &carried, head, &w->problem);
    if (status == STATUS_OK) {
        char hex[DIGEST_HEX_LENGTH + 1];
        digest_hex(&carried.founding, hex);
        assert_string_equal(hex, w->founding);
    }
    carried_release(&carried);
    return status;
}

static void expect_proof(struct world *w, const struct buffer *proof, uint64_t shorter, uint64_t longer)
{
    struct checkpoint head[2];
    if (check(w, buffer_slice(proof), head) != STATUS_OK)
        fail_msg("%s", w->problem.message ? w->problem.message : "?");
    assert_int_equal(head[0].size, shorter);
    assert_int_equal(head[1].size, longer);
}

/* Heads of 5 and 5, of 6 and 7 (our tree has the hashes), of 7 and 6 (theirs has them). */
static void what_two_heads_prove(void **state)
{
    struct world *w = *state;
    const char *other = forked_make(w);
    struct buffer proof;
    buffer_init(&proof);
    assert_int_equal(prove(w, head_of(w, other, 5), NULL, &proof), STATUS_OK);
    expect_proof(w, &proof, 5, 5);
    assert_null(strstr(proof.at, "\nroot "));
    buffer_clear(&proof);
    assert_int_equal(prove(w, head_of(w, other, 6), NULL, &proof), STATUS_OK);
    expect_proof(w, &proof, 6, 7);
    /* The same pair from the other ledger: the same file, byte for byte. */
    struct buffer again;
    buffer_init(&again);
    struct slice longer = forked_head(w, 7);
    const char *own = forked_turn(w, other);
    assert_int_equal(prove(w, longer, NULL, &again), STATUS_NOT_FOUND);
    assert_non_null(strstr(w->problem.message, "no signed head of this ledger can be held against it"));
    struct ledger *first;
    struct log *log;
    assert_int_equal(ledger_open(own, STORE_READ, &first, &w->problem), STATUS_OK);
    assert_int_equal(ledger_log(first, slice_of(w->body), &log, &w->problem), STATUS_OK);
    struct node_source source = {.store = ledger_store(first), .body = log_number(log)};
    struct fork_tree tree = {.source = node_source_read, .context = &source, .size = log_size(log)};
    assert_int_equal(prove(w, longer, &tree, &again), STATUS_OK);
    assert_true(slice_equal(buffer_slice(&again), buffer_slice(&proof)));
    ledger_close(first);
    buffer_release(&again);
    buffer_release(&proof);
}

/* A head of the same history proves nothing, and neither does one by another key. */
static void what_proves_nothing(void **state)
{
    struct world *w = *state;
    forked_make(w);
    struct buffer proof;
    buffer_init(&proof);
    assert_int_equal(prove(w, forked_head(w, 4), NULL, &proof), STATUS_NOT_FOUND);
    assert_non_null(strstr(w->problem.message, "of the same history"));
    assert_int_equal(prove(w, forked_head(w, 7), NULL, &proof), STATUS_NOT_FOUND);
    struct signer thief = world_signer(w, "dieb");
    struct checkpoint head = {.origin = slice_of(w->body), .size = 5, .root = merkle_empty()};
    head.root.byte[0] ^= 1;
    struct buffer text, note;
    buffer_init(&text);
    buffer_init(&note);
    checkpoint_write(&head, &text);
    note_sign(buffer_slice(&text), &thief, &note);
    assert_int_equal(prove(w, buffer_slice(&note), NULL, &proof), STATUS_NOT_FOUND);
    assert_non_null(strstr(w->problem.message, "is not signed by the key of"));
    assert_int_equal(proof.length, 0);
    buffer_release(&text);
    buffer_release(&note);
    buffer_release(&proof);
}

/* Whatever byte is another one: it is refused, or it says the same (the base64 of a line that nobody looks at). */
static void altered_proofs(void **state)
{
    struct world *w = *state;
    const char *other = forked_make(w);
    struct buffer proof;
    struct checkpoint head[2];
    buffer_init(&proof);
    assert_int_equal(prove(w, head_of(w, other, 6), NULL, &proof), STATUS_OK);
    for (size_t i = 0; i < proof.length; i += i < 700 ? 1 : 7) {
        char before = proof.at[i];
        proof.at[i] ^= 1;
        if (check(w, buffer_slice(&proof), head) == STATUS_OK)
            fail_msg("byte %zu of %zu", i, proof.length);
        proof.at[i] = before;
    }
    for (size_t length = 0; length < proof.length; length += length < 700 ? 1 : 13)
        assert_int_not_equal(check(w, slice_head(buffer_slice(&proof), length), head), STATUS_OK);
    expect_proof(w, &proof, 6, 7);
    buffer_release(&proof);
}

/* Those whose name begins with "good", and no other; tests/verifier/test_forks.py says the same of its reader. */
static void the_corpus(void **state)
{
    struct world *w = *state;
    DIR *folder = opendir("tests/fuzz/corpus/fork");
    size_t files = 0;
    assert_non_null(folder);
    for (struct dirent *file; (file = readdir(folder));) {
        struct buffer bytes;
        struct checkpoint head[2];
        struct fork fork;
        struct carried carried = {.keys = 0};
        if (file->d_name[0] == '.')
            continue;
        buffer_init(&bytes);
        assert_int_equal(
            file_read(world_say(w, "tests/fuzz/corpus/fork/%s", file->d_name), FORK_BYTES_MAX, &bytes, &w->problem),
            STATUS_OK);
        bool good = fork_parse(buffer_slice(&bytes), &fork, NULL) == STATUS_OK &&
                    fork_verify(&fork, &carried, head, NULL) == STATUS_OK;
        if (good != (strncmp(file->d_name, "good-", 5) == 0))
            fail_msg("%s", file->d_name);
        carried_release(&carried);
        buffer_release(&bytes);
        files++;
    }
    closedir(folder);
    assert_true(files > 20);
}

/* The same head twice, in either order, with hashes or without: no fork, whatever the file claims. */
static void heads_that_fit(void **state)
{
    struct world *w = *state;
    const char *other = forked_make(w);
    struct buffer proof, forged;
    struct checkpoint head[2];
    struct fork fork;
    buffer_init(&proof);
    buffer_init(&forged);
    assert_int_equal(prove(w, head_of(w, other, 6), NULL, &proof), STATUS_OK);
    assert_int_equal(fork_parse(buffer_slice(&proof), &fork, NULL), STATUS_OK);
    const struct slice shorter = fork.head[0], longer = fork.head[1];
    const struct {
        struct slice head[2];
        bool grown;
        enum status expected;
        const char *message;
    } rows[] = {
        {{shorter, shorter}, false, STATUS_MISMATCH, "both heads are of the same history"},
        {{longer, shorter}, true, STATUS_FORM, "do not stand in the order"},
        {{shorter, longer}, false, STATUS_FORM, "do not stand in the order"},
        {{shorter, shorter}, true, STATUS_FORM, "do not stand in the order"},
        {{forked_head(w, 4), longer}, true, STATUS_MISMATCH, "the hashes do not show"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fork other_fork = fork;
        other_fork.head[0] = rows[i].head[0];
        other_fork.head[1] = rows[i].head[1];
        other_fork.grown = rows[i].grown;
        other_fork.proof.hashes = rows[i].grown ? fork.proof.hashes : 0;
        buffer_clear(&forged);
        fork_write(&other_fork, &forged);
        if (check(w, buffer_slice(&forged), head) != rows[i].expected || !strstr(w->problem.message, rows[i].message))
            fail_msg("row %zu: %s", i, w->problem.message ? w->problem.message : "it is taken");
    }
    /* The true hashes of 4 entries within 7: they are the same history, and the file says so itself. */
    struct node_source source = {.store = ledger_store(w->ledger), .body = 1};
    struct merkle tree;
    struct fork same = fork;
    same.head[0] = forked_head(w, 4);
    assert_int_equal(merkle_load(4, node_source_read, &source, &tree), STATUS_OK);
    same.root = merkle_root(&tree);
    assert_int_equal(merkle_prove_consistency(4, 7, node_source_read, &source, &same.proof), STATUS_OK);
    buffer_clear(&forged);
    fork_write(&same, &forged);
    assert_int_equal(check(w, buffer_slice(&forged), head), STATUS_MISMATCH);
    assert_string_equal(w->problem.message, "both heads are of the same history");
    buffer_release(&forged);
    buffer_release(&proof);
}

/* Of the log's two keys each has signed one of the heads: the hand-over comes along. */
static void across_a_hand_over(void **state)
{
    struct world *w = *state;
    world_auditors(w);
    const char *other = forked_copy(w, "other.db"), *own = forked_turn(w, other);
    world_propose(w, "stadt", "A-1", "");
    struct slice theirs = forked_sign(w);
    forked_turn(w, own);
    world_propose(w, "stadt", "B-1", "");
    world_propose(w, "stadt", "B-2", "");
    const char *second = world_say(w, "%s#2", w->body);
    world_take(w, world_key_text(w, "gs1", "log", w->body, second), world_say(w, "gs1 %s %s", w->body, second));
    struct signer signer = world_signer(w, second);
    assert_int_equal(head_sign(world_log(w), &signer, world_marks(w), &w->problem), STATUS_OK);
    struct buffer proof;
    buffer_init(&proof);
    if (prove(w, theirs, NULL, &proof) != STATUS_OK)
        fail_msg("%s", w->problem.message ? w->problem.message : "?");
    expect_proof(w, &proof, 5, 7);
    assert_non_null(strstr(proof.at, "\naction: log\n"));
    buffer_release(&proof);
}

/* What the ledger itself holds beside its history, or the mark outside of it. */
static void found_in_what_is_there(void **state)
{
    struct world *w = *state;
    const char *other = forked_make(w);
    struct buffer proof;
    buffer_init(&proof);
    assert_int_equal(fork_search(world_log(w), world_marks(w), &proof, &w->problem), STATUS_NOT_FOUND);
    struct slice mark = head_of(w, other, 6);
    assert_int_equal(head_mark(world_log(w), mark, world_marks(w), &w->problem), STATUS_OK);
    assert_int_equal(fork_search(world_log(w), world_marks(w), &proof, &w->problem), STATUS_OK);
    expect_proof(w, &proof, 6, 7);
    buffer_clear(&proof);
    assert_int_equal(fork_search(world_log(w), NULL, &proof, &w->problem), STATUS_NOT_FOUND);
    world_foreign_head(w, "revision");
    assert_int_equal(fork_search(world_log(w), NULL, &proof, &w->problem), STATUS_OK);
    expect_proof(w, &proof, 1, 4);
    w->unchecked = true;
    buffer_release(&proof);
}

/* A proof has one name, made of what it proves; nothing is ever replaced. */
static void kept_in_files(void **state)
{
    struct world *w = *state;
    const char *other = forked_make(w), *folder = world_say(w, "%s/proofs", w->folder);
    struct buffer proof, path, again;
    buffer_init(&proof);
    buffer_init(&path);
    buffer_init(&again);
    assert_int_equal(prove(w, head_of(w, other, 6), NULL, &proof), STATUS_OK);
    assert_int_equal(fork_keep(buffer_slice(&proof), folder, &path, &w->problem), STATUS_OK);
    assert_non_null(strstr(path.at, world_say(w, "/proofs/%s-6-7-", w->body)));
    assert_int_equal(file_read(path.at, FORK_BYTES_MAX, &again, &w->problem), STATUS_OK);
    assert_true(slice_equal(buffer_slice(&again), buffer_slice(&proof)));
    buffer_clear(&again);
    assert_int_equal(fork_keep(buffer_slice(&proof), folder, &again, &w->problem), STATUS_OK);
    assert_string_equal(again.at, path.at);
    assert_int_equal(truncate(path.at, 10), 0);
    assert_int_equal(fork_keep(buffer_slice(&proof), folder, &again, &w->problem), STATUS_FILE);
    assert_non_null(strstr(w->problem.message, "it is not replaced"));
    const char *chosen = world_say(w, "%s/beweis", w->folder);
    assert_int_equal(file_write_new(chosen, buffer_slice(&proof), &w->problem), STATUS_OK);
    assert_int_equal(file_write_new(chosen, buffer_slice(&proof), &w->problem), STATUS_FILE);
    buffer_release(&again);
    buffer_release(&path);
    buffer_release(&proof);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(what_two_heads_prove), WORLD_TEST(what_proves_nothing), WORLD_TEST(altered_proofs),
        WORLD_TEST(heads_that_fit),       WORLD_TEST(across_a_hand_over),  WORLD_TEST(found_in_what_is_there),
        WORLD_TEST(kept_in_files),        WORLD_TEST(the_corpus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
