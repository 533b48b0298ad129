#include "tui/result_out.h"

#include "tui/i18n.h"
#include "tui/result_document.h"
#include "tui/tally_json.h"

#include <stdlib.h>

struct writing {
    struct session *session;
    struct record record;
    struct proposal_read proposal;
    struct ballot_place place;
    enum document_format format;
    const char *chart;
};

/* Only what is over has a result. */
static enum status read_all(struct writing *writing, const struct ballot_facts *facts)
{
    struct session *session = writing->session;
    struct store *store = ledger_store(session->ledger);
    struct log *log;
    if (facts->open)
        return problem_say(&session->problem, STATUS_REFUSED,
                           N_("this ballot is still open: \"stimmbuch tally\" shows how it stands"), NULL, NULL);
    enum status status = ledger_log_number(session->ledger, facts->body, &log, &session->problem);
    if (status == STATUS_OK)
        status = query_ballot_place(store, facts->body, facts->index, &writing->place, &session->problem);
    if (status == STATUS_OK)
        status = record_read(&writing->record, session, log, facts, slice_of(writing->place.decision));
    if (status == STATUS_OK)
        status = proposal_read(&writing->proposal, store, facts->body, facts->proposal, &session->problem);
    return status;
}

static enum status write_json(struct writing *writing, struct buffer *out)
{
    struct record *record = &writing->record;
    struct tally_view view = {
        .session = writing->session, .ballot = record->facts, .counting = record->counting, .facts = record->tally};
    view.facts.counting = &view.counting;
    tally_view_set(&view);
    enum status status = record_read_choices(record);
    if (status != STATUS_OK)
        return status;
    json_t *object = tally_json(&view), *seats = result_seats_json(record);
    bool whole = object && seats && json_object_set(object, "roll", seats) == 0;
    char *text = whole ? json_dumps(object, JSON_COMPACT) : NULL;
    json_decref(object);
    json_decref(seats);
    if (!text)
        return problem_say(&writing->session->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    buffer_text(out, text);
    buffer_byte(out, '\n');
    free(text);
    return buffer_status(out);
}

/* The picture of that name among those of the document. */
static enum status write_picture(struct session *session, const char *name, const struct document *document,
                                 struct buffer *out)
{
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

static enum status write_document(struct writing *writing, struct buffer *out)
{
    struct document document;
    document_init(&document, "");
    enum status status = result_document(&writing->record, &writing->proposal, &document);
    if (status == STATUS_OK)
        status = writing->format == FORMAT_SVG ? write_picture(writing->session, writing->chart, &document, out)
                                               : document_write(writing->session, &document, writing->format, out);
    document_release(&document);
    return status;
}

static enum status write_as(struct writing *writing, struct buffer *out)
{
    switch (writing->format) {
    case FORMAT_JSON:
        return write_json(writing, out);
    case FORMAT_CSV:
        return result_csv(&writing->record, out);
    default:
        return write_document(writing, out);
    }
}

enum status result_out(struct session *session, const struct ballot_facts *facts, enum document_format format,
                       const char *chart, struct buffer *out)
{
    struct writing *writing = calloc(1, sizeof *writing);
    if (!writing)
        return problem_say(&session->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    writing->session = session;
    writing->format = format;
    writing->chart = chart ? chart : "benches";
    enum status status = read_all(writing, facts);
    if (status == STATUS_OK)
        status = write_as(writing, out);
    proposal_read_release(&writing->proposal);
    record_release(&writing->record);
    free(writing);
    return status;
}
