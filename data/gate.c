#include "data/gate.h"

enum { COST_CELLS = 27, SECONDS_A_DAY = 86400 };

/* All cells of three payers, three horizons and three categories stated; `known`: none of them unknown. */
static bool cost_is_stated(const struct entry *proposal, bool known)
{
    size_t at = 0, cells = 0;
    for (const struct field *field; (field = entry_next(proposal, "cost", &at));) {
        bool counts = value_word("bund|laender|kommunen", value_part(field->value, 0)) >= 0;
        if (counts && known && slice_is(value_part(field->value, 3), "unknown"))
            return false;
        cells += counts;
    }
    return cells == COST_CELLS;
}

static enum status experience(const struct gate_question *question, struct slice bench, uint64_t *seats)
{
    const struct roll *roster = &question->replay->body.roster;
    struct rows rows = store_ask(question->replay->store,
                                 "SELECT DISTINCT seat FROM statement INDEXED BY statement_proposal "
                                 "WHERE body = ? AND proposal = ? AND stance = 'experience'",
                                 "ii", question->replay->number, question->index);
    while (rows_next(&rows)) {
        size_t seat = roll_seat_find(roster, rows_text(&rows, 0));
        *seats += seat != ROLL_NONE && slice_equal(roster->bench[roster->seat[seat].bench].id, bench);
    }
    return rows_end(&rows);
}

enum status gate_reached(const struct gate_question *question, const struct requirement *requirement, uint64_t *out)
{
    *out = 0;
    if (requirement->gate == GATE_EXPERIENCE)
        return experience(question, requirement->bench, out);
    if (requirement->gate == GATE_NOTICE && question->start > question->since)
        *out = (uint64_t)(question->start - question->since) / SECONDS_A_DAY;
    return STATUS_OK;
}

enum status gate_passes(const struct gate_question *question, const struct requirement *requirement, bool *passes)
{
    const struct entry *proposal = question->proposal;
    uint64_t reached;
    enum status status = gate_reached(question, requirement, &reached);
    switch (requirement->gate) {
    case GATE_COST:
    case GATE_COST_KNOWN:
        *passes = cost_is_stated(proposal, requirement->gate == GATE_COST_KNOWN);
        return STATUS_OK;
    case GATE_BINDING:
        *passes = entry_value(proposal, "binding").at != NULL;
        return STATUS_OK;
    case GATE_DVC:
        *passes = entry_value(proposal, "dvc").at != NULL;
        return STATUS_OK;
    case GATE_DEMAND:
        *passes = entry_value(proposal, "demand").at != NULL;
        return STATUS_OK;
    case GATE_EXPERIENCE:
    case GATE_NOTICE:
        *passes = reached >= requirement->count;
        return status;
    }
    *passes = false;
    return STATUS_OK;
}
