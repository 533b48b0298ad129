#include "core/buffer.h"
#include "data/oparl.h"

#include "tests/oparl_imported.h"
#include "tests/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_paper_becomes_a_draft_with_its_consultations(void **state)
{
    (void)state;
    struct imported imported;
    imported_from_one(&imported, "tests/oparl");
    assert_string_equal(
        imported_text(&imported, "2026/017"),
        "stimmbuch/1 proposal\n"
        "number: 2026/017\n"
        "title: Anschluss an das Servicekonto [Beta]\n"
        "kind: decision\n"
        "\n"
        "Übernommen aus OParl: <https://rat.musterstadt.example/oparl/paper/17>\n"
        "\n"
        "- Kennung: 2026/017\n"
        "- Art: Beschlussvorlage\n"
        "- Datum: 2026-05-04\n"
        "- Eingebracht von: Amt für \\<Digitales\\> <https://rat.musterstadt.example/oparl/organization/2>\n"
        "- Eingebracht von: <https://rat.musterstadt.example/oparl/organization/3>\n"
        "- Eingebracht von (Person): <https://rat.musterstadt.example/oparl/person/5>\n"
        "- Federführend: Amt für \\<Digitales\\> <https://rat.musterstadt.example/oparl/organization/2>\n"
        "- Gehört zu: <https://rat.musterstadt.example/oparl/paper/9>\n"
        "- Im Netz: <https://rat.musterstadt.example/vorlage?id=17>\n"
        "- Lizenz: <https://www.govdata.de/dl-de/zero-2-0>\n"
        "\n"
        "## Beratungsfolge\n"
        "\n"
        "- 2026-06-11, 3. Sitzung des Digitalausschusses, TOP 2.1, Entscheidung, entscheidend,"
        " Ergebnis: mehrheitlich beschlossen\n"
        "- 2026-06-11, 3. Sitzung des Digitalausschusses\n"
        "\n"
        "## Beschlusstext zu TOP 2.1\n"
        "\n"
        "Angeschlossen wird ab 2027.\n"
        "Der Vertrag ist vorzulegen.\n"
        "\n"
        "## Dateien\n"
        "\n"
        "- Vorlage <https://rat.musterstadt.example/files/1.pdf>\n"
        "- plan\\<b\\>.pdf javascript:alert(1)\n"
        "- <https://rat.musterstadt.example/oparl/file/3>\n"
        "\n"
        "## Wortlaut\n"
        "\n"
        "Der Rat beschließt:\n"
        "\n"
        "1. Die Stadt schließt sich an.\n"
        " Kosten: keine.\n");
    imported_release(&imported);
}

static void an_item_without_a_paper_becomes_a_motion(void **state)
{
    (void)state;
    struct imported imported;
    imported_from_one(&imported, "tests/oparl/meeting.json");
    assert_string_equal(imported_text(&imported, "30/1"),
                        "stimmbuch/1 proposal\n"
                        "number: 30/1\n"
                        "title: Bericht aus dem Betrieb\n"
                        "kind: motion\n"
                        "\n"
                        "Übernommen aus OParl: <https://rat.musterstadt.example/oparl/agendaitem/301>\n"
                        "\n"
                        "- Sitzung: 3. Sitzung des Digitalausschusses\n"
                        "- Datum: 2026-06-11\n"
                        "- Quelle der Sitzung: <https://rat.musterstadt.example/oparl/meeting/30>\n"
                        "- Tagesordnungspunkt: 1\n"
                        "- Ergebnis: Kenntnisnahme\n");
    assert_non_null(strstr(imported_text(&imported, "30/2.1"),
                           "\n## Beschlusstext\n\nAngeschlossen wird ab 2027.\nDer Vertrag ist vorzulegen.\n"));
    assert_non_null(strstr(imported_text(&imported, "30/1-2"), "title: Verschiedenes\n"));
    assert_int_equal(imported.count, 3);
    imported_causes(&imported, "not-public 1 nameless 1 number 1");
    imported_release(&imported);
}

static void the_report_counts_everything(void **state)
{
    (void)state;
    struct imported imported;
    imported_from_one(&imported, "tests/oparl");
    imported_causes(&imported, "no-object 1 type 2 deleted 2 duplicate 1 not-public 1 nameless 2 "
                               "kind 1 number 4 untitled 1");
    assert_int_equal(imported.report.files, 3);
    assert_int_equal(imported.report.papers, 5);
    assert_int_equal(imported.report.meetings, 1);
    assert_int_equal(imported.report.items, 5);
    assert_int_equal(imported.report.consultations, 2);
    assert_int_equal(imported.report.organizations, 1);
    assert_int_equal(imported.report.merged, 1);
    assert_int_equal(imported.report.drafts, 6);
    assert_int_equal(oparl_report_skipped(&imported.report), 9);
    assert_int_equal(imported.report.lines, 15);
    imported_release(&imported);
}

static void what_is_not_public_is_not_taken(void **state)
{
    (void)state;
    struct imported imported;
    imported_from_one(&imported, "tests/oparl");
    for (size_t i = 0; i < imported.count; i++) {
        assert_null(strstr(imported.draft[i].text.at, "Geheim"));
        assert_null(strstr(imported.draft[i].text.at, "einstimmig"));
    }
    imported_release(&imported);
}

