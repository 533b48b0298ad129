#include "core/buffer.h"
#include "data/oparl.h"

#include "tests/oparl_imported.h"
#include "tests/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

static void bad_files_are_reported_and_the_others_read(void **state)
{
    static const struct {
        const char *name, *bytes;
        size_t length;
        enum oparl_cause cause;
        unsigned long line, column;
    } rows[] = {
        {"a.json", "{\"id\": \"x\",\n  \"type\": }\n", 24, OPARL_JSON, 2, 11},
        {"b.json", "", 0, OPARL_FILE, 0, 0},
        {"c.json",
         "\x7F"
         "ELF\0\1\2\377",
         8, OPARL_JSON, 1, 1},
        {"d.json", "\"a string\"", 10, OPARL_JSON, 1, 10},
        {"e.json", "{\"name\": \"\xE4\"}", 13, OPARL_JSON, 1, 10},
    };
    struct imported imported;
    size_t count = sizeof rows / sizeof rows[0];
    for (size_t i = 0; i < count; i++)
        scratch_write(state, rows[i].name, (struct slice){.at = rows[i].bytes, .length = rows[i].length}, 0600);
    scratch_write(state, "z.json",
                  SLICE("\xEF\xBB\xBF[{\"id\":\"https://x.example/7\",\"name\":\"N\","
                        "\"type\":\"https://schema.oparl.org/1.1/Paper\"}]"),
                  0600);
    imported_from_one(&imported, *state);
    assert_int_equal(imported.report.files, 1);
    assert_non_null(strstr(imported_text(&imported, "7"), "title: N\n"));
    for (size_t i = 0; i < count; i++) {
        const struct problem *problem = &imported.report.line[i].problem;
        if (imported.report.line[i].cause != rows[i].cause || !strstr(problem->file, rows[i].name) ||
            problem->line != rows[i].line || problem->column != rows[i].column)
            fail_msg("%s: '%s' (%s) at line %lu, column %lu", rows[i].name, problem->message, problem->detail[1],
                     problem->line, problem->column);
    }
    imported_release(&imported);
}

static void deep_nesting_is_refused(void **state)
{
    struct imported imported;
    struct buffer text;
    buffer_init(&text);
    for (int i = 0; i < 100000; i++)
        buffer_text(&text, "[");
    imported_from_text(&imported, state, text.at);
    imported_causes(&imported, "json 1");
    imported_release(&imported);
    for (int depth = OPARL_DEPTH_MAX - 1; depth <= OPARL_DEPTH_MAX; depth++) {
        buffer_clear(&text);
        for (int i = 0; i < depth; i++)
            buffer_text(&text, "{\"data\":[");
        buffer_text(&text, "{\"id\":\"p\",\"type\":\"https://schema.oparl.org/1.1/Paper\","
                           "\"paperType\":\"Antrag\",\"reference\":\"p\",\"name\":\"P\"}");
        for (int i = 0; i < depth; i++)
            buffer_text(&text, "]}");
        imported_from_text(&imported, state, text.at);
        imported_causes(&imported, depth < OPARL_DEPTH_MAX ? "" : "nested 1");
        imported_release(&imported);
    }
    buffer_release(&text);
}

/* Replaces each field of the object, and of the objects in it, by each wrong value, and imports the whole. */
static void with_wrong_values(void **state, json_t *root, json_t *object, size_t *imports)
{
    static const char *const wrong[] = {
        "null", "7", "-1.5", "true", "\"\"", "\" \\u0301\\u202e\\t\\u0007\"", "[]", "[null,7,{},[]]", "{}"};
    char path[SCRATCH_PATH];
    const char *key;
    json_t *value;
    void *safe;
    json_object_foreach_safe(object, safe, key, value)
    {
        json_incref(value);
        for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
            struct imported imported;
            json_object_set_new(object, key, json_loads(wrong[i], JSON_DECODE_ANY, NULL));
            if (json_dump_file(root, scratch_path(state, "given.json", path), 0))
                fail_msg("%s is not written", path);
            imported_from_one(&imported, path);
            imported_release(&imported);
            ++*imports;
        }
        json_object_set(object, key, value);
        if (json_is_array(value) && json_is_object(json_array_get(value, 0)))
            with_wrong_values(state, root, json_array_get(value, 0), imports);
        else if (json_is_object(value))
            with_wrong_values(state, root, value, imports);
        json_decref(value);
    }
}

