#include "data/proposal_talk.h"

#include "core/entry.h"
#include "core/note.h"
#include "data/query.h"
#include "data/query_meeting.h"

static bool take_ballot(void *context, const struct ballot_item *item)
{
    struct proposal_talk *talk = context;
    struct talk_ballot *ballot = &talk->ballot[talk->ballots];
    *ballot = (struct talk_ballot){.opens = item->opens,
                                   .closes = item->closes,
                                   .cast = item->cast,
                                   .has_opens = item->has_opens,
                                   .has_closes = item->has_closes,
                                   .outcome = arena_copy(&talk->arena, item->outcome)};
    return false;
}

static enum status read_ballot(struct proposal_talk *talk, struct store *store, int64_t body, int64_t index,
                               const struct digest *id, struct problem *problem)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(id, hex);
    enum status status = query_ballots(store, SLICE(""), body, index, take_ballot, talk, problem);
    if (status == STATUS_OK)
        status = ballot_facts_find(store, hex, &talk->ballot[talk->ballots].facts, problem);
    if (status == STATUS_OK)
        talk->ballots++;
    return status;
}

static enum status read_ballots(struct proposal_talk *talk, struct store *store, int64_t body, int64_t proposal,
                                struct problem *problem)
{
    struct {
        int64_t index;
        struct digest id;
    } found[TALK_BALLOTS];
    size_t count = 0;
    struct rows rows = store_ask(store, "SELECT idx, id FROM ballot WHERE body = ? AND proposal = ? ORDER BY idx DESC",
                                 "ii", body, proposal);
    while (count < TALK_BALLOTS && rows_next(&rows)) {
        found[count].index = rows_number(&rows, 0);
        found[count++].id = rows_digest(&rows, 1);
    }
    enum status status = rows_end(&rows);
    if (status != STATUS_OK)
        return store_problem(store, problem);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = read_ballot(talk, store, body, found[i].index, &found[i].id, problem);
    return status;
}

static bool take_statement(void *context, const struct statement_item *item)
{
    struct proposal_talk *talk = context;
    talk->statement[talk->statements++] = (struct talk_statement){.index = item->index,
                                                                  .stance = arena_copy(&talk->arena, item->stance),
                                                                  .seat = arena_copy(&talk->arena, item->seat),
                                                                  .author = arena_copy(&talk->arena, item->author)};
    return talk->statements < TALK_STATEMENTS;
}

static bool take_recusal(void *context, struct slice seat)
{
    struct proposal_talk *talk = context;
    talk->recused[talk->recusals++] = arena_copy(&talk->arena, seat);
    return talk->recusals < TALK_SEATS;
}

/* The statement's own text, from the log. */
static enum status read_text(struct talk_statement *statement, struct store *store, int64_t body, struct arena *arena,
                             struct problem *problem)
{
    struct buffer bytes, text;
    struct note note;
    struct entry entry;
    struct arena fields;
    buffer_init(&bytes);
    buffer_init(&text);
    arena_init(&fields);
    enum status status = query_entry(store, body, statement->index, &bytes, problem);
    if (status == STATUS_OK)
        status = note_parse(buffer_slice(&bytes), &note, problem);
    if (status == STATUS_OK)
        status = entry_parse(note.text, &fields, &entry, problem);
    if (status == STATUS_OK) {
        entry_plain_text(&entry, &text);
        statement->at = entry.at;
        statement->text = arena_copy(arena, buffer_slice(&text));
        status = statement->text.at ? buffer_status(&text) : STATUS_NO_MEMORY;
    }
    buffer_release(&bytes);
    buffer_release(&text);
    arena_release(&fields);
    return status;
}

/* What the seat was called when the statement was made, and whether it was advisory; both may have changed since. */
static enum status name_seat(struct talk_statement *statement, struct store *store, int64_t body, struct arena *arena,
                             struct problem *problem)
{
    struct rows rows = store_ask(store,
                                 "SELECT title, voting FROM seat WHERE body = ? AND id = ? AND since < ? "
                                 "AND (until IS NULL OR until >= ?)",
                                 "itii", body, statement->seat, statement->index, statement->index);
    bool full = false;
    if (rows_next(&rows)) {
        statement->seat_title = arena_copy(arena, rows_text(&rows, 0));
        statement->advisory = rows_number(&rows, 1) == 0;
        full = !statement->seat_title.at;
    }
    if (rows_end(&rows) != STATUS_OK)
        return store_problem(store, problem);
    return full ? problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL) : STATUS_OK;
}

enum status proposal_talk_read(struct proposal_talk *out, struct store *store, int64_t body, int64_t proposal,
                               struct problem *problem)
{
    *out = (struct proposal_talk){.ballots = 0};
    arena_init(&out->arena);
    out->ballot = arena_array(&out->arena, TALK_BALLOTS, sizeof *out->ballot);
    out->statement = arena_array(&out->arena, TALK_STATEMENTS, sizeof *out->statement);
    out->recused = arena_array(&out->arena, TALK_SEATS, sizeof *out->recused);
    if (!out->ballot || !out->statement || !out->recused)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    enum status status = read_ballots(out, store, body, proposal, problem);
    if (status == STATUS_OK)
        status = query_statements(store, body, proposal, take_statement, out, problem);
    if (status == STATUS_OK)
        status = query_recusals(store, body, proposal, INT64_MAX, take_recusal, out, problem);
    for (size_t i = 0; i < out->statements && status == STATUS_OK; i++)
        status = read_text(&out->statement[i], store, body, &out->arena, problem);
    for (size_t i = 0; i < out->statements && status == STATUS_OK; i++)
        status = name_seat(&out->statement[i], store, body, &out->arena, problem);
    return status;
}

void proposal_talk_release(struct proposal_talk *talk)
{
    arena_release(&talk->arena);
    *talk = (struct proposal_talk){.ballots = 0};
}

const struct talk_ballot *proposal_talk_open(const struct proposal_talk *talk)
{
    for (size_t i = 0; i < talk->ballots; i++)
        if (talk->ballot[i].facts.open)
            return &talk->ballot[i];
    return NULL;
}
