#include "data/people.h"

#include "core/key.h"
#include "core/text.h"
#include "data/file.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

static int by_handle(const void *a, const void *b)
{
    const struct person *left = a, *right = b;
    return slice_compare(left->handle, right->handle);
}

static enum status text_fits(struct slice text, struct problem *problem)
{
    if (text.length == 0 || text.at[0] == ' ' || text.at[text.length - 1] == ' ')
        return problem_say(problem, STATUS_FORM, N_("the text is empty, or begins or ends with a blank"), NULL, NULL);
    if (text_length(text) > PEOPLE_TEXT_MAX)
        return problem_say(problem, STATUS_FORM, N_("the text is longer than 200 characters"), NULL, NULL);
    return text_check(text, false, problem);
}

static enum status handle_fits(struct slice handle, enum status status, struct problem *problem)
{
    if (key_name_is_ours(handle))
        return STATUS_OK;
    return problem_slices(problem, status, N_("'{1}' is not a handle: small letters, digits, dots and hyphens"), handle,
                          SLICE(""));
}

/* A column that text_check found counts from the text; in the file it stands after the handle and the blank. */
static enum status line_parse(struct slice line, unsigned long number, struct person *out, struct problem *problem)
{
    struct problem detail;
    problem_clear(&detail);
    out->handle = slice_cut(&line, ' ');
    out->text = line;
    enum status status = handle_fits(out->handle, STATUS_FORM, &detail);
    size_t before = 0;
    if (!status) {
        before = out->handle.length + 1;
        status = text_fits(out->text, &detail);
    }
    if (status) {
        problem_slices(problem, status, detail.message, slice_of(detail.detail[0]), slice_of(detail.detail[1]));
        problem_place(problem, number, before + (detail.column ? detail.column : 1));
    }
    return status;
}

static enum status lines_parse(struct people *people, struct problem *problem)
{
    struct slice rest = buffer_slice(&people->bytes);
    size_t lines = 1;
    for (size_t i = 0; i < rest.length; i++)
        lines += rest.at[i] == '\n';
    people->at = calloc(lines, sizeof *people->at);
    if (!people->at)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    while (rest.length > 0) {
        struct slice line = slice_cut(&rest, '\n');
        enum status status = line_parse(line, people->count + 1, &people->at[people->count], problem);
        if (status)
            return status;
        people->count++;
    }
    return STATUS_OK;
}

static enum status find_twice(const struct people *people, struct problem *problem)
{
    for (size_t i = 1; i < people->count; i++)
        if (by_handle(&people->at[i - 1], &people->at[i]) == 0)
            return problem_slices(problem, STATUS_FORM,
                                  N_("the handle '{1}' stands twice in the address book: take one line out"),
                                  people->at[i].handle, SLICE(""));
    return STATUS_OK;
}

/* Nothing there to read is an empty address book; everything else is file_read's to judge. */
static bool is_absent(const char *path)
{
    struct stat st;
    return stat(path, &st) ? errno == ENOENT : S_ISREG(st.st_mode) && st.st_size == 0;
}

enum status people_check_line(struct slice line, unsigned long number, struct problem *problem)
{
    struct person ignored;
    return line_parse(line, number, &ignored, problem);
}

enum status people_parse(struct buffer *bytes, struct people *people, struct problem *problem)
{
    *people = (struct people){.bytes = *bytes};
    buffer_init(bytes);
    enum status status = lines_parse(people, problem);
    if (!status) {
        qsort(people->at, people->count, sizeof *people->at, by_handle);
        status = find_twice(people, problem);
    }
    if (status)
        people_release(people);
    return status;
}

enum status people_read(const char *path, struct people *people, struct problem *problem)
{
    struct buffer bytes;
    *people = (struct people){0};
    if (is_absent(path))
        return STATUS_OK;
    buffer_init(&bytes);
    problem_file(problem, path);
    enum status status = file_read(path, PEOPLE_FILE_MAX, &bytes, problem);
    if (!status)
        status = people_parse(&bytes, people, problem);
    buffer_release(&bytes);
    return status;
}

void people_release(struct people *people)
{
    free(people->at);
    buffer_release(&people->bytes);
    *people = (struct people){0};
}

struct slice people_find(const struct people *people, struct slice handle)
{
    const struct person key = {.handle = handle};
    const struct person *found = people->count ? bsearch(&key, people->at, people->count, sizeof key, by_handle) : NULL;
    return found ? found->text : (struct slice){0};
}

enum status people_get(const char *path, struct slice handle, struct buffer *out, struct problem *problem)
{
    struct people people;
    enum status status = people_read(path, &people, problem);
    if (status)
        return status;
    struct slice text = people_find(&people, handle);
    if (text.length == 0)
        status = problem_slices(problem, STATUS_NOT_FOUND,
                                N_("the address book has nobody for '{1}': \"stimmbuch who NAME TEXT\" notes somebody"),
                                handle, SLICE(""));
    else
        buffer_add(out, text);
    people_release(&people);
    return status ? status : buffer_status(out);
}

static void line_write(struct slice handle, struct slice text, struct buffer *out)
{
    if (text.length == 0)
        return;
    buffer_add(out, handle);
    buffer_byte(out, ' ');
    buffer_add(out, text);
    buffer_byte(out, '\n');
}

/* Both in the order of their handles; of a handle that both have the new line stands. Without a text it is left out. */
static void lines_write(const struct people *people, const struct people *more, struct people_merged *merged,
                        struct buffer *out)
{
    size_t i = 0, j = 0;
    while (i < people->count || j < more->count) {
        const struct person *old = i < people->count ? &people->at[i] : NULL;
        const struct person *fresh = j < more->count ? &more->at[j] : NULL;
        int order = !old ? 1 : !fresh ? -1 : slice_compare(old->handle, fresh->handle);
        const struct person *taken = order < 0 ? old : fresh;
        line_write(taken->handle, taken->text, out);
        merged->added += order > 0;
        merged->changed += order == 0 && !slice_equal(old->text, fresh->text);
        i += order <= 0;
        j += order >= 0;
    }
}

static enum status write_file(const char *path, struct slice bytes, struct problem *problem)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
    if (!folder)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    enum status status = folder_make(folder, problem);
    if (!status)
        status = file_write_atomic(folder, slash ? slash + 1 : path, bytes, FILE_MODE_PRIVATE, true, problem);
    free(folder);
    return status;
}

enum status people_merge(const char *path, const struct people *more, struct people_merged *merged,
                         struct problem *problem)
{
    struct people people;
    struct buffer lines;
    *merged = (struct people_merged){0, 0};
    buffer_init(&lines);
    enum status status = people_read(path, &people, problem);
    if (status)
        return status;
    lines_write(&people, more, merged, &lines);
    if (lines.failed)
        status = problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    else if (lines.length > PEOPLE_FILE_MAX)
        status = problem_say(problem, STATUS_FILE,
                             N_("the address book '{1}' is full: take somebody out with an empty text"), path, NULL);
    else
        status = write_file(path, buffer_slice(&lines), problem);
    people_release(&people);
    buffer_release(&lines);
    return status;
}

enum status people_set(const char *path, struct slice handle, struct slice text, struct problem *problem)
{
    struct person person = {handle, text};
    const struct people one = {.at = &person, .count = 1};
    struct people_merged ignored;
    enum status status = handle_fits(handle, STATUS_USAGE, problem);
    if (!status && text.length > 0)
        status = text_fits(text, problem);
    return status ? status : people_merge(path, &one, &ignored, problem);
}
