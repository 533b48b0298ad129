/* ballot open, list, show, close, void. */
#include "data/entry_read.h"
#include "data/query.h"
#include "data/replay_lookup.h"
#include "tui/ballot.h"
#include "tui/closing.h"
#include "tui/command.h"
#include "tui/gate_lacks.h"
#include "tui/i18n.h"
#include "tui/lead_words.h"
#include "tui/proposal_facts.h"
#include "tui/signing.h"

struct opening {
    struct found found; /* the proposal */
    struct author author;
    struct arena arena;
    struct draft draft;
};

static enum status compose(struct session *session, struct opening *opening)
{
    struct terms terms = {.rule = session_value(session, OPTION_RULE)};
    struct instant opens, closes;
    struct found meeting;
    bool has_opens, has_closes;
    if (!session_has(session, OPTION_RULE))
        return problem_say(&session->problem, STATUS_USAGE,
                           N_("say by which rule with --rule; \"body show\" lists them"), NULL, NULL);
    enum status status = time_option(session, OPTION_OPENS, &opens, &has_opens);
    if (status == STATUS_OK)
        status = time_option(session, OPTION_CLOSES, &closes, &has_closes);
    if (status != STATUS_OK)
        return status;
    if (session_has(session, OPTION_MEETING)) {
        status = query_find_meeting(ledger_store(session->ledger), session->option[OPTION_MEETING], &meeting,
                                    &session->problem);
        if (status != STATUS_OK)
            return status;
        terms.meeting = &meeting.id;
    }
    terms.question = session_given(session, OPTION_QUESTION);
    terms.opens = has_opens ? &opens : NULL;
    terms.closes = has_closes ? &closes : NULL;
    return compose_ballot(&opening->author, &opening->found, &terms, &opening->draft, &session->problem);
}

/* What is to be known before anybody opens a ballot: what it costs the municipalities. */
static enum status tell_costs(struct session *session, struct opening *opening)
{
    struct entry entry;
    struct buffer text;
    buffer_init(&text);
    enum status status = entry_read(ledger_store(session->ledger), opening->found.body, opening->found.index,
                                    &opening->arena, &entry, &session->problem);
    if (status == STATUS_OK) {
        cost_facts_words(&entry, &text);
        status = buffer_status(&text);
    }
    struct slice words = buffer_slice(&text);
    if (words.length)
        words.length--;
    if (status == STATUS_OK)
        session_note(session, "{1}", words, SLICE(""));
    buffer_release(&text);
    return status;
}

/* The refusal names the first gate alone, and who mends the proposal needs them all. */
static enum status tell_gates(struct session *session, struct opening *opening, struct log *log, struct slice text)
{
    struct entry entry;
    struct problem refusal = session->problem;
    enum status status = entry_parse(text, &opening->arena, &entry, &session->problem);
    struct instant start = {.seconds = status == STATUS_OK ? ballot_start(log_replay(log), &entry) : 0};
    if (status == STATUS_OK)
        status = gate_lacks_read(session, log, &opening->found, start);
    if (status != STATUS_OK)
        return status;
    session->problem = refusal;
    return refusal.status;
}

/* The costs are told only of what can be opened: an error is one line. */
static enum status submit(struct session *session, struct opening *opening, struct log *log, struct submission *out)
{
    struct buffer text;
    buffer_init(&text);
    enum status status = draft_compose(&opening->draft, &text, &session->problem);
    if (status == STATUS_OK)
        status = ledger_try(session->ledger, buffer_slice(&text), session_now(), &session->problem);
    if (status == STATUS_REFUSED && session->problem.reason == REASON_GATE)
        status = tell_gates(session, opening, log, buffer_slice(&text));
    if (status == STATUS_OK)
        status = tell_costs(session, opening);
    if (status == STATUS_OK)
        status = signing_submit_text(session, buffer_slice(&text), NULL, out);
    buffer_release(&text);
    return status;
}

