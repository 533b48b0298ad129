/* Real and official OParl files, which are not ours to copy: skipped where they are not beside the project. */
#include "tests/oparl_imported.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static void import_sample(struct imported *imported, const char *name)
{
    char path[4096];
    const char *folder = getenv("STIMMBUCH_SHARED");
    snprintf(path, sizeof path, "%s/samples/%s", folder && *folder ? folder : "../shared", name);
    if (access(path, R_OK)) {
        print_message("skipped: the OParl samples, %s, are not here\n", path);
        skip();
    }
    imported_from_one(imported, path);
}

static size_t of_kind(const struct imported *imported, const char *line)
{
    size_t count = 0;
    for (size_t i = 0; i < imported->count; i++)
        count += strstr(imported->draft[i].text.at, line) != NULL;
    return count;
}

static void karlsruhe_is_taken_whole(void **state)
{
    (void)state;
    struct imported imported;
    import_sample(&imported, "oparl-karlsruhe");
    assert_int_equal(imported.report.files, 28);
    assert_int_equal(imported.report.papers, 20);
    assert_int_equal(imported.report.meetings, 6);
    assert_int_equal(imported.report.items, 44);
    assert_int_equal(imported.report.consultations, 21);
    assert_int_equal(imported.report.organizations, 97);
    assert_int_equal(imported.report.merged, 2);
    assert_int_equal(imported.count, 20 + 44 - 2);
    /* The count of results is a list of lists. */
    assert_int_equal(imported.report.cause[OPARL_NO_OBJECT], 71);
    assert_int_equal(oparl_report_skipped(&imported.report), 71);
    assert_int_equal(of_kind(&imported, "\nkind: motion\n"), 3 + 42);
    assert_int_equal(of_kind(&imported, "\nkind: decision\n"), 9);
    assert_int_equal(of_kind(&imported, "\nkind: information\n"), 8);
    imported_release(&imported);
}

static void karlsruhe_joins_meetings_and_papers(void **state)
{
    (void)state;
    struct imported imported;
    import_sample(&imported, "oparl-karlsruhe");
    const char *paper = imported_text(&imported, "2019/0605");
    assert_non_null(strstr(paper, "title: Vorrang für Open-Source-Lösungen bei der Stadtverwaltung\nkind: motion\n"));
    assert_non_null(strstr(imported_text(&imported, "2017/0564"),
                           ", Hauptausschuss (öffentlich/nicht öffentlich), TOP 5, Entscheidung, entscheidend,"
                           " Ergebnis: einstimmig zugestimmt\n"));
    assert_non_null(strstr(imported_text(&imported, "10262/8"), "title: Mitteilungen des Bürgermeisteramtes\n"));
    /* Two consultations with one id, in two meetings. */
    assert_non_null(strstr(imported_text(&imported, "2021/0260"),
                           "meetings/6176>, Entscheidung, entscheidend\n"
                           "- <https://web1.karlsruhe.de/oparl/bodies/0001/meetings/6195>, Entscheidung"));
    imported_release(&imported);
}

static void the_examples_of_the_standard_are_read(void **state)
{
    (void)state;
    struct imported imported;
    import_sample(&imported, "oparl-spec");
    assert_int_equal(imported.report.papers, 1);
    assert_int_equal(imported.report.meetings, 1);
    assert_int_equal(imported.report.items, 1);
    assert_int_equal(imported.count, 2);
    assert_non_null(strstr(imported_text(&imported, "1234/2014"), "title: Antwort auf Anfrage 1200/2014\n"
                                                                  "kind: information\n"));
    const char *item = imported_text(&imported, "281/10.1");
    assert_non_null(strstr(item, "title: Satzungsänderung für Ausschreibungen\nkind: motion\n"));
    assert_non_null(strstr(item, "- Sitzung: 4. Sitzung des Finanzausschusses\n- Datum: 2013-01-04\n"));
    assert_non_null(strstr(item, "- Ergebnis: Geändert beschlossen\n"));
    assert_non_null(strstr(item, "Der Beschluss weicht wie folgt vom Antrag ab: ...\n"));
    imported_release(&imported);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(karlsruhe_is_taken_whole),
        cmocka_unit_test(karlsruhe_joins_meetings_and_papers),
        cmocka_unit_test(the_examples_of_the_standard_are_read),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
