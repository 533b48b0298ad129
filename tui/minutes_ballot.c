/* Minutes: a ballot, its counts per bench, the rule's comparisons, and how each seat voted and why. */
#include "data/count.h"
#include "data/entry_read.h"
#include "data/query_vote.h"
#include "tui/i18n.h"
#include "tui/lead_words.h"
#include "tui/minutes.h"
#include "tui/tally_facts.h"

struct part {
    const struct minutes *minutes;
    const struct meeting_ballot *ballot;
    struct counting counting;
    struct tally_facts facts;
    struct arena arena;
};

static void write_option(struct slice option, struct buffer *out)
{
    minutes_plain(i18n_choice(option), out);
}

/* "| Kommunen | 4 | 3 | 2 | 1 | 0 |" under its heading. */
static void write_counts(const struct part *part)
{
    const struct offer *offer = &part->counting.offer;
    size_t options = offer->options;
    struct buffer *out = part->minutes->out;
    buffer_text(out, _("| Bench | seats | votes |"));
    for (size_t i = 0; i < options; i++) {
        buffer_byte(out, ' ');
        write_option(offer->option[i].id, out);
        buffer_text(out, " |");
    }
    buffer_text(out, "\n| --- | ---: | ---: |");
    for (size_t i = 0; i < options; i++)
        buffer_text(out, " ---: |");
    buffer_byte(out, '\n');
    for (size_t b = 0; b < part->counting.roll.benches; b++) {
        const struct tally_bench *bench = &part->counting.tally.bench[b];
        buffer_text(out, "| ");
        minutes_plain(part->counting.roll.bench[b].title, out);
        buffer_format(out, " | %llu | %llu |", (unsigned long long)bench->seats, (unsigned long long)bench->cast);
        for (size_t i = 0; i < options; i++)
            buffer_format(out, " %llu |", (unsigned long long)bench->count[i].heads);
        buffer_byte(out, '\n');
    }
    buffer_byte(out, '\n');
}

/* What the columns of the table mean, where the ballot names its options. */
static void write_options(const struct part *part)
{
    const struct offer *offer = &part->counting.offer;
    for (size_t i = 0; i < offer->lines; i++) {
        buffer_text(part->minutes->out, "- ");
        minutes_plain(offer->option[i].id, part->minutes->out);
        buffer_text(part->minutes->out, ": ");
        minutes_plain(offer->option[i].title, part->minutes->out);
        buffer_byte(part->minutes->out, '\n');
    }
    buffer_text(part->minutes->out, offer->lines ? "\n" : "");
}

/* Each line of the text a point. */
static void write_points(struct slice text, struct buffer *out)
{
    while (text.length) {
        struct slice line = slice_cut(&text, '\n');
        while (line.length && line.at[0] == ' ')
            line = slice_from(line, 1);
        buffer_text(out, "- ");
        minutes_plain(line, out);
        buffer_byte(out, '\n');
    }
}

/* Who leads; and in a ranking the pairs, which are a block of their own. */
static void write_lead(const struct part *part)
{
    struct buffer words, table;
    buffer_init(&words);
    buffer_init(&table);
    lead_words(&part->counting, &words);
    lead_table(&part->counting, "    ", &table);
    write_points(buffer_slice(&words), part->minutes->out);
    if (table.length) {
        struct slice rest = buffer_slice(&table);
        while (rest.length) {
            struct slice line = slice_cut(&rest, '\n');
            bool heading = line.at[0] != ' ';
            buffer_text(part->minutes->out, heading ? "\n" : "");
            buffer_add(part->minutes->out, line);
            buffer_text(part->minutes->out, heading ? "\n\n" : "\n");
        }
        buffer_byte(part->minutes->out, '\n');
    }
    buffer_release(&words);
    buffer_release(&table);
}

static void write_reasons(const struct part *part, const struct comparison *comparison, size_t count, const char *title)
{
    struct buffer *out = part->minutes->out;
    for (size_t i = 0; i < count; i++) {
        struct buffer text;
        buffer_init(&text);
        expression_explain(&comparison[i], &part->counting.roll, i18n_vocabulary(), &text);
        buffer_text(out, "- ");
        buffer_text(out, title);
        minutes_plain(buffer_slice(&text), out);
        buffer_text(out, comparison[i].verdict == VERDICT_TRUE ? " ✓\n" : " ✗\n");
        buffer_release(&text);
    }
}

struct cast {
    struct arena *arena;
    bool there;
    int64_t index, class;
    struct slice choice;
};

static bool take_vote(void *context, const struct vote_item *item)
{
    struct cast *cast = context;
    cast->there = true;
    cast->index = item->index;
    cast->class = item->class;
    cast->choice = arena_copy(cast->arena, item->choice);
    return false;
}

