#include "tui/statute_change.h"

#include "data/compose_change.h"

/* The result that adopted the proposal of that name. */
static enum status find_decision(struct store *store, const char *proposal, struct digest *out, struct problem *problem)
{
    struct found found;
    enum status status = query_find_proposal(store, proposal, &found, problem);
    if (status != STATUS_OK)
        return status;
    status = query_find_adoption(store, &found, out, problem);
    if (status == STATUS_NOT_FOUND)
        return problem_say(problem, STATUS_REFUSED, N_("the proposal {1} is not adopted"), proposal, NULL);
    return status;
}

/* The draft's own line, where it has a number in it, gets the id of the result. */
static enum status resolve(struct store *store, struct draft *draft, struct problem *problem)
{
    for (size_t i = 0; i < draft->fields; i++) {
        struct draft_field *field = &draft->field[i];
        struct digest decided;
        char hex[DIGEST_HEX_LENGTH + 1];
        if (strcmp(field->rule->name, "decided") != 0 || value_matches("HASH", field->value, NULL))
            continue;
        /* Values of a draft end in a NUL, as everything in an arena. */
        enum status status = find_decision(store, field->value.at, &decided, problem);
        if (status != STATUS_OK)
            return status;
        digest_hex(&decided, hex);
        field->value = arena_copy(draft->arena, slice_of(hex));
        if (!field->value.at)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

enum status statute_change_compose(struct store *store, const struct author *author, const char *proposal,
                                   struct draft *draft, struct problem *problem)
{
    struct digest decided;
    enum status status = STATUS_OK;
    if (proposal && draft_has(draft, "decided"))
        return problem_say(problem, STATUS_USAGE, N_("the draft names a decision already"), NULL, NULL);
    if (proposal)
        status = find_decision(store, proposal, &decided, problem);
    else
        status = resolve(store, draft, problem);
    return status == STATUS_OK ? compose_statute(author, proposal ? &decided : NULL, draft, problem) : status;
}
