#include "tui/opening.h"

#include "data/proposal_read.h"
#include "data/query_meeting.h"
#include "tui/gate_words.h"
#include "tui/proposal_alerts.h"
#include "tui/statute_words.h"

#include <stdlib.h>

void opening_release(struct opening *opening)
{
    for (size_t i = 0; i < opening->rule_room; i++)
        rule_words_release(&opening->rule[i].words);
    for (size_t i = 0; i < opening->meeting_room; i++)
        buffer_release(&opening->meeting[i].title);
    free(opening->rule);
    free(opening->meeting);
    buffer_release(&opening->title);
    buffer_release(&opening->alerts);
    arena_release(&opening->arena);
}

static bool take_proposal(void *context, const struct proposal_item *item)
{
    struct opening *opening = context;
    buffer_clear(&opening->title);
    buffer_add(&opening->title, item->number);
    buffer_text(&opening->title, "  ");
    buffer_add(&opening->title, item->title);
    if (item->kind.length < sizeof opening->kind) {
        memset(opening->kind, 0, sizeof opening->kind);
        memcpy(opening->kind, item->kind.at, item->kind.length);
    }
    return false;
}

/* What is being read of the gates. */
struct reading {
    struct opening *opening;
    const struct roll *roster;
    const struct cost_matrix *cost;
    size_t capacity;
    bool failed;
};

static struct slice keep(struct reading *reading, const struct buffer *text)
{
    struct slice copy = arena_copy(&reading->opening->arena, buffer_slice(text));
    reading->failed = reading->failed || text->failed || !copy.at;
    return copy;
}

/* In the statute's order, first those that are not passed. */
static bool take_gate(void *context, const struct gate_item *item)
{
    struct reading *reading = context;
    struct opening *opening = reading->opening;
    struct buffer demand, lack;
    if (opening->gates == reading->capacity)
        return false;
    buffer_init(&demand);
    buffer_init(&lack);
    statute_words_require(item->require, reading->roster, &demand);
    if (!item->passes)
        gate_words_lack(item, reading->cost, &lack);
    size_t at = item->passes ? opening->gates : opening->closed++;
    memmove(&opening->gate[at + 1], &opening->gate[at], (opening->gates - at) * sizeof *opening->gate);
    opening->gate[at] =
        (struct opening_gate){.passes = item->passes, .demand = keep(reading, &demand), .lack = keep(reading, &lack)};
    opening->gates++;
    buffer_release(&demand);
    buffer_release(&lack);
    return true;
}

static enum status load_gates(struct app *app, struct opening *opening, struct log *log)
{
    const struct body *body = log_body(log);
    struct proposal_read read;
    struct reading reading = {.opening = opening, .roster = &body->roster, .capacity = body->statute.requires};
    arena_release(&opening->arena);
    opening->gates = opening->closed = 0;
    opening->gate = arena_array(&opening->arena, reading.capacity, sizeof *opening->gate);
    enum status status = opening->gate ? STATUS_OK : STATUS_NO_MEMORY;
    if (status != STATUS_OK)
        return status;
    status = proposal_read(&read, app_store(app), opening->proposal.body, opening->proposal.index, &app->problem);
    if (status == STATUS_OK) {
        reading.cost = &read.cost;
        buffer_clear(&opening->alerts);
        proposal_alerts(&read.entry, &read.cost, &opening->alerts);
        status = gate_report(log, &opening->proposal, app->now, take_gate, &reading, &app->problem);
    }
    proposal_read_release(&read);
    return status == STATUS_OK && reading.failed ? STATUS_NO_MEMORY : status;
}

static bool serves(const struct rule *rule, struct slice kind)
{
    for (size_t i = 0; i < rule->kinds; i++)
        if (slice_equal(rule->kind[i], kind))
            return true;
    return rule->kinds == 0;
}

