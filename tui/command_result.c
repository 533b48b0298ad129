/* result: what came out of a ballot, as a paper, as data or as a picture. */
#include "tui/ballot.h"
#include "tui/command.h"
#include "tui/i18n.h"
#include "tui/result_out.h"

static enum status read_format(struct session *session, enum document_format *format)
{
    enum document_format standard = session_has(session, OPTION_JSON) ? FORMAT_JSON : FORMAT_TEXT;
    enum status status = document_format_read(session, (1u << FORMAT_COUNT) - 1, standard, format);
    if (status == STATUS_OK && session_has(session, OPTION_JSON) && *format != FORMAT_JSON)
        return problem_say(&session->problem, STATUS_USAGE, N_("--json and another --format: give one"), NULL, NULL);
    if (status == STATUS_OK && session_has(session, OPTION_CHART) && *format != FORMAT_SVG)
        return problem_say(&session->problem, STATUS_USAGE, N_("--chart belongs to --format svg"), NULL, NULL);
    return status;
}

static enum status result(struct session *session)
{
    struct ballot_facts facts;
    struct buffer bytes;
    enum document_format format;
    buffer_init(&bytes);
    enum status status = read_format(session, &format);
    if (status == STATUS_OK)
        status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = ballot_find(session, session->argument[0], &facts);
    if (status == STATUS_OK)
        status = result_out(session, &facts, format, session->option[OPTION_CHART], &bytes);
    if (status == STATUS_OK)
        status = document_deliver(session, format, buffer_slice(&bytes));
    buffer_release(&bytes);
    return status;
}

const struct command commands_result[] = {
    {"result", NULL, "BALLOT", 1, 1, "format output chart",
     N_("write what came out of a ballot as text, markdown, html, pdf, csv, json or svg"), result},
    {0},
};
