/* A new statute: it fits benches and seats, and is the one that was decided where the one in force demands that. */
#include "core/wording.h"
#include "data/replay_rules.h"
#include "data/replay_version.h"

/* The result that the entry names: its index, and the rule by which it came about. */
struct decision {
    bool named, found, adopted, used, repealed;
    int64_t result, ballot, proposal;
    bool by_rule; /* the rule by which the statute in force is changed */
};

static enum status check_fit(struct place *place)
{
    struct arena arena;
    arena_init(&arena);
    struct roll roster = place->replay->body.roster;
    struct statute statute;
    struct problem problem;
    problem_clear(&problem);
    enum status status = statute_read(place->entry, true, &roster, &arena, &statute, &problem);
    if (status == STATUS_FORM) {
        problem.reason = REASON_STATUTE;
        place->standing->reason = REASON_STATUTE;
        place->standing->detail = problem;
        status = STATUS_OK;
    }
    arena_release(&arena);
    return status;
}

static enum status find_decision(struct place *place, struct decision *out)
{
    struct replay *replay = place->replay;
    struct digest id;
    int64_t used = 0, repeals = 0;
    *out = (struct decision){.named = entry_hash(place->entry, "decided", &id)};
    if (!out->named)
        return STATUS_OK;
    enum status status = find_valid(replay, &id, place->entry->size, &out->result, &out->found);
    if (status != STATUS_OK || !out->found)
        return status;
    /* Statutes are changed too seldom for an index of results. */
    struct rows rows =
        store_ask(replay->store, "SELECT rule, outcome, idx, proposal FROM ballot WHERE body = ? AND result = ?", "ii",
                  replay->number, out->result);
    if (rows_next(&rows)) {
        out->by_rule = slice_equal(rows_text(&rows, 0), replay->body.statute.change);
        out->adopted = slice_is(rows_text(&rows, 1), "adopted");
        out->ballot = rows_number(&rows, 2);
        out->proposal = rows_number(&rows, 3);
    }
    status = rows_end(&rows);
    if (status == STATUS_OK)
        status = store_number(replay->store, &used, NULL, "SELECT count(*) FROM change WHERE body = ? AND decided = ?",
                              "ii", replay->number, out->result);
    if (status == STATUS_OK && out->adopted)
        status = store_number(replay->store, &repeals, NULL,
                              "SELECT count(*) FROM proposal p JOIN ballot b ON b.body = p.body AND b.proposal = p.idx "
                              "WHERE p.body = ? AND p.repeals = ? AND b.outcome = 'adopted'",
                              "ii", replay->number, out->ballot);
    out->used = used > 0;
    out->repealed = repeals > 0;
    return status;
}

/* The text that was voted on holds the one that is to be in force. */
static enum status check_wording(struct place *place, int64_t proposal)
{
    struct arena arena;
    struct buffer bytes;
    struct entry decided;
    bool holds = false;
    arena_init(&arena);
    buffer_init(&bytes);
    enum status status = load_entry(place->replay, proposal, &bytes, &arena, &decided);
    if (status == STATUS_OK)
        status = wording_holds(&decided, place->entry, &holds);
    if (status == STATUS_OK && !holds)
        status =
            reject(place, REASON_WORDING,
                   N_("the proposal {1} does not hold this statute between the lines \"```statute\" and \"```\" of "
                      "its text: enter the one that was decided, or have this one decided"),
                   entry_value(&decided, "number"));
    buffer_release(&bytes);
    arena_release(&arena);
    return status;
}

static enum status check(struct place *place)
{
    struct slice change = place->replay->body.statute.change;
    struct decision decision;
    enum status status = check_fit(place);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = find_decision(place, &decision);
    if (status != STATUS_OK || place->standing->reason != REASON_NONE)
        return status;
    if (decision.named && !decision.adopted)
        return reject(place, REASON_REFERENCE, N_("\"decided\" names no adopted result"), SLICE(""));
    if (change.at && !decision.named)
        return reject(
            place, REASON_DECIDED,
            N_("the statute is changed by the rule \"{1}\": have a proposal adopted by it whose text holds the "
               "new statute between the lines \"```statute\" and \"```\", and name it with --decided"),
            change);
    if (change.at && !decision.by_rule)
        return reject(place, REASON_DECIDED, N_("the statute is changed by the rule \"{1}\", not by another"), change);
    if (decision.used)
        return reject(place, REASON_DECIDED, N_("another change of the statute has used this result"), SLICE(""));
    if (decision.repealed)
        return reject(place, REASON_REPEALED, NULL, SLICE(""));
    return decision.named ? check_wording(place, decision.proposal) : STATUS_OK;
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    struct digest id;
    int64_t result = 0;
    bool found = entry_hash(&sealed->entry, "decided", &id);
    enum status status = found ? find_valid(replay, &id, sealed->entry.size, &result, &found) : STATUS_OK;
    if (status == STATUS_OK)
        status = change_note(replay, "statute", sealed, found ? &result : NULL, index);
    return status == STATUS_OK ? version_advance(replay, index) : status;
}

const struct kind_rules rules_statute = {.authorship = BY_SECRETARIES, .check = check, .apply = apply};
