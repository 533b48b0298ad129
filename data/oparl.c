#include "data/oparl.h"

#include "data/oparl_draft.h"
#include "data/oparl_files.h"
#include "data/oparl_read.h"

static enum status read_files(const char *const *paths, size_t count, struct oparl_records *records,
                              struct oparl_report *report, struct problem *problem)
{
    struct oparl_files files;
    enum status status = STATUS_OK;
    oparl_files_init(&files, &records->arena);
    for (size_t i = 0; i < count && !status; i++)
        status = oparl_files_add(&files, paths[i], report, problem);
    for (size_t i = 0; i < files.count && !status; i++)
        status = oparl_read_file(files.path[i], records, report);
    oparl_files_release(&files);
    return status;
}

static enum status write_drafts(struct oparl_writer *writer)
{
    enum status status = STATUS_OK;
    for (const struct oparl_paper *paper = writer->records->paper; paper && !status; paper = paper->next)
        status = oparl_draft_paper(writer, paper);
    for (const struct oparl_item *item = writer->records->item; item && !status; item = item->next)
        status = oparl_draft_item(writer, item);
    return status;
}

enum status oparl_import(const char *const *paths, size_t count, oparl_draft_sink *sink, void *context,
                         struct oparl_report *report, struct problem *problem)
{
    struct oparl_records records;
    oparl_records_init(&records);
    struct oparl_writer writer = {
        .records = &records, .report = report, .sink = sink, .context = context, .problem = problem};
    enum status status = read_files(paths, count, &records, report, problem);
    if (!status) {
        oparl_join(&records);
        status = write_drafts(&writer);
    }
    if (status == STATUS_NO_MEMORY)
        problem_say(problem, status, NULL, NULL, NULL);
    oparl_records_release(&records);
    return status;
}
