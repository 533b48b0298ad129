/*
 * Styles: what a cell means. How that looks is the terminal's: colours (the 8 of ANSI, on the terminal's own
 * background), or bold, reverse and underline alone. Nothing is told by style only; the text says it too.
 */
#ifndef TUI_THEME_H
#define TUI_THEME_H

enum style {
    STYLE_NORMAL,
    STYLE_TITLE,    /* headings, names of boxes */
    STYLE_FRAME,    /* lines of boxes and rules */
    STYLE_FOCUS,    /* the selected row */
    STYLE_MUTED,    /* what is less important now */
    STYLE_GOOD,     /* holds, adopted, signed */
    STYLE_BAD,      /* does not hold, error */
    STYLE_WARN,     /* deadline near, missing */
    STYLE_KEY,      /* a key in a hint */
    STYLE_INPUT,    /* what is being typed */
    STYLE_EMPHASIS, /* emphasised in a text */
    STYLE_CODE,     /* code in a text, which its marks or its indent set off too */
    STYLE_COUNT
};

enum { THEME_DEFAULT_COLOUR = -1 };

struct look {
    int colour; /* 0…7 as in ANSI (1 red, 2 green, 3 yellow, 4 blue, 6 cyan), or THEME_DEFAULT_COLOUR */
    unsigned bold : 1, reverse : 1, underline : 1;
};

/*
 * What the colours stand on. On an unknown background they are those that most can be read on; on a light one no
 * yellow and cyan, on a dark one no blue.
 */
enum theme { THEME_UNKNOWN, THEME_LIGHT, THEME_DARK, THEME_MONO };

/* How a style looks; THEME_MONO has no colours. */
struct look theme_look(enum style style, enum theme theme);

/* The background that COLORFGBG speaks of ("15;0": the last number is its colour); NULL or what is none: unknown. */
enum theme theme_of_background(const char *colorfgbg);

#endif
