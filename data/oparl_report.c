#include "data/oparl_report.h"

#include <stdlib.h>

static const struct {
    const char *code;
    bool skips;
    const char *sentence;
} causes[] = {
#define OPARL_CAUSE_ROW(name, code, skips, sentence) [OPARL_##name] = {code, skips, sentence},
    OPARL_CAUSE_TABLE(OPARL_CAUSE_ROW)
#undef OPARL_CAUSE_ROW
};

void oparl_report_init(struct oparl_report *report)
{
    *report = (struct oparl_report){0};
}

void oparl_report_release(struct oparl_report *report)
{
    free(report->line);
    oparl_report_init(report);
}

const char *oparl_cause_code(enum oparl_cause cause)
{
    return causes[cause].code;
}

const char *oparl_cause_sentence(enum oparl_cause cause)
{
    return causes[cause].sentence;
}

size_t oparl_report_skipped(const struct oparl_report *report)
{
    size_t sum = 0;
    for (size_t i = 0; i < OPARL_CAUSE_COUNT; i++)
        sum += causes[i].skips ? report->cause[i] : 0;
    return sum;
}

void oparl_report_problem(struct oparl_report *report, enum oparl_cause cause, const struct problem *problem)
{
    report->cause[cause]++;
    if (report->lines == OPARL_LINES_MAX || report->failed)
        return;
    if (!report->line)
        report->line = calloc(OPARL_LINES_MAX, sizeof *report->line);
    if (!report->line) {
        report->failed = true;
        return;
    }
    report->line[report->lines++] = (struct oparl_line){.cause = cause, .problem = *problem};
}

void oparl_report_note(struct oparl_report *report, enum oparl_cause cause, const char *file, struct slice id,
                       struct slice detail)
{
    struct problem problem = {0};
    problem_file(&problem, file);
    problem_slices(&problem, STATUS_FORM, causes[cause].sentence, id, detail);
    oparl_report_problem(report, cause, &problem);
}
