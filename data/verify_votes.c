/* Stored votes against those of the replay, which has them in memory, or in the scratch store. */
#include "data/verify_compare.h"
#include "data/verify_since.h"

struct comparing {
    struct store *store;
    int64_t number;
    struct votes_compared *sum;
};

static bool is_row(const struct rows *rows, const struct cast_vote *vote)
{
    return rows_are(rows, "tiititi") && slice_equal(rows_text(rows, 0), vote->seat_id) &&
           rows_number(rows, 1) == (int64_t)vote->class && rows_number(rows, 2) == vote->index &&
           slice_equal(rows_text(rows, 3), vote->voter) && rows_number(rows, 4) == vote->at &&
           slice_equal(rows_text(rows, 5), vote->choice) && rows_number(rows, 6) == (int64_t)vote->reasoned;
}

static enum status compare_votes(void *context, int64_t ballot, const struct cast_vote *vote, size_t votes)
{
    const struct comparing *comparing = context;
    struct rows rows =
        store_ask(comparing->store,
                  "SELECT seat, class, idx, voter, at, choice, reason FROM vote WHERE body = ? AND ballot = ? "
                  "ORDER BY seat, class, idx",
                  "ii", comparing->number, ballot);
    bool same = true;
    for (size_t i = 0; i < votes && same; i++)
        same = rows_next(&rows) && is_row(&rows, &vote[i]);
    same = same && !rows_next(&rows);
    enum status status = rows_end(&rows);
    comparing->sum->votes += votes;
    comparing->sum->differ = comparing->sum->differ || !same || status != STATUS_OK;
    return status;
}

enum status verify_votes(struct body_audit *body, bool all)
{
    struct store *store = body->audit->store;
    struct comparing comparing = {.store = store, .number = body->number, .sum = &body->votes};
    enum status status = votes_leave(body->replay, all, compare_votes, &comparing);
    /* A table that cannot be read is not equal. */
    return status == STATUS_STORE && store_is_damaged(store) ? STATUS_OK : status;
}

static const char votes_sql[] = "SELECT seat, class, idx, voter, at, choice, reason FROM vote WHERE body = ? AND "
                                "ballot = ? ORDER BY seat, class, idx";

static bool is_same(const struct rows *a, const struct rows *b)
{
    static const char types[] = "tiititi";
    bool same = rows_are(a, types) && rows_are(b, types);
    for (int i = 0; types[i] && same; i++)
        same = types[i] == 't' ? slice_equal(rows_text(a, i), rows_text(b, i)) : rows_number(a, i) == rows_number(b, i);
    return same;
}

static enum status compare_ballot(struct body_audit *body, int64_t ballot)
{
    struct votes_compared *sum = &body->votes;
    struct rows ours = store_ask(body->scratch, votes_sql, "ii", (int64_t)SCRATCH_BODY, ballot),
                stored = store_ask(body->audit->store, votes_sql, "ii", body->number, ballot);
    bool more = rows_next(&ours), more_stored = rows_next(&stored), same = true;
    for (; more && more_stored && same; more = rows_next(&ours), more_stored = rows_next(&stored)) {
        same = is_same(&ours, &stored);
        sum->votes++;
    }
    sum->differ = sum->differ || !same || more || more_stored;
    enum status status = rows_end(&ours), end = rows_end(&stored);
    return status == STATUS_OK ? end : status;
}

/* Ballots whose votes lie in the scratch store; and those that had not ended before an index, with or without votes. */
static const char with_votes[] = "SELECT DISTINCT ballot FROM vote WHERE body = ? AND ballot >= ?";
static const char not_ended[] = "SELECT idx FROM ballot WHERE body = ?1 AND (ended IS NULL OR ended >= ?2 OR "
                                "result >= ?2 OR (state <> 'void' AND result IS NULL))";

static enum status compare_ballots(struct body_audit *body, const char *ballots, int64_t from)
{
    enum status status = STATUS_OK;
    struct rows rows = store_ask(body->scratch, ballots, "ii", (int64_t)SCRATCH_BODY, from);
    while (status == STATUS_OK && rows_next(&rows))
        status = compare_ballot(body, rows_number(&rows, 0));
    enum status end = rows_end(&rows);
    if (status == STATUS_STORE && store_is_sound(body->scratch) && store_is_damaged(body->audit->store)) {
        body->votes.differ = true;
        status = STATUS_OK;
    }
    return status == STATUS_OK ? end : status;
}

/* No others are in the table. */
static enum status compare_all(struct body_audit *body, bool *equal)
{
    int64_t stored = 0;
    bool keeps = since_keeps(body);
    /* What is kept of this audit needs them, so they are not only compared. If they were too many they lie there. */
    enum status status = keeps ? votes_write(body->replay, true) : verify_votes(body, true);
    if (status == STATUS_OK && (keeps || !body->replay->votes))
        status = compare_ballots(body, with_votes, 0);
    if (status == STATUS_OK)
        status = store_number(body->audit->store, &stored, NULL, "SELECT count(*) FROM vote WHERE body = ?", "i",
                              body->number);
    *equal = status == STATUS_OK && !body->votes.differ && (uint64_t)stored == body->votes.votes;
    return status;
}

/* And there are none on ballots of entries that the log does not have. */
static enum status compare_new(struct body_audit *body, bool *equal)
{
    int64_t ballot;
    bool surplus = false;
    enum status status = compare_ballots(body, not_ended, (int64_t)body->known.tree.size);
    if (status == STATUS_OK)
        status = store_number(body->audit->store, &ballot, &surplus,
                              "SELECT ballot FROM vote WHERE body = ? AND ballot >= ? LIMIT 1", "iu", body->number,
                              body->replay->tree.size);
    *equal = status == STATUS_OK && !body->votes.differ && !surplus;
    return status;
}

enum status verify_votes_end(struct body_audit *body, bool *equal)
{
    return since_continues(body) ? compare_new(body, equal) : compare_all(body, equal);
}
