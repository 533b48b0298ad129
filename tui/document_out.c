#include "tui/document_out.h"

#include "data/file.h"
#include "data/pdf.h"
#include "tui/i18n.h"

#include <unistd.h>

static const struct {
    const char *name, *ending;
} formats[FORMAT_COUNT] = {
    [FORMAT_TEXT] = {"text", ".txt"}, [FORMAT_MARKDOWN] = {"markdown", ".md"}, [FORMAT_HTML] = {"html", ".html"},
    [FORMAT_PDF] = {"pdf", ".pdf"},   [FORMAT_CSV] = {"csv", ".csv"},          [FORMAT_JSON] = {"json", ".json"},
    [FORMAT_SVG] = {"svg", ".svg"}};

const char *document_format_name(enum document_format format)
{
    return formats[format].name;
}

enum document_format document_format_of_name(const char *path)
{
    size_t length = strlen(path);
    for (unsigned i = 0; i < FORMAT_COUNT; i++) {
        size_t ending = strlen(formats[i].ending);
        if (length > ending && strcmp(path + length - ending, formats[i].ending) == 0)
            return (enum document_format)i;
    }
    return FORMAT_COUNT;
}

enum document_format document_format_of_bytes(struct slice bytes)
{
    static const struct {
        const char *begin;
        enum document_format format;
    } rows[] = {{"%PDF-", FORMAT_PDF}, {"<!DOCTYPE html>", FORMAT_HTML}, {"# ", FORMAT_MARKDOWN}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (slice_is(slice_head(bytes, strlen(rows[i].begin)), rows[i].begin))
            return rows[i].format;
    return FORMAT_TEXT;
}

/* "text, markdown, html" */
static void list(unsigned allowed, struct buffer *out)
{
    bool first = true;
    for (unsigned i = 0; i < FORMAT_COUNT; i++) {
        if (!(allowed >> i & 1))
            continue;
        buffer_text(out, first ? "" : ", ");
        buffer_text(out, formats[i].name);
        first = false;
    }
}

enum status document_format_read(struct session *session, unsigned allowed, enum document_format standard,
                                 enum document_format *out)
{
    const char *name = session->option[OPTION_FORMAT], *path = session->option[OPTION_OUTPUT];
    unsigned at = 0;
    *out = standard;
    if (!name) {
        enum document_format ending = path ? document_format_of_name(path) : FORMAT_COUNT;
        if (ending < FORMAT_COUNT && allowed >> ending & 1)
            *out = ending;
        return STATUS_OK;
    }
    while (at < FORMAT_COUNT && strcmp(name, formats[at].name) != 0)
        at++;
    if (strcmp(name, "md") == 0)
        at = FORMAT_MARKDOWN;
    if (at < FORMAT_COUNT && allowed >> at & 1) {
        *out = (enum document_format)at;
        return STATUS_OK;
    }
    struct buffer names;
    buffer_init(&names);
    list(allowed, &names);
    enum status status =
        problem_slices(&session->problem, STATUS_USAGE, N_("there is no format {1} here: give one of {2}"),
                       slice_of(name), buffer_slice(&names));
    buffer_release(&names);
    return status;
}

enum status document_write(struct session *session, const struct document *document, enum document_format format,
                           struct buffer *out)
{
    switch (format) {
    case FORMAT_TEXT:
        return document_write_text(document, out);
    case FORMAT_HTML:
        return document_write_html(document, out);
    case FORMAT_PDF:
        return document_write_pdf(document, out, &session->problem);
    default:
        return document_write_markdown(document, out);
    }
}

enum status document_deliver(struct session *session, enum document_format format, struct slice bytes)
{
    const char *path = session->option[OPTION_OUTPUT];
    if (path && strcmp(path, "-") != 0)
        return file_write_new(path, bytes, &session->problem);
    bool terminal = isatty(STDOUT_FILENO);
    if (format == FORMAT_PDF && terminal)
        return problem_say(&session->problem, STATUS_USAGE,
                           N_("a PDF is nothing for a terminal: say with --output into which file"), NULL, NULL);
    /* A terminal is given nothing that could act on it; a pipe gets the bytes that a file would. */
    return terminal ? session_print(session, bytes) : session_print_bytes(session, bytes);
}
