#include "tui/seen.h"

#include "data/query.h"
#include "tui/app.h"
#include "tui/kept_file.h"

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
    struct buffer file;
    buffer_init(&file);
    seen->count = 0;
    kept_file_read(app, file_name, SEEN_FILE_MAX, &file);
    struct looking looking = {.seen = seen, .file = buffer_slice(&file), .who = who(app)};
    if (file.length && query_bodies(app_store(app), look_for, &looking, NULL) != STATUS_OK)
        seen->count = 0;
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
    struct writing writing = {.who = who(app), .now = app->now.seconds};
    buffer_init(&writing.kept);
    buffer_init(&writing.out);
    kept_file_read(app, file_name, SEEN_FILE_MAX, &writing.kept);
    if (query_bodies(app_store(app), write_line, &writing, NULL) == STATUS_OK && writing.out.length) {
        buffer_add(&writing.out, buffer_slice(&writing.kept));
        writing.out.failed = writing.out.failed || writing.kept.failed;
        kept_file_write(app, file_name, &writing.out);
    }
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
