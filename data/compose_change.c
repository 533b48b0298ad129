#include "data/compose_change.h"

#include "core/statute.h"

/* Room for the first line and the common fields, whose names and times have their limits. */
enum { COMMON_ROOM = 1000 };

/* How many bytes the text takes in an entry: a bar before each line, and the empty line in front. */
static size_t text_room(struct slice text)
{
    size_t room = text.length ? 2 + 3 : 0;
    for (size_t i = 0; i < text.length; i++)
        room += text.at[i] == '\n' ? 4 : 1;
    return room;
}

static void sort_fields(const struct draft *draft, size_t *order)
{
    const struct kind_table *table = kind_table(KIND_ROSTER);
    size_t count = 0;
    for (size_t rule = 0; rule < table->fields; rule++)
        for (size_t i = 0; i < draft->fields; i++)
            if (draft->field[i].rule == &table->field[rule])
                order[count++] = i;
}

enum status roster_split(const struct draft *draft, struct roster_parts *out)
{
    *out = (struct roster_parts){.draft = draft};
    out->order = arena_array(draft->arena, draft->fields, sizeof *out->order);
    out->end = arena_array(draft->arena, draft->fields + 1, sizeof *out->end);
    if (!out->order || !out->end)
        return STATUS_NO_MEMORY;
    sort_fields(draft, out->order);
    size_t room = text_room(draft->text) + COMMON_ROOM, used = room;
    for (size_t i = 0; i < draft->fields; i++) {
        const struct draft_field *field = &draft->field[out->order[i]];
        size_t line = strlen(field->rule->name) + 2 + field->value.length + 1;
        if (used + line > ENTRY_TEXT_MAX && used > room) {
            out->end[out->parts++] = i;
            used = room;
        }
        used += line;
    }
    /* A draft without a line is one part too, whose defect the entry's reader names. */
    out->end[out->parts++] = draft->fields;
    return STATUS_OK;
}

enum status compose_roster(const struct author *author, const struct roster_parts *parts, size_t part,
                           struct draft *draft, struct problem *problem)
{
    enum status status = compose_common(author, draft);
    for (size_t i = part ? parts->end[part - 1] : 0; i < parts->end[part] && status == STATUS_OK; i++) {
        const struct draft_field *field = &parts->draft->field[parts->order[i]];
        status = draft_add(draft, field->rule->name, field->value);
        if (status == STATUS_OK)
            draft->field[draft->fields - 1].line = field->line;
    }
    if (status == STATUS_OK && parts->draft->text.length)
        status = draft_set_text(draft, parts->draft->text, problem);
    draft->text_line = parts->draft->text_line;
    return status;
}

static enum status canonical(const struct author *author, struct draft *draft, struct problem *problem)
{
    struct roll roster = log_body(author->log)->roster;
    struct statute statute;
    struct entry entry;
    struct buffer text;
    buffer_init(&text);
    enum status status = draft_compose(draft, &text, problem);
    if (status == STATUS_OK)
        status = entry_parse(buffer_slice(&text), draft->arena, &entry, problem);
    if (status == STATUS_OK)
        status = statute_read(&entry, false, &roster, draft->arena, &statute, problem);
    if (status == STATUS_FORM)
        draft_locate(draft, problem);
    if (status == STATUS_OK)
        status = draft_canonical_rules(draft, &statute);
    buffer_release(&text);
    return status;
}

enum status compose_statute(const struct author *author, const struct digest *decided, struct draft *draft,
                            struct problem *problem)
{
    enum status status = compose_common(author, draft);
    if (status == STATUS_OK && decided)
        status = draft_add_hash(draft, "decided", decided);
    return status == STATUS_OK ? canonical(author, draft, problem) : status;
}

enum status compose_key(const struct author *author, const char *action, const struct vkey *old, const struct vkey *new,
                        struct slice reason, struct draft *draft, struct problem *problem)
{
    enum status status = compose_common(author, draft);
    if (status == STATUS_OK)
        status = draft_add_text(draft, "action", action);
    if (status == STATUS_OK)
        status = compose_vkey(draft, "old", old);
    if (status == STATUS_OK && new)
        status = compose_vkey(draft, "new", new);
    if (status == STATUS_OK && reason.at)
        status = draft_set_text(draft, reason, problem);
    return status;
}
