#include "tui/usage.h"

#include "core/text.h"
#include "tui/gate_lacks.h"
#include "tui/i18n.h"

#include <stdlib.h>

const struct usage_option usage_options[OPTION_COUNT] = {
#define OPTION_ROW(id, name, value, help) [OPTION_##id] = {name, value, help},
    OPTION_TABLE(OPTION_ROW)
#undef OPTION_ROW
};

enum { HELP_COLUMN = 44 };

/* "  left          right": on two lines where the left part is long. */
static void row(struct buffer *out, struct slice left, const char *right)
{
    buffer_text(out, "  ");
    buffer_add(out, left);
    int width = text_width(left) + 2;
    if (width >= HELP_COLUMN) {
        buffer_byte(out, '\n');
        width = 0;
    }
    for (; width < HELP_COLUMN; width++)
        buffer_byte(out, ' ');
    buffer_text(out, right);
    buffer_byte(out, '\n');
}

void usage_arguments(const char *arguments, struct buffer *out)
{
    static const char *const words[] = {
        N_("BALLOT"),  N_("BENCH"),   N_("BODY"), N_("CHOICE"), N_("DIR"),    N_("FILE"), N_("HEADS"),    N_("ID"),
        N_("KEYNAME"), N_("MEETING"), N_("NAME"), N_("NUMBER"), N_("OPTION"), N_("PATH"), N_("PROPOSAL"), N_("RULE"),
        N_("SEAT"),    N_("STATE"),   N_("TEXT"), N_("TIME"),   N_("VERB"),   N_("VKEY"), N_("VOTE"),     N_("WEIGHT"),
    };
    while (*arguments) {
        size_t length = strspn(arguments, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        struct slice word = {arguments, length ? length : 1};
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
            if (slice_is(word, words[i]))
                word = slice_of(_(words[i]));
        buffer_add(out, word);
        arguments += length ? length : 1;
    }
}

enum status usage_missing(struct session *session, const char *arguments)
{
    struct buffer words;
    buffer_init(&words);
    usage_arguments(arguments, &words);
    enum status status = problem_slices(&session->problem, STATUS_USAGE, N_("something is missing: {1}"),
                                        buffer_slice(&words), SLICE(""));
    buffer_release(&words);
    return status;
}

void usage_words(const struct command *command, struct buffer *out)
{
    buffer_text(out, command->noun);
    if (command->verb) {
        buffer_byte(out, ' ');
        buffer_text(out, command->verb);
    }
}

static void command_row(const struct command *command, struct buffer *out)
{
    struct buffer left;
    buffer_init(&left);
    usage_words(command, &left);
    if (*command->arguments) {
        buffer_byte(&left, ' ');
        usage_arguments(command->arguments, &left);
    }
    row(out, buffer_slice(&left), _(command->help));
    buffer_release(&left);
}

static void option_row(unsigned option, struct buffer *out)
{
    struct buffer left;
    buffer_init(&left);
    buffer_text(&left, "--");
    buffer_text(&left, usage_options[option].name);
    if (usage_options[option].value) {
        buffer_byte(&left, ' ');
        usage_arguments(usage_options[option].value, &left);
    }
    row(out, buffer_slice(&left), _(usage_options[option].help));
    buffer_release(&left);
}

static enum status flush(struct session *session, struct buffer *text, FILE *out)
{
    enum status status = buffer_status(text);
    if (status == STATUS_OK && out == stdout)
        status = session_print(session, buffer_slice(text));
    else if (status == STATUS_OK)
        fwrite(text->at, 1, text->length, out);
    buffer_release(text);
    return status;
}

enum status usage_overview(struct session *session, FILE *out)
{
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, _("Stimmbuch: signed votes of governance bodies in a ledger that everybody can check."));
    buffer_text(&text, "\n\nstimmbuch ");
    buffer_text(&text, _("VERB [ARGUMENTS] [OPTIONS]"));
    buffer_text(&text, "\n\n");
    buffer_text(&text,
                _("Without a verb, on a terminal, it opens the screens (--ascii, --mono: for simple terminals)."));
    buffer_text(&text, "\n\n");
    for (size_t i = 0; command_tables[i]; i++)
        for (const struct command *c = command_tables[i]; c->noun; c++)
            command_row(c, &text);
    buffer_text(&text, "\n");
    buffer_text(&text, _("Options of every verb:"));
    buffer_text(&text, "\n");
    for (unsigned i = 0; i <= OPTION_HELP; i++)
        option_row(i, &text);
    buffer_text(&text, "\n");
    buffer_text(&text, _("\"stimmbuch help VERB\" shows one verb. A sample world to try: \"stimmbuch demo\"."));
    buffer_text(&text, "\n");
    enum status status = flush(session, &text, out);
    if (status == STATUS_OK && out != stdout)
        return problem_say(&session->problem, STATUS_USAGE, N_("no verb was given"), NULL, NULL);
    return status;
}

