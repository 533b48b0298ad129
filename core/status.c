#include "core/status.h"

#include "core/text.h"

#include <stdio.h>

const char *status_sentence(enum status status)
{
    static const char *const sentences[] = {
#define STATUS_ROW(name, sentence) [STATUS_##name] = sentence,
        STATUS_TABLE(STATUS_ROW)
#undef STATUS_ROW
    };
    return sentences[status];
}

void problem_fill(struct problem *problem, enum status status, const char *message, struct slice first,
                  struct slice second)
{
    if (problem) {
        problem->status = status;
        problem->reason = REASON_NONE;
        problem->message = message;
        text_string(first, problem->detail[0], PROBLEM_DETAIL_MAX);
        text_string(second, problem->detail[1], PROBLEM_DETAIL_MAX);
    }
}

enum status problem_refuse(struct problem *problem, enum reason reason, const char *message, struct slice detail)
{
    enum status status =
        problem_slices(problem, STATUS_REFUSED, message ? message : reason_sentence(reason), detail, SLICE(""));
    if (problem)
        problem->reason = reason;
    return status;
}

void problem_place(struct problem *problem, unsigned long line, unsigned long column)
{
    if (problem) {
        problem->line = line;
        problem->column = column;
    }
}

void problem_field(struct problem *problem, const char *field)
{
    if (problem)
        text_string(slice_of(field), problem->field, sizeof problem->field);
}

void problem_file(struct problem *problem, const char *file)
{
    if (problem)
        text_string(slice_of(file), problem->file, sizeof problem->file);
}

void problem_clear(struct problem *problem)
{
    problem->status = STATUS_OK;
    problem->reason = REASON_NONE;
    problem->message = NULL;
    problem->detail[0][0] = problem->detail[1][0] = problem->file[0] = problem->field[0] = '\0';
    problem->line = problem->column = 0;
}
