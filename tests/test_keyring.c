#include "data/keyring.h"

#include "tests/keyfile_sample.h"
#include "tests/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define SAMPLE_FILE SAMPLE_NAME ".key"

/* The sample under that name, inside and outside: its seal is worth nothing, but a keyring does not look there. */
static void write_key(void *const *state, const char *file_name, const char *name, unsigned mode)
{
    char sample[SAMPLE_LENGTH];
    struct keyfile file;
    struct buffer bytes;
    sample_bytes(sample);
    buffer_init(&bytes);
    assert_int_equal(keyfile_parse((struct slice){.at = sample, .length = sizeof sample}, "", &file, NULL), STATUS_OK);
    file.ops = 3;
    file.name_length = (uint8_t)strlen(name);
    memcpy(file.name, name, strlen(name));
    keyfile_write(&file, &bytes);
    scratch_write(state, file_name, buffer_slice(&bytes), mode);
    buffer_release(&bytes);
}

static enum status find(void *const *state, const char *label, struct vkey *out, struct problem *problem)
{
    struct keyring keyring = {.folder = *state};
    problem_clear(problem);
    return keyring_find(&keyring, slice_of(label), out, problem);
}

static void assert_refused(void *const *state, const char *label, enum status status, const char *message)
{
    struct vkey vkey;
    struct problem problem;
    enum status found = find(state, label, &vkey, &problem);
    if (found != status || strcmp(problem.message, message))
        fail_msg("%s: status %d, %s", label, (int)found, problem.message ? problem.message : "");
}

static void find_gives_the_public_half(void **state)
{
    struct vkey vkey;
    struct problem problem;
    struct buffer text;
    buffer_init(&text);
    write_key(state, SAMPLE_FILE, SAMPLE_NAME, 0600);
    assert_int_equal(find(state, SAMPLE_NAME, &vkey, &problem), STATUS_OK);
    vkey_write(&vkey, &text);
    assert_string_equal(text.at, SAMPLE_NAME "+0108f2a9+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4");
    buffer_release(&text);
}

static void find_takes_a_name_with_its_key_id(void **state)
{
    struct vkey vkey;
    struct problem problem;
    struct buffer label;
    buffer_init(&label);
    write_key(state, SAMPLE_NAME "+0108f2a9.key", SAMPLE_NAME, 0600);
    assert_int_equal(find(state, SAMPLE_NAME "+0108f2a9", &vkey, &problem), STATUS_OK);
    assert_true(slice_is(vkey.name, SAMPLE_NAME));
    key_label_write(&vkey, &label);
    assert_string_equal(label.at, SAMPLE_NAME "+0108f2a9");
    write_key(state, SAMPLE_NAME "+0108f2aa.key", SAMPLE_NAME, 0600);
    assert_refused(state, SAMPLE_NAME "+0108f2aa", STATUS_KEY,
                   "the key file '{1}' holds another key, '{2}': give the file its old name");
    buffer_release(&label);
}

static void find_says_how_to_make_a_missing_key(void **state)
{
    struct keyring nowhere = {.folder = "/nowhere/at/all"};
    struct vkey vkey;
    struct problem problem;
    assert_refused(state, "anna", STATUS_KEY, "there is no key '{1}': make it with \"stimmbuch key new {1}\"");
    assert_refused(state, "anna+01234567", STATUS_KEY,
                   "the key '{1}' is not on this machine: copy its file into the folder of the keys");
    assert_int_equal(keyring_find(&nowhere, SLICE("anna"), &vkey, &problem), STATUS_KEY);
    assert_string_equal(problem.detail[0], "anna");
}

static void find_refuses_labels_that_are_none(void **state)
{
    static const char *const labels[] = {"",
                                         "..",
                                         "../anna",
                                         "a/b",
                                         "Anna",
                                         "anna ",
                                         "anna+",
                                         "anna+123",
                                         "anna+ABCDEF01",
                                         "anna+012345678",
                                         "+01234567",
                                         "anna+01234567+01234567",
                                         "anna+../../../x",
                                         "anna.key/"};
    char long_name[KEYFILE_NAME_MAX + 2];
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        assert_refused(state, labels[i], STATUS_USAGE,
                       "'{1}' is not the name of a key: small letters, digits, dots and hyphens");
    memset(long_name, 'a', sizeof long_name);
    long_name[KEYFILE_NAME_MAX + 1] = '\0';
    assert_refused(state, long_name, STATUS_USAGE,
                   "'{1}' is not the name of a key: small letters, digits, dots and hyphens");
    struct vkey vkey;
    struct problem problem;
    struct keyring keyring = {.folder = *state};
    assert_int_equal(keyring_find(&keyring, SLICE("anna\0x"), &vkey, &problem), STATUS_USAGE);
}

