/* data/FORMAT.md against the program: the tables of fields and words, and the example, byte by byte. */
#include "core/body.h"
#include "core/checkpoint.h"
#include "core/fork.h"
#include "core/sealed.h"
#include "tests/format_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>
#include <sodium.h>

enum { EXAMPLE_NOTES = 3, EXAMPLE_KEYS = 4 };

static char mark_of(enum occurs occurs)
{
    switch (occurs) {
    case OCCURS_OPTIONAL:
        return '?';
    case OCCURS_ANY:
        return '*';
    case OCCURS_SOME:
        return '+';
    default:
        return '\0';
    }
}

static void assert_field(const struct format_field *field, const struct kind_table *table, size_t at)
{
    if (at >= table->fields)
        fail_msg("%s: the program has no field behind its last, but FORMAT.md has \"%.*s\"", table->name,
                 (int)field->name.length, field->name.at);
    const struct field_rule *rule = &table->field[at];
    if (!slice_is(field->name, rule->name) || field->mark != mark_of(rule->occurs) ||
        !slice_is(buffer_slice(&field->pattern), rule->pattern))
        fail_msg("%s: FORMAT.md has \"%.*s%c %s\", the program \"%s%c %s\"", table->name, (int)field->name.length,
                 field->name.at, field->mark ? field->mark : ' ', field->pattern.at, rule->name,
                 rule->occurs ? mark_of(rule->occurs) : ' ', rule->pattern);
}

/* Compares the items of one paragraph with the fields from `at` on; the index behind the last. */
static size_t compare_fields(const struct format_text *text, const char *paragraph, size_t skip,
                             const struct kind_table *table, size_t at)
{
    struct slice items, item;
    bool has_text;
    struct format_field field = {.mark = '\0'};
    if (!format_kind(text, paragraph, &items, &has_text))
        fail_msg("FORMAT.md has no fields of \"%s\"", paragraph);
    while (format_next_item(&items, &item)) {
        if (skip > 0) {
            skip--;
        } else if (slice_is(item, "rules") || slice_is(item, "rule lines")) {
            at = compare_fields(text, "rules", slice_is(item, "rules") ? 0 : 1, table, at);
        } else if (slice_is(item, "block")) {
            at = compare_fields(text, "block", 0, table, at);
        } else {
            format_field_read(text, item, &field);
            assert_field(&field, table, at++);
        }
    }
    buffer_release(&field.pattern);
    return at;
}

static void fields_are_those_of_the_program(void **state)
{
    const struct format_text *text = *state;
    for (enum kind kind = KIND_BODY; kind < KIND_COUNT; kind++) {
        const struct kind_table *table = kind_table(kind);
        struct slice items;
        bool has_text;
        size_t at = kind == KIND_BODY ? 0 : compare_fields(text, "common", 0, table, 0);
        at = compare_fields(text, table->name, 0, table, at);
        if (at != table->fields)
            fail_msg("%s: FORMAT.md does not have the field \"%s\"", table->name, table->field[at].name);
        assert_true(format_kind(text, table->name, &items, &has_text));
        if (has_text != table->has_text)
            fail_msg("%s: may it have a text?", table->name);
    }
}

static void words_are_those_of_the_program(void **state)
{
    const struct format_text *text = *state;
    size_t count = 0;
    for (struct slice words = format_words(text, SLICE("reserved")); words.length; count++) {
        struct slice word = slice_cut(&words, ' ');
        if (value_matches("ID", word, NULL))
            fail_msg("\"%.*s\" is reserved in FORMAT.md alone", (int)word.length, word.at);
    }
    assert_int_equal(count, 21);
}

/* The example's keys, made anew from their seeds. */
struct example {
    struct slice vkey_text[EXAMPLE_KEYS];
    struct signer signer[EXAMPLE_KEYS];
    uint8_t secret[EXAMPLE_KEYS][KEY_SECRET_LENGTH];
    struct arena arena;
    struct slice note[EXAMPLE_NOTES];
    struct sealed sealed[EXAMPLE_NOTES];
};

