#include "data/demo_script.h"

#include "core/field.h"
#include "core/text.h"

/* What may follow the words of an action. */
enum tail { TAIL_NONE, TAIL_TEXT, TAIL_REASON, TAIL_DAYS };

static const struct {
    const char *name;
    size_t words;
    enum tail tail;
    size_t file; /* which of the words is a path, 1-based; 0: none */
} verbs[DEMO_VERBS] = {
    [DEMO_DAY] = {"day", 1, TAIL_NONE, 0},         [DEMO_BODY] = {"body", 2, TAIL_NONE, 1},
    [DEMO_WHO] = {"who", 1, TAIL_TEXT, 0},         [DEMO_DELEGATE] = {"delegate", 1, TAIL_NONE, 0},
    [DEMO_SEAT] = {"seat", 2, TAIL_NONE, 0},       [DEMO_DEPUTY] = {"deputy", 3, TAIL_NONE, 0},
    [DEMO_AUDITOR] = {"auditor", 2, TAIL_NONE, 0}, [DEMO_PROPOSE] = {"propose", 3, TAIL_NONE, 3},
    [DEMO_STATE] = {"state", 4, TAIL_NONE, 4},     [DEMO_RECUSE] = {"recuse", 3, TAIL_NONE, 0},
    [DEMO_OPEN] = {"open", 3, TAIL_DAYS, 0},       [DEMO_VOTE] = {"vote", 4, TAIL_REASON, 0},
    [DEMO_CLOSE] = {"close", 2, TAIL_NONE, 0},     [DEMO_MEETING] = {"meeting", 3, TAIL_NONE, 2},
    [DEMO_ATTEND] = {"attend", 4, TAIL_NONE, 0},   [DEMO_PUT] = {"put", 4, TAIL_NONE, 0},
    [DEMO_CLERK] = {"clerk", 4, TAIL_NONE, 0},     [DEMO_STATUS] = {"status", 3, TAIL_REASON, 0},
};

struct reading {
    struct demo_script *script;
    struct problem *problem;
    unsigned long line;
    uint64_t day;   /* 0: none yet */
    unsigned today; /* actions of this day */
};

static enum status refuse(const struct reading *r, const char *message, struct slice detail)
{
    problem_place(r->problem, r->line, 1);
    return problem_slices(r->problem, STATUS_FORM, message, detail, SLICE(""));
}

/* Below the script's folder: no path from the root, and none that leads out of it. */
static bool is_below(struct slice path)
{
    if (path.length == 0 || path.at[0] == '/')
        return false;
    while (path.length)
        if (slice_is(slice_cut(&path, '/'), ".."))
            return false;
    return true;
}

static enum status read_words(const struct reading *r, struct slice *rest, struct demo_action *out)
{
    for (size_t i = 0; i < verbs[out->verb].words; i++) {
        out->word[i] = slice_cut(rest, ' ');
        if (out->word[i].length == 0)
            return refuse(r, N_("\"{1}\" wants more words, with one blank between them"),
                          slice_of(verbs[out->verb].name));
    }
    size_t file = verbs[out->verb].file;
    if (file && !is_below(out->word[file - 1]))
        return refuse(r, N_("the path \"{1}\" leads out of the folder of the samples"), out->word[file - 1]);
    return STATUS_OK;
}

static enum status read_tail(const struct reading *r, struct slice rest, struct demo_action *out)
{
    enum tail tail = verbs[out->verb].tail;
    if (rest.length == 0)
        return tail == TAIL_TEXT ? refuse(r, N_("\"{1}\" wants a text"), slice_of(verbs[out->verb].name)) : STATUS_OK;
    if (tail == TAIL_NONE)
        return refuse(r, N_("\"{1}\" is one word too many"), rest);
    if (tail != TAIL_DAYS)
        out->text = rest;
    else if (!value_number(rest, &out->days) || out->days == 0 || out->days > DEMO_DAYS_MAX)
        return refuse(r, N_("\"{1}\" is no number of days"), rest);
    return STATUS_OK;
}

static enum status begin_day(struct reading *r, struct slice offset)
{
    uint64_t day;
    if (!value_number(offset, &day) || day == 0 || day > DEMO_DAYS_MAX)
        return refuse(r, N_("\"{1}\" is no number of days"), offset);
    if (r->day && day >= r->day)
        return refuse(r, N_("day {1} is not after the one before"), offset);
    r->day = day;
    r->today = 0;
    return STATUS_OK;
}

static enum status find_verb(const struct reading *r, struct slice name, enum demo_verb *out)
{
    unsigned verb = 0;
    while (verb < DEMO_VERBS && !slice_is(name, verbs[verb].name))
        verb++;
    *out = (enum demo_verb)verb;
    return verb < DEMO_VERBS ? STATUS_OK : refuse(r, N_("there is no action \"{1}\""), name);
}

static enum status read_action(struct reading *r, struct slice line)
{
    struct demo_action action = {.line = r->line, .day = r->day};
    enum status status = find_verb(r, slice_cut(&line, ' '), &action.verb);
    if (status == STATUS_OK)
        status = read_words(r, &line, &action);
    if (status == STATUS_OK)
        status = read_tail(r, line, &action);
    if (status != STATUS_OK)
        return status;
    if (action.verb == DEMO_DAY)
        return begin_day(r, action.word[0]);
    if (r->day == 0)
        return refuse(r, N_("the script does not begin with a day"), SLICE(""));
    /* The address book and the delegate make no entry. */
    if (action.verb != DEMO_WHO && action.verb != DEMO_DELEGATE && ++r->today > DEMO_ACTIONS_A_DAY)
        return refuse(r, N_("there are more than 60 actions on one day"), SLICE(""));
    r->script->action[r->script->actions++] = action;
    return STATUS_OK;
}

enum status demo_script_read(struct slice bytes, struct arena *arena, struct demo_script *out, struct problem *problem)
{
    struct reading r = {.script = out, .problem = problem};
    size_t lines = 1;
    for (size_t i = 0; i < bytes.length; i++)
        lines += bytes.at[i] == '\n';
    *out = (struct demo_script){.action = arena_array(arena, lines, sizeof *out->action)};
    if (!out->action)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    enum status status = text_check(bytes, true, problem);
    while (status == STATUS_OK && bytes.length) {
        struct slice line = slice_cut(&bytes, '\n');
        r.line++;
        if (line.length && line.at[0] != '#')
            status = read_action(&r, line);
    }
    return status;
}