/* "- Stadt: yes (recorded by the clerk)", and below it the reason that was given. */
static enum status write_vote(struct part *part, size_t seat)
{
    const struct minutes *minutes = part->minutes;
    struct session *session = minutes->session;
    struct store *store = ledger_store(session->ledger);
    struct cast cast = {.arena = &part->arena};
    struct entry entry;
    enum status status = query_counted_vote(store, part->ballot->facts.body, part->ballot->facts.index,
                                            part->counting.roll.seat[seat].id, take_vote, &cast, &session->problem);
    if (status != STATUS_OK || !cast.there)
        return status;
    status = entry_read(store, part->ballot->facts.body, cast.index, &part->arena, &entry, &session->problem);
    if (status != STATUS_OK)
        return status;
    struct slice text = entry_read_text(&entry, &part->arena);
    buffer_text(minutes->out, "- ");
    minutes_plain(part->counting.roll.seat[seat].title, minutes->out);
    buffer_text(minutes->out, ": ");
    write_option(cast.choice, minutes->out);
    buffer_text(minutes->out, cast.class == CLASS_CLERK    ? _(" (recorded by the clerk)")
                              : cast.class == CLASS_DEPUTY ? _(" (by a deputy)")
                                                           : "");
    buffer_text(minutes->out, text.length ? "\n\n" : "\n");
    if (text.length)
        minutes_quote(text, minutes->out);
    return STATUS_OK;
}

static enum status write_votes(struct part *part)
{
    enum status status = STATUS_OK;
    buffer_text(part->minutes->out, _("\nHow the seats voted:\n\n"));
    for (size_t i = 0; i < part->counting.roll.seats && status == STATUS_OK; i++) {
        const struct roll_seat *seat = &part->counting.roll.seat[i];
        if (seat->voting && !seat->recused)
            status = write_vote(part, i);
    }
    return status;
}

static void write_result(const struct part *part, const char *word)
{
    struct buffer *out = part->minutes->out;
    const struct statute_rule *rule = part->counting.rule;
    buffer_text(out, "**");
    minutes_plain(rule->rule.title, out);
    buffer_text(out, ": ");
    buffer_text(out, word ? word : "");
    buffer_text(out, "**");
    if (part->ballot->decision.length) {
        buffer_text(out, " · ");
        i18n_pattern(_("decision {1}"), part->ballot->decision, SLICE(""), out);
    }
    if (part->ballot->facts.round > 1) {
        buffer_text(out, " · ");
        i18n_count(_("round {1}"), part->ballot->facts.round, out);
    }
    buffer_text(out, "\n\n");
}

/* Why a ballot was declared void. */
static enum status write_void(struct part *part)
{
    struct session *session = part->minutes->session;
    struct entry entry;
    enum status status = entry_read(ledger_store(session->ledger), part->ballot->facts.body, part->ballot->facts.ended,
                                    &part->arena, &entry, &session->problem);
    if (status == STATUS_OK)
        minutes_quote(entry_read_text(&entry, &part->arena), part->minutes->out);
    return status;
}

/* Whether it is final, whom it binds, what was counted on paper: each line a point. */
static void write_facts(const struct part *part)
{
    struct buffer lines;
    buffer_init(&lines);
    tally_facts_words(&part->facts, &lines);
    write_points(buffer_slice(&lines), part->minutes->out);
    buffer_byte(part->minutes->out, '\n');
    buffer_release(&lines);
}

static enum status write_counted(struct part *part)
{
    const struct tally *tally = &part->counting.tally;
    struct buffer *out = part->minutes->out;
    enum status status = STATUS_OK;
    if (!part->counting.paper) {
        write_options(part);
        write_counts(part);
        write_lead(part);
        write_reasons(part, tally->quorum, tally->quorums, _("quorum: "));
        write_reasons(part, tally->adopted, tally->adopteds, _("adopted: "));
        status = write_votes(part);
    }
    buffer_byte(out, '\n');
    write_facts(part);
    return status;
}

/* While it is open nothing but its state is told. */
static enum status write_ballot(struct part *part)
{
    const struct ballot_facts *facts = &part->ballot->facts;
    const char *word = i18n_word(slice_of(part->facts.result));
    write_result(part, word);
    if (facts->open)
        return STATUS_OK;
    return facts->is_void ? write_void(part) : write_counted(part);
}

enum status minutes_ballot(const struct minutes *minutes, const struct meeting_ballot *ballot)
{
    struct part part = {.minutes = minutes, .ballot = ballot};
    const struct ballot_facts *facts = &ballot->facts;
    struct session *session = minutes->session;
    int64_t upto = facts->open ? (int64_t)log_size(minutes->log) : facts->ended;
    arena_init(&part.arena);
    enum status status = counting_make(log_replay(minutes->log), facts->index, facts->proposal, slice_of(facts->rule),
                                       facts->round, upto, &part.counting);
    if (status == STATUS_STORE)
        store_problem(ledger_store(session->ledger), &session->problem);
    if (status == STATUS_OK)
        status = tally_facts_read(session, minutes->log, facts, &part.counting, &part.facts);
    if (status == STATUS_OK)
        status = write_ballot(&part);
    tally_facts_release(&part.facts);
    counting_release(&part.counting);
    arena_release(&part.arena);
    return status;
}
