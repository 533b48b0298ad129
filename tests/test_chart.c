/* Charts and drawings: every seat and every number is there, nothing lies outside, each meaning has its own form. */
#include "core/chart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WORDS = 4 };
static const struct slice words[WORDS] = {{"yes", 3}, {"no", 2}, {"abstain", 7}, {"did not vote", 12}};

static int begin(void **state)
{
    static struct arena arena;
    arena_init(&arena);
    *state = &arena;
    return 0;
}

static int end(void **state)
{
    arena_release(*state);
    return 0;
}

static bool inside(const struct drawing *d)
{
    for (size_t i = 0; i < d->shapes; i++) {
        const struct shape *s = &d->shape[i];
        bool round = s->kind == SHAPE_DISC || s->kind == SHAPE_RING;
        int left = round ? s->x - s->width : s->x, right = s->kind == SHAPE_WORD ? s->x : s->x + s->width;
        if (left < 0 || right > d->width || s->y < 0 || s->y > d->height)
            return false;
    }
    return true;
}

static size_t count(const struct drawing *d, enum shape_kind kind, enum tone tone)
{
    size_t found = 0;
    for (size_t i = 0; i < d->shapes; i++)
        found += d->shape[i].kind == kind && d->shape[i].tone == tone;
    return found;
}

static void bars_are_as_long_as_their_numbers(void **state)
{
    static const uint64_t first[WORDS] = {5, 3, 1, 1}, second[WORDS] = {0, 5, 0, 0};
    const struct chart_bar bar[] = {{{"A: yes 5", 8}, first}, {{"B: no 5", 7}, second}};
    struct drawing d;
    drawing_init(&d, *state, CHART_WIDTH, chart_bars_height(2, WORDS));
    chart_bars(&d, bar, 2, words, WORDS);
    assert_false(d.failed);
    assert_true(inside(&d));
    int whole = CHART_WIDTH - 20, yes = 0, no[2] = {0};
    size_t nos = 0;
    for (size_t i = 0; i < d.shapes && nos < 2; i++) {
        if (d.shape[i].kind == SHAPE_BOX && d.shape[i].tone == TONE_BLUE && !yes)
            yes = d.shape[i].width;
        if (d.shape[i].kind == SHAPE_BOX && d.shape[i].tone == TONE_ORANGE)
            no[nos++] = d.shape[i].width;
    }
    assert_int_equal(yes, whole / 2);
    assert_true(abs(no[0] - whole * 3 / 10) <= 1);
    assert_int_equal(no[1], whole / 2);
}

static void very_large_counts_are_drawn(void **state)
{
    static const uint64_t part[WORDS] = {UINT64_C(1) << 40, UINT64_C(1) << 41, 0, 0};
    const struct chart_bar bar[] = {{{"A", 1}, part}};
    struct drawing d;
    drawing_init(&d, *state, CHART_WIDTH, chart_bars_height(1, WORDS));
    chart_bars(&d, bar, 1, words, WORDS);
    assert_true(inside(&d));
}

static void each_seat_has_one_sign(void **state)
{
    static const size_t sizes[] = {1, 2, 9, 17, 18, 19, 60, 250, 709, CHART_SEATS_MOST};
    for (size_t n = 0; n < sizeof sizes / sizeof sizes[0]; n++) {
        struct chart_seat *seat = arena_array(*state, sizes[n], sizeof *seat);
        const struct slice group[] = {SLICE("1 A"), SLICE("2 B")};
        struct drawing d;
        for (size_t i = 0; i < sizes[n]; i++)
            seat[i] = (struct chart_seat){.group = i >= sizes[n] / 2, .form = 0};
        drawing_init(&d, *state, CHART_WIDTH, chart_half_height(WORDS, 2));
        chart_half(&d, seat, sizes[n], words, WORDS, group, 2);
        assert_false(d.failed);
        assert_true(inside(&d));
        /* And one in the legend. */
        assert_int_equal(count(&d, SHAPE_DISC, TONE_BLUE), sizes[n] + 1);
        for (size_t i = 1; i < sizes[n]; i++) {
            int x = d.shape[i].x - d.shape[0].x, y = d.shape[i].y - d.shape[0].y, least = 2 * d.shape[0].width;
            if (d.shape[i].kind == SHAPE_DISC && d.shape[i].tone == TONE_BLUE)
                assert_true(x * x + y * y > least * least * 3 / 4);
        }
    }
}

static void amounts_show_what_is_not_known(void **state)
{
    const struct chart_amount amount[] = {
        {{"A", 1}, 100, 100, false}, {{"B", 1}, 100, 300, false}, {{"C", 1}, 50, 50, true}};
    static const struct slice two[] = {{"known", 5}, {"up to", 5}};
    struct drawing d;
    drawing_init(&d, *state, CHART_WIDTH, chart_amounts_height(3));
    chart_amounts(&d, amount, 3, two);
    assert_true(inside(&d));
    assert_int_equal(count(&d, SHAPE_BOX, TONE_BLUE), 4);
    assert_int_equal(count(&d, SHAPE_FRAME, TONE_FAINT), 2);
    assert_int_equal(count(&d, SHAPE_LINE, TONE_INK), 3);
}

static void svg_has_words_and_no_markup_in_them(void **state)
{
    struct drawing d;
    struct buffer out;
    drawing_init(&d, *state, 1005, 500);
    d.title = SLICE("<a> & \"b\"");
    d.description = SLICE("c > d");
    drawing_word(&d, WORD_MIDDLE, 15, -5, SLICE("<script>"));
    drawing_box(&d, TONE_PAPER, 0, 0, 10, 10);
    buffer_init(&out);
    assert_int_equal(drawing_write_svg(&d, true, &out), STATUS_OK);
    assert_string_equal(
        out.at, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 101 50\" width=\"101\" height=\"50\" "
                "role=\"img\" color=\"#1f2328\" aria-label=\"c &gt; d\">\n"
                "<title>&lt;a&gt; &amp; &quot;b&quot;</title>\n<desc>c &gt; d</desc>\n"
                "<rect width=\"101\" height=\"50\" fill=\"#ffffff\"/>\n"
                "<g font-family=\"DejaVu Sans, Verdana, sans-serif\" font-size=\"13\">\n"
                "<text x=\"1.5\" y=\"-0.5\" text-anchor=\"middle\" fill=\"currentColor\">&lt;script&gt;</text>\n"
                "<rect x=\"0\" y=\"0\" width=\"1\" height=\"1\" fill=\"#ffffff\"/>\n</g>\n</svg>\n");
    buffer_clear(&out);
    assert_int_equal(drawing_write_svg(&d, false, &out), STATUS_OK);
    assert_non_null(strstr(out.at, "fill=\"var(--paper)\""));
    buffer_release(&out);
}

#define CHART_TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        CHART_TEST(bars_are_as_long_as_their_numbers),
        CHART_TEST(very_large_counts_are_drawn),
        CHART_TEST(each_seat_has_one_sign),
        CHART_TEST(amounts_show_what_is_not_known),
        CHART_TEST(svg_has_words_and_no_markup_in_them),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
