#include "tui/command.h"

#include "tui/command_screen.h"
#include "tui/i18n.h"
#include "tui/plain.h"
#include "tui/session_paths.h"
#include "tui/usage.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const struct command commands_key[], commands_body[], commands_enrol[], commands_pending[], commands_people[],
    commands_proposal[], commands_statement[], commands_recusal[], commands_ballot[], commands_vote[], commands_tally[],
    commands_result[], commands_verify[], commands_checkpoint[], commands_rebuild[], commands_oparl[], commands_demo[],
    commands_help[], commands_meeting[], commands_attend[], commands_status[], commands_objection[], commands_minutes[],
    commands_cosign[], commands_roster[], commands_statute[], commands_key_change[], commands_bundle[],
    commands_import[], commands_export[], commands_receipt[], commands_attachment[], commands_power[], commands_show[],
    commands_hub[];

const struct command *const command_tables[] = {
    commands_key,       commands_key_change, commands_body,       commands_roster,
    commands_statute,   commands_enrol,      commands_people,     commands_proposal,
    commands_statement, commands_recusal,    commands_status,     commands_meeting,
    commands_attend,    commands_ballot,     commands_vote,       commands_objection,
    commands_tally,     commands_result,     commands_power,      commands_minutes,
    commands_pending,   commands_verify,     commands_checkpoint, commands_cosign,
    commands_receipt,   commands_export,     commands_attachment, commands_bundle,
    commands_rebuild,   commands_oparl,      commands_import,     commands_hub,
    commands_demo,      commands_show,       commands_help,       NULL,
};

static const struct {
    const char *name;
    const char *value; /* NULL: it takes none; "[FILE]": it may stand alone */
} options[OPTION_COUNT] = {
#define OPTION_ROW(id, name, value, help) [OPTION_##id] = {name, value},
    OPTION_TABLE(OPTION_ROW)
#undef OPTION_ROW
};

const struct command *command_find(char *const *words, size_t count, size_t *used)
{
    const struct command *single = NULL;
    for (size_t i = 0; command_tables[i]; i++) {
        for (const struct command *c = command_tables[i]; c->noun; c++) {
            if (count == 0 || strcmp(words[0], c->noun) != 0)
                continue;
            if (!c->verb)
                single = c;
            else if (count > 1 && strcmp(words[1], c->verb) == 0) {
                *used = 2;
                return c;
            }
        }
    }
    *used = 1;
    return single;
}

/* Options that every verb takes. */
static bool is_common(enum option option)
{
    return option <= OPTION_HELP;
}

static bool takes(const struct command *command, enum option option)
{
    if (is_common(option))
        return true;
    struct slice rest = slice_of(command->options);
    while (rest.length)
        if (slice_is(slice_cut(&rest, ' '), options[option].name))
            return true;
    return false;
}

static enum option option_named(struct slice name)
{
    unsigned i = 0;
    while (i < OPTION_COUNT && !slice_is(name, options[i].name))
        i++;
    return (enum option)i;
}

static enum status set_option(struct session *session, enum option option, const char *value)
{
    if (option == OPTION_SECRETARY) {
        if (session->secretaries == SESSION_SECRETARIES_MAX)
            return problem_say(&session->problem, STATUS_USAGE, N_("there are more than 16 secretaries"), NULL, NULL);
        session->secretary[session->secretaries++] = value;
    } else if (option == OPTION_PAPER) {
        if (session->counts == SESSION_COUNTS_MAX)
            return problem_say(&session->problem, STATUS_USAGE, N_("there are more than 64 counts"), NULL, NULL);
        session->count[session->counts++] = value;
    } else if (session->option[option] && options[option].value) {
        return problem_say(&session->problem, STATUS_USAGE, N_("--{1} is given twice"), options[option].name, NULL);
    }
    session->option[option] = value;
    return STATUS_OK;
}

/* What is wrong with the options is said in the language that stands among them, wherever that is. */
static void find_language(struct session *session, int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            session->option[OPTION_LANG] = argv[i + 1];
        else if (strncmp(argv[i], "--lang=", 7) == 0)
            session->option[OPTION_LANG] = argv[i] + 7;
    }
}

