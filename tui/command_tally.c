/* tally: counts per bench, the rule's comparisons one by one, the result. */
#include "data/count.h"
#include "tui/ballot.h"
#include "tui/command.h"
#include "tui/i18n.h"
#include "tui/lead_words.h"
#include "tui/silence_words.h"
#include "tui/tally_facts.h"
#include "tui/tally_what_if.h"

struct view {
    struct session *session;
    struct ballot_facts ballot;
    struct counting counting;
    struct tally_facts facts;
    const struct tally_then *then; /* NULL: nothing else was asked for */
    bool hidden;                   /* an open ballot whose interim counts are not shown */
    const char *state, *result;
    unsigned digits;
};

static json_t *weight_json(const struct view *view, wide units)
{
    struct buffer text;
    buffer_init(&text);
    decimal_write(units, view->digits, &text);
    json_t *value = json_slice(buffer_slice(&text));
    buffer_release(&text);
    return value;
}

static json_t *counts_json(const struct view *view, const struct tally_count *count)
{
    json_t *counts = json_array();
    const struct offer *offer = &view->counting.offer;
    for (size_t i = 0; i < offer->options; i++)
        json_array_append_new(counts,
                              json_pack("{s:o, s:I, s:o}", "option", json_slice(offer->option[i].id), "heads",
                                        (json_int_t)count[i].heads, "weight", weight_json(view, count[i].weight)));
    return counts;
}

/* A seat of the bench that may vote and has not. */
static bool is_missing(const struct view *view, size_t seat, size_t bench)
{
    const struct roll_seat *s = &view->counting.roll.seat[seat];
    return s->bench == bench && s->voting && !s->recused && view->counting.choice[seat] == SITUATION_SILENT;
}

static json_t *bench_json(const struct view *view, size_t index)
{
    const struct tally_bench *bench = &view->counting.tally.bench[index];
    json_t *missing = json_array();
    for (size_t i = 0; i < view->counting.roll.seats; i++)
        if (is_missing(view, i, index))
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

static void reasons_json(const struct view *view, const struct comparison *comparison, size_t count, json_t *reasons)
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

static json_t *winner_json(const struct view *view)
{
    int winner = view->counting.tally.lead.winner;
    return winner == LEAD_NONE ? json_null() : json_slice(view->counting.offer.option[winner].id);
}

static enum status print_json(const struct view *view)
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
    return session_json(view->session, object);
}

static void counts_words(const struct view *view, const struct tally_count *count, struct buffer *out)
{
    const struct offer *offer = &view->counting.offer;
    for (size_t i = 0; i < offer->options; i++) {
        struct slice id = offer->option[i].id;
        const char *word = i < offer->lines ? NULL : i18n_word(id);
        buffer_text(out, i ? ", " : "");
        buffer_add(out, word ? slice_of(word) : id);
        buffer_byte(out, ' ');
        buffer_number(out, count[i].heads);
    }
}

static void benches_words(const struct view *view, struct buffer *out)
{
    for (size_t i = 0; i < view->counting.roll.benches; i++) {
        const struct tally_bench *bench = &view->counting.tally.bench[i];
        if (!bench->seats)
            continue;
        buffer_text(out, "  ");
        buffer_add(out, view->counting.roll.bench[i].title);
        buffer_format(out, ": %llu/%llu", (unsigned long long)bench->cast, (unsigned long long)bench->seats);
        if (!view->hidden) {
            buffer_text(out, " · ");
            counts_words(view, bench->count, out);
        }
        bool first = true;
        for (size_t k = 0; k < view->counting.roll.seats; k++) {
            if (!is_missing(view, k, i))
                continue;
            buffer_text(out, first ? _(" · missing: ") : ", ");
            buffer_add(out, view->counting.roll.seat[k].id);
            first = false;
        }
        buffer_byte(out, '\n');
    }
}

static void reasons_words(const struct view *view, const struct comparison *comparison, size_t count, const char *title,
                          struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        buffer_text(out, comparison[i].verdict == VERDICT_TRUE ? "  ✓ " : "  ✗ ");
        buffer_text(out, title);
        expression_explain(&comparison[i], &view->counting.roll, i18n_vocabulary(), out);
        buffer_byte(out, '\n');
    }
}

/* Where the ballot names its options each has a line, with its title. */
static void options_words(const struct view *view, struct buffer *out)
{
    const struct offer *offer = &view->counting.offer;
    for (size_t i = 0; i < offer->options && offer->lines; i++) {
        buffer_text(out, "  ");
        lead_option(offer, i, out);
        if (!view->hidden) {
            const struct tally_count *count = &view->counting.tally.count[i];
            buffer_format(out, ": %llu · %s ", (unsigned long long)count->heads, _("weight"));
            decimal_write(count->weight, view->digits, out);
        }
        buffer_byte(out, '\n');
    }
    if (offer->lines && !view->hidden) {
        buffer_byte(out, '\n');
        lead_words(&view->counting, out);
        lead_table(&view->counting, "  ", out);
    }
    if (offer->lines)
        buffer_byte(out, '\n');
}

