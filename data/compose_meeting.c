#include "data/compose_meeting.h"

typedef enum status finder(struct store *store, const char *text, struct found *out, struct problem *problem);

static const struct {
    const char *field;
    finder *find;
} references[] = {
    {"item", query_find_proposal},   {"again", query_find_meeting},  {"supersedes", query_find_proposal},
    {"amends", query_find_proposal}, {"repeals", query_find_result},
};

static enum status resolve(const struct author *author, struct draft *draft, struct draft_field *field, finder *find,
                           struct problem *problem)
{
    struct found found;
    struct digest whole;
    char hex[DIGEST_HEX_LENGTH + 1];
    if (digest_from_hex(field->value, &whole))
        return STATUS_OK;
    problem_place(problem, field->line, 1);
    problem_field(problem, field->rule->name);
    enum status status = find(log_replay(author->log)->store, field->value.at, &found, problem);
    if (status == STATUS_OK && found.body != log_number(author->log))
        status =
            problem_slices(problem, STATUS_REFUSED, N_("\"{1}\" belongs to another body"), field->value, SLICE(""));
    if (status != STATUS_OK)
        return status;
    problem_clear(problem);
    digest_hex(&found.id, hex);
    field->value = arena_copy(draft->arena, slice_of(hex));
    return field->value.at ? STATUS_OK : STATUS_NO_MEMORY;
}

enum status compose_references(const struct author *author, struct draft *draft, struct problem *problem)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < draft->fields; i++)
        for (size_t k = 0; k < sizeof references / sizeof references[0] && status == STATUS_OK; k++)
            if (strcmp(draft->field[i].rule->name, references[k].field) == 0)
                status = resolve(author, draft, &draft->field[i], references[k].find, problem);
    return status;
}

enum status compose_meeting(const struct author *author, struct draft *draft, struct problem *problem)
{
    enum status status = compose_references(author, draft, problem);
    return status == STATUS_OK ? compose_common(author, draft) : status;
}

static enum status add_seat(struct draft *draft, struct slice seat, const char *state)
{
    struct buffer value;
    buffer_init(&value);
    buffer_add(&value, seat);
    buffer_byte(&value, ' ');
    buffer_text(&value, state);
    enum status status = buffer_status(&value);
    if (status == STATUS_OK)
        status = draft_add(draft, "seat", buffer_slice(&value));
    buffer_release(&value);
    return status;
}

static enum status begin_attendance(const struct author *author, const struct digest *meeting, struct draft *draft)
{
    enum status status = compose_common(author, draft);
    return status == STATUS_OK ? draft_add_hash(draft, "meeting", meeting) : status;
}

enum status compose_attendance(const struct author *author, const struct digest *meeting, const char *const *seat,
                               size_t seats, const char *state, struct draft *draft)
{
    enum status status = begin_attendance(author, meeting, draft);
    for (size_t i = 0; i < seats && status == STATUS_OK; i++)
        status = add_seat(draft, slice_of(seat[i]), state);
    return status;
}

enum status compose_attendance_lines(const struct author *author, const struct digest *meeting,
                                     const struct attendance_line *line, size_t lines, struct draft *draft)
{
    enum status status = begin_attendance(author, meeting, draft);
    for (size_t i = 0; i < lines && status == STATUS_OK; i++)
        status = add_seat(draft, line[i].seat, line[i].state);
    return status;
}

enum status compose_status(const struct author *author, const struct digest *proposal, struct slice state,
                           struct slice to, struct slice reason, struct draft *draft, struct problem *problem)
{
    enum status status = compose_common(author, draft);
    if (status == STATUS_OK)
        status = draft_add_hash(draft, "proposal", proposal);
    if (status == STATUS_OK)
        status = draft_add(draft, "state", state);
    if (status == STATUS_OK && to.at)
        status = draft_add(draft, "to", to);
    if (status == STATUS_OK && reason.at)
        status = draft_set_text(draft, reason, problem);
    return status;
}

enum status compose_objection(const struct author *author, const struct digest *ballot, struct slice seat,
                              struct slice reason, struct draft *draft, struct problem *problem)
{
    enum status status = compose_end(author, ballot, reason, draft, problem);
    return status == STATUS_OK ? draft_add(draft, "seat", seat) : status;
}

enum status compose_minutes(const struct author *author, const struct digest *meeting, struct slice bytes,
                            struct slice name, struct draft *draft)
{
    struct digest content = digest_of(bytes);
    char hex[DIGEST_HEX_LENGTH + 1];
    struct buffer value;
    digest_hex(&content, hex);
    buffer_init(&value);
    buffer_format(&value, "%s %zu ", hex, bytes.length);
    buffer_add(&value, name);
    enum status status = buffer_status(&value);
    if (status == STATUS_OK)
        status = compose_common(author, draft);
    if (status == STATUS_OK)
        status = draft_add_hash(draft, "meeting", meeting);
    if (status == STATUS_OK)
        status = draft_add(draft, "attachment", buffer_slice(&value));
    buffer_release(&value);
    return status;
}

enum status compose_confirm(const struct author *author, const struct digest *minutes, struct slice reason,
                            struct draft *draft, struct problem *problem)
{
    enum status status = compose_common(author, draft);
    if (status == STATUS_OK)
        status = draft_add_hash(draft, "minutes", minutes);
    if (status == STATUS_OK && reason.at)
        status = draft_set_text(draft, reason, problem);
    return status;
}