/* What has room for `count` elements and keeps those that are there; what is new is zeros. NULL: there is no memory. */
static void *grow(void *array, size_t *room, size_t count, size_t size)
{
    if (count <= *room)
        return array;
    void *grown = reallocarray(array, count, size);
    if (!grown)
        return NULL;
    memset((char *)grown + *room * size, 0, (count - *room) * size);
    *room = count;
    return grown;
}

static enum status load_rules(struct opening *opening, const struct body *body)
{
    enum status status = STATUS_OK;
    size_t count = body->statute.rules;
    struct opening_rule *rules = grow(opening->rule, &opening->rule_room, count, sizeof *rules);
    opening->rules = 0;
    if (!rules && count)
        return STATUS_NO_MEMORY;
    opening->rule = rules;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        const struct statute_rule *rule = &body->statute.rule[i];
        struct opening_rule *row = &rules[opening->rules];
        if (rule->rule.id.length >= sizeof row->id)
            continue;
        memset(row->id, 0, sizeof row->id);
        memcpy(row->id, rule->rule.id.at, rule->rule.id.length);
        row->kind_fits = serves(&rule->rule, slice_of(opening->kind));
        row->on_paper = rule->rule.method == METHOD_EXTERNAL;
        status = rule_words_write(&row->words, rule, &body->roster);
        opening->rules++;
    }
    return status;
}

/* The meetings while they are read. */
struct meetings {
    struct opening *opening;
    bool no_memory;
};

static bool take_meeting(void *context, const struct meeting_item *item)
{
    struct meetings *reading = context;
    struct opening *opening = reading->opening;
    if (item->minutes)
        return true;
    size_t count = opening->meetings + 1;
    struct opening_meeting *meetings = opening->meeting;
    if (count > opening->meeting_room)
        meetings = grow(meetings, &opening->meeting_room, 2 * count, sizeof *meetings);
    reading->no_memory = !meetings;
    if (!meetings)
        return false;
    opening->meeting = meetings;
    struct opening_meeting *meeting = &meetings[opening->meetings++];
    meeting->index = item->index;
    meeting->id = item->id;
    buffer_clear(&meeting->title);
    i18n_pattern("{1}  {2}", item->number, item->title, &meeting->title);
    return true;
}

void opening_choose(struct opening *opening, int64_t meeting)
{
    opening->place = 0;
    for (size_t i = 0; i < opening->meetings; i++)
        if (opening->meeting[i].index == meeting)
            opening->place = i + 1;
}

/* What was chosen stays chosen, wherever it stands now. */
static enum status load_meetings(struct app *app, struct opening *opening)
{
    int64_t chosen = opening->place ? opening->meeting[opening->place - 1].index : -1;
    struct meetings reading = {.opening = opening};
    opening->meetings = 0;
    enum status status =
        query_meetings(app_store(app), opening->proposal.body, -1, take_meeting, &reading, &app->problem);
    opening_choose(opening, chosen);
    return status == STATUS_OK && reading.no_memory ? STATUS_NO_MEMORY : status;
}

enum status opening_load(struct app *app, struct opening *opening)
{
    struct log *log;
    struct proposal_filter filter = {.body = opening->proposal.body, .before = opening->proposal.seq + 1, .limit = 1};
    enum status status = ledger_log_number(app->session->ledger, opening->proposal.body, &log, &app->problem);
    if (status == STATUS_OK)
        status = query_proposals(app_store(app), &filter, take_proposal, opening, &app->problem);
    if (status != STATUS_OK)
        return status;
    opening->deadline_required = log_body(log)->statute.deadline_required;
    status = load_rules(opening, log_body(log));
    if (status == STATUS_OK)
        status = load_gates(app, opening, log);
    if (status == STATUS_OK)
        status = load_meetings(app, opening);
    if (status == STATUS_OK && buffer_status(&opening->title) != STATUS_OK)
        status = STATUS_NO_MEMORY;
    return status == STATUS_OK ? buffer_status(&opening->alerts) : status;
}
