#include "tui/digits.h"

enum { PIXELS = 3 };

/* Three bits a row, the left pixel first. */
static const uint8_t shapes[10][DIGITS_ROWS] = {
    {7, 5, 5, 5, 7}, {2, 6, 2, 2, 7}, {7, 1, 7, 4, 7}, {7, 1, 3, 1, 7}, {5, 5, 7, 1, 1},
    {7, 4, 7, 1, 7}, {7, 4, 7, 5, 7}, {7, 1, 2, 2, 2}, {7, 5, 7, 5, 7}, {7, 5, 7, 1, 7},
};

static void draw_digit(struct canvas *canvas, int row, int column, int pixel, unsigned digit)
{
    for (int y = 0; y < DIGITS_ROWS; y++)
        for (int x = 0; x < PIXELS * pixel; x++)
            if (shapes[digit][y] >> (PIXELS - 1 - x / pixel) & 1)
                canvas_say(canvas, row + y, column + x, 1, STYLE_TITLE, canvas->ascii ? "#" : "█");
}

void digits_draw(struct canvas *canvas, int row, int column, int columns, uint64_t number)
{
    unsigned digit[20];
    int count = 0;
    do {
        digit[count++] = (unsigned)(number % 10);
        number /= 10;
    } while (number);
    int pixel = count * (2 * PIXELS + 2) <= columns ? 2 : 1, step = pixel * PIXELS + pixel;
    if (count * step > columns)
        return;
    for (int i = 0; i < count; i++)
        draw_digit(canvas, row, column + i * step, pixel, digit[count - 1 - i]);
}
