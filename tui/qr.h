/*
 * A QR code in half blocks. Built without libqrencode (HAVE_QRENCODE not defined) there is none, and screens say so.
 */
#ifndef TUI_QR_H
#define TUI_QR_H

#include "tui/canvas.h"

struct qr {
    int size;        /* modules a side, without the quiet zone; 0: there is none */
    uint8_t *module; /* size * size, 1 is dark */
};

/* Whether this program can make any. */
bool qr_is_built_in(void);

/* Digits, capital letters and " $%*+-./:" make the smallest code. `qr` has size 0 when it cannot be made. */
void qr_make(struct slice text, struct qr *qr);
void qr_release(struct qr *qr);

/* Columns and rows with the quiet zone. */
int qr_columns(const struct qr *qr);
int qr_rows(const struct qr *qr);

/* `swapped`: the dark modules are drawn instead of the light ones, for a terminal with a light background. */
void qr_draw(const struct qr *qr, struct canvas *canvas, int row, int column, bool swapped);

#endif
