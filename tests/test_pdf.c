/* PDFs: the update with the language behind what cairo wrote, pages that follow each other, texts of any kind. */
#include "data/pdf.h"
#include "data/pdf_finish.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static int begin(void **state)
{
    static struct document document;
    document_init(&document, "en");
    document.title = document_keep(&document, SLICE("Title (with) \\ signs"), false);
    document.author = document_keep(&document, SLICE("Body"), false);
    document.page = SLICE("Page {1} of {2}");
    document.at = 1795428900;
    *state = &document;
    return 0;
}

static int end(void **state)
{
    document_release(*state);
    return 0;
}

/* Skipped where no PDF can be made. */
static void write(const struct document *document, struct buffer *out)
{
    struct problem problem;
    enum status status = document_write_pdf(document, out, &problem);
    if (status == STATUS_REFUSED)
        skip();
    assert_int_equal(status, STATUS_OK);
}

static size_t count(const struct buffer *text, const char *words)
{
    size_t found = 0;
    for (const char *at = text->at; (at = memmem(at, (size_t)(text->at + text->length - at), words, strlen(words)));
         at++)
        found++;
    return found;
}

static const char small[] =
    "%PDF-1.5\n1 0 obj\n<< /Type /Pages >>\nendobj\n7 0 obj\n<< /Type /Catalog\n   /Pages 1 0 R\n"
    ">>\nendobj\nxref\n0 8\n"
    "trailer\n<< /Size 8\n   /Root 7 0 R\n   /Info 6 0 R\n>>\nstartxref\n99\n%%EOF\n";

static void the_language_stands_in_an_update(void **state)
{
    struct buffer in, out;
    (void)state;
    buffer_init(&in);
    buffer_init(&out);
    buffer_text(&in, small);
    assert_int_equal(pdf_finish(&in, SLICE("de"), &out), STATUS_OK);
    assert_memory_equal(out.at, small, sizeof small - 1);
    const char *update = out.at + sizeof small - 1;
    assert_string_equal(update, "7 0 obj\n<< /Type /Catalog\n   /Pages 1 0 R\n   /Lang (de)\n"
                                "   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n"
                                "xref\n7 1\n0000000175 00000 n \n"
                                "trailer\n<< /Size 8\n   /Root 7 0 R\n   /Info 6 0 R\n   /Prev 99\n>>\n"
                                "startxref\n291\n%%EOF\n");
    assert_int_equal(sizeof small - 1, 175);
    assert_memory_equal(out.at + 291, "xref\n", 5);
    buffer_release(&in);
    buffer_release(&out);
}

static void what_has_no_catalogue_stays_as_it_is(void **state)
{
    static const char *const others[] = {"", "%PDF", "trailer\n<< /Size 8 /Root 9 0 R /Info 1 0 R >>\nstartxref\n1\n"};
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        struct buffer in, out;
        buffer_init(&in);
        buffer_init(&out);
        buffer_text(&in, others[i]);
        assert_int_equal(pdf_finish(&in, SLICE("de"), &out), STATUS_OK);
        assert_true(slice_equal(buffer_slice(&in), buffer_slice(&out)));
        buffer_release(&in);
        buffer_release(&out);
    }
}

static void a_document_has_language_time_and_pages(void **state)
{
    struct document *d = *state;
    struct buffer out;
    document_heading(d, 1, SLICE("Minutes"));
    for (int i = 0; i < 200; i++)
        document_text(d, SLICE("A paragraph of one line."));
    buffer_init(&out);
    write(d, &out);
    assert_int_equal(count(&out, "/Lang (en)"), 1);
    assert_int_equal(count(&out, "/CreationDate (20261123101500"), 1);
    assert_int_equal(count(&out, "/Type /Page %"), 6);
    long table = strtol(strstr(out.at + out.length - 40, "startxref\n") + 10, NULL, 10);
    assert_memory_equal(out.at + table, "xref\n", 5);
    buffer_release(&out);
}

/* Long words, tables wider and rows higher than a page, right to left, signs that no font has. */
static void any_text_can_be_set(void **state)
{
    struct document *d = *state;
    struct buffer text, out;
    buffer_init(&text);
    for (int i = 0; i < 4000; i++)
        buffer_text(&text, "Sitzungsniederschrift");
    document_heading(d, 1, buffer_slice(&text));
    document_fact(d, buffer_slice(&text), buffer_slice(&text));
    document_quote(d, SLICE("שלום عالم 東京 \U0001F600 \U000F0000 a\u0308\u0308\u0308\u0308\u0308\u0308"));
    document_table(d, SLICE("t"), 3, 1);
    for (int i = 0; i < 6; i++)
        document_cell(d, i == 4 ? buffer_slice(&text) : SLICE("x"));
    struct drawing *drawing = document_drawing(d, 100000, 100000, SLICE("d"), SLICE("d"), SLICE(""));
    assert_non_null(drawing);
    drawing_word(drawing, WORD_RIGHT, 10, 10, SLICE("word"));
    buffer_init(&out);
    write(d, &out);
    assert_memory_equal(out.at, "%PDF-", 5);
    buffer_release(&text);
    buffer_release(&out);
}

static void an_empty_document_is_one_page(void **state)
{
    struct buffer out;
    buffer_init(&out);
    write(*state, &out);
    assert_int_equal(count(&out, "/Type /Page %"), 1);
    buffer_release(&out);
}

#define PDF_TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        PDF_TEST(the_language_stands_in_an_update),       PDF_TEST(what_has_no_catalogue_stays_as_it_is),
        PDF_TEST(a_document_has_language_time_and_pages), PDF_TEST(any_text_can_be_set),
        PDF_TEST(an_empty_document_is_one_page),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
