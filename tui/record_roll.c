/* How each seat voted, and why, in a document: bench by bench, vote by vote. */
#include "data/entry_read.h"
#include "data/query_vote.h"
#include "data/replay_votes.h"
#include "tui/document_words.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/record.h"

#include <stdlib.h>

/* Seats are listed under what they voted; where a vote is an order or a selection, each has a line of its own. */
struct roll_call {
    struct record *record;
    size_t words;         /* the options, that they did not vote, that they take no part */
    struct buffer *names; /* benches * words */
    uint64_t *count;
};

static void write_seat(const struct roll_seat *seat, enum seat_class class, struct buffer *out)
{
    buffer_add(out, seat->title.length ? seat->title : seat->id);
    buffer_text(out, class == CLASS_CLERK    ? _(" (recorded by the clerk)")
                     : class == CLASS_DEPUTY ? _(" (by a deputy)")
                                             : "");
}

static void add_seat(struct roll_call *call, size_t at)
{
    const struct counting *counting = &call->record->counting;
    const struct roll_seat *seat = &counting->roll.seat[at];
    bool silent = counting->choice[at] == SITUATION_SILENT;
    size_t word = seat->recused ? call->words - 1 : silent ? call->words - 2 : (size_t)counting->choice[at];
    size_t place = seat->bench * call->words + word;
    if (!seat->voting)
        return;
    buffer_text(&call->names[place], call->count[place] ? ", " : "");
    write_seat(seat, seat->recused || silent ? CLASS_HOLDER : counting->vote_class[at], &call->names[place]);
    call->count[place]++;
}

/* Votes come by seat, highest class first, latest last: of each seat's first class the last one counts. */
static void take_choice(void *context, struct slice seat_id, enum seat_class class, struct slice choice)
{
    struct record *record = context;
    size_t at = roll_seat_find(&record->counting.roll, seat_id);
    if (at == ROLL_NONE || (record->choice[at].at && class > record->class[at]))
        return;
    record->choice[at] = arena_copy(&record->arena, choice);
    record->line.failed = record->line.failed || !record->choice[at].at;
    record->class[at] = (uint8_t) class;
}

enum status record_read_choices(struct record *record)
{
    size_t seats = record->counting.roll.seats;
    if (record->choice)
        return STATUS_OK;
    record->choice = arena_array(&record->arena, seats, sizeof *record->choice);
    record->class = arena_array(&record->arena, seats, sizeof *record->class);
    enum status status = !record->choice || !record->class ? STATUS_NO_MEMORY
                                                           : votes_each(log_replay(record->log), record->facts.index,
                                                                        record->facts.ended, take_choice, record);
    if (status == STATUS_STORE)
        return store_problem(ledger_store(record->session->ledger), &record->session->problem);
    return status == STATUS_OK ? buffer_status(&record->line) : status;
}

static bool is_listed(enum method method)
{
    return method == METHOD_APPROVAL || method == METHOD_RANKING;
}

static const char *word_of(const struct roll_call *call, size_t word)
{
    return word + 1 == call->words ? _("takes no part (recused)") : _("did not vote");
}

/* "yes (3)": the seats. */
static void write_group(struct roll_call *call, size_t bench, size_t word)
{
    struct record *record = call->record;
    size_t place = bench * call->words + word;
    struct buffer label;
    if (!call->count[place])
        return;
    buffer_init(&label);
    if (word + 2 < call->words)
        buffer_add(&label, record_option(record, word));
    else
        buffer_text(&label, word_of(call, word));
    buffer_text(&label, " (");
    format_number(call->count[place], &label);
    buffer_byte(&label, ')');
    record->out->failed = record->out->failed || label.failed || call->names[place].failed;
    document_fact(record->out, buffer_slice(&label), buffer_slice(&call->names[place]));
    buffer_release(&label);
}

static void write_each(struct roll_call *call, size_t bench)
{
    struct record *record = call->record;
    const struct roll *roll = &record->counting.roll;
    for (size_t i = 0; i < roll->seats; i++) {
        if (roll->seat[i].bench != bench || !roll->seat[i].voting || roll->seat[i].recused || !record->choice[i].at)
            continue;
        write_seat(&roll->seat[i], record->class[i], &record -> line);
        document_fact(record->out, buffer_slice(&record->line), i18n_choice(record->choice[i]));
        buffer_clear(&record->line);
    }
}

