#include "data/query_find.h"

#include "core/field.h"

/* The least and the greatest id that begin with these hex digits; false when it is no such prefix. */
static bool prefix_range(struct slice hex, struct digest *low, struct digest *high)
{
    if (hex.length < QUERY_PREFIX_MIN || hex.length > DIGEST_HEX_LENGTH)
        return false;
    char text[DIGEST_HEX_LENGTH + 1] = {0};
    memcpy(text, hex.at, hex.length);
    memset(text + hex.length, '0', DIGEST_HEX_LENGTH - hex.length);
    if (!digest_from_hex(slice_of(text), low))
        return false;
    memset(text + hex.length, 'f', DIGEST_HEX_LENGTH - hex.length);
    return digest_from_hex(slice_of(text), high);
}

/* Reads at most two rows of (body, idx, seq, id): one is found, two are ambiguous. */
static enum status take_one(struct store *store, struct rows *rows, const char *text, struct found *out, size_t *count,
                            struct problem *problem)
{
    *count = 0;
    while (*count < 2 && rows_next(rows)) {
        if ((*count)++ == 0)
            *out = (struct found){.body = rows_number(rows, 0),
                                  .index = rows_number(rows, 1),
                                  .seq = rows_number(rows, 2),
                                  .id = rows_digest(rows, 3)};
    }
    if (rows_end(rows) != STATUS_OK)
        return store_problem(store, problem);
    if (*count > 1)
        return problem_say(
            problem, STATUS_AMBIGUOUS,
            N_("\"{1}\" may mean several things: name the body too (BODY/NUMBER), or give more digits of the id"), text,
            NULL);
    return STATUS_OK;
}

/* How a kind of thing is looked up, by number and by id. */
struct lookup {
    const char *by_number; /* ?1 number, ?2 body name or empty; NULL: it has none */
    const char *by_id;     /* ?1 low, ?2 high */
    const char *missing;
};

static enum status find(struct store *store, const struct lookup *lookup, const char *text, struct found *out,
                        struct problem *problem)
{
    struct slice rest = slice_of(text), body = SLICE("");
    const char *slash = strchr(text, '/'); /* a body's name has none, a number may */
    size_t count = 0;
    struct digest low, high;
    enum status status = STATUS_OK;
    if (lookup->by_number) {
        struct rows rows = store_ask(store, lookup->by_number, "tt", rest, body);
        status = take_one(store, &rows, text, out, &count, problem);
    }
    /* A number may hold a slash itself (2023/40), so the whole text goes first. */
    if (status == STATUS_OK && !count && slash && lookup->by_number) {
        body = slice_head(rest, (size_t)(slash - text));
        struct rows rows = store_ask(store, lookup->by_number, "tt", slice_of(slash + 1), body);
        status = take_one(store, &rows, text, out, &count, problem);
    }
    if (status != STATUS_OK || count)
        return status;
    if (!prefix_range(rest, &low, &high)) {
        if (lookup->by_number && value_matches("NUMBER", slash ? slice_of(slash + 1) : rest, NULL))
            return problem_say(problem, STATUS_NOT_FOUND, lookup->missing, text, NULL);
        return problem_say(problem, STATUS_USAGE,
                           N_("\"{1}\" is neither a number nor an id of at least four hex digits"), text, NULL);
    }
    struct rows rows = store_ask(store, lookup->by_id, "dd", &low, &high);
    status = take_one(store, &rows, text, out, &count, problem);
    if (status == STATUS_OK && !count)
        return problem_say(problem, STATUS_NOT_FOUND, lookup->missing, text, NULL);
    return status;
}

enum status query_find_body(struct store *store, const char *text, struct found *out, struct problem *problem)
{
    struct digest low, high;
    size_t count;
    struct rows rows = store_ask(store, "SELECT num, 0, 0, founding FROM body WHERE name = ?", "t", slice_of(text));
    enum status status = take_one(store, &rows, text, out, &count, problem);
    if (status == STATUS_OK && !count && prefix_range(slice_of(text), &low, &high)) {
        rows = store_ask(store, "SELECT num, 0, 0, founding FROM body WHERE founding BETWEEN ? AND ? LIMIT 2", "dd",
                         &low, &high);
        status = take_one(store, &rows, text, out, &count, problem);
    }
    if (status == STATUS_OK && !count)
        return problem_say(problem, STATUS_NOT_FOUND,
                           N_("this ledger has no body \"{1}\": \"stimmbuch body list\" shows those it has"), text,
                           NULL);
    return status;
}

