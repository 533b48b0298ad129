#include "tui/draft_keep.h"

#include "core/field.h"
#include "data/file.h"

#include <unistd.h>

enum { NAMES_MAX = 100 };

/* "proposal-20261123-100000.txt", then "proposal-20261123-100000-2.txt". */
static enum status write_name(enum kind kind, struct instant now, int number, struct buffer *out)
{
    char time[INSTANT_LENGTH + 1];
    instant_write(now, time);
    buffer_clear(out);
    buffer_format(out, "%s-%.4s%.2s%.2s-%.2s%.2s%.2s", kind_table(kind)->name, time, time + 5, time + 8, time + 11,
                  time + 14, time + 17);
    if (number > 1)
        buffer_format(out, "-%d", number);
    buffer_text(out, ".txt");
    return buffer_status(out);
}

/* The first name of that second that is free: what somebody wrote is not lost for want of one. */
static enum status find_free(const char *folder, enum kind kind, struct instant now, struct buffer *name,
                             struct buffer *path)
{
    enum status status = STATUS_OK;
    bool taken = true;
    for (int i = 1; i <= NAMES_MAX && taken && status == STATUS_OK; i++) {
        status = write_name(kind, now, i, name);
        buffer_clear(path);
        buffer_format(path, "%s/%s", folder, status == STATUS_OK ? name->at : "");
        if (status == STATUS_OK)
            status = buffer_status(path);
        taken = status == STATUS_OK && access(path->at, F_OK) == 0;
    }
    return status;
}

enum status draft_keep(const char *folder, enum kind kind, struct instant now, struct slice text, struct buffer *path,
                       struct problem *problem)
{
    struct buffer name;
    buffer_init(&name);
    enum status status = find_free(folder, kind, now, &name, path);
    if (status == STATUS_OK)
        status = folder_make(folder, problem);
    if (status == STATUS_OK)
        status = file_write_atomic(folder, name.at, text, FILE_MODE_PRIVATE, false, problem);
    buffer_release(&name);
    return status;
}