/* Splits the arguments into options and words; `words` has room for all. */
static enum status read_arguments(struct session *session, int argc, char **argv, char **words, size_t *count)
{
    bool only_words = false;
    for (int i = 1; i < argc; i++) {
        if (only_words || argv[i][0] != '-' || argv[i][1] == '\0') {
            words[(*count)++] = argv[i];
            continue;
        }
        if (strcmp(argv[i], "--") == 0) {
            only_words = true;
            continue;
        }
        if (strcmp(argv[i], "-h") == 0) {
            session->option[OPTION_HELP] = "";
            continue;
        }
        const char *argument = strcmp(argv[i], "-o") == 0 ? "--output" : argv[i];
        struct slice rest = slice_of(argument + 2), name = slice_cut(&rest, '=');
        bool attached = strchr(argument, '=') != NULL;
        enum option option = strncmp(argument, "--", 2) == 0 ? option_named(name) : OPTION_COUNT;
        if (option == OPTION_COUNT)
            return problem_say(&session->problem, STATUS_USAGE, N_("there is no option {1}: see \"stimmbuch help\""),
                               argv[i], NULL);
        const char *value = attached ? rest.at : "";
        if (!options[option].value && attached)
            return problem_say(&session->problem, STATUS_USAGE, N_("the option --{1} takes no value"),
                               options[option].name, NULL);
        bool alone = i + 1 == argc || strncmp(argv[i + 1], "--", 2) == 0;
        if (options[option].value && !attached && !(alone && options[option].value[0] == '[')) {
            if (++i == argc)
                return problem_say(&session->problem, STATUS_USAGE, N_("the option --{1} needs a value"),
                                   options[option].name, NULL);
            value = argv[i];
        }
        enum status status = set_option(session, option, value);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status check_usage(struct session *session)
{
    const struct command *command = session->command;
    for (unsigned i = 0; i < OPTION_COUNT; i++)
        if (session->option[i] && !takes(command, (enum option)i))
            return problem_say(&session->problem, STATUS_USAGE, N_("this verb has no option --{1}: see its --help"),
                               options[i].name, NULL);
    if (session->arguments < command->least)
        return usage_missing(session, command->arguments);
    if (session->arguments > command->most)
        return problem_say(&session->problem, STATUS_USAGE, N_("\"{1}\" is one argument too many"),
                           session->argument[command->most], NULL);
    return STATUS_OK;
}

/* COMMANDS: exit status. */
static int exit_status(enum status status)
{
    switch (status) {
    case STATUS_OK:
        return 0;
    case STATUS_MISMATCH:
        return 1;
    case STATUS_USAGE:
    case STATUS_FORM:
    case STATUS_AMBIGUOUS:
        return 2;
    case STATUS_REFUSED:
    case STATUS_NOT_FOUND:
        return 3;
    case STATUS_KEY:
        return 4;
    case STATUS_HUB:
        return 6;
    case STATUS_CANCELLED:
        return 130;
    default:
        return 5;
    }
}

/* Where the ledger, the keys and all else lie: as for the run that a verb belongs to, if it does. */
static enum status find_paths(struct session *session, const struct session *within)
{
    enum status status = session_init(session);
    if (status != STATUS_OK || !within)
        return status;
    const struct {
        struct buffer *own;
        const struct buffer *other;
    } paths[] = {{&session->ledger_path, &within->ledger_path}, {&session->keys_path, &within->keys_path},
                 {&session->people_path, &within->people_path}, {&session->drafts_path, &within->drafts_path},
                 {&session->demo_path, &within->demo_path},     {&session->samples_path, &within->samples_path},
                 {&session->marks_path, &within->marks_path},   {&session->audited_path, &within->audited_path},
                 {&session->proofs_path, &within->proofs_path}};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        buffer_clear(paths[i].own);
        buffer_add(paths[i].own, buffer_slice(paths[i].other));
        if (buffer_status(paths[i].own) != STATUS_OK)
            return STATUS_NO_MEMORY;
    }
    session->keyring.folder = session->keys_path.at;
    return STATUS_OK;
}

/* The screens where there is a terminal, menus where it cannot show them, else the overview. */
static enum status run_without_verb(struct session *session)
{
    static const struct command screens = {.arguments = "", .options = "ascii mono read-only"};
    bool plain = plain_is_wanted(session);
    if (session_has(session, OPTION_HELP) || (!plain && !screen_is_wanted(session)))
        return usage_overview(session, session_has(session, OPTION_HELP) ? stdout : stderr);
    session->command = &screens;
    enum status status = check_usage(session);
    session->command = NULL;
    if (status == STATUS_OK && plain && session_has(session, OPTION_READ_ONLY))
        status = problem_say(&session->problem, STATUS_USAGE, N_("--read-only is for the screens, not for plain mode"),
                             NULL, NULL);
    if (status == STATUS_OK)
        status = session_init(session);
    if (status == STATUS_OK)
        status = plain ? plain_open(session, SLICE("")) : screen_run(session, SLICE(""));
    return status;
}

/* A noun alone, or with a word that is none of its verbs: says which there are. */
static enum status no_command(struct session *session, const char *noun)
{
    struct buffer verbs;
    buffer_init(&verbs);
    for (size_t i = 0; command_tables[i]; i++) {
        for (const struct command *c = command_tables[i]; c->noun; c++) {
            if (strcmp(c->noun, noun) != 0 || !c->verb)
                continue;
            buffer_text(&verbs, verbs.length ? ", " : "");
            buffer_text(&verbs, c->verb);
        }
    }
    enum status status = problem_slices(&session->problem, STATUS_USAGE,
                                        verbs.length ? N_("\"{1}\" wants one of these verbs: {2}")
                                                     : N_("there is no verb \"{1}\": see \"stimmbuch help\""),
                                        slice_of(noun), buffer_slice(&verbs));
    buffer_release(&verbs);
    return status;
}

/* Who asks how it is written may do so while it is not right. */
static bool needs_configuration(const struct session *session, char *const *words, size_t count)
{
    static const char *const none[] = {"help", "version", "completion"};
    bool needs = !session_has(session, OPTION_HELP);
    for (size_t i = 0; count && i < sizeof none / sizeof none[0]; i++)
        needs = needs && strcmp(words[0], none[i]) != 0;
    return needs;
}

/* Options and configuration, and the language, of which both may speak. */
static enum status begin(struct session *session, int argc, char **argv, char **words, size_t *count)
{
    enum status status = read_arguments(session, argc, argv, words, count);
    if (status != STATUS_OK)
        find_language(session, argc, argv);
    struct problem found = session->problem;
    enum status configured = session_configure(session);
    if (status == STATUS_OK && configured != STATUS_OK && needs_configuration(session, words, *count))
        status = configured;
    else
        session->problem = found;
    const char *asked = session->option[OPTION_LANG];
    if (!i18n_start(asked ? asked : session->config.value[CONFIG_LANGUAGE]) && status == STATUS_OK)
        status =
            problem_say(&session->problem, STATUS_USAGE, N_("there is no language \"{1}\": de or en"), asked, NULL);
    return status;
}

static enum status run(struct session *session, const struct session *within, int argc, char **argv, char **words)
{
    size_t count = 0, used = 0;
    enum status status = begin(session, argc, argv, words, &count);
    if (status != STATUS_OK)
        return status;
    if (count == 0)
        return run_without_verb(session);
    session->command = command_find(words, count, &used);
    if (!session->command)
        return no_command(session, words[0]);
    session->argument = words + used;
    session->arguments = count - used;
    if (session_has(session, OPTION_HELP))
        return usage_command(session, session->command);
    status = check_usage(session);
    if (status == STATUS_OK)
        status = find_paths(session, within);
    return status == STATUS_OK ? session->command->run(session) : status;
}

int command_main(int argc, char **argv)
{
    return command_within(NULL, argc, argv);
}

int command_within(const struct session *within, int argc, char **argv)
{
    /* A closed pipe shows as a failed write; see session_print. */
    signal(SIGPIPE, SIG_IGN);
    /* So does the end of what a file may hold (ulimit -f), like a full disk. */
    signal(SIGXFSZ, SIG_IGN);
    struct session session = {.arguments = 0};
    char **words = calloc((size_t)argc + 1, sizeof *words);
    enum status status = words ? run(&session, within, argc, argv, words) : STATUS_NO_MEMORY;
    if (session.problem.status == STATUS_OK)
        session.problem.status = status;
    if (status != STATUS_OK && (status != STATUS_MISMATCH || session.problem.message))
        usage_error(&session, status);
    session_release(&session);
    free(words);
    if (session.signal) {
        signal(session.signal, SIG_DFL);
        raise(session.signal);
    }
    return exit_status(status);
}
