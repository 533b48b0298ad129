/* power: how strong each bench and seat is under a rule; for a body, and for a draft that is not in force. */
#include "data/file.h"
#include "tui/command.h"
#include "tui/founding.h"
#include "tui/i18n.h"
#include "tui/power_svg.h"
#include "tui/power_words.h"
#include "tui/what_if_draft.h"

/* Whose rules are asked about, and everything that they borrow from. */
struct place {
    struct founding founding; /* a draft */
    struct founding other;    /* --what-if with a whole body */
    struct arena arena;       /* --what-if with a change */
    struct power_body now, then;
    struct power_asked asked;
    struct power_svg svg; /* --svg */
};

/* A path has a / in it, or ends in .txt: no name of a body does. */
static bool is_path(const char *argument)
{
    size_t length = strlen(argument);
    return strchr(argument, '/') || (length > 4 && strcmp(argument + length - 4, ".txt") == 0);
}

static void take_body(const struct body *body, struct power_body *out)
{
    *out = (struct power_body){body->name, body->title, body->roster, body->statute};
}

static enum status read_founding(struct session *session, const char *path, struct founding *founding,
                                 struct power_body *out)
{
    enum status status = founding_check(founding, path, &session->problem);
    if (status == STATUS_OK)
        take_body(&founding->body, out);
    return status;
}

static enum status read_now(struct session *session, struct place *place)
{
    struct log *log;
    if (is_path(session->argument[0]))
        return read_founding(session, session->argument[0], &place->founding, &place->now);
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = session_log(session, session->argument[0], &log);
    if (status == STATUS_OK)
        take_body(log_body(log), &place->now);
    return status;
}

/* A change of the roster or the statute, or a whole other body. */
static enum status read_then(struct session *session, struct place *place)
{
    const char *path = session->option[OPTION_WHAT_IF];
    if (what_if_is(path, "body"))
        return read_founding(session, path, &place->other, &place->then);
    place->then = place->now;
    return what_if_read(session, &place->arena, &place->then.roster, &place->then.statute);
}

static const struct rule *find_rule(const struct power_body *body, struct slice id)
{
    const struct statute_rule *found = statute_rule_find(&body->statute, id);
    return found && method_is_counted(found->rule.method) && found->rule.adopted ? &found->rule : NULL;
}

/* One rule, today, and where it is asked for as it would be. */
static enum status show_rule(struct session *session, struct place *place, const struct rule *rule)
{
    struct power_case now, then = {0};
    struct buffer out;
    bool beside = session_has(session, OPTION_WHAT_IF), json = session_has(session, OPTION_JSON);
    const struct rule *changed = beside ? find_rule(&place->then, rule->id) : NULL;
    buffer_init(&out);
    enum status status = power_case_make(&place->now, rule, &place->asked, &now, &session->problem);
    if (status == STATUS_OK && changed)
        status = power_case_make(&place->then, changed, &place->asked, &then, &session->problem);
    if (status == STATUS_OK && session_has(session, OPTION_SVG))
        power_svg_rule(&place->svg, &now, changed ? &then : NULL);
    if (status == STATUS_OK && json) {
        json_t *object = power_json(&now);
        if (object && changed)
            json_object_set_new(object, "what_if", power_json(&then));
        status = session_json(session, object);
    } else if (status == STATUS_OK) {
        if (changed)
            power_words_beside(&now, &then, &out);
        else
            power_words(&now, &out);
        buffer_byte(&out, '\n');
        status = buffer_status(&out);
        if (status == STATUS_OK)
            status = session_print(session, buffer_slice(&out));
    }
    power_case_release(&now);
    power_case_release(&then);
    buffer_release(&out);
    return status;
}

static enum status show(struct session *session, struct place *place)
{
    struct slice wanted = session_value(session, OPTION_RULE);
    const struct statute *statute = &place->now.statute;
    enum status status = STATUS_OK;
    if (session_has(session, OPTION_RULE) && !find_rule(&place->now, wanted))
        return problem_slices(&session->problem, STATUS_NOT_FOUND,
                              N_("the statute has no rule \"{1}\" whose votes are counted here"), wanted, SLICE(""));
    if (!session_has(session, OPTION_JSON)) {
        struct buffer title;
        buffer_init(&title);
        i18n_pattern(_("{1}: voting power"), place->now.title, SLICE(""), &title);
        buffer_text(&title, "\n\n");
        status = buffer_status(&title);
        if (status == STATUS_OK)
            status = session_print(session, buffer_slice(&title));
        buffer_release(&title);
    }
    for (size_t i = 0; i < statute->rules && status == STATUS_OK; i++) {
        const struct rule *rule = find_rule(&place->now, statute->rule[i].rule.id);
        if (rule && (!session_has(session, OPTION_RULE) || slice_equal(rule->id, wanted)))
            status = show_rule(session, place, rule);
    }
    return status;
}

/* --round and --proposer */
static enum status read_asked(struct session *session, struct power_asked *out)
{
    uint64_t round = 1;
    *out = (struct power_asked){.proposer = session_value(session, OPTION_PROPOSER)};
    if (session_has(session, OPTION_ROUND) &&
        (!value_number(session_value(session, OPTION_ROUND), &round) || round < 1 || round > 1000))
        return problem_say(&session->problem, STATUS_USAGE, N_("--round wants a number from 1 to 1000"), NULL, NULL);
    out->round = (uint32_t)round;
    return STATUS_OK;
}

/* The picture of everything that was printed. */
static enum status save_svg(struct session *session, struct place *place, enum status status)
{
    struct buffer picture;
    buffer_init(&picture);
    power_svg_end(&place->svg, &picture);
    if (status == STATUS_OK)
        status = buffer_status(&picture);
    if (status == STATUS_OK && session_has(session, OPTION_SVG))
        status = file_write_new(session->option[OPTION_SVG], buffer_slice(&picture), &session->problem);
    buffer_release(&picture);
    return status;
}

static enum status power(struct session *session)
{
    struct place place = {0};
    founding_init(&place.founding);
    founding_init(&place.other);
    arena_init(&place.arena);
    enum status status = read_asked(session, &place.asked);
    if (status == STATUS_OK)
        status = read_now(session, &place);
    if (status == STATUS_OK && session_has(session, OPTION_WHAT_IF))
        status = read_then(session, &place);
    power_svg_begin(&place.svg, place.now.title);
    if (status == STATUS_OK)
        status = show(session, &place);
    status = save_svg(session, &place, status);
    founding_release(&place.founding);
    founding_release(&place.other);
    arena_release(&place.arena);
    return status;
}

const struct command commands_power[] = {
    {"power", NULL, "BODY|FILE", 1, 1, "rule what-if round proposer svg",
     N_("how strong each bench and seat is under each rule; of a body, or of a statute file"), power},
    {0},
};
