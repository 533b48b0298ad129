#include "core/fold.h"
#include "core/text.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void words_are_folded(void **state)
{
    static const struct {
        const char *text, *words;
    } rows[] = {
        {"", ""},
        {" \n – ", ""},
        {"Straße", "strasse"},
        {"STRASSE", "strasse"},
        {"STRAẞE", "strasse"},
        {"Grün", "gruen"},
        {"GRU\xCC\x88N", "gruen"},
        {"gruen", "gruen"},
        {"Flächendeckung", "flaechendeckung"},
        {"Öl Ärger Übung ǖ", "oel aerger uebung ue"},
        {"ï ë ÿ", "i e y"},
        {"a\xCC\xA3\xCC\x88 \xE1\xBA\xA1\xCC\x88", "ae ae"}, /* a mark between a letter and its diaeresis */
        {"a\xCC\x88\xCC\x88", "ae"},
        {"a \xCC\x88z", "a z"},
        {"æ Œuvre smørrebrød Ångström", "ae oeuvre smoerrebroed angstroem"},
        {"\xE2\x84\xAB", "a"}, /* the angstrom sign */
        {"Łódź Đorđe Yıldız İzmir ſein", "lodz dorde yildiz izmir sein"},
        {"\xEF\xAC\x81nden", "finden"}, /* a ligature */
        {"Ελλάς ΟΔΟΣ", "ελλασ οδοσ"},
        {"2026-017: E-Akte/IT", "2026 017 e akte it"},
        {"٣ ４", "3 4"},
        {"Bau\xC2\xADstein x\xE2\x80\x8D"
         "y",
         "baustein xy"}, /* what is invisible separates nothing */
        {"a\xFF"
         "b\xE2\x82",
         "a b"},
        {"Don't \"quote\" *", "don t quote"},
        {"Vitamin²", "vitamin"},
    };
    struct buffer out;
    buffer_init(&out);
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buffer_clear(&out);
        fold_words(slice_of(rows[i].text), &out);
        if (!slice_is(buffer_slice(&out), rows[i].words))
            fail_msg("\"%s\" became \"%s\"", rows[i].text, out.at ? out.at : "");
    }
    buffer_release(&out);
}

static void several_texts_are_folded_into_one(void **state)
{
    struct buffer out;
    buffer_init(&out);
    (void)state;
    fold_words(SLICE("Ein Titel"), &out);
    fold_words(SLICE("..."), &out);
    fold_words(SLICE("Ein Text"), &out);
    assert_string_equal(out.at, "ein titel ein text");
    buffer_release(&out);
}

static void long_words_are_cut(void **state)
{
    static const char forty[] = "abcdefghijabcdefghijabcdefghijabcdefghij";
    char text[64];
    struct buffer out;
    buffer_init(&out);
    (void)state;
    fold_words(slice_of(forty), &out);
    assert_string_equal(out.at, forty);
    buffer_clear(&out);
    snprintf(text, sizeof text, "%sx yz", forty);
    fold_words(slice_of(text), &out);
    assert_int_equal(out.length, FOLD_WORD_MAX + 3);
    assert_string_equal(out.at + FOLD_WORD_MAX, " yz");
    buffer_clear(&out);
    snprintf(text, sizeof text, "%.39sß", forty);
    fold_words(slice_of(text), &out);
    assert_int_equal(out.length, FOLD_WORD_MAX);
    buffer_release(&out);
}

static void join(struct slice suffix, void *context)
{
    struct buffer *out = context;
    buffer_add(out, suffix);
    buffer_byte(out, ' ');
}

static void suffixes_are_found(void **state)
{
    static const struct {
        const char *word;
        size_t minimum;
        const char *suffixes;
    } rows[] = {
        {"", 0, ""},
        {"a", 0, ""},
        {"ab", 0, "b "},
        {"ab", 1, "b "},
        {"strasse", 4, "trasse rasse asse "},
        {"strasse", 7, ""},
        {"strasse", 6, "trasse "},
        {"οδοσ", 2, "δοσ οσ "},
    };
    struct buffer out;
    buffer_init(&out);
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buffer_clear(&out);
        fold_suffixes(slice_of(rows[i].word), rows[i].minimum, join, &out);
        if (!slice_is(buffer_slice(&out), rows[i].suffixes))
            fail_msg("row %zu: \"%s\"", i, out.at ? out.at : "");
    }
    buffer_release(&out);
}

static void queries_are_written(void **state)
{
    static const struct {
        const char *typed, *query;
    } rows[] = {
        {"", ""},
        {" *\"()", ""},
        {"Straß", "\"strass\"*"},
        {"Grün fläche", "\"gruen\"* \"flaeche\"*"},
        {"e Akte", "\"e\" \"akte\"*"},
        {"ö a", "\"oe\"* \"a\"*"},
        {"NOT x OR y NEAR(a b)", "\"not\"* \"x\" \"or\"* \"y\" \"near\"* \"a\" \"b\"*"},
        {"title:\"x\"*^-+{}", "\"title\"* \"x\"*"},
    };
    struct buffer out;
    buffer_init(&out);
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buffer_clear(&out);
        fold_query(slice_of(rows[i].typed), &out);
        if (!slice_is(buffer_slice(&out), rows[i].query))
            fail_msg("\"%s\" became %s", rows[i].typed, out.at ? out.at : "");
    }
    buffer_release(&out);
}

