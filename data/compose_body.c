#include "data/compose_body.h"

#include "core/body.h"
#include "data/compose.h"

enum status founding_name(const struct draft *draft, struct slice *out, struct problem *problem)
{
    for (size_t i = 0; i < draft->fields; i++) {
        if (strcmp(draft->field[i].rule->name, "name") == 0) {
            *out = draft->field[i].value;
            return STATUS_OK;
        }
    }
    problem_place(problem, 1, 1);
    return problem_say(problem, STATUS_FORM, N_("the field \"{1}\" is missing"), "name", NULL);
}

static enum status add_fields(struct draft *draft, const struct founding_keys *keys, struct instant at)
{
    enum status status = draft_add(draft, "by", keys->secretary[0].name);
    if (status == STATUS_OK)
        status = draft_add_time(draft, "at", at);
    if (status == STATUS_OK)
        status = compose_vkey(draft, "log", keys->log);
    for (size_t i = 0; i < keys->secretaries && status == STATUS_OK; i++)
        status = compose_vkey(draft, "secretary", &keys->secretary[i]);
    return status;
}

/* The text as the draft has it, and the statute read from it. */
static enum status read_back(struct draft *draft, struct buffer *text, struct body *body, struct problem *problem)
{
    struct entry entry;
    buffer_clear(text);
    enum status status = draft_compose(draft, text, problem);
    if (status != STATUS_OK)
        return status;
    status = entry_parse(buffer_slice(text), draft->arena, &entry, problem);
    if (status == STATUS_OK)
        status = body_read(&entry, false, draft->arena, body, problem);
    if (status == STATUS_FORM)
        draft_locate(draft, problem);
    return status;
}

enum status compose_body(struct draft *draft, const struct founding_keys *keys, struct instant at, struct buffer *text,
                         struct problem *problem)
{
    struct body body;
    enum status status = add_fields(draft, keys, at);
    if (status == STATUS_OK)
        status = read_back(draft, text, &body, problem);
    if (status == STATUS_OK)
        status = draft_canonical_rules(draft, &body.statute);
    if (status == STATUS_OK) {
        buffer_clear(text);
        status = draft_compose(draft, text, problem);
    }
    return status;
}
