/* Texts in Markdown on a page: what is set off, what is never hidden, and what is too much. */
#include "tui/markdown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void expect(struct canvas *canvas, const char *wanted)
{
    struct buffer text;
    buffer_init(&text);
    canvas_dump(canvas, &text);
    while (text.length > 1 && text.at[text.length - 2] == '\n')
        text.at[--text.length] = '\0';
    if (!slice_is(buffer_slice(&text), wanted))
        fail_msg("painted:\n%s\nwanted:\n%s", text.at, wanted);
    buffer_release(&text);
}

/* Painted at `columns`, and measured as long as painted. */
static void paint(struct canvas *canvas, int columns, bool ascii, struct slice text)
{
    struct page measured = {.area = {.columns = columns}};
    canvas_init(canvas, 40, columns, ascii);
    struct page page = {.canvas = canvas, .area = canvas_area(canvas)};
    page_markdown(&measured, text);
    page_markdown(&page, text);
    assert_int_equal(measured.line, page.line);
}

static void expect_text(int columns, struct slice text, const char *wanted)
{
    struct canvas canvas;
    paint(&canvas, columns, false, text);
    expect(&canvas, wanted);
    canvas_release(&canvas);
}

static void blocks_are_set_off(void **state)
{
    (void)state;
    expect_text(24,
                SLICE("## Antrag\n"
                      "\n"
                      "Ein Absatz, der in der Quelle\n"
                      "umbrochen ist.\n"
                      "\n"
                      "9. Erster Punkt, der so lang ist,\n"
                      "   dass er umbricht.\n"
                      "10. Zweiter\n"
                      "    - darin\n"
                      "\n"
                      "> Zitiert wird, was jemand sagte.\n"
                      ">\n"
                      "> > Und der zitiert.\n"
                      "\n"
                      "Ende\\\nneue Zeile\n"
                      "\n"
                      "---\n"),
                "Antrag\n"
                "Ein Absatz, der in der\n"
                "Quelle umbrochen ist.\n"
                "\n"
                "9. Erster Punkt, der so\n"
                "   lang ist, dass er\n"
                "   umbricht.\n"
                "10. Zweiter\n"
                "    - darin\n"
                "\n"
                "│ Zitiert wird, was\n"
                "│ jemand sagte.\n"
                "│\n"
                "│ │ Und der zitiert.\n"
                "\n"
                "Ende\n"
                "neue Zeile\n"
                "\n"
                "────────────────────────\n");
}

static void lists_are_as_wide_as_they_were_written(void **state)
{
    (void)state;
    expect_text(20, SLICE("Text:\n- a\n- b\n"), "Text:\n\n- a\n- b\n");
    expect_text(20, SLICE("- a\n\n- b\n\n  c\n"), "- a\n\n- b\n\n  c\n");
    expect_text(20, SLICE("* > a\n* - b\n*\n* # c\n  d\n"), "*\n  │ a\n* - b\n*\n* c\n  d\n");
}

static void styles_are_bold_underlined_and_code(void **state)
{
    struct canvas canvas;
    (void)state;
    paint(&canvas, 40, false, SLICE("# H *a*\n\nso **fett** und *betont*, `x*y`\n\n    eins\n\n    zwei\n"));
    expect(&canvas, "H a\nso fett und betont, `x*y`\n\n  eins\n\n  zwei\n");
    assert_int_equal(canvas_cell(&canvas, 0, 0)->style, STYLE_TITLE);
    assert_int_equal(canvas_cell(&canvas, 0, 2)->style, STYLE_TITLE);
    assert_int_equal(canvas_cell(&canvas, 1, 0)->style, STYLE_NORMAL);
    assert_int_equal(canvas_cell(&canvas, 1, 3)->style, STYLE_TITLE);
    assert_int_equal(canvas_cell(&canvas, 1, 12)->style, STYLE_EMPHASIS);
    assert_int_equal(canvas_cell(&canvas, 1, 20)->style, STYLE_CODE);
    assert_int_equal(canvas_cell(&canvas, 1, 23)->style, STYLE_CODE);
    assert_int_equal(canvas_cell(&canvas, 3, 2)->style, STYLE_CODE);
    canvas_release(&canvas);
}

static void in_ascii_the_bar_of_a_quote_is_one(void **state)
{
    struct canvas canvas;
    (void)state;
    paint(&canvas, 20, true, SLICE("> a\n"));
    expect(&canvas, "| a\n");
    canvas_release(&canvas);
}

/* Where a link leads stands behind it, also in a table and for a picture; an address alone stands there once. */
static void the_address_of_a_link_is_shown(void **state)
{
    (void)state;
    expect_text(60, SLICE("[Satzung](https://a.example/x \"neu\") <https://b.example> <a@b.example>\n"),
                "Satzung <https://a.example/x> \"neu\" https://b.example\na@b.example\n");
    expect_text(60, SLICE("[https://a.example](https://b.example) [](c) ![Bild](d.png) [![i](e)](f) [r]\n\n[r]: g\n"),
                "https://a.example <https://b.example> <c> !Bild <d.png> !i\n<e> <f> r <g>\n");
    expect_text(60, SLICE("| a |\n| --- |\n| [b](c) |\n"),
                "a\n────────────────────────────────────────────────────────────\nb <c>\n");
}

