#include "tests/glass.h"

#include "tui/terminal.h"

#include <curses.h>
#include <fcntl.h>
#include <locale.h>
#include <pty.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

enum { ROWS = 24, COLUMNS = 80, CHUNK = 65536 };

struct glass {
    int master, slave, written; /* the pseudo-terminal; the file that takes what is written to it */
    int rows, columns;
    SCREEN *screen;
    struct terminal *terminal;
    struct emulator *emulator;
    struct buffer bytes;
};

/* The program writes to its standard output; the test's own is kept meanwhile. */
struct kept {
    int in, out;
};

static struct kept swap_in(const struct glass *glass, int out)
{
    fflush(stdout);
    struct kept kept = {dup(STDIN_FILENO), dup(STDOUT_FILENO)};
    assert_true(kept.out >= 0);
    assert_true(dup2(glass->slave, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0);
    return kept;
}

static void swap_out(struct kept kept)
{
    fflush(stdout);
    assert_true(dup2(kept.out, STDOUT_FILENO) >= 0);
    close(kept.out);
    if (kept.in < 0) {
        close(STDIN_FILENO);
        return;
    }
    assert_true(dup2(kept.in, STDIN_FILENO) >= 0);
    close(kept.in);
}

/* What opening the terminal has written to it, up to a NUL, which no program writes and a terminal does not show. */
static void take_beginning(struct glass *glass)
{
    char chunk[CHUNK];
    bool complete = false;
    assert_int_equal(write(glass->slave, "", 1), 1);
    while (!complete) {
        ssize_t got = read(glass->master, chunk, sizeof chunk);
        assert_true(got > 0);
        complete = chunk[got - 1] == '\0';
        emulator_take(glass->emulator, (struct slice){chunk, (size_t)got});
    }
}

struct glass *glass_open(enum theme theme)
{
    const struct winsize size = {.ws_row = ROWS, .ws_col = COLUMNS};
    const struct terminal_options options = {.theme = theme};
    struct glass *glass = calloc(1, sizeof *glass);
    struct problem problem;
    assert_non_null(glass);
    assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
    setenv("TERM", "xterm-256color", 1);
    unsetenv("NO_COLOR");
    problem_clear(&problem);
    buffer_init(&glass->bytes);
    glass->rows = ROWS;
    glass->columns = COLUMNS;
    assert_int_equal(openpty(&glass->master, &glass->slave, NULL, NULL, &size), 0);
    glass->written = memfd_create("written", MFD_CLOEXEC);
    assert_true(glass->written >= 0);
    struct kept kept = swap_in(glass, glass->slave);
    enum status status = terminal_open(&options, &glass->terminal, &problem);
    swap_out(kept);
    assert_int_equal(status, STATUS_OK);
    glass->screen = set_term(NULL);
    glass->emulator = emulator_watch(glass->master, ROWS, COLUMNS);
    take_beginning(glass);
    return glass;
}

void glass_close(struct glass *glass)
{
    set_term(glass->screen);
    struct kept kept = swap_in(glass, glass->slave);
    terminal_close(glass->terminal);
    swap_out(kept);
    delscreen(glass->screen);
    emulator_free(glass->emulator); /* with the master */
    close(glass->slave);
    close(glass->written);
    buffer_release(&glass->bytes);
    free(glass);
}

static void resize(struct glass *glass, int rows, int columns)
{
    if (glass->rows == rows && glass->columns == columns)
        return;
    emulator_resize(glass->emulator, rows, columns);
    assert_int_equal(resizeterm(rows, columns), OK);
    glass->rows = rows;
    glass->columns = columns;
}

static void read_written(struct glass *glass)
{
    char chunk[CHUNK];
    off_t at = 0;
    ssize_t got;
    buffer_clear(&glass->bytes);
    while ((got = pread(glass->written, chunk, sizeof chunk, at)) > 0) {
        buffer_add(&glass->bytes, (struct slice){.at = chunk, .length = (size_t)got});
        at += got;
    }
    assert_int_equal(got, 0);
    assert_int_equal(buffer_status(&glass->bytes), STATUS_OK);
}

struct slice glass_show(struct glass *glass, const struct canvas *canvas)
{
    assert_int_equal(ftruncate(glass->written, 0), 0);
    assert_int_equal(lseek(glass->written, 0, SEEK_SET), 0);
    set_term(glass->screen);
    struct kept kept = swap_in(glass, glass->written);
    resize(glass, canvas->rows, canvas->columns);
    terminal_show(glass->terminal, canvas);
    swap_out(kept);
    set_term(NULL);
    read_written(glass);
    emulator_take(glass->emulator, buffer_slice(&glass->bytes));
    return buffer_slice(&glass->bytes);
}

struct emulator *glass_emulator(struct glass *glass)
{
    return glass->emulator;
}
