#include "data/attachment.h"

#include "data/blob.h"
#include "data/file.h"

#include <errno.h>
#include <sys/stat.h>

static bool is_attachment(const struct draft_field *field)
{
    return strcmp(field->rule->name, "attachment") == 0;
}

/* A line that has hash and size, else its whole value is the name. */
static struct slice name_of(const struct draft_field *field)
{
    struct digest content;
    return digest_from_hex(value_part(field->value, 0), &content) ? value_rest(field->value, 2) : field->value;
}

/* The file of that name in the draft's folder; a draft from standard input is in the present one. */
static enum status write_path(const char *path, struct slice name, struct buffer *out)
{
    const char *slash = strrchr(path, '/');
    if (slash)
        buffer_add(out, (struct slice){path, (size_t)(slash - path)});
    else
        buffer_byte(out, '.');
    buffer_byte(out, '/');
    buffer_add(out, name);
    return buffer_status(out);
}

/* A link is none: whoever made the draft may have laid it there, to any file of the one who files it. */
static enum status look(const char *path, bool *there, struct problem *problem)
{
    struct stat st;
    *there = lstat(path, &st) == 0;
    if (!*there && errno != ENOENT && errno != ENOTDIR && errno != ENAMETOOLONG)
        return problem_say(problem, STATUS_FILE, N_("the file '{1}' cannot be read: {2}"), path, strerror(errno));
    if (*there && !S_ISREG(st.st_mode))
        return problem_say(problem, STATUS_FILE,
                           N_("the attachment '{1}' is no regular file: put the file itself beside the draft"), path,
                           NULL);
    return STATUS_OK;
}

static enum status read_file(const char *path, struct slice name, struct buffer *out, bool *there,
                             struct problem *problem)
{
    struct buffer beside;
    buffer_init(&beside);
    enum status status = write_path(path, name, &beside);
    if (status == STATUS_OK)
        status = look(beside.at, there, problem);
    if (status == STATUS_OK && *there)
        status = file_read(beside.at, ATTACHMENT_LIMIT, out, problem);
    buffer_release(&beside);
    return status;
}

static enum status complete(struct draft *draft, struct draft_field *field, struct slice name, struct slice bytes)
{
    struct digest content = digest_of(bytes);
    char hex[DIGEST_HEX_LENGTH + 1];
    struct buffer value;
    digest_hex(&content, hex);
    buffer_init(&value);
    buffer_text(&value, hex);
    buffer_byte(&value, ' ');
    buffer_number(&value, bytes.length);
    buffer_byte(&value, ' ');
    buffer_add(&value, name);
    enum status status = buffer_status(&value);
    if (status == STATUS_OK) {
        field->value = arena_copy(draft->arena, buffer_slice(&value));
        status = field->value.at ? STATUS_OK : STATUS_NO_MEMORY;
    }
    buffer_release(&value);
    return status;
}

static enum status compare(const struct draft_field *field, struct slice name, struct slice bytes,
                           struct problem *problem)
{
    struct digest content = digest_of(bytes), said;
    uint64_t size;
    if (digest_from_hex(value_part(field->value, 0), &said) && digest_equal(&content, &said) &&
        value_number(value_part(field->value, 1), &size) && size == bytes.length)
        return STATUS_OK;
    return problem_slices(problem, STATUS_REFUSED,
                          N_("the file \"{1}\" beside the draft is not the one that hash and size say: put the right "
                             "one there, or leave hash and size out of the line, and they are taken from the file"),
                          name, SLICE(""));
}

static enum status check_name(struct slice name, struct problem *problem)
{
    if (name.length && !memchr(name.at, '/', name.length) && !slice_is(name, ".") && !slice_is(name, ".."))
        return STATUS_OK;
    return problem_slices(problem, STATUS_FORM,
                          N_("\"{1}\" is not the name of a file alone: put the file beside the draft, and write its "
                             "name without folders"),
                          name, SLICE(""));
}

static enum status complete_line(struct draft *draft, struct draft_field *field, const char *path,
                                 struct problem *problem)
{
    struct slice name = name_of(field);
    struct buffer bytes;
    bool there, alone = name.at == field->value.at;
    buffer_init(&bytes);
    enum status status = check_name(name, problem);
    if (status == STATUS_OK)
        status = read_file(path, name, &bytes, &there, problem);
    if (status == STATUS_OK && there)
        status = alone ? complete(draft, field, name, buffer_slice(&bytes))
                       : compare(field, name, buffer_slice(&bytes), problem);
    else if (status == STATUS_OK && alone)
        status = problem_slices(problem, STATUS_FILE,
                                N_("there is no file \"{1}\" beside the draft: put it there, or write hash and size "
                                   "before its name"),
                                name, SLICE(""));
    buffer_release(&bytes);
    return status;
}

enum status attachment_complete(struct draft *draft, const char *path, struct problem *problem)
{
    for (size_t i = 0; i < draft->fields; i++) {
        struct draft_field *field = &draft->field[i];
        enum status status = is_attachment(field) ? complete_line(draft, field, path, problem) : STATUS_OK;
        if (status == STATUS_OK)
            continue;
        problem_file(problem, path);
        problem_place(problem, field->line, 1);
        problem_field(problem, field->rule->name);
        return status;
    }
    return STATUS_OK;
}

enum status attachment_keep(const struct draft *draft, const char *path, struct store *store, struct problem *problem)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < draft->fields && status == STATUS_OK; i++) {
        const struct draft_field *field = &draft->field[i];
        struct buffer bytes;
        bool there;
        if (!is_attachment(field))
            continue;
        buffer_init(&bytes);
        status = read_file(path, name_of(field), &bytes, &there, problem);
        if (status == STATUS_OK && there)
            status = compare(field, name_of(field), buffer_slice(&bytes), problem);
        if (status == STATUS_OK && there)
            status = blob_keep(store, buffer_slice(&bytes), problem);
        buffer_release(&bytes);
    }
    return status;
}

enum status attachment_is_there(const char *path, struct slice name, bool *there)
{
    struct buffer beside;
    struct stat st;
    buffer_init(&beside);
    enum status status = write_path(path, name, &beside);
    *there = status == STATUS_OK && lstat(beside.at, &st) == 0 && S_ISREG(st.st_mode);
    buffer_release(&beside);
    return status;
}

enum status attachment_look(const struct draft *draft, const char *path, attachment_missing *missing, void *context)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < draft->fields && status == STATUS_OK; i++) {
        const struct draft_field *field = &draft->field[i];
        bool there = true;
        if (is_attachment(field))
            status = attachment_is_there(path, name_of(field), &there);
        if (status == STATUS_OK && !there)
            missing(context, name_of(field));
    }
    return status;
}