static void queries_have_an_end(void **state)
{
    struct buffer typed, out;
    size_t words = 0;
    buffer_init(&typed);
    buffer_init(&out);
    (void)state;
    for (int i = 0; i < 1000; i++)
        buffer_text(&typed, "wort ");
    fold_query(buffer_slice(&typed), &out);
    for (struct slice rest = buffer_slice(&out); rest.length > 0; words++)
        assert_true(slice_is(slice_cut(&rest, ' '), "\"wort\"*"));
    assert_int_equal(words, FOLD_QUERY_WORDS);
    assert_int_equal(out.at[out.length - 1], '*');
    buffer_release(&typed);
    buffer_release(&out);
}

/* An index of one title: its words, and the suffixes of four or more characters. */
static sqlite3 *index_of(const char *title)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *insert = NULL;
    struct buffer words;
    buffer_init(&words);
    fold_words(slice_of(title), &words);
    struct buffer all;
    buffer_init(&all);
    for (struct slice rest = buffer_slice(&words); rest.length > 0;) {
        struct slice word = slice_cut(&rest, ' ');
        join(word, &all);
        fold_suffixes(word, 4, join, &all);
    }
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE VIRTUAL TABLE title USING fts5(words)", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "INSERT INTO title VALUES (?)", -1, &insert, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_bind_text(insert, 1, all.at, (int)all.length, SQLITE_STATIC), SQLITE_OK);
    assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
    sqlite3_finalize(insert);
    buffer_release(&words);
    buffer_release(&all);
    return db;
}

/* SQLITE_ROW when found, SQLITE_DONE when not, else an error. */
static int match(sqlite3_stmt *select, struct slice query)
{
    sqlite3_reset(select);
    sqlite3_bind_text(select, 1, query.at ? query.at : "", (int)query.length, SQLITE_TRANSIENT);
    return sqlite3_step(select);
}

static void titles_are_found(void **state)
{
    static const struct {
        const char *typed;
        bool found;
    } rows[] = {
        {"hauptstraße", true}, {"HAUPTSTRASSE", true}, {"strass", true},     {"straße grün", true},
        {"gruen", true},       {"flaechen", true},     {"fläch", true},      {"anlage", true},
        {"haupt", true},       {"str", true},          {"straßen", false},   {"gruen rot", false},
        {"upts", true},        {"sse", false},         {"NOT gruen", false}, {"strasse OR gruen", false},
    };
    sqlite3 *db = index_of("Hauptstraße: Grünflächenanlage");
    sqlite3_stmt *select = NULL;
    struct buffer query;
    buffer_init(&query);
    (void)state;
    sqlite3_prepare_v2(db, "SELECT 1 FROM title WHERE title MATCH ?", -1, &select, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buffer_clear(&query);
        fold_query(slice_of(rows[i].typed), &query);
        if (match(select, buffer_slice(&query)) != (rows[i].found ? SQLITE_ROW : SQLITE_DONE))
            fail_msg("%s: %s", rows[i].typed, sqlite3_errmsg(db));
    }
    buffer_release(&query);
    sqlite3_finalize(select);
    sqlite3_close(db);
}

static void nothing_typed_is_syntax(void **state)
{
    static const char signs[] = "\"'*^+-:(){}\\ aorndANDORNOTNEAR,;\xC3\xA4\xFF\x01";
    uint32_t seed = 20261123;
    sqlite3 *db = index_of("Titel");
    sqlite3_stmt *select = NULL;
    struct buffer query;
    buffer_init(&query);
    (void)state;
    sqlite3_prepare_v2(db, "SELECT 1 FROM title WHERE title MATCH ?", -1, &select, NULL);
    for (int i = 0; i < 5000; i++) {
        char typed[24];
        for (size_t k = 0; k < sizeof typed; k++) {
            seed = seed * 1664525 + 1013904223;
            typed[k] = signs[(seed >> 16) % sizeof signs];
        }
        buffer_clear(&query);
        fold_query((struct slice){.at = typed, .length = sizeof typed}, &query);
        int result = query.length ? match(select, buffer_slice(&query)) : SQLITE_DONE;
        if (result != SQLITE_DONE && result != SQLITE_ROW)
            fail_msg("string %d, %s: %s", i, query.at, sqlite3_errmsg(db));
    }
    buffer_release(&query);
    sqlite3_finalize(select);
    sqlite3_close(db);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_folded),    cmocka_unit_test(several_texts_are_folded_into_one),
        cmocka_unit_test(long_words_are_cut),  cmocka_unit_test(suffixes_are_found),
        cmocka_unit_test(queries_are_written), cmocka_unit_test(queries_have_an_end),
        cmocka_unit_test(titles_are_found),    cmocka_unit_test(nothing_typed_is_syntax),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