enum { LOG, SECRETARY, ANNA, AUDITOR };

static void read_keys(const struct format_text *text, struct example *out)
{
    struct slice lines = format_block(text, "keys");
    for (size_t i = 0; i < EXAMPLE_KEYS; i++) {
        struct slice words = slice_cut(&lines, '\n');
        struct vkey vkey;
        struct public_key public;
        out->vkey_text[i] = slice_cut(&words, ' ');
        assert_int_equal(vkey_parse(out->vkey_text[i], &vkey, NULL), STATUS_OK);
        struct digest seed = digest_of(slice_head(slice_from(words, 1), words.length - 2));
        crypto_sign_seed_keypair(public.byte, out->secret[i], seed.byte);
        out->signer[i] = (struct signer){.vkey = vkey_make(vkey.name, vkey.type, &public), .secret = out->secret[i]};
        assert_true(vkey_equal(&vkey, &out->signer[i].vkey));
        assert_int_equal(vkey.id, out->signer[i].vkey.id);
    }
    assert_int_equal(lines.length, 0);
}

static void example_read(const struct format_text *text, struct example *out)
{
    arena_init(&out->arena);
    assert_int_equal(key_init(NULL), STATUS_OK);
    read_keys(text, out);
    for (size_t i = 0; i < EXAMPLE_NOTES; i++) {
        char name[16];
        snprintf(name, sizeof name, "note-%zu", i);
        out->note[i] = format_block(text, name);
        assert_int_equal(sealed_open(out->note[i], &out->arena, &out->sealed[i]), STATUS_OK);
        assert_int_equal(out->sealed[i].defect, REASON_NONE);
    }
}

static void assert_line(struct slice line, const char *label, const struct digest *digest)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(digest, hex);
    struct slice found = slice_cut(&line, ' ');
    assert_true(slice_is(found, label));
    if (!slice_is(line, hex))
        fail_msg("%s: %s instead of %.*s", label, hex, (int)line.length, line.at);
}

static void hashes_of_the_example(void **state)
{
    const struct format_text *text = *state;
    static struct example example;
    example_read(text, &example);
    struct merkle tree = {.size = 0};
    struct slice roots = format_block(text, "roots");
    for (size_t i = 0; i < EXAMPLE_NOTES; i++) {
        char name[16], size[16];
        snprintf(name, sizeof name, "hashes-%zu", i);
        snprintf(size, sizeof size, "%zu", i + 1);
        struct slice lines = format_block(text, name);
        assert_line(slice_cut(&lines, '\n'), "id", &example.sealed[i].id);
        assert_line(slice_cut(&lines, '\n'), "leaf", &example.sealed[i].leaf);
        merkle_add(&tree, &example.sealed[i].leaf, NULL, NULL);
        struct digest root = merkle_root(&tree);
        assert_line(slice_cut(&roots, '\n'), size, &root);
    }
    arena_release(&example.arena);
}

/* Ed25519 leaves no choice: signing again gives the same bytes. */
static void signatures_of_the_example(void **state)
{
    static const struct {
        size_t lines;
        size_t signer[2];
    } rows[EXAMPLE_NOTES] = {{1, {SECRETARY}}, {2, {ANNA, SECRETARY}}, {1, {ANNA}}};
    static struct example example;
    example_read(*state, &example);
    for (size_t i = 0; i < EXAMPLE_NOTES; i++) {
        struct slice signed_text = example.sealed[i].note.text;
        struct buffer out = {0};
        assert_int_equal(example.sealed[i].note.lines, rows[i].lines);
        note_sign(signed_text, &example.signer[rows[i].signer[0]], &out);
        for (size_t line = 1; line < rows[i].lines; line++) {
            const struct signer *signer = &example.signer[rows[i].signer[line]];
            struct signature signature = key_sign(signer, signed_text);
            note_write_line(&signer->vkey, &signature, &out);
        }
        if (!slice_equal(buffer_slice(&out), example.note[i]))
            fail_msg("note %zu: %s", i, out.at);
        buffer_release(&out);
    }
    arena_release(&example.arena);
}

