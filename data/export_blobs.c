/* The attachments of an export: those of public proposals, and the minutes. */
#include "data/blob.h"
#include "data/blob_names.h"
#include "data/export_work.h"

#include <stdio.h>

static enum status put_one(struct export_work *work, const struct digest *content, struct buffer *bytes)
{
    char name[FOLDER_NAME_MAX], hex[DIGEST_HEX_LENGTH + 1];
    bool found;
    digest_hex(content, hex);
    snprintf(name, sizeof name, "blob/%s", hex);
    if (folder_writer_has(work->folder, name))
        return STATUS_OK;
    buffer_clear(bytes);
    enum status status = blob_get(work->store, content, bytes, &found, work->problem);
    if (status != STATUS_OK || !found) {
        work->report->missing += status == STATUS_OK;
        return status;
    }
    work->report->blobs++;
    return export_put(work, name, buffer_slice(bytes));
}

static enum status put_all(struct export_work *work, const struct blob_names *names)
{
    struct buffer bytes;
    enum status status = STATUS_OK;
    buffer_init(&bytes);
    for (size_t i = 0; i < names->count && status == STATUS_OK; i++) {
        if (names->name[i].public)
            status = put_one(work, &names->name[i].content, &bytes);
        else
            work->report->left_out++;
        if (status == STATUS_OK && work->options->progress &&
            !work->options->progress(work->options->context, work->head.size, work->head.size))
            status = STATUS_CANCELLED;
    }
    buffer_release(&bytes);
    return status;
}

enum status export_blobs(struct export_work *work)
{
    struct blob_names names;
    enum status status = blob_names_load(work->store, work->body, work->head.size, &names);
    if (status == STATUS_STORE)
        store_problem(work->store, work->problem);
    if (status == STATUS_OK)
        status = put_all(work, &names);
    blob_names_release(&names);
    return status;
}
