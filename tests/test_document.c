/* Documents as text, Markdown and HTML: how blocks are laid out, and that no text in them becomes markup. */
#include "core/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "core/text.h"

typedef enum status writer(const struct document *document, struct buffer *out);

static int begin(void **state)
{
    static struct document document;
    document_init(&document, "en");
    document.title = document_keep(&document, SLICE("Title"), false);
    document.author = document_keep(&document, SLICE("Author"), false);
    *state = &document;
    return 0;
}

static int end(void **state)
{
    document_release(*state);
    return 0;
}

static void expect(const struct document *document, writer *write, const char *wanted)
{
    struct buffer out;
    buffer_init(&out);
    assert_int_equal(write(document, &out), STATUS_OK);
    assert_string_equal(out.at, wanted);
    buffer_release(&out);
}

/* Whether what is written holds those words. */
static bool holds(const struct document *document, writer *write, const char *words)
{
    struct buffer out;
    buffer_init(&out);
    assert_int_equal(write(document, &out), STATUS_OK);
    bool found = strstr(out.at, words) != NULL;
    buffer_release(&out);
    return found;
}

static void fill(struct document *d)
{
    document_heading(d, 1, SLICE("Minutes"));
    document_fact(d, SLICE("Place"), SLICE("Town hall"));
    document_fact(d, SLICE("Number"), SLICE("1"));
    document_heading(d, 2, SLICE("Votes"));
    document_table(d, SLICE("Votes per bench"), 2, 1);
    document_cell(d, SLICE("Bench"));
    document_cell(d, SLICE("yes"));
    document_cell(d, SLICE("Federation"));
    document_cell(d, SLICE("12"));
    document_item(d, SLICE("first"));
    document_item(d, SLICE("second"));
    document_quote(d, SLICE("# Motion\nWe ask for\nmoney:\n\n- much\n- soon"));
    document_exact(d, SLICE("ab\ncd"));
}

static void text_has_lines_of_their_own(void **state)
{
    fill(*state);
    expect(*state, document_write_text,
           "Minutes\n=======\n\nPlace: Town hall\nNumber: 1\n\nVotes\n-----\n\nVotes per bench\n\n"
           "Bench       yes\n---------------\nFederation   12\n\n- first\n- second\n\n"
           "> Motion\n>\n> We ask for money:\n>\n> - much\n> - soon\n\n    ab\n    cd\n");
}

static void markdown_is_what_it_means(void **state)
{
    fill(*state);
    expect(*state, document_write_markdown,
           "# Minutes\n\n- Place: Town hall\n- Number: 1\n\n## Votes\n\nVotes per bench\n\n"
           "| Bench | yes |\n| --- | ---: |\n| Federation | 12 |\n\n- first\n- second\n\n"
           "> # Motion\n> We ask for\n> money:\n>\n> - much\n> - soon\n\n```\nab\ncd\n```\n");
}

static void html_says_what_is_what(void **state)
{
    static const char *const wanted[] = {
        "<html lang=\"en\">",
        "<title>Title</title>",
        "<h1>Minutes</h1>\n",
        "<dl>\n<dt>Place</dt><dd>Town hall</dd>\n<dt>Number</dt><dd>1</dd>\n</dl>\n",
        "<caption>Votes per bench</caption>\n<thead>\n<tr><th scope=\"col\">Bench</th><th scope=\"col\" "
        "class=\"n\">yes</th></tr>\n</thead>\n<tbody>\n<tr><th scope=\"row\">Federation</th><td "
        "class=\"n\">12</td></tr>\n</tbody>",
        "<ul>\n<li>first</li>\n<li>second</li>\n</ul>\n",
        "<blockquote>\n<p><strong>Motion</strong></p>\n<p>We ask for\nmoney:</p>\n",
        "money:</p>\n<ul>\n<li>much</li>\n<li>soon</li>\n</ul>\n</blockquote>\n",
        "<pre>ab\ncd</pre>\n",
        "prefers-color-scheme:dark",
    };
    fill(*state);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        if (!holds(*state, document_write_html, wanted[i]))
            fail_msg("missing: %s", wanted[i]);
    assert_false(holds(*state, document_write_html, "<script"));
}

static const char hostile[] = "<script>alert(1)</script> & \"x\" 'y' [a](javascript:b) *c* `d` | e\x1b[31m\x07\n# f";

static void fill_hostile(struct document *d)
{
    struct slice text = slice_of(hostile);
    document_heading(d, 1, text);
    document_text(d, text);
    document_item(d, text);
    document_fact(d, text, text);
    document_quote(d, text);
    document_exact(d, text);
    document_table(d, text, 2, 1);
    for (int i = 0; i < 4; i++)
        document_cell(d, text);
    struct drawing *drawing = document_drawing(d, 100, 100, text, text, SLICE(""));
    assert_non_null(drawing);
    drawing_word(drawing, WORD_LEFT, 0, 0, document_keep(d, text, false));
}

