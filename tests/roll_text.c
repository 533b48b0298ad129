#include "tests/roll_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

const char roll_it_planungsrat[] =
    "bench: bund Bund\n"
    "bench: laender Länder\n"
    "bench: beratend Beratende Mitglieder\n"
    "seat: bund bund 0 voting Beauftragter der Bundesregierung für Informationstechnik\n"
    "seat: bw laender 12.96662 voting Baden-Württemberg\n"
    "seat: by laender 15.53327 voting Bayern\n"
    "seat: be laender 5.08324 voting Berlin\n"
    "seat: bb laender 3.03655 voting Brandenburg\n"
    "seat: hb laender 0.95331 voting Bremen\n"
    "seat: hh laender 2.55752 voting Hamburg\n"
    "seat: he laender 7.39885 voting Hessen\n"
    "seat: mv laender 2.01240 voting Mecklenburg-Vorpommern\n"
    "seat: ni laender 9.33138 voting Niedersachsen\n"
    "seat: nw laender 21.14424 voting Nordrhein-Westfalen\n"
    "seat: rp laender 4.83089 voting Rheinland-Pfalz\n"
    "seat: sl laender 1.21111 voting Saarland\n"
    "seat: sn laender 5.05577 voting Sachsen\n"
    "seat: st laender 2.79941 voting Sachsen-Anhalt\n"
    "seat: sh laender 3.39074 voting Schleswig-Holstein\n"
    "seat: th laender 2.69470 voting Thüringen\n"
    "seat: kommunen-1 beratend 0 advisory Kommunale Spitzenverbände, erste Vertretung\n"
    "seat: kommunen-2 beratend 0 advisory Kommunale Spitzenverbände, zweite Vertretung\n"
    "seat: kommunen-3 beratend 0 advisory Kommunale Spitzenverbände, dritte Vertretung\n"
    "seat: bfdi beratend 0 advisory Bundesbeauftragte für den Datenschutz und die Informationsfreiheit\n"
    "seat: fitko beratend 0 advisory Präsidium der FITKO\n"
    "chair: bund\n";

const char roll_bundesrat[] = "bench: laender Länder\n"
                              "seat: bw laender 6 voting Baden-Württemberg\n"
                              "seat: by laender 6 voting Bayern\n"
                              "seat: ni laender 6 voting Niedersachsen\n"
                              "seat: nw laender 6 voting Nordrhein-Westfalen\n"
                              "seat: he laender 5 voting Hessen\n"
                              "seat: be laender 4 voting Berlin\n"
                              "seat: bb laender 4 voting Brandenburg\n"
                              "seat: rp laender 4 voting Rheinland-Pfalz\n"
                              "seat: sn laender 4 voting Sachsen\n"
                              "seat: st laender 4 voting Sachsen-Anhalt\n"
                              "seat: sh laender 4 voting Schleswig-Holstein\n"
                              "seat: th laender 4 voting Thüringen\n"
                              "seat: hb laender 3 voting Bremen\n"
                              "seat: hh laender 3 voting Hamburg\n"
                              "seat: mv laender 3 voting Mecklenburg-Vorpommern\n"
                              "seat: sl laender 3 voting Saarland\n"
                              "chair: by\n";

const char roll_lenkungskreis[] =
    "bench: bund Bund\n"
    "bench: laender Länder\n"
    "bench: kommunen Kommunen\n"
    "bench: it-dienstleister Kommunale IT-Dienstleister\n"
    "seat: bund-1 bund 1 voting Bundesministerium für Digitalisierung und Staatsmodernisierung\n"
    "seat: bund-2 bund 1 voting Bundesministerium des Innern\n"
    "seat: land-1 laender 1 voting Vorsitzland\n"
    "seat: land-2 laender 1 voting Nachfolgendes Vorsitzland\n"
    "seat: land-3 laender 1 voting Vorheriges Vorsitzland\n"
    "seat: kommune-1 kommunen 1 voting Deutscher Städtetag\n"
    "seat: kommune-2 kommunen 1 voting Deutscher Landkreistag\n"
    "seat: kommune-3 kommunen 1 voting Deutscher Städte- und Gemeindebund\n"
    "seat: itdl-1 it-dienstleister 1 voting Kommunale IT-Dienstleister Nord\n"
    "seat: itdl-2 it-dienstleister 1 voting Kommunale IT-Dienstleister Süd\n"
    "chair: bund-1\n";

