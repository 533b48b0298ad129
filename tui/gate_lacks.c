#include "tui/gate_lacks.h"

#include "data/gate_report.h"
#include "data/proposal_read.h"
#include "tui/gate_words.h"
#include "tui/i18n.h"

struct lacks {
    const struct cost_matrix *cost;
    json_t *list;
    bool failed;
};

/* Municipal providers bear costs only where they are named: no gate asks for theirs. */
static void add_cells(const struct cost_matrix *cost, bool unknown, json_t *missing, struct buffer *names)
{
    for (unsigned place = 0; place < COST_PROVIDERS * COST_HORIZONS * COST_CATEGORIES; place++) {
        unsigned payer = place / (COST_HORIZONS * COST_CATEGORIES), horizon = place / COST_CATEGORIES % COST_HORIZONS,
                 category = place % COST_CATEGORIES;
        const struct cost_cell *cell = &cost->cell[payer][horizon][category];
        if (unknown ? !cell->unknown : cell->stated)
            continue;
        struct buffer name;
        buffer_init(&name);
        cost_write_place(payer, horizon, category, &name);
        buffer_text(names, names->length ? ", " : "");
        buffer_add(names, buffer_slice(&name));
        names->failed = names->failed || name.failed ||
                        json_array_append_new(missing, json_sprintf("cost: %s", name.at ? name.at : "")) != 0;
        buffer_release(&name);
    }
}

/* "Not stated: bund short central, …. Unknown: …." in the words of a line "cost", which is what has to be written. */
static void add_costs(const struct cost_matrix *cost, bool known, json_t *missing, struct buffer *out)
{
    struct buffer names;
    buffer_init(&names);
    add_cells(cost, false, missing, &names);
    if (names.length)
        i18n_pattern(_("Not stated: {1}."), buffer_slice(&names), SLICE(""), out);
    out->failed = out->failed || names.failed;
    buffer_clear(&names);
    if (known)
        add_cells(cost, true, missing, &names);
    if (names.length) {
        buffer_text(out, out->length ? " " : "");
        i18n_pattern(_("Unknown: {1}."), buffer_slice(&names), SLICE(""), out);
    }
    out->failed = out->failed || names.failed;
    buffer_release(&names);
}

static bool take_gate(void *context, const struct gate_item *item)
{
    struct lacks *lacks = context;
    enum gate gate = item->require->gate;
    if (item->passes)
        return true;
    struct buffer text;
    json_t *missing = json_array();
    buffer_init(&text);
    if (gate == GATE_COST || gate == GATE_COST_KNOWN) {
        add_costs(lacks->cost, gate == GATE_COST_KNOWN, missing, &text);
    } else {
        gate_words_lack(item, lacks->cost, &text);
        if (gate == GATE_BINDING || gate == GATE_DVC || gate == GATE_DEMAND)
            json_array_append_new(missing, json_slice(item->require->text));
    }
    json_t *object = json_pack("{s:o, s:o, s:o}", "require", json_slice(item->require->text), "missing", missing,
                               "text", json_slice(buffer_slice(&text)));
    lacks->failed = json_array_append_new(lacks->list, object) != 0 || buffer_status(&text) != STATUS_OK;
    buffer_release(&text);
    return !lacks->failed;
}

enum status gate_lacks_read(struct session *session, struct log *log, const struct found *proposal,
                            struct instant start)
{
    struct proposal_read read;
    struct lacks lacks = {.cost = &read.cost, .list = json_array()};
    enum status status =
        proposal_read(&read, ledger_store(session->ledger), proposal->body, proposal->index, &session->problem);
    if (status == STATUS_OK)
        status = gate_report(log, proposal, start, take_gate, &lacks, &session->problem);
    if (status == STATUS_OK && (lacks.failed || !lacks.list))
        status = problem_say(&session->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    proposal_read_release(&read);
    if (status == STATUS_OK)
        session->lacks = lacks.list;
    else
        json_decref(lacks.list);
    return status;
}

void gate_lacks_words(const struct session *session, struct buffer *out)
{
    for (size_t i = 0; i < json_array_size(session->lacks); i++) {
        const json_t *lack = json_array_get(session->lacks, i);
        buffer_text(out, " · ");
        buffer_text(out, json_string_value(json_object_get(lack, "require")));
        buffer_text(out, ": ");
        buffer_text(out, json_string_value(json_object_get(lack, "text")));
    }
}