static void no_control_character_gets_through(void **state)
{
    static writer *const writers[] = {document_write_text, document_write_markdown, document_write_html};
    fill_hostile(*state);
    for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) {
        struct buffer out;
        buffer_init(&out);
        assert_int_equal(writers[i](*state, &out), STATUS_OK);
        for (size_t k = 0; k < out.length; k++)
            assert_true((unsigned char)out.at[k] >= ' ' || out.at[k] == '\n');
        assert_true(text_is_utf8(buffer_slice(&out)));
        buffer_release(&out);
    }
}

static void no_text_becomes_html(void **state)
{
    struct buffer out;
    fill_hostile(*state);
    buffer_init(&out);
    assert_int_equal(document_write_html(*state, &out), STATUS_OK);
    assert_null(strstr(out.at, "<script"));
    assert_null(strstr(out.at, "\"x\""));
    assert_non_null(strstr(out.at, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; 'y'"));
    buffer_release(&out);
}

static void no_text_becomes_markdown(void **state)
{
    struct document *d = *state;
    document_heading(d, 1, SLICE("a\n# b"));
    document_text(d, SLICE("- no list"));
    document_text(d, SLICE("1. no list"));
    document_text(d, SLICE("12) no list"));
    document_text(d, SLICE("+ no list"));
    document_text(d, SLICE("=== no heading"));
    document_text(d, SLICE("> no quote <b> [x](y) *s* _u_ `c` &amp; # \\"));
    document_table(d, SLICE("c"), 1, 1);
    document_cell(d, SLICE("a | b"));
    document_cell(d, SLICE("c"));
    document_quote(d, SLICE("<b>\n\n</blockquote>"));
    document_exact(d, SLICE("a\n```\n# b"));
    expect(d, document_write_markdown,
           "# a \\# b\n\n\\- no list\n\n1\\. no list\n\n12\\) no list\n\n\\+ no list\n\n\\=== no heading\n\n"
           "\\> no quote \\<b\\> \\[x\\](y) \\*s\\* \\_u\\_ \\`c\\` \\&amp; \\# \\\\\n\n"
           "c\n\n| a \\| b |\n| --- |\n| c |\n\n> &lt;b>\n>\n> &lt;/blockquote>\n\n````\na\n```\n# b\n````\n");
}

static void long_words_are_broken(void **state)
{
    struct document *d = *state;
    char word[200], wide[] = "東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京東京";
    struct buffer out;
    memset(word, 'x', sizeof word);
    document_text(d, (struct slice){word, sizeof word});
    document_item(d, slice_of(wide));
    buffer_init(&out);
    assert_int_equal(document_write_text(d, &out), STATUS_OK);
    for (struct slice rest = buffer_slice(&out); rest.length;)
        assert_true(text_width(slice_cut(&rest, '\n')) <= 78);
    buffer_release(&out);
}

static void a_wide_table_is_told_row_by_row(void **state)
{
    struct document *d = *state;
    static const char name[] = "A bench whose name is so long that no table can have it beside its numbers, really";
    document_table(d, SLICE("Votes"), 2, 1);
    document_cell(d, SLICE("Bench"));
    document_cell(d, SLICE("yes"));
    document_cell(d, slice_of(name));
    document_cell(d, SLICE("3"));
    assert_true(holds(d, document_write_text, "really\n  yes: 3\n"));
}

static void pieces_of_a_quotation(void **state)
{
    static const struct {
        enum piece_kind kind;
        const char *mark, *text;
    } wanted[] = {{PIECE_HEADING, "", "Motion"},
                  {PIECE_TEXT, "", "until the\n30. June 2027"},
                  {PIECE_STEP, "1.", "one\n  more"},
                  {PIECE_STEP, "2.", "two"},
                  {PIECE_ITEM, "", "a"},
                  {PIECE_LINE, "", "| x | y |"},
                  {PIECE_LINE, "", "    code"},
                  {PIECE_TEXT, "", "end"}};
    struct slice rest =
        SLICE("## Motion\nuntil the\n30. June 2027\n1. one\n  more\n2. two\n* a\n| x | y |\n    code\n\n\nend");
    struct piece piece;
    (void)state;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        assert_true(document_piece(&rest, &piece));
        assert_int_equal(piece.kind, wanted[i].kind);
        assert_true(slice_is(piece.text, wanted[i].text));
        assert_true(slice_is(piece.mark, wanted[i].mark));
    }
    assert_false(document_piece(&rest, &piece));
}

#define DOCUMENT_TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        DOCUMENT_TEST(text_has_lines_of_their_own), DOCUMENT_TEST(markdown_is_what_it_means),
        DOCUMENT_TEST(html_says_what_is_what),      DOCUMENT_TEST(no_control_character_gets_through),
        DOCUMENT_TEST(no_text_becomes_html),        DOCUMENT_TEST(no_text_becomes_markdown),
        DOCUMENT_TEST(long_words_are_broken),       DOCUMENT_TEST(a_wide_table_is_told_row_by_row),
        DOCUMENT_TEST(pieces_of_a_quotation),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
