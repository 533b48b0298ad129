#include "tui/fork_check.h"

#include "core/fork.h"
#include "data/file.h"
#include "tui/i18n.h"

#include <stdio.h>
#include <sys/stat.h>

enum { FIRST_BYTES = 32 };

bool fork_check_is(const char *path)
{
    char bytes[FIRST_BYTES];
    struct stat st;
    FILE *file = stat(path, &st) == 0 && S_ISREG(st.st_mode) ? fopen(path, "rb") : NULL;
    size_t length = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (file)
        fclose(file);
    return fork_is((struct slice){.at = bytes, .length = length});
}

static void write_head(const struct checkpoint *head, struct buffer *out)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&head->root, hex);
    buffer_text(out, "  ");
    i18n_count(ngettext("a signed head of {1} entry", "a signed head of {1} entries", (unsigned long)head->size),
               head->size, out);
    buffer_format(out, "\n    %s\n", hex);
}

static void write_words(const struct fork *fork, const struct carried *carried, const struct checkpoint head[2],
                        struct buffer *out)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    struct buffer number;
    buffer_init(&number);
    i18n_pattern(_("{1}: the key of this log has signed two histories, and this file proves it."), carried->body.name,
                 SLICE(""), out);
    buffer_byte(out, '\n');
    write_head(&head[0], out);
    write_head(&head[1], out);
    if (fork->grown) {
        buffer_number(&number, head[0].size);
        digest_hex(&fork->root, hex);
        buffer_text(out, "  ");
        i18n_pattern(_("the log of the second one had at {1} entries another root than the first one"),
                     buffer_slice(&number), SLICE(""), out);
        buffer_format(out, "\n    %s\n", hex);
    }
    digest_hex(&carried->founding, hex);
    buffer_text(out, _("Founding of this body; compare it with the one that you know:"));
    buffer_format(out, "\n    %s\n", hex);
    buffer_text(out, _("Checked: the founding and its signatures, the log's key, its signatures under both heads, the "
                       "hashes between them. Nothing else."));
    buffer_byte(out, '\n');
    buffer_release(&number);
}

static json_t *head_json(const struct checkpoint *head, struct slice note)
{
    return json_pack("{s:I, s:o, s:o}", "size", (json_int_t)head->size, "root", json_digest(&head->root), "note",
                     json_slice(note));
}

static enum status report(struct session *session, const struct fork *fork, const struct carried *carried,
                          const struct checkpoint head[2])
{
    if (session_has(session, OPTION_JSON)) {
        json_t *heads = json_pack("[o, o]", head_json(&head[0], fork->head[0]), head_json(&head[1], fork->head[1]));
        return session_json(session,
                            json_pack("{s:b, s:{s:o, s:o, s:o, s:o}}", "ok", 1, "fork", "body",
                                      json_slice(carried->body.name), "founding", json_digest(&carried->founding),
                                      "heads", heads, "root", fork->grown ? json_digest(&fork->root) : json_null()));
    }
    struct buffer text;
    buffer_init(&text);
    write_words(fork, carried, head, &text);
    enum status status = buffer_status(&text);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&text));
    buffer_release(&text);
    return status;
}

enum status fork_check_bytes(struct session *session, const char *path, struct slice bytes)
{
    struct fork fork;
    struct carried carried = {.keys = 0};
    struct checkpoint head[2];
    problem_file(&session->problem, path);
    enum status status = fork_parse(bytes, &fork, &session->problem);
    if (status == STATUS_OK)
        status = fork_verify(&fork, &carried, head, &session->problem);
    if (status == STATUS_OK)
        status = report(session, &fork, &carried, head);
    carried_release(&carried);
    /* A file that is no proof was checked, and does not hold. */
    if (status == STATUS_FORM)
        session->problem.status = STATUS_MISMATCH;
    return status == STATUS_FORM ? STATUS_MISMATCH : status;
}

enum status fork_check(struct session *session, const char *path)
{
    struct buffer bytes;
    buffer_init(&bytes);
    enum status status = file_read(path, FORK_BYTES_MAX, &bytes, &session->problem);
    if (status == STATUS_OK)
        status = fork_check_bytes(session, path, buffer_slice(&bytes));
    buffer_release(&bytes);
    return status;
}
