#include "data/keyfile_format.h"

#include "core/encode.h"
#include "tests/keyfile_sample.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { AT_VERSION = 8, AT_KDF = 9, AT_OPS = 10, AT_MEMORY = 14, AT_NONCE = 34, AT_KEY = 58, AT_NAME = 91 };

static struct keyfile sample(void)
{
    char bytes[SAMPLE_LENGTH];
    struct keyfile file;
    sample_bytes(bytes);
    assert_int_equal(keyfile_parse((struct slice){.at = bytes, .length = sizeof bytes}, "p", &file, NULL), STATUS_OK);
    return file;
}

static void parse_reads_every_field(void **state)
{
    (void)state;
    char hex[2 * KEY_PUBLIC_LENGTH + 1];
    struct keyfile file = sample();
    hex_encode(file.key.byte, sizeof file.key.byte, hex);
    assert_string_equal(hex, SAMPLE_PUBLIC);
    assert_int_equal(file.ops, 1);
    assert_int_equal(file.memory, 65536);
    assert_int_equal(file.salt[0], 0x40);
    assert_int_equal(file.salt[15], 0x4f);
    assert_int_equal(file.nonce[0], 0x60);
    assert_int_equal(file.nonce[23], 0x77);
    assert_true(slice_is(keyfile_name(&file), SAMPLE_NAME));
}

/* The bytes lie at the end of their own memory, so that a sanitizer sees a read behind them. */
static void parse_refuses_every_other_length(void **state)
{
    (void)state;
    char bytes[SAMPLE_LENGTH + 1] = {0};
    struct keyfile file;
    sample_bytes(bytes);
    for (size_t length = 0; length <= sizeof bytes; length++) {
        char *part = malloc(length ? length : 1);
        assert_non_null(part);
        memcpy(part, bytes, length);
        enum status status = keyfile_parse((struct slice){.at = part, .length = length}, "p", &file, NULL);
        free(part);
        if (status != (length == SAMPLE_LENGTH ? STATUS_OK : STATUS_KEY))
            fail_msg("length %zu: status %d", length, (int)status);
    }
}

/* A changed byte is refused at once, or it stands in what is read and so in the associated data of the seal. */
static void parse_loses_no_byte(void **state)
{
    (void)state;
    char bytes[SAMPLE_LENGTH];
    struct buffer again;
    buffer_init(&again);
    for (size_t at = 0; at < SAMPLE_LENGTH; at++)
        for (unsigned bit = 0; bit < 8; bit++) {
            struct keyfile file;
            struct slice all = {.at = bytes, .length = sizeof bytes};
            sample_bytes(bytes);
            bytes[at] = (char)(bytes[at] ^ 1 << bit);
            enum status status = keyfile_parse(all, "p", &file, NULL);
            if (at <= AT_KDF && status == STATUS_OK)
                fail_msg("byte %zu, bit %u: accepted", at, bit);
            buffer_clear(&again);
            keyfile_write(&file, &again);
            if (status == STATUS_OK && !slice_equal(buffer_slice(&again), all))
                fail_msg("byte %zu, bit %u: lost", at, bit);
        }
    buffer_release(&again);
}

static void parse_limits_costs(void **state)
{
    (void)state;
    static const struct {
        uint32_t ops, memory;
        bool allowed;
    } rows[] = {
        {1, 65536, true},   {16, 65536, true},          {3, 262144, true}, {4, 1048576, true},  {0, 65536, false},
        {17, 65536, false}, {UINT32_MAX, 65536, false}, {3, 65535, false}, {3, 1048577, false}, {3, UINT32_MAX, false},
        {3, 0, false},      {0x01000000, 65536, false},
    };
    struct buffer bytes;
    buffer_init(&bytes);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct keyfile file = sample(), out;
        file.ops = rows[i].ops;
        file.memory = rows[i].memory;
        buffer_clear(&bytes);
        keyfile_write(&file, &bytes);
        if ((keyfile_parse(buffer_slice(&bytes), "p", &out, NULL) == STATUS_OK) != rows[i].allowed)
            fail_msg("row %zu: %u passes, %u KiB", i, (unsigned)rows[i].ops, (unsigned)rows[i].memory);
    }
    buffer_release(&bytes);
}

