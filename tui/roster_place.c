#include "tui/roster_place.h"

#include "core/field.h"
#include "data/query_roster.h"
#include "tui/when.h"

enum status roster_place(struct store *store, int64_t body, int64_t size, struct slice text, int64_t *out,
                         struct problem *problem)
{
    /* Days are whole: what "+3h" would be counted from does not matter, as it is refused. */
    const struct instant none = {0};
    struct instant moment;
    uint64_t index;
    if (value_number(text, &index)) {
        if (index == 0)
            return problem_say(problem, STATUS_NOT_FOUND,
                               N_("before entry 0, the founding, there is nothing: ask for 1 or a later place"), NULL,
                               NULL);
        if (index > (uint64_t)size)
            return problem_slices(problem, STATUS_NOT_FOUND, N_("there is no entry {1} in the log"), text, SLICE(""));
        *out = (int64_t)index;
        return STATUS_OK;
    }
    if (!text.length || text.at[0] == '+' || !when_parse(text, none, &moment))
        return problem_slices(problem, STATUS_USAGE,
                              N_("\"{1}\" is neither the index of an entry nor a day such as 2026-11-30 or 30.11.2026"),
                              text, SLICE(""));
    enum status status = query_roster_place(store, body, moment.seconds, out, problem);
    if (status == STATUS_OK && *out == 0)
        return problem_slices(problem, STATUS_NOT_FOUND, N_("the body was founded later than {1}"), text, SLICE(""));
    return status;
}
