#include "tui/result_document.h"

#include "tui/cost_table.h"
#include "tui/document_words.h"
#include "tui/i18n.h"
#include "tui/proposal_words.h"

enum { SECTION = 2 };

/* The head behind the last entry that the result follows from. */
static enum status write_source(struct record *record, struct document *out)
{
    const struct ballot_facts *facts = &record->facts;
    struct replay *replay = log_replay(record->log);
    uint64_t size = (uint64_t)(facts->has_result ? facts->result : facts->ended) + 1;
    struct digest root;
    if (replay_root(replay, size, &root) != STATUS_OK)
        return store_problem(replay->store, &record->session->problem);
    document_put_head(out, SECTION, log_body(record->log)->name, size, &root);
    return STATUS_OK;
}

static void write_motion(const struct proposal_read *proposal, struct document *out)
{
    if (proposal->text.length) {
        document_say_heading(out, SECTION, _("Text of the proposal"));
        document_quote(out, buffer_slice(&proposal->text));
    }
    cost_table_put(&proposal->cost, SECTION, true, out);
}

enum status result_document(struct record *record, const struct proposal_read *proposal, struct document *out)
{
    struct buffer *line = &record->line;
    buffer_text(line, _("Result: "));
    buffer_text(line, record->facts.title);
    document_begin(out, line, log_body(record->log)->title, proposal->entry.at.seconds);
    document_say_fact(out, _("Body"), log_body(record->log)->title);
    document_say_text(out, _("All times are German legal time."));
    i18n_pattern(_("Ballot: {1} – {2}"), record->counting.rule->rule.title, slice_of(record_outcome(record)), line);
    document_put_heading(out, SECTION, line);
    enum status status = record_write(record, out, SECTION + 1, true);
    if (status == STATUS_OK) {
        write_motion(proposal, out);
        status = write_source(record, out);
    }
    out->failed = out->failed || line->failed;
    return status == STATUS_OK ? document_status(out) : status;
}

/* What a program reads as the seat's vote. */
static struct slice vote_of(const struct record *record, size_t at)
{
    const struct roll_seat *seat = &record->counting.roll.seat[at];
    return !seat->voting ? SLICE("advisory") : seat->recused ? SLICE("recused") : record->choice[at];
}

static bool has_vote(const struct record *record, size_t at)
{
    const struct roll_seat *seat = &record->counting.roll.seat[at];
    return seat->voting && !seat->recused && record->choice[at].at;
}

static void write_cell(struct slice text, bool last, struct buffer *out)
{
    bool formula = text.length && strchr("=+-@", text.at[0]) != NULL;
    buffer_byte(out, '"');
    buffer_text(out, formula ? "'" : "");
    for (size_t i = 0; i < text.length; i++) {
        buffer_text(out, text.at[i] == '"' ? "\"" : "");
        buffer_byte(out, text.at[i]);
    }
    buffer_text(out, last ? "\"\r\n" : "\",");
}

enum status result_csv(struct record *record, struct buffer *out)
{
    const struct roll *roll = &record->counting.roll;
    enum status status = record_read_choices(record);
    buffer_text(out, "bench,seat,title,weight,vote,as\r\n");
    for (size_t i = 0; i < roll->seats && status == STATUS_OK; i++) {
        const struct roll_seat *seat = &roll->seat[i];
        write_cell(roll->bench[seat->bench].id, false, out);
        write_cell(seat->id, false, out);
        write_cell(seat->title, false, out);
        write_cell(seat->weight_text, false, out);
        write_cell(vote_of(record, i), false, out);
        write_cell(has_vote(record, i) ? slice_of(seat_class_name(record->class[i])) : SLICE(""), true, out);
    }
    return status == STATUS_OK ? buffer_status(out) : status;
}

json_t *result_seats_json(struct record *record)
{
    const struct roll *roll = &record->counting.roll;
    json_t *seats = json_array();
    for (size_t i = 0; i < roll->seats && seats; i++) {
        const struct roll_seat *seat = &roll->seat[i];
        json_array_append_new(seats,
                              json_pack("{s:o, s:o, s:o, s:s?}", "seat", json_slice(seat->id), "bench",
                                        json_slice(roll->bench[seat->bench].id), "vote", json_given(vote_of(record, i)),
                                        "as", has_vote(record, i) ? seat_class_name(record->class[i]) : NULL));
    }
    return seats;
}
