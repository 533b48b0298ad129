/* What another statute would make different: rule by rule, what is said now and what would be said. */
#include "tui/draft_report.h"
#include "tui/i18n.h"
#include "tui/statute_words.h"

/* A line of a rule, or of what stands beside the rules, in words. */
struct said {
    enum statute_part part;
    const char *label;
    struct slice words, exact;
};

struct side {
    struct arena *arena;
    struct said *said;
    size_t count, capacity;
    bool failed;
};

static void take(void *context, const struct statute_line *line)
{
    struct side *side = context;
    if (side->count == side->capacity)
        return;
    struct said *said = &side->said[side->count++];
    *said = (struct said){line->part, line->label, arena_copy(side->arena, line->words),
                          arena_copy(side->arena, line->exact)};
    side->failed = side->failed || !said->words.at || !said->exact.at;
}

enum { PARTS = STATUTE_CHANGE + 1 };

static enum status open_side(struct side *side, struct arena *arena)
{
    *side = (struct side){.arena = arena, .capacity = PARTS, .said = arena_array(arena, PARTS, sizeof *side->said)};
    return side->said ? STATUS_OK : STATUS_NO_MEMORY;
}

static const struct said *find(const struct side *side, enum statute_part part)
{
    for (size_t i = 0; i < side->count; i++)
        if (side->said[i].part == part)
            return &side->said[i];
    return NULL;
}

static bool same(const struct said *a, const struct said *b)
{
    return a && b && slice_equal(a->words, b->words) && slice_equal(a->exact, b->exact);
}

/* What is different between the two, below a heading that stands there once. */
static void compare(struct draft_report *report, const struct side *before, const struct side *after,
                    struct slice heading)
{
    bool headed = false;
    for (unsigned part = 0; part < PARTS; part++) {
        const struct said *old = find(before, (enum statute_part)part), *new = find(after, (enum statute_part)part);
        if ((!old && !new) || same(old, new))
            continue;
        if (!headed)
            draft_report_add(report, (struct report_line){STYLE_TITLE, SIGN_COUNT, NULL, heading});
        headed = true;
        if (old)
            draft_report_say(report, STYLE_WARN, old->label, _("now: {1}"), old->words, SLICE(""));
        if (new)
            draft_report_say(report, STYLE_GOOD, old ? "" : new->label, _("then: {1}"), new->words, SLICE(""));
    }
    report->failed = report->failed || before->failed || after->failed;
}

static void add_heading(struct draft_report *report, const struct rule *rule, const char *pattern)
{
    struct buffer heading;
    buffer_init(&heading);
    i18n_pattern(pattern, rule->title, rule->id, &heading);
    draft_report_add(report, (struct report_line){STYLE_TITLE, SIGN_COUNT, NULL, buffer_slice(&heading)});
    buffer_release(&heading);
}

/* `old` may be NULL: it is a new one. */
static enum status compare_rule(struct draft_report *report, const struct statute_rule *old,
                                const struct statute_rule *new, const struct roll *before, const struct roll *after)
{
    struct side left, right;
    struct buffer heading;
    enum status status = open_side(&left, &report->arena);
    buffer_init(&heading);
    if (status == STATUS_OK)
        status = open_side(&right, &report->arena);
    if (status == STATUS_OK && old)
        status = statute_words_rule(old, before, take, &left);
    if (status == STATUS_OK)
        status = statute_words_rule(new, after, take, &right);
    i18n_pattern(old ? _("Rule: {1} ({2})") : _("New rule: {1} ({2})"), new->rule.title, new->rule.id, &heading);
    if (old && !slice_equal(old->rule.title, new->rule.title))
        draft_report_say(report, STYLE_NORMAL, NULL, _("{1}: is called {2} from then on"), old->rule.title,
                         new->rule.title);
    if (status == STATUS_OK)
        compare(report, &left, &right, buffer_slice(&heading));
    buffer_release(&heading);
    return status;
}

static enum status compare_rules(struct draft_report *report, const struct body *body, const struct statute *then,
                                 const struct roll *roster)
{
    const struct statute *now = &body->statute;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < then->rules && status == STATUS_OK; i++)
        status =
            compare_rule(report, statute_rule_find(now, then->rule[i].rule.id), &then->rule[i], &body->roster, roster);
    for (size_t i = 0; i < now->rules; i++)
        if (!statute_rule_find(then, now->rule[i].rule.id))
            add_heading(report, &now->rule[i].rule, _("This rule goes: {1} ({2})"));
    return status;
}

static enum status compare_own(struct draft_report *report, const struct body *body, const struct statute *then,
                               const struct roll *roster)
{
    struct side left, right;
    enum status status = open_side(&left, &report->arena);
    if (status == STATUS_OK)
        status = open_side(&right, &report->arena);
    if (status == STATUS_OK)
        status = statute_words_own(&body->statute, &body->roster, take, &left);
    if (status == STATUS_OK)
        status = statute_words_own(then, roster, take, &right);
    if (status == STATUS_OK)
        compare(report, &left, &right, slice_of(_("For every rule")));
    return status;
}

enum status draft_report_statute(struct draft_report *report, struct log *log, const struct entry *entry,
                                 struct problem *problem)
{
    const struct body *body = log_body(log);
    struct roll roster = body->roster;
    struct statute then;
    enum status status = statute_read(entry, true, &roster, &report->arena, &then, problem);
    size_t before = report->lines;
    if (status == STATUS_OK)
        status = compare_rules(report, body, &then, &roster);
    if (status == STATUS_OK)
        status = compare_own(report, body, &then, &roster);
    if (status == STATUS_OK && report->lines == before)
        draft_report_say(report, STYLE_WARN, "", _("It says the same as the statute that is in force."), SLICE(""),
                         SLICE(""));
    return status == STATUS_OK ? draft_report_status(report) : status;
}
