/* What a proposal costs: cells, sums, what is unknown or missing, what is left for the municipalities. */
#include "core/cost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const char head[] = "stimmbuch/1 proposal\n"
                           "body: rat.example\n"
                           "founding: 0000000000000000000000000000000000000000000000000000000000000000\n"
                           "by: stadt\n"
                           "at: 2026-11-23T10:00:00Z\n"
                           "size: 1\n"
                           "root: 0000000000000000000000000000000000000000000000000000000000000000\n"
                           "number: 2026-001\n"
                           "title: Antrag\n"
                           "kind: decision\n";

struct costs {
    struct arena arena;
    struct buffer text;
    struct cost_matrix matrix;
};

static void read_costs(struct costs *costs, const char *lines)
{
    struct entry entry;
    struct problem problem = {.status = STATUS_OK};
    arena_init(&costs->arena);
    buffer_init(&costs->text);
    buffer_text(&costs->text, head);
    buffer_text(&costs->text, lines);
    if (entry_parse(buffer_slice(&costs->text), &costs->arena, &entry, &problem) != STATUS_OK)
        fail_msg("line %lu of a test's proposal: %s", problem.line, problem.message);
    cost_read(&entry, &costs->matrix);
}

static void release(struct costs *costs)
{
    arena_release(&costs->arena);
    buffer_release(&costs->text);
}

static void an_amount_a_range_unknown_and_nothing_differ(void **state)
{
    struct costs costs;
    (void)state;
    read_costs(&costs, "cost: bund short central 4000000000\n"
                       "cost: laender medium migration 900000000..1300000000\n"
                       "cost: kommunen long operation unknown\n"
                       "cost: kommunen short operation 0\n");
    const struct cost_cell *bund = &costs.matrix.cell[COST_BUND][COST_SHORT][COST_CENTRAL];
    const struct cost_cell *laender = &costs.matrix.cell[COST_LAENDER][COST_MEDIUM][COST_MIGRATION];
    const struct cost_cell *unknown = &costs.matrix.cell[COST_KOMMUNEN][COST_LONG][COST_OPERATION];
    const struct cost_cell *zero = &costs.matrix.cell[COST_KOMMUNEN][COST_SHORT][COST_OPERATION];
    const struct cost_cell *nothing = &costs.matrix.cell[COST_KOMMUNEN][COST_LONG][COST_CENTRAL];
    assert_true(bund->stated && !bund->unknown && bund->low == 4000000000 && bund->high == 4000000000);
    assert_true(laender->stated && laender->low == 900000000 && laender->high == 1300000000);
    assert_true(unknown->stated && unknown->unknown);
    assert_true(zero->stated && !zero->unknown && zero->low == 0 && zero->high == 0);
    assert_false(nothing->stated || nothing->unknown);
    assert_true(cost_has(&costs.matrix, COST_BUND));
    assert_false(cost_has(&costs.matrix, COST_PROVIDERS));
    release(&costs);
}

static void sums_tell_what_they_leave_out(void **state)
{
    struct costs costs;
    (void)state;
    read_costs(&costs, "cost: kommunen short central 100\n"
                       "cost: kommunen short migration 200..300\n"
                       "cost: kommunen short operation unknown\n"
                       "cost: kommunen long operation 1000\n");
    struct cost_sum now = cost_total(&costs.matrix, COST_KOMMUNEN, COST_SHORT);
    struct cost_sum all = cost_total(&costs.matrix, COST_KOMMUNEN, COST_HORIZONS);
    assert_int_equal(now.low, 300);
    assert_int_equal(now.high, 400);
    assert_int_equal(now.stated, 3);
    assert_int_equal(now.unknown, 1);
    assert_int_equal(now.missing, 0);
    assert_int_equal(all.low, 1300);
    assert_int_equal(all.high, 1400);
    assert_int_equal(all.stated, 4);
    assert_int_equal(all.missing, 5);
    release(&costs);
}

