#include "tui/theme.h"

struct look theme_look(enum style style, int colours)
{
    static const struct look looks[STYLE_COUNT] = {
        [STYLE_NORMAL] = {.colour = -1},         [STYLE_TITLE] = {.colour = -1, .bold = 1},
        [STYLE_FRAME] = {.colour = 4},           [STYLE_FOCUS] = {.colour = -1, .reverse = 1},
        [STYLE_MUTED] = {.colour = 6},           [STYLE_GOOD] = {.colour = 2},
        [STYLE_BAD] = {.colour = 1, .bold = 1},  [STYLE_WARN] = {.colour = 3, .bold = 1},
        [STYLE_KEY] = {.colour = -1, .bold = 1}, [STYLE_INPUT] = {.colour = -1, .underline = 1},
    };
    struct look look = looks[style];
    if (!colours)
        look.colour = THEME_DEFAULT_COLOUR;
    return look;
}