static void overdue_words(const struct view *view, struct buffer *out)
{
    struct buffer when;
    if (!ballot_facts_overdue(&view->ballot, session_now().seconds))
        return;
    buffer_init(&when);
    i18n_time(view->ballot.closes, &when);
    buffer_text(out, " · ");
    i18n_pattern(_("deadline passed {1}, to be closed"), buffer_slice(&when), SLICE(""), out);
    out->failed = out->failed || when.failed;
    buffer_release(&when);
}

static enum status print_words(const struct view *view)
{
    const struct tally *tally = &view->counting.tally;
    const char *state = i18n_word(slice_of(view->ballot.open ? view->state : view->result));
    struct buffer out;
    buffer_init(&out);
    buffer_text(&out, view->ballot.title);
    buffer_text(&out, "\n");
    buffer_add(&out, view->counting.rule->rule.title);
    buffer_text(&out, "\n\n");
    buffer_text(&out, _("Result: "));
    buffer_text(&out, state ? state : "");
    overdue_words(view, &out);
    buffer_format(&out, "\n%s%llu/%llu", _("Votes cast: "), (unsigned long long)tally->cast,
                  (unsigned long long)tally->seats);
    if (!view->hidden && !view->counting.offer.lines) {
        buffer_text(&out, " · ");
        counts_words(view, tally->count, &out);
    }
    buffer_byte(&out, '\n');
    size_t before = out.length;
    silence_words(&view->counting, &out);
    buffer_text(&out, out.length > before ? "\n\n" : "\n");
    options_words(view, &out);
    benches_words(view, &out);
    buffer_byte(&out, '\n');
    if (view->hidden) {
        buffer_text(&out, _("Counts are hidden until the ballot is closed (they stand readable in the ledger).\n"));
    } else {
        reasons_words(view, tally->quorum, tally->quorums, _("quorum: "), &out);
        reasons_words(view, tally->adopted, tally->adopteds, _("adopted: "), &out);
        if (view->ballot.open)
            buffer_text(&out,
                        tally->fixed ? _("The outcome can no longer change.\n") : _("The outcome can still change.\n"));
    }
    tally_facts_words(&view->facts, &out);
    if (view->then)
        tally_then_words(&view->counting, view->ballot.open ? outcome_name(tally->outcome) : view->result, view->then,
                         &out);
    enum status status = buffer_status(&out);
    if (status == STATUS_OK)
        status = session_print(view->session, buffer_slice(&out));
    buffer_release(&out);
    return status;
}

/* The ballot, and where it is asked for as it would have been. */
static enum status print(struct view *view)
{
    struct session *session = view->session;
    struct tally_then then = {.rule = NULL};
    enum status status = STATUS_OK;
    if (session_has(session, OPTION_WHAT_IF)) {
        status = tally_then_make(session, &view->counting, view->hidden, &then);
        view->then = &then;
    }
    if (status == STATUS_OK)
        status = session_has(session, OPTION_JSON) ? print_json(view) : print_words(view);
    view->then = NULL;
    tally_then_release(&then);
    return status;
}

static enum status tally(struct session *session)
{
    struct view view = {.session = session};
    struct log *log;
    if (session_has(session, OPTION_RULE) && !session_has(session, OPTION_WHAT_IF))
        return problem_say(&session->problem, STATUS_USAGE, N_("--rule belongs to --what-if"), NULL, NULL);
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = ballot_find(session, session->argument[0], &view.ballot);
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, view.ballot.body, &log, &session->problem);
    if (status != STATUS_OK)
        return status;
    int64_t upto = view.ballot.open ? (int64_t)log_size(log) : view.ballot.ended;
    status = counting_make(log_replay(log), view.ballot.index, view.ballot.proposal, slice_of(view.ballot.rule),
                           view.ballot.round, upto, &view.counting);
    if (status == STATUS_OK) {
        const struct rule *rule = &view.counting.rule->rule;
        view.hidden = view.ballot.open && !rule->interim_visible;
        view.state = view.ballot.open ? "open" : view.ballot.is_void ? "void" : "closed";
        view.digits = roll_digits(&view.counting.roll);
        status = tally_facts_read(session, log, &view.ballot, &view.counting, &view.facts);
        view.result = view.facts.result;
        if (status == STATUS_OK)
            status = print(&view);
        tally_facts_release(&view.facts);
    } else if (status == STATUS_STORE) {
        store_problem(ledger_store(session->ledger), &session->problem);
    }
    counting_release(&view.counting);
    return status;
}

const struct command commands_tally[] = {
    {"tally", NULL, "BALLOT", 1, 1, "rule what-if", N_("count a ballot and show each comparison of its rule"), tally},
    {0},
};
