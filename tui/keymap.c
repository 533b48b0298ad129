#include "tui/keymap.h"

#include "core/slice.h"
#include "tui/i18n.h"

#include <string.h>

static const struct {
    const char *keys, *word, *label, *help;
} actions[ACTION_COUNT] = {[ACTION_NONE] = {"", "", "", ""},
#define ACTION_ROW(id, keys, word, label, help) [ACTION_##id] = {keys, word, label, help},
                           ACTION_TABLE(ACTION_ROW)
#undef ACTION_ROW
};

enum action keymap_action(const struct key *key)
{
    struct slice name = slice_of(strcmp(key->name, " ") == 0 ? "Space" : key->name);
    for (unsigned i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        struct slice rest = slice_of(actions[i].keys);
        while (rest.length)
            if (slice_equal(slice_cut(&rest, ' '), name))
                return (enum action)i;
    }
    return ACTION_NONE;
}

struct slice keymap_name(struct slice key)
{
    static const char *const words[] = {N_("Up"),   N_("Down"), N_("Left"), N_("Right"), N_("PgUp"),
                                        N_("PgDn"), N_("Home"), N_("End"),  N_("Space")};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (slice_is(key, words[i]))
            return slice_of(_(words[i]));
    return key;
}

const char *keymap_key(enum action action)
{
    /* The names shown are short: signs for arrows, words for the rest. */
    switch (action) {
    case ACTION_UP:
        return "↑";
    case ACTION_DOWN:
        return "↓";
    case ACTION_LEFT:
        return "←";
    case ACTION_RIGHT:
        return "→";
    case ACTION_PAGE_UP:
        return _("PgUp");
    case ACTION_PAGE_DOWN:
        return _("PgDn");
    case ACTION_FIRST:
        return _("Home");
    case ACTION_LAST:
        return _("End");
    case ACTION_MARK:
        return _("Space");
    case ACTION_BACK:
        return "q";
    case ACTION_HELP:
        return "?";
    case ACTION_MEETINGS:
        return "M";
    default:
        return actions[action].keys;
    }
}

const char *keymap_keys(enum action action)
{
    return actions[action].keys;
}

const char *keymap_word(enum action action)
{
    return actions[action].word;
}

const char *keymap_label(enum action action)
{
    return actions[action].label;
}

const char *keymap_help(enum action action)
{
    return actions[action].help;
}
