#include "tui/arriving.h"

#include "data/file.h"

#include <sys/stat.h>

enum status arriving_read(const char *path, struct buffer *bytes, struct bundle_file *out, struct problem *problem)
{
    enum status status = file_read(path, BUNDLE_FILE_MAX, bytes, problem);
    if (status == STATUS_OK)
        status = bundle_file_parse(buffer_slice(bytes), out, problem);
    if (status == STATUS_FORM)
        problem_file(problem, path);
    return status;
}

static enum status open_bundle(struct arriving *arriving, const char *path, struct problem *problem)
{
    struct bundle_file *bundle = &arriving->bundle;
    enum status status = arriving_read(path, &arriving->bytes, bundle, problem);
    if (status == STATUS_OK && bundle->entries) {
        status = published_bundle_open(bundle, &arriving->published, problem);
        if (status == STATUS_FORM || status == STATUS_MISMATCH)
            problem_file(problem, path);
    } else if (status == STATUS_OK) {
        arriving->published.name = bundle->body;
        arriving->published.founding = bundle->founding;
    }
    return status;
}

enum status arriving_open(struct arriving *arriving, const char *path, struct problem *problem)
{
    struct stat st;
    *arriving = (struct arriving){.bundled = stat(path, &st) == 0 && !S_ISDIR(st.st_mode)};
    buffer_init(&arriving->bytes);
    enum status status =
        arriving->bundled ? open_bundle(arriving, path, problem) : published_open(path, &arriving->published, problem);
    return status == STATUS_FORM ? STATUS_MISMATCH : status;
}

void arriving_close(struct arriving *arriving)
{
    published_close(&arriving->published);
    buffer_release(&arriving->bytes);
}

enum status arriving_take(struct ledger *ledger, const struct arriving *arriving, const struct import_options *options,
                          struct instant now, bundle_told *told, void *context, struct import_report *report,
                          struct problem *problem)
{
    const struct bundle_file *bundle = &arriving->bundle;
    *report = (struct import_report){.mark = STATUS_OK};
    if (!arriving->bundled)
        return import_folder(ledger, &arriving->published, options, report, problem);
    enum status status = STATUS_OK;
    if (bundle->entries)
        status = import_bundle(ledger, &arriving->published, bundle, options, report, problem);
    if (status == STATUS_OK && bundle->entries)
        status = bundle_take_blobs(ledger, bundle, report->body, report->size, &report->blobs, problem);
    if (status == STATUS_OK)
        status = bundle_take_pending(ledger, bundle, now, told, context, &report->blobs, problem);
    return status;
}