static void find_refuses_files_that_others_may_open(void **state)
{
    for (unsigned mode = 0; mode < 0100; mode++) {
        struct vkey vkey;
        struct problem problem;
        write_key(state, "anna.key", "anna", 0600 | mode);
        if (find(state, "anna", &vkey, &problem) != (mode ? STATUS_KEY : STATUS_OK))
            fail_msg("mode %o", 0600 | mode);
    }
    assert_refused(state, "anna", STATUS_KEY, "other users may open the key file '{1}': chmod 600 '{1}'");
}

static void find_refuses_links(void **state)
{
    char path[SCRATCH_PATH], other[SCRATCH_PATH];
    write_key(state, "stored", "anna", 0600);
    scratch_path(state, "stored", other);
    assert_int_equal(symlink(other, scratch_path(state, "anna.key", path)), 0);
    assert_refused(state, "anna", STATUS_KEY, "the key file '{1}' is a symbolic link: put the file itself there");
    unlink(path);
    assert_int_equal(link(other, path), 0);
    assert_refused(state, "anna", STATUS_KEY, "the key file '{1}' has a second name (a hard link): remove that one");
    unlink(other);
    struct vkey vkey;
    struct problem problem;
    assert_int_equal(find(state, "anna", &vkey, &problem), STATUS_OK);
}

static void find_refuses_what_is_no_file(void **state)
{
    char path[SCRATCH_PATH];
    assert_int_equal(mkdir(scratch_path(state, "folder.key", path), 0700), 0);
    assert_int_equal(mkfifo(scratch_path(state, "pipe.key", path), 0600), 0);
    assert_refused(state, "folder", STATUS_KEY, "the key file '{1}' is not a regular file: put the file itself there");
    assert_refused(state, "pipe", STATUS_KEY, "the key file '{1}' is not a regular file: put the file itself there");
}

static void find_refuses_files_of_other_users(void **state)
{
    char path[SCRATCH_PATH];
    write_key(state, "anna.key", "anna", 0600);
    if (geteuid() != 0)
        skip(); /* only root may give a file away */
    assert_int_equal(chown(scratch_path(state, "anna.key", path), 65534, 65534), 0);
    assert_refused(state, "anna", STATUS_KEY, "the key file '{1}' belongs to another user: use a copy of your own");
}

static void find_refuses_another_name_inside(void **state)
{
    write_key(state, "anna.key", "bernd", 0600);
    assert_refused(state, "anna", STATUS_KEY,
                   "the key file '{1}' holds another key, '{2}': give the file its old name");
}

static void find_refuses_files_of_any_other_size(void **state)
{
    char path[SCRATCH_PATH], sample[SAMPLE_LENGTH];
    sample_bytes(sample);
    scratch_write(state, SAMPLE_FILE, SLICE(""), 0600);
    assert_refused(state, SAMPLE_NAME, STATUS_KEY, "'{1}' is not a key file of this program: restore it from a copy");
    scratch_write(state, SAMPLE_FILE, (struct slice){.at = sample, .length = SAMPLE_LENGTH - 1}, 0600);
    assert_refused(state, SAMPLE_NAME, STATUS_KEY,
                   "the key file '{1}' is cut off, or too long: restore it from a copy");
    scratch_write(state, SAMPLE_FILE, (struct slice){.at = sample, .length = SAMPLE_LENGTH}, 0600);
    assert_int_equal(truncate(scratch_path(state, SAMPLE_FILE, path), (off_t)1 << 40), 0);
    assert_refused(state, SAMPLE_NAME, STATUS_KEY,
                   "the key file '{1}' is cut off, or too long: restore it from a copy");
}