enum status usage_command(struct session *session, const struct command *command)
{
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, "stimmbuch ");
    usage_words(command, &text);
    if (*command->arguments)
        buffer_byte(&text, ' ');
    usage_arguments(command->arguments, &text);
    buffer_text(&text, "\n\n");
    buffer_text(&text, _(command->help));
    buffer_text(&text, "\n");
    struct slice rest = slice_of(command->options);
    if (rest.length)
        buffer_byte(&text, '\n');
    while (rest.length) {
        struct slice name = slice_cut(&rest, ' ');
        for (unsigned i = 0; i < OPTION_COUNT; i++)
            if (slice_is(name, usage_options[i].name))
                option_row(i, &text);
    }
    buffer_text(&text, "\n");
    buffer_text(&text, _("Options of every verb:"));
    buffer_text(&text, "\n");
    for (unsigned i = 0; i <= OPTION_HELP; i++)
        option_row(i, &text);
    return flush(session, &text, stdout);
}

enum status usage_noun(struct session *session, const char *noun)
{
    struct buffer text;
    buffer_init(&text);
    for (size_t i = 0; command_tables[i]; i++)
        for (const struct command *c = command_tables[i]; c->noun; c++)
            if (strcmp(c->noun, noun) == 0)
                command_row(c, &text);
    if (text.length)
        return flush(session, &text, stdout);
    buffer_release(&text);
    return problem_say(&session->problem, STATUS_USAGE, N_("there is no verb \"{1}\": see \"stimmbuch help\""), noun,
                       NULL);
}

/* A string of what a file or an argument may hold: JSON knows no bytes that are not UTF-8. */
static json_t *safe_json(struct slice text)
{
    struct buffer safe;
    buffer_init(&safe);
    text_safe(text, &safe);
    json_t *value = json_slice(buffer_slice(&safe));
    buffer_release(&safe);
    return value;
}

static void error_json(const struct session *session, enum status status, struct slice text)
{
    const struct problem *problem = &session->problem;
    static const char *const codes[] = {
        [STATUS_USAGE] = "usage",
        [STATUS_FORM] = "form",
        [STATUS_AMBIGUOUS] = "ambiguous",
        [STATUS_NOT_FOUND] = "not-found",
        [STATUS_KEY] = "key",
        [STATUS_FILE] = "file",
        [STATUS_STORE] = "ledger",
        [STATUS_NO_MEMORY] = "memory",
        [STATUS_REFUSED] = "refused",
        [STATUS_MISMATCH] = "mismatch",
        [STATUS_HUB] = "hub",
        [STATUS_CANCELLED] = "cancelled",
        [STATUS_OK] = "none",
    };
    const char *code = problem->reason != REASON_NONE ? reason_code(problem->reason) : codes[status];
    json_t *error = json_pack("{s:s, s:o}", "code", code, "text", safe_json(text));
    if (error && problem->file[0])
        json_object_set_new(error, "file", safe_json(slice_of(problem->file)));
    if (error && problem->line)
        json_object_set_new(error, "line", json_integer((json_int_t)problem->line));
    if (error && problem->column)
        json_object_set_new(error, "column", json_integer((json_int_t)problem->column));
    if (error && problem->field[0])
        json_object_set_new(error, "field", json_string(problem->field));
    if (error && session->lacks)
        json_object_set(error, "gates", session->lacks);
    json_t *object = json_pack("{s:o}", "error", error);
    char *line = object ? json_dumps(object, JSON_COMPACT) : NULL;
    if (line)
        fprintf(stderr, "%s\n", line);
    free(line);
    json_decref(object);
}

/* Where it is, unless the message says so: a file; or, of what stood on the command line, the entry's field. */
static void subject(const struct problem *problem, struct buffer *out)
{
    bool form = problem->status == STATUS_FORM;
    bool named = strcmp(problem->file, problem->detail[0]) == 0;
    const char *where = problem->file[0] && (form || problem->line) ? problem->file : form ? problem->field : "";
    if (!*where || (where == problem->file && named))
        return;
    buffer_text(out, where);
    buffer_text(out, ": ");
}

void usage_error(const struct session *session, enum status status)
{
    struct buffer what, text, safe;
    buffer_init(&what);
    buffer_init(&text);
    buffer_init(&safe);
    buffer_text(&text, "stimmbuch: ");
    if (session->command) {
        usage_words(session->command, &text);
        buffer_text(&text, ": ");
    }
    subject(&session->problem, &text);
    i18n_refusal(&session->problem, &what);
    buffer_add(&text, buffer_slice(&what));
    if (session->problem.line)
        buffer_text(&text, ": ");
    i18n_place(&session->problem, &text);
    gate_lacks_words(session, &text);
    /* One line, whatever a file's name or a text holds. */
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] == '\n')
            text.at[i] = ' ';
    text_safe(buffer_slice(&text), &safe);
    if (buffer_status(&safe) == STATUS_OK)
        fprintf(stderr, "%s\n", safe.at);
    if (session_has(session, OPTION_JSON))
        error_json(session, status, buffer_slice(&what));
    buffer_release(&what);
    buffer_release(&text);
    buffer_release(&safe);
}
