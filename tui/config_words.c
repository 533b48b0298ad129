#include "tui/config_words.h"

#include "core/text.h"
#include "tui/i18n.h"
#include "tui/usage.h"

enum { SAMPLE_WIDTH = 76 };

void config_values(enum config_option option, struct buffer *out)
{
    switch (config_rows[option].kind) {
    case CONFIG_WORD:
        buffer_text(out, config_rows[option].words);
        break;
    case CONFIG_MINUTES:
        buffer_format(out, "0-%d", CONFIG_MINUTES_MAX);
        break;
    case CONFIG_PATH:
        usage_arguments("PATH", out);
        break;
    case CONFIG_TEXT:
        usage_arguments("TEXT", out);
        break;
    }
}

/* Words as comment lines. */
static void comment(const char *text, struct buffer *out)
{
    struct slice rest = slice_of(text);
    int used = SAMPLE_WIDTH;
    size_t begin = out->length;
    while (rest.length) {
        struct slice word = slice_cut(&rest, ' ');
        bool fits = used + 1 + text_width(word) <= SAMPLE_WIDTH;
        if (!fits)
            buffer_text(out, out->length == begin ? "#" : "\n#");
        buffer_byte(out, ' ');
        buffer_add(out, word);
        used = (fits ? used : 1) + 1 + text_width(word);
    }
    buffer_byte(out, '\n');
}

void config_sample(struct buffer *out)
{
    comment(_("The configuration of stimmbuch: $XDG_CONFIG_HOME/stimmbuch/config, or ~/.config/stimmbuch/config where "
              "that is not set."),
            out);
    comment(_("Options of the command line and the variables STIMMBUCH_LEDGER, STIMMBUCH_KEYS and NO_COLOR go before "
              "it. Take the # before an option away to set it; every option may stand once."),
            out);
    for (unsigned i = 0; i < CONFIG_COUNT; i++) {
        struct buffer values;
        buffer_init(&values);
        config_values((enum config_option)i, &values);
        buffer_byte(out, '\n');
        comment(_(config_rows[i].help), out);
        buffer_text(out, "# ");
        buffer_add(out, buffer_slice(&values));
        buffer_format(out, "\n#%s = %s\n", config_rows[i].name, config_rows[i].usual);
        buffer_release(&values);
    }
}
