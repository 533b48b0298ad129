/* Entries: every kind is written back as it was read. */
#include "core/draft.h"
#include "core/entry.h"
#include "tests/entry_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void every_kind_is_written_back_as_it_was_read(void **state)
{
    struct desk *desk = *state;
    bool seen[KIND_COUNT] = {false};
    for (size_t i = 0; i < sizeof samples / sizeof samples[SAMPLE_BODY]; i++) {
        struct slice text = desk_text(desk, samples[i], NULL, NULL);
        struct entry entry;
        if (desk_parse(desk, text, &entry) != STATUS_OK)
            fail_msg("line %lu: %s (%s) in\n%s", desk->problem.line, desk->problem.message, desk->problem.detail[0],
                     text.at);
        seen[entry.kind] = true;
        struct draft draft;
        struct buffer plain, back;
        draft_init(&draft, entry.kind, &desk->arena);
        buffer_init(&plain);
        buffer_init(&back);
        for (size_t k = entry.fields; k-- > 0;) /* in any order; but lines of one name in theirs */
            if (k == 0 || entry.field[k - 1].rule != entry.field[k].rule)
                for (size_t n = k; n < entry.fields && entry.field[n].rule == entry.field[k].rule; n++)
                    if (entry.kind != KIND_BODY)
                        assert_int_equal(draft_add(&draft, entry.field[n].rule->name, entry.field[n].value), STATUS_OK);
        for (size_t k = 0; k < entry.fields && entry.kind == KIND_BODY; k++)
            assert_int_equal(draft_add(&draft, entry.field[k].rule->name, entry.field[k].value), STATUS_OK);
        entry_plain_text(&entry, &plain);
        assert_int_equal(draft_set_text(&draft, buffer_slice(&plain), NULL), STATUS_OK);
        assert_int_equal(draft_compose(&draft, &back, NULL), STATUS_OK);
        assert_string_equal(back.at, text.at);
        buffer_release(&plain);
        buffer_release(&back);
    }
    for (int kind = 0; kind < KIND_COUNT; kind++)
        assert_true(seen[kind]);
}

static void reads_the_common_fields(void **state)
{
    struct desk *desk = *state;
    struct entry entry;
    struct slice text = desk_text(desk, samples[SAMPLE_CLOSE], NULL, NULL);
    assert_int_equal(desk_parse(desk, text, &entry), STATUS_OK);
    assert_int_equal(entry.kind, KIND_CLOSE);
    assert_true(slice_is(entry.body, "rat.example"));
    assert_true(slice_is(entry.by, "gs1"));
    assert_int_equal(entry.at.seconds, 1795428900);
    assert_int_equal(entry.size, 12);
    struct digest hash, id = entry_id(&entry), same = digest_of(text);
    assert_true(digest_from_hex(SLICE(HASH), &hash));
    assert_memory_equal(&entry.founding, &hash, sizeof hash);
    assert_true(digest_from_hex(SLICE(OTHER), &hash));
    assert_memory_equal(&entry.root, &hash, sizeof hash);
    assert_memory_equal(&id, &same, sizeof id);
    assert_null(entry_value(&entry, "text").at);
    assert_int_equal(entry_number(&entry, "votes", 7), 7);
}

static void reads_fields_and_text(void **state)
{
    struct desk *desk = *state;
    struct entry entry;
    assert_int_equal(desk_parse(desk, desk_text(desk, samples[SAMPLE_PROPOSAL], NULL, NULL), &entry), STATUS_OK);
    size_t at = 0;
    assert_true(slice_is(entry_next(&entry, "for", &at)->value, "stadt"));
    const struct field *second = entry_next(&entry, "for", &at);
    assert_true(slice_is(second->value, "kreis"));
    assert_int_equal(second->line, 13);
    assert_null(entry_next(&entry, "for", &at));
    struct buffer plain;
    buffer_init(&plain);
    entry_plain_text(&entry, &plain);
    assert_string_equal(plain.at, "The motion,\n\n  in   Markdown:\n\xC3\xA4.\n");
    buffer_release(&plain);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    const struct CMUnitTest tests[] = {
        DESK_TEST(every_kind_is_written_back_as_it_was_read),
        DESK_TEST(reads_the_common_fields),
        DESK_TEST(reads_fields_and_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
