/* An address book from a table: what is taken, and what is refused, with its line. */
#include "data/people_csv.h"
#include "tests/scratch.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void tables_as_offices_export_them(void **state)
{
    static const char *const rows[] = {
        "b.rat,Bernd\nanna,\"Beispiel, Anna\",Stadt A\n",
        "\xEF\xBB\xBFKennung;Name;Haus\r\nanna; \"Beispiel, Anna\";Stadt A\r\n\r\nb.rat;;Bernd\r\n",
        "Handle,Name\nanna,\"Beispiel, Anna\",,Stadt A\nb.rat,Bernd",
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct people people;
        struct problem problem;
        problem_clear(&problem);
        if (people_csv_parse(slice_of(rows[i]), &people, &problem) != STATUS_OK)
            fail_msg("row %zu: %s", i, problem.message);
        assert_int_equal(people.count, 2);
        assert_true(slice_is(people_find(&people, SLICE("b.rat")), "Bernd"));
        struct slice anna = people_find(&people, SLICE("anna"));
        if (!slice_is(anna, "Beispiel, Anna, Stadt A"))
            fail_msg("row %zu: %.*s", i, (int)anna.length, anna.at);
        people_release(&people);
    }
}

static void two_quotes_are_one(void **state)
{
    struct people people;
    (void)state;
    assert_int_equal(people_csv_parse(SLICE("a,\"Anna \"\"Ä\"\" B\"\n"), &people, NULL), STATUS_OK);
    assert_true(slice_is(people_find(&people, SLICE("a")), "Anna \"Ä\" B"));
    people_release(&people);
}

static void what_is_no_such_table_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *table;
        unsigned long line;
    } rows[] = {
        {"a,A\nb\n", 2},               /* one column */
        {"a,A\n\nb,\"B\n", 3},         /* not closed */
        {"a,\"A\nB\"\n", 1},           /* over several lines */
        {"a,\"A\"B\n", 1},             /* behind the quote */
        {"a,A\nB,B\n", 2},             /* no handle */
        {"a,A\nb,  \n", 2},            /* nobody */
        {"a,A\nb,B\x1b[31m\n", 2},     /* a control character */
        {"a,A\nb,B\xE2\x80\xAE\n", 2}, /* a bidirectional one */
        {"handle,name\nhandle,name,\nb\n", 3},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct people people;
        struct problem problem;
        problem_clear(&problem);
        if (people_csv_parse(slice_of(rows[i].table), &people, &problem) != STATUS_FORM || problem.line != rows[i].line)
            fail_msg("row %zu: line %lu: %s", i, problem.line, problem.message ? problem.message : "taken");
        assert_int_equal(people.count, 0);
    }
}

static void the_same_handle_twice_is_refused(void **state)
{
    struct people people;
    (void)state;
    assert_int_equal(people_csv_parse(SLICE("a,A\nb,B\na,C\n"), &people, NULL), STATUS_FORM);
}

/* Those that are there already are replaced, and all others stay; where one line is wrong nothing is written. */
static void a_table_is_taken_into_the_book(void **state)
{
    char path[SCRATCH_PATH], table[SCRATCH_PATH];
    struct people people;
    struct people_merged merged;
    scratch_path(state, "people", path);
    scratch_path(state, "table.csv", table);
    scratch_write(state, "people", SLICE("anna Anna\nbernd Bernd\ncarl Carl\n"), 0600);
    scratch_write(state, "table.csv", SLICE("bernd,Bernd Neu\ncarl,Carl\ndora,Dora\n"), 0600);
    assert_int_equal(people_csv_read(table, &people, NULL), STATUS_OK);
    assert_int_equal(people_merge(path, &people, &merged, NULL), STATUS_OK);
    people_release(&people);
    assert_int_equal(merged.added, 1);
    assert_int_equal(merged.changed, 1);
    assert_int_equal(people_read(path, &people, NULL), STATUS_OK);
    assert_int_equal(people.count, 4);
    assert_true(slice_is(people_find(&people, SLICE("anna")), "Anna"));
    assert_true(slice_is(people_find(&people, SLICE("bernd")), "Bernd Neu"));
    people_release(&people);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_as_offices_export_them),
        cmocka_unit_test(two_quotes_are_one),
        cmocka_unit_test(what_is_no_such_table_is_refused_with_its_line),
        cmocka_unit_test(the_same_handle_twice_is_refused),
        cmocka_unit_test_setup_teardown(a_table_is_taken_into_the_book, scratch_make, scratch_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
