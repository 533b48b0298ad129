/* The manual page. */
#include "tui/manual.h"

#include "tui/config_words.h"
#include "tui/i18n.h"
#include "tui/keymap.h"
#include "tui/usage.h"

/* Words as roff reads them: none of them acts, and what is typed keeps its hyphens. */
static void put(struct buffer *out, struct slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.at[i];
        if (byte == '\\')
            buffer_text(out, "\\e");
        else if (byte == '-')
            buffer_text(out, "\\-");
        else if (byte == '\'')
            buffer_text(out, "\\(aq");
        else
            buffer_byte(out, byte);
    }
}

/* A line of text; a word that could be taken for a request is none behind \&. */
static void line(struct buffer *out, const char *text)
{
    buffer_text(out, "\\&");
    put(out, slice_of(text));
    buffer_byte(out, '\n');
}

/* The head of a list's row: `bold` is typed as it stands, `slanted` (may be empty) stands for something. */
static void term(struct buffer *out, struct slice bold, struct slice slanted)
{
    buffer_text(out, ".TP\n\\fB");
    put(out, bold);
    buffer_text(out, "\\fR");
    if (slanted.length) {
        buffer_text(out, " \\fI");
        put(out, slanted);
        buffer_text(out, "\\fR");
    }
    buffer_byte(out, '\n');
}

static void write_option(unsigned option, struct buffer *out)
{
    struct buffer name, value;
    buffer_init(&name);
    buffer_init(&value);
    buffer_text(&name, "--");
    buffer_text(&name, usage_options[option].name);
    if (usage_options[option].value)
        usage_arguments(usage_options[option].value, &value);
    term(out, buffer_slice(&name), buffer_slice(&value));
    line(out, _(usage_options[option].help));
    buffer_release(&name);
    buffer_release(&value);
}

/* The options of one verb, in the order of its row, further in. */
static void write_own_options(const struct command *command, struct buffer *out)
{
    struct slice rest = slice_of(command->options);
    if (!rest.length)
        return;
    buffer_text(out, ".RS\n");
    while (rest.length) {
        struct slice name = slice_cut(&rest, ' ');
        for (unsigned i = 0; i < OPTION_COUNT; i++)
            if (slice_is(name, usage_options[i].name))
                write_option(i, out);
    }
    buffer_text(out, ".RE\n");
}

static void write_verbs(struct buffer *out)
{
    for (size_t i = 0; command_tables[i]; i++) {
        for (const struct command *c = command_tables[i]; c->noun; c++) {
            struct buffer words, arguments;
            buffer_init(&words);
            buffer_init(&arguments);
            usage_words(c, &words);
            usage_arguments(c->arguments, &arguments);
            term(out, buffer_slice(&words), buffer_slice(&arguments));
            line(out, _(c->help));
            write_own_options(c, out);
            buffer_release(&words);
            buffer_release(&arguments);
        }
    }
}

static void write_keys(struct buffer *out)
{
    for (unsigned action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        struct slice keys = slice_of(keymap_keys((enum action)action));
        struct buffer names;
        buffer_init(&names);
        while (keys.length) {
            buffer_text(&names, names.length ? ", " : "");
            buffer_add(&names, keymap_name(slice_cut(&keys, ' ')));
        }
        if (names.length) {
            term(out, buffer_slice(&names), SLICE(""));
            line(out, _(keymap_help((enum action)action)));
        }
        buffer_release(&names);
    }
}

static void write_config(struct buffer *out)
{
    for (unsigned i = 0; i < CONFIG_COUNT; i++) {
        struct buffer values;
        buffer_init(&values);
        buffer_text(&values, "= ");
        config_values((enum config_option)i, &values);
        term(out, slice_of(config_rows[i].name), buffer_slice(&values));
        line(out, _(config_rows[i].help));
        buffer_release(&values);
    }
}

/* `first`: behind a heading, where a paragraph begins by itself. */
static void write_row(const struct manual_row *row, bool first, struct buffer *out)
{
    switch (row->part) {
    case MANUAL_SECTION:
        buffer_text(out, ".SH ");
        put(out, slice_of(_(row->text)));
        buffer_byte(out, '\n');
        break;
    case MANUAL_TEXT:
        if (!first)
            buffer_text(out, ".PP\n");
        line(out, _(row->text));
        break;
    case MANUAL_TERM:
        term(out, slice_of(row->left), SLICE(""));
        line(out, _(row->text));
        break;
    case MANUAL_VERBS:
        write_verbs(out);
        break;
    case MANUAL_OPTIONS:
        for (unsigned i = 0; i <= OPTION_HELP; i++)
            write_option(i, out);
        break;
    case MANUAL_KEYS:
        write_keys(out);
        break;
    case MANUAL_CONFIG:
        write_config(out);
        break;
    case MANUAL_END:
        break;
    }
}

void manual_write(struct buffer *out)
{
    buffer_text(out, ".TH STIMMBUCH 1 \"\" \"Stimmbuch " VERSION "\"\n.SH ");
    put(out, slice_of(_("NAME")));
    buffer_text(out, "\nstimmbuch \\- ");
    put(out, slice_of(_("signed votes of governance bodies in a ledger that everybody can check")));
    buffer_text(out, "\n.SH ");
    put(out, slice_of(_("SYNOPSIS")));
    buffer_text(out, "\n.B stimmbuch\n.br\n.B stimmbuch\n.I ");
    put(out, slice_of(_("VERB [ARGUMENTS] [OPTIONS]")));
    buffer_byte(out, '\n');
    bool first = false;
    for (const struct manual_row *row = manual_rows; row->part != MANUAL_END; row++) {
        write_row(row, first, out);
        first = row->part == MANUAL_SECTION;
    }
}