static void roll_of_the_example(void **state)
{
    const struct format_text *text = *state;
    static struct example example;
    struct body body;
    struct buffer written = {0};
    struct digest digest;
    example_read(text, &example);
    assert_int_equal(body_read(&example.sealed[0].entry, true, &example.arena, &body, NULL), STATUS_OK);
    const struct roll_member anna = {
        .name = example.signer[ANNA].vkey.name, .role = CLASS_HOLDER, .vkey = example.vkey_text[ANNA]};
    assert_int_equal(body.roster.seats, 1);
    body.roster.seat[0].member = &anna;
    body.roster.seat[0].members = 1;
    assert_int_equal(roll_write(&body.roster, &written), STATUS_OK);
    if (!slice_equal(buffer_slice(&written), format_block(text, "roll")))
        fail_msg("%s", written.at);
    assert_int_equal(roll_digest(&body.roster, &digest), STATUS_OK);
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&digest, hex);
    struct slice lines = format_block(text, "roll-digest");
    assert_true(slice_is(slice_cut(&lines, '\n'), hex));
    buffer_release(&written);
    arena_release(&example.arena);
}

static void head_of_the_example(void **state)
{
    const struct format_text *text = *state;
    static struct example example;
    example_read(text, &example);
    struct slice head = format_block(text, "head");
    const struct checkpoint_trust trust = {.origin = SLICE("orte.example"),
                                           .log = &example.signer[LOG].vkey,
                                           .logs = 1,
                                           .cosigner = &example.signer[AUDITOR].vkey,
                                           .cosigners = 1,
                                           .quorum = 1};
    struct checkpoint opened;
    struct note note;
    uint64_t time;
    struct buffer out = {0};
    struct merkle tree = {.size = 0};
    for (size_t i = 0; i < EXAMPLE_NOTES; i++)
        merkle_add(&tree, &example.sealed[i].leaf, NULL, NULL);
    struct digest root = merkle_root(&tree);
    assert_int_equal(checkpoint_verify(head, &trust, &opened, &note, NULL), STATUS_OK);
    assert_int_equal(opened.size, EXAMPLE_NOTES);
    assert_true(digest_equal(&opened.root, &root));
    assert_true(checkpoint_cosignature_verify(&note, 1, &example.signer[AUDITOR].vkey, &time));
    assert_int_equal(time, 1767607320);
    note_sign(note.text, &example.signer[LOG], &out);
    checkpoint_cosign(note.text, &example.signer[AUDITOR], time, &out);
    assert_true(slice_equal(buffer_slice(&out), head));
    buffer_release(&out);
    arena_release(&example.arena);
}

static void fork_of_the_example(void **state)
{
    const struct format_text *text = *state;
    struct slice bytes = format_block(text, "fork"), above = format_block(text, "head");
    struct fork fork;
    struct carried carried;
    struct checkpoint head[2];
    assert_int_equal(fork_parse(bytes, &fork, NULL), STATUS_OK);
    assert_true(slice_equal(fork.head[0], above));
    assert_int_equal(fork_verify(&fork, &carried, head, NULL), STATUS_OK);
    assert_int_equal(head[0].size, 3);
    assert_int_equal(head[1].size, 4);
    assert_true(slice_is(carried.body.name, "orte.example"));
    carried_release(&carried);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_those_of_the_program),
        cmocka_unit_test(words_are_those_of_the_program),
        cmocka_unit_test(hashes_of_the_example),
        cmocka_unit_test(signatures_of_the_example),
        cmocka_unit_test(roll_of_the_example),
        cmocka_unit_test(head_of_the_example),
        cmocka_unit_test(fork_of_the_example),
    };
    return cmocka_run_group_tests(tests, format_text_make, format_text_remove);
}