static enum status ballot_open(struct session *session)
{
    struct opening opening;
    struct log *log;
    struct submission submission;
    arena_init(&opening.arena);
    draft_init(&opening.draft, KIND_BALLOT, &opening.arena);
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status =
            query_find_proposal(ledger_store(session->ledger), session->argument[0], &opening.found, &session->problem);
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, opening.found.body, &log, &session->problem);
    if (status == STATUS_OK)
        status = signing_author(session, log, &opening.author);
    if (status == STATUS_OK)
        status = compose(session, &opening);
    if (status == STATUS_OK)
        status = submit(session, &opening, log, &submission);
    if (status == STATUS_OK && submission.index >= 0)
        signing_head(session, log);
    if (status == STATUS_OK)
        status = submission_print(session, &submission, NULL);
    arena_release(&opening.arena);
    return status;
}

/* A closing or a voiding. */
static enum status end_ballot(struct session *session, enum kind kind, const struct ballot_facts *ballot,
                              struct log *log, struct submission *out)
{
    struct arena arena;
    struct draft draft;
    struct author author;
    arena_init(&arena);
    draft_init(&draft, kind, &arena);
    enum status status = signing_author(session, log, &author);
    if (status == STATUS_OK)
        status = compose_end(&author, &ballot->id, session_given(session, OPTION_REASON), &draft, &session->problem);
    if (status == STATUS_OK)
        status = signing_submit(session, &draft, NULL, out);
    arena_release(&arena);
    return status;
}

static enum status find_ballot_and_log(struct session *session, struct ballot_facts *ballot, struct log **log)
{
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = ballot_find(session, session->argument[0], ballot);
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, ballot->body, log, &session->problem);
    return status;
}

static enum status ballot_close(struct session *session)
{
    struct ballot_facts ballot;
    struct log *log;
    struct submission submission;
    json_t *more = NULL;
    enum status status = find_ballot_and_log(session, &ballot, &log);
    if (status != STATUS_OK)
        return status;
    bool closed_before = ballot.closed && !ballot.has_result;
    struct result_terms terms = closing_terms(session);
    status = result_terms_check(log, &ballot, &terms, &session->problem);
    /* A ballot that is closed already gets the result that is missing; the closing is told of again. */
    if (status == STATUS_OK)
        status = closed_before ? closing_logged(session, ballot.body, ballot.ended, KIND_CLOSE, &submission)
                               : end_ballot(session, KIND_CLOSE, &ballot, log, &submission);
    if (status == STATUS_OK && closed_before)
        status = signing_confirm(session, NULL);
    if (status == STATUS_OK)
        status = closing_result(session, log_body(log)->name, &ballot.id, &more);
    if (status == STATUS_OK && submission.index >= 0)
        signing_head(session, log);
    if (status == STATUS_OK)
        status = submission_print(session, &submission, more);
    return status;
}

static enum status ballot_void(struct session *session)
{
    struct ballot_facts ballot;
    struct log *log;
    struct submission submission;
    enum status status = find_ballot_and_log(session, &ballot, &log);
    if (status == STATUS_OK)
        status = end_ballot(session, KIND_VOID, &ballot, log, &submission);
    return status == STATUS_OK ? submission_print(session, &submission, NULL) : status;
}

struct listing {
    struct session *session;
    const struct offer *offer; /* of the only ballot in it, or NULL */
    enum status status;
    size_t count;
};

static bool is_overdue(const struct ballot_item *item)
{
    struct ballot_facts facts;
    ballot_facts_take(&facts, item);
    return ballot_facts_overdue(&facts, session_now().seconds);
}

static json_t *ballot_json(const struct ballot_item *item)
{
    return json_pack(
        "{s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:o, s:o, s:b, s:I, s:o}", "id", json_digest(&item->id), "kind",
        "ballot", "number", json_slice(item->number), "title", json_slice(item->title), "state",
        json_slice(item->state), "body", json_slice(item->body_name), "proposal", json_digest(&item->proposal_id),
        "rule", json_slice(item->rule), "round", (json_int_t)item->round, "opens",
        json_time(item->has_opens, item->opens), "closes", json_time(item->has_closes, item->closes), "overdue",
        (int)is_overdue(item), "cast", (json_int_t)item->cast, "result",
        item->has_result ? json_slice(item->outcome) : json_string(slice_is(item->state, "void") ? "void" : "open"));
}

