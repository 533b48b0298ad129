/* tally: counts per bench, the rule's comparisons one by one, the result. */
#include "data/count.h"
#include "tui/ballot.h"
#include "tui/command.h"
#include "tui/i18n.h"
#include "tui/lead_words.h"
#include "tui/silence_words.h"
#include "tui/tally_json.h"

static void counts_words(const struct tally_view *view, const struct tally_count *count, struct buffer *out)
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

static void benches_words(const struct tally_view *view, struct buffer *out)
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
            if (!tally_is_missing(view, k, i))
                continue;
            buffer_text(out, first ? _(" · missing: ") : ", ");
            buffer_add(out, view->counting.roll.seat[k].id);
            first = false;
        }
        buffer_byte(out, '\n');
    }
}

static void reasons_words(const struct tally_view *view, const struct comparison *comparison, size_t count,
                          const char *title, struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        buffer_text(out, comparison[i].verdict == VERDICT_TRUE ? "  ✓ " : "  ✗ ");
        buffer_text(out, title);
        expression_explain(&comparison[i], &view->counting.roll, i18n_vocabulary(), out);
        buffer_byte(out, '\n');
    }
}

/* Where the ballot names its options each has a line, with its title. */
static void options_words(const struct tally_view *view, struct buffer *out)
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

static void overdue_words(const struct tally_view *view, struct buffer *out)
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

static enum status print_words(const struct tally_view *view)
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
static enum status print(struct tally_view *view)
{
    struct session *session = view->session;
    struct tally_then then = {.rule = NULL};
    enum status status = STATUS_OK;
    if (session_has(session, OPTION_WHAT_IF)) {
        status = tally_then_make(session, &view->counting, view->hidden, &then);
        view->then = &then;
    }
    if (status == STATUS_OK)
        status = session_has(session, OPTION_JSON) ? session_json(view->session, tally_json(view)) : print_words(view);
    view->then = NULL;
    tally_then_release(&then);
    return status;
}

static enum status tally(struct session *session)
{
    struct tally_view view = {.session = session};
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
        status = tally_facts_read(session, log, &view.ballot, &view.counting, &view.facts);
        tally_view_set(&view);
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
