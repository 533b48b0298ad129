#include "tui/fork_check.h"

#include "core/fork.h"
#include "data/file.h"
#include "tui/i18n.h"

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

struct checked {
    struct buffer bytes;
    struct fork fork;
    struct carried carried;
    struct checkpoint head[2];
};

/* A file that is no proof was checked, and does not hold. To be released whatever comes back. */
static enum status check(const char *path, struct checked *out, struct problem *problem)
{
    *out = (struct checked){.carried = {.keys = 0}};
    buffer_init(&out->bytes);
    enum status status = file_read(path, FORK_BYTES_MAX, &out->bytes, problem);
    if (status != STATUS_OK)
        return status;
    problem_file(problem, path);
    status = fork_parse(buffer_slice(&out->bytes), &out->fork, problem);
    if (status == STATUS_OK)
        status = fork_verify(&out->fork, &out->carried, out->head, problem);
    if (status == STATUS_FORM)
        problem->status = status = STATUS_MISMATCH;
    return status;
}

static void release(struct checked *checked)
{
    carried_release(&checked->carried);
    buffer_release(&checked->bytes);
}

static json_t *to_json(const struct checked *checked)
{
    const struct fork *fork = &checked->fork;
    json_t *heads =
        json_pack("[o, o]", head_json(&checked->head[0], fork->head[0]), head_json(&checked->head[1], fork->head[1]));
    return json_pack("{s:b, s:{s:o, s:o, s:o, s:o}}", "ok", 1, "fork", "body", json_slice(checked->carried.body.name),
                     "founding", json_digest(&checked->carried.founding), "heads", heads, "root",
                     fork->grown ? json_digest(&fork->root) : json_null());
}

enum status fork_check(struct session *session, const char *path)
{
    struct checked checked;
    struct buffer words;
    buffer_init(&words);
    enum status status = check(path, &checked, &session->problem);
    if (status == STATUS_OK && session_has(session, OPTION_JSON)) {
        status = session_json(session, to_json(&checked));
    } else if (status == STATUS_OK) {
        write_words(&checked.fork, &checked.carried, checked.head, &words);
        status = buffer_status(&words);
        if (status == STATUS_OK)
            status = session_print(session, buffer_slice(&words));
    }
    release(&checked);
    buffer_release(&words);
    return status;
}

enum status fork_check_read(const char *path, struct buffer *words, struct problem *problem)
{
    struct checked checked;
    enum status status = check(path, &checked, problem);
    if (status == STATUS_OK)
        write_words(&checked.fork, &checked.carried, checked.head, words);
    release(&checked);
    return status == STATUS_OK ? buffer_status(words) : status;
}
