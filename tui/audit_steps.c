/* The steps of an audit: which one a finding belongs to, how far it is, and what it has looked at. */
#include "tui/audit.h"

#include "tui/format.h"
#include "tui/i18n.h"

#include <string.h>

enum audit_step audit_step(const char *code)
{
    static const struct {
        const char *code;
        enum audit_step step;
    } steps[] = {
        {"database", AUDIT_FILE},     {"schema", AUDIT_FILE},
        {"blob", AUDIT_FILE},         {"gap", AUDIT_TREE},
        {"leaf", AUDIT_TREE},         {"id", AUDIT_TREE},
        {"node", AUDIT_TREE},         {"note", AUDIT_SIGNATURES},
        {"signer", AUDIT_SIGNATURES}, {"signature", AUDIT_SIGNATURES},
        {"checkpoint", AUDIT_HEADS},  {"mark", AUDIT_HEADS},
        {"tables", AUDIT_TABLES},
    };
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (strcmp(steps[i].code, code) == 0)
            return steps[i].step;
    return AUDIT_RULES;
}

enum verify_basis audit_basis(const struct audit *audit)
{
    enum verify_basis basis = VERIFY_FROM_FOUNDING;
    for (size_t i = 0; i < audit->shown_bodies; i++)
        if (audit->body[i].counts.basis > basis)
            basis = audit->body[i].counts.basis;
    return basis;
}

struct audit_share audit_share(const struct audit *audit, enum audit_step step)
{
    const struct verify_steps *steps = &audit->shown_steps;
    switch (step) {
    case AUDIT_FILE:
        return (struct audit_share){steps->file, VERIFY_FILE_PARTS};
    case AUDIT_TREE:
    case AUDIT_SIGNATURES:
        return (struct audit_share){steps->placed, steps->entries};
    case AUDIT_RULES:
        return (struct audit_share){steps->replayed, steps->entries};
    default:
        return (struct audit_share){steps->compared, steps->bodies};
    }
}

/* What has been looked at so far, while the audit runs or where it was stopped. */
static void write_so_far(const struct audit *audit, enum audit_step step, struct buffer *out)
{
    static const char *const patterns[AUDIT_STEPS] = {
        [AUDIT_FILE] = N_("{1} of {2}: schema, attachments, SQLite"),
        [AUDIT_TREE] = N_("{1} of {2} entries in their places"),
        [AUDIT_RULES] = N_("{1} of {2} entries replayed"),
        [AUDIT_TABLES] = N_("tables of {1} of {2} bodies compared"),
    };
    const struct verify_steps *steps = &audit->shown_steps;
    struct audit_share share = audit_share(audit, step);
    struct buffer done, all;
    if (step == AUDIT_SIGNATURES || step == AUDIT_HEADS) {
        uint64_t count = step == AUDIT_HEADS ? steps->heads : steps->signatures;
        unsigned long number = (unsigned long)count;
        i18n_count(step == AUDIT_HEADS ? ngettext("{1} signed head", "{1} signed heads", number)
                                       : ngettext("{1} good signature", "{1} good signatures", number),
                   count, out);
        return;
    }
    buffer_init(&done);
    buffer_init(&all);
    format_number(share.done, &done);
    format_number(share.all, &all);
    i18n_pattern(_(patterns[step]), buffer_slice(&done), buffer_slice(&all), out);
    buffer_release(&done);
    buffer_release(&all);
}

/* What was looked at by an audit that went on from an earlier one. */
static void write_new(const struct audit *audit, enum audit_step step, struct buffer *out)
{
    const struct verify_steps *steps = &audit->shown_steps;
    switch (step) {
    case AUDIT_FILE:
        buffer_text(out, _("the schema only"));
        break;
    case AUDIT_TREE:
    case AUDIT_RULES:
        i18n_count(ngettext("{1} new entry", "{1} new entries", (unsigned long)steps->placed), steps->placed, out);
        break;
    case AUDIT_TABLES:
        buffer_text(out, _("compared, but for old votes"));
        break;
    default:
        write_so_far(audit, step, out);
        break;
    }
}

/* What was looked at, once all of it was. */
static void write_counts(const struct audit *audit, enum audit_step step, struct buffer *out)
{
    const struct verify_steps *steps = &audit->shown_steps;
    uint64_t entries = steps->placed;
    if (audit_basis(audit) == VERIFY_FROM_AUDIT) {
        write_new(audit, step, out);
        return;
    }
    switch (step) {
    case AUDIT_FILE:
        buffer_text(out, _("SQLite's own check, schema, attachments"));
        break;
    case AUDIT_TREE:
        i18n_count(ngettext("{1} entry in its place", "{1} entries in their places", (unsigned long)entries), entries,
                   out);
        break;
    case AUDIT_RULES:
        i18n_count(ngettext("{1} entry replayed, every ballot counted anew",
                            "{1} entries replayed, every ballot counted anew", (unsigned long)steps->replayed),
                   steps->replayed, out);
        break;
    case AUDIT_TABLES:
        buffer_text(out, _("compared with what the entries give"));
        break;
    default:
        write_so_far(audit, step, out);
        break;
    }
}

void audit_write_step(const struct audit *audit, enum audit_step step, struct buffer *out)
{
    if (!audit->running && audit->status == STATUS_OK)
        write_counts(audit, step, out);
    else
        write_so_far(audit, step, out);
}
