/*
 * The pictures of the README: the real program in the sample world, in German, at 100x30. `make pictures` writes
 * NAME-light.svg and NAME-dark.svg into the folder that $PICTURES names.
 */
#include "tests/pictures/svg.h"
#include "tests/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ROWS = 30, COLUMNS = 100 };

static struct emulator *start(struct sample *sample)
{
    static const char *const nothing[] = {NULL};
    const char *const arguments[] = {sample->program, "demo", "--dir", sample->demo, "--lang", "de", NULL};
    struct emulator *e = sample_start(sample, ROWS, COLUMNS, arguments, nothing);
    emulator_wait_cursor(e, "▸ 2026-006");
    return e;
}

static void write_picture(const struct emulator *e, const char *name, bool dark, const char *title)
{
    const char *folder = getenv("PICTURES");
    char path[512];
    struct buffer svg;
    buffer_init(&svg);
    svg_write(e, ROWS, COLUMNS, dark, title, &svg);
    assert_int_equal(buffer_status(&svg), STATUS_OK);
    snprintf(path, sizeof path, "%s/%s-%s.svg", folder ? folder : ".", name, dark ? "dark" : "light");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(svg.at, 1, svg.length, file), svg.length);
    assert_int_equal(fclose(file), 0);
    buffer_release(&svg);
}

static void take(struct emulator *e, const char *name, const char *title)
{
    /* What comes after the text that was waited for belongs to the same screen. */
    enum { REST_MS = 100 };
    emulator_listen(e, REST_MS);
    write_picture(e, name, false, title);
    write_picture(e, name, true, title);
}

static void start_and_proposals(void **state)
{
    struct emulator *e = start(*state);
    emulator_type(e, KEY_DOWN_BYTES KEY_UP_BYTES);
    emulator_wait_gone(e, "beispiel.");
    take(e, "start", "Startansicht: offene Abstimmungen, eigene Stimmen, Neues");
    emulator_type(e, "2/kommun");
    emulator_wait(e, "kommun");
    take(e, "proposals", "Anträge, gefiltert beim Tippen, mit Vorschau");
    emulator_type(e, "\033");
    emulator_wait_gone(e, "kommun▌");
    emulator_type(e, "1\r");
    emulator_wait(e, "Ihre Stimme");
    take(e, "proposal", "Ein Antrag mit Kostentabelle");
}

static void a_vote(void **state)
{
    struct emulator *e = start(*state);
    emulator_type(e, "v\r");
    emulator_wait(e, "Genau dieser Text wird unterschrieben");
    emulator_type(e, "ja");
    emulator_wait(e, "ja");
    take(e, "signing", "Unterschreiben: genau der Text, der unterschrieben wird");
    emulator_type(e, "\r");
    emulator_wait(e, "Passphrase");
    emulator_type(e, "beispiel\r");
    emulator_wait(e, "✓ im Ledger");
    take(e, "receipt", "Beleg mit Nummer und QR-Code");
}

static void a_result(void **state)
{
    struct emulator *e = start(*state);
    emulator_type(e, "2/2026-004\r\rr");
    emulator_wait(e, "beschlussfähig");
    take(e, "result", "Ergebnis je Bank, mit jedem Vergleich der Regel in Worten");
    emulator_type(e, "*");
    emulator_wait(e, "Der Antrag ist");
    take(e, "hall", "Die Auszählung für den Saal");
}

static void voting_power(void **state)
{
    struct emulator *e = start(*state);
    emulator_type(e, "%");
    emulator_wait(e, "Banzhaf");
    emulator_wait(e, "%");
    take(e, "power", "Abstimmungsmacht jeder Bank: Sitze, Gewicht, und wie oft ihre Stimme entscheidet");
}

static void a_meeting(void **state)
{
    struct emulator *e = start(*state);
    emulator_type(e, "M");
    emulator_wait(e, "Sitzungen");
    emulator_type(e, "\t");
    emulator_wait(e, "Arbeitskreis");
    emulator_type(e, "\r");
    emulator_wait(e, "Tagesordnung, in der");
    take(e, "meeting",
         "Eine Sitzung: Tagesordnung in der Reihenfolge der Abstimmungen, Beschlussfähigkeit, Anwesenheit");
}

static void a_statute(void **state)
{
    struct emulator *e = start(*state);
    emulator_type(e, "6");
    emulator_wait(e, "Fingerabdruck");
    emulator_type(e, "t");
    emulator_wait(e, "Angenommen");
    take(e, "statute", "Die Geschäftsordnung in Worten, jede Regel mit ihrem genauen Ausdruck");
}

static void an_audit(void **state)
{
    struct emulator *e = start(*state);
    emulator_type(e, "5");
    emulator_wait(e, "Alles stimmt");
    take(e, "audit", "Prüfung aller Unterschriften, Regeln und Ergebnisse");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(start_and_proposals),
        SAMPLE_TEST(a_meeting),
        SAMPLE_TEST(a_statute),
        SAMPLE_TEST(a_vote),
        SAMPLE_TEST(a_result),
        SAMPLE_TEST(an_audit),
        SAMPLE_TEST(voting_power),
    };
    return cmocka_run_group_tests(tests, sample_build, sample_remove);
}
