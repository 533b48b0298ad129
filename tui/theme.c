#include "tui/theme.h"

#include <stdlib.h>
#include <string.h>

struct look theme_look(enum style style, enum theme theme)
{
    enum { GREEN = 2, YELLOW = 3, BLUE = 4, MAGENTA = 5, CYAN = 6, RED = 1 };
    static const struct look looks[STYLE_COUNT] = {
        [STYLE_NORMAL] = {.colour = -1},
        [STYLE_TITLE] = {.colour = -1, .bold = 1},
        [STYLE_FRAME] = {.colour = BLUE},
        [STYLE_FOCUS] = {.colour = -1, .reverse = 1},
        [STYLE_MUTED] = {.colour = CYAN},
        [STYLE_GOOD] = {.colour = GREEN},
        [STYLE_BAD] = {.colour = RED, .bold = 1},
        [STYLE_WARN] = {.colour = YELLOW, .bold = 1},
        [STYLE_KEY] = {.colour = -1, .bold = 1},
        [STYLE_INPUT] = {.colour = -1, .underline = 1},
        [STYLE_EMPHASIS] = {.colour = -1, .underline = 1},
        [STYLE_CODE] = {.colour = MAGENTA},
    };
    struct look look = looks[style];
    if (theme == THEME_MONO)
        look.colour = THEME_DEFAULT_COLOUR;
    else if (theme == THEME_LIGHT && look.colour == YELLOW)
        look.colour = MAGENTA;
    else if (theme == THEME_LIGHT && look.colour == CYAN)
        look.colour = BLUE;
    else if (theme == THEME_DARK && look.colour == BLUE)
        look.colour = CYAN;
    return look;
}

enum theme theme_of_background(const char *colorfgbg)
{
    const char *last = colorfgbg ? strrchr(colorfgbg, ';') : NULL;
    char *end;
    if (!last || last[1] < '0' || last[1] > '9')
        return THEME_UNKNOWN;
    long colour = strtol(last + 1, &end, 10);
    if (*end || colour > 15)
        return THEME_UNKNOWN;
    return colour == 7 || colour == 15 ? THEME_LIGHT : THEME_DARK;
}