/* Nothing is interpreted that would hide what was written. */
static void the_rest_stands_as_it_was_written(void **state)
{
    (void)state;
    expect_text(40, SLICE("<!-- nein --> <b>x</b> &amp; &#x202e; ~~alt~~ [ ] offen\n"),
                "<!-- nein --> <b>x</b> &amp; &#x202e;\n~~alt~~ [ ] offen\n");
    expect_text(40, SLICE("<div>\n*a*\n</div>\n"), "<div> a </div>\n");
    expect_text(40, SLICE("| a | b |\n| c | d |\n"), "| a | b | | c | d |\n");
}

static const char table[] = "| Bank | ja | nein |\n"
                            "| --- | ---: | ---: |\n"
                            "| Kommunen \\| Länder | 12 | 3 |\n"
                            "| Bund | 1 |\n"
                            "\n"
                            "Danach\n";

/* Numbers stand below each other; a bar that was escaped is none; without room each row is a list. */
static void tables_are_set_in_columns(void **state)
{
    (void)state;
    expect_text(32, slice_of(table),
                "Bank               ja  nein\n"
                "────────────────────────────────\n"
                "Kommunen | Länder  12     3\n"
                "Bund                1\n"
                "\n"
                "Danach\n");
    expect_text(23, slice_of(table),
                "Bank           ja  nein\n"
                "───────────────────────\n"
                "Kommunen | L…  12     3\n"
                "Bund            1\n"
                "\n"
                "Danach\n");
    expect_text(21, slice_of(table),
                "Kommunen | Länder\n"
                "  ja\n"
                "    12\n"
                "  nein\n"
                "    3\n"
                "Bund\n"
                "  ja\n"
                "    1\n"
                "  nein\n"
                "\n"
                "Danach\n");
}

static void as_written_every_line_is_one(void **state)
{
    struct canvas canvas;
    (void)state;
    canvas_init(&canvas, 4, 20, false);
    struct page page = {.canvas = &canvas, .area = canvas_area(&canvas)};
    page_text(&page, SLICE("# *H*\n\n- [a](b)\n"), true);
    expect(&canvas, "# *H*\n\n- [a](b)\n");
    assert_int_equal(page.line, 3);
    canvas_release(&canvas);
}

static struct slice repeated(struct buffer *out, const char *piece, size_t times, const char *end)
{
    buffer_clear(out);
    for (size_t i = 0; i < times; i++)
        buffer_text(out, piece);
    buffer_text(out, end);
    assert_int_equal(buffer_status(out), STATUS_OK);
    return buffer_slice(out);
}

static void expect_as_written(struct slice text)
{
    struct page set = {.area = {.columns = 200}}, written = {.area = {.columns = 200}};
    page_markdown(&set, text);
    page_text(&written, text, true);
    assert_int_equal(set.line, written.line);
    assert_true(written.line > 0);
}

/* What is nested or repeated beyond reason is shown as it was written, so that nothing of it is lost. */
static void what_is_beyond_reason_is_shown_as_written(void **state)
{
    struct buffer text, more;
    (void)state;
    buffer_init(&text);
    buffer_init(&more);
    expect_as_written(repeated(&text, "> ", 40, "a\nb\n"));
    expect_as_written(repeated(&text, "- ", 40, "a\nb\n"));
    expect_as_written(repeated(&text, "![", 6, "](a)](b)](c)](d)](e)](f)\n\n\n\nb\n"));
    /* More columns than a table has here. */
    repeated(&text, "|a", 40, "|\n");
    buffer_add(&text, repeated(&more, "|---", 40, "|\n"));
    expect_as_written(buffer_slice(&text));
    /* A short text that would become a long one. */
    repeated(&text, "[a]", 3000, "\n\n[a]: ");
    buffer_add(&text, repeated(&more, "x", 3000, "\n"));
    expect_as_written(buffer_slice(&text));
    buffer_release(&text);
    buffer_release(&more);
}

/* Marks that md4c might look for again and again: each of these ends, and loses none of its lines. */
static void hostile_texts_end(void **state)
{
    static const char *const pieces[] = {
        "[",        "![", "*a _b ", "`",   "`a``b",         "<",        "> ",  "- ", "1) ",    "](",       "\\",
        "&#x202e;", "**", "a\n> ",  "|\n", "| a |\n|--|\n", "[a]: b\n", "***", "_*", "[a](<b", "\xc3\xa4*"};
    struct buffer text;
    (void)state;
    buffer_init(&text);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct canvas canvas;
        paint(&canvas, 80, false, repeated(&text, pieces[i], 60000 / strlen(pieces[i]), "\n"));
        canvas_release(&canvas);
    }
    buffer_release(&text);
}

static void measuring_and_painting_agree(void **state)
{
    static const char text[] = "# H\n\n1. a b c\n   - d\n     > e f g\n     > - h\n\n       i\n\n```\ncode code\n```\n";
    (void)state;
    for (int columns = 1; columns < 60; columns++) {
        struct canvas canvas;
        paint(&canvas, columns, false, slice_of(text));
        canvas_release(&canvas);
        paint(&canvas, columns, false, slice_of(table));
        canvas_release(&canvas);
    }
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_set_off),
        cmocka_unit_test(lists_are_as_wide_as_they_were_written),
        cmocka_unit_test(styles_are_bold_underlined_and_code),
        cmocka_unit_test(in_ascii_the_bar_of_a_quote_is_one),
        cmocka_unit_test(the_address_of_a_link_is_shown),
        cmocka_unit_test(the_rest_stands_as_it_was_written),
        cmocka_unit_test(tables_are_set_in_columns),
        cmocka_unit_test(as_written_every_line_is_one),
        cmocka_unit_test(what_is_beyond_reason_is_shown_as_written),
        cmocka_unit_test(hostile_texts_end),
        cmocka_unit_test(measuring_and_painting_agree),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
