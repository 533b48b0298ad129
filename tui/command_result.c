/* result: what came out of a ballot, as a paper, as data or as a picture. */
#include "tui/command.h"
#include "tui/document_out.h"
#include "tui/i18n.h"
#include "tui/result_document.h"
#include "tui/tally_json.h"

#include <stdlib.h>

struct asked {
    struct session *session;
    struct record record;
    struct proposal_read proposal;
    struct ballot_place place;
    enum document_format format;
};

/* Only what is over has a result. */
static enum status find(struct asked *asked, struct ballot_facts *facts, struct log **log)
{
    struct session *session = asked->session;
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = ballot_find(session, session->argument[0], facts);
    if (status == STATUS_OK && facts->open)
        status = problem_say(&session->problem, STATUS_REFUSED,
                             N_("this ballot is still open: \"stimmbuch tally\" shows how it stands"), NULL, NULL);
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, facts->body, log, &session->problem);
    if (status == STATUS_OK)
        status = query_ballot_place(ledger_store(session->ledger), facts->body, facts->index, &asked->place,
                                    &session->problem);
    return status;
}

static enum status write_json(struct asked *asked, struct buffer *out)
{
    struct record *record = &asked->record;
    struct tally_view view = {
        .session = asked->session, .ballot = record->facts, .counting = record->counting, .facts = record->tally};
    view.facts.counting = &view.counting;
    tally_view_set(&view);
    enum status status = record_read_choices(record);
    if (status != STATUS_OK)
        return status;
    json_t *object = tally_json(&view), *seats = result_seats_json(record);
    if (object && seats)
        json_object_set(object, "roll", seats);
    char *text = object && seats ? json_dumps(object, JSON_COMPACT) : NULL;
    json_decref(object);
    json_decref(seats);
    if (!text)
        return problem_say(&asked->session->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    buffer_text(out, text);
    buffer_byte(out, '\n');
    free(text);
    return buffer_status(out);
}

/* The picture of that name among those of the document. */
static enum status write_picture(struct session *session, const struct document *document, struct buffer *out)
{
    const char *name = session_has(session, OPTION_CHART) ? session->option[OPTION_CHART] : "benches";
    static const char *const names[] = {"benches", "seats", "costs"};
    bool known = false;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        known = known || strcmp(name, names[i]) == 0;
    if (!known)
        return problem_say(&session->problem, STATUS_USAGE, N_("there is no chart {1}: benches, seats or costs"), name,
                           NULL);
    for (const struct block *block = document->first; block; block = block->next)
        if (block->kind == BLOCK_DRAWING && block->drawing->name && strcmp(block->drawing->name, name) == 0)
            return drawing_write_svg(block->drawing, true, out);
    return problem_say(&session->problem, STATUS_REFUSED,
                       N_("this ballot has no chart {1}: too many seats, votes for several options, or no costs"), name,
                       NULL);
}

static enum status write_document(struct asked *asked, struct buffer *out)
{
    struct document document;
    document_init(&document, "");
    enum status status = result_document(&asked->record, &asked->proposal, &document);
    if (status == STATUS_OK)
        status = asked->format == FORMAT_SVG ? write_picture(asked->session, &document, out)
                                             : document_write(asked->session, &document, asked->format, out);
    document_release(&document);
    return status;
}

static enum status write(struct asked *asked, struct buffer *out)
{
    switch (asked->format) {
    case FORMAT_JSON:
        return write_json(asked, out);
    case FORMAT_CSV:
        return result_csv(&asked->record, out);
    default:
        return write_document(asked, out);
    }
}

static enum status read_all(struct asked *asked)
{
    struct session *session = asked->session;
    struct ballot_facts facts;
    struct log *log;
    enum status status = find(asked, &facts, &log);
    if (status == STATUS_OK)
        status = record_read(&asked->record, session, log, &facts, slice_of(asked->place.decision));
    if (status == STATUS_OK)
        status = proposal_read(&asked->proposal, ledger_store(session->ledger), facts.body, facts.proposal,
                               &session->problem);
    return status;
}

static enum status read_format(struct asked *asked)
{
    struct session *session = asked->session;
    enum document_format standard = session_has(session, OPTION_JSON) ? FORMAT_JSON : FORMAT_TEXT;
    enum status status = document_format_read(session, (1u << FORMAT_COUNT) - 1, standard, &asked->format);
    if (status == STATUS_OK && session_has(session, OPTION_JSON) && asked->format != FORMAT_JSON)
        return problem_say(&session->problem, STATUS_USAGE, N_("--json and another --format: give one"), NULL, NULL);
    if (status == STATUS_OK && session_has(session, OPTION_CHART) && asked->format != FORMAT_SVG)
        return problem_say(&session->problem, STATUS_USAGE, N_("--chart belongs to --format svg"), NULL, NULL);
    return status;
}

static enum status result(struct session *session)
{
    struct asked *asked = calloc(1, sizeof *asked);
    struct buffer bytes;
    if (!asked)
        return problem_say(&session->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    asked->session = session;
    buffer_init(&bytes);
    enum status status = read_format(asked);
    if (status == STATUS_OK)
        status = read_all(asked);
    if (status == STATUS_OK)
        status = write(asked, &bytes);
    if (status == STATUS_OK)
        status = document_deliver(session, asked->format, buffer_slice(&bytes));
    buffer_release(&bytes);
    proposal_read_release(&asked->proposal);
    record_release(&asked->record);
    free(asked);
    return status;
}

const struct command commands_result[] = {
    {"result", NULL, "BALLOT", 1, 1, "format output chart",
     N_("write what came out of a ballot as text, markdown, html, pdf, csv, json or svg"), result},
    {0},
};