static void write_bench(struct roll_call *call, size_t bench)
{
    struct record *record = call->record;
    uint64_t seats = 0;
    for (size_t i = 0; i < call->words; i++)
        seats += call->count[bench * call->words + i];
    if (!seats)
        return;
    i18n_pattern(_("Roll call: {1}"), record->counting.roll.bench[bench].title, SLICE(""), &record->line);
    document_put_heading(record->out, record->level, &record->line);
    size_t first = is_listed(record->counting.offer.method) ? call->words - 2 : 0;
    if (first)
        write_each(call, bench);
    for (size_t i = first; i < call->words; i++)
        write_group(call, bench, i);
}

enum status record_write_roll(struct record *record)
{
    const struct counting *counting = &record->counting;
    size_t places = counting->roll.benches * (counting->offer.options + 2);
    struct roll_call call = {.record = record,
                             .words = counting->offer.options + 2,
                             .names = calloc(places + 1, sizeof *call.names),
                             .count = arena_array(&record->arena, places, sizeof *call.count)};
    enum status status = call.names && call.count ? STATUS_OK : STATUS_NO_MEMORY;
    if (status == STATUS_OK && is_listed(counting->offer.method))
        status = record_read_choices(record);
    for (size_t i = 0; i < counting->roll.seats && status == STATUS_OK; i++)
        add_seat(&call, i);
    for (size_t i = 0; i < counting->roll.benches && status == STATUS_OK; i++)
        write_bench(&call, i);
    for (size_t i = 0; call.names && i < places; i++)
        buffer_release(&call.names[i]);
    free(call.names);
    return status;
}

/* The places of the votes that say why. */
struct reasons {
    struct record *record;
    int64_t *index;
    size_t count, room;
};

static bool take_reason(void *context, const struct reason_item *item)
{
    struct reasons *reasons = context;
    struct record *record = reasons->record;
    size_t seat = roll_seat_find(&record->counting.roll, item->seat);
    if (seat == ROLL_NONE || record->counting.roll.seat[seat].recused || item->index >= record->facts.ended)
        return true;
    if (reasons->count == reasons->room) {
        size_t room = reasons->room ? reasons->room * 2 : 16;
        int64_t *larger = arena_array(&record->arena, room, sizeof *larger);
        if (!larger) {
            record->out->failed = true;
            return false;
        }
        if (reasons->count)
            memcpy(larger, reasons->index, reasons->count * sizeof *larger);
        reasons->index = larger;
        reasons->room = room;
    }
    reasons->index[reasons->count++] = item->index;
    return true;
}

static enum status write_reason(struct record *record, int64_t index)
{
    struct entry entry;
    enum status status = entry_read(ledger_store(record->session->ledger), record->facts.body, index, &record->arena,
                                    &entry, &record->session->problem);
    if (status != STATUS_OK)
        return status;
    struct slice seat = entry_value(&entry, "seat"), choice = {0};
    size_t at = roll_seat_find(&record->counting.roll, seat);
    struct buffer word;
    buffer_init(&word);
    choice_word(&entry, &word);
    choice = i18n_choice(buffer_slice(&word));
    i18n_pattern(_("{1} ({2}):"), at == ROLL_NONE ? seat : record->counting.roll.seat[at].title, choice, &record->line);
    document_put_text(record->out, &record->line);
    document_quote(record->out, entry_read_text(&entry, &record->arena));
    buffer_release(&word);
    return STATUS_OK;
}

enum status record_write_reasons(struct record *record)
{
    struct reasons reasons = {.record = record};
    enum status status = query_vote_reasons(ledger_store(record->session->ledger), record->facts.body,
                                            record->facts.index, take_reason, &reasons, &record->session->problem);
    if (status == STATUS_OK && reasons.count)
        document_say_heading(record->out, record->level, _("Reasons"));
    for (size_t i = 0; i < reasons.count && status == STATUS_OK; i++)
        status = write_reason(record, reasons.index[i]);
    return status;
}
