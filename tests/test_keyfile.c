#include "data/keyfile.h"

#include "data/file.h"
#include "tests/keyfile_sample.h"
#include "tests/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Each test with a run of the KDF is marked with its cost; the other tests must stop before one. */

#define PASSPHRASE SLICE("correct horse")
#define CHEAP KDF_INTERACTIVE

static void read_back(void *const *state, const char *name, struct buffer *out)
{
    char path[SCRATCH_PATH];
    struct problem problem;
    assert_int_equal(file_read(scratch_path(state, name, path), 1000, out, &problem), STATUS_OK);
}

/* One run, of 3 passes. */
static void create_writes_a_private_file_once(void **state)
{
    char folder[SCRATCH_PATH], path[SCRATCH_PATH];
    struct keyring keyring = {.folder = scratch_path(state, "a/keys", folder)};
    struct vkey created, found;
    struct stat st;
    struct buffer before, after;
    struct problem problem;
    buffer_init(&before);
    buffer_init(&after);
    assert_int_equal(keyfile_create(&keyring, SLICE("anna"), CHEAP, PASSPHRASE, &created, &problem), STATUS_OK);
    assert_int_equal(keyring_find(&keyring, SLICE("anna"), &found, &problem), STATUS_OK);
    assert_true(vkey_equal(&created, &found));
    assert_int_equal(stat(scratch_path(state, "a/keys/anna.key", path), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(st.st_size, KEYFILE_HEADER_FIXED + 4 + KEYFILE_SEALED);
    read_back(state, "a/keys/anna.key", &before);
    assert_int_equal(keyfile_create(&keyring, SLICE("anna"), CHEAP, PASSPHRASE, &created, &problem), STATUS_KEY);
    assert_string_equal(problem.message, "there is a key '{1}' already: choose another name");
    read_back(state, "a/keys/anna.key", &after);
    assert_true(slice_equal(buffer_slice(&before), buffer_slice(&after)));
    buffer_release(&before);
    buffer_release(&after);
}

static void create_does_not_write_through_a_link(void **state)
{
    char path[SCRATCH_PATH];
    struct keyring keyring = {.folder = *state};
    struct vkey vkey;
    assert_int_equal(symlink("elsewhere", scratch_path(state, "anna.key", path)), 0);
    assert_int_equal(keyfile_create(&keyring, SLICE("anna"), CHEAP, PASSPHRASE, &vkey, NULL), STATUS_KEY);
    assert_int_equal(scratch_count(state), 1);
}

static void create_refuses_names_and_passphrases(void **state)
{
    static char long_passphrase[PASSPHRASE_MAX + 1];
    struct keyring keyring = {.folder = *state};
    struct vkey vkey;
    struct problem problem;
    assert_int_equal(keyfile_create(&keyring, SLICE("../anna"), CHEAP, PASSPHRASE, &vkey, NULL), STATUS_USAGE);
    assert_int_equal(keyfile_create(&keyring, SLICE("Anna"), CHEAP, PASSPHRASE, &vkey, NULL), STATUS_USAGE);
    assert_int_equal(keyfile_create(&keyring, SLICE("anna+01234567"), CHEAP, PASSPHRASE, &vkey, NULL), STATUS_USAGE);
    assert_int_equal(keyfile_create(&keyring, SLICE("anna"), CHEAP, SLICE(""), &vkey, &problem), STATUS_KEY);
    assert_string_equal(problem.message, "the passphrase is empty");
    memset(long_passphrase, 'x', sizeof long_passphrase);
    struct slice passphrase = {.at = long_passphrase, .length = sizeof long_passphrase};
    assert_int_equal(keyfile_create(&keyring, SLICE("anna"), CHEAP, passphrase, &vkey, &problem), STATUS_KEY);
    assert_string_equal(problem.message, "the passphrase is longer than 1024 bytes");
    assert_int_equal(scratch_count(state), 0);
}

/* One run, of 3 passes. */
static void store_by_id_makes_a_log_key(void **state)
{
    struct keyring keyring = {.folder = *state};
    struct unlocked *key;
    struct vkey found;
    struct buffer label;
    struct problem problem;
    buffer_init(&label);
    assert_int_equal(unlocked_generate(SLICE("body.example"), &key, &problem), STATUS_OK);
    assert_int_equal(keyfile_store(&keyring, key, KEYFILE_BY_ID, CHEAP, PASSPHRASE, &problem), STATUS_OK);
    struct signer signer = unlocked_signer(key);
    key_label_write(&signer.vkey, &label);
    assert_int_equal(label.length, strlen("body.example+01234567"));
    assert_int_equal(keyring_find(&keyring, buffer_slice(&label), &found, &problem), STATUS_OK);
    assert_true(vkey_equal(&signer.vkey, &found));
    assert_int_equal(keyring_find(&keyring, SLICE("body.example"), &found, &problem), STATUS_KEY);
    assert_int_equal(keyfile_store(&keyring, key, KEYFILE_BY_ID, CHEAP, PASSPHRASE, NULL), STATUS_KEY);
    assert_int_equal(keyfile_remove(&keyring, buffer_slice(&label), &problem), STATUS_OK);
    assert_int_equal(scratch_count(state), 0);
    assert_int_equal(keyfile_remove(&keyring, buffer_slice(&label), &problem), STATUS_KEY);
    assert_int_equal(keyfile_remove(&keyring, SLICE("../x"), &problem), STATUS_USAGE);
    unlocked_free(key);
    buffer_release(&label);
}

static void generate_makes_keys_that_sign(void **state)
{
    (void)state;
    struct unlocked *first, *second;
    struct problem problem;
    assert_int_equal(unlocked_generate(SLICE("anna"), &first, &problem), STATUS_OK);
    assert_int_equal(unlocked_generate(SLICE("anna"), &second, &problem), STATUS_OK);
    struct signer signer = unlocked_signer(first), other = unlocked_signer(second);
    struct signature signature = key_sign(&signer, SLICE("yes"));
    assert_true(slice_is(signer.vkey.name, "anna"));
    assert_true(key_verify(&signer.vkey.key, SLICE("yes"), &signature));
    assert_false(key_verify(&signer.vkey.key, SLICE("no"), &signature));
    assert_false(key_verify(&other.vkey.key, SLICE("yes"), &signature));
    unlocked_free(first);
    unlocked_free(second);
    unlocked_free(NULL);
    assert_int_equal(unlocked_generate(SLICE("Anna"), &first, &problem), STATUS_USAGE);
    assert_null(first);
}

static void write_sample(void *const *state)
{
    char sample[SAMPLE_LENGTH];
    sample_bytes(sample);
    scratch_write(state, SAMPLE_NAME ".key", (struct slice){.at = sample, .length = sizeof sample}, 0600);
}

/* Four runs, of 1 pass each. */
static void passphrase_is_changed_in_place(void **state)
{
    struct keyring keyring = {.folder = *state};
    struct unlocked *key;
    struct keyfile before, after;
    struct problem problem;
    struct slice name = SLICE(SAMPLE_NAME), old = SLICE(SAMPLE_PASSPHRASE);
    write_sample(state);
    assert_int_equal(keyring_read(&keyring, name, &before, &problem), STATUS_OK);
    assert_int_equal(keyfile_change_passphrase(&keyring, name, old, PASSPHRASE, &problem), STATUS_OK);
    assert_int_equal(keyring_read(&keyring, name, &after, &problem), STATUS_OK);
    assert_int_equal(after.ops, before.ops);
    assert_int_equal(after.memory, before.memory);
    assert_memory_equal(after.key.byte, before.key.byte, sizeof after.key.byte);
    assert_memory_not_equal(after.salt, before.salt, sizeof after.salt);
    assert_memory_not_equal(after.nonce, before.nonce, sizeof after.nonce);
    assert_int_equal(scratch_count(state), 1);

    assert_int_equal(keyfile_unlock(&keyring, name, old, &key, &problem), STATUS_KEY);
    assert_null(key);
    assert_string_equal(problem.message,
                        "the passphrase of the key '{1}' is wrong, or its file was changed: type it again");
    assert_int_equal(keyfile_unlock(&keyring, name, PASSPHRASE, &key, &problem), STATUS_OK);
    struct signer signer = unlocked_signer(key);
    struct signature signature = key_sign(&signer, SLICE("yes"));
    assert_true(slice_is(signer.vkey.name, SAMPLE_NAME));
    assert_true(key_verify(&before.key, SLICE("yes"), &signature));
    unlocked_free(key);
}

/* One run, of 1 pass. */
static void change_with_a_wrong_passphrase_changes_nothing(void **state)
{
    char sample[SAMPLE_LENGTH];
    struct keyring keyring = {.folder = *state};
    struct buffer after;
    buffer_init(&after);
    write_sample(state);
    sample_bytes(sample);
    assert_int_equal(keyfile_change_passphrase(&keyring, SLICE(SAMPLE_NAME), SLICE("wrong"), PASSPHRASE, NULL),
                     STATUS_KEY);
    assert_int_equal(keyfile_change_passphrase(&keyring, SLICE(SAMPLE_NAME), SLICE(SAMPLE_PASSPHRASE), SLICE(""), NULL),
                     STATUS_KEY);
    read_back(state, SAMPLE_NAME ".key", &after);
    assert_int_equal(after.length, SAMPLE_LENGTH);
    assert_memory_equal(after.at, sample, SAMPLE_LENGTH);
    buffer_release(&after);
}

static void unlock_refuses_before_it_works(void **state)
{
    struct keyring keyring = {.folder = *state};
    struct unlocked *key;
    struct problem problem;
    assert_int_equal(keyfile_unlock(&keyring, SLICE("anna"), PASSPHRASE, &key, &problem), STATUS_KEY);
    assert_string_equal(problem.message, "there is no key '{1}': make it with \"stimmbuch key new {1}\"");
    assert_null(key);
    write_sample(state);
    assert_int_equal(keyfile_unlock(&keyring, SLICE(SAMPLE_NAME), SLICE(""), &key, &problem), STATUS_KEY);
    assert_string_equal(problem.message, "the passphrase is empty");
}

/* A file that asks for 2^32 - 1 KiB is refused before any memory is. */
static void unlock_refuses_hostile_costs(void **state)
{
    char sample[SAMPLE_LENGTH];
    struct keyring keyring = {.folder = *state};
    struct unlocked *key;
    struct problem problem;
    sample_bytes(sample);
    memset(sample + 14, 0xff, 4);
    scratch_write(state, SAMPLE_NAME ".key", (struct slice){.at = sample, .length = sizeof sample}, 0600);
    assert_int_equal(keyfile_unlock(&keyring, SLICE(SAMPLE_NAME), SLICE(SAMPLE_PASSPHRASE), &key, &problem),
                     STATUS_KEY);
    assert_string_equal(problem.message,
                        "the key file '{1}' asks for more or less work than is allowed: restore it from a copy");
    assert_null(key);
}

/* One run. What is copied is sealed already. */
static void copies(void **state)
{
    struct keyring keyring = {.folder = *state};
    struct vkey anna, copy;
    struct buffer label, before, after;
    struct problem problem;
    buffer_init(&label);
    buffer_init(&before);
    buffer_init(&after);
    assert_int_equal(keyfile_create(&keyring, SLICE("anna"), CHEAP, PASSPHRASE, &anna, &problem), STATUS_OK);
    key_label_write(&anna, &label);
    assert_int_equal(keyfile_copy(&keyring, SLICE("anna"), buffer_slice(&label), false, &problem), STATUS_OK);
    assert_int_equal(keyring_find(&keyring, buffer_slice(&label), &copy, &problem), STATUS_OK);
    assert_true(vkey_equal(&anna, &copy));
    read_back(state, "anna.key", &before);
    /* Once more is no failure, and leaves what is there. */
    assert_int_equal(keyfile_copy(&keyring, SLICE("anna"), buffer_slice(&label), false, &problem), STATUS_OK);
    assert_int_equal(keyfile_copy(&keyring, buffer_slice(&label), SLICE("anna"), true, &problem), STATUS_OK);
    read_back(state, "anna.key", &after);
    assert_true(slice_equal(buffer_slice(&before), buffer_slice(&after)));
    assert_int_equal(keyfile_copy(&keyring, SLICE("berta"), SLICE("carl"), true, &problem), STATUS_KEY);
    assert_int_equal(keyfile_copy(&keyring, SLICE("anna"), SLICE("../carl"), true, &problem), STATUS_USAGE);
    buffer_release(&label);
    buffer_release(&before);
    buffer_release(&after);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
#define ROW(test) cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)
    const struct CMUnitTest tests[] = {
        ROW(create_writes_a_private_file_once),
        ROW(create_does_not_write_through_a_link),
        ROW(create_refuses_names_and_passphrases),
        ROW(store_by_id_makes_a_log_key),
        ROW(generate_makes_keys_that_sign),
        ROW(passphrase_is_changed_in_place),
        ROW(change_with_a_wrong_passphrase_changes_nothing),
        ROW(unlock_refuses_before_it_works),
        ROW(unlock_refuses_hostile_costs),
        ROW(copies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