enum status query_find_proposal(struct store *store, const char *text, struct found *out, struct problem *problem)
{
    static const struct lookup lookup = {
        .by_number = "SELECT p.body, p.idx, p.seq, p.id FROM proposal p JOIN body b ON b.num = p.body "
                     "WHERE p.number = ?1 AND (?2 = '' OR b.name = ?2) LIMIT 2",
        .by_id = "SELECT body, idx, seq, id FROM proposal WHERE id BETWEEN ?1 AND ?2 LIMIT 2",
        .missing = N_("there is no proposal \"{1}\": \"stimmbuch proposal list\" shows those there are")};
    return find(store, &lookup, text, out, problem);
}

enum status query_find_ballot(struct store *store, const char *text, struct found *out, struct problem *problem)
{
    static const struct lookup lookup = {
        .by_number =
            "SELECT a.body, a.idx, 0, a.id FROM proposal p JOIN body b ON b.num = p.body "
            "JOIN ballot a ON a.body = p.body AND a.proposal = p.idx "
            "WHERE p.number = ?1 AND (?2 = '' OR b.name = ?2) AND a.idx = "
            "(SELECT idx FROM ballot c INDEXED BY ballot_proposal WHERE c.body = p.body AND c.proposal = p.idx "
            "ORDER BY c.state = 'open' DESC, idx DESC LIMIT 1) LIMIT 2",
        .by_id = "SELECT body, idx, 0, id FROM ballot WHERE id BETWEEN ?1 AND ?2 LIMIT 2",
        .missing = N_("there is no ballot \"{1}\": \"stimmbuch ballot list\" shows those there are")};
    return find(store, &lookup, text, out, problem);
}

enum status query_find_meeting(struct store *store, const char *text, struct found *out, struct problem *problem)
{
    static const struct lookup lookup = {
        .by_number = "SELECT m.body, m.idx, 0, m.id FROM meeting m JOIN body b ON b.num = m.body "
                     "WHERE m.number = ?1 AND (?2 = '' OR b.name = ?2) LIMIT 2",
        .by_id = "SELECT body, idx, 0, id FROM meeting WHERE id BETWEEN ?1 AND ?2 LIMIT 2",
        .missing = N_("there is no meeting \"{1}\": \"stimmbuch meeting list\" shows those there are")};
    return find(store, &lookup, text, out, problem);
}

enum status query_find_result(struct store *store, const char *text, struct found *out, struct problem *problem)
{
    static const struct lookup lookup = {
        .by_number = "SELECT a.body, a.result, 0, e.id FROM ballot a JOIN body b ON b.num = a.body "
                     "JOIN entry e ON e.seq = (a.body << 40) + a.result "
                     "WHERE a.decision = ?1 AND (?2 = '' OR b.name = ?2) LIMIT 2",
        .by_id = "SELECT e.body, e.idx, 0, e.id FROM entry e JOIN ballot a ON a.body = e.body AND a.result = e.idx "
                 "WHERE e.id BETWEEN ?1 AND ?2 LIMIT 2",
        .missing = N_("there is no result \"{1}\"")};
    return find(store, &lookup, text, out, problem);
}

enum status query_find_adoption(struct store *store, const struct found *proposal, struct digest *out,
                                struct problem *problem)
{
    struct rows rows = store_ask(store,
                                 "SELECT e.id FROM ballot a INDEXED BY ballot_proposal "
                                 "JOIN entry e ON e.seq = (a.body << 40) + a.result "
                                 "WHERE a.body = ? AND a.proposal = ? AND a.outcome = 'adopted'",
                                 "ii", proposal->body, proposal->index);
    bool found = rows_next(&rows);
    if (found)
        *out = rows_digest(&rows, 0);
    enum status status = rows_end(&rows);
    if (status != STATUS_OK)
        return store_problem(store, problem);
    return found ? STATUS_OK : STATUS_NOT_FOUND;
}

enum status query_find_pending(struct store *store, const char *text, struct found *out, struct problem *problem)
{
    static const struct lookup lookup = {
        .by_id = "SELECT body, -1, 0, id FROM pending WHERE id BETWEEN ?1 AND ?2 LIMIT 2",
        .missing = N_("no entry with the id \"{1}\" waits for signatures: see \"stimmbuch pending list\"")};
    return find(store, &lookup, text, out, problem);
}

enum status query_find_entry(struct store *store, const char *text, struct found *out, struct problem *problem)
{
    static const struct lookup lookup = {.by_id =
                                             "SELECT body, idx, 0, id FROM entry WHERE id BETWEEN ?1 AND ?2 LIMIT 2",
                                         .missing = N_("there is no entry with the id \"{1}\"")};
    return find(store, &lookup, text, out, problem);
}

enum status query_find_bench(struct store *store, const char *text, struct problem *problem)
{
    int64_t benches;
    if (store_number(store, &benches, NULL, "SELECT count(*) FROM bench WHERE id = ?", "s", text) != STATUS_OK)
        return store_problem(store, problem);
    return benches ? STATUS_OK : problem_say(problem, STATUS_NOT_FOUND, N_("no body has a bench \"{1}\""), text, NULL);
}
