/* Auditors over time: what they countersigned, with which key, and what became of the key. */
#include "tests/world_head.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Countersignature and revocation in both orders: what was countersigned before stays so, later lines count nothing. */
static void a_key_revoked_later(void **state)
{
    struct world *w = *state;
    struct buffer note;
    buffer_init(&note);
    world_auditors(w);
    world_sign_head(w);
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_OK);
    int64_t held = (int64_t)log_size(world_log(w)) - 1;
    world_revoke(w, "revision");
    assert_int_equal(world_cosigners(w, held), 1);
    assert_int_equal(world_cosigners(w, held + 1), 0);
    assert_int_equal(world_cosign(w, "hof", &note), STATUS_OK);
    assert_int_equal(world_cosigners(w, held), 2);
    buffer_release(&note);
}

/* Adds the line of that key to the newest head, as a program would that asks nobody. */
static void force_line(struct world *w, const char *name)
{
    struct signer signer = world_signer(w, name);
    struct checkpoint head = {
        .origin = slice_of(w->body), .size = log_size(world_log(w)), .root = log_root(world_log(w))};
    struct buffer text, line;
    buffer_init(&text);
    buffer_init(&line);
    checkpoint_write(&head, &text);
    checkpoint_cosign(buffer_slice(&text), &signer, 1795428900, &line);
    assert_int_equal(store_run(ledger_store(w->ledger),
                               "UPDATE checkpoint SET note = CAST(note || ?1 AS BLOB) WHERE size = ?2", "bu",
                               buffer_slice(&line), head.size),
                     STATUS_OK);
    buffer_release(&text);
    buffer_release(&line);
}

static void a_key_revoked_before(void **state)
{
    struct world *w = *state;
    struct buffer note;
    buffer_init(&note);
    world_auditors(w);
    int64_t held = (int64_t)log_size(world_log(w)) - 1;
    world_revoke(w, "revision");
    world_sign_head(w);
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_REFUSED);
    force_line(w, "revision");
    assert_int_equal(world_cosigners(w, held), 0);
    force_line(w, "hof");
    assert_int_equal(world_cosigners(w, held), 1);
    buffer_release(&note);
}

/* The office ends, or the key is another: what was countersigned stays so, and two keys of a name are one auditor. */
static void an_office_and_a_key_that_ended(void **state)
{
    struct world *w = *state;
    struct buffer note;
    buffer_init(&note);
    world_auditors(w);
    world_sign_head(w);
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_OK);
    int64_t held = (int64_t)log_size(world_log(w)) - 1;
    world_rotate(w, "revision");
    assert_int_equal(world_cosigners(w, held), 1);
    world_sign_head(w);
    force_line(w, "revision"); /* the old key, whose time is over */
    assert_int_equal(world_cosigners(w, held + 1), 0);
    assert_int_equal(world_cosign(w, "revision", &note), STATUS_REFUSED);
    assert_int_equal(world_cosign(w, "revision#2", &note), STATUS_OK);
    assert_int_equal(world_cosigners(w, held + 1), 1);
    assert_int_equal(world_cosigners(w, held), 1);
    world_roster(w, "member: - revision auditor\n");
    assert_int_equal(world_cosigners(w, held), 1);
    world_sign_head(w);
    assert_int_equal(world_cosign(w, "revision#2", &note), STATUS_REFUSED);
    buffer_release(&note);
}

/* A head of another history that bears the line of the auditor's earlier key is not continued with the new one. */
static void beside_a_head_of_its_earlier_key(void **state)
{
    struct world *w = *state;
    struct buffer note;
    buffer_init(&note);
    world_auditors(w);
    world_rotate(w, "revision");
    world_sign_head(w);
    world_foreign_head(w, "revision");
    assert_int_equal(world_cosign(w, "revision#2", &note), STATUS_MISMATCH);
    assert_int_equal(world_cosign(w, "hof", &note), STATUS_OK);
    buffer_release(&note);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        WORLD_TEST(a_key_revoked_later),
        WORLD_TEST(a_key_revoked_before),
        WORLD_TEST(an_office_and_a_key_that_ended),
        WORLD_TEST(beside_a_head_of_its_earlier_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
