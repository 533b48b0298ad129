#include "tui/qr.h"

#include <stdlib.h>

/* ISO/IEC 18004 asks for four modules of light around the code. */
enum { QUIET = 4 };

#ifdef HAVE_QRENCODE
#include <qrencode.h>

bool qr_is_built_in(void)
{
    return true;
}

void qr_make(struct slice text, struct qr *qr)
{
    char copy[256];
    *qr = (struct qr){.size = 0};
    if (text.length >= sizeof copy)
        return;
    memcpy(copy, text.at, text.length);
    copy[text.length] = '\0';
    QRcode *code = QRcode_encodeString(copy, 0, QR_ECLEVEL_L, QR_MODE_8, 1);
    if (!code)
        return;
    size_t count = (size_t)code->width * (size_t)code->width;
    qr->module = malloc(count);
    if (qr->module) {
        qr->size = code->width;
        /* The lowest bit is the colour, the others say what the module is for. */
        for (size_t i = 0; i < count; i++)
            qr->module[i] = code->data[i] & 1;
    }
    QRcode_free(code);
}

#else

bool qr_is_built_in(void)
{
    return false;
}

void qr_make(struct slice text, struct qr *qr)
{
    (void)text;
    *qr = (struct qr){.size = 0};
}

#endif

void qr_release(struct qr *qr)
{
    free(qr->module);
    *qr = (struct qr){.size = 0};
}

int qr_columns(const struct qr *qr)
{
    return qr->size ? qr->size + 2 * QUIET : 0;
}

int qr_rows(const struct qr *qr)
{
    return (qr_columns(qr) + 1) / 2;
}

static bool is_dark(const struct qr *qr, int y, int x)
{
    y -= QUIET;
    x -= QUIET;
    return y >= 0 && x >= 0 && y < qr->size && x < qr->size && qr->module[y * qr->size + x];
}

void qr_draw(const struct qr *qr, struct canvas *canvas, int row, int column, bool swapped)
{
    static const char *const halves[2][2] = {{" ", "▄"}, {"▀", "█"}};
    for (int y = 0; y < qr_rows(qr); y++) {
        for (int x = 0; x < qr_columns(qr); x++) {
            bool upper = is_dark(qr, 2 * y, x) == swapped;
            bool lower = is_dark(qr, 2 * y + 1, x) == swapped;
            /* The half below the last module belongs to nobody. */
            if (2 * y + 1 >= qr_columns(qr))
                lower = false;
            canvas_say(canvas, row + y, column + x, 1, STYLE_NORMAL, halves[upper][lower]);
        }
    }
}
