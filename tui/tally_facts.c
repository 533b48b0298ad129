#include "tui/tally_facts.h"

#include "core/bound.h"
#include "data/entry_read.h"
#include "data/head_cosign.h"
#include "tui/i18n.h"

/* A count on paper stands in the result alone. */
static enum status read_paper(struct session *session, const struct ballot_facts *ballot, struct tally_facts *out)
{
    if (!out->counting->paper || !ballot->has_result)
        return STATUS_OK;
    enum status status = entry_read(ledger_store(session->ledger), ballot->body, ballot->result, &out->arena,
                                    &out->paper, &session->problem);
    int outcome =
        status == STATUS_OK ? value_word("adopted|rejected|no-quorum", entry_value(&out->paper, "result")) : -1;
    if (outcome >= 0)
        out->result = outcome_name((enum outcome)outcome);
    out->has_paper = status == STATUS_OK;
    return status;
}

enum status tally_facts_read(struct session *session, struct log *log, const struct ballot_facts *ballot,
                             const struct counting *counting, struct tally_facts *out)
{
    struct store *store = ledger_store(session->ledger);
    *out = (struct tally_facts){.counting = counting,
                                .needed = counting->version->body.statute.final,
                                .ended = ballot->closed,
                                .result = "open"};
    arena_init(&out->arena);
    if (ballot->is_void)
        out->result = "void";
    else if (ballot->closed && !counting->paper)
        out->result = outcome_name(counting->tally.outcome);
    enum status status = read_paper(session, ballot, out);
    out->adopted = strcmp(out->result, "adopted") == 0;
    if (status == STATUS_OK)
        status = query_ballot_place(store, ballot->body, ballot->index, &out->place, &session->problem);
    if (status == STATUS_OK && out->needed && out->ended)
        status = head_cosigners(log, ballot->ended, &out->have, &session->problem);
    return status;
}

static bool binds_some(const struct tally_facts *facts)
{
    return facts->counting->rule->rule.binds_agreeing && !facts->counting->paper;
}

static json_t *binds_json(const struct tally_facts *facts)
{
    bool some = binds_some(facts);
    json_t *seats = some && facts->adopted ? json_array() : NULL;
    for (size_t i = 0; seats && i < facts->counting->roll.seats; i++)
        if (bound_holds(&facts->counting->tally, i))
            json_array_append_new(seats, json_slice(facts->counting->roll.seat[i].id));
    return json_pack("{s:s, s:o}", "scope", some ? "agreeing" : "all", "seats", seats ? seats : json_null());
}

void tally_facts_json(const struct tally_facts *facts, json_t *object)
{
    const struct ballot_place *place = &facts->place;
    json_object_set_new(object, "meeting", place->in_meeting ? json_digest(&place->meeting) : json_null());
    json_object_set_new(object, "call", json_integer((json_int_t)place->call));
    json_object_set_new(object, "number", place->decision[0] ? json_string(place->decision) : json_null());
    json_object_set_new(
        object, "final",
        facts->needed ? json_pack("{s:I, s:I}", "needed", (json_int_t)facts->needed, "have", (json_int_t)facts->have)
                      : json_null());
    json_object_set_new(object, "binds", binds_json(facts));
}

static json_t *paper_counts_json(const struct entry *paper)
{
    json_t *counts = json_array();
    size_t at = 0;
    for (const struct field *field; (field = entry_next(paper, "count", &at));) {
        uint64_t heads = 0;
        value_number(value_part(field->value, 1), &heads);
        json_array_append_new(counts,
                              json_pack("{s:o, s:I, s:o}", "option", json_slice(value_part(field->value, 0)), "heads",
                                        (json_int_t)heads, "weight", json_slice(value_part(field->value, 2))));
    }
    return counts;
}

void tally_facts_paper(const struct tally_facts *facts, json_t *object)
{
    json_object_set_new(object, "paper", json_boolean(facts->counting->paper));
    if (!facts->has_paper)
        return;
    struct slice winner = entry_value(&facts->paper, "winner");
    json_object_set_new(object, "counts", paper_counts_json(&facts->paper));
    json_object_set_new(object, "cast", json_integer((json_int_t)entry_number(&facts->paper, "votes", 0)));
    json_object_set_new(object, "winner", json_given(winner));
}

/* {1} of {2} auditors. */
static void final_words(const struct tally_facts *facts, struct buffer *out)
{
    struct buffer have, needed;
    buffer_init(&have);
    buffer_init(&needed);
    buffer_number(&have, facts->have);
    buffer_number(&needed, facts->needed);
    i18n_pattern(facts->have >= facts->needed
                     ? _("The result is final: {1} of {2} auditors have countersigned it.\n")
                     : _("The result is not final yet: {1} of {2} auditors have countersigned it.\n"),
                 buffer_slice(&have), buffer_slice(&needed), out);
    buffer_release(&have);
    buffer_release(&needed);
}

static void binds_words(const struct tally_facts *facts, struct buffer *out)
{
    bool first = true;
    for (size_t i = 0; i < facts->counting->roll.seats; i++) {
        if (!bound_holds(&facts->counting->tally, i))
            continue;
        buffer_text(out, first ? _("It binds those who agreed: ") : ", ");
        buffer_add(out, facts->counting->roll.seat[i].id);
        first = false;
    }
    buffer_text(out, first ? "" : "\n");
}

static void paper_words(const struct tally_facts *facts, struct buffer *out)
{
    buffer_text(out, _("On paper, not verifiable here.\n"));
    size_t at = 0;
    for (const struct field *field; facts->has_paper && (field = entry_next(&facts->paper, "count", &at));) {
        const char *word = i18n_word(value_part(field->value, 0));
        buffer_text(out, "  ");
        if (word)
            buffer_text(out, word);
        else
            buffer_add(out, value_part(field->value, 0));
        buffer_byte(out, ' ');
        buffer_add(out, value_part(field->value, 1));
        buffer_byte(out, '\n');
    }
}

void tally_facts_words(const struct tally_facts *facts, struct buffer *out)
{
    if (facts->counting->paper)
        paper_words(facts, out);
    if (facts->place.decision[0])
        i18n_pattern(_("Number of the decision: {1}\n"), slice_of(facts->place.decision), SLICE(""), out);
    if (facts->place.call > 1)
        i18n_count(_("Call of the meeting: {1}\n"), (uint64_t)facts->place.call, out);
    if (facts->needed && facts->ended)
        final_words(facts, out);
    if (binds_some(facts) && facts->adopted)
        binds_words(facts, out);
}

void tally_facts_release(struct tally_facts *facts)
{
    arena_release(&facts->arena);
}
