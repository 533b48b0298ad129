/* What whoever decides must have seen: unknown costs, an unsettled binding, a service beside an existing one. */
#include "core/arena.h"
#include "tests/entry_text.h"
#include "tui/i18n.h"
#include "tui/proposal_alerts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void expect(struct desk *desk, const char *lines, const char *wanted)
{
    struct entry entry;
    struct cost_matrix cost;
    struct buffer text, out;
    buffer_init(&text);
    buffer_init(&out);
    buffer_format(&text,
                  "stimmbuch/1 proposal\nbody: rat.example\nfounding: " HASH "\nby: stadt\nat: 2026-11-23T10:00:00Z\n"
                  "size: 1\nroot: " HASH "\nnumber: 1\ntitle: Antrag\nkind: decision\n%s",
                  lines);
    assert_int_equal(desk_parse(desk, buffer_slice(&text), &entry), STATUS_OK);
    cost_read(&entry, &cost);
    proposal_alerts(&entry, &cost, &out);
    assert_string_equal(out.length ? out.at : "", wanted);
    buffer_release(&text);
    buffer_release(&out);
}

static void nothing_to_say(void **state)
{
    assert_true(i18n_start("en"));
    expect(*state, "", "");
    expect(*state, "binding: mandatory bund\ndvc: uses Servicekatalog\ndvc: extends Rahmen\n", "");
}

static void unknown_costs_are_counted_by_payer(void **state)
{
    assert_true(i18n_start("en"));
    expect(
        *state,
        "cost: bund short central unknown\ncost: bund short migration unknown\ncost: it-dienstleister long operation "
        "unknown\n",
        "Unknown costs, not 0: Federation 2, Municipal IT providers 1\n"
        "Costs not stated: Federation 7, States 9, Municipalities 9, Municipal IT providers 8");
}

static void bindings_and_services(void **state)
{
    assert_true(i18n_start("en"));
    expect(*state,
           "binding: unsettled laender\nbinding: unsettled kommunen\ndvc: beside Servicekatalog\ndvc: beside Rahmen\n",
           "Not settled how far it binds: the states, the municipalities\n"
           "Stands beside Servicekatalog: a silo threatens\nStands beside Rahmen: a silo threatens");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        DESK_TEST(nothing_to_say),
        DESK_TEST(unknown_costs_are_counted_by_payer),
        DESK_TEST(bindings_and_services),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
