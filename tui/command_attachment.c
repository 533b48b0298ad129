/* attachment list, attachment delete: the files that a proposal names, as far as this ledger has them. */
#include "data/blob.h"
#include "data/entry_read.h"
#include "data/query.h"
#include "tui/command.h"
#include "tui/i18n.h"

struct named {
    struct slice hash, size, name; /* of the proposal's line */
    struct digest content;
};

struct subject {
    struct arena arena;
    struct entry entry;
};

/* The proposal that the first argument names. */
static enum status read_subject(struct session *session, enum store_mode mode, struct subject *subject)
{
    struct found found;
    arena_init(&subject->arena);
    enum status status = session_ledger(session, mode);
    if (status == STATUS_OK)
        status = query_find_proposal(ledger_store(session->ledger), session->argument[0], &found, &session->problem);
    if (status == STATUS_OK)
        status = entry_read(ledger_store(session->ledger), found.body, found.index, &subject->arena, &subject->entry,
                            &session->problem);
    return status;
}

static bool next_named(const struct entry *entry, size_t *at, struct named *out)
{
    const struct field *field = entry_next(entry, "attachment", at);
    if (!field)
        return false;
    out->hash = value_part(field->value, 0);
    out->size = value_part(field->value, 1);
    out->name = value_rest(field->value, 2);
    return digest_from_hex(out->hash, &out->content);
}

static enum status print_named(struct session *session, const struct named *named)
{
    bool there;
    uint64_t size = 0;
    enum status status = blob_has(ledger_store(session->ledger), &named->content, &there, &session->problem);
    if (status != STATUS_OK)
        return status;
    if (session_has(session, OPTION_JSON))
        return session_json(session,
                            json_pack("{s:o, s:o, s:I, s:b}", "sha256", json_slice(named->hash), "name",
                                      json_slice(named->name), "size",
                                      (json_int_t)(value_number(named->size, &size) ? size : 0), "there", (int)there));
    struct buffer line;
    buffer_init(&line);
    buffer_add(&line, slice_head(named->hash, 12));
    buffer_text(&line, "  ");
    buffer_text(&line, there ? _("here") : _("not here"));
    buffer_text(&line, "  ");
    buffer_add(&line, named->name);
    buffer_byte(&line, '\n');
    status = buffer_status(&line);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&line));
    buffer_release(&line);
    return status;
}

static enum status list(struct session *session)
{
    struct subject subject;
    struct named named;
    size_t at = 0, count = 0;
    enum status status = read_subject(session, STORE_READ, &subject);
    for (; status == STATUS_OK && next_named(&subject.entry, &at, &named); count++)
        status = print_named(session, &named);
    if (status == STATUS_OK && count == 0 && !session_has(session, OPTION_JSON))
        session_note(session, _("This proposal has no attachment."), SLICE(""), SLICE(""));
    arena_release(&subject.arena);
    return status;
}

/* By its name, or the beginning of its hash. */
static enum status choose(struct session *session, const struct entry *entry, struct named *out)
{
    struct slice wanted = slice_of(session->argument[1]);
    struct named named;
    size_t at = 0, found = 0;
    while (next_named(entry, &at, &named)) {
        bool by_hash = wanted.length >= QUERY_PREFIX_MIN && slice_equal(slice_head(named.hash, wanted.length), wanted);
        if (!by_hash && !slice_equal(named.name, wanted))
            continue;
        *out = named;
        found++;
    }
    if (found == 1)
        return STATUS_OK;
    return found ? problem_slices(&session->problem, STATUS_AMBIGUOUS,
                                  N_("several attachments are meant by \"{1}\": give its hash"), wanted, SLICE(""))
                 : problem_slices(&session->problem, STATUS_NOT_FOUND, N_("the proposal has no attachment \"{1}\""),
                                  wanted, SLICE(""));
}

static enum status delete_chosen(struct session *session, const struct entry *entry)
{
    struct named named;
    enum status status = choose(session, entry, &named);
    if (status != STATUS_OK)
        return status;
    if (!slice_is(entry_value(entry, "public"), "no"))
        return problem_slices(&session->problem, STATUS_REFUSED,
                              N_("the proposal is public, and so are its attachments: only those of proposals with "
                                 "\"public: no\" are deleted"),
                              SLICE(""), SLICE(""));
    if (!session_has(session, OPTION_YES))
        return problem_slices(&session->problem, STATUS_USAGE,
                              N_("\"{1}\" would be deleted from this ledger for good: say so with --yes"), named.name,
                              SLICE(""));
    status = blob_delete(ledger_store(session->ledger), &named.content, &session->problem);
    if (status == STATUS_OK && session_has(session, OPTION_JSON))
        status = session_json(session, json_pack("{s:o, s:b}", "sha256", json_slice(named.hash), "deleted", (int)true));
    if (status == STATUS_OK)
        session_note(session,
                     _("Deleted from this ledger. Its hash stays in the log; copies elsewhere are not reached."),
                     SLICE(""), SLICE(""));
    return status;
}

static enum status delete (struct session *session) {
    struct subject subject; enum status status = read_subject(session, STORE_WRITE, &subject);
    if (status == STATUS_OK) status = delete_chosen(session, &subject.entry);
    arena_release(&subject.arena);
    return status;
}

const struct command commands_attachment[] = {
    {"attachment", "list", "PROPOSAL", 1, 1, "", N_("show the files that a proposal names"), list},
    {"attachment", "delete", "PROPOSAL NAME", 2, 2, "",
     N_("delete a file of a proposal that is not public from this ledger"), delete},
    {0},
};
