/*
 * What a canvas looks like on a terminal: the program's own terminal module writes it, in this process, and libvterm
 * shows it. Nothing is waited for, since what was written has been read when glass_show returns.
 */
#ifndef TESTS_GLASS_H
#define TESTS_GLASS_H

#include "tests/terminal.h"
#include "tui/canvas.h"

struct glass;

/* TERM, NO_COLOR and the locale are set for it. Several may be open at a time. */
struct glass *glass_open(enum theme theme);
void glass_close(struct glass *glass);

/* Shows the canvas, on a terminal of its size. Returns the bytes written for it, valid until the next call. */
struct slice glass_show(struct glass *glass, const struct canvas *canvas);

/* The terminal, to be looked at. */
struct emulator *glass_emulator(struct glass *glass);

#endif