const char roll_arbeitskreis[] = "bench: kommunen Kommunen\n"
                                 "bench: it-dienstleister Kommunale IT-Dienstleister\n"
                                 "bench: plattform Plattformbetrieb\n"
                                 "seat: stadt kommunen 1 voting Kreisfreie Städte\n"
                                 "seat: kreis kommunen 1 voting Landkreise\n"
                                 "seat: gemeinde kommunen 1 voting Kreisangehörige Gemeinden\n"
                                 "seat: itdl it-dienstleister 2 voting Kommunale IT-Dienstleister\n"
                                 "seat: plattform plattform 1 voting Plattformbetrieb des Bundes\n"
                                 "seat: dvc plattform 0 advisory Koordinierungsstelle Deutsche Verwaltungscloud\n"
                                 "chair: stadt\n";

static struct slice next_word(struct slice *line)
{
    return slice_cut(line, ' ');
}

static void read_bench(struct roll_text *roll, struct slice line, struct roll_bench *bench)
{
    bench[roll->roll.benches].id = next_word(&line);
    bench[roll->roll.benches++].title = line;
}

static void read_seat(struct roll_text *roll, struct slice line)
{
    struct roll_seat *seat = &roll->roll.seat[roll->roll.seats++];
    seat->id = next_word(&line);
    size_t bench = roll_bench_find(&roll->roll, next_word(&line));
    assert_int_not_equal(bench, ROLL_NONE);
    seat->bench = (unsigned)bench;
    seat->weight_text = next_word(&line);
    assert_true(decimal_parse(seat->weight_text, &seat->weight));
    seat->voting = slice_is(next_word(&line), "voting");
    seat->title = line;
}

static int seat_order(const void *a, const void *b)
{
    const struct roll_seat *one = a, *two = b;
    return slice_compare(one->id, two->id);
}

void roll_text_read(struct roll_text *roll, const char *text)
{
    *roll = (struct roll_text){.roll.chair = ROLL_NONE};
    struct slice rest = arena_copy(&roll->arena, slice_of(text)), chair = {0};
    size_t lines = 1;
    for (const char *c = text; *c; c++)
        lines += *c == '\n';
    struct roll_bench *bench = arena_array(&roll->arena, lines, sizeof *bench);
    roll->roll.seat = arena_array(&roll->arena, lines, sizeof *roll->roll.seat);
    assert_true(rest.at && bench && roll->roll.seat);
    roll->roll.bench = bench;
    while (rest.length) {
        struct slice line = slice_cut(&rest, '\n');
        struct slice field = next_word(&line);
        if (slice_is(field, "bench:"))
            read_bench(roll, line, bench);
        else if (slice_is(field, "seat:"))
            read_seat(roll, line);
        else if (slice_is(field, "chair:"))
            chair = line;
    }
    qsort(roll->roll.seat, roll->roll.seats, sizeof *roll->roll.seat, seat_order);
    if (chair.length)
        roll->roll.chair = roll_seat_find(&roll->roll, chair);
}

void roll_text_release(struct roll_text *roll)
{
    arena_release(&roll->arena);
}

size_t roll_text_seat(const struct roll_text *roll, const char *id)
{
    size_t seat = roll_seat_find(&roll->roll, slice_of(id));
    if (seat == ROLL_NONE)
        fail_msg("there is no seat %s", id);
    return seat;
}
