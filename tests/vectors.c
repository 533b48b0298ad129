#include "tests/vectors.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

static json_t *load(const char *path)
{
    json_error_t error;
    json_t *root = json_load_file(path, 0, &error);
    if (!root)
        fail_msg("%s, line %d: %s", path, error.line, error.text);
    return root;
}

json_t *vectors_own(const char *name)
{
    char path[200];
    snprintf(path, sizeof path, "tests/vectors/%s.json", name);
    return load(path);
}

/* jansson's integers end at 2^63 - 1; two rows of others try 2^64 - 1, which -1 becomes when it is read as unsigned. */
static json_t *load_unsigned(FILE *file, const char *path)
{
    static const char largest[] = "18446744073709551615";
    struct buffer text;
    char piece[4096];
    size_t length;
    buffer_init(&text);
    while ((length = fread(piece, 1, sizeof piece, file)) > 0)
        buffer_add(&text, (struct slice){.at = piece, .length = length});
    assert_int_equal(buffer_status(&text), STATUS_OK);
    for (char *found; (found = strstr(text.at, largest));)
        memcpy(found, "-1                  ", sizeof largest - 1);
    json_error_t error;
    json_t *root = json_loadb(text.at, text.length, 0, &error);
    buffer_release(&text);
    if (!root)
        fail_msg("%s, line %d: %s", path, error.line, error.text);
    return root;
}

json_t *vectors_shared(const char *path)
{
    const char *folder = getenv("STIMMBUCH_SHARED");
    char full[4096];
    snprintf(full, sizeof full, "%s/vectors/%s", folder && *folder ? folder : "../shared", path);
    FILE *file = fopen(full, "r");
    if (!file) {
        print_message("skipped: the vectors of another project, %s, are not here\n", full);
        skip();
        return NULL; /* never reached, but skip() does not tell the compiler so */
    }
    json_t *root = load_unsigned(file, full);
    fclose(file);
    return root;
}

static json_t *get(json_t *row, const char *field)
{
    json_t *value = json_object_get(row, field);
    if (!value)
        fail_msg("a row of the vectors has no field \"%s\"", field);
    return value;
}

json_t *vectors_rows(json_t *root, const char *field, size_t count)
{
    json_t *rows = get(root, field);
    assert_true(json_is_array(rows));
    assert_int_equal(json_array_size(rows), count);
    return rows;
}

const char *vectors_text(json_t *row, const char *field)
{
    const char *text = json_string_value(get(row, field));
    assert_non_null(text);
    return text;
}

uint64_t vectors_number(json_t *row, const char *field)
{
    json_t *value = get(row, field);
    assert_true(json_is_integer(value));
    return (uint64_t)json_integer_value(value);
}

bool vectors_flag(json_t *row, const char *field)
{
    return json_is_true(json_object_get(row, field));
}

struct slice vectors_base64(json_t *row, const char *field, struct arena *arena)
{
    const char *text = vectors_text(row, field);
    size_t length, capacity = strlen(text) + 1;
    uint8_t *bytes = arena_alloc(arena, capacity);
    assert_non_null(bytes);
    assert_int_equal(
        sodium_base642bin(bytes, capacity, text, capacity - 1, NULL, &length, NULL, sodium_base64_VARIANT_ORIGINAL), 0);
    return (struct slice){.at = (const char *)bytes, .length = length};
}

struct slice vectors_hex(json_t *row, const char *field, struct arena *arena)
{
    const char *text = vectors_text(row, field);
    size_t length, capacity = strlen(text) + 1;
    uint8_t *bytes = arena_alloc(arena, capacity);
    assert_non_null(bytes);
    assert_int_equal(sodium_hex2bin(bytes, capacity, text, capacity - 1, NULL, &length, NULL), 0);
    return (struct slice){.at = (const char *)bytes, .length = length};
}

size_t vectors_vkeys(json_t *row, const char *field, struct vkey *out, size_t max)
{
    json_t *texts = get(row, field), *text;
    size_t index, count = 0;
    json_array_foreach(texts, index, text)
    {
        assert_true(count < max);
        if (vkey_parse(slice_of(json_string_value(text)), &out[count], NULL) == STATUS_OK)
            count++;
    }
    return count;
}

struct signer vectors_signer(const char *label, uint8_t type, struct arena *arena)
{
    json_t *root = vectors_own("keys"), *row;
    size_t index;
    struct signer signer = {0};
    json_array_foreach(json_object_get(root, "keys"), index, row)
    {
        if (strcmp(vectors_text(row, "label"), label))
            continue;
        struct public_key key;
        uint8_t *secret = arena_alloc(arena, KEY_SECRET_LENGTH);
        struct slice seed = vectors_hex(row, "ed25519_seed_hex", arena);
        assert_non_null(secret);
        crypto_sign_seed_keypair(key.byte, secret, (const uint8_t *)seed.at);
        signer.vkey = vkey_make(arena_copy(arena, slice_of(vectors_text(row, "name"))), type, &key);
        signer.secret = secret;
    }
    json_decref(root);
    if (!signer.secret)
        fail_msg("keys.json has no key \"%s\"", label);
    return signer;
}

struct slice vectors_find(const char *name, const char *id, const char *field, struct arena *arena)
{
    json_t *root = vectors_own(name), *row;
    size_t index;
    struct slice found = {0};
    json_array_foreach(json_object_get(root, "cases"), index, row) if (!strcmp(vectors_text(row, "id"), id)) found =
        vectors_base64(row, field, arena);
    json_decref(root);
    assert_non_null(found.at);
    return found;
}
