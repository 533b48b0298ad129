/* Opening a ballot: the rule as the statute has it, the gates, the round, the roll. */
#include "data/ballot_counts.h"
#include "data/count.h"
#include "data/gate.h"
#include "data/replay_meeting.h"
#include "data/replay_memory.h"

static enum status check_title(struct place *place, const struct entry *proposal)
{
    struct slice title = entry_value(place->entry, "title"), number = entry_value(proposal, "number");
    bool same = title.length > number.length && slice_equal(slice_head(title, number.length), number) &&
                title.at[number.length] == ' ' &&
                slice_equal(slice_from(title, number.length + 1), entry_value(proposal, "title"));
    return same ? STATUS_OK : reject(place, REASON_TITLE, NULL, SLICE(""));
}

/* The lines behind `rule` must be the statute's, one by one. */
static bool same_lines(const struct entry *entry, const struct statute_rule *rule)
{
    size_t at = 0;
    while (strcmp(entry->field[at].rule->name, "rule") != 0)
        at++;
    for (size_t i = 0; i < rule->lines; i++) {
        if (at + 1 + i >= entry->fields)
            return false;
        const struct field *field = &entry->field[at + 1 + i];
        if (strcmp(field->rule->name, rule->line[i].rule->name) != 0 || !slice_equal(field->value, rule->line[i].value))
            return false;
    }
    size_t next = at + 1 + rule->lines;
    return next < entry->fields &&
           value_word("option|meeting|opens|closes|round", slice_of(entry->field[next].rule->name)) >= 0;
}

/* Where options are chosen they are the proposal's, in its order; elsewhere the method has its own, or none. */
static enum status check_options(struct place *place, const struct statute_rule *rule, const struct entry *proposal)
{
    const struct field *given, *wanted;
    size_t at = 0, wanted_at = 0, options = 0;
    bool same = true, chosen = method_has_winner(rule->rule.method);
    do {
        given = entry_next(place->entry, "option", &at);
        wanted = chosen ? entry_next(proposal, "option", &wanted_at) : NULL;
        same = same && !given == !wanted && (!given || slice_equal(given->value, wanted->value));
        options += given != NULL;
    } while (same && given);
    return same && (options > 0) == chosen ? STATUS_OK : reject(place, REASON_OPTION, NULL, SLICE(""));
}

static enum status check_rule_kind(struct place *place, const struct statute_rule *rule, const struct entry *proposal)
{
    struct slice kind = entry_value(proposal, "kind");
    for (size_t i = 0; i < rule->rule.kinds; i++)
        if (slice_equal(rule->rule.kind[i], kind))
            return STATUS_OK;
    return rule->rule.kinds ? reject(place, REASON_RULE_KIND, NULL, kind) : STATUS_OK;
}

static enum status check_rule(struct place *place, const struct entry *proposal)
{
    const struct statute_rule *rule =
        statute_rule_find(&place->replay->body.statute, entry_value(place->entry, "rule"));
    if (!rule)
        return reject(place, REASON_RULE, N_("the statute has no rule \"{1}\""), entry_value(place->entry, "rule"));
    if (!same_lines(place->entry, rule))
        return reject(place, REASON_RULE, NULL, SLICE(""));
    enum status status = check_options(place, rule, proposal);
    return status == STATUS_OK && place->standing->reason == REASON_NONE ? check_rule_kind(place, rule, proposal)
                                                                         : status;
}

static enum status check_earlier(struct place *place, const struct proposal_row *proposal)
{
    if (proposal->adopted || proposal->superseded)
        return reject(place, REASON_DECIDED, NULL, SLICE(""));
    if (proposal->halted)
        return reject(place, REASON_STATUS, N_("the proposal is adjourned, referred or withdrawn"), SLICE(""));
    return proposal->undecided ? reject(place, REASON_PENDING_BALLOT, NULL, SLICE("")) : STATUS_OK;
}

static enum status check_times(struct place *place)
{
    struct instant closes;
    bool has = entry_time(place->entry, "closes", &closes);
    if (!has && place->replay->body.statute.deadline_required)
        return reject(place, REASON_TIMES, N_("the statute demands a deadline: give --closes"), SLICE(""));
    if (has && closes.seconds <= ballot_start(place->replay, place->entry))
        return reject(place, REASON_TIMES, N_("the deadline is not after the ballot's start"), SLICE(""));
    return STATUS_OK;
}

static enum status check_gates(struct place *place, const struct proposal_row *row, const struct entry *proposal)
{
    const struct statute *statute = &place->replay->body.statute;
    for (size_t i = 0; i < statute->requires; i++) {
        bool passes;
        struct gate_question question = {.replay = place->replay,
                                         .proposal = proposal,
                                         .index = row->index,
                                         .since = row->at > row->log_time ? row->at : row->log_time,
                                         .start = ballot_start(place->replay, place->entry)};
        enum status status = gate_passes(&question, &statute->require[i], &passes);
        if (status != STATUS_OK)
            return status;
        if (!passes)
            return reject(place, REASON_GATE,
                          N_("the statute demands \"require: {1}\", and the proposal does not meet it"),
                          statute->require[i].text);
    }
    return STATUS_OK;
}