static void wrong_types_do_no_harm(void **state)
{
    static const char *const files[] = {"tests/oparl/paper.json", "tests/oparl/meeting.json"};
    size_t imports = 0;
    for (size_t i = 0; i < 2; i++) {
        json_t *root = json_load_file(files[i], 0, NULL);
        assert_non_null(root);
        with_wrong_values(state, root, root, &imports);
        json_decref(root);
    }
    assert_int_equal(imports, 9 * (18 + 5 + 4 + 6 + 7 + 7));
}

static void a_long_text_is_cut_at_a_line_end(void **state)
{
    static const char before[] =
        "{\"id\":\"1\",\"type\":\"https://schema.oparl.org/1.1/Paper\",\"paperType\":\"Antrag\","
        "\"reference\":\"1\",\"name\":\"N\",\"mainFile\":{\"text\":\"";
    static const struct {
        const char *line, *end;
    } rows[] = {
        {"Eine Zeile.\\n", "Zeile.\n\n[gekürzt: der vollständige Text steht in der Quelle]\n"},
        {"ein Wort ", " Wort\n\n[gekürzt: der vollständige Text steht in der Quelle]\n"},
        {"ä", "ää\n\n[gekürzt: der vollständige Text steht in der Quelle]\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct imported imported;
        struct buffer text;
        buffer_init(&text);
        buffer_text(&text, before);
        while (text.length < 100000)
            buffer_text(&text, rows[i].line);
        buffer_text(&text, "\"}}");
        imported_from_text(&imported, state, text.at);
        imported_causes(&imported, "text 1");
        struct slice draft = imported.draft[0].text;
        size_t length = strlen(rows[i].end);
        if (draft.length < 45000 || draft.length > 60000 ||
            !slice_is(slice_from(draft, draft.length - length), rows[i].end))
            fail_msg("row %zu: %zu bytes, ends in %s", i, draft.length, draft.at + draft.length - length);
        imported_release(&imported);
        buffer_release(&text);
    }
}

static void the_lines_of_the_report_end_the_counts_do_not(void **state)
{
    struct imported imported;
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, "[0");
    for (int i = 0; i < OPARL_LINES_MAX + 4; i++)
        buffer_text(&text, ",0");
    buffer_text(&text, "]");
    imported_from_text(&imported, state, text.at);
    imported_causes(&imported, "no-object 1005");
    assert_int_equal(imported.report.lines, OPARL_LINES_MAX);
    imported_release(&imported);
    buffer_release(&text);
}

static void links_are_not_followed_and_missing_paths_end_the_import(void **state)
{
    struct imported imported;
    char path[SCRATCH_PATH], target[SCRATCH_PATH];
    assert_int_equal(symlink("/", scratch_path(state, "folder.json", path)), 0);
    assert_int_equal(symlink(scratch_path(state, "x", target), scratch_path(state, "file.json", path)), 0);
    scratch_write(state, "x", SLICE("[]"), 0600);
    imported_from_one(&imported, *state);
    imported_causes(&imported, "link 2");
    assert_int_equal(imported.report.files, 0);
    imported_release(&imported);

    const char *missing = "tests/oparl/missing.json";
    assert_int_equal(imported_from(&imported, &missing, 1), STATUS_FILE);
    assert_string_equal(imported.problem.file, missing);
    imported_release(&imported);
}

#define IN_SCRATCH(test) cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(bad_files_are_reported_and_the_others_read),
        IN_SCRATCH(deep_nesting_is_refused),
        IN_SCRATCH(wrong_types_do_no_harm),
        IN_SCRATCH(a_long_text_is_cut_at_a_line_end),
        IN_SCRATCH(the_lines_of_the_report_end_the_counts_do_not),
        IN_SCRATCH(links_are_not_followed_and_missing_paths_end_the_import),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
