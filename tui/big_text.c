#include "tui/big_text.h"

#include "core/text.h"

#include <stdlib.h>
#include <unicase.h>

/* Rows of a letter from top to bottom, a blank between them; all are equally wide. */
static const struct {
    uint32_t code;
    const char *rows;
} letters[] = {
    {'A', ".#. #.# ### #.# #.#"},
    {'B', "##. #.# ##. #.# ##."},
    {'C', ".## #.. #.. #.. .##"},
    {'D', "##. #.# #.# #.# ##."},
    {'E', "### #.. ##. #.. ###"},
    {'F', "### #.. ##. #.. #.."},
    {'G', ".### #... #.## #..# .##."},
    {'H', "#.# #.# ### #.# #.#"},
    {'I', "# # # # #"},
    {'J', "..# ..# ..# #.# .#."},
    {'K', "#.# #.# ##. #.# #.#"},
    {'L', "#.. #.. #.. #.. ###"},
    {'M', "#...# ##.## #.#.# #...# #...#"},
    {'N', "#..# ##.# #.## #..# #..#"},
    {'O', ".##. #..# #..# #..# .##."},
    {'P', "##. #.# ##. #.. #.."},
    {'Q', ".##. #..# #..# #.#. .#.#"},
    {'R', "##. #.# ##. #.# #.#"},
    {'S', ".### #... .##. ...# ###."},
    {'T', "### .#. .#. .#. .#."},
    {'U', "#..# #..# #..# #..# .##."},
    {'V', "#.# #.# #.# #.# .#."},
    {'W', "#...# #...# #.#.# ##.## #...#"},
    {'X', "#.# #.# .#. #.# #.#"},
    {'Y', "#.# #.# .#. .#. .#."},
    {'Z', "#### ..#. .#.. #... ####"},
    {0xC4, "#.# .#. #.# ### #.#"},
    {0xD6, "#..# .##. #..# #..# .##."},
    {0xDC, "#..# .... #..# #..# .##."},
    {'0', "### #.# #.# #.# ###"},
    {'1', ".#. ##. .#. .#. ###"},
    {'2', "### ..# ### #.. ###"},
    {'3', "### ..# .## ..# ###"},
    {'4', "#.# #.# ### ..# ..#"},
    {'5', "### #.. ### ..# ###"},
    {'6', "### #.. ### #.# ###"},
    {'7', "### ..# .#. .#. .#."},
    {'8', "### #.# ### #.# ###"},
    {'9', "### #.# ### ..# ###"},
    {' ', ".. .. .. .. .."},
    {'-', ".. .. ## .. .."},
    {0x2013, "... ... ### ... ..."},
    {'.', ". . . . #"},
    {',', ".. .. .. .# #."},
    {':', ". # . # ."},
    {';', ".. .# .. .# #."},
    {'!', "# # # . #"},
    {'?', "##. ..# .#. ... .#."},
    {'(', ".# #. #. #. .#"},
    {')', "#. .# .# .# #."},
    {'/', "..# ..# .#. #.. #.."},
    {'%', "#.# ..# .#. #.. #.#"},
    {'+', "... .#. ### .#. ..."},
    {'=', "... ### ... ### ..."},
    {'&', ".#.. #.#. .#.. #.#. .#.#"},
    {'"', "#.# #.# ... ... ..."},
    {0x201C, "#.# #.# ... ... ..."},
    {0x201D, "#.# #.# ... ... ..."},
    {0x201E, "... ... ... #.# #.#"},
    {'\'', "# # . . ."},
    {0x2019, "# # . . ."},
};

/* The next letter of the text, or NULL where there is none of it. */
static const char *next_letter(struct slice *text)
{
    uint32_t code = 0;
    size_t bytes = text_decode(*text, &code);
    *text = slice_from(*text, bytes ? bytes : 1);
    for (size_t i = 0; i < sizeof letters / sizeof letters[0] && bytes; i++)
        if (letters[i].code == code)
            return letters[i].rows;
    return NULL;
}

