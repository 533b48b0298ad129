#include "data/pdf_finish.h"

#include <stdlib.h>

/* The number behind the last `name` in the text; -1: there is none. */
static long number_behind(struct slice text, const char *name)
{
    size_t length = strlen(name);
    for (size_t at = text.length; at >= length; at--)
        if (slice_is(slice_head(slice_from(text, at - length), length), name))
            return strtol(text.at + at, NULL, 10);
    return -1;
}

/* The inside of the dictionary "N 0 obj << … >> endobj"; empty where it is not there. */
static struct slice dictionary_of(struct slice text, long object)
{
    struct buffer head;
    struct slice found = {0};
    buffer_init(&head);
    buffer_format(&head, "\n%ld 0 obj\n<<", object);
    const char *begin = head.failed ? NULL : memmem(text.at, text.length, head.at, head.length);
    const char *inside = begin ? begin + head.length : NULL;
    const char *end = inside ? memmem(inside, (size_t)(text.at + text.length - inside), ">>\nendobj", 9) : NULL;
    if (end)
        found = (struct slice){inside, (size_t)(end - inside)};
    buffer_release(&head);
    return found;
}

enum status pdf_finish(const struct buffer *bytes, struct slice language, struct buffer *out)
{
    struct slice text = buffer_slice(bytes);
    /* The trailer is the last thing in the file. */
    struct slice tail = slice_from(text, text.length > 1024 ? text.length - 1024 : 0);
    long size = number_behind(tail, "/Size "), root = number_behind(tail, "/Root "),
         info = number_behind(tail, "/Info "), before = number_behind(tail, "startxref\n");
    struct slice catalogue = root >= 0 ? dictionary_of(text, root) : (struct slice){0};
    buffer_add(out, text);
    if (!catalogue.length || size < 0 || info < 0 || before < 0)
        return buffer_status(out);
    size_t object = out->length;
    buffer_format(out, "%ld 0 obj\n<<", root);
    buffer_add(out, catalogue);
    buffer_text(out, "   /Lang (");
    buffer_add(out, language);
    buffer_text(out, ")\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n");
    size_t table = out->length;
    buffer_format(out, "xref\n%ld 1\n%010zu 00000 n \n", root, object);
    buffer_format(out, "trailer\n<< /Size %ld\n   /Root %ld 0 R\n   /Info %ld 0 R\n   /Prev %ld\n>>\n", size, root,
                  info, before);
    buffer_format(out, "startxref\n%zu\n%%%%EOF\n", table);
    return buffer_status(out);
}
