#include "tui/tally_json.h"

#include "tui/i18n.h"
#include "tui/lead_words.h"

void tally_view_set(struct tally_view *view)
{
    const struct rule *rule = &view->counting.rule->rule;
    view->hidden = view->ballot.open && !rule->interim_visible;
    view->state = view->ballot.open ? "open" : view->ballot.is_void ? "void" : "closed";
    view->digits = roll_digits(&view->counting.roll);
    view->result = view->facts.result;
}

static json_t *weight_json(const struct tally_view *view, wide units)
{
    struct buffer text;
    buffer_init(&text);
    decimal_write(units, view->digits, &text);
    json_t *value = json_slice(buffer_slice(&text));
    buffer_release(&text);
    return value;
}

static json_t *counts_json(const struct tally_view *view, const struct tally_count *count)
{
    json_t *counts = json_array();
    const struct offer *offer = &view->counting.offer;
    for (size_t i = 0; i < offer->options; i++)
        json_array_append_new(counts,
                              json_pack("{s:o, s:I, s:o}", "option", json_slice(offer->option[i].id), "heads",
                                        (json_int_t)count[i].heads, "weight", weight_json(view, count[i].weight)));
    return counts;
}

bool tally_is_missing(const struct tally_view *view, size_t seat, size_t bench)
{
    const struct roll_seat *s = &view->counting.roll.seat[seat];
    return s->bench == bench && s->voting && !s->recused && view->counting.choice[seat] == SITUATION_SILENT;
}

static json_t *bench_json(const struct tally_view *view, size_t index)
{
    const struct tally_bench *bench = &view->counting.tally.bench[index];
    json_t *missing = json_array();
    for (size_t i = 0; i < view->counting.roll.seats; i++)
        if (tally_is_missing(view, i, index))
            json_array_append_new(missing, json_slice(view->counting.roll.seat[i].id));
    json_t *object = json_pack("{s:o, s:I, s:I, s:o}", "bench", json_slice(view->counting.roll.bench[index].id),
                               "seats", (json_int_t)bench->seats, "cast", (json_int_t)bench->cast, "missing", missing);
    if (object && !view->hidden)
        json_object_set_new(object, "counts", counts_json(view, bench->count));
    return object;
}

static json_t *rational_json(struct rational value)
{
    struct buffer text;
    buffer_init(&text);
    rational_write(value, &text);
    json_t *json = json_slice(buffer_slice(&text));
    buffer_release(&text);
    return json;
}

static void reasons_json(const struct tally_view *view, const struct comparison *comparison, size_t count,
                         json_t *reasons)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer text;
        buffer_init(&text);
        expression_explain(&comparison[i], &view->counting.roll, i18n_vocabulary(), &text);
        json_array_append_new(
            reasons, json_pack("{s:o, s:o, s:o, s:b}", "text", json_slice(buffer_slice(&text)), "left",
                               comparison[i].proposer ? json_null() : rational_json(comparison[i].left), "right",
                               comparison[i].proposer ? json_null() : rational_json(comparison[i].right), "holds",
                               comparison[i].verdict == VERDICT_TRUE));
        buffer_release(&text);
    }
}

static json_t *winner_json(const struct tally_view *view)
{
    int winner = view->counting.tally.lead.winner;
    return winner == LEAD_NONE ? json_null() : json_slice(view->counting.offer.option[winner].id);
}

json_t *tally_json(const struct tally_view *view)
{
    static const char *const silences[] = {"absent", "abstain", "consent"};
    const struct tally *tally = &view->counting.tally;
    const struct rule *rule = &view->counting.rule->rule;
    json_t *benches = json_array();
    for (size_t i = 0; i < view->counting.roll.benches; i++)
        json_array_append_new(benches, bench_json(view, i));
    json_t *object =
        json_pack("{s:o, s:o, s:I, s:s, s:o, s:s, s:s, s:I, s:I, s:I, s:I, s:{s:I, s:s}, s:o}", "ballot",
                  json_digest(&view->ballot.id), "proposal", json_digest(&view->ballot.proposal_id), "round",
                  (json_int_t)view->ballot.round, "method", method_name(rule->method), "rule", json_slice(rule->id),
                  "state", view->state, "result", view->result, "all", (json_int_t)tally->all, "seats",
                  (json_int_t)tally->seats, "present", (json_int_t)tally->present, "cast", (json_int_t)tally->cast,
                  "silent", "heads", (json_int_t)tally->silent, "as", silences[rule->silence], "benches", benches);
    if (object)
        tally_facts_json(&view->facts, object);
    if (object && view->counting.offer.lines)
        json_object_set_new(object, "options", lead_options_json(&view->counting.offer));
    if (object && !view->hidden) {
        json_t *reasons = json_array();
        reasons_json(view, tally->quorum, tally->quorums, reasons);
        reasons_json(view, tally->adopted, tally->adopteds, reasons);
        json_object_set_new(object, "counts", counts_json(view, tally->count));
        json_object_set_new(object, "reasons", reasons);
        json_object_set_new(object, "winner", winner_json(view));
        lead_json(&view->counting, object);
        json_object_set_new(object, "fixed", json_boolean(!view->ballot.open || tally->fixed));
    }
    if (object)
        tally_facts_paper(&view->facts, object);
    if (object && view->then)
        json_object_set_new(object, "what_if", tally_then_json(view->then));
    return object;
}