static int letter_columns(const char *rows)
{
    return (int)strcspn(rows, " ");
}

static int dot_columns(enum big size)
{
    return size == BIG_LARGE ? 2 : 1;
}

/* In capitals; it has no memory to give back where there was none for it. */
static struct slice capitals(struct slice text, uint8_t **own)
{
    size_t length = 0;
    *own = u8_toupper((const uint8_t *)text.at, text.length, NULL, NULL, NULL, &length);
    return (struct slice){.at = (const char *)*own, .length = *own ? length : 0};
}

static int width_of(enum big size, struct slice upper)
{
    int columns = 0;
    while (upper.length) {
        const char *rows = next_letter(&upper);
        if (!rows)
            return -1;
        columns += letter_columns(rows) + 1;
    }
    return columns ? (columns - 1) * dot_columns(size) : 0;
}

int big_width(enum big size, struct slice text)
{
    uint8_t *own;
    struct slice upper = capitals(text, &own);
    int columns = text.length && !own ? -1 : width_of(size, upper);
    free(own);
    return columns;
}

static bool is_set(const char *rows, int row, int column)
{
    int columns = letter_columns(rows);
    return rows[row * (columns + 1) + column] == '#';
}

static void write_line(struct canvas *canvas, struct area area, enum big size, enum style style, struct slice upper)
{
    int column = 0, wide = dot_columns(size);
    while (upper.length) {
        const char *rows = next_letter(&upper);
        for (int dot = 0; rows && dot < letter_columns(rows); dot++)
            for (int part = 0; part < wide && column + dot * wide + part < area.columns; part++)
                for (int row = 0; row < BIG_ROWS; row++)
                    if (is_set(rows, row, dot))
                        canvas_say(canvas, area.row + row, area.column + column + dot * wide + part, 1, style,
                                   canvas->ascii ? "#" : "█");
        column += rows ? (letter_columns(rows) + 1) * wide : 0;
    }
}

void big_line(struct canvas *canvas, int row, int column, int columns, enum big size, enum style style,
              struct slice text)
{
    uint8_t *own;
    struct slice upper = capitals(text, &own);
    write_line(canvas, (struct area){row, column, BIG_ROWS, columns}, size, style, upper);
    free(own);
}

/* Cuts the words that fit into one line off the text; nothing where the first alone does not. */
static struct slice cut_line(struct slice *rest, enum big size, int columns)
{
    struct slice line = {.at = rest->at}, words = *rest;
    while (words.length) {
        struct slice word = slice_cut(&words, ' ');
        struct slice longer = {.at = rest->at, .length = (size_t)(word.at + word.length - rest->at)};
        int width = width_of(size, longer);
        if (width < 0 || width > columns)
            break;
        line = longer;
    }
    size_t taken = line.length < rest->length ? line.length + 1 : line.length;
    *rest = slice_from(*rest, line.length ? taken : 0);
    return line;
}

/* With no canvas it only measures. Rows, 0 where it does not fit. */
static int wrap(struct canvas *canvas, struct area area, enum big size, enum style style, struct slice upper)
{
    int rows = 0;
    while (upper.length) {
        struct slice line = cut_line(&upper, size, area.columns);
        rows += rows ? 1 : 0;
        if (!line.length || rows + BIG_ROWS > area.rows)
            return 0;
        if (canvas)
            write_line(canvas, (struct area){area.row + rows, area.column, BIG_ROWS, area.columns}, size, style, line);
        rows += BIG_ROWS;
    }
    return rows;
}

int big_wrap(struct canvas *canvas, struct area area, enum style style, struct slice text)
{
    static const enum big sizes[] = {BIG_LARGE, BIG_TALL};
    uint8_t *own;
    struct slice upper = capitals(text, &own);
    int rows = 0;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0] && !rows; i++)
        if (wrap(NULL, area, sizes[i], style, upper))
            rows = wrap(canvas, area, sizes[i], style, upper);
    free(own);
    return rows;
}