static void parse_refuses_names_that_are_not_ours(void **state)
{
    (void)state;
    static const char *const names[] = {"", "A", "a b", "../a", "a/b", ".a", "a..b", "a\xc3\xa4", "a+12345678"};
    struct buffer bytes;
    buffer_init(&bytes);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct keyfile file = sample(), out;
        struct problem problem;
        file.name_length = (uint8_t)strlen(names[i]);
        memcpy(file.name, names[i], strlen(names[i]));
        buffer_clear(&bytes);
        keyfile_write(&file, &bytes);
        if (keyfile_parse(buffer_slice(&bytes), "p", &out, &problem) != STATUS_KEY)
            fail_msg("the name '%s' was taken", names[i]);
        assert_string_equal(problem.message, "the key file '{1}' holds no name of a key: restore it from a copy");
        assert_string_equal(problem.detail[0], "p");
    }
    buffer_release(&bytes);
}

/* 255 bytes of name would not fit into the struct. */
static void parse_refuses_long_names(void **state)
{
    (void)state;
    static const size_t lengths[] = {100, 101, 255};
    static char bytes[KEYFILE_HEADER_FIXED + 255 + KEYFILE_SEALED];
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        struct keyfile out;
        char start[SAMPLE_LENGTH];
        sample_bytes(start);
        memcpy(bytes, start, AT_NAME);
        memset(bytes + AT_NAME, 'a', lengths[i]);
        bytes[AT_NAME - 1] = (char)lengths[i];
        struct slice all = {.at = bytes, .length = (size_t)KEYFILE_HEADER_FIXED + lengths[i] + KEYFILE_SEALED};
        if ((keyfile_parse(all, "p", &out, NULL) == STATUS_OK) != (lengths[i] == 100))
            fail_msg("a name of %zu bytes", lengths[i]);
    }
}

static enum status open_sample(const struct keyfile *file, struct secret *secret, struct problem *problem)
{
    assert_int_equal(secret_init(secret, KEY_SECRET_LENGTH, problem), STATUS_OK);
    return keyfile_open(file, SLICE(SAMPLE_PASSPHRASE), secret->at, problem);
}

static void open_gives_the_secret_of_the_sample(void **state)
{
    (void)state;
    struct keyfile file = sample();
    struct secret secret;
    struct problem problem;
    assert_int_equal(open_sample(&file, &secret, &problem), STATUS_OK);
    for (uint8_t i = 0; i < KEY_SEED_LENGTH; i++)
        assert_int_equal(secret.at[i], i);
    assert_memory_equal(secret.at + KEY_SEED_LENGTH, file.key.byte, KEY_PUBLIC_LENGTH);
    secret_release(&secret);
}

/* One place in each part of the file that no limit protects; each costs a run of the KDF. */
static void open_refuses_changed_files(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t at;
    } rows[] = {{"nonce", AT_NONCE}, {"public key", AT_KEY}, {"name", AT_NAME}, {"tag", SAMPLE_LENGTH - 1}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char bytes[SAMPLE_LENGTH];
        struct keyfile file;
        struct secret secret;
        struct problem problem;
        sample_bytes(bytes);
        bytes[rows[i].at] ^= 1;
        struct slice all = {.at = bytes, .length = sizeof bytes};
        assert_int_equal(keyfile_parse(all, "p", &file, NULL), STATUS_OK);
        if (open_sample(&file, &secret, &problem) != STATUS_KEY)
            fail_msg("%s: a changed file was opened", rows[i].name);
        secret_release(&secret);
    }
}

/* Only someone who knows the passphrase can make such a file. */
static void open_refuses_another_public_key(void **state)
{
    (void)state;
    static const uint8_t seed[KEY_SEED_LENGTH] = {1};
    static const uint8_t nothing[KEY_SECRET_LENGTH];
    struct keyfile file = sample();
    struct secret secret;
    struct problem problem;
    assert_int_equal(keyfile_seal(&file, SLICE(SAMPLE_PASSPHRASE), seed, &problem), STATUS_OK);
    assert_int_equal(open_sample(&file, &secret, &problem), STATUS_KEY);
    assert_string_equal(problem.message, "the key '{1}' does not fit its public key: restore its file from a copy");
    assert_memory_equal(secret.at, nothing, sizeof nothing);
    secret_release(&secret);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parse_reads_every_field),
        cmocka_unit_test(parse_refuses_every_other_length),
        cmocka_unit_test(parse_loses_no_byte),
        cmocka_unit_test(parse_limits_costs),
        cmocka_unit_test(parse_refuses_names_that_are_not_ours),
        cmocka_unit_test(parse_refuses_long_names),
        cmocka_unit_test(open_gives_the_secret_of_the_sample),
        cmocka_unit_test(open_refuses_changed_files),
        cmocka_unit_test(open_refuses_another_public_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