static void list_is_sorted_and_names_bad_files(void **state)
{
    static const struct {
        const char *label, *message;
    } rows[] = {
        {"Carla", "'{1}' is not the name of a key: small letters, digits, dots and hyphens"},
        {"anna", NULL},
        {"anna-2", NULL},
        {"bernd", "other users may open the key file '{1}': chmod 600 '{1}'"},
        {"empty", "'{1}' is not a key file of this program: restore it from a copy"},
    };
    struct keyring keyring = {.folder = *state};
    struct keyring_entry *entries;
    struct arena arena;
    struct problem problem;
    size_t count;
    arena_init(&arena);
    write_key(state, "bernd.key", "bernd", 0644);
    write_key(state, "anna-2.key", "anna-2", 0600);
    write_key(state, "anna.key", "anna", 0600);
    write_key(state, "anna.key~", "anna", 0600);
    write_key(state, "Carla.key", "anna", 0600);
    scratch_write(state, "empty.key", SLICE(""), 0600);
    scratch_write(state, ".key", SLICE(""), 0600);
    scratch_write(state, ".tmp-0123456789abcdef", SLICE(""), 0600);
    assert_int_equal(keyring_list(&keyring, &arena, &entries, &count, &problem), STATUS_OK);
    assert_int_equal(count, sizeof rows / sizeof rows[0]);
    for (size_t i = 0; i < count; i++) {
        const char *message = entries[i].problem ? entries[i].problem->message : NULL;
        if (!slice_is(entries[i].label, rows[i].label) || !message != !rows[i].message ||
            (message && strcmp(message, rows[i].message)))
            fail_msg("row %zu: '%s', %s", i, entries[i].label.at, message ? message : "fine");
    }
    assert_true(slice_is(entries[2].vkey.name, "anna-2"));
    assert_int_equal(entries[2].kdf, KDF_INTERACTIVE);
    arena_release(&arena);
}

static void list_of_a_missing_folder_is_empty(void **state)
{
    struct keyring_entry *entries;
    struct arena arena;
    struct problem problem;
    char path[SCRATCH_PATH];
    size_t count = 1;
    arena_init(&arena);
    struct keyring keyring = {.folder = scratch_path(state, "missing", path)};
    assert_int_equal(keyring_list(&keyring, &arena, &entries, &count, &problem), STATUS_OK);
    assert_int_equal(count, 0);
    scratch_write(state, "file", SLICE("x"), 0600);
    keyring.folder = scratch_path(state, "file", path);
    assert_int_equal(keyring_list(&keyring, &arena, &entries, &count, &problem), STATUS_FILE);
    assert_string_equal(problem.file, path);
    arena_release(&arena);
}

static void profiles_have_names_and_costs(void **state)
{
    (void)state;
    static const struct {
        enum keyfile_kdf kdf;
        const char *name;
        uint32_t ops, mebibytes;
    } rows[] = {{KDF_INTERACTIVE, "interactive", 3, 64},
                {KDF_MODERATE, "moderate", 3, 256},
                {KDF_SENSITIVE, "sensitive", 4, 1024}};
    enum keyfile_kdf kdf;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint32_t ops, memory;
        assert_true(keyfile_kdf_parse(slice_of(rows[i].name), &kdf));
        assert_int_equal(kdf, rows[i].kdf);
        assert_string_equal(keyfile_kdf_name(kdf), rows[i].name);
        keyfile_kdf_costs(kdf, &ops, &memory);
        if (ops != rows[i].ops || memory != rows[i].mebibytes * 1024)
            fail_msg("%s: %u passes, %u KiB", rows[i].name, (unsigned)ops, (unsigned)memory);
    }
    assert_string_equal(keyfile_kdf_name(KDF_OTHER), "other");
    assert_false(keyfile_kdf_parse(SLICE("other"), &kdf));
    assert_false(keyfile_kdf_parse(SLICE("Moderate"), &kdf));
    assert_false(keyfile_kdf_parse(SLICE(""), &kdf));
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
#define ROW(test) cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)
    const struct CMUnitTest tests[] = {
        ROW(find_gives_the_public_half),
        ROW(find_takes_a_name_with_its_key_id),
        ROW(find_says_how_to_make_a_missing_key),
        ROW(find_refuses_labels_that_are_none),
        ROW(find_refuses_files_that_others_may_open),
        ROW(find_refuses_links),
        ROW(find_refuses_what_is_no_file),
        ROW(find_refuses_files_of_other_users),
        ROW(find_refuses_another_name_inside),
        ROW(find_refuses_files_of_any_other_size),
        ROW(list_is_sorted_and_names_bad_files),
        ROW(list_of_a_missing_folder_is_empty),
        ROW(profiles_have_names_and_costs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
