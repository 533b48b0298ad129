/* help, version, completion. */
#include "tui/command.h"
#include "tui/config_words.h"
#include "tui/i18n.h"
#include "tui/manual.h"
#include "tui/usage.h"

static enum status print(struct session *session, void write(struct buffer *out))
{
    struct buffer page;
    buffer_init(&page);
    write(&page);
    enum status status = buffer_status(&page);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&page));
    buffer_release(&page);
    return status;
}

static enum status help(struct session *session)
{
    size_t used = 0;
    if (session_has(session, OPTION_MAN))
        return print(session, manual_write);
    if (session_has(session, OPTION_CONFIG))
        return print(session, config_sample);
    if (session->arguments == 0)
        return usage_overview(session, stdout);
    const struct command *command = command_find(session->argument, session->arguments, &used);
    if (command && used == session->arguments)
        return usage_command(session, command);
    return usage_noun(session, session->argument[0]);
}

static enum status version(struct session *session)
{
    if (session_has(session, OPTION_JSON))
        return session_json(session,
                            json_pack("{s:s, s:s, s:i}", "name", "stimmbuch", "version", VERSION, "format", 1));
    return session_print(session, SLICE("stimmbuch " VERSION "\n"));
}

/* Words of the table, for a shell's own list matching. */
static void nouns(struct buffer *out)
{
    for (size_t i = 0; command_tables[i]; i++) {
        for (const struct command *c = command_tables[i]; c->noun; c++) {
            if (c != command_tables[i] && strcmp(c[-1].noun, c->noun) == 0)
                continue;
            buffer_text(out, out->length ? " " : "");
            buffer_text(out, c->noun);
        }
    }
}

static void verbs(const char *noun, struct buffer *out)
{
    for (size_t i = 0; command_tables[i]; i++) {
        for (const struct command *c = command_tables[i]; c->noun; c++) {
            if (strcmp(c->noun, noun) != 0 || !c->verb)
                continue;
            buffer_text(out, out->length ? " " : "");
            buffer_text(out, c->verb);
        }
    }
}

static void common_options(struct buffer *out)
{
    static const char *const names[] = {
#define OPTION_NAME(id, name, value, help) "--" name,
        OPTION_TABLE(OPTION_NAME)
#undef OPTION_NAME
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        buffer_text(out, i ? " " : "");
        buffer_text(out, names[i]);
    }
}

/* One line a noun that has verbs: `pattern` with {1} noun and {2} its verbs. */
static void each_noun(const char *pattern, struct buffer *out)
{
    struct buffer all;
    buffer_init(&all);
    nouns(&all);
    struct slice rest = buffer_slice(&all);
    while (rest.length) {
        struct buffer noun, list;
        buffer_init(&noun);
        buffer_init(&list);
        buffer_add(&noun, slice_cut(&rest, ' '));
        if (buffer_status(&noun) == STATUS_OK)
            verbs(noun.at, &list);
        if (list.length)
            i18n_pattern(pattern, buffer_slice(&noun), buffer_slice(&list), out);
        buffer_release(&noun);
        buffer_release(&list);
    }
    buffer_release(&all);
}

/* What a shell's completion is made of: nouns as {1}, options as {2}, and a line for the verbs of each noun. */
struct shell {
    const char *name, *head, *noun, *tail;
};

static const struct shell shells[] = {
    {"bash",
     "_stimmbuch() {\n"
     "    local word=${COMP_WORDS[COMP_CWORD]} nouns=\"{1}\" options=\"{2}\"\n"
     "    case $word in -*) mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\"); return ;; esac\n"
     "    if [ \"$COMP_CWORD\" = 1 ]; then mapfile -t COMPREPLY < <(compgen -W \"$nouns\" -- \"$word\"); return; fi\n"
     "    case ${COMP_WORDS[1]} in\n",
     "    {1}) [ \"$COMP_CWORD\" = 2 ] && mapfile -t COMPREPLY < <(compgen -W \"{2}\" -- \"$word\") ;;\n",
     "    esac\n}\ncomplete -o default -F _stimmbuch stimmbuch\n"},
    {"zsh",
     "#compdef stimmbuch\n_stimmbuch() {\n    local -a nouns options\n    nouns=({1})\n    options=({2})\n"
     "    if [[ $words[CURRENT] == -* ]]; then compadd -- $options; return; fi\n"
     "    if (( CURRENT == 2 )); then compadd -- $nouns; return; fi\n"
     "    case $words[2] in\n",
     "    {1}) (( CURRENT == 3 )) && compadd -- {2} ;;\n", "    esac\n    _files\n}\ncompdef _stimmbuch stimmbuch\n"},
    {"fish",
     "complete -c stimmbuch -n __fish_use_subcommand -f -a '{1}'\n"
     "for option in {2}\n    complete -c stimmbuch -l (string sub -s 3 -- $option)\nend\n",
     "complete -c stimmbuch -n '__fish_seen_subcommand_from {1}' -f -a '{2}'\n", ""},
};

static enum status completion(struct session *session)
{
    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++) {
        if (strcmp(session->argument[0], shells[i].name) != 0)
            continue;
        struct buffer names, options, out;
        buffer_init(&names);
        buffer_init(&options);
        buffer_init(&out);
        nouns(&names);
        common_options(&options);
        i18n_pattern(shells[i].head, buffer_slice(&names), buffer_slice(&options), &out);
        each_noun(shells[i].noun, &out);
        buffer_text(&out, shells[i].tail);
        enum status status = buffer_status(&out);
        if (status == STATUS_OK)
            status = session_print(session, buffer_slice(&out));
        buffer_release(&names);
        buffer_release(&options);
        buffer_release(&out);
        return status;
    }
    return problem_say(&session->problem, STATUS_USAGE, N_("there is no completion for \"{1}\": bash, zsh or fish"),
                       session->argument[0], NULL);
}

const struct command commands_help[] = {
    {"completion", NULL, "bash|zsh|fish", 1, 1, "", N_("print a completion script for a shell"), completion},
    {"version", NULL, "", 0, 0, "", N_("print the version"), version},
    {"help", NULL, "[VERB]", 0, 2, "man config", N_("show all verbs, or one"), help},
    {0},
};
