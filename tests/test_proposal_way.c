/* The way of a proposal through bodies: what a text names, in both directions, and what its own body did with it. */
#include "data/proposal_way.h"
#include "tests/world_meeting.h"
#include "tests/world_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void a_reference_is_a_name_and_a_number(void **state)
{
    static const struct {
        const char *text, *number;
    } texts[] = {
        {"Siehe a.b/2026-1.", "2026-1"},
        {"a.b/X/2-", "X/2"},
        {"(a.b/7), ", "7"},
        {"x.a.b/7", NULL},
        {"-a.b/7", NULL},
        {"a.b 7", NULL},
        {"a.b/ 7", NULL},
        {"a.b/.", NULL},
        {"", NULL},
        {"a.b", NULL},
        {"x.a.b/7 a.b/8", "8"},
        {"a.b.c/7", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct slice text = slice_of(texts[i].text), number = proposal_way_reference(&text, SLICE("a.b"));
        if (texts[i].number ? !slice_is(number, texts[i].number) : number.at != NULL)
            fail_msg("\"%s\" names %.*s", texts[i].text, (int)number.length, number.length ? number.at : "");
    }
}

static const char *submit(struct world *w, const char *number, const char *text)
{
    const char *plain = world_proposal_text(w, "stadt", number, "for: stadt\n");
    return world_take(w, world_say(w, "%s\n| %s\n", plain, text), "stadt");
}

static void found(struct world *w, const char *name)
{
    world_found(w, world_edit(w, WORLD_STATUTE, "name: rat.example", world_say(w, "name: %s", name)), "gs1");
    world_enrol(w, "stadt", "holder", "stadt");
    w->now.seconds += 86400;
}

static void expect_way(struct world *w, const char *body, const char *number, const char *wanted)
{
    struct proposal_way way;
    struct buffer text;
    int64_t of = world_number(w, world_say(w, "SELECT num FROM body WHERE name = '%s'", body));
    int64_t index = world_number(
        w, world_say(w, "SELECT idx FROM proposal WHERE number = '%s' AND body = %lld", number, (long long)of));
    buffer_init(&text);
    assert_int_equal(proposal_way_read(&way, ledger_store(w->ledger), of, index, &w->problem), STATUS_OK);
    for (size_t i = 0; i < way.steps; i++)
        buffer_format(&text, "%.*s %.*s\n", (int)way.step[i].number.length, way.step[i].number.at,
                      (int)way.step[i].state.length, way.step[i].state.at);
    for (size_t i = 0; i < way.events; i++)
        buffer_format(&text, "%.*s %.*s\n", (int)way.event[i].state.length, way.event[i].state.at,
                      (int)way.event[i].recipient.length, way.event[i].recipient.at);
    if (!slice_is(buffer_slice(&text), wanted))
        fail_msg("%s/%s:\n%s", body, number, text.at ? text.at : "");
    buffer_release(&text);
    proposal_way_release(&way);
}

/* Three bodies, each of which names what the one before it did; a fourth proposal names another number. */
static void the_whole_way_is_found_from_each_step(void **state)
{
    struct world *w = *state;
    found(w, "gruppe.example");
    submit(w, "G-1", "Erarbeitet.");
    submit(w, "G-10", "Etwas anderes.");
    found(w, "kreis.example");
    submit(w, "K-1", "Vorberaten in gruppe.example/G-1.");
    submit(w, "K-2", "Dies kommt aus gruppe.example/G-10; siehe auch kreis.example/K-1.");
    found(w, "rat.example");
    submit(w, "R-1", "Empfohlen (kreis.example/K-1), siehe nirgends.example/K-2 und kreis.example/K-9.");
    expect_way(w, "gruppe.example", "G-1", "G-1 open\nK-1 open\nR-1 open\n");
    expect_way(w, "kreis.example", "K-1", "G-1 open\nK-1 open\nR-1 open\n");
    expect_way(w, "rat.example", "R-1", "G-1 open\nK-1 open\nR-1 open\n");
    expect_way(w, "kreis.example", "K-2", "G-10 open\nK-2 open\n");
}

static void what_its_own_body_did_is_told_in_order(void **state)
{
    struct world *w = *state;
    found(w, "rat.example");
    const char *id = submit(w, "R-1", "Text.");
    expect_way(w, "rat.example", "R-1", "R-1 open\n");
    world_set_status(w, id, "gs1", "adjourned");
    world_set_status(w, id, "gs1", "open");
    world_set_status(w, id, "gs1", "referred\nto: Arbeitskreis");
    expect_way(w, "rat.example", "R-1", "R-1 referred\nadjourned \nopen \nreferred Arbeitskreis\n");
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reference_is_a_name_and_a_number),
        WORLD_TEST(the_whole_way_is_found_from_each_step),
        WORLD_TEST(what_its_own_body_did_is_told_in_order),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