/* Most ballots have the roll of the one before. */
static enum status find_roll(struct replay *replay, int64_t proposal, struct digest *out)
{
    bool recused;
    enum status status = is_recused(replay, proposal, SLICE(""), &recused);
    if (status != STATUS_OK || memory_roll(replay, proposal, out))
        return status;
    struct arena arena;
    arena_init(&arena);
    struct roll roll;
    int64_t place = (int64_t)replay->tree.size;
    status = roll_at(replay, place, proposal, place, &arena, &roll);
    if (status == STATUS_OK)
        status = roll_digest(&roll, out);
    arena_release(&arena);
    if (status == STATUS_OK)
        memory_keep_roll(replay, proposal, out);
    return status;
}

static enum status check_round_and_roll(struct place *place, const struct proposal_row *proposal)
{
    struct replay *replay = place->replay;
    int64_t rejected;
    enum status status = store_number(replay->store, &rejected, NULL,
                                      "SELECT count(*) FROM ballot INDEXED BY ballot_proposal "
                                      "WHERE body = ? AND proposal = ? AND rule = ? AND outcome = 'rejected'",
                                      "iit", replay->number, proposal->index, entry_value(place->entry, "rule"));
    if (status != STATUS_OK)
        return status;
    if (entry_number(place->entry, "round", 0) != (uint64_t)rejected + 1)
        return reject(place, REASON_ROUND, NULL, SLICE(""));
    struct digest digest, claimed;
    status = find_roll(replay, proposal->index, &digest);
    if (status == STATUS_OK && (!entry_hash(place->entry, "roll", &claimed) || !digest_equal(&digest, &claimed)))
        return reject(place, REASON_ROLL, NULL, SLICE(""));
    return status;
}

static enum status check_all(struct place *place, const struct proposal_row *row, const struct entry *proposal)
{
    enum status status = check_title(place, proposal);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_rule(place, proposal);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_earlier(place, row);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_times(place);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_gates(place, row, proposal);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_round_and_roll(place, row);
    return status;
}

/* *named: the ballot names a meeting; *found: there is such a meeting. */
static enum status find_setting(struct replay *replay, const struct entry *entry, int64_t *meeting, bool *named,
                                bool *found)
{
    struct digest id;
    *named = entry_hash(entry, "meeting", &id);
    *found = false;
    return *named ? find_meeting(replay, &id, entry->size, meeting, found) : STATUS_OK;
}

static enum status check(struct place *place)
{
    struct digest id;
    struct proposal_row row = {.found = false};
    int64_t meeting;
    bool named = false, meets = false;
    enum status status = STATUS_OK;
    if (entry_hash(place->entry, "proposal", &id))
        status = find_proposal(place->replay, &id, place->entry->size, &row);
    if (status == STATUS_OK)
        status = find_setting(place->replay, place->entry, &meeting, &named, &meets);
    if (status != STATUS_OK)
        return status;
    if (!row.found || (named && !meets))
        return reject(place, REASON_REFERENCE, NULL, row.found ? SLICE("meeting") : SLICE("proposal"));
    struct arena arena;
    arena_init(&arena);
    struct buffer bytes;
    buffer_init(&bytes);
    struct entry proposal;
    status = load_entry(place->replay, row.index, &bytes, &arena, &proposal);
    if (status == STATUS_OK)
        status = check_all(place, &row, &proposal);
    buffer_release(&bytes);
    arena_release(&arena);
    return status;
}

/* How many seats of the roll at this place vote, whoever is recused. */
static int64_t voting_seats(const struct roll *roll)
{
    int64_t seats = 0;
    for (size_t i = 0; i < roll->seats; i++)
        seats += roll->seat[i].voting;
    return seats;
}

static enum status insert(struct replay *replay, const struct sealed *sealed, int64_t index, int64_t proposal)
{
    const struct entry *entry = &sealed->entry;
    struct instant opens, closes;
    int64_t meeting = 0, call = 1;
    bool has_opens = entry_time(entry, "opens", &opens), has_closes = entry_time(entry, "closes", &closes);
    bool named, meets;
    enum status status = find_setting(replay, entry, &meeting, &named, &meets);
    if (status == STATUS_OK && meets)
        status = meeting_call(replay, meeting, proposal, &call);
    if (status != STATUS_OK)
        return status;
    return store_run(replay->store,
                     "INSERT INTO ballot (body, idx, id, proposal, title, rule, round, opens, closes, start, state, "
                     "meeting, call, seats) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?)",
                     "iidittuooioii", replay->number, index, &sealed->id, proposal, entry_value(entry, "title"),
                     entry_value(entry, "rule"), entry_number(entry, "round", 1), has_opens ? &opens.seconds : NULL,
                     has_closes ? &closes.seconds : NULL, ballot_start(replay, entry), meets ? &meeting : NULL, call,
                     voting_seats(&replay->body.roster));
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    struct digest id;
    struct proposal_row proposal;
    if (!entry_hash(&sealed->entry, "proposal", &id))
        return STATUS_FORM;
    enum status status = find_proposal(replay, &id, sealed->entry.size, &proposal);
    if (status == STATUS_OK)
        status = insert(replay, sealed, index, proposal.index);
    if (status == STATUS_OK)
        status = store_run(replay->store, "UPDATE proposal SET state = 'voting' WHERE seq = ?", "i",
                           (replay->number << 40) + proposal.index);
    return status;
}

const struct kind_rules rules_ballot = {.authorship = BY_SECRETARIES, .check = check, .apply = apply};