static enum status print_ballot(struct session *session, const struct ballot_item *item)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&item->id, hex);
    struct slice state = item->has_result ? item->outcome : item->state;
    const char *word = i18n_word(state);
    struct buffer line;
    buffer_init(&line);
    buffer_add(&line, slice_head(slice_of(hex), 12));
    buffer_text(&line, "  ");
    buffer_text(&line, word ? word : "");
    buffer_text(&line, "  ");
    buffer_add(&line, item->title);
    if (item->has_closes && slice_is(item->state, "open")) {
        struct buffer when;
        buffer_init(&when);
        i18n_time(item->closes, &when);
        buffer_text(&line, "  ");
        i18n_pattern(is_overdue(item) ? _("deadline passed {1}, to be closed") : _("until {1}"), buffer_slice(&when),
                     SLICE(""), &line);
        line.failed = line.failed || when.failed;
        buffer_release(&when);
    }
    buffer_byte(&line, '\n');
    enum status status = buffer_status(&line);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&line));
    buffer_release(&line);
    return status;
}

static bool list_ballot(void *context, const struct ballot_item *item)
{
    struct listing *listing = context;
    listing->count++;
    if (!session_has(listing->session, OPTION_JSON)) {
        listing->status = print_ballot(listing->session, item);
        return listing->status == STATUS_OK;
    }
    json_t *object = ballot_json(item);
    if (object && listing->offer && listing->offer->lines)
        json_object_set_new(object, "options", lead_options_json(listing->offer));
    listing->status = session_json(listing->session, object);
    return listing->status == STATUS_OK;
}

static enum status ballot_list(struct session *session)
{
    struct listing listing = {.session = session, .status = STATUS_OK};
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = query_ballots(ledger_store(session->ledger), session_value(session, OPTION_STATUS), 0, -1, list_ballot,
                               &listing, &session->problem);
    if (status == STATUS_OK && listing.status == STATUS_OK && listing.count == 0 && !session_has(session, OPTION_JSON))
        session_note(session, _("There is no such ballot."), SLICE(""), SLICE(""));
    return status == STATUS_OK ? listing.status : status;
}

/* As in the list, and what it offers. */
static enum status show_json(struct session *session, const struct ballot_facts *ballot)
{
    struct arena arena;
    struct offer offer;
    struct log *log;
    bool forbidden;
    struct listing listing = {.session = session, .offer = &offer, .status = STATUS_OK};
    arena_init(&arena);
    enum status status = ledger_log_number(session->ledger, ballot->body, &log, &session->problem);
    if (status == STATUS_OK)
        status = choice_offer(log, ballot, &arena, &offer, &forbidden, &session->problem);
    if (status == STATUS_OK)
        status = query_ballots(ledger_store(session->ledger), SLICE(""), ballot->body, ballot->index, list_ballot,
                               &listing, &session->problem);
    arena_release(&arena);
    return status == STATUS_OK ? listing.status : status;
}

static enum status ballot_show(struct session *session)
{
    struct ballot_facts ballot;
    struct buffer note;
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = ballot_find(session, session->argument[0], &ballot);
    if (status != STATUS_OK)
        return status;
    if (session_has(session, OPTION_JSON))
        return show_json(session, &ballot);
    buffer_init(&note);
    status = query_entry(ledger_store(session->ledger), ballot.body, ballot.index, &note, &session->problem);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&note));
    buffer_release(&note);
    return status;
}

const struct command commands_ballot[] = {
    {"ballot", "open", "PROPOSAL", 1, 1, "rule opens closes meeting question", N_("open a ballot on a proposal"),
     ballot_open},
    {"ballot", "list", "", 0, 0, "status", N_("show ballots, newest first"), ballot_list},
    {"ballot", "show", "BALLOT", 1, 1, "", N_("show a ballot as it was signed"), ballot_show},
    {"ballot", "close", "BALLOT", 1, 1, "number count result winner", N_("close a ballot and sign its result"),
     ballot_close},
    {"ballot", "void", "BALLOT", 1, 1, "reason", N_("declare an open ballot void"), ballot_void},
    {0},
};
