#include "tui/seen.h"

#include "data/file.h"
#include "data/query.h"
#include "tui/app.h"

enum { SEEN_FILE_MAX = 1 << 20, DIGITS_MAX = 15 };

static const char file_name[] = "seen";

static bool read_number(struct slice text, int64_t *out)
{
    if (text.length == 0 || text.length > DIGITS_MAX)
        return false;
    *out = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        *out = *out * 10 + (text.at[i] - '0');
    }
    return true;
}

bool seen_line(struct slice line, const struct digest *founding, struct slice who, int64_t *size, int64_t *at)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(founding, hex);
    return slice_is(slice_cut(&line, ' '), hex) && slice_equal(slice_cut(&line, ' '), who) &&
           read_number(slice_cut(&line, ' '), size) && read_number(line, at);
}

static struct slice who(const struct app *app)
{
    return app->who[0] ? slice_of(app->who) : SLICE("-");
}

bool seen_folder(const struct app *app, struct buffer *out)
{
    struct slice path = buffer_slice(&app->session->marks_path);
    while (path.length && path.at[path.length - 1] != '/')
        path = slice_head(path, path.length - 1);
    if (path.length > 1)
        buffer_add(out, slice_head(path, path.length - 1));
    return path.length > 1 && buffer_status(out) == STATUS_OK;
}

/* Empty where there is no such file yet. */
static void read_file(const struct buffer *folder, struct buffer *out)
{
    struct buffer path;
    buffer_init(&path);
    buffer_add(&path, buffer_slice(folder));
    buffer_text(&path, "/");
    buffer_text(&path, file_name);
    if (buffer_status(&path) != STATUS_OK || file_read(path.at, SEEN_FILE_MAX, out, NULL) != STATUS_OK)
        buffer_clear(out);
    buffer_release(&path);
}

struct looking {
    struct seen *seen;
    struct slice file, who;
};

static bool look_for(void *context, const struct body_item *item)
{
    const struct looking *looking = context;
    struct seen *seen = looking->seen;
    struct seen_mark mark = {.body = item->number};
    for (struct slice rest = looking->file; rest.length;)
        if (seen_line(slice_cut(&rest, '\n'), &item->founding, looking->who, &mark.size, &mark.at)) {
            seen->mark[seen->count++] = mark;
            break;
        }
    return seen->count < SEEN_MAX;
}

void seen_read(struct seen *seen, struct app *app)
{
    struct buffer folder, file;
    buffer_init(&folder);
    buffer_init(&file);
    seen->count = 0;
    if (seen_folder(app, &folder))
        read_file(&folder, &file);
    struct looking looking = {.seen = seen, .file = buffer_slice(&file), .who = who(app)};
    if (file.length && query_bodies(app_store(app), look_for, &looking, NULL) != STATUS_OK)
        seen->count = 0;
    buffer_release(&folder);
    buffer_release(&file);
}

struct writing {
    struct slice who;
    int64_t now;
    struct buffer kept, out; /* lines about others; all lines */
};

/* Lines about this log are replaced, those about others are kept. */
static bool write_line(void *context, const struct body_item *item)
{
    struct writing *writing = context;
    struct buffer kept;
    char hex[DIGEST_HEX_LENGTH + 1];
    int64_t size, at;
    buffer_init(&kept);
    for (struct slice rest = buffer_slice(&writing->kept); rest.length;) {
        struct slice line = slice_cut(&rest, '\n');
        if (!line.length || seen_line(line, &item->founding, writing->who, &size, &at))
            continue;
        buffer_add(&kept, line);
        buffer_byte(&kept, '\n');
    }
    buffer_release(&writing->kept);
    writing->kept = kept;
    digest_hex(&item->founding, hex);
    buffer_format(&writing->out, "%s ", hex);
    buffer_add(&writing->out, writing->who);
    buffer_format(&writing->out, " %lld %lld\n", (long long)item->size, (long long)writing->now);
    return true;
}

void seen_write(struct app *app)
{
    struct buffer folder;
    struct writing writing = {.who = who(app), .now = app->now.seconds};
    buffer_init(&folder);
    buffer_init(&writing.kept);
    buffer_init(&writing.out);
    bool known = seen_folder(app, &folder);
    if (known)
        read_file(&folder, &writing.kept);
    if (known && query_bodies(app_store(app), write_line, &writing, NULL) == STATUS_OK && writing.out.length) {
        buffer_add(&writing.out, buffer_slice(&writing.kept));
        enum status status = writing.kept.failed ? STATUS_NO_MEMORY : buffer_status(&writing.out);
        if (status == STATUS_OK)
            status = folder_make(folder.at, NULL);
        if (status == STATUS_OK)
            status = file_write_atomic(folder.at, file_name, buffer_slice(&writing.out), FILE_MODE_PRIVATE, true, NULL);
        (void)status; /* nobody is left to be told, and nothing depends on it */
    }
    buffer_release(&folder);
    buffer_release(&writing.kept);
    buffer_release(&writing.out);
}

const struct seen_mark *seen_find(const struct seen *seen, int64_t body)
{
    for (size_t i = 0; i < seen->count; i++)
        if (seen->mark[i].body == body)
            return &seen->mark[i];
    return NULL;
}