/* Of all payers: providers only where they are named, and then what they leave out counts too. */
static void totals_of_all_payers(void **state)
{
    struct costs costs;
    (void)state;
    read_costs(&costs, "cost: bund short central 100\n"
                       "cost: laender short migration 200..300\n"
                       "cost: kommunen long operation unknown\n");
    struct cost_sum now = cost_total(&costs.matrix, COST_PAYERS, COST_SHORT);
    struct cost_sum all = cost_total(&costs.matrix, COST_PAYERS, COST_HORIZONS);
    assert_int_equal(now.low, 300);
    assert_int_equal(now.high, 400);
    assert_int_equal(now.unknown, 0);
    assert_int_equal(now.missing, 7);
    assert_int_equal(all.unknown, 1);
    assert_int_equal(all.missing, 24);
    release(&costs);
    read_costs(&costs, "cost: it-dienstleister short central 5\n");
    now = cost_total(&costs.matrix, COST_PAYERS, COST_SHORT);
    assert_int_equal(now.low, 5);
    assert_int_equal(now.missing, 11);
    release(&costs);
}

static void the_burden_is_less_the_offset(void **state)
{
    struct costs costs;
    (void)state;
    read_costs(&costs, "cost: bund short central 7000\n"
                       "cost: kommunen short migration 5000..9000\n"
                       "offset: 6000 Abschaltung der alten Verfahren\n");
    struct cost_sum burden = cost_burden(&costs.matrix);
    assert_int_equal(burden.low, -1000);
    assert_int_equal(burden.high, 3000);
    assert_int_equal(costs.matrix.offset, 6000);
    assert_true(slice_is(costs.matrix.offset_text, "Abschaltung der alten Verfahren"));
    release(&costs);
}

static void no_costs_are_no_zero(void **state)
{
    struct costs costs;
    (void)state;
    read_costs(&costs, "");
    struct cost_sum burden = cost_burden(&costs.matrix);
    assert_int_equal(burden.stated, 0);
    assert_int_equal(burden.missing, COST_HORIZONS * COST_CATEGORIES);
    assert_int_equal(costs.matrix.offset_text.length, 0);
    release(&costs);
}

static void whole_euros_are_noticed(void **state)
{
    static const struct {
        const char *lines;
        bool whole;
    } rows[] = {
        {"", true},
        {"cost: bund short central 12300\n", true},
        {"cost: bund short central 12345\n", false},
        {"cost: bund short central 100..150\n", false},
        {"cost: bund short central unknown\n", true},
        {"cost: it-dienstleister long operation 1\n", false},
        {"cost: bund short central 100\noffset: 99 Ersparnis\n", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct costs costs;
        read_costs(&costs, rows[i].lines);
        if (cost_is_whole(&costs.matrix) != rows[i].whole)
            fail_msg("row %zu: %s", i, rows[i].lines);
        release(&costs);
    }
}

static void the_greatest_amounts_do_not_overflow(void **state)
{
    static const char *const horizons[] = {"short", "medium", "long"};
    static const char *const categories[] = {"central", "migration", "operation"};
    struct buffer lines;
    struct costs costs;
    (void)state;
    buffer_init(&lines);
    for (size_t i = 0; i < 9; i++)
        buffer_format(&lines, "cost: kommunen %s %s 999999999999999\n", horizons[i / 3], categories[i % 3]);
    read_costs(&costs, lines.at);
    assert_int_equal(cost_burden(&costs.matrix).high, INT64_C(8999999999999991));
    release(&costs);
    buffer_release(&lines);
}

static void cells_have_the_place_of_their_line(void **state)
{
    struct buffer out;
    (void)state;
    buffer_init(&out);
    cost_write_place(COST_BUND, COST_SHORT, COST_CENTRAL, &out);
    buffer_text(&out, ", ");
    cost_write_place(COST_PROVIDERS, COST_LONG, COST_OPERATION, &out);
    assert_string_equal(out.at, "bund short central, it-dienstleister long operation");
    buffer_release(&out);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_amount_a_range_unknown_and_nothing_differ),
        cmocka_unit_test(sums_tell_what_they_leave_out),
        cmocka_unit_test(totals_of_all_payers),
        cmocka_unit_test(the_burden_is_less_the_offset),
        cmocka_unit_test(no_costs_are_no_zero),
        cmocka_unit_test(whole_euros_are_noticed),
        cmocka_unit_test(cells_have_the_place_of_their_line),
        cmocka_unit_test(the_greatest_amounts_do_not_overflow),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