static void numbers_and_titles_are_found_somewhere(void **state)
{
    static const struct {
        const char *number, *name, *line;
    } rows[] = {
        {"2026/017", "2026_017.txt", "title: Anschluss an das Servicekonto [Beta]\nkind: decision\n"},
        {"2026/017-2", "2026_017-2.txt", "title: Noch einmal\nkind: motion\n"},
        {"Drs.-Ae-4-7", "Drs.-Ae-4-7.txt", "title: Fragen\nkind: decision\n"},
        {"21", "21.txt", "title: Vorlage 21\nkind: information\n"},
        {"30/1", "30_1.txt", "title: Bericht aus dem Betrieb\nkind: motion\n"},
        {"30/1-2", "30_1-2.txt", "title: Verschiedenes\nkind: motion\n"},
    };
    struct imported imported;
    (void)state;
    imported_from_one(&imported, "tests/oparl");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool found = false;
        for (size_t at = 0; at < imported.count; at++)
            found = found || (slice_is(imported.draft[at].number, rows[i].number) &&
                              slice_is(imported.draft[at].name, rows[i].name));
        if (!found || !strstr(imported_text(&imported, rows[i].number), rows[i].line))
            fail_msg("%s: not as expected", rows[i].number);
    }
    imported_release(&imported);
}

#define TYPE(name) "\"type\":\"https://schema.oparl.org/1.1/" name "\""

static void one_id_for_two_consultations_keeps_both(void **state)
{
    struct imported imported;
    imported_from_text(&imported, state,
                       "[{\"id\":\"p\",\"reference\":\"p\",\"name\":\"P\",\"paperType\":\"Antrag\"," TYPE(
                           "Paper") ","
                                    "\"consultation\":[{\"id\":\"c\",\"meeting\":\"m1\"," TYPE(
                                        "Consultation") "},"
                                                        "{\"id\":\"c\",\"meeting\":\"m2\"," TYPE(
                                                            "Consultation") "}]},"
                                                                            "{\"id\":\"c\",\"meeting\":\"m2\",\"role\":"
                                                                            "\"Anhörung\"," TYPE("Consultation") "}]");
    assert_int_equal(imported.report.consultations, 2);
    assert_non_null(strstr(imported_text(&imported, "p"), "## Beratungsfolge\n\n- m1\n- m2, Anhörung\n"));
    imported_causes(&imported, "");
    imported_release(&imported);
}

static void objects_in_other_objects_are_found(void **state)
{
    struct imported imported;
    char name[1301];
    struct buffer text;
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    buffer_init(&text);
    buffer_format(
        &text,
        "{\"id\":\"b\"," TYPE("Body") ",\"meeting\":[{\"id\":\"m/1\"," TYPE(
            "Meeting") ","
                       "\"agendaItem\":{\"id\":\"a/1\",\"number\":1,\"name\":\"A\",\"result\":\"%s\"," TYPE(
                           "AgendaItem") ","
                                         "\"consultation\":{\"id\":\"c\"," TYPE(
                                             "Consultation") ","
                                                             "\"paper\":{\"id\":\"p/"
                                                             "1\",\"name\":\"%s\",\"paperType\":\"Antrag\"," TYPE(
                                                                 "Paper") "}}}}]}",
        name, name);
    imported_from_text(&imported, state, text.at);
    imported_causes(&imported, "type 1 number 1 title 1");
    assert_int_equal(imported.count, 1);
    assert_int_equal(imported.report.merged, 1);
    assert_int_equal(imported.draft[0].title.length, 198 + sizeof " …" - 1);
    assert_non_null(strstr(imported_text(&imported, "1"), "- m/1, TOP 1, Ergebnis: xxx"));
    assert_non_null(strstr(imported_text(&imported, "1"), "xxx …\n"));
    imported_release(&imported);
    buffer_release(&text);
}

static enum status refuse(const struct oparl_draft *draft, void *context, struct problem *problem)
{
    (void)draft;
    ++*(int *)context;
    return problem_say(problem, STATUS_CANCELLED, "enough", NULL, NULL);
}

static void the_sink_can_end_the_import(void **state)
{
    const char *path = "tests/oparl";
    struct oparl_report report;
    struct problem problem = {0};
    int calls = 0;
    (void)state;
    oparl_report_init(&report);
    assert_int_equal(oparl_import(&path, 1, refuse, &calls, &report, &problem), STATUS_CANCELLED);
    assert_string_equal(problem.message, "enough");
    assert_int_equal(calls, 1);
    assert_int_equal(report.drafts, 0);
    oparl_report_release(&report);
}

#define IN_SCRATCH(test) cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paper_becomes_a_draft_with_its_consultations),
        cmocka_unit_test(an_item_without_a_paper_becomes_a_motion),
        cmocka_unit_test(the_report_counts_everything),
        cmocka_unit_test(what_is_not_public_is_not_taken),
        cmocka_unit_test(numbers_and_titles_are_found_somewhere),
        IN_SCRATCH(one_id_for_two_consultations_keeps_both),
        IN_SCRATCH(objects_in_other_objects_are_found),
        cmocka_unit_test(the_sink_can_end_the_import),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
