#include "tests/rule_text.h"

#include "tests/roll_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { LINE = 17 }; /* of a file, that parsing leaves as it is */

enum status rule_text_parse(const char *text, enum method method, const char *seats, struct buffer *printed,
                            struct problem *problem)
{
    struct roll_text roll;
    const struct expression *expression = NULL;
    roll_text_read(&roll, seats);
    problem_clear(problem);
    problem->line = LINE;
    enum status status = expression_parse(slice_of(text), method, &roll.roll, &roll.arena, &expression, problem);
    buffer_clear(printed);
    if (status == STATUS_OK)
        expression_write(expression, printed);
    roll_text_release(&roll);
    return status;
}

void rule_text_faults(const struct rule_fault *rows, size_t count, const char *seats)
{
    struct buffer out = {0};
    struct problem problem;
    for (size_t i = 0; i < count; i++) {
        enum status status = rule_text_parse(rows[i].text, METHOD_YES_NO, seats, &out, &problem);
        if (status != STATUS_FORM)
            fail_msg("'%s' was not refused: status %d, '%s'", rows[i].text, status, out.at ? out.at : "");
        if (problem.column != rows[i].column || problem.line != LINE ||
            strncmp(problem.message, rows[i].message, strlen(rows[i].message)) != 0)
            fail_msg("'%s': column %lu, %s", rows[i].text, problem.column, problem.message);
    }
    buffer_release(&out);
}
