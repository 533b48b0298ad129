/* Lines of a draft that wait to be filled in: comments in the file, lines in the editor. */
#include "tui/draft_blanks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void expect(void (*turn)(struct slice text, struct buffer *out), const char *text, const char *wanted)
{
    struct buffer out;
    buffer_init(&out);
    turn(slice_of(text), &out);
    assert_int_equal(buffer_status(&out), STATUS_OK);
    assert_string_equal(out.at, wanted);
    buffer_release(&out);
}

static const char OPEN[] = "stimmbuch/1 proposal\n# title: is a comment\ntitle:\nnumber: 7\ncost: bund short central \n"
                           "cost: bund short operation 5\ndvc:  \n\ntitle:\n#? title:\n";
static const char CLOSED[] = "stimmbuch/1 proposal\n# title: is a comment\n#? title:\nnumber: 7\n"
                             "#? cost: bund short central \ncost: bund short operation 5\n#? dvc:  \n\ntitle:\n"
                             "#? title:\n";

static void what_waits_is_a_comment_in_the_file(void **state)
{
    (void)state;
    expect(draft_blanks_close, OPEN, CLOSED);
    expect(draft_blanks_open, CLOSED, OPEN);
    expect(draft_blanks_close, CLOSED, CLOSED);
    expect(draft_blanks_open, OPEN, OPEN);
}

static void what_is_no_line_of_a_draft_stays(void **state)
{
    (void)state;
    expect(draft_blanks_close, "no colon\nadopted: einfach heads(yes) > 0\nbench: + x\n",
           "no colon\nadopted: einfach heads(yes) > 0\nbench: + x\n");
    expect(draft_blanks_close, "title:\r\n\r\ntitle:\r\n", "#? title:\r\n\r\ntitle:\r\n");
    expect(draft_blanks_close, "title:", "#? title:\n");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_waits_is_a_comment_in_the_file),
        cmocka_unit_test(what_is_no_line_of_a_draft_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
