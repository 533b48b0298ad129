/* Composing the result of a closed ballot. */
#include "data/compose_result.h"
#include "data/claim.h"

/* The id of the closing, which the result names. */
static enum status closing_id(const struct author *author, const struct ballot_facts *ballot, struct digest *out,
                              struct problem *problem)
{
    struct buffer bytes;
    struct note note;
    buffer_init(&bytes);
    enum status status =
        query_entry(log_replay(author->log)->store, log_number(author->log), ballot->ended, &bytes, problem);
    if (status == STATUS_OK)
        status = note_parse(buffer_slice(&bytes), &note, problem);
    if (status == STATUS_OK)
        *out = digest_of(note.text);
    buffer_release(&bytes);
    return status;
}

/* OPTION=HEADS or OPTION=HEADS:WEIGHT becomes "OPTION HEADS WEIGHT". */
static enum status read_count(const char *text, uint64_t *heads, struct buffer *line, struct problem *problem)
{
    struct slice weight = slice_of(text), option = slice_cut(&weight, '='), number = slice_cut(&weight, ':');
    buffer_clear(line);
    buffer_add(line, option);
    buffer_byte(line, ' ');
    buffer_add(line, number);
    buffer_byte(line, ' ');
    buffer_add(line, weight.length ? weight : number);
    if (buffer_status(line) != STATUS_OK)
        return STATUS_NO_MEMORY;
    if (value_number(number, heads) && value_matches("OPTION COUNT WEIGHT", buffer_slice(line), NULL))
        return STATUS_OK;
    return problem_say(problem, STATUS_USAGE, N_("\"{1}\" is no count: write OPTION=HEADS or OPTION=HEADS:WEIGHT"),
                       text, NULL);
}

enum status result_is_on_paper(struct log *log, const struct ballot_facts *ballot, bool *out)
{
    struct counting counting;
    enum status status = counting_make(log_replay(log), ballot->index, ballot->proposal, slice_of(ballot->rule),
                                       ballot->round, (int64_t)log_size(log), &counting);
    *out = status == STATUS_OK && counting.paper;
    counting_release(&counting);
    return status;
}

static enum status check_paper_terms(const struct result_terms *terms, struct problem *problem)
{
    struct buffer line;
    uint64_t heads;
    if (!terms->result.at)
        return problem_say(problem, STATUS_USAGE,
                           N_("the ballot is on paper: say what came out with --result, --winner and --count"), NULL,
                           NULL);
    if (value_word("adopted|rejected|no-quorum", terms->result) < 0)
        return problem_say(problem, STATUS_USAGE, N_("--{1} is one of {2}"), "result", "adopted rejected no-quorum");
    buffer_init(&line);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < terms->counts && status == STATUS_OK; i++)
        status = read_count(terms->count[i], &heads, &line, problem);
    buffer_release(&line);
    return status;
}

/* `paper` is what result_is_on_paper says. */
static enum status check_terms(bool paper, const struct result_terms *terms, struct problem *problem)
{
    bool said = terms->result.at || terms->winner.at || terms->counts;
    if (!said)
        return STATUS_OK;
    if (paper)
        return check_paper_terms(terms, problem);
    return problem_say(problem, STATUS_USAGE,
                       N_("what came out is counted here: --result, --winner and --count are for ballots on paper"),
                       NULL, NULL);
}

enum status result_terms_check(struct log *log, const struct ballot_facts *ballot, const struct result_terms *terms,
                               struct problem *problem)
{
    bool paper = false;
    enum status status = result_is_on_paper(log, ballot, &paper);
    return status == STATUS_OK ? check_terms(paper, terms, problem) : status;
}

static enum status add_paper(struct draft *draft, const struct result_terms *terms, struct problem *problem)
{
    uint64_t votes = 0, heads = 0;
    struct buffer line;
    buffer_init(&line);
    enum status status = draft_add(draft, "result", terms->result);
    if (status == STATUS_OK && terms->winner.at)
        status = draft_add(draft, "winner", terms->winner);
    for (size_t i = 0; i < terms->counts && status == STATUS_OK; i++) {
        status = read_count(terms->count[i], &heads, &line, problem);
        votes += heads;
        if (status == STATUS_OK)
            status = draft_add(draft, "count", buffer_slice(&line));
    }
    buffer_release(&line);
    return status == STATUS_OK ? draft_add_number(draft, "votes", votes) : status;
}

static enum status add_claim(const struct author *author, const struct ballot_facts *ballot,
                             const struct result_terms *terms, struct draft *draft, struct problem *problem)
{
    struct counting counting;
    enum status status = counting_make(log_replay(author->log), ballot->index, ballot->proposal, slice_of(ballot->rule),
                                       ballot->round, ballot->ended, &counting);
    bool paper = status == STATUS_OK && counting.paper;
    if (status == STATUS_OK)
        status = check_terms(paper, terms, problem);
    if (status == STATUS_OK && paper)
        status = check_paper_terms(terms, problem);
    if (status == STATUS_OK)
        status = paper ? add_paper(draft, terms, problem) : claim_add(draft, &counting);
    counting_release(&counting);
    return status;
}

enum status compose_result(const struct author *author, const struct ballot_facts *ballot,
                           const struct result_terms *terms, struct draft *draft, struct problem *problem)
{
    static const struct result_terms none = {.counts = 0};
    struct digest closing;
    terms = terms ? terms : &none;
    enum status status = closing_id(author, ballot, &closing, problem);
    if (status == STATUS_OK)
        status = compose_common(author, draft);
    if (status == STATUS_OK)
        status = draft_add_hash(draft, "ballot", &ballot->id);
    if (status == STATUS_OK)
        status = draft_add_hash(draft, "close", &closing);
    if (status == STATUS_OK && terms->number.at)
        status = draft_add(draft, "number", terms->number);
    return status == STATUS_OK ? add_claim(author, ballot, terms, draft, problem) : status;
}

struct waiting {
    const struct digest *ballot;
    struct submission *submission;
    bool found;
};

static bool look_at_pending(void *context, const struct pending_item *item)
{
    struct waiting *waiting = context;
    struct arena arena;
    struct note note;
    struct entry entry;
    struct digest ballot;
    arena_init(&arena);
    if (note_parse(item->note, &note, NULL) == STATUS_OK && entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK &&
        entry.kind == KIND_RESULT && entry_hash(&entry, "ballot", &ballot) && digest_equal(&ballot, waiting->ballot)) {
        waiting->found = true;
        *waiting->submission = (struct submission){.id = item->id, .kind = KIND_RESULT, .index = -1};
    }
    arena_release(&arena);
    return !waiting->found;
}

enum status result_waiting(struct store *store, const struct digest *ballot, struct submission *out, bool *found,
                           struct problem *problem)
{
    struct waiting waiting = {.ballot = ballot, .submission = out};
    enum status status = query_pending(store, look_at_pending, &waiting, problem);
    *found = waiting.found;
    return status;
}
